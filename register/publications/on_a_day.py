"""The register as it was on a day: the version in force then, or the draft as it stood when that day ended."""

from datetime import date, datetime, time

from django.utils import timezone

from providers.facts.days import HAPPENED, outside, read_day

from ..dossier.past import NothingYetError, recorded_from
from ..wording import date_words
from .editions import Choice, Published, draft_as_of, history_of


class NotThatDayError(ValueError):
    """There is no register of this day; the text says in Dutch why, and which day can be chosen."""


def choose_on(provider: int, version: str, text: str, now: datetime) -> Choice:
    """The version in force on a day written as 2026-12-01, or its draft (concept). Raises NotThatDayError."""
    if version not in ("", "concept"):
        raise NotThatDayError("Kies een dag of het nummer van een versie, niet allebei.")
    day = _asked(text, timezone.localdate(now))
    # Today has not ended yet.
    moment = min(_end_of(day), now)
    return _draft(provider, day, moment) if version else _in_force(provider, day, moment)


def moment_of(text: str, now: datetime) -> datetime:
    """A moment written as 2026-12-01T09:30+01:00, the end of a day, or now. Raises NotThatDayError for the future."""
    if "T" not in (asked := text.strip().replace(" ", "+")):
        return min(_end_of(_asked(text, timezone.localdate(now))), now) if asked else now
    try:
        moment = datetime.fromisoformat(asked)
        moment = moment if moment.tzinfo else timezone.make_aware(moment)
        is_past = moment <= now
        # Whatever zone it was written in, its day has to be one that a calendar has here.
        timezone.localtime(moment)
    except (ValueError, OverflowError) as error:
        raise NotThatDayError(f"“{text}” is geen moment; schrijf bijvoorbeeld 2026-12-01T09:30:00+01:00.") from error
    if not is_past:
        raise NotThatDayError("Dit moment ligt in de toekomst.")
    return moment


def said_of(choice: Choice) -> str:
    """What somebody sees who asked for a day; nothing for who did not."""
    if choice.on is None:
        return ""
    day = date_words(choice.on)
    if not isinstance(choice, Published):
        return f"Concept zoals het op {day} was."
    number, ended = choice.publication.number, choice.history.in_force
    if ended and ended.is_withdrawal:
        gone = f"Op {day} was dit register ingetrokken, met versie {ended.number}."
        return f"{gone} Dit is versie {number}, van daarvoor."
    return f"Versie {number}, van kracht op {day}."


def _asked(text: str, today: date) -> date:
    try:
        day = read_day(text)
    except ValueError as error:
        raise NotThatDayError(f"Dag: {error}") from error
    if day > today:
        last = date_words(today)
        raise NotThatDayError(f"Dag: {date_words(day)} ligt in de toekomst; kies een dag tot en met vandaag, {last}.")
    if problem := outside(day, HAPPENED, today):
        raise NotThatDayError(f"Dag: {problem}")
    return day


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _draft(provider: int, day: date, moment: datetime) -> Choice:
    try:
        return draft_as_of(provider, moment, on=day)
    except NothingYetError as error:
        first = recorded_from(provider)
        problem = f"Op {date_words(day)} stond deze aanbieder nog niet in het register."
        if first is None:
            raise NotThatDayError(f"{problem} Er is geen geschiedenis bewaard.") from error
        start = date_words(timezone.localdate(first))
        raise NotThatDayError(f"{problem} De eerste dag die u kunt kiezen is {start}.") from error


def _in_force(provider: int, day: date, moment: datetime) -> Choice:
    history = history_of(provider, day, known=moment)
    if history.shown:
        return Published(history, history.shown, on=day)
    first = history_of(provider, day).public_from
    since = f"De eerste geldt vanaf {date_words(first)}" if first else "Er is er nog geen gepubliceerd"
    problem = f"Op {date_words(day)} was nog geen versie van kracht."
    raise NotThatDayError(f"{problem} {since}. Kies een andere dag, of het concept zoals het toen was.")
