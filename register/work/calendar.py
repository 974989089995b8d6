"""A calendar of days by which things have to be done, as RFC 5545 describes such a file."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from .items import Item

# Octets of a line without its end; longer ones are folded.
_LONGEST = 75
_SPECIAL = re.compile(r"([\\;,])")


def calendar(items: Iterable[Item], now: datetime) -> str:
    """A day for each of these that has one; the same thing has the same name in every file, so that it moves."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Verwerkingsregister//NL", "METHOD:PUBLISH"]
    for item in items:
        lines += _event(item, now)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(item: Item, now: datetime) -> Iterator[str]:
    if item.due is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{item.key}@{urlsplit(settings.SITE_URL).hostname}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{item.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{item.what}: {item.provider.name}, {item.where}')}"
    yield f"URL:{urljoin(settings.SITE_URL, item.path)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A text as a value: signs that mean something are marked, and a line end is a sign of its own."""
    return _SPECIAL.sub(r"\\\1", " ".join(value.split()))


def _folded(line: str) -> str:
    """Lines of at most 75 octets, broken between signs and never within one."""
    whole, room = "", _LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            whole, room = f"{whole}\r\n ", _LONGEST - 1
        whole, room = whole + sign, room - size
    return whole
