"""Electronic advertising and cookies, art. 11.7 and 11.7a Tw (docs/law.md 5.8)."""

from providers.choices import Answer

from ...choices import CookieKind, Severity
from ...dossier.types import Cookie, PurposeRow
from ...wording import listed, some
from .. import places
from ..case import Case
from ..rules import Hit, Hits, Scope, error, on_activity, warning
from ..tables import country_name, is_outside_eea, mentions
from .telecom import ADVERTISING, has_consent


@warning(
    "TW11.7-1",
    "art. 11.7 lid 1 en lid 4 Tw",
    name="Reclame zonder toestemming",
    act="Leg toestemming vast",
    message="Bij “{activity}” is voor {purposes} geen toestemming vastgelegd, en ook geen uitzondering voor eigen "
    "klanten.",
    remedy="Vraag toestemming, of vul bij het doel in dat het om eigen klanten en eigen vergelijkbare diensten gaat.",
)
def advertising_without_consent(case: Case) -> Hits:
    """A newsletter or marketing without consent and without the exception for own customers.

    The Dossier has no column for that exception: it is read from the words of the purpose and of its
    bases. Whether marketing is electronic is not recorded either, so all of it counts.
    """
    for activity in case.activities:
        sent = [item for item in activity.purposes if case.purpose_type(item) in ADVERTISING]
        if bare := [item for item in sent if not (has_consent(item) or _is_for_own_customers(item))]:
            seen = [(item.name, item.condition, [basis.article for basis in item.bases]) for item in bare]
            yield on_activity(activity, "purposes", seen, purposes=some(item.name for item in bare))


def _is_for_own_customers(purpose: PurposeRow) -> bool:
    in_bases = (text for basis in purpose.bases for text in (basis.explanation, basis.statute))
    return mentions("own_customers", purpose.explanation, purpose.condition, *in_bases)


_PROBLEMS = {
    Answer.NO: "wordt vooraf geen toestemming gevraagd",
    None: "is niet vastgelegd of er vooraf toestemming is",
}


def _placed(case: Case) -> tuple[Cookie, ...]:
    """Cookies of a provider that does not say that it has none."""
    policy = case.dossier.cookie_policy
    return () if policy and policy.uses_cookies == Answer.NO else case.dossier.cookies


@error(
    "TW11.7a-1",
    "art. 11.7a lid 1 en lid 3 Tw",
    scope=Scope.COOKIE,
    name="Cookies zonder toestemming",
    act="Leg toestemming vast",
    message="{cookie} {problem}.",
    remedy="Vraag vooraf toestemming, of leg vast dat het statistiek is met kleine gevolgen voor de privacy.",
)
def cookie_without_consent(case: Case) -> Hits:
    """A cookie that is not functional, without prior consent, and no privacy-friendly statistics.

    A fout when consent is nee, a warning when it, or what kind of cookie it is, is not recorded.
    """
    for cookie in _placed(case):
        if cookie.consent in _PROBLEMS and not _is_free(cookie):
            is_sure = cookie.consent == Answer.NO and cookie.kind is not None
            words = {"cookie": _subject(cookie), "problem": _PROBLEMS[cookie.consent]}
            seen = (cookie.kind, cookie.consent, cookie.privacy_friendly)
            severity = Severity.ERROR if is_sure else Severity.WARNING
            yield Hit(places.of_cookie(cookie, "consent"), seen, words, severity=severity)


def _is_free(cookie: Cookie) -> bool:
    is_friendly = cookie.kind == CookieKind.ANALYTICAL and cookie.privacy_friendly == Answer.YES
    return is_friendly or cookie.kind == CookieKind.FUNCTIONAL


def _subject(cookie: Cookie) -> str:
    purpose = f" ({cookie.purpose.rstrip('.')})" if cookie.purpose else ""
    return f"Bij “{cookie.name}”{purpose}"


@warning(
    "TW11.7a-1-DUUR",
    "art. 11.7a lid 1 Tw; art. 13 lid 2, onder a, AVG",
    scope=Scope.COOKIE,
    name="Cookie zonder bewaartijd",
    act="Vul de bewaartijd in",
    message="Bij “{cookie}” is niet vastgelegd hoe lang de cookie blijft staan.",
    remedy="Vul in hoe lang, bijvoorbeeld “2 jaar” of “tot de browser sluit”.",
    is_core=False,
)
def cookie_without_end(case: Case) -> Hits:
    """A cookie of which nobody recorded how long it stays; people have to be told (HvJ EU C-673/17, Planet49)."""
    for cookie in _placed(case):
        if not cookie.storage_time:
            yield Hit(places.of_cookie(cookie, "storage_time"), cookie.name, {"cookie": cookie.name})


@warning(
    "TW11.7a-1-EER",
    "art. 11.7a Tw; art. 44 AVG; art. 13 lid 1, onder f, AVG",
    scope=Scope.COOKIE,
    name="Statistiek buiten de EER",
    act="Vermeld de doorgifte",
    message="“{cookie}” gaat via {vendor} ({country}), en over doorgifte staat er niets.",
    remedy="Vermeld de doorgifte en de waarborg, of kies een aanbieder binnen de EER.",
)
def vendor_outside(case: Case) -> Hits:
    """Statistics or tracking by a party outside the EEA, and no word about the transfer.

    The country is that of the recorded vendor; the name of a product says nothing about it.
    """
    for cookie in _placed(case):
        vendor = case.recipients.get(cookie.vendor or "")
        is_followed = cookie.kind in (CookieKind.ANALYTICAL, CookieKind.TRACKING)
        outside = [code for code in vendor.country if is_outside_eea(code, case.today)] if vendor else []
        if is_followed and vendor and outside and not cookie.transfer_explanation:
            words = {"cookie": cookie.name, "vendor": vendor.name, "country": listed(map(country_name, outside))}
            seen = (cookie.kind, vendor.key, vendor.country)
            yield Hit(places.of_cookie(cookie, "transfer_explanation"), seen, words)
