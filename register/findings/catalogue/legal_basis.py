"""On what ground: legal bases, interests and consent (docs/law.md 6.4)."""

from collections.abc import Iterator

from providers.choices import Answer

from ...choices import Basis, PurposeType, RightKind, SpecialException
from ...dossier.types import Activity, LegalBasis, PurposeRow
from ...wording import listed, some
from .. import places
from ..case import Case
from ..places import Place
from ..rules import Hit, Hits, error, on_activity, warning

_BEYOND_CONTRACT = (PurposeType.MARKETING, PurposeType.NEWSLETTER, PurposeType.STATISTICS, PurposeType.IMPROVEMENT)


def _resting_on(case: Case, article: Basis) -> Iterator[tuple[Activity, list[tuple[PurposeRow, LegalBasis]]]]:
    """The provider's own activities with their purposes that have this legal basis; a processor needs none."""
    for activity in case.as_controller:
        found = [(purpose, basis) for purpose, basis in case.bases(activity) if basis.article == article]
        if found:
            yield activity, found


def _without(case: Case, article: Basis, field: str, *, told: bool = False) -> Hits:
    """Where this basis stands without what this field holds: one hit per activity, and one for the whole provider.

    `told` passes over activities that the page says nothing about.
    """
    for activity, found in _resting_on(case, article):
        bare = [(row.name, basis.interest) for row, basis in found if not getattr(basis, field)]
        if bare and not (told and activity.internal):
            yield on_activity(activity, "purposes", bare, where=f"“{activity.title}”")
    for basis in case.dossier.general_bases:
        if basis.article == article and not getattr(basis, field):
            place = Place("general_bases", article.value, f"Algemene grondslag: {article.label.lower()}", field)
            yield Hit(place, basis.scope, {"where": "de algemene grondslag"})


@error(
    "AVG6-1",
    "art. 6 lid 1 AVG; art. 13 lid 1, onder c, AVG; art. 14 lid 1, onder c, AVG",
    name="Geen rechtsgrond",
    act="Kies een grondslag",
    message="Bij “{activity}” is geen grondslag vastgelegd.",
    remedy="Kies per doel één grondslag uit art. 6 lid 1 AVG.",
    silences=("AVG6-1-KOPPELING",),
)
def no_basis(case: Case) -> Hits:
    """A controller's activity without any legal basis, while the provider names none for everything either."""
    for activity in case.as_controller if not case.dossier.general_bases else ():
        if not any(case.bases(activity)):
            yield on_activity(activity, "purposes", [row.name for row in activity.purposes])


@warning(
    "AVG6-1-KOPPELING",
    "art. 5 lid 2 AVG; art. 13 lid 1, onder c, AVG",
    name="Grondslag hoort bij geen doel",
    act="Koppel grondslag en doel",
    message="Bij “{activity}” is niet te zien welke grondslag hoort bij {purposes}.",
    remedy="Koppel elke grondslag aan een doel of splits de verwerking.",
)
def basis_without_purpose(case: Case) -> Hits:
    """Several purposes, of which one or more have no basis, or which all share the same two or more bases.

    The only basis that the provider names for everything holds where a purpose has none. Of several,
    or of one with a scope, nobody can see whether it does.
    """
    for activity in case.as_controller:
        if loose := _not_linked(case, activity):
            seen = (loose, [basis.article for basis in case.dossier.general_bases])
            purposes = some(loose) if activity.purposes else "deze verwerking"
            yield on_activity(activity, "purposes", seen, purposes=purposes)


def _not_linked(case: Case, activity: Activity) -> list[str]:
    """The purposes of which nobody can tell the basis; for an activity without a purpose its title."""
    names = [row.name for row in activity.purposes] or [activity.title]
    bare = [row.name for row in activity.purposes if not row.bases] if activity.purposes else names
    if case.dossier.general_bases:
        bare = [] if case.whole_basis else bare
    elif len(bare) == len(names):
        # AVG6-1 says so.
        return []
    return names if _is_one_list(activity) else bare


def _is_one_list(activity: Activity) -> bool:
    """Whether the purposes all have the same two or more bases, as a text has that ties no basis to a purpose."""
    lists = {frozenset(basis.article for basis in row.bases) for row in activity.purposes}
    return len(activity.purposes) > 1 and len(lists) == 1 and len(next(iter(lists))) > 1


