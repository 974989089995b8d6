"""The first layer: six answers of at most 25 words, proposed from the facts, and the doors."""

from collections import Counter
from collections.abc import Iterable, Iterator

from providers.choices import Answer as YesNo
from retention.periods import longest

from ..brevity import count_words, is_brief
from ..choices import FOR_OTHERS, FirstLayer, Role
from ..dossier import types as t
from ..wording import capital, flat, listed, sentence, unique
from .contacts import request_contacts
from .facts import Facts
from .matrix import first_place
from .page import Answer, Link
from .parties import received
from .retention import Ends, term_words
from .split import data_rows
from .who import role_sentence

# What a reader takes in at a glance: words of a list, and words of one purpose.
_MOST, _PLAIN = 6, 5


def answers(facts: Facts) -> tuple[Answer, ...]:
    """The officer's own words, else the proposal, else that nothing is recorded."""
    say = facts.say
    own = {row.question: flat(row.text) for row in facts.dossier.first_layer}
    proposed = proposals(facts)
    questions = (
        (FirstLayer.WHO, say("Wie is verantwoordelijk?"), Link(say("Naar contact"), "#wie")),
        (FirstLayer.WHAT, say("Welke gegevens?"), Link(say("Alle gegevens"), "#wat")),
        (FirstLayer.WHY, say("Waarom?"), Link(say("Alle doelen"), "#wat")),
        (FirstLayer.HOW_LONG, say("Hoe lang?"), Link(say("Alle termijnen"), "#bewaren")),
        (FirstLayer.WITH_WHOM, say("Met wie?"), Link(say("Wie ziet wat"), "#delen")),
        (FirstLayer.RIGHTS, say("Wat kunt u doen?"), Link(_to_rights(facts), "#rechten")),
    )
    return tuple(Answer(key.value, question, own.get(key) or proposed[key], link) for key, question, link in questions)


def _to_rights(facts: Facts) -> str:
    """No promise of a request where nobody recorded how to do one."""
    return facts.say("Doe een verzoek") if request_contacts(facts) else facts.say("Uw rechten")


def proposals(facts: Facts) -> dict[FirstLayer, str]:
    """What the facts answer to each question: brief, never empty, and said when nothing is recorded."""
    candidates = {
        FirstLayer.WHO: _who(facts),
        FirstLayer.WHAT: _what(facts),
        FirstLayer.WHY: _why(facts),
        FirstLayer.HOW_LONG: _how_long(facts),
        FirstLayer.WITH_WHOM: _with_whom(facts),
        FirstLayer.RIGHTS: _rights(facts),
    }
    return {question: _first_brief(facts, texts) for question, texts in candidates.items()}


def _first_brief(facts: Facts, candidates: Iterator[str]) -> str:
    """The first text that is brief; candidates come from the fullest to the shortest."""
    texts = [text for text in candidates if text]
    if not texts:
        return facts.say("Hierover staat nog niets vast.")
    return next(filter(is_brief, texts), facts.say("Dat staat hieronder op deze pagina."))


def doors(facts: Facts) -> tuple[Link, ...]:
    """Two to six buttons to where a group of people first comes up; with one group none."""
    rows = facts.dossier.doors[:6]
    if len(rows) < 2:
        return ()
    return tuple(Link(flat(row.label), f"#{first_place(facts, row.group) or 'wat'}") for row in rows)


def _within(start: str, words: tuple[str, ...], rest: str, hidden: int = 0) -> Iterator[str]:
    """A list after the start with ever fewer words, and how many are left; `hidden` are left in any case."""
    for number in range(min(len(words), _MOST), 0, -1):
        left = len(words) - number + hidden
        shown = list(words[:number])
        yield sentence(f"{start}{listed([*shown, rest.format(count=left)] if left else shown)}")


def _who(facts: Facts) -> Iterator[str]:
    say, name = facts.say, facts.brand
    counts = Counter(Role.PROCESSOR if role in FOR_OTHERS else role for role in facts.roles)
    if len(counts) == 1:
        yield role_sentence(facts)
        return
    words = {
        Role.CONTROLLER: name,
        Role.PROCESSOR: say("uw organisatie"),
        Role.JOINT: say("{name} samen met een ander", name=name),
    }
    rows = [(counts[role], text) for role, text in words.items() if counts[role]]
    if not rows:
        return
    first, *others = rows
    start = say(
        "Bij {count} van de {total} verwerkingen is dat {who}", count=first[0], total=len(facts.roles), who=first[1]
    )
    parts = [start, *(say("bij {count} {who}", count=count, who=text) for count, text in others)]
    text = f"{listed(parts)}."
    yield f"{text} {say('Bij {count} staat dat nog niet vast.', count=counts[None])}" if counts[None] else text


def _what(facts: Facts) -> Iterator[str]:
    """The data that come back most, in the shared words, because those are short."""
    rows = [row for item in facts.activities for row in item.data]
    found = [(facts.category(row), row) for row in rows]
    names = [facts.small(word.name if word else row.name or "") for word, row in found]
    words = [name for name, _ in Counter(filter(None, names)).most_common()]
    yield from map(capital, _within("", unique(words), facts.say("nog {count} andere")))


