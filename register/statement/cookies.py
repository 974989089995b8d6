"""Section 8: cookies of the provider's website; and what the provider says about changes of the statement."""

from providers.choices import Answer

from ..choices import Section
from ..dossier import types as t
from ..wording import capital, flat, sentence
from .contacts import web_link
from .facts import Facts, pairs_of
from .page import Block, Cell, Line, Lines, Pairs, Prose, Row, Table
from .page import Section as PageSection


def cookies(facts: Facts) -> PageSection | None:
    """Nothing when the statement does not cover a website."""
    say = facts.say
    blocks: list[Block] = [*_policy(facts), *facts.remarks(Section.COOKIES), *_table(facts)]
    if not blocks:
        return None
    return PageSection(
        id="cookies", heading=say("Cookies"), short=say("Cookies"), reference=say("art. 11.7a Tw"), blocks=tuple(blocks)
    )


def _policy(facts: Facts) -> list[Block]:
    say, row = facts.say, facts.dossier.cookie_policy
    if row is None:
        return []
    answers: dict[Answer | None, Line] = {
        Answer.YES: (say("{name} gebruikt cookies.", name=facts.brand),),
        Answer.NO: (say("{name} gebruikt geen cookies.", name=facts.brand),),
        Answer.NOT_APPLICABLE: (say("Cookies zijn hier niet van toepassing."),),
        None: (facts.gap(), say(" of de website cookies gebruikt.")),
    }
    lines = [answers[row.uses_cookies], *facts.sentences(row.explanation)]
    if row.opt_out:
        lines.append((sentence(say("Cookies weigeren: {text}", text=facts.small(row.opt_out))),))
    if row.more_information:
        lines.append((say("Meer informatie: "), web_link(row.more_information)))
    return [Prose(tuple(lines))]


def _table(facts: Facts) -> list[Block]:
    say = facts.say
    if not facts.dossier.cookies:
        return []
    timed = any(row.storage_time for row in facts.dossier.cookies)
    head = (say("Cookie"), say("Waarvoor"), say("Van wie"), say("Toestemming"), *((say("Hoe lang"),) if timed else ()))
    rows = tuple(_row(facts, row, head) for row in facts.dossier.cookies)
    return [Table(id="soorten-cookies", heading=say("Welke cookies"), columns=head, rows=rows)]


def _row(facts: Facts, row: t.Cookie, head: tuple[str, ...]) -> Row:
    say = facts.say
    vendor = facts.find("recipients", row.vendor)
    purpose = facts.sentences(say.label(row.kind) if row.kind else None, row.purpose)
    where: Lines = ((facts.head(vendor),),) if vendor else ((facts.gap(),),)
    where = (*where, *facts.sentences(row.transfer_explanation))
    texts = {
        ("consent", Answer.YES): say("Vooraf gevraagd."),
        ("consent", Answer.NO): say("Niet vooraf gevraagd."),
        ("consent", Answer.NOT_APPLICABLE): say("Niet van toepassing."),
        ("privacy_friendly", Answer.YES): say("Zo ingesteld dat de gevolgen voor privacy klein zijn."),
        ("privacy_friendly", Answer.NO): say("Niet zo ingesteld dat de gevolgen voor privacy klein zijn."),
    }
    consent = tuple((text,) for (name, answer), text in texts.items() if getattr(row, name) == answer)
    gap: Lines = ((facts.gap(),),)
    time = facts.sentences(row.storage_time)
    lines = (purpose or gap, where, consent or gap, time or gap)
    return Row(title=capital(flat(row.name)), cells=tuple(map(Cell, head[1:], lines)))


def changes(facts: Facts) -> PageSection | None:
    """How the statement may change."""
    say, row = facts.say, facts.dossier.changes or t.ChangePolicy()
    lines = _changes(facts, row)
    loose = row.condition if row.announces not in (Answer.YES, Answer.NO) else None
    announced = pairs_of(
        [
            (say("Wie bericht krijgt"), facts.sentences(row.announced_to)),
            (say("Hoe"), facts.sentences(row.announced_how)),
            (say("Wanneer"), facts.sentences(row.announced_when)),
            (say("Voorwaarde"), facts.sentences(loose)),
        ]
    )
    blocks: list[Block] = [Prose(lines)] if lines else []
    blocks += [Pairs(announced)] if announced else []
    blocks += facts.remarks(Section.VERSIONS)
    if not blocks:
        return None
    heading = say("Wijzigingen van deze verklaring")
    return PageSection(id="versies", heading=heading, short=say("Wijzigingen"), reference="", blocks=tuple(blocks))


def _changes(facts: Facts, row: t.ChangePolicy) -> Lines:
    say = facts.say
    condition = facts.conditions(row.condition)
    alone = say(", zonder overleg") if row.unilateral == Answer.YES else ""
    texts = {
        ("may_change", Answer.YES): say("Wij kunnen deze verklaring wijzigen{alone}.", alone=alone),
        ("may_change", Answer.NO): say("Wij wijzigen deze verklaring niet."),
        ("unilateral", Answer.NO): say("Wij doen dat niet zonder overleg."),
        ("advises_to_check", Answer.YES): say("Wij raden u aan om na te gaan of deze verklaring is gewijzigd."),
        ("advises_to_check", Answer.NO): say("U hoeft niet na te gaan of deze verklaring is gewijzigd."),
        ("announces", Answer.YES): say("Wij kondigen wijzigingen aan{condition}.", condition=condition),
        ("announces", Answer.NO): say("Wij kondigen wijzigingen niet aan{condition}.", condition=condition),
    }
    found = [text for (name, answer), text in texts.items() if getattr(row, name) == answer]
    if alone and row.may_change != Answer.YES:
        found.insert(0, say("Wij mogen deze verklaring wijzigen zonder overleg."))
    return tuple((text,) for text in found)
