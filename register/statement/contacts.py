"""Ways to reach the provider, as lines with links."""

import re
from urllib.parse import quote

from providers.choices import AddressKind, Channel, ContactUse

from ..dossier import types as t
from ..marking import bare, own
from ..wording import capital, flat, listed, small
from .facts import Facts
from .page import Aside, Line, Lines, Link, Row

_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_SITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_ORDER = (Channel.PHONE, Channel.EMAIL, Channel.DESK, Channel.WEBSITE, Channel.POST)
# Where a request may go when no address for requests is recorded, best first.
_FALLBACKS = (ContactUse.PRIVACY, ContactUse.DPO, ContactUse.GENERAL, ContactUse.SUPPORT)


def web_link(text: str) -> Link | str:
    """A link when the text is a web address and nothing else."""
    whole = flat(bare(text))
    if not _SITE.fullmatch(whole):
        return own(whole)
    return Link(whole, whole if "://" in whole else f"https://{whole}")


def mail_link(text: str) -> Link | str:
    """A link when the text is a mail address and nothing else."""
    whole = flat(bare(text))
    return Link(whole, f"mailto:{quote(whole, safe='@')}") if _EMAIL.fullmatch(whole) else own(whole)


def phone_link(text: str) -> Link | str:
    """A link when the text has enough digits for a number; Dutch numbers get +31."""
    whole = flat(bare(text))
    digits = re.sub(r"\D", "", whole.replace("(0)", ""))
    if not 3 <= len(digits) <= 15 or re.search(r"[^\d\s()+./–-]", whole):
        return own(whole)
    if whole.startswith("+"):
        return Link(whole, f"tel:+{digits}")
    return Link(whole, f"tel:+31{digits[1:]}" if digits.startswith("0") and digits[1:2] != "0" else f"tel:{digits}")


def address_text(row: t.Address | None) -> str:
    """An address on one line."""
    if row is None:
        return ""
    place = " ".join(filter(None, (row.postcode, row.city)))
    return own(", ".join(flat(bare(part)) for part in (row.addressee, row.building, row.street, place) if part))


def contact_line(facts: Facts, row: t.ContactPoint) -> Line:
    """One way to reach the provider, without what it is for."""
    place = _place(facts, row)
    return (*place, Aside(f" ({flat(row.person)})")) if row.person else place


def _place(facts: Facts, row: t.ContactPoint) -> Line:
    make = {Channel.EMAIL: mail_link, Channel.PHONE: phone_link, Channel.WEBSITE: web_link}.get(row.channel, _typed)
    parts: list = []
    if row.value:
        parts.append(make(row.value))
    if address := address_text(facts.find("addresses", row.address)):
        parts += [", ", address] if parts else [address]
    if not parts:
        parts.append(facts.say("de klantenservice") if row.channel == Channel.DESK else facts.say.label(row.channel))
    return tuple(parts)


def _typed(text: str) -> str:
    return own(flat(text))


def contacts_for(facts: Facts, *uses: ContactUse) -> tuple[t.ContactPoint, ...]:
    """The contact points for these uses, in the order of the uses."""
    return tuple(row for use in uses for row in facts.dossier.contact_points if row.use == use)


def contact_pairs(facts: Facts) -> tuple[Row, ...]:
    """All contact points but those by post: one label per channel, one line per number with all its uses."""
    pairs = []
    for channel in _ORDER:
        grouped: dict[Line, list[t.ContactPoint]] = {}
        for row in facts.dossier.contact_points:
            if row.channel == channel and not _is_address(row):
                grouped.setdefault(_place(facts, row), []).append(row)
        if grouped:
            lines = tuple(_with_people(facts, line, rows) for line, rows in grouped.items())
            pairs.append(Row(facts.say.label(channel), lines))
    return tuple(pairs)


def _with_people(facts: Facts, line: Line, rows: list[t.ContactPoint]) -> Line:
    first = line[0]
    start = (capital(first), *line[1:]) if isinstance(first, str) else line
    people = dict.fromkeys(name for row in rows for name in (row.person, entity_name(facts, row.entity)) if name)
    named = (*start, Aside(f" ({'; '.join(map(flat, people))})")) if people else start
    return with_uses(facts, named, [row.use for row in rows])


def entity_name(facts: Facts, key: str | None) -> str:
    """Which of several companies a row is about."""
    row = facts.find("entities", key)
    return flat(row.name) if row and len(facts.dossier.entities) > 1 else ""


def _is_address(row: t.ContactPoint) -> bool:
    """Whether the list of addresses says all that this contact point says."""
    return row.channel == Channel.POST and bool(row.address) and not (row.value or row.person or row.entity)


def post_uses(facts: Facts, address: t.Address) -> list[ContactUse]:
    """What may be sent to an address by post."""
    rows = (row for row in facts.dossier.contact_points if _is_address(row) and row.address == address.key)
    return [row.use for row in rows if not (row.use == ContactUse.REQUEST and address.kind == AddressKind.REQUEST)]


def with_uses(facts: Facts, line: Line, uses: list[ContactUse]) -> Line:
    """A line followed by what it is for; general needs no word."""
    named = [use for use in dict.fromkeys(uses) if use != ContactUse.GENERAL]
    words = [small(facts.say.label(use)) for use in named]
    return (*line, Aside(f" – {listed(words)}")) if words else line


def request_contacts(facts: Facts) -> tuple[t.ContactPoint, ...]:
    """Where a request about rights goes: as recorded, else where questions go."""
    for use in (ContactUse.REQUEST, *_FALLBACKS):
        if rows := contacts_for(facts, use):
            return rows
    return ()


def ended(line: Line) -> Line:
    """A line with a stop behind it, unless its last word brings one."""
    last = line[-1] if isinstance(line[-1], str) else line[-1].text
    return line if bare(last).endswith((".", "!", "?")) else (*line, ".")


def joined(lines: Lines, word: str) -> Line:
    """Several ways in one running line: a, b of c."""
    parts: list = []
    for number, line in enumerate(lines):
        if number:
            parts.append(f" {word} " if number == len(lines) - 1 else ", ")
        parts += line
    return tuple(parts)
