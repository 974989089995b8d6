"""Parties: who receives or delivers data, and what is known of each."""

from providers.choices import Answer, RecipientKind

from ..choices import LinkRole
from ..dossier import types as t
from ..wording import listed, small, unique
from .contacts import ended, mail_link, web_link
from .countries import country_name
from .facts import Facts
from .page import Line, Lines, Part, Strong

# A link, with its activity unless it is for everything or for the services it names.
Where = tuple[t.Disclosure, t.Activity | None]


def links(facts: Facts) -> tuple[Where, ...]:
    """All links with parties: those of the provider first."""
    own = [(link, item) for item in facts.activities for link in item.disclosures]
    return (*((link, None) for link in facts.dossier.disclosures), *own)


def received(facts: Facts) -> tuple[Where, ...]:
    """Those of parties that receive data; who delivers them is no recipient."""
    return tuple(pair for pair in links(facts) if pair[0].role != LinkRole.ORIGIN)


def parties(facts: Facts) -> Lines:
    """Every party under what kind it is, with what is known of it; the others by name where nothing else names them."""
    kinds: dict[str, list[Line]] = {}
    named = {link.recipient for link, _ in links(facts)}
    for row in facts.dossier.recipients:
        details = _about(facts, row)
        # That a party is a kind of company, its name says.
        kind = facts.say.label(row.kind) if row.kind and row.kind != RecipientKind.CATEGORY else ""
        if kind or details or row.key not in named:
            name = facts.party(row) if kind or kind in kinds else facts.head(row)
            kinds.setdefault(kind, []).append((name, *details))
    return tuple(_kind(kind, found) for kind, found in kinds.items())


def _kind(kind: str, found: list[Line]) -> Line:
    parts: list[Part] = [Strong(f"{kind}: ")] if kind else []
    for line in found:
        parts += [*line, "; "]
    return ended(tuple(parts[:-1]))


def _about(facts: Facts, row: t.Recipient) -> Line:
    """What a party is, where it is, and what is recorded about sending data there, between brackets."""
    texts: list[Part] = [facts.small(text) for text in (row.description, row.address) if text]
    if row.contact:
        texts.append(mail_link(row.contact) if "@" in row.contact else web_link(row.contact))
    texts += outside(facts, row)
    parts: list[Part] = []
    for text in texts:
        parts += [text, "; "]
    return (" (", *parts[:-1], ")") if parts else ()


def outside(facts: Facts, row: t.Recipient) -> list[str]:
    """Where a party is, whether data go outside Europe for it, and under which arrangement."""
    say = facts.say
    words = {
        Answer.YES: say("daarvoor gaan gegevens buiten Europa"),
        Answer.NO: say("daarvoor gaan gegevens niet buiten Europa"),
        Answer.NOT_APPLICABLE: say("doorgifte buiten Europa speelt hier niet"),
    }
    theirs = [link for link, _ in links(facts) if link.recipient == row.key]
    texts = [listed([country_name(code) for code in row.country])] if row.country else []
    texts += unique(words[link.transfer] for link in theirs if link.transfer)
    texts += unique(small(say.label(link.mechanism)) for link in theirs if link.mechanism)
    if any(link.transfer == Answer.YES for link in theirs):
        texts.append(say("een kopie van de afspraken vraagt u bij ons op"))
    return texts
