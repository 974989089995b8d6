"""How long data are kept, art. 5 lid 1, onder e, AVG (docs/law.md 6.5)."""

from collections import defaultdict
from collections.abc import Iterator

from retention.choices import TermKind

from ...choices import Section
from ...dossier.types import Activity, PurposeRow, RetentionTerm
from ...wording import counted, cut, listed, some
from .. import places
from ..case import Case, Uses
from ..retention_terms import content, in_words, says_how_long
from ..rules import Hit, Hits, Scope, warning
from ..tables import mentions


@warning(
    "AVG13-2-a",
    "art. 13 lid 2, onder a, AVG; art. 14 lid 2, onder a, AVG",
    scope=Scope.STATEMENT,
    name="Alleen een algemene bewaarformule",
    act="Maak de termijn concreet",
    message="Er staat alleen een algemene formule over bewaren voor {count}: {data}.",
    remedy="Leg per soort gegevens een termijn vast, of een criterium dat iemand kan nagaan.",
)
def only_a_formula(case: Case) -> Hits:
    """A vague formula about keeping, while some data of a controller have no term that can be worked out."""
    formulas = [text for text in _keeping_texts(case) if mentions("vague_terms", text)]
    rows = (row for item in case.as_controller for row in item.data if not says_how_long(case.term(row)))
    open_ended = {name.casefold(): name for name in map(case.data_name, rows)}
    if formulas and open_ended:
        count = counted(len(open_ended), "soort gegevens", "soorten gegevens")
        words = {"count": count, "data": some(open_ended.values())}
        yield Hit(places.of_statement(field="terms"), (formulas, list(open_ended.values())), words)


def _keeping_texts(case: Case) -> Iterator[str]:
    yield from (item.text for item in case.dossier.remarks if item.section == Section.RETENTION)
    yield from (item.retention_reason for item in case.as_controller if item.retention_reason)
    yield from (text for term in case.dossier.terms for text in (term.end_event, term.criterion) if text)


@warning(
    "AVG5-1-e-START",
    "art. 5 lid 1, onder e, AVG; art. 30 lid 1, onder f, AVG",
    scope=Scope.RETENTION,
    name="Termijn zonder begin",
    act="Kies het begin",
    message="De bewaartermijn “{term}” ({period}) heeft geen startmoment. Zij geldt voor {data}.",
    remedy="Leg vast wanneer de termijn begint: einde van de overeenkomst, factuurdatum, dag van opname.",
)
def no_start(case: Case) -> Hits:
    """A fixed term that is in use, without the moment at which it starts."""
    for term, uses in case.uses.values():
        if term.period and not term.start_event:
            words = {"term": term.name, "period": str(term.period), "data": _data(case, uses)}
            seen = (term.amount, term.unit, term.start_event)
            yield Hit(places.of_term(term, "start_event"), seen, words, only_activity(uses))


@warning(
    "AVG5-1-e-OPEN",
    "art. 5 lid 1, onder e, AVG; overw. 39 AVG",
    scope=Scope.RETENTION,
    name="Termijn zonder einde",
    act="Stel een maximum in",
    message="Bewaren kan onbeperkt duren: {data} gaat pas weg bij “{event}” en een maximum ontbreekt.",
    remedy="Stel een maximum in, of ruim op vaste momenten op en leg dat vast.",
    is_core=False,
)
def no_end(case: Case) -> Hits:
    """A term that is in use and ends at an event that need not happen; a period beside it would be the maximum.

    The Dossier has no column for a moment of review, so it reads the period only.
    """
    for term, uses in case.uses.values():
        if not term.period and term.kind in (TermKind.EVENT, None) and mentions("open_ends", term.end_event):
            words = {"data": _data(case, uses), "event": term.end_event}
            seen = (term.kind, term.end_event)
            yield Hit(places.of_term(term, "amount"), seen, words, only_activity(uses))


def _data(case: Case, uses: Uses) -> str:
    numbers = cut(activity.number for activity, _ in uses)
    return f"{some(case.data_name(row) for _, row in uses)} ({numbers})"


def only_activity(uses: Uses) -> Activity | None:
    """The activity of all these data, if there is just one."""
    first = uses[0][0]
    return first if all(activity.number == first.number for activity, _ in uses) else None


@warning(
    "AVG5-1-e-VERSCHIL",
    "art. 5 lid 1, onder e, AVG; art. 5 lid 2 AVG",
    scope=Scope.ACROSS,
    name="Verschillende termijnen",
    act="Maak ze gelijk of leg uit",
    message="“{category}” heeft bij {provider} verschillende bewaartermijnen: {terms}.",
    remedy="Maak de termijnen gelijk, of leg per doel of per wettelijke grond uit waarom ze verschillen.",
)
def terms_differ(case: Case) -> Hits:
    """One kind of data in one role for one purpose and on one ground, with more than one term."""
    found: dict[tuple[object, ...], dict[object, RetentionTerm]] = defaultdict(dict)
    for activity, row, term in case.kept:
        if row.category in case.data_categories and (said := content(term)):
            for purpose in case.purposes_of(activity, row) or (None,):
                found[row.category, activity.role, _purpose(purpose), _ground(term)].setdefault(said, term)
    differing: dict[str, dict[object, RetentionTerm]] = defaultdict(dict)
    for (category, *_), terms in found.items():
        if len(terms) > 1:
            differing[str(category)] |= terms
    for key, terms in differing.items():
        category, said_terms = case.data_categories[key], [in_words(term) for term in terms.values()]
        words = {"category": category.name, "provider": case.dossier.provider.name, "terms": listed(said_terms)}
        yield Hit(places.of_category(category, "term"), said_terms, words)


def _purpose(row: PurposeRow | None) -> str | None:
    return (row.purpose or row.name) if row else None


def _ground(term: RetentionTerm) -> str | None:
    return term.ground or term.ground_stated
