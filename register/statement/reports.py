"""Reports on behaviour, and decisions that a computer takes."""

from providers.choices import Answer

from ..choices import Section
from ..dossier import types as t
from ..wording import capital, flat, listed, rows, sentence, small
from .facts import Facts, told
from .page import Block, Details, Lines, Prose
from .page import Section as PageSection


def answered(row: object, texts: dict[tuple[str, Answer], str]) -> list[str]:
    """The sentences of the answers that are recorded."""
    return [text for (name, answer), text in texts.items() if getattr(row, name) == answer]


def report_lines(facts: Facts, number: str | None) -> Lines:
    """The reports about the data of one activity; without a number those about none."""
    known = {item.number for item in facts.activities}
    found = [row for row in facts.dossier.reports if (row.activity if row.activity in known else None) == number]
    return tuple(line for row in found for line in _report(facts, row))


def _report(facts: Facts, row: t.Report) -> Lines:
    say, item = facts.say, facts.activity(row.activity)
    is_same = item is not None and set(row.services) == set(item.services)
    services = [] if is_same else [flat(facts.name("services", key)) for key in row.services]
    contents = [facts.small(text) for text in rows(row.contents or "")]
    texts = [text for text in (row.description, row.condition) if text]
    texts += [sentence(say("Bij {names}", names=listed(services)))] if services else []
    texts += [sentence(say("Erin staat: {what}", what=listed(contents)))] if contents else []
    details = {
        say("hoe vaak"): row.frequency,
        say("hoe geleverd"): row.delivery,
        say("niveau"): row.level,
        say("programma"): row.software,
    }
    texts += [sentence(f"{capital(label)}: {facts.small(text)}") for label, text in details.items() if text]
    texts += answered(
        row,
        {
            ("human_involved", Answer.YES): say("Er komt een mens aan te pas."),
            ("human_involved", Answer.NO): say("Er komt geen mens aan te pas."),
            ("profiles", Answer.YES): say("Er kunnen profielen van personen ontstaan."),
            ("profiles", Answer.NO): say("Er ontstaan geen profielen van personen."),
            ("stored", Answer.YES): say("Wij slaan de gegevens op."),
            ("stored", Answer.NO): say("Wij slaan de gegevens niet op."),
        },
    )
    return told(texts, sentence(row.name))


def decisions(facts: Facts) -> PageSection | None:
    """What holds for all decisions by computers, and reports that belong to no activity."""
    say = facts.say
    lines = (*general_decisions(facts), *facts.remarks(Section.DECISIONS))
    reports = report_lines(facts, None)
    blocks: list[Block] = [Prose(lines)] if lines else []
    blocks += [Details(say("Rapportages"), (Prose(reports),))] if reports else []
    if not blocks:
        return None
    return PageSection("besluiten", say("Besluiten door computers"), say("Besluiten"), tuple(blocks))


def general_decisions(facts: Facts) -> Lines:
    """What is recorded of decisions by computers, whatever the activity."""
    say, row = facts.say, facts.dossier.decisions
    if row is None:
        return ()
    main = answered(
        row,
        {
            ("takes_decisions", Answer.YES): say("Computers nemen besluiten die grote gevolgen voor u kunnen hebben."),
            ("takes_decisions", Answer.NO): say("Computers nemen geen besluiten die grote gevolgen voor u hebben."),
        },
    )
    main += [text for text in (row.explanation, row.condition) if text]
    affected = say("Het gaat over {who}", who=facts.small(row.affected)) if row.affected else None
    allowed = say("Dat mag: {why} (artikel 22 AVG)", why=small(say.label(row.exception))) if row.exception else None
    more = [text for text in (affected, row.logic, row.consequences, allowed) if text]
    more += answered(
        row,
        {
            ("human_intervention", Answer.YES): say("U kunt een medewerker laten kijken."),
            ("human_intervention", Answer.NO): say("U kunt geen medewerker laten kijken."),
            ("own_view", Answer.YES): say("U kunt uw kant vertellen."),
            ("own_view", Answer.NO): say("U kunt uw kant niet vertellen."),
            ("contest", Answer.YES): say("U kunt het besluit aanvechten."),
            ("contest", Answer.NO): say("U kunt het besluit niet aanvechten."),
        },
    )
    return (*told(main), *told(more))
