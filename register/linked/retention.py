"""How long data are kept: a length that programs can read, and always the words."""

from retention.choices import NO_TERM, TermKind, Unit
from retention.periods import Period
from retention.words import term_words

from ..dossier.types import RetentionTerm, TermException
from ..wording import joined
from .parties import place
from .terms import Node, known, named, term

# xsd:duration knows no weeks.
_ISO = {Unit.HOUR: "PT{}H", Unit.DAY: "P{}D", Unit.WEEK: "P{}D", Unit.MONTH: "P{}M", Unit.YEAR: "P{}Y"}


def iso(period: Period) -> str:
    """An ISO 8601 duration: P6M, PT4H; a week is seven days."""
    return _ISO[period.unit].format(period.amount * (7 if period.unit == Unit.WEEK else 1))


def term_node(row: RetentionTerm) -> Node:
    """A term, with each exception as a duration of its own; nothing that is a formula gets a length."""
    return known(
        at=place("termijn", row.key),
        kind=["dpv:StorageDuration"],
        skos_prefLabel=row.name,
        dct_description=joined((term_words(row), row.description), ". "),
        skos_scopeNote=row.condition,
        dpv_hasDuration=[*_durations(row), *map(_exception, row.exceptions)],
        dpv_hasProcessing=[named(found) for found in term("afterwards", row.afterwards)],
        dct_source=row.ground_stated,
    )


def _durations(row: RetentionTerm) -> list[Node]:
    lengths = (Period.of(row.minimum_amount, row.minimum_unit), row.period)
    if found := [_length(period, row.start_event) for period in lengths if period]:
        return found
    if row.kind in NO_TERM:
        return []
    if row.has_no_end:
        return [known(kind=["dpv:EndlessDuration"])]
    if row.kind == TermKind.EVENT and row.end_event:
        return [known(kind=["dpv:UntilEventDuration"], dct_description=row.end_event)]
    words = row.criterion or row.end_event
    return [known(kind=["dpv:IndeterminateDuration"], dct_description=words)] if words else []


def _length(period: Period, start: str | None = None, condition: str | None = None) -> Node:
    since = f"vanaf {start}" if start else None
    return known(kind=["dpv:TemporalDuration"], rdf_value=iso(period), dct_description=since, skos_scopeNote=condition)


def _exception(row: TermException) -> Node:
    if row.period:
        return _length(row.period, condition=row.condition)
    return known(kind=["dpv:IndeterminateDuration"], dct_description=row.wording, skos_scopeNote=row.condition)