@warning(
    "AVG6-1-b",
    "art. 6 lid 1, onder b, AVG",
    name="Overeenkomst past niet als grondslag",
    act="Kies een passende grondslag",
    message="Bij “{activity}” past “uitvoering van een overeenkomst” niet bij {mismatch}.",
    remedy="Kies een passende grondslag (vaak f of a) of onderbouw de noodzaak.",
)
def beyond_contract(case: Case) -> Hits:
    """Basis b for marketing, statistics or improvement, or for people who are no party to the contract."""
    for activity in case.as_controller:
        rows = [row for row in activity.purposes if any(item.article == Basis.CONTRACT for item in case.holding(row))]
        names = [row.name for row in rows if case.purpose_type(row) in _BEYOND_CONTRACT]
        mismatch = [f"het doel {some(names)}"] if names else []
        if rows and activity.subject_is_party == Answer.NO:
            mismatch.append("betrokkenen die geen contractpartij zijn")
        if mismatch:
            seen = (names, activity.subject_is_party)
            yield on_activity(activity, "purposes", seen, mismatch=listed(mismatch))


@warning(
    "AVG6-1-c",
    "art. 6 lid 1, onder c, AVG; art. 6 lid 3 AVG",
    name="Wettelijke plicht zonder wet",
    act="Noem wet en artikel",
    message="Bij {where} is een wettelijke verplichting genoemd zonder wet en artikel.",
    remedy="Noem de wet en het artikel, bijvoorbeeld art. 52 AWR.",
)
def no_statute(case: Case) -> Hits:
    """Basis c without a statute."""
    yield from _without(case, Basis.LEGAL_OBLIGATION, "statute")


@warning(
    "AVG6-1-f",
    "art. 6 lid 1, onder f, AVG; art. 5 lid 2 AVG",
    name="Geen belangenafweging",
    act="Leg de afweging vast",
    message="Bij {where} is geen belangenafweging vastgelegd voor het gerechtvaardigd belang.",
    remedy="Leg de afweging vast: het belang, de noodzaak, de gevolgen en de waarborgen.",
    is_core=False,
)
def no_balancing_test(case: Case) -> Hits:
    """Basis f without a reference to the balancing test. Without the interest there is nothing to weigh yet."""
    yield from _without(case, Basis.LEGITIMATE_INTERESTS, "balancing_test")


@error(
    "AVG13-1-d",
    "art. 13 lid 1, onder d, AVG; art. 14 lid 2, onder b, AVG",
    name="Gerechtvaardigd belang niet benoemd",
    act="Beschrijf het belang",
    message="Bij {where} is niet vastgelegd wat het gerechtvaardigd belang is.",
    remedy="Beschrijf het concrete belang en van wie het is.",
)
def no_interest(case: Case) -> Hits:
    """Basis f without the interest."""
    yield from _without(case, Basis.LEGITIMATE_INTERESTS, "interest", told=True)


@error(
    "AVG13-2-c",
    "art. 13 lid 2, onder c, AVG; art. 14 lid 2, onder d, AVG; art. 7 lid 3 AVG",
    name="Intrekken van toestemming ontbreekt",
    act="Vermeld hoe dat gaat",
    message="Bij “{name}” geven mensen toestemming, maar hoe zij die intrekken is niet vastgelegd.",
    remedy="Vermeld het recht om in te trekken en een manier die even eenvoudig is als toestemming geven.",
)
def no_withdrawal(case: Case) -> Hits:
    """Consent for an activity or a cookie while withdrawing it is neither a stated right nor explained.

    Explained is a sentence at the legal basis itself; for cookies how to refuse or remove them.
    """
    if any(row.right == RightKind.WITHDRAW_CONSENT and row.stated == Answer.YES for row in case.dossier.rights):
        return
    for basis in case.dossier.general_bases:
        if basis.article == Basis.CONSENT and not basis.withdrawal:
            place = Place("general_bases", basis.article.value, "Algemene grondslag: toestemming", "withdrawal")
            yield Hit(place, basis.scope, {"name": "de algemene grondslag"})
    for activity in case.told_as_controller:
        consents = [basis.withdrawal for _, basis in case.bases(activity) if basis.article == Basis.CONSENT]
        explicit = any(row.exception == SpecialException.CONSENT for row in activity.data)
        if not all(consents) or (explicit and not consents):
            yield on_activity(activity, "purposes", (consents, explicit), name=activity.title)
    policy = case.dossier.cookie_policy
    if not (policy and policy.opt_out):
        for cookie in case.dossier.cookies:
            if cookie.consent == Answer.YES:
                yield Hit(places.of_cookie(cookie, "consent"), cookie.consent, {"name": cookie.name})
