"""What is said about data of children (art. 8 AVG)."""

from providers.choices import Answer

from ..dossier import types as t
from .facts import Facts, told
from .page import Lines


def minors(facts: Facts, row: t.Minors) -> Lines:
    """What is recorded about children."""
    say = facts.say
    young = say("kinderen jonger dan {age} jaar", age=row.age) if row.age else say("kinderen")
    texts = {
        ("intended", Answer.YES): say("Dit is ook voor {young} bedoeld.", young=young),
        ("intended", Answer.NO): say("Dit is niet voor {young} bedoeld.", young=young),
        ("parental_consent", Answer.YES): say("Ouders of voogd moeten toestemming geven."),
        ("parental_consent", Answer.NO): say("Ouders of voogd hoeven geen toestemming te geven."),
        ("checks_age", Answer.YES): say("Wij controleren de leeftijd."),
        ("checks_age", Answer.NO): say("Wij kunnen de leeftijd niet controleren."),
    }
    found = [text for (name, answer), text in texts.items() if getattr(row, name) == answer]
    if row.age and row.intended is None:
        found.insert(0, say("Dit gaat over {young}.", young=young))
    found += [text for text in (row.explanation, row.removal) if text]
    return told(found)
