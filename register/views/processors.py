"""Who works with data for a provider, and the changes that were announced: a page, a feed and a calendar."""

from dataclasses import dataclass
from datetime import UTC

from django.http import HttpRequest, HttpResponse

from register.addresses import whole
from register.marking import label, own
from register.models import Publication
from register.publications.editions import History, readable_dossier
from register.publications.shielding import check_open
from register.statement.address_form import Say
from register.statement.processors import Change, Processors, changes, processors
from register.wording import date_words, sentence

from .answers import html_answer, public_history, public_page, public_version
from .feeds import CALENDAR, atom, calendar, entry_id


@dataclass(frozen=True)
class Told:
    """What one version says of them, and what that changes."""

    publication: Publication
    processors: Processors
    changes: tuple[Change, ...]

    @property
    def sentence(self) -> str:
        """The change in a few words, in Dutch."""
        found = (f"{item.kind.value}: {item.processor.name}" for item in self.changes)
        return sentence(f"Vanaf {date_words(self.publication.valid_from)}: {'; '.join(found)}")

    @property
    def anchor(self) -> str:
        """Where the page tells of it."""
        return f"versie-{self.publication.number}"


@public_page
def page(request: HttpRequest, provider: str) -> HttpResponse:
    """Those of the version in force with the first version that named each, and what will change."""
    shown = public_version(provider)
    check_open(shown.publication)
    history, told = shown.history, _told(shown.history)
    current = next(item for item in told if item.publication == shown.publication)
    since = {found.key: item for item in reversed(told) for found in item.processors.all}
    announced = _announced(history, told)
    say = Say()
    return html_answer(
        "public/processors.html",
        ("processors", provider),
        name=own(history.name),
        slug=provider,
        is_active=history.is_active,
        publication=current.publication,
        on_request=current.processors.on_request,
        objections=current.processors.objections,
        rows=[(item, _since(say, since[item.key])) for item in current.processors.all],
        day=date_words(current.publication.valid_from),
        announced=[(item, date_words(item.publication.valid_from), _named(item)) for item in announced],
    )


@public_page
def feed(request: HttpRequest, provider: str) -> HttpResponse:
    """The announced changes and those that came true, newest first."""
    history = public_history(provider)
    told = [item for item in _told(history) if item.changes]
    address = whole("processors", provider)
    rows = [
        {
            "title": f"Versie {item.publication.number}, geldig vanaf {date_words(item.publication.valid_from)}",
            "link": f"{address}#{item.anchor}",
            "description": item.sentence,
            "unique_id": entry_id(item.publication, "subverwerkers"),
            "updateddate": item.publication.made_at,
        }
        for item in reversed(told)
    ]
    made = max(item.made_at for item in history.publications)
    title = f"Verwerkers en subverwerkers van {history.name}"
    return atom(title, address, whole("processors_atom", provider), rows, made)


@public_page
def ics(request: HttpRequest, provider: str) -> HttpResponse:
    """The days on which an announced change starts, for a calendar."""
    history = public_history(provider)
    events = [
        {
            "UID": entry_id(item.publication, "subverwerkers"),
            "DTSTAMP": item.publication.made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"),
            "DTSTART;VALUE=DATE": item.publication.valid_from.strftime("%Y%m%d"),
            "SUMMARY": f"Andere verwerkers bij {history.name}",
            "DESCRIPTION": item.sentence,
            "URL": f"{whole('processors', provider)}#{item.anchor}",
        }
        for item in _announced(history, _told(history))
    ]
    return HttpResponse(calendar(events), content_type=CALENDAR)


def _announced(history: History, told: list[Told]) -> list[Told]:
    return [item for item in told if item.changes and item.publication.valid_from > history.day]


def _told(history: History) -> list[Told]:
    """Each version that anybody may read and that counts, counted or will count, oldest first, in one query."""
    count = {item.pk for item in history.publications if item.number not in history.skipped and not item.is_withdrawal}
    found: list[Told] = []
    for row in Publication.objects.filter(pk__in=count).with_shielding().defer("findings").order_by("number"):
        if (dossier := readable_dossier(row)) is not None:
            now = processors(dossier)
            found.append(Told(row, now, changes(found[-1].processors, now) if found else ()))
    return found


def _named(told: Told) -> list[tuple[str, Change]]:
    return [(label(item.kind), item) for item in told.changes]


def _since(say: Say, told: Told) -> str:
    day = date_words(told.publication.valid_from)
    return say("versie {number}, {day}", number=told.publication.number, day=day)
