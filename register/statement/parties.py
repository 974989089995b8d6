"""Parties: who receives or delivers data, and what is known of each."""

from providers.choices import Answer

from ..choices import LinkRole
from ..dossier import types as t
from ..wording import flat, listed, sentence, unique
from .contacts import mail_link, web_link
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
    """Every party of which more is known than its name; names alone stand where they receive data."""
    found = [(row, _about(facts, row)) for row in facts.dossier.recipients]
    named = {link.recipient for link, _ in links(facts)}
    return tuple(
        (Strong(f"{facts.head(row)}: "), *parts) if parts else (facts.head(row),)
        for row, parts in found
        if parts or row.key not in named
    )


def _about(facts: Facts, row: t.Recipient) -> Line:
    """What a party is, where it is, and what is recorded about sending data there."""
    say = facts.say
    texts = [sentence(facts.small(say.label(row.kind)))] if row.kind else []
    texts += [sentence(row.description)] if row.description else []
    texts += [sentence(flat(row.address))] if row.address else []
    texts += _outside(facts, row)
    where: tuple[Part, ...] = ()
    if row.contact:
        where = (mail_link(row.contact) if "@" in row.contact else web_link(row.contact), ".")
    return ((f"{' '.join(texts)} " if where else " ".join(texts),) if texts else ()) + where


def _outside(facts: Facts, row: t.Recipient) -> list[str]:
    say = facts.say
    words = {
        Answer.YES: say("Daarvoor gaan gegevens buiten Europa."),
        Answer.NO: say("Daarvoor gaan gegevens niet buiten Europa."),
        Answer.NOT_APPLICABLE: say("Doorgifte buiten Europa speelt hier niet."),
    }
    theirs = [link for link, _ in links(facts) if link.recipient == row.key]
    texts = [sentence(listed([country_name(code) for code in row.country]))] if row.country else []
    texts += unique(words[link.transfer] for link in theirs if link.transfer)
    texts += unique(sentence(say.label(link.mechanism)) for link in theirs if link.mechanism)
    if any(link.transfer == Answer.YES for link in theirs):
        texts.append(say("Een kopie van de afspraken vraagt u bij ons op."))
    return texts
