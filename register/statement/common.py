"""What holds for everything, said once; a card then only tells what is different."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from providers.choices import Answer

from ..choices import PROCESSING, LinkRole
from ..dossier import types as t
from ..wording import flat, listed, sentence, unique
from . import legal_bases
from .facts import Facts, rows_of, told
from .page import Line, Lines, Row
from .retention import general_terms

# So many activities may be an exception to what "holds for all".
_EXCEPTIONS = 2


@dataclass(frozen=True)
class Common:
    """What the activities of one provider have in common."""

    facts: Facts

    @cached_property
    def bases(self) -> frozenset:
        """The bases of (nearly) all activities; none when they differ."""
        found = Counter(legal_bases.letters(legal_bases.of(item)) for item in self.facts.activities)
        if not found or len(self.facts.activities) < _EXCEPTIONS:
            return frozenset()
        most, count = found.most_common(1)[0]
        return most if len(self.facts.activities) - count <= min(_EXCEPTIONS, count - 1) else frozenset()

    def has_own_bases(self, item: t.Activity) -> bool:
        """Whether a card has to say why it is allowed."""
        return legal_bases.letters(legal_bases.of(item)) != self.bases

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The box above all cards."""
        say = self.facts.say
        return rows_of(
            [
                (say("Waarom"), self._purposes()),
                (say("Waarom mag dat"), self._why_allowed()),
                (say("Hoe lang"), general_terms(self.facts)),
                (say("Met wie"), self._receivers()),
                (say("Ander doel"), self._other_purpose()),
            ]
        )

    def _purposes(self) -> Lines:
        facts = self.facts
        names = [facts.small(row.name) + facts.conditions(row.condition) for row in facts.dossier.general_purposes]
        texts = [sentence(facts.say("Wij gebruiken gegevens voor: {names}", names=listed(names)))] if names else []
        texts += [sentence(row.explanation) for row in facts.dossier.general_purposes if row.explanation]
        texts += [opt_out(facts, row) for row in facts.dossier.general_purposes if row.opt_out]
        return told(texts)

    def _why_allowed(self) -> Lines:
        facts = self.facts
        if self.bases:
            same = [item for item in facts.activities if not self.has_own_bases(item)]
            others = [item for item in facts.activities if self.has_own_bases(item)]
            text = " ".join(legal_bases.plain(facts, legal_bases.of(same[0])))
            but = facts.say(" Dat geldt niet voor {titles}.", titles=facts.titles(others)) if others else ""
            return ((f"{text}{but}",),)
        general = facts.dossier.general_bases
        return ((" ".join(legal_bases.plain(facts, general)),),) if general else ()

    def _receivers(self) -> Lines:
        """Who receives data of everything, or of some services; never repeated in a card."""
        return receivers(self.facts, self.facts.dossier.disclosures)

    def _other_purpose(self) -> Lines:
        facts, row = self.facts, self.facts.dossier.requests
        if row is None:
            return ()
        say = facts.say
        words = {
            Answer.YES: say("Willen wij gegevens gebruiken voor een ander doel? Dan vragen wij eerst uw toestemming."),
            Answer.NO: say("Voor een ander doel vragen wij geen toestemming."),
        }
        return told((words.get(row.new_purpose_consent or Answer.NOT_APPLICABLE), row.new_purpose_explanation))


def opt_out(facts: Facts, row: t.GeneralPurpose) -> str:
    """How people get out of a purpose."""
    return sentence(
        facts.say("Afmelden voor {what}: {how}", what=facts.small(row.name), how=facts.small(row.opt_out or ""))
    )


def receivers(facts: Facts, links: tuple[t.Disclosure, ...], given: str | None = None) -> Lines:
    """Who receives data, each with why and when; processors after the others, who deliver data not at all.

    A condition that is `given` is not said again.
    """
    say = facts.say
    heads = {
        LinkRole.PROCESSOR: say("In onze opdracht: "),
        LinkRole.SUBPROCESSOR: say("In onze opdracht, als sub{processor}: "),
        LinkRole.EITHER_PROCESSOR: say("In onze opdracht: "),
        LinkRole.SOURCE: say("Helpt de dienst leveren: "),
        LinkRole.CONTROLLER: say("Opdrachtgever: "),
        LinkRole.JOINT: say("Samen verantwoordelijk: "),
    }
    lines: list[Line] = []
    for role in (LinkRole.RECIPIENT, LinkRole.CONTROLLER, LinkRole.JOINT, *PROCESSING, LinkRole.SOURCE):
        found: dict[str, list[str]] = {}
        for row in links:
            if row.role == role:
                found.setdefault(_services(facts, row), []).append(_receiver(facts, row, given))
        lines += [(sentence(f"{heads.get(role, '')}{listed(unique(names))}{end}"),) for end, names in found.items()]
    return tuple(lines)


def _services(facts: Facts, row: t.Disclosure) -> str:
    names = [flat(facts.find("services", key).name) for key in row.services]
    return facts.say(" bij {names}", names=listed(names)) if names else ""


def _receiver(facts: Facts, row: t.Disclosure, given: str | None) -> str:
    """One party with what it gets data for, when, and through whom."""
    chain = facts.find("recipients", row.engaged_by)
    through = facts.say("via {name}", name=facts.party(chain)) if chain else ""
    return f"{facts.receiver(row)}{facts.conditions(row.purpose, row.condition, through, given=given)}"
