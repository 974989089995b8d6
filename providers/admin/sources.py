"""Sources in the admin: from a row to its lines with their heading, and from a document to rows."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..facts.base import Fact, provider_of
from ..facts.sources import Passage, names_document, read_source
from ..models import SourceDocument

NO_SOURCE = "Nog niet vastgelegd"


class Known(NamedTuple):
    """A document: its provider and title, and its headings in the order of their lines."""

    provider: int
    slug: str
    title: str
    headings: list[tuple[int, str]]


class Headings:
    """The headings of all documents, read in two queries the first time they are needed."""

    @cached_property
    def _documents(self) -> dict[str, Known]:
        rows = SourceDocument.objects.select_related("provider").defer("text").prefetch_related("headings")
        return {
            row.code: Known(
                row.provider_id,
                row.provider.slug,
                row.title,
                sorted((item.line, item.title) for item in row.headings.all()),
            )
            for row in rows
        }

    def describe(self, row: Fact) -> SafeString:
        """Where a row was found, one place below the other, each linked to what can be read of it."""
        parts = read_source(row.source)
        if not parts:
            return format_html("{}", NO_SOURCE)
        return format_html_join(SafeString("<br>"), "{}", ((self._place(part, row),) for part in parts))

    def _place(self, part: Passage | str, row: Fact) -> SafeString:
        if isinstance(part, Passage):
            return self._passage(part)
        own = provider_of(row) or row.pk
        named = (
            code
            for code, known in self._documents.items()
            if known.provider == own and names_document(part, code, known.title)
        )
        return self._link(code, "", part) if (code := next(named, None)) else format_html("{}", part)

    def _passage(self, passage: Passage) -> SafeString:
        """“000, Bewaartermijnen, regel 53”, linked to the line when the document is known."""
        text = ", ".join(filter(None, [passage.document, self._above(passage), lines(passage)]))
        if passage.document not in self._documents:
            return format_html("{} (onbekend document)", text)
        return self._link(passage.document, passage.address, text)

    def _link(self, code: str, place: str, text: str) -> SafeString:
        address = reverse("source", args=[self._documents[code].slug, code])
        return format_html('<a href="{}{}">{}</a>', address, place, text)

    def _above(self, passage: Passage) -> str:
        known = self._documents.get(passage.document)
        headings = known.headings if known else []
        place = bisect_right([line for line, _ in headings], passage.first)
        return headings[place - 1][1] if place else ""


def headings_of(request: HttpRequest) -> Headings:
    """One reader of headings for each request, whatever number of rows it shows."""
    known = request.__dict__
    if "source_headings" not in known:
        known["source_headings"] = Headings()
    return known["source_headings"]


def lines(passage: Passage) -> str:
    """“regel 53”, “regels 56-57” or “regel 15, kolom 2”."""
    one = passage.first == passage.last
    found = f"regel {passage.first}" if one else f"regels {passage.first}-{passage.last}"
    return f"{found}, kolom {passage.cell}" if passage.cell else found


@dataclass(frozen=True)
class Use:
    """One row that was taken from some lines of a document."""

    first: int
    lines: str
    kind: str
    text: str
    address: str | None


def uses_of(document: SourceDocument, site: AdminSite) -> list[Use]:
    """Every row of every kind that names this document, in order of lines; a query per kind."""
    places = EditPlaces(site)
    found = [use for model in fact_models() for use in _uses_in(model, document, places)]
    return sorted(found, key=lambda use: (use.first, use.kind, use.text))


def fact_models() -> Iterator[type[Fact]]:
    """All models whose rows can name a source."""
    for model in apps.get_models():
        if issubclass(model, Fact) and not model._meta.proxy:
            yield model


def _uses_in(model: type[Fact], document: SourceDocument, places: "EditPlaces") -> Iterable[Use]:
    related = [field.name for field in model._meta.fields if field.is_relation]
    named = models.Q(source__icontains=document.code) | models.Q(source__icontains=document.title)
    for row in model.objects.filter(named).select_related(*related):
        is_own = (provider_of(row) or row.pk) == document.provider_id
        use = partial(Use, kind=str(model._meta.verbose_name), text=str(row), address=places.of(row))
        for part in read_source(row.source):
            if isinstance(part, Passage):
                if part.document == document.code:
                    yield use(part.first, lines(part))
            elif is_own and names_document(part, document.code, document.title):
                yield use(0, part)


class EditPlaces:
    """Where a row is edited: on a page of its own, or on the page that has it as an inline."""

    def __init__(self, site: AdminSite) -> None:
        self._pages = {model: page for model, page in site._registry.items() if not model._meta.proxy}
        self._parents: dict[type[models.Model], list[tuple[str, str, str]]] = {}
        for parent, page in site._registry.items():
            for inline in page.inlines:
                key = _get_foreign_key(parent, inline.model, fk_name=inline.fk_name)
                place = (view_name(parent), key.attname, key.remote_field.get_accessor_name())
                self._parents.setdefault(inline.model, []).append(place)
                if nested := getattr(inline, "nested", None):
                    key = _get_foreign_key(inline.model, nested)
                    self._parents.setdefault(nested, []).append((view_name(inline.model), key.attname, ""))

    def of(self, row: models.Model) -> str | None:
        """Address of the page on which the row can be changed."""
        if type(row) in self._pages:
            return reverse(view_name(type(row)), args=[row.pk])
        # A row of one activity belongs on that page, though its provider has a page too.
        places = sorted(self._parents.get(type(row), ()), key=lambda place: place[1] == "provider_id")
        for name, attribute, _ in places:
            if parent := getattr(row, attribute):
                return reverse(name, args=[parent])
        return None

    def on_provider(self, model: type[models.Model], provider: models.Model) -> str | None:
        """Address of the form that has the rows of this model which are of a provider as a whole, at those rows."""
        for name, attribute, group in self._parents.get(model, ()):
            if attribute == "provider_id":
                return f"{reverse(name, args=[provider.pk])}#{group}-group"
        return None


def view_name(model: type[models.Model]) -> str:
    """Name of the address at which a row of this model is changed."""
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
