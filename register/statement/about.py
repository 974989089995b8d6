"""Who the provider is and how to reach it, and how the statement changes."""

from providers.choices import AddressKind, Answer, ContactUse

from ..choices import Section
from ..marking import bare
from ..wording import flat, listed, sentence, small
from .contacts import (
    address_text,
    contact_pairs,
    contacts_for,
    entity_name,
    post_uses,
    request_contacts,
    web_link,
    with_uses,
)
from .facts import Facts, rows_of, told
from .page import Aside, Block, Line, Lines, Part, Prose, Row, Rows
from .precise import precise
from .reports import answered


def contact(facts: Facts) -> tuple[Row, ...]:
    """Names, addresses, numbers and ways to reach the provider."""
    say, provider = facts.say, facts.dossier.provider
    number = provider.kvk or ""
    kvk = f"{number} ({provider.kvk_place})" if number and provider.kvk_place else number or provider.kvk_place
    ways = [(row.label, row.lines) for row in contact_pairs(facts)]
    site: Lines = ((web_link(provider.website),),) if provider.website else ()
    return rows_of(
        [
            (say("Onderdeel van"), _line(provider.group_name)),
            (say("Bedrijf"), _entities(facts)),
            (say("Ook bekend als"), _trade_names(facts)),
            *_addresses(facts),
            *ways,
            (say("Website"), site if site and not _among(ways, site[0][0]) else ()),
            (say("KvK-nummer"), _line(kvk)),
            (say("Btw-nummer"), _line(provider.vat_number)),
            (say("IBAN"), _line(provider.iban)),
            (say("Functionaris voor gegevensbescherming (FG)"), _officer(facts)),
        ]
    )


def _among(ways: list[tuple[str, Lines]], part: Part) -> bool:
    return any(part in line for _, lines in ways for line in lines)


def _line(text: str | None) -> Lines:
    return ((flat(text),),) if text else ()


def _entities(facts: Facts) -> Lines:
    return tuple(
        (flat(row.name), *((Aside(f" ({facts.say('KvK {number}', number=row.kvk)})"),) if row.kvk else ()))
        for row in facts.dossier.entities
    )


def _of(facts: Facts, text: str, entity: str | None) -> Line:
    """A name or address, and of which company it is when there are several."""
    name = entity_name(facts, entity)
    return (flat(text), Aside(f" ({name})")) if name and not bare(text).startswith(bare(name)) else (flat(text),)


def _trade_names(facts: Facts) -> Lines:
    rows = facts.dossier.trade_names
    own = tuple(_of(facts, row.name, row.entity) for row in rows if row.entity)
    others = [flat(row.name) for row in rows if not row.entity and flat(row.name) != flat(facts.brand)]
    return (*own, *(((listed(others),),) if others else ()))


def _addresses(facts: Facts) -> list[tuple[str, Lines]]:
    """One label per kind of address; the same address under two kinds is said once, one for requests by the rights."""
    said = {row.address for row in request_contacts(facts)}
    kinds: dict[Line, list[str]] = {}
    for row in facts.dossier.addresses:
        is_said = row.kind == AddressKind.REQUEST and row.key in said and not row.entity
        if (text := address_text(row)) and not is_said:
            line = with_uses(facts, _of(facts, text, row.entity), post_uses(facts, row))
            kinds.setdefault(line, []).append(facts.say.label(row.kind) if row.kind else facts.say("Adres"))
    grouped: dict[str, list[Line]] = {}
    for line, labels in kinds.items():
        first, *others = dict.fromkeys(labels)
        grouped.setdefault(listed([first, *map(small, others)]), []).append(line)
    return [(label, tuple(lines)) for label, lines in grouped.items()]


def _officer(facts: Facts) -> Lines:
    """The officer by name, or that there is none; how to reach them stands among the ways to reach the provider."""
    say, provider = facts.say, facts.dossier.provider
    has_way = bool(contacts_for(facts, ContactUse.DPO))
    if provider.dpo_name or has_way:
        return _line(provider.dpo_name)
    words = {
        Answer.YES: say("Er is een functionaris."),
        Answer.NO: say("Er is geen functionaris aangewezen."),
        Answer.NOT_APPLICABLE: say("Een functionaris is hier niet nodig."),
    }
    return ((words[provider.dpo_designated],),) if provider.dpo_designated else ()


def changes(facts: Facts) -> Lines:
    """How the statement changes, in one paragraph."""
    say, row = facts.say, facts.dossier.changes
    if row is None:
        return facts.remarks(Section.VERSIONS)
    texts = answered(
        row,
        {
            ("may_change", Answer.YES): say("Wij kunnen deze verklaring wijzigen."),
            ("may_change", Answer.NO): say("Wij wijzigen deze verklaring niet."),
            ("unilateral", Answer.YES): say("Dat doen wij eenzijdig, zonder overleg."),
            ("unilateral", Answer.NO): say("Dat doen wij niet zonder overleg."),
            ("advises_to_check", Answer.YES): say("Lees de verklaring daarom geregeld."),
            ("advises_to_check", Answer.NO): say("U hoeft de verklaring niet geregeld te lezen."),
            ("announces", Answer.YES): say("Wij kondigen wijzigingen aan."),
            ("announces", Answer.NO): say("Wij kondigen wijzigingen niet aan."),
        },
    )
    details = [row.announced_to, row.announced_how, row.announced_when, row.condition]
    how = listed([facts.small(text) for text in details if text])
    texts += [sentence(say("Aankondigen van wijzigingen: {how}", how=how))] if how else []
    return (*told(texts), *facts.remarks(Section.VERSIONS))


def last_blocks(facts: Facts) -> tuple[Block, ...]:
    """What stands at the end whatever the version."""
    lines = changes(facts)
    return (*((Prose(lines),) if lines else ()), *precise(facts))


def contact_rows(facts: Facts) -> Rows:
    """The contact rows as a block."""
    return Rows(contact(facts))
