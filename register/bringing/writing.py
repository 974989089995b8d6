"""What was read into rows of a provider, or all that is wrong with it: everything or nothing, and nothing overwritten
that the file does not say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from providers.choices import Voice
from providers.facts.source_text import MOST_BYTES
from providers.models import Provider, SourceDocument
from providers.reading.sheets import Grid

from ..models import Disclosure, ProcessingActivity
from ..models.activity import NUMBER
from .activity import ActivityRows
from .reading import Found, Kind
from .rows import Codes, WrongCellError, put
from .shared import Shared, is_outside
from .tables import as_text
from .words import squash

# Each takes some tens of milliseconds, and somebody waits.
MOST = 150
TOO_MANY = f"Dit zijn er meer dan {MOST}. Verdeel het bestand."
NO_TITLE = "overgeslagen: geen naam of titel"


@dataclass
class Outcome:
    """What became of one activity or party: nieuw, gewijzigd, gelijk, overgeslagen or fout, and why in lines."""

    found: Found
    standing: str
    lines: list[str] = field(default_factory=list)
    row: Any = None


@dataclass
class Report:
    """What writing did or would do, and the activities that an earlier file had and this one has not."""

    outcomes: list[Outcome]
    gone: list[ProcessingActivity]
    provider: Provider

    @property
    def is_wrong(self) -> bool:
        """Whether nothing may be kept."""
        return any(outcome.standing == "fout" for outcome in self.outcomes)

    def count(self, standing: str) -> int:
        """How many ended so."""
        return sum(outcome.standing == standing for outcome in self.outcomes)

    @property
    def counts(self) -> dict[str, int]:
        """The same for every standing there is."""
        names = ("nieuw", "gewijzigd", "gelijk", "overgeslagen", "fout")
        return {name: number for name in names if (number := self.count(name))}


class Writer:
    """Writes into one provider; `first_number` is the next free number of an activity."""

    def __init__(
        self, provider: Provider, sheets: Sequence[Grid], fingerprint: str, file: str, first_number: str
    ) -> None:
        self._provider, self._sheets, self._file = provider, sheets, file
        self._code = f"{provider.slug[:24]}-{fingerprint[:8]}"
        self._codes: dict[int, str] = {}
        prefix, _, number = first_number.partition("-")
        self._numbers = (f"{prefix}-{place:02d}" for place in range(int(number), 100_000))

    @transaction.atomic
    def write(self, found: Sequence[Found], kind: Kind, *, keep: bool) -> Report:
        """All of it when `keep` and nothing is wrong; else the same report, and nothing is kept."""
        self._keep_voice()
        self._documents({cell.sheet for item in found for cell, _ in item.cells})
        shared = Shared(self._provider, self._codes, found)
        stored = _Stored(self._provider, self._codes) if kind == Kind.ACTIVITIES else None
        outcomes = [self._outcome(item, shared, stored) for item in found]
        report = Report(outcomes, stored.left if stored else [], self._provider)
        if report.is_wrong or not keep:
            transaction.set_rollback(True)
        return report

    def _keep_voice(self) -> None:
        """A register of one's own stays that: a source document by itself would make it one that was taken over."""
        has_rows = ProcessingActivity.objects.filter(provider=self._provider).exists()
        if has_rows and self._provider.is_own and not self._provider.voice:
            self._provider.voice = Voice.OWN
            self._provider.save()

    def _documents(self, numbers: Iterable[int]) -> None:
        for number in sorted(numbers):
            name, rows = self._sheets[number - 1]
            code = self._code if number == 1 else f"{self._code}-{number}"
            document = SourceDocument.objects.filter(code=code).first() or SourceDocument(code=code)
            text = as_text(rows)
            document.provider, document.title = self._provider, f"{self._file}, blad {name}"[:300]
            document.text = text if len(text.encode()) <= MOST_BYTES else ""
            document.sha256, document.line_count = "", None
            document.full_clean()
            document.save()
            self._codes[number] = code

    def _outcome(self, found: Found, shared: Shared, stored: "_Stored | None") -> Outcome:
        if not found.title:
            return Outcome(found, "overgeslagen", [NO_TITLE])
        try:
            with transaction.atomic():
                if stored is None:
                    return _party(found, shared, self._codes)
                row = stored.like(found) or ProcessingActivity(provider=self._provider)
                row.number = row.number or _own_number(found, self._provider) or next(self._numbers)
                is_new = row.pk is None
                lines = ActivityRows(row, found, shared, self._codes).write()
        except WrongCellError as error:
            return Outcome(found, "fout", error.messages)
        return Outcome(found, "nieuw" if is_new else "gewijzigd" if lines else "gelijk", lines, row)


def _own_number(found: Found, provider: Provider) -> str:
    reference = found.values("activity").get("reference", "")
    match = NUMBER.match(reference)
    return reference if match and match["prefix"] == provider.prefix else ""


class _Stored:
    """The activities that are there: known by their number elsewhere or here, else by title in the same file."""

    def __init__(self, provider: Provider, codes: Codes) -> None:
        rows = list(ProcessingActivity.objects.filter(provider=provider))
        self._by_number = {row.reference: row for row in rows if row.reference} | {row.number: row for row in rows}
        self._by_title: dict[str, list[ProcessingActivity]] = defaultdict(list)
        own = set(codes.values())
        self.left = [row for row in rows if any(passage.document in own for passage in row.passages)]
        for row in self.left:
            self._by_title[squash(row.title)].append(row)

    def like(self, found: Found) -> ProcessingActivity | None:
        """The row for what was found; each is given once."""
        reference = found.values("activity").get("reference")
        titled = [row for row in self._by_title[squash(found.title)] if not (reference and row.reference)]
        row = self._by_number.get(reference or "") or next(iter(titled), None)
        for rows in (self._by_title[squash(found.title)], self.left):
            if row in rows:
                rows.remove(row)
        return row


def _party(found: Found, shared: Shared, codes: Codes) -> Outcome:
    """A line of a table of parties: who it is, and that it works for the whole provider."""
    first = next(iter(found.of("party")), None)
    if first is None:
        return Outcome(found, "overgeslagen", [NO_TITLE])
    transfer, agreement = found.values("transfer"), found.values("agreement")
    notes = [f"{part.heading}: {part.said.words}" for part in found.of("note")]
    about = [part.said.words for kind in ("service", "purpose") for part in found.of(kind)]
    values = {
        "country": ", ".join(transfer.get("countries") or first.said.values.get("country", [])),
        "description": "\n".join([*about, *filter(None, [found.values("activity").get("description")])]),
        "note": "\n".join(notes),
    }
    name = first.said.values["name"]
    cells = [cell for cell, _ in found.cells]
    lines = shared.parties.put(name, {column: value for column, value in values.items() if value}, cells)
    is_new = bool(lines) and lines[0] == f"ontvanger: {name}"
    recipient = shared.parties[name]
    identity = {
        "provider": shared.provider,
        "activity": None,
        "recipient": recipient,
        "role": first.said.values["role"],
    }
    link = Disclosure.objects.filter(**identity, condition="").first() or Disclosure(**identity)
    mechanism = transfer.get("mechanism") or first.said.values.get("mechanism", "")
    outside = {"transfer": "ja"} if is_outside(transfer.get("countries", [])) else {}
    lines += put(link, {**agreement, **outside, **({"mechanism": mechanism} if mechanism else {})}, cells, codes)
    return Outcome(found, "nieuw" if is_new else "gewijzigd" if lines else "gelijk", lines, recipient)
