"""What art. 30 asks per activity: letters a to g of lid 1, a to d of lid 2."""

from dataclasses import replace

from providers.choices import Answer, ContactUse

from ..choices import LinkRole, MeasureKind, Role
from ..dossier.types import Activity, ActivitySecurity, Disclosure, Provider
from ..wording import joined, plain, with_brackets
from .data import data, purposes, retention, subjects
from .lookup import Lookup
from .sharing import WHOLE, disclosure_lines, processors, recipients, transfer
from .types import Block, Field, Letter, State, block


def _letters(*words: str) -> tuple[Letter, ...]:
    """The letters of a paragraph from a on, each with its word."""
    return tuple(map(Letter, "abcdefg", words))


CONTROLLER_LETTERS = _letters("wie", "doel", "gegevens", "ontvangers", "doorgifte", "termijn", "beveiliging")
PROCESSOR_LETTERS = _letters("wie", "soort", "doorgifte", "beveiliging")

_NO_DPO: dict[Answer | None, str] = {
    Answer.NO: "er is geen FG aangewezen",
    Answer.NOT_APPLICABLE: "een FG is hier niet van toepassing",
}

Duties = dict[str, list[Field]]


def duties(activity: Activity, lookup: Lookup) -> Duties:
    """Letter to the fields it asks for, in the order of the law."""
    if activity.for_others:
        found = {
            "a": [_provider(activity, lookup, plain(activity.role)), _principal(activity, lookup), dpo(lookup)],
            "b": [_operations_by_order(activity, lookup)],
            "c": [transfer(activity, lookup)],
            "d": [_security(activity, lookup)],
        }
        return _with_articles(found, 2)
    found = {
        "a": [*_controllers(activity, lookup), dpo(lookup)],
        "b": [purposes(activity, lookup)],
        "c": [subjects(activity, lookup), data(activity, lookup)],
        "d": [recipients(activity, lookup), processors(activity, lookup)],
        "e": [transfer(activity, lookup)],
        "f": [retention(activity, lookup)],
        "g": [_security(activity, lookup)],
    }
    return _with_articles(found, 1)


def completeness(found: Duties) -> tuple[State, ...]:
    """One state per letter: all its fields together."""
    return tuple(_together([field.state for field in fields]) for fields in found.values())


def _together(states: list[State]) -> State:
    distinct = set(states)
    if len(distinct) == 1:
        return states[0]
    if distinct == {State.RECORDED, State.NOT_APPLICABLE}:
        return State.RECORDED
    if State.RECORDED in distinct or State.PARTIAL in distinct:
        return State.PARTIAL
    return State.MISSING if State.MISSING in distinct else State.UNKNOWN


def _with_articles(found: Duties, paragraph: int) -> Duties:
    return {
        letter: [replace(field, article=f"art. 30 lid {paragraph}, onder {letter}, AVG") for field in fields]
        for letter, fields in found.items()
    }


def _controllers(activity: Activity, lookup: Lookup) -> list[Field]:
    if activity.role is None:
        field = _provider(activity, lookup, "Aanbieder")
        return [replace(field, state=State.PARTIAL, reason=joined((field.reason, "de rol van de aanbieder")))]
    own = _provider(activity, lookup, "Verantwoordelijke")
    joint = disclosure_lines(activity, lookup, LinkRole.JOINT)
    if not joint and activity.role == Role.JOINT and len(activity.entities) > 1:
        joint = (Block(tuple(lookup.name("entities", key) for key in activity.entities)),)
    if joint or activity.role == Role.JOINT:
        state = State.RECORDED if joint else State.MISSING
        return [own, Field("Gezamenlijk verantwoordelijk met", joint, state)]
    return [own]


def _provider(activity: Activity, lookup: Lookup, label: str) -> Field:
    """The provider in its part in this activity, with a way to reach it."""
    dossier = lookup.dossier
    names = [lookup.name("entities", key) for key in activity.entities] or [item.name for item in dossier.entities]
    who = _who(names, dossier.provider)
    lines = [who if activity.entities else f"{WHOLE}: {who}", *lookup.own_contacts(*activity.entities)]
    gaps = []
    if not names:
        gaps.append("de statutaire naam")
    if len(names) > 1 and (activity.role != Role.JOINT or not activity.entities):
        gaps.append("welke rechtspersoon deze verwerking uitvoert")
    if not dossier.is_reachable:
        gaps.append("contactgegevens")
    state = State.PARTIAL if gaps else State.RECORDED
    return Field(label, (Block((joined(lines),)),), state, joined(gaps))


