"""How long data are kept, art. 5 lid 1, onder e, AVG (docs/law.md 6.5)."""

from collections import defaultdict
from collections.abc import Iterator

from retention.choices import TermKind
from retention.phrases import kind_of, says_formula
from retention.words import lacks_start

from ...choices import Role, Section
from ...dossier.types import Activity, PurposeRow, RetentionTerm
from ...wording import counted, cut, listed, some
from .. import places
from ..case import Case, Uses
from ..retention_terms import content, in_full, in_words, says_how_long
from ..rules import Hit, Hits, Scope, info, warning
from ..tables import mentions

# The kinds that words may turn out to be, by the kind that somebody chose.
_OTHER = frozenset({TermKind.NO_END, TermKind.FORMULA, TermKind.RANGE, TermKind.PERIOD})
_FITTING = {
    TermKind.EVENT: _OTHER | {TermKind.CRITERION},
    None: _OTHER | {TermKind.CRITERION},
    TermKind.CRITERION: _OTHER,
    TermKind.CONTROLLER: _OTHER - {TermKind.FORMULA},
    TermKind.PER_SOLUTION: _OTHER - {TermKind.FORMULA},
}


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
    formulas = [*_keeping_texts(case)]
    rows = (row for item in case.as_controller for row in item.data if not says_how_long(case.term(row)))
    open_ended = {name.casefold(): name for name in map(case.data_name, rows)}
    if formulas and open_ended:
        count = counted(len(open_ended), "soort gegevens", "soorten gegevens")
        words = {"count": count, "data": some(open_ended.values())}
        yield Hit(places.of_statement(field="terms"), (formulas, list(open_ended.values())), words)


def _keeping_texts(case: Case) -> Iterator[str]:
    """Formulas about keeping: in remarks, as the reason why there is no term, and as a term."""
    remarks = (item.text for item in case.dossier.remarks if item.section == Section.RETENTION)
    reasons = (item.retention_reason for item in case.as_controller)
    yield from (text for text in (*remarks, *reasons) if text and says_formula(text))
    for term in case.dossier.terms:
        if not term.says_something and (words := term.criterion or term.end_event):
            yield words


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
    """A fixed term or a choice that is in use, without the moment at which it starts.

    A term without a start, such as “de laatste 90 dagen”, is recorded as such.
    """
    for term, uses in case.uses.values():
        if lacks_start(term):
            words = {"term": term.name, "period": in_words(term), "data": _data(case, uses)}
            seen = (term.amount, term.unit, term.start_event)
            yield Hit(places.of_term(term, "start_event"), seen, words, only_activity(uses))


@warning(
    "AVG5-1-e-OPEN",
    "art. 5 lid 1, onder e, AVG; overw. 39 AVG",
    scope=Scope.RETENTION,
    name="Termijn zonder einde",
    act="Stel een maximum in",
    message="Bewaren kan onbeperkt duren: voor {data} geldt “{end}” en een maximum ontbreekt.",
    remedy="Stel een maximum in, of ruim op vaste momenten op en leg dat vast.",
    is_core=False,
)
def no_end(case: Case) -> Hits:
    """A term that is in use and has no end, or an end that need not come; a period beside it would be the maximum.

    The Dossier has no column for a moment of review, so it reads the period only.
    """
    for term, uses in case.uses.values():
        if _need_not_end(term):
            words = {"data": _data(case, uses), "end": in_words(term)}
            seen = (term.kind, term.end_event, *filter(None, [term.criterion]))
            yield Hit(places.of_term(term, "amount"), seen, words, only_activity(uses))


def _need_not_end(term: RetentionTerm) -> bool:
    if term.has_no_end:
        return True
    in_own_words = term.kind in (TermKind.EVENT, TermKind.CRITERION, None)
    return bool(in_own_words and not term.period and term.says_something and _may_never_come(term))


def _may_never_come(term: RetentionTerm) -> bool:
    return mentions("open_ends", term.criterion, term.end_event)


@warning(
    "KW-TERMIJN",
    "art. 5 lid 1, onder e, AVG; art. 5 lid 2 AVG",
    scope=Scope.RETENTION,
    name="Termijn zonder lengte",
    act="Vul in hoe lang",
    message="Van de bewaartermijn “{term}” is alleen de naam vastgelegd.",
    remedy="Vul in hoe lang of tot wanneer, of verwijder de termijn.",
    is_core=False,
)
def only_a_name(case: Case) -> Hits:
    """A term without length, words or choice; for data of a controller AVG30-1-f asks for it already."""
    asked = {row.term for item in case.as_controller if not item.retention_reason for row in item.data}
    for term in case.dossier.terms:
        if term.is_empty and term.key not in asked:
            yield Hit(places.of_term(term, "amount"), term.kind, {"term": term.name})


@info(
    "KW-SOORT",
    "art. 5 lid 1, onder e, AVG; art. 13 lid 2, onder a, AVG",
    scope=Scope.RETENTION,
    name="Soort termijn past niet",
    act="Kies een andere soort",
    message="Bij de bewaartermijn “{term}” past de soort “{kind}” niet: {problem}.",
    remedy="Kies de soort die past, of verbeter de woorden of de rol.",
    is_core=False,
)
def another_kind(case: Case) -> Hits:
    """Words that are another kind of term than the one chosen, or a controller elsewhere that is the provider itself.

    What words mean is read in retention/phrases.py; nothing changes by itself.
    """
    for term in case.dossier.terms:
        if problem := _misfit(case, term):
            kind = term.kind.label if term.kind else "niet gekozen"
            words = {"term": term.name, "kind": kind, "problem": problem}
            yield Hit(places.of_term(term, "kind"), (term.kind, term.criterion, term.end_event, problem), words)


def _misfit(case: Case, term: RetentionTerm) -> str:
    words = term.criterion or term.end_event or ""
    meant = kind_of(words)
    fitting = _FITTING.get(term.kind, frozenset())
    if meant in fitting and not term.period:
        return f"“{words}” past bij “{meant.label}”"
    if term.kind == TermKind.CONTROLLER:
        _, uses = case.uses.get(term.key, (term, []))
        own = [item.number for item, _ in uses if item.role == Role.CONTROLLER]
        return f"bij {cut(own)} is {case.dossier.provider.name} zelf verantwoordelijk" if own else ""
    return ""


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
        category, said_terms = case.data_categories[key], [in_full(term) for term in terms.values()]
        words = {"category": category.name, "provider": case.dossier.provider.name, "terms": listed(said_terms)}
        yield Hit(places.of_category(category, "term"), said_terms, words)


def _purpose(row: PurposeRow | None) -> str | None:
    return (row.purpose or row.name) if row else None


def _ground(term: RetentionTerm) -> str | None:
    return term.ground or term.ground_stated
