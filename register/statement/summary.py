"""The first layer: six answers of at most 25 words, proposed from the facts, and the doors."""

from collections import Counter

from providers.choices import Answer as YesNo
from retention.choices import TermKind

from ..choices import FirstLayer, Role
from ..dossier import types as t
from ..language import inside
from .facts import Facts
from .matrix import first_table
from .page import Answer, Link
from .retention import term_words
from .texts import capital, flat, listed, sentence, unique
from .who import role_sentence

WORDS = 25


def answers(facts: Facts) -> tuple[Answer, ...]:
    """The officer's own words, else the proposal, else that nothing is recorded."""
    say = facts.say
    own = {row.question: flat(row.text) for row in facts.dossier.first_layer}
    questions = (
        (FirstLayer.WHO, say("Wie is verantwoordelijk?"), _who, Link(say("Naar contact"), "#wie")),
        (FirstLayer.WHAT, say("Welke gegevens?"), _what, Link(say("Alle gegevens"), "#wat")),
        (FirstLayer.WHY, say("Waarom?"), _why, Link(say("Alle doelen"), "#wat")),
        (FirstLayer.HOW_LONG, say("Hoe lang?"), _how_long, Link(say("Alle termijnen"), "#bewaren")),
        (FirstLayer.WITH_WHOM, say("Met wie?"), _with_whom, Link(say("Wie ziet wat"), "#delen")),
        (FirstLayer.RIGHTS, say("Wat kunt u doen?"), _rights, Link(say("Doe een verzoek"), "#rechten")),
    )
    nothing = say("Hierover staat nog niets vast.")
    return tuple(
        Answer(key.value, question, own.get(key) or propose(facts) or nothing, link)
        for key, question, propose, link in questions
    )


def doors(facts: Facts) -> tuple[Link, ...]:
    """Two to six buttons to the first table of a group of people; with one group none."""
    rows = facts.dossier.doors[:6]
    if len(rows) < 2:
        return ()
    return tuple(Link(flat(row.label), f"#{first_table(facts, row.group) or 'wat'}") for row in rows)


def count_words(text: str) -> int:
    """Words as a reader counts them."""
    return len(text.split())


def within(start: str, words: tuple[str, ...], rest: str) -> str:
    """As many words from a list as fit after the start, then how many are left."""
    for number in range(len(words), 0, -1):
        left = len(words) - number
        shown = list(words[:number])
        text = f"{start}{listed([*shown, rest.format(count=left)] if left else shown)}."
        if count_words(text) <= WORDS and number <= 6:
            return text
    return ""


def _who(facts: Facts) -> str:
    say, name = facts.say, facts.name
    counts = Counter(facts.roles)
    if not counts or len(counts) == 1:
        text = role_sentence(facts) if counts else ""
        return text if count_words(text) <= WORDS else ""
    words = {
        Role.CONTROLLER: name,
        Role.PROCESSOR: say("uw organisatie"),
        Role.JOINT: say("{name} samen met een ander", name=name),
    }
    rows = [(counts[role], text) for role, text in words.items() if counts[role]]
    if not rows:
        return ""
    first, *others = rows
    start = say(
        "Bij {count} van de {total} verwerkingen is dat {who}", count=first[0], total=len(facts.roles), who=first[1]
    )
    parts = [start, *(say("bij {count} {who}", count=count, who=text) for count, text in others)]
    text = f"{listed(parts)}."
    return f"{text} {say('Bij {count} staat dat nog niet vast.', count=counts[None])}" if counts[None] else text


def _what(facts: Facts) -> str:
    """The data that come back most, in the shared words, because those are short."""
    counts = Counter(row.category for item in facts.activities for row in item.data if row.category)
    words = [facts.find("data_categories", key).name for key, _ in counts.most_common()]
    return capital(within("", unique(map(_uncapital, words)), facts.say("nog {count} andere")))


@inside
def _uncapital(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def _why(facts: Facts) -> str:
    say = facts.say
    names = unique(facts.small(row.name) for item in facts.activities for row in item.purposes)
    text = within(say("Voor "), names, say("nog {count} andere"))
    titles = unique(facts.small(item.title) for item in facts.activities)
    short = within(say("Voor "), titles, say("nog {count} andere"))
    return text if text.count(",") >= min(2, len(names) - 1) else short or text


def _how_long(facts: Facts) -> str:
    """The term that is used most, then the longest; or the criterion."""
    say = facts.say
    used = Counter(row.term for item in facts.activities for row in item.data if row.term)
    terms = [term for term in facts.dossier.terms if used[term.key]] or list(facts.dossier.terms)
    fixed = [term for term in terms if term.period]
    if not fixed:
        return _criterion(facts, terms)
    most = max(fixed, key=lambda term: used[term.key])
    longest = max(fixed, key=lambda term: term.period.days if term.period else 0)
    text = _term(facts, most)
    if longest is not most:
        both = f"{text} {_term(facts, longest)}"
        text = both if count_words(both) <= WORDS else text
    return text if count_words(text) <= WORDS else say("Ten hoogste {term}.", term=longest.period)


def _term(facts: Facts, term: t.RetentionTerm) -> str:
    return sentence(f"{capital(flat(term.name))}: {term_words(facts, term)}")


def _criterion(facts: Facts, terms: list[t.RetentionTerm]) -> str:
    if any(term.kind == TermKind.CONTROLLER for term in terms):
        return facts.say("Uw organisatie bepaalt hoe lang.")
    text = next((_term(facts, term) for term in terms if term_words(facts, term)), "")
    return text if count_words(text) <= WORDS else ""


def _with_whom(facts: Facts) -> str:
    say, policy = facts.say, facts.dossier.sharing
    if policy and policy.sells_data == YesNo.NO and policy.grounds:
        return say("Wij verkopen uw gegevens niet. Delen doen wij alleen in de gevallen die hieronder staan.")
    if policy and policy.grounds:
        return say("Wij delen uw gegevens alleen in de gevallen die hieronder staan.")
    if policy and policy.shares_data == YesNo.NO:
        return say("Wij delen uw gegevens niet met anderen.")
    names = tuple(sorted(unique(facts.small(row.name) for row in facts.dossier.recipients), key=count_words))
    text = within(say("Met "), names, say("nog {count} andere"))
    if names and not text:
        text = say("Met {count} soorten bedrijven of instellingen.", count=len(names))
    return text


def _rights(facts: Facts) -> str:
    return facts.say("Uw gegevens inzien, verbeteren, laten verwijderen of meenemen.")
