"""Which facts each point of art. 12 to 14 AVG asks for, and which of them nobody recorded."""

from providers.choices import Answer, ContactUse

from ..choices import Basis, DataOrigin, LinkRole, SpecialException
from ..dossier.types import Activity, Disclosure, LegalBasis
from ..findings import Case, places
from ..findings.retention_terms import says_how_long
from ..findings.tables import is_outside_eea
from .gaps import Found, Gap, Gaps, by_rule, gap, of_requests, where

_ELSEWHERE = (DataOrigin.CUSTOMER, DataOrigin.THIRD_PARTY, DataOrigin.PUBLIC)
_NO_FIELD = Gap("Hiervoor heeft dit register geen veld; leg de werkwijze elders vast")
_OWN_TERM = "een eigen termijn; de verklaring noemt die van de wet"


def _bases(case: Case) -> list[LegalBasis]:
    own = (basis for item in case.told_as_controller for _, basis in case.bases(item))
    return [*own, *case.dossier.general_bases]


def _without_basis(case: Case) -> Gaps:
    if case.dossier.general_bases:
        return ()
    return where(case, lambda item: not any(case.bases(item)), "purposes", "de grondslag")


def _delivered(case: Case, item: Activity) -> bool:
    return any(row.role == LinkRole.ORIGIN for row in case.links(item))


def _without_origin(case: Case) -> Gaps:
    """Where nobody can tell whether article 13 or 14 holds."""

    def is_open(item: Activity) -> bool:
        unknown = any(not row.origin and not row.origin_detail for row in item.data)
        return not item.data or (unknown and not _delivered(case, item))

    return where(case, is_open, "data", "waar de gegevens vandaan komen")


def _from_elsewhere(case: Case) -> bool:
    """Whether some data do not come from the people themselves."""
    return any(
        _delivered(case, item) or any(set(row.origin) & set(_ELSEWHERE) or row.origin_detail for row in item.data)
        for item in case.told_as_controller
    )


def _of_others(case: Case, gaps: Gaps) -> Found:
    """These gaps of article 14, if it plays a part."""
    if _from_elsewhere(case):
        return gaps
    return _without_origin(case) or "alle gegevens komen van de mensen zelf of ontstaan bij het gebruik"


def plain_text(case: Case) -> Found:
    """Whether there is anything to read; how it reads is for rules and people to judge."""
    return ()


def way_to_ask(case: Case) -> Found:
    """A way to make a request."""
    points = [row for row in case.dossier.contact_points if row.use == ContactUse.REQUEST and row.is_filled]
    return () if points else (gap("een weg voor verzoeken", places.of_statement("contact_points")),)


def answer_in_time(case: Case) -> Found:
    """When people hear what happens with a request."""
    return of_requests(case, lambda row: row.response or row.response_text, "response_amount", _OWN_TERM)


def refusal(case: Case) -> Found:
    """What people hear when the answer is no."""
    return (_NO_FIELD,)


def free_of_charge(case: Case) -> Found:
    """Whether a request costs anything."""
    return of_requests(case, lambda row: row.fee, "fee", "of een verzoek iets kost")


def proof_of_identity(case: Case) -> Found:
    """When people have to prove who they are."""
    return of_requests(case, lambda row: row.identity_check, "identity_check", "wanneer u om bewijs vraagt")


def icons(case: Case) -> Found:
    """Nothing: nobody has to use them."""
    return "iconen mogen, en hoeven niet"


def controller(case: Case) -> Found:
    """Who is responsible, and how to reach them."""
    dossier, wide = case.dossier, places.of_provider
    open_ = {
        "de statutaire naam": ("entities", not dossier.entities),
        "een adres, telefoonnummer of e-mailadres": ("contact_points", not dossier.is_reachable),
        "wie de vertegenwoordiger is en hoe mensen die bereiken": (
            "representative",
            dossier.provider.representative == Answer.YES,
        ),
    }
    missing = tuple(gap(text, wide(field)) for text, (field, is_open) in open_.items() if is_open)
    return (*missing, *where(case, lambda item: item.role is None, "role", "wie verantwoordelijk is"))


def dpo(case: Case) -> Found:
    """How to reach the officer, if there is one."""
    answer = case.dossier.provider.dpo_designated
    if any(row.use == ContactUse.DPO and row.is_filled for row in case.dossier.contact_points):
        return ()
    if answer in (Answer.NO, Answer.NOT_APPLICABLE):
        return "er is geen functionaris"
    if answer == Answer.YES:
        return (gap("hoe mensen de functionaris bereiken", places.of_statement("contact_points")),)
    return (gap("of er een functionaris is", places.of_provider("dpo_designated")),)


def purpose_and_basis(case: Case) -> Found:
    """What data are for, and what allows that."""
    general = case.dossier.general_purposes
    goals = () if general else where(case, lambda item: not item.purposes, "purposes", "het doel")
    return (*goals, *_without_basis(case))


