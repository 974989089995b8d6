"""From a file that somebody gives to rows: kept while it is looked at, then written, or taken back."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from providers.models import Provider
from providers.reading.reader import read
from providers.reading.tables import FormatError

from ..models import BroughtTable, HeadingSet
from .reading import Found, Kind, columns_of, kind_of_table, read_table, tidy
from .shared import vocabulary
from .tables import Direction, Shape, Table, proposed, table_of
from .words import squash
from .writing import MOST, TOO_MANY, Report, Writer

KEPT = timedelta(days=7)
# By how a file is called; what is pasted is text.
KINDS = {"xlsx": "xlsx", "ods": "ods", "json": "json", "html": "html", "htm": "html", "csv": "csv"}
KINDS |= {"tsv": "csv", "txt": "html"}


def bring(owner: Any, file: str, kind: str, data: bytes, **target: Any) -> BroughtTable:
    """Keep what a file holds, in the shape that is proposed for it. Raises FormatError for what cannot be read."""
    BroughtTable.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
    sheets = read(f"sheets-{kind}", data)
    if not any(rows for _, rows in sheets):
        raise FormatError("Dit bestand is leeg.")
    shape = proposed(sheets)
    return BroughtTable.objects.create(
        owner=owner, file=file, sheets=sheets, sheet=shape.sheet, head=shape.head, direction=shape.direction, **target
    )


class Brought:
    """A kept table, read as its shape and what is remembered of its headings say."""

    def __init__(self, kept: BroughtTable) -> None:
        self.kept = kept

    @cached_property
    def table(self) -> Table:
        """The headings and lines."""
        kept = self.kept
        return table_of(kept.sheets, Shape(kept.sheet, kept.head, Direction(kept.direction)))

    @cached_property
    def memory(self) -> HeadingSet:
        """What is remembered for these headings; not stored before something was chosen."""
        fingerprint = self.table.fingerprint
        stored = HeadingSet.objects.filter(fingerprint=fingerprint).first()
        return stored or HeadingSet(fingerprint=fingerprint)

    @property
    def columns(self) -> dict[int, str]:
        """The field of each heading."""
        return columns_of(self.table, self.memory.columns)

    @property
    def kind(self) -> Kind:
        """What a line is."""
        return Kind(self.memory.kind) if self.memory.kind else kind_of_table(self.columns)

    @cached_property
    def found(self) -> list[Found]:
        """What the lines say."""
        return read_table(self.table, self.columns, self.kind, self.memory.values, vocabulary())

    def choose(self, columns: dict[int, str], kind: str) -> None:
        """Remember the fields of these headings."""
        self.memory.columns = {squash(self.table.headings[number]): field for number, field in columns.items()}
        self.memory.kind = kind
        self.memory.save()

    def correct(self, heading: str, before: str, after: str) -> None:
        """Remember what a cell means below a heading; the text as it stood means itself again."""
        values = self.memory.values.setdefault(squash(heading), {})
        if tidy(before) == tidy(after) and before.strip() == after.strip():
            values.pop(tidy(before), None)
        else:
            values[tidy(before)] = after.strip() or "-"
        self.memory.save()

    def write(self, first_number: str, *, keep: bool) -> Report:
        """Write everything, or nothing when something is wrong or `keep` is false. Raises ValidationError."""
        if len(self.found) > MOST:
            raise ValidationError(TOO_MANY)
        with transaction.atomic():
            provider = self.kept.provider or self._new_provider()
            kept, table = self.kept, self.table
            writer = Writer(provider, kept.sheets, table.fingerprint, kept.file, first_number)
            report = writer.write(self.found, self.kind, keep=keep)
            if report.is_wrong or not keep:
                transaction.set_rollback(True)
            else:
                kept.delete()
        return report

    def _new_provider(self) -> Provider:
        name = self.kept.name
        provider = Provider(name=name, slug=slugify(name)[:60], prefix=self.kept.prefix)
        provider.full_clean()
        provider.save()
        return provider
