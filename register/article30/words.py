"""Dutch words for dates, answers and terms."""

import enum
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from providers.choices import TAKEN_OVER
from retention.choices import Afterwards, TermKind
from retention.periods import Period

from ..dossier.types import RetentionTerm

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_AFTERWARDS = {
    Afterwards.ERASE: "daarna wissen",
    Afterwards.ANONYMISE: "daarna anonimiseren",
    Afterwards.ERASE_OR_ANONYMISE: "daarna wissen of anonimiseren",
    Afterwards.RETURN: "daarna teruggeven",
}
_OWN_START = ("tot ", "totdat ", "zolang ", "zo lang ", "bij ", "na ", "wanneer ", "als ", "indien ", "gedurende ")


def date_words(day: date) -> str:
    """For example 1 november 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def local_date(moment: datetime) -> str:
    """The day of a moment in the time zone of the installation."""
    return date_words(timezone.localtime(moment, timezone.get_default_timezone()).date())


def local_moment(moment: datetime) -> str:
    """For example 1 november 2026, 09:14 uur (Europe/Amsterdam)."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{date_words(local.date())}, {local:%H:%M} uur ({timezone.get_default_timezone_name()})"


def made_by(maker: str | None) -> str:
    """Who made a version, as a line of its own."""
    return maker if maker == TAKEN_OVER else f"door {maker}" if maker else ""


def plain(value: Any) -> str:
    """A single value in words; nothing for what is not recorded."""
    if value is None or value is False:
        return ""
    if value is True:
        return "ja"
    if isinstance(value, enum.Enum):
        return str(getattr(value, "label", value.value))
    return date_words(value) if isinstance(value, date) else str(value)


def joined(parts: Iterable[str | None], separator: str = "; ") -> str:
    """The parts that say something."""
    return separator.join(part for part in parts if part)


def sentence(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """With a small letter at the start, unless the first word is an abbreviation such as KvK."""
    first = text.split(" ")[0]
    return text[:1].lower() + text[1:] if first[1:].islower() else text


def with_brackets(text: str, *details: str | None) -> str:
    """The text, with details between brackets if there are any."""
    inner = joined(details)
    return f"{text} ({inner})" if inner else text


def at_most(period: Period, is_maximum: bool) -> str:
    """A period, as a maximum if it is one."""
    return f"ten hoogste {period}" if is_maximum else str(period)


def term_words(term: RetentionTerm) -> str:
    """How long, in words; says so when a part is not recorded, and fills in nothing."""
    parts = [_length(term)]
    if term.period and term.end_event:
        parts.append(_until(term.end_event))
    if term.afterwards:
        parts.append(_AFTERWARDS[term.afterwards])
    if term.anonymised_period:
        parts.append(f"geanonimiseerd {at_most(term.anonymised_period, term.anonymised_is_maximum)}")
    return ", ".join(part for part in parts if part)


def _length(term: RetentionTerm) -> str:
    start = f" {term.start_event}" if term.start_event else ""
    if term.period:
        return f"{at_most(term.period, term.is_maximum)}{start or ' (begin niet vastgelegd)'}"
    if term.kind == TermKind.EVENT:
        return (_until(term.end_event) if term.end_event else "tot een gebeurtenis (niet vastgelegd welke)") + start
    # Here the event is the criterion in the words of the provider, not a moment that ends something.
    if term.kind == TermKind.CONTROLLER:
        words = "bepaald door de verwerkingsverantwoordelijke"
        if term.end_event and term.end_event.lower().startswith("bepaald door"):
            return f"{term.end_event}{start}"
        return f"{joined((words, term.end_event), ': ')}{start}"
    if term.kind == TermKind.PER_SOLUTION:
        return f"{term.end_event or 'eigen termijn per oplossing'}{start}"
    end = f", {_until(term.end_event)}" if term.end_event else ""
    return f"termijn niet vastgelegd{start}{end}"


def _until(event: str) -> str:
    return event if event.lower().startswith(_OWN_START) else f"tot {event}"
