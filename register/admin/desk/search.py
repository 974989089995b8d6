"""One search over all facts that this person may see: where a word stands, and in which field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.db.models import Q

from providers.access import visible
from providers.admin.sources import EditPlaces
from providers.facts.searching import fold
from providers.facts.source_text import SourceTextField
from providers.models import Provider

# So many rows of one kind; who wants more types more.
MOST = 25
SHORTEST = 2
_AROUND = 60


@dataclass(frozen=True)
class Hit:
    """A row in which the words stand: the field, the text around them, whose row it is and where it is changed."""

    row: str
    field: str
    text: str
    provider: str
    address: str | None


@dataclass(frozen=True)
class Kind:
    """The rows of one kind; `is_cut` says that there are more."""

    name: str
    hits: list[Hit]
    is_cut: bool


def search(words: str, user: Any) -> list[Kind]:
    """Kinds of rows in which these words stand together, capitals and accents aside; a query per kind of row."""
    places = EditPlaces(admin.site)
    owners = dict(Provider.objects.for_user(user).values_list("pk", "name"))
    found = (_kind(model, words, user, (places, owners)) for model in apps.get_models() if _is_fact(model))
    return [kind for kind in found if kind.hits]


def _is_fact(model: Any) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute") and not model._meta.proxy


def _kind(model: Any, words: str, user: Any, around: tuple[EditPlaces, dict[int, str]]) -> Kind:
    name = str(model._meta.verbose_name_plural)
    if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
        return Kind(name, [], False)
    # What a row is called by files says least.
    texts = sorted(filter(_is_text, model._meta.fields), key=lambda field: field.name == "key")
    holds = Q(*(Q(**{f"{field.name}__icontains": words}) for field in texts), _connector=Q.OR)
    related = [field.name for field in model._meta.fields if field.is_relation]
    rows = list(visible(model._default_manager.filter(holds).select_related(*related), user)[: MOST + 1])
    hits = [hit for row in rows[:MOST] for hit in _hits(row, texts, words, *around)]
    return Kind(name, hits, len(rows) > MOST)


def _is_text(field: models.Field) -> bool:
    # The text of a source is no fact, and what is chosen from a list is found in that list.
    is_typed = isinstance(field, models.CharField | models.TextField) and not field.choices
    return is_typed and not isinstance(field, SourceTextField)


def _hits(row: Any, texts: list[Any], words: str, places: EditPlaces, owners: dict[int, str]) -> Iterator[Hit]:
    """The first field that holds the words says enough."""
    for field in texts:
        value = str(getattr(row, field.attname) or "")
        if fold(words) in fold(value):
            owner = getattr(row, "provider_id", None) or getattr(getattr(row, "activity", None), "provider_id", 0)
            yield Hit(str(row), str(field.verbose_name), _around(value, words), owners.get(owner, ""), places.of(row))
            return


def _around(text: str, words: str) -> str:
    """The words with what stands beside them, on one line."""
    line = " ".join(text.split())
    place = max(fold(line).find(fold(words)), 0)
    start, end = max(place - _AROUND, 0), place + len(words) + _AROUND
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
