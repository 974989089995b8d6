"""What art. 30 asks per activity, element by element, and the rows that say it."""

from dataclasses import replace
from functools import partial

from providers.choices import Answer, ContactUse

from ..choices import LinkRole, MeasureKind, Role
from ..dossier.types import Activity, ActivitySecurity
from ..wording import counted, joined, plain, with_brackets
from .data import data, purposes, retention, subjects
from .legal_bases import legal_bases
from .lookup import SHARED, Lookup
from .sharing import links, recipients, transfer
from .types import Block, Element, Field, State, block

_WHO = tuple(Element("a", word) for word in ("naam", "contact", "rol", "vertegenwoordiger", "FG"))
BASIS = Element("6", "grondslag")
CONTROLLER_ELEMENTS = (
    *_WHO,
    *(Element("b", "doelen"), Element("c", "betrokkenen"), Element("c", "gegevens"), Element("d", "ontvangers")),
    *(Element("e", "doorgifte"), Element("f", "termijnen"), Element("g", "beveiliging"), BASIS),
)
PROCESSOR_ELEMENTS = (
    *(*_WHO, Element("a", "opdrachtgever"), Element("b", "verwerking")),
    *(Element("c", "doorgifte"), Element("d", "beveiliging")),
)
_NO: dict[Answer | None, str] = {Answer.NO: "is er niet", Answer.NOT_APPLICABLE: "is hier niet van toepassing"}

# The rows of each element, in the order of the law.
Duties = dict[Element, tuple[Field, ...]]


def duties(activity: Activity, lookup: Lookup) -> Duties:
    """What is recorded of each element that is asked of this activity."""
    elements = PROCESSOR_ELEMENTS if activity.for_others else CONTROLLER_ELEMENTS
    who = [
        *((_name(activity, lookup), *_joint(activity, lookup)), (_contact(activity, lookup),), (_role(activity),)),
        *((representative(lookup),), (dpo(lookup),)),
    ]
    makers = (
        (_principal, _operations_by_order, transfer, _security)
        if activity.for_others
        else (purposes, subjects, data, recipients, transfer, retention, _security, legal_bases)
    )
    fields = [*who, *((make(activity, lookup),) for make in makers)]
    paragraph = 2 if activity.for_others else 1
    return {
        element: tuple(replace(field, article=_article(element, paragraph)) for field in found)
        for element, found in zip(elements, fields, strict=True)
    }


def states(found: Duties) -> tuple[State, ...]:
    """One state per element: all its fields together."""
    return tuple(_together([field.state for field in fields]) for fields in found.values())


def rows(found: Duties, activity: Activity, lookup: Lookup) -> tuple[Field, ...]:
    """The elements as the rows of an activity; who answers for it is one row, and points to what holds for all."""
    (name, *joint), *who = (found[element] for element in _WHO[:3])
    asked = [name, *(field for (field,) in who)]
    label = plain(activity.role) if activity.for_others else "Verantwoordelijke" if activity.role else "Aanbieder"
    lines = [line for field in asked for block in field.blocks for line in block.items]
    text = joined((*lines, f"contact, vertegenwoordiger en FG: {SHARED}"))
    first = Field(label, block([text]), _together([field.state for field in asked]), article=name.article)
    first = replace(first, reason=joined(field.reason for field in asked if field.state.is_open))
    return (first, *joint, *(field for element in [*found][len(_WHO) :] for field in found[element]))


def _together(several: list[State]) -> State:
    distinct = set(several)
    if len(distinct) == 1:
        return several[0]
    if distinct == {State.RECORDED, State.NOT_APPLICABLE}:
        return State.RECORDED
    if State.RECORDED in distinct or State.PARTIAL in distinct:
        return State.PARTIAL
    return State.MISSING if State.MISSING in distinct else State.UNKNOWN


def _article(element: Element, paragraph: int) -> str:
    return "art. 6 lid 1 AVG" if element == BASIS else f"art. 30 lid {paragraph}, onder {element.sign}, AVG"


def _name(activity: Activity, lookup: Lookup) -> Field:
    """The legal entity that answers for this activity."""
    dossier = lookup.dossier
    names = [lookup.name("entities", key) for key in activity.entities] or [item.name for item in dossier.entities]
    if not names:
        return Field("Naam", block([dossier.provider.name]), State.MISSING, "de statutaire naam")
    group = dossier.provider.group_name or dossier.provider.name
    who = names[0] if len(names) == 1 else with_brackets(group, joined(names, ", "))
    lines = block([who if activity.entities else f"Voor de hele aanbieder: {who}"])
    if len(names) > 1 and (activity.role != Role.JOINT or not activity.entities):
        return Field("Naam", lines, State.PARTIAL, "welke rechtspersoon deze verwerking uitvoert")
    return Field("Naam", lines)


def _contact(activity: Activity, lookup: Lookup) -> Field:
    """Ways to reach who answers for it; those of the provider are said once for all activities."""
    if not lookup.dossier.is_reachable:
        return Field("Contact", state=State.MISSING, reason="contactgegevens")
    return Field("Contact", block([joined(lookup.own_contacts(activity.entities))]))


