"""With whom: recipients and (sub)processors are two questions, each answered or not; and transfer."""

from collections.abc import Sequence

from providers.choices import Answer
from providers.countries import NAMES

from ..choices import PROCESSING, LinkRole, TransferMechanism
from ..dossier.types import Activity, Disclosure
from ..role_names import SEVERAL_PROCESSORS
from ..wording import counted, joined, plain, small, with_brackets
from .lookup import SHARED, Lookup
from .types import Block, Field, State, block

RECIPIENTS = (LinkRole.RECIPIENT, LinkRole.SOURCE, LinkRole.CONTROLLER, LinkRole.JOINT)


def recipients(activity: Activity, lookup: Lookup) -> Field:
    """Who receives the data. A processor does too, so others and processors are two questions, each answered or not.

    What is recorded for the whole provider alone leaves open whether it holds here.
    """
    found = links(activity, lookup, *RECIPIENTS, *PROCESSING, wide=False)
    wide = [row for row in lookup.dossier.disclosures if not row.services and row.role != LinkRole.ORIGIN]
    general = f"Voor de hele aanbieder: {counted(len(wide), 'partij', 'partijen')} ({SHARED})" if wide else ""
    none = [
        "Uitdrukkelijk geen ontvangers" if activity.no_recipients else "",
        f"Uitdrukkelijk geen (sub){SEVERAL_PROCESSORS}" if activity.no_processors else "",
    ]
    reason = block([activity.recipients_reason], "Toelichting")
    blocks = (*block(none), *found, *block([general]), *reason)
    roles = {row.role for row in lookup.near(activity)}
    gaps = [
        _open(activity.no_recipients, roles, RECIPIENTS, wide, "ontvangers"),
        _open(activity.no_processors, roles, PROCESSING, wide, f"(sub){SEVERAL_PROCESSORS}"),
    ]
    is_met = bool(found or wide or activity.no_recipients)
    state = State.MISSING if not is_met else State.PARTIAL if any(gaps) else State.RECORDED
    return Field("Ontvangers", blocks, state, joined(gaps) if blocks else "")


def _open(none: bool, found: set[LinkRole], roles: Sequence[LinkRole], wide: list[Disclosure], word: str) -> str:
    if none or found & set(roles):
        return ""
    is_wide = any(row.role in roles for row in wide)
    return f"of de {word} voor de hele aanbieder hier gelden" if is_wide else f"of er {word} zijn"


def links(activity: Activity, lookup: Lookup, *roles: LinkRole, wide: bool = True) -> tuple[Block, ...]:
    """Those in these roles: for this activity, for the services of it and, unless left out, for the whole provider."""
    own = [disclosure_line(row, lookup) for row in activity.disclosures if row.role in roles]
    shared: dict[str, list[str]] = {}
    for row in lookup.wide(activity):
        if row.role in roles and (row.services or wide):
            shared.setdefault(_holds_for(row, lookup), []).append(_line(row, lookup))
    return (*block(own), *(Block(tuple(lines), head) for head, lines in shared.items()))


def _holds_for(row: Disclosure, lookup: Lookup) -> str:
    several = "diensten" if len(row.services) > 1 else "dienst"
    return f"Voor de {several} {lookup.names('services', row.services)}" if row.services else "Voor de hele aanbieder"


def disclosure_line(row: Disclosure, lookup: Lookup) -> str:
    """One recipient with all that is recorded of it, but whether data leave the EEA."""
    return _line(row, lookup, small(_holds_for(row, lookup)) if row.services else "", _agreement(row))