def _who(names: list[str], provider: Provider) -> str:
    """One legal entity by its name; several as those of the group, since that is who the source names."""
    if len(names) == 1:
        return names[0]
    return with_brackets(provider.group_name if names and provider.group_name else provider.name, joined(names, ", "))


def _principal(activity: Activity, lookup: Lookup) -> Field:
    label = "Opdrachtgever"
    controllers = disclosure_lines(activity, lookup, LinkRole.CONTROLLER)
    links = lookup.links(activity)
    blocks = (*block([activity.on_behalf_of, activity.controller_list]), *controllers)
    if activity.controller_list or any(_is_named(row, lookup) for row in links if row.role == LinkRole.CONTROLLER):
        return Field(label, blocks)
    gap = "de namen en contactgegevens van de opdrachtgevers, of de lijst waarin zij staan"
    return Field(label, blocks, State.PARTIAL if blocks else State.MISSING, gap)


def _is_named(row: Disclosure, lookup: Lookup) -> bool:
    recipient = lookup.find("recipients", row.recipient)
    return recipient is not None and recipient.is_named


def dpo(lookup: Lookup) -> Field:
    """The data protection officer: one for the provider as a whole."""
    provider = lookup.dossier.provider
    label = "Functionaris (FG)"
    contacts = lookup.contacts(ContactUse.DPO)
    is_reachable = any(item.use == ContactUse.DPO and item.is_filled for item in lookup.dossier.contact_points)
    lines = [line for line in (provider.dpo_name, *contacts) if line]
    blocks = block(lines, WHOLE)
    if said := _NO_DPO.get(provider.dpo_designated):
        reason = joined((said, provider.dpo_reason or "een reden is niet vastgelegd"))
        return Field(label, blocks, State.NOT_APPLICABLE, f"{WHOLE.lower()}: {reason}")
    if provider.dpo_designated is None:
        reason = joined((f"{WHOLE.lower()}: of er een FG is aangewezen", provider.dpo_reason))
        return Field(label, blocks, State.UNKNOWN, reason)
    gaps = joined(("" if provider.dpo_name else "naam", "" if is_reachable else "contactgegevens"), " en ")
    state = State.RECORDED if not gaps else State.PARTIAL if lines else State.MISSING
    return Field(label, blocks, state, joined((gaps, provider.dpo_reason if gaps else "")))


def _operations_by_order(activity: Activity, lookup: Lookup) -> Field:
    """Art. 30(2)(b): what kinds of processing are done for the controller."""
    own = [lookup.name("processing_operations", row.operation) + lookup.mark(row) for row in activity.operations]
    wide = ", ".join(lookup.name("processing_operations", row.operation) for row in lookup.dossier.operations)
    named = joined((activity.title, activity.description), ": ")
    blocks = (*block([named]), *block(own, "Bewerkingen"), *block([wide], WHOLE))
    if own or wide:
        return Field("Soorten verwerking", blocks)
    return Field("Soorten verwerking", blocks, State.PARTIAL, "welke bewerkingen het zijn")


def _security(activity: Activity, lookup: Lookup) -> Field:
    label = "Beveiliging"
    own = [measure_line(row, lookup) for row in activity.security]
    wide = joined(lookup.name("measures", row.measure) for row in lookup.dossier.security)
    blocks = (
        *block(own, "Voor deze verwerking"),
        *block([wide], f"{WHOLE} (uitleg in de bijlagen)"),
        *block([activity.security_reason], "Toelichting"),
    )
    if not own and not wide:
        return Field(label, blocks, State.NOT_APPLICABLE if activity.security_reason else State.MISSING)
    if activity.security_reason or _is_concrete(activity, lookup):
        return Field(label, blocks)
    return Field(label, blocks, State.PARTIAL, "een concrete maatregel; dit zijn algemene woorden")


def _is_concrete(activity: Activity, lookup: Lookup) -> bool:
    """Whether some measure is more than general words, such as "passende maatregelen"."""
    rows = (*activity.security, *lookup.dossier.security)
    measures = (lookup.find("measures", row.measure) for row in rows)
    return any(measure is None or measure.kind != MeasureKind.GENERAL for measure in measures)


def measure_line(row: ActivitySecurity, lookup: Lookup) -> str:
    """A security measure with what the provider says about it."""
    measure = lookup.find("measures", row.measure)
    about = joined((lookup.name("measures", row.measure), row.explanation), ": ")
    kind = f"art. 32 lid 1, onder {measure.kind.value}" if measure and len(measure.kind.value) == 1 else ""
    return with_brackets(about, row.condition, kind) + lookup.mark(row)