def _why(facts: Facts) -> Iterator[str]:
    """Purposes of a few words first; the long ones only when there are no others."""
    say = facts.say
    own = (row.name for item in facts.activities for row in item.purposes)
    names = _names(facts, (*own, *(row.name for row in facts.dossier.general_purposes)))
    plain = tuple(name for name in names if count_words(name) <= _PLAIN) or names
    yield from _within(say("Hiervoor: "), plain, say("nog {count} andere"), hidden=len(names) - len(plain))


def _how_long(facts: Facts) -> Iterator[str]:
    """The term that is used most and the one that lasts longest; then that there are others, or that some have none."""
    rows = [row for item in facts.activities for row in item.data]
    used = Counter(row.term for row in rows)
    said = [term for term in facts.dossier.terms if term_words(facts, term)]
    # What is said of a term comes before a general rule; in the order of the document when both are used as often.
    said.sort(key=lambda term: (not term.says_something, not used[term.key], -used[term.key]))
    if not said:
        return
    first, last = said[0], _last(said)
    for shown in ((first, last), (last,), (first,)) if last.has_no_end else ((first, last), (first,), (last,)):
        yield _terms(facts, unique(shown), said)
    if not all(term.is_fixed and not term.exceptions for term in said):
        return
    ends = longest((term.period, term) for term in said if term.period)
    if len(ends) == 1 and not _some_without(facts, said):
        yield facts.say("Ten hoogste {term}.", term=ends[0][0])


def _last(said: list[t.RetentionTerm]) -> t.RetentionTerm:
    """Of the terms: one without an end, else the longest fixed one, else the next; the first when it lasts as long."""
    first = said[0]
    if endless := next((term for term in said if term.has_no_end), None):
        return endless
    ends = longest((term.period, term) for term in said if term.is_fixed and term.period)
    if ends and not _is_among(first, ends):
        return ends[0][1]
    return said[1] if len(said) > 1 and (not ends or not first.is_fixed or not said[1].is_fixed) else first


def _is_among(term: t.RetentionTerm, ends: Ends) -> bool:
    return term.period is not None and term.period.measure in [period.measure for period, _ in ends]


def _terms(facts: Facts, shown: tuple[t.RetentionTerm, ...], said: list[t.RetentionTerm]) -> str:
    """Two terms at most, in one sentence when another one follows about the rest."""
    texts = [_term(facts, term) for term in shown]
    if not (rest := _rest(facts, shown, said)):
        return " ".join(texts)
    first, *others = texts
    return f"{'; '.join([first.removesuffix('.'), *map(facts.small, others)]).removesuffix('.')}. {rest}"


def _rest(facts: Facts, shown: tuple[t.RetentionTerm, ...], said: list[t.RetentionTerm]) -> str:
    """What else there is to know: other terms, data without one, or both."""
    say, bare = facts.say, _some_without(facts, shown)
    if len(said) == len(shown):
        return say("Voor andere gegevens staat dat nog niet vast.") if bare else ""
    if bare:
        return say("De andere termijnen staan hieronder; sommige gegevens hebben er nog geen.")
    return say("De andere termijnen staan hieronder.")


def _some_without(facts: Facts, shown: Iterable[t.RetentionTerm]) -> bool:
    """Whether some data have no term; a general rule that is shown says so itself."""
    known = {term.key for term in facts.dossier.terms if term.says_something} | {term.key for term in shown}
    found = [data_rows(item) for item in facts.activities]
    return any(not rows or any(row.term not in known for row in rows) for rows in found)


def _term(facts: Facts, term: t.RetentionTerm) -> str:
    return sentence(f"{capital(flat(term.name))}: {term_words(facts, term)}")


def _with_whom(facts: Facts) -> Iterator[str]:
    """What the provider says about sharing, else who is recorded as a recipient of something that still happens."""
    say, policy = facts.say, facts.dossier.sharing
    if policy and policy.grounds:
        if policy.sells_data == YesNo.NO and not policy.sells_condition:
            yield say("Wij verkopen uw gegevens niet. Delen doen wij alleen in de gevallen die hieronder staan.")
        yield say("Wij delen uw gegevens alleen in de gevallen die hieronder staan.")
        return
    names = tuple(sorted(_receivers(facts), key=count_words))
    some = len(facts.activities) > 1 and any(item for _, item in received(facts))
    start = say("Afhankelijk van de dienst: met ") if some else say("Met ")
    yield from _within(start, names, say("nog {count} andere"))
    if names:
        yield say("Met {count} soorten bedrijven of instellingen.", count=len(names))
    elif policy and policy.shares_data == YesNo.NO:
        yield say("Wij delen uw gegevens niet met anderen.")


def _receivers(facts: Facts) -> tuple[str, ...]:
    """Each party that receives data, with its conditions when it never does without."""
    found: dict[str, list[str | None]] = {}
    for link, _ in received(facts):
        if (row := facts.find("recipients", link.recipient)) and (name := facts.party(row)):
            found.setdefault(name, []).append(link.condition)
    return tuple(f"{name}{facts.conditions(*unique(texts)) if all(texts) else ''}" for name, texts in found.items())


def _names(facts: Facts, typed: Iterable[str]) -> tuple[str, ...]:
    """Each name once, for a list; one of stops alone says nothing."""
    return unique(filter(None, map(facts.small, typed)))


def _rights(facts: Facts) -> Iterator[str]:
    yield facts.say("Uw gegevens inzien, verbeteren, laten verwijderen of meenemen.")
