"""What a form asks depends on whether facts were taken over from a text, or are the provider's own."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest

from ..facts.base import Fact, owner_row
from ..facts.help import register_only
from ..models import Provider

NOTE = "Overgenomen uit een tekst: leg vast wat er staat; wat er niet staat blijft open."
_SOURCE = {
    True: register_only("Waar dit feit uit blijkt, bijvoorbeeld “Algemene voorwaarden, artikel 4”."),
    False: register_only("Document, regels en zo nodig kolom waaruit dit komt, zoals “000 r53; 004 r15 k2”."),
}


def is_own(request: HttpRequest, row: Any) -> bool:
    """Whether the register in which a row stands is the provider's own; asked once for each request."""
    if row is None or not isinstance(provider := owner_row(row), Provider):
        return False
    known = request.__dict__.setdefault("own_registers", {})
    if provider.pk not in known:
        known[provider.pk] = provider.is_own
    return known[provider.pk]


def note_for(request: HttpRequest, row: Any) -> str:
    """What stands above the form of a fact that was taken over."""
    return NOTE if isinstance(row, Fact) and not is_own(request, row) else ""


def fields_for(request: HttpRequest, model: type[Any], row: Any, fieldsets: Iterable[Any]) -> Iterable[Any]:
    """The fieldsets without what only a text can answer, when there is none; what is recorded there stays."""
    hidden = getattr(model, "for_texts", ())
    if not hidden or not is_own(request, row):
        return fieldsets
    return [(title, {**options, "fields": tuple(_left(options["fields"], hidden))}) for title, options in fieldsets]


def explain_source(request: HttpRequest, form: type[ModelForm], row: Any) -> None:
    """Let the field for the source say what may be typed in this register."""
    fields: Any = form.base_fields
    if row is not None and "source" in fields:
        fields["source"].help_text = _SOURCE[is_own(request, row)]


def _left(lines: Iterable[Any], hidden: tuple[str, ...]) -> Iterator[Any]:
    for line in lines:
        names = (line,) if isinstance(line, str) else line
        if kept := tuple(name for name in names if name not in hidden):
            yield kept
