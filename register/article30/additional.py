"""What art. 30 does not ask but a reader of the register needs: basis, systems, origin, DPIA …"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..choices import Role, Status
from ..dossier.edition import Trace
from ..dossier.types import Activity
from ..wording import capital, enumerated, joined, made_by, plain, small, unique, with_brackets
from .data import data, data_name, purposes, retention, subjects
from .facts import as_line, reading_row, said, source_field
from .legal_bases import legal_bases
from .lookup import Lookup
from .sharing import origins, recipients
from .types import Field, State, block

# Label, article and lines; an article makes an empty row worth telling, except of what most activities have not.
_Row = tuple[str, str, Sequence[str | None]]
_LOOKED = "Vastgelegd en gecontroleerd"
_DECISIONS, _CHILDREN, _INSIDE = "Geautomatiseerde besluiten", "Gegevens van kinderen", "Binnen de organisatie"
_ONLY_IF_RECORDED = (_DECISIONS, _CHILDREN)


def additional(activity: Activity, lookup: Lookup, trace: Trace | None, left: Iterable[str]) -> tuple[Field, ...]:
    """The rows below “Aanvullend”; `left` is what nobody recorded of it, without what is said once for all."""
    told = (*_rows(activity, lookup), (_LOOKED, "", _looked(trace)))
    fields = [Field(label, blocks, article=article) for label, article, lines in told if (blocks := block(lines))]
    last = [Field("Verder open", state=State.UNKNOWN, reason=words) for words in [enumerated(left)] if words]
    source = source_field(lookup.places([activity]))
    return (*_by_order(activity, lookup), *fields, *last, *reading_row([activity], lookup), source)


def unknown(activity: Activity, lookup: Lookup) -> list[str]:
    """What the law or a reader asks beside art. 30, and nobody recorded."""
    inside = (("afdeling", activity.department), ("proceseigenaar", activity.owner))
    rows = [(label, article) for label, article, lines in _rows(activity, lookup) if article and not any(lines)]
    asked = [f"{small(label)} ({article})" for label, article in rows if label not in _ONLY_IF_RECORDED]
    return [*(word for word, value in inside if not value), *asked]


def _looked(trace: Trace | None) -> list[str]:
    """When somebody last worked on it, and looked at it; nothing where nobody kept that."""
    if trace is None:
        return []
    made = f"in dit register sinds {plain(trace.made)}" if trace.made else ""
    changed = f"laatst gewijzigd op {plain(trace.changed)}" if trace.changed else ""
    checked = joined((f"laatst gecontroleerd op {plain(trace.checked)}", made_by(trace.checked_by)), ", ")
    due = f"volgende controle voor {plain(trace.due)}" if trace.due else ""
    looked = checked if trace.checked else "nog niet gecontroleerd"
    return [capital(joined((made, changed))), capital(joined((looked, due)))]


def _by_order(activity: Activity, lookup: Lookup) -> Iterator[Field]:
    """Art. 28(3) wants these in the agreement; art. 30(2) does not ask them of a processor."""
    if activity.for_others:
        for make in (purposes, legal_bases, subjects, data, recipients, retention):
            field = make(activity, lookup)
            state = State.UNKNOWN if field.state.is_gap else field.state
            yield Field(field.label, field.blocks, state, field.reason)


def _rows(activity: Activity, lookup: Lookup) -> Iterator[_Row]:
    yield from _work(activity, lookup)
    yield "Herkomst", "art. 14 lid 2, onder f", [*_origins(activity, lookup), *origins(activity, lookup)]
    yield "Bijzondere gegevens", "", _special(activity, lookup)
    necessity = _explained(activity.obligation, activity.obligation_consequence)
    yield "Verplicht of noodzakelijk", "art. 13 lid 2, onder e", necessity
    yield "Betrokkene is contractpartij", "", [plain(activity.subject_is_party)]
    yield from _judgements(activity, lookup)
    yield "Mededelingen", "", [_remark(row, lookup) for row in activity.remarks]
    yield "Status", "", [_status(activity)]


def _work(activity: Activity, lookup: Lookup) -> Iterator[_Row]:
    """What happens, and in which role; of a processor art. 30(2) asks some of it, so there it is told already."""
    is_told = activity.for_others
    operations = [lookup.name("processing_operations", row.operation) for row in activity.operations]
    yield _INSIDE, "", said(activity, lookup, "department", "owner", "contact", "access", "reference")
    yield "Omschrijving", "", ["" if is_told else activity.description]
    yield "Voorwaarde", "", [activity.condition]
    yield "Rol", "", [activity.role_explanation and joined((plain(activity.role), activity.role_explanation), ". ")]
    yield "In opdracht van", "", ["" if is_told else joined((activity.on_behalf_of, activity.controller_list))]
    yield "Systemen", "", [_system(row, lookup) for row in activity.systems]
    yield "Bewerkingen", "", ["" if is_told else enumerated(operations)]


def _judgements(activity: Activity, lookup: Lookup) -> Iterator[_Row]:
    """What somebody has to judge and write down: health, children, decisions, DPIA and agreement."""
    yield "Gegevens over gezondheid", "art. 9", _explained(activity.health_data, activity.health_reason)
    yield _CHILDREN, "art. 8", [capital(as_line(row, lookup, "")) for row in activity.minors]
    decisions = said(activity, lookup, "decisions", "profiling", "decision_logic", "decision_consequences")
    yield _DECISIONS, "art. 22", decisions
    dpia = with_brackets(plain(activity.dpia), plain(activity.dpia_date)) if activity.dpia else ""
    about = [joined((dpia, activity.dpia_reason), ". "), *said(activity, lookup, "dpia_criteria", "dpia_link")]
    yield "DPIA", "art. 35", about
    article = "" if activity.role == Role.CONTROLLER else "art. 28 lid 3"
    yield "Overeenkomst met opdrachtgever", article, _explained(activity.agreement, activity.agreement_reference)


def _explained(answer: Any, explanation: str | None) -> list[str | None]:
    return [joined((plain(answer), explanation), ". ")]


def _status(activity: Activity) -> str:
    if activity.status == Status.ENDED:
        return joined((plain(activity.status), plain(activity.ended_on)), " op ")
    return joined((plain(activity.status), plain(activity.ended_on)), " tot ") if activity.ended_on else ""


def _remark(row: Any, lookup: Lookup) -> str:
    denial = "gaat over iets wat niet gebeurt" if row.denial else ""
    return with_brackets(row.text, denial, row.condition, f"bij “{plain(row.section)}”") + lookup.mark(row)


def _system(row: Any, lookup: Lookup) -> str:
    node = lookup.find("systems", row.system)
    owner = plain(node.owner).lower() if node else ""
    host = f"gehost door {lookup.name('recipients', node.host)}" if node and node.host else ""
    return with_brackets(lookup.name("systems", row.system), owner, host, row.condition) + lookup.mark(row)


def _origins(activity: Activity, lookup: Lookup) -> list[str]:
    """Where data come from, data with the same origin together."""
    grouped: dict[str, list[str]] = {}
    for row in activity.data:
        # A group alone is no data, so nobody asks where it comes from.
        if row.category or row.name or row.origin or row.origin_detail:
            origin = joined((enumerated(map(plain, row.origin)), row.origin_detail))
            grouped.setdefault(origin, []).append(data_name(row, lookup))
    if len(grouped) == 1:
        return list(grouped)
    return [f"{capital(origin)}: {enumerated(names)}" for origin, names in grouped.items() if origin]


def _special(activity: Activity, lookup: Lookup) -> list[str]:
    """Per kind of data: the exception, the statute, secrecy and masking, as far as recorded."""
    lines = []
    for row in activity.data:
        kind = category.special_kind if (category := lookup.category(row)) else None
        missing = "uitzondering (art. 9 lid 2) niet vastgelegd" if kind and not row.exception else ""
        exception = f"art. 9 lid 2, onder {row.exception.value}: {plain(row.exception)}" if row.exception else ""
        more = map(small, said(row, lookup, "confidentiality", "statute", "masked"))
        details = joined((f"soort: {plain(kind).lower()}" if kind else "", missing or exception, *more))
        lines += [f"{data_name(row, lookup)}: {details}"] if details else []
    return list(unique(lines))
