"""Section 1: who is responsible, and how to reach them."""

from collections import Counter

from providers.choices import Answer, ContactUse

from ..choices import Role, Section
from ..marking import bare
from ..wording import flat, listed, small
from .contacts import (
    address_text,
    contact_line,
    contact_pairs,
    contacts_for,
    entity_name,
    post_uses,
    web_link,
    with_uses,
)
from .facts import Facts, pairs_of
from .page import Aside, Line, Lines, Pairs, Part, Prose
from .page import Section as PageSection


def who(facts: Facts) -> PageSection:
    """Names, role, addresses, contact and the data protection officer."""
    say = facts.say
    page = facts.dossier.page_text
    lines = (
        (role_sentence(facts),),
        *_claims(facts),
        *facts.sentences(page.audience if page else None, facts.dossier.provider.statement_scope),
    )
    return PageSection(
        id="wie",
        heading=say("Wie is verantwoordelijk?"),
        short=say("Verantwoordelijk"),
        reference=say("art. 13 en 14, lid 1, onder a en b, AVG"),
        blocks=(Prose(lines), *facts.remarks(Section.WHO), _pairs(facts)),
    )


def role_sentence(facts: Facts) -> str:
    """In how many activities the provider decides, from what is recorded."""
    say, counts = facts.say, Counter(facts.roles)
    if not counts:
        return say("Er zijn nog geen verwerkingen vastgelegd.")
    if len(counts) == 1:
        return _one_role(facts, facts.roles[0])
    parts = {
        Role.CONTROLLER: say("bij {count} zijn wij verantwoordelijk", count=counts[Role.CONTROLLER]),
        Role.JOINT: say("bij {count} zijn wij dat samen met een ander", count=counts[Role.JOINT]),
        Role.PROCESSOR: say(
            "bij {count} is uw organisatie verantwoordelijk en zijn wij {processor}", count=counts[Role.PROCESSOR]
        ),
        Role.SUBPROCESSOR: say(
            "bij {count} is uw organisatie verantwoordelijk en zijn wij sub{processor}", count=counts[Role.SUBPROCESSOR]
        ),
        None: say("bij {count} is de rol nog niet vastgelegd", count=counts[None]),
    }
    total = say("Wij beschrijven hieronder {count} verwerkingen", count=len(facts.roles))
    return f"{total}: {listed([text for role, text in parts.items() if counts[role]])}."


def _one_role(facts: Facts, role: Role | None) -> str:
    say, name = facts.say, facts.brand
    if role == Role.CONTROLLER:
        return say("{name} is verantwoordelijk voor alles wat hieronder staat.", name=name)
    if role == Role.JOINT:
        return say("{name} is samen met een ander verantwoordelijk voor alles wat hieronder staat.", name=name)
    if role == Role.PROCESSOR:
        return say(
            "Uw organisatie is verantwoordelijk. {name} verwerkt de gegevens voor uw organisatie, als {processor}.",
            name=name,
        )
    if role == Role.SUBPROCESSOR:
        return say(
            "Uw organisatie is verantwoordelijk. {name} verwerkt de gegevens voor uw organisatie, als sub{processor}.",
            name=name,
        )
    return say("Bij alles wat hieronder staat, is de rol van {name} nog niet vastgelegd.", name=name)


def _claims(facts: Facts) -> Lines:
    """What the provider says about its role in general."""
    say = facts.say
    lines = []
    for row in facts.dossier.role_claims:
        role = small(say.label(row.role))
        lines.append((say("Onze rol, in het algemeen: {role}.", role=f"{role}{facts.conditions(row.scope)}"),))
    return tuple(lines)


def _pairs(facts: Facts) -> Pairs:
    say, provider = facts.say, facts.dossier.provider
    number = provider.kvk or ""
    kvk = f"{number} ({provider.kvk_place})" if number and provider.kvk_place else number or provider.kvk_place
    rows: list[tuple[str, Lines]] = [
        (say("Onderdeel van"), _line(provider.group_name)),
        (say("Bedrijf") if len(facts.dossier.entities) == 1 else say("Bedrijven"), _entities(facts)),
        (say("Handelsnamen"), tuple(_of(facts, row.name, row.entity) for row in facts.dossier.trade_names)),
        *_addresses(facts),
    ]
    contact = [(pair.label, pair.lines) for pair in contact_pairs(facts)]
    if not contact:
        contact = [(say("Contact"), ((facts.gap(),),))]
    site: Lines = ((web_link(provider.website),),) if provider.website else ()
    rows += contact
    rows += [
        (say("Website"), site if site and not _among(contact, site[0][0]) else ()),
        (say("KvK-nummer"), _line(kvk)),
        (say("Btw-nummer"), _line(provider.vat_number)),
        (say("IBAN"), _line(provider.iban)),
        (say("Functionaris voor gegevensbescherming (FG)"), _officer(facts)),
    ]
    return Pairs(pairs_of(rows))


def _among(contact: list[tuple[str, Lines]], part: Part) -> bool:
    return any(part in line for _, lines in contact for line in lines)


def _line(text: str | None) -> Lines:
    return ((flat(text),),) if text else ()


def _entities(facts: Facts) -> Lines:
    rows: list[Line] = []
    for row in facts.dossier.entities:
        kvk = facts.say("KvK {number}", number=row.kvk) if row.kvk else ""
        rows.append((flat(row.name), Aside(f" ({kvk})")) if kvk else (flat(row.name),))
    return tuple(rows)


def _of(facts: Facts, text: str, entity: str | None) -> Line:
    """A name or address, and of which company it is when there are several."""
    name = entity_name(facts, entity)
    return (flat(text), Aside(f" ({name})")) if name and not bare(text).startswith(bare(name)) else (flat(text),)


def _addresses(facts: Facts) -> list[tuple[str, Lines]]:
    """One label per kind of address; the same address under two kinds is said once."""
    kinds: dict[Line, list[str]] = {}
    for row in facts.dossier.addresses:
        if text := address_text(row):
            line = with_uses(facts, _of(facts, text, row.entity), post_uses(facts, row))
            kinds.setdefault(line, []).append(facts.say.label(row.kind) if row.kind else facts.say("Adres"))
    grouped: dict[str, list[Line]] = {}
    for line, labels in kinds.items():
        first, *others = dict.fromkeys(labels)
        label = listed([first, *(other.lower() for other in others)])
        grouped.setdefault(label, []).append(line)
    return [(label, tuple(lines)) for label, lines in grouped.items()]


def _officer(facts: Facts) -> Lines:
    """The officer by name and how to reach them; none; or not recorded."""
    say, provider = facts.say, facts.dossier.provider
    contacts = tuple(contact_line(facts, row) for row in contacts_for(facts, ContactUse.DPO))
    name: Lines = ((flat(provider.dpo_name),),) if provider.dpo_name else ()
    if name or contacts:
        return (*name, *contacts)
    if provider.dpo_designated == Answer.YES:
        return ((say("Er is een functionaris."), " ", facts.gap(), say(" hoe die te bereiken is.")),)
    if provider.dpo_designated == Answer.NO:
        return ((say("Er is geen functionaris aangewezen."),),)
    if provider.dpo_designated == Answer.NOT_APPLICABLE:
        return ((say("Niet van toepassing."),),)
    return ((facts.gap(),),)