def interest(case: Case) -> Found:
    """The interest that is weighed, where that is the basis."""
    happens = any(basis.article == Basis.LEGITIMATE_INTERESTS for basis in _bases(case))
    missing = (*_without_basis(case), *by_rule(case, "AVG13-1-d"))
    return missing or (() if happens else "een gerechtvaardigd belang is nergens de grondslag")


def _receivers(case: Case, item: Activity) -> list[Disclosure]:
    return [row for row in case.links(item) if row.role != LinkRole.ORIGIN]


def recipients(case: Case) -> Found:
    """Who receives data, if anybody does."""
    missing = where(
        case, lambda item: not (_receivers(case, item) or item.no_recipients), "disclosures", "wie de gegevens krijgt"
    )
    happens = any(_receivers(case, item) for item in case.told_as_controller)
    return missing or (() if happens else "niemand anders krijgt de gegevens")


def transfer(case: Case) -> Found:
    """Whether data leave the EEA; whether the safeguard holds is for a rule."""

    def leaves(row: Disclosure) -> bool:
        outside = any(is_outside_eea(code, case.today) for code in case.countries(row))
        return row.transfer == Answer.YES or (row.transfer is None and outside)

    def is_open(item: Activity) -> bool:
        rows = _receivers(case, item)
        answered = bool(rows) and all(row.transfer or case.countries(row) for row in rows)
        return item.transfer is None and not answered

    missing = (
        *where(case, is_open, "transfer", "of gegevens buiten de EER komen"),
        *by_rule(case, "AVG30-1-e", "AVG44"),
    )
    told = case.told_as_controller
    happens = any(item.transfer == Answer.YES or any(map(leaves, _receivers(case, item))) for item in told)
    return missing or (() if happens else "de gegevens blijven binnen de EER")


def term(case: Case) -> Found:
    """How long data are kept."""

    def is_open(item: Activity) -> bool:
        named = [row for row in item.data if row.category or row.name]
        has_terms = bool(named) and all(says_how_long(case.term(row)) for row in named)
        return not (item.retention_reason or has_terms)

    return where(case, is_open, "data", "hoe lang de gegevens blijven")


def rights(case: Case) -> Found:
    """The six rights."""
    return by_rule(case, "AVG13-2-b")


def withdrawal(case: Case) -> Found:
    """How consent is withdrawn, where somebody asks for it."""
    explicit = (row.exception == SpecialException.CONSENT for item in case.told_as_controller for row in item.data)
    cookies = (row.consent == Answer.YES for row in case.dossier.cookies)
    happens = any(basis.article == Basis.CONSENT for basis in _bases(case)) or any(explicit) or any(cookies)
    missing = (*_without_basis(case), *by_rule(case, "AVG13-2-c"))
    return missing or (() if happens else "toestemming is nergens de grondslag")


def complaint(case: Case) -> Found:
    """The complaint to the authority."""
    return by_rule(case, "AVG13-2-d")


def obligation(case: Case) -> Found:
    """Whether people have to give data, where they give them themselves."""
    happens = any(DataOrigin.DATA_SUBJECT in row.origin for item in case.told_as_controller for row in item.data)
    missing = (*_without_origin(case), *by_rule(case, "AVG13-2-e"))
    return missing or (() if happens else "mensen geven hier zelf geen gegevens")


def decisions(case: Case) -> Found:
    """Whether computers decide, and then how."""
    whole = case.dossier.decisions
    answer = whole.takes_decisions if whole else None
    asked = () if answer else where(case, lambda item: item.decisions is None, "decisions", "of een computer besluit")
    happens = Answer.YES in (answer, *(item.decisions for item in case.told_as_controller))
    return (*asked, *by_rule(case, "AVG13-2-f")) or (() if happens else "een computer besluit hier niet over mensen")


def other_purpose(case: Case) -> Found:
    """What happens before data get another purpose."""
    row = case.dossier.requests
    if row and row.new_purpose_consent == Answer.NOT_APPLICABLE and not row.new_purpose_explanation:
        return "de gegevens krijgen geen ander doel"
    field, text = "new_purpose_consent", "wat er gebeurt vóór een ander doel"
    return of_requests(case, lambda row: row.new_purpose_consent or row.new_purpose_explanation, field, text)


def exceptions(case: Case) -> Found:
    """Nothing: an exception is no duty, and no field says that somebody relies on one."""
    return "een uitzondering is geen plicht, en er is geen beroep op vastgelegd"


def categories(case: Case) -> Found:
    """Which data there are, where they come from somebody else."""

    def is_open(item: Activity) -> bool:
        return not any(row.category or row.name for row in item.data)

    return _of_others(case, where(case, is_open, "data", "welke gegevens het zijn"))


def origin(case: Case) -> Found:
    """Where data come from, where that is not the people themselves."""
    without = where(case, lambda item: not item.data, "data", "de bron")
    return _of_others(case, (*without, *by_rule(case, "AVG14-2-f")))


def in_time(case: Case) -> Found:
    """When people are told about data that come from somebody else."""
    return _of_others(case, (_NO_FIELD,))
