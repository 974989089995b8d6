"""Parties: for what they receive or deliver data, and where they are."""

from providers.choices import Answer

from ..choices import LinkRole
from ..dossier import types as t
from ..wording import flat, listed, sentence, unique, unstopped
from .contacts import mail_link, web_link
from .countries import country_name
from .facts import Facts
from .page import Aside, Line, Lines, Strong

# A link, with its activity unless it is for everything or for the services it names.
Where = tuple[t.Disclosure, t.Activity | None]


def links(facts: Facts) -> tuple[Where, ...]:
    """All links with parties: those of the provider first."""
    own = [(link, item) for item in facts.activities for link in item.disclosures]
    return (*((link, None) for link in facts.dossier.disclosures), *own)


def received(facts: Facts) -> tuple[Where, ...]:
    """Those of parties that receive data; who delivers them is no recipient."""
    return tuple(pair for pair in links(facts) if pair[0].role != LinkRole.ORIGIN)


def delivered(facts: Facts) -> tuple[Where, ...]:
    """Those of parties that deliver data."""
    return tuple(pair for pair in links(facts) if pair[0].role == LinkRole.ORIGIN)


def only_delivers(facts: Facts, row: t.Recipient) -> bool:
    """Whether a party is known for the data it delivers and for nothing else."""
    receives = any(link.recipient == row.key for link, _ in received(facts))
    cookies = any(cookie.vendor == row.key for cookie in facts.dossier.cookies)
    return not receives and not cookies and any(link.recipient == row.key for link, _ in delivered(facts))


def about(facts: Facts, row: t.Recipient) -> Lines:
    """What kind of party it is, what is said about it and how to reach it."""
    kind: Lines = ((facts.say.label(row.kind),),) if row.kind else ()
    address: Lines = ((flat(row.address),),) if row.address else ()
    contact: Lines = ()
    if row.contact:
        contact = ((mail_link(row.contact) if "@" in row.contact else web_link(row.contact),),)
    return (*kind, *facts.sentences(row.description), *address, *contact)


def uses(facts: Facts, row: t.Recipient, found: tuple[Where, ...]) -> Lines:
    """As what a party receives or delivers data, for which activities, when and why."""
    places: dict[tuple[str, str], list[str]] = {}
    for link, item in found:
        if link.recipient == row.key:
            key = (facts.say.label(link.role), _details(facts, link))
            places.setdefault(key, []).append(flat(item.title) if item else "")
    lines: list[Line] = []
    for (role, text), titles in places.items():
        end = "." if "" in titles else f": {sentence(facts.titles(titles))}"
        lines.append((Strong(role), f"{end} ", Aside(text)) if text else (Strong(role), end))
    return tuple(lines)


def _details(facts: Facts, link: t.Disclosure) -> str:
    say = facts.say
    services = listed([unstopped(facts.find("services", key).name) for key in link.services])
    chain = facts.find("recipients", link.engaged_by)
    texts = (
        say("Alleen bij {services}", services=services) if services else None,
        say("Ingeschakeld door {name}", name=facts.party(chain)) if chain else None,
        link.purpose,
        link.condition,
        facts.read(link),
    )
    return " ".join(sentence(text) for text in texts if text)


def where(facts: Facts, row: t.Recipient, found: tuple[Where, ...]) -> Lines:
    """Countries, and whether and how data leave the EEA."""
    say = facts.say
    answers = {
        Answer.YES: say("Buiten de EER"),
        Answer.NO: say("Niet buiten de EER"),
        Answer.NOT_APPLICABLE: say("Niet van toepassing"),
    }
    lines = [listed([country_name(code) for code in row.country])] if row.country else []
    for link, _ in found:
        if link.recipient == row.key:
            lines += [answers[link.transfer]] if link.transfer else []
            lines += [say.label(link.mechanism)] if link.mechanism else []
    return tuple((text,) for text in unique(lines))
