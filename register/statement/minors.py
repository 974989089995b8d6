"""What is said about data of children (art. 8 AVG)."""

from providers.choices import Answer

from ..dossier import types as t
from ..wording import sentence
from .facts import Facts
from .page import Lines


def minors(facts: Facts) -> Lines:
    """What holds for everything, then what holds for one activity."""
    general = tuple((text,) for row in facts.dossier.minors for text in _texts(facts, row))
    own = [(item, row) for item in facts.activities for row in item.minors]
    return (*general, *(facts.named(item, text) for item, row in own if (text := " ".join(_texts(facts, row)))))


def _texts(facts: Facts, row: t.Minors) -> list[str]:
    say = facts.say
    who = say("kinderen jonger dan {age} jaar", age=row.age) if row.age else say("kinderen")
    said = {
        ("intended", Answer.YES): say("Ook {children} kunnen ons gegevens geven.", children=who),
        ("intended", Answer.NO): say("Het is niet de bedoeling dat {children} ons gegevens geven.", children=who),
        ("parental_consent", Answer.YES): say("Voor {children} is toestemming van ouders nodig.", children=who),
        ("parental_consent", Answer.NO): say("Voor {children} is geen toestemming van ouders nodig.", children=who),
        ("checks_age", Answer.YES): say("Wij kunnen nagaan hoe oud iemand is."),
        ("checks_age", Answer.NO): say("Wij kunnen niet nagaan hoe oud iemand is."),
    }
    texts = [text for (name, answer), text in said.items() if getattr(row, name) == answer]
    if row.age and not any(who in text for text in texts):
        texts.insert(0, say("Dit gaat over {children}.", children=who))
    return [*texts, *(sentence(text) for text in (row.explanation, row.removal) if text)]
