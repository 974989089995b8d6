"""Cookies and log files."""

from providers.choices import Answer

from ..choices import Section
from ..dossier import types as t
from ..wording import flat, sentence
from .contacts import web_link
from .facts import Facts, told
from .page import Block, Details, Lines, Prose
from .page import Section as PageSection
from .reports import answered


def cookies(facts: Facts) -> PageSection | None:
    """What the website leaves on a device; each cookie by itself is closed."""
    say = facts.say
    lines = (*_policy(facts), *facts.remarks(Section.COOKIES))
    logs = _logging(facts)
    each = tuple(line for row in facts.dossier.cookies for line in _cookie(facts, row))
    blocks: list[Block] = [Prose(lines)] if lines else []
    blocks += [Details(say("Welke cookies"), (Prose(each),))] if each else []
    blocks += [Details(say("Logbestanden"), (Prose(logs),))] if logs else []
    if not blocks:
        return None
    return PageSection("cookies", say("Cookies"), say("Cookies"), tuple(blocks))


def _policy(facts: Facts) -> Lines:
    say, row = facts.say, facts.dossier.cookie_policy
    if row is None:
        return ()
    texts = answered(
        row,
        {
            ("uses_cookies", Answer.YES): say("{name} gebruikt cookies.", name=facts.brand),
            ("uses_cookies", Answer.NO): say("{name} gebruikt geen cookies.", name=facts.brand),
        },
    )
    texts += [row.explanation] if row.explanation else []
    texts += [sentence(say("Cookies weigeren: {text}", text=facts.small(row.opt_out)))] if row.opt_out else []
    lines = list(told(texts))
    if row.more_information:
        lines.append((say("Meer leest u hier: "), web_link(row.more_information)))
    return tuple(lines)


def _cookie(facts: Facts, row: t.Cookie) -> Lines:
    say = facts.say
    vendor = facts.find("recipients", row.vendor)
    texts = [text for text in (say.label(row.kind) if row.kind else None, row.purpose) if text]
    texts += [sentence(say("Van {name}", name=flat(vendor.name)))] if vendor else []
    texts += [sentence(say("Blijft staan: {time}", time=facts.small(row.storage_time)))] if row.storage_time else []
    texts += answered(
        row,
        {
            ("consent", Answer.YES): say("Wij vragen vooraf toestemming."),
            ("consent", Answer.NO): say("Wij vragen vooraf geen toestemming."),
            ("privacy_friendly", Answer.YES): say("Zo ingesteld dat de gevolgen voor privacy klein zijn."),
            ("privacy_friendly", Answer.NO): say("Niet zo ingesteld dat de gevolgen voor privacy klein zijn."),
        },
    )
    texts += [row.transfer_explanation] if row.transfer_explanation else []
    return told(texts, sentence(row.name))


def _logging(facts: Facts) -> Lines:
    say, row = facts.say, facts.dossier.logging
    if row is None:
        return ()
    texts = answered(
        row,
        {
            ("logs_usage", Answer.YES): say("Wij leggen vast hoe onze dienst wordt gebruikt."),
            ("logs_usage", Answer.NO): say("Wij leggen niet vast hoe onze dienst wordt gebruikt."),
            ("automatic", Answer.YES): say("Dat gaat automatisch."),
            ("automatic", Answer.NO): say("Dat gaat niet automatisch."),
        },
    )
    texts += [row.explanation] if row.explanation else []
    if item := facts.activity(row.activity):
        texts.append(say("Meer staat bij “{title}”.", title=flat(item.title)))
    return told(texts)