def _line(row: Disclosure, lookup: Lookup, *more: str) -> str:
    """Without `more`, which the annex says once of a link of the whole provider."""
    role = "" if row.role in (LinkRole.RECIPIENT, LinkRole.ORIGIN) else plain(row.role).lower()
    consent = f"toestemming opdrachtgever: {plain(row.authorisation).lower()}" if row.authorisation else ""
    chain = f"ingeschakeld door {lookup.name('recipients', row.engaged_by)}" if row.engaged_by else ""
    about = joined((lookup.name("recipients", row.recipient), row.purpose), ": ")
    return with_brackets(about, role, chain, row.condition, consent, *more) + lookup.mark(row)


def _agreement(row: Disclosure) -> str:
    """Whether there is an agreement, of which day, where it is and until when."""
    until = f"tot en met {plain(row.agreement_ends)}" if row.agreement_ends else ""
    answer = plain(row.agreement).lower()
    about = joined((answer, plain(row.agreement_date), row.agreement_reference, until), ", ")
    return f"overeenkomst: {about}" if about else ""


def origins(activity: Activity, lookup: Lookup) -> list[str]:
    """The parties that deliver data: those of this activity, then those of the provider as a whole."""
    own = [disclosure_line(row, lookup) for row in activity.disclosures if row.role == LinkRole.ORIGIN]
    wide = [row for row in lookup.wide(activity) if row.role == LinkRole.ORIGIN]
    return [*own, *(f"{_holds_for(row, lookup)}: {_line(row, lookup)}" for row in wide)]


def transfer(activity: Activity, lookup: Lookup) -> Field:
    """Whether data leave the EEA, to where and on what ground."""
    label = "Doorgifte buiten de EER"
    rows = [row for row in lookup.links(activity) if row.tells_of_transfer]
    near = [transfer_line(row, lookup) for row in lookup.near(activity) if row.tells_of_transfer]
    wide = f"Ook bij partijen voor de hele aanbieder ({SHARED})" if len(rows) > len(near) else ""
    blocks = block([joined((plain(activity.transfer), activity.transfer_reason), ". "), *near, wide])
    gap = _gap(activity, rows, lookup)
    if gap:
        return Field(label, blocks, State.PARTIAL, gap)
    if activity.transfer == Answer.NOT_APPLICABLE:
        return Field(label, (), State.NOT_APPLICABLE, activity.transfer_reason or "")
    answered = activity.transfer in (Answer.YES, Answer.NO) or any(row.transfer == Answer.YES for row in rows)
    return Field(label, blocks, State.RECORDED if answered else State.UNKNOWN)


def _gap(activity: Activity, rows: list[Disclosure], lookup: Lookup) -> str:
    """What the law asks once there is a transfer: the country, and sometimes the documents."""
    if activity.transfer == Answer.NOT_APPLICABLE and not activity.transfer_reason:
        return "de reden waarom dit niet van toepassing is"
    out = [row for row in rows if row.transfer == Answer.YES]
    countries = [row for row in out if _country(row, lookup)]
    gaps = []
    if (activity.transfer == Answer.YES and not (countries or activity.transfer_reason)) or len(countries) < len(out):
        gaps.append("het land of de internationale organisatie")
    sent = [row for row in rows if row.transfer != Answer.NO]
    if any(row.mechanism == TransferMechanism.COMPELLING and not row.proof for row in sent):
        gaps.append("de documenten over de passende waarborgen (art. 49 lid 1, tweede alinea)")
    return joined(gaps)


def _country(row: Disclosure, lookup: Lookup) -> str:
    node = lookup.find("recipients", row.recipient)
    return ", ".join(NAMES.get(code, code) for code in node.country) if node else ""


def transfer_line(row: Disclosure, lookup: Lookup) -> str:
    """To which countries one recipient brings the data, and on what ground."""
    answer = plain(row.transfer).lower() or "niet vastgelegd"
    mechanism = f"mechanisme: {plain(row.mechanism)}" if row.mechanism else ""
    proof = f"bewijs: {row.proof}" if row.proof else ""
    name = with_brackets(lookup.name("recipients", row.recipient), _country(row, lookup))
    return f"{name}: {joined((answer, mechanism, proof))}"