def _role(activity: Activity) -> Field:
    return Field("Rol") if activity.role else Field("Rol", state=State.MISSING, reason="de rol van de aanbieder")


def _joint(activity: Activity, lookup: Lookup) -> tuple[Field, ...]:
    others = links(activity, lookup, LinkRole.JOINT)
    if activity.role == Role.JOINT and not others and len(activity.entities) > 1:
        others = (Block(tuple(lookup.name("entities", key) for key in activity.entities)),)
    if activity.for_others or not (others or activity.role == Role.JOINT):
        return ()
    return (Field("Gezamenlijk verantwoordelijk met", others, State.RECORDED if others else State.MISSING),)


def _principal(activity: Activity, lookup: Lookup) -> Field:
    label = "Opdrachtgever"
    found = (row.recipient for row in lookup.links(activity) if row.role == LinkRole.CONTROLLER)
    is_named = any(party.is_named for party in map(partial(lookup.find, "recipients"), found) if party)
    controllers = links(activity, lookup, LinkRole.CONTROLLER)
    blocks = (*block([activity.on_behalf_of, activity.controller_list]), *controllers)
    if activity.controller_list or is_named:
        return Field(label, blocks)
    gap = "de namen en contactgegevens van de opdrachtgevers, of de lijst waarin zij staan"
    return Field(label, blocks, State.PARTIAL if blocks else State.MISSING, gap)


def representative(lookup: Lookup) -> Field:
    """Who represents a provider outside the Union: only whether there is one can be recorded."""
    label, answer = "Vertegenwoordiger", lookup.dossier.provider.representative
    if answer == Answer.YES:
        return Field(label, block(["Ja"]), State.PARTIAL, "naam en contactgegevens")
    said = _NO.get(answer, "")
    return Field(label, (), State.NOT_APPLICABLE if said else State.UNKNOWN, said or "of er een vertegenwoordiger is")


def dpo(lookup: Lookup) -> Field:
    """The data protection officer: one for the provider as a whole."""
    provider, label = lookup.dossier.provider, "Functionaris (FG)"
    is_reachable = any(item.use == ContactUse.DPO and item.is_filled for item in lookup.dossier.contact_points)
    blocks = block([provider.dpo_name, *lookup.contacts(ContactUse.DPO)])
    if said := _NO.get(provider.dpo_designated):
        reason = joined((f"een FG {said}", provider.dpo_reason or "een reden is niet vastgelegd"))
        return Field(label, blocks, State.NOT_APPLICABLE, reason)
    if provider.dpo_designated is None:
        return Field(label, blocks, State.UNKNOWN, joined(("of er een FG is aangewezen", provider.dpo_reason)))
    gaps = joined(("" if provider.dpo_name else "naam", "" if is_reachable else "contactgegevens"), " en ")
    state = State.RECORDED if not gaps else State.PARTIAL if blocks else State.MISSING
    return Field(label, blocks, state, joined((gaps, provider.dpo_reason if gaps else "")))


def _operations_by_order(activity: Activity, lookup: Lookup) -> Field:
    """Art. 30(2)(b): what kinds of processing are done for the controller."""
    own = [lookup.name("processing_operations", row.operation) + lookup.mark(row) for row in activity.operations]
    wide = f"Ook de bewerkingen voor de hele aanbieder ({SHARED})" if lookup.dossier.operations else ""
    named = joined((activity.title, activity.description), ": ")
    state = State.RECORDED if own or wide else State.PARTIAL
    reason = "" if own or wide else "welke bewerkingen het zijn"
    operations = f"Bewerkingen: {joined(own, ', ')}" if own else ""
    return Field("Soorten verwerking", block([named, operations, wide]), state, reason)


def _security(activity: Activity, lookup: Lookup) -> Field:
    label, wide = "Beveiliging", len(lookup.dossier.security)
    own = [measure_line(row, lookup) for row in activity.security]
    general = f"{counted(wide, 'maatregel', 'maatregelen')} voor de hele aanbieder ({SHARED})" if wide else ""
    blocks = (*block([*own, general]), *block([activity.security_reason], "Toelichting"))
    if not own and not wide:
        return Field(label, blocks, State.NOT_APPLICABLE if activity.security_reason else State.MISSING)
    if activity.security_reason or _is_concrete(activity, lookup):
        return Field(label, blocks)
    return Field(label, blocks, State.PARTIAL, "een concrete maatregel; dit zijn algemene woorden")


def _is_concrete(activity: Activity, lookup: Lookup) -> bool:
    """Whether some measure is more than general words, such as "passende maatregelen"."""
    measures = (lookup.find("measures", row.measure) for row in (*activity.security, *lookup.dossier.security))
    return any(measure is None or measure.kind != MeasureKind.GENERAL for measure in measures)


def measure_line(row: ActivitySecurity, lookup: Lookup) -> str:
    """A security measure with what the provider says about it."""
    measure = lookup.find("measures", row.measure)
    about = joined((lookup.name("measures", row.measure), row.explanation), ": ")
    kind = f"art. 32 lid 1, onder {measure.kind.value}" if measure and len(measure.kind.value) == 1 else ""
    return with_brackets(about, row.condition, kind) + lookup.mark(row)
