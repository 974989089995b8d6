"""Section 6: decisions by computers, and reports about behaviour."""

from providers.choices import Answer

from ..choices import Section
from ..dossier import types as t
from ..wording import capital, flat, listed, rows, sentence, unstopped
from .facts import Facts, pairs_of
from .page import Block, Heading, Items, Line, Lines, Pairs, Prose
from .page import Section as PageSection
from .what import by_activity


def decisions(facts: Facts) -> PageSection:
    """Whether computers decide, how and with what effect; then each report that can be made."""
    say = facts.say
    own = by_activity(facts, lambda item: _own(facts, item))
    blocks: list[Block] = [*_decisions(facts), *([Prose(own)] if own else []), *facts.remarks(Section.DECISIONS)]
    for row in facts.dossier.reports:
        blocks += _report(facts, row)
    return PageSection(
        id="besluiten",
        heading=say("Besluiten door computers"),
        short=say("Besluiten"),
        reference=say("art. 13 lid 2, onder f, en art. 14 lid 2, onder g, AVG"),
        blocks=tuple(blocks),
    )


def _decisions(facts: Facts) -> list[Block]:
    say, row = facts.say, facts.dossier.decisions or t.AutomatedDecisions()
    answers: dict[Answer | None, Line] = {
        Answer.YES: (say("Wij nemen besluiten door computers die gevolgen voor u kunnen hebben."),),
        Answer.NO: (say("Wij nemen geen besluiten door computers die grote gevolgen voor u hebben."),),
        Answer.NOT_APPLICABLE: (say("Besluiten door computers zijn hier niet van toepassing."),),
        None: (facts.gap(), say(" of computers besluiten nemen die grote gevolgen voor u hebben.")),
    }
    if row.takes_decisions is None and any(item.decisions for item in facts.activities):
        answers[None] = () if all(item.decisions for item in facts.activities) else (
            facts.gap(), say(" of computers bij de andere verwerkingen besluiten nemen die grote gevolgen hebben."),
        )  # fmt: skip
    lines = tuple(filter(None, (answers[row.takes_decisions], *facts.sentences(row.explanation, row.condition))))
    exception = say("{label} (art. 22 AVG)", label=say.label(row.exception)) if row.exception else None
    pairs = pairs_of(
        [
            (say("Wie het raakt"), facts.sentences(row.affected)),
            (say("Hoe het werkt"), facts.sentences(row.logic)),
            (say("Wat het betekent"), facts.sentences(row.consequences)),
            (say("Waarom het mag"), facts.sentences(exception)),
            (say("Wat u kunt doen"), _safeguards(facts, row)),
        ]
    )
    return [*([Prose(lines)] if lines else []), *([Pairs(pairs)] if pairs else [])]


def _own(facts: Facts, item: t.Activity) -> str:
    """What is recorded about decisions and profiles in one activity."""
    say = facts.say
    said = {
        ("decisions", Answer.YES): say("Een computer neemt hier besluiten die gevolgen voor u kunnen hebben."),
        ("decisions", Answer.NO): say("Hier neemt geen computer besluiten die grote gevolgen voor u hebben."),
        ("decisions", Answer.NOT_APPLICABLE): say("Besluiten door computers zijn hier niet van toepassing."),
        ("profiling", Answer.YES): say("Wij maken hierbij profielen van mensen."),
        ("profiling", Answer.NO): say("Wij maken hierbij geen profielen van mensen."),
    }
    texts = _answers(item, said)
    logic, result = item.decision_logic, item.decision_consequences
    texts += [say("Hoe het werkt: {text}", text=facts.small(logic))] if logic else []
    texts += [say("Wat het betekent: {text}", text=facts.small(result))] if result else []
    return " ".join(map(sentence, texts))


def _safeguards(facts: Facts, row: t.AutomatedDecisions) -> Lines:
    say = facts.say
    texts = {
        ("human_intervention", Answer.YES): say("U kunt een medewerker laten kijken."),
        ("human_intervention", Answer.NO): say("U kunt geen medewerker laten kijken."),
        ("own_view", Answer.YES): say("U kunt uw kant vertellen."),
        ("own_view", Answer.NO): say("U kunt uw kant niet vertellen."),
        ("contest", Answer.YES): say("U kunt het besluit aanvechten."),
        ("contest", Answer.NO): say("U kunt het besluit niet aanvechten."),
    }
    return tuple((text,) for text in _answers(row, texts))


def _report(facts: Facts, row: t.Report) -> list[Block]:
    say = facts.say
    services = [unstopped(facts.find("services", key).name) for key in row.services]
    item = facts.activity(row.activity)
    contents = rows(row.contents or "")
    pairs = pairs_of(
        [
            (say("Bij"), ((listed(services),),) if services else ()),
            (say("Wanneer"), facts.sentences(row.condition)),
            (say("Wat erin staat"), ((sentence(contents[0]),),) if len(contents) == 1 else ()),
            (say("Hoe vaak"), facts.sentences(row.frequency)),
            (say("Hoe geleverd"), facts.sentences(row.delivery)),
            (say("Niveau"), facts.sentences(row.level)),
            (say("Programma"), facts.sentences(row.software)),
            (say("Mensen en profielen"), _people_and_profiles(facts, row)),
            (say("Gegevens en termijn"), ((say("Zie {title}.", title=flat(item.title)),),) if item else ()),
        ]
    )
    lines = facts.sentences(row.description)
    blocks: list[Block] = [Heading(say("Rapportage: {name}", name=facts.small(row.name)))]
    blocks += [Prose(lines)] if lines else []
    if len(contents) > 1:
        blocks += [Prose(((say("Daarin staat:"),),)), Items(tuple((capital(text),) for text in contents))]
    return [*blocks, *([Pairs(pairs)] if pairs else [])]


def _people_and_profiles(facts: Facts, row: t.Report) -> Lines:
    say = facts.say
    texts = {
        ("human_involved", Answer.YES): say("Er komt een mens aan te pas."),
        ("human_involved", Answer.NO): say("Er komt geen mens aan te pas."),
        ("profiles", Answer.YES): say("Er kunnen profielen van personen ontstaan."),
        ("profiles", Answer.NO): say("Er ontstaan geen profielen van personen."),
        ("stored", Answer.YES): say("Wij slaan de gegevens op."),
        ("stored", Answer.NO): say("Wij slaan de gegevens niet op."),
    }
    found = _answers(row, texts)
    return ((" ".join(found),),) if found else ()


def _answers(row: t.Fact, texts: dict[tuple[str, Answer], str]) -> list[str]:
    """The sentences of those answers that a row gives."""
    return [text for (name, answer), text in texts.items() if getattr(row, name) == answer]
