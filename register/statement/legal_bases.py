"""Why it is allowed: the legal bases in plain words, and as the law names them."""

from collections.abc import Iterable

from ..choices import Basis
from ..dossier import types as t
from ..wording import flat, sentence, unique
from .facts import Facts


def plain(facts: Facts, bases: Iterable[t.LegalBasis]) -> list[str]:
    """A sentence for each basis, with the interest where that is the reason."""
    return list(unique(_plain(facts, basis) for basis in bases))


def _plain(facts: Facts, basis: t.LegalBasis) -> str:
    say = facts.say
    if basis.article == Basis.LEGITIMATE_INTERESTS and basis.interest:
        return sentence(say("Wij hebben daar een belang bij: {interest}", interest=facts.small(basis.interest)))
    return {
        Basis.CONSENT: say("U hebt daarvoor toestemming gegeven."),
        Basis.CONTRACT: say("Het is nodig voor een overeenkomst."),
        Basis.LEGAL_OBLIGATION: say("Het is wettelijk verplicht."),
        Basis.VITAL_INTERESTS: say("Het is nodig voor iemands leven of gezondheid."),
        Basis.PUBLIC_TASK: say("Het is nodig voor een taak van algemeen belang."),
        Basis.LEGITIMATE_INTERESTS: say("Wij hebben daar een belang bij."),
    }[basis.article]


def precise(facts: Facts, basis: t.LegalBasis) -> str:
    """The basis by its letter, with what else is recorded of it."""
    say = facts.say
    name = say("artikel 6 lid 1, onder {letter}, AVG", letter=basis.article.value)
    texts = [sentence(name), *([sentence(basis.explanation)] if basis.explanation else [])]
    texts += [sentence(say("Het belang: {text}", text=facts.small(basis.interest)))] if basis.interest else []
    texts += [sentence(say("De wet: {text}", text=flat(basis.statute)))] if basis.statute else []
    texts += [sentence(say("Intrekken: {text}", text=facts.small(basis.withdrawal)))] if basis.withdrawal else []
    if scope := getattr(basis, "scope", None):
        texts.append(sentence(say("Dit geldt voor {scope}", scope=facts.small(scope))))
    return " ".join(texts)


def of(item: t.Activity) -> tuple[t.LegalBasis, ...]:
    """All bases of an activity."""
    return tuple(basis for purpose in item.purposes for basis in purpose.bases)


def letters(bases: Iterable[t.LegalBasis]) -> frozenset[tuple[Basis, str | None]]:
    """What bases come down to: two activities with the same are said together."""
    return frozenset((basis.article, basis.interest) for basis in bases)
