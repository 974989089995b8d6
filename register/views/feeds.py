"""Feeds and calendars: Atom and iCalendar, with identifiers that stay, and never with the moment of making."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from register.addresses import whole
from register.models import Publication
from register.statement.versions import period
from register.wording import sentence

from .answers import public_history, public_page

CALENDAR = "text/calendar; charset=utf-8"
# Bytes of a line (RFC 5545, 3.1).
_LINE = 74


class _Feed(Atom1Feed):
    """Updated when the last version was made; Django's says now when nothing stands in it."""

    def latest_post_date(self) -> datetime:
        """The moment that was given."""
        return self.feed["made"]


@public_page
def versions(request: HttpRequest, provider: str) -> HttpResponse:
    """The versions of a statement, newest first."""
    history = public_history(provider)
    rows = [
        {
            "title": f"Versie {issue.number}: {period(issue)}",
            "link": whole("version_statement", provider, issue.number),
            "description": sentence(issue.note),
            "unique_id": entry_id(row, "versies"),
            "pubdate": row.made_at,
            "updateddate": row.made_at,
        }
        for issue, row in zip(history.issues(), history.publications, strict=True)
    ]
    title, made = f"Privacyverklaring van {history.name}", max(row.made_at for row in history.publications)
    return atom(title, whole("versions", provider), whole("versions_atom", provider), rows, made)


def atom(title: str, page: str, address: str, rows: list[dict[str, Any]], made: datetime) -> HttpResponse:
    """A feed about a page, in Dutch."""
    found = _Feed(title, page, "", language=settings.LANGUAGE_CODE, feed_url=address, made=made)
    for row in rows:
        # Readers take a summary for HTML.
        found.add_item(**{**row, "description": escape(row["description"])})
    return HttpResponse(found.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def entry_id(row: Publication, about: str) -> str:
    """The identifier of what a version tells about something, the same for ever (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{row.made_at:%Y-%m-%d}:{row.provider.slug}/{about}/{row.number}"


def calendar(events: list[dict[str, str]]) -> bytes:
    """Whole days in an iCalendar file (RFC 5545); the names of properties with texts are theirs."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//verwerkingsregister//NL"]
    for event in events:
        found = (f"{name}:{value if name == 'URL' else _escaped(value)}" for name, value in event.items())
        lines += ["BEGIN:VEVENT", *found, "END:VEVENT"]
    return b"".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """Long lines go on after a space, never inside a sign."""
    parts = [""]
    for sign in line:
        if len((parts[-1] + sign).encode()) > _LINE:
            parts.append("")
        parts[-1] += sign
    return "\r\n ".join(parts).encode() + b"\r\n"
