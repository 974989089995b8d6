"""How many rows one form of the admin carries; longer lists of rows are shown in parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet, Value
from django.forms.models import _get_foreign_key
from django.http import HttpRequest

from .row_numbers import row_number

# A row has at most some twenty fields; the limits in the settings follow from this.
MOST_ROWS = 1000
# So many stored rows stand in a form at most: each takes some hundredths of a second, and more can be added.
_MOST_SHOWN = 400
_SIZES = (200, 100, 50, 15)


@dataclass(frozen=True)
class Part:
    """The rows of one inline that stand in this form."""

    name: str
    total: int
    size: int
    number: int

    @property
    def start(self) -> int:
        """The place of the row before the first one."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The first row, counted from one."""
        return self.start + 1

    @property
    def last(self) -> int:
        """The last row."""
        return min(self.start + self.size, self.total)

    @property
    def others(self) -> Iterator["Part"]:
        """Every part, to go to."""
        last = -(-self.total // self.size)
        return (Part(self.name, self.total, self.size, number) for number in range(1, last + 1))

    def of(self, rows: QuerySet, sent: Any, prefix: str) -> QuerySet:
        """The rows of this part; of a form that was sent those that stood in it."""
        if sent:
            count = min(row_number(sent.get(f"{prefix}-INITIAL_FORMS", "")) or 0, MOST_ROWS)
            numbers = [row_number(sent.get(f"{prefix}-{place}-id", "")) for place in range(count)]
            return rows.filter(pk__in=[number for number in numbers if number is not None])
        ordered = rows if rows.ordered else rows.order_by("pk")
        return rows.filter(pk__in=list(ordered.values_list("pk", flat=True)[self.start : self.start + self.size]))


class InParts(admin.ModelAdmin):
    """For pages with rows: more of them than a form carries are shown a part at a time."""

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[tuple[Any, Any]]:
        """Each formset, its inline told which part it shows, with no more new rows than can be sent."""
        found = list(super().get_formsets_with_inlines(request, obj))
        counts = self._counts(obj, [inline for _, inline in found])
        size = next((size for size in (MOST_ROWS, *_SIZES) if _shown(counts, size) <= _MOST_SHOWN), _SIZES[-1])
        room = MOST_ROWS - _shown(counts, size)
        for (formset, inline), total in zip(found, counts, strict=True):
            if total > size:
                name = f"{formset.get_default_prefix()}-deel"
                number = min(row_number(request.GET.get(name, "")) or 1, -(-total // size))
                inline.part = Part(name, total, size, max(number, 1))
            formset.max_num = min(formset.max_num, min(total, size) + room)
            yield formset, inline

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """With the rows of the part only."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if part := getattr(inline, "part", None):
            rows = kwargs["queryset"].filter(_below(obj, inline))
            kwargs["queryset"] = part.of(rows, kwargs.get("data"), prefix)
        return kwargs

    def _counts(self, row: Any, inlines: list[Any]) -> list[int]:
        """How many rows each inline has below a row that is stored: one query."""
        if row is None or row.pk is None or not inlines:
            return [0] * len(inlines)
        first, *others = (
            inline.model._base_manager.filter(_below(row, inline))
            .order_by()
            .annotate(place=Value(place))
            .values("place")
            .annotate(rows=Count("pk"))
            for place, inline in enumerate(inlines)
        )
        found = {item["place"]: item["rows"] for item in first.union(*others, all=True)}
        return [found.get(place, 0) for place in range(len(inlines))]


def _below(row: Any, inline: Any) -> Q:
    key = _get_foreign_key(type(row), inline.model, fk_name=inline.fk_name)
    return Q(**{key.attname: row.pk}) & Q(**getattr(inline, "narrowed", {}))


def _shown(counts: list[int], size: int) -> int:
    return sum(min(count, size) for count in counts)
