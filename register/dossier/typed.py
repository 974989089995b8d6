"""Which texts of a Dossier a provider typed, in Dutch whatever the language of the page."""

from functools import cache
from typing import Any, TypeVar

import msgspec
from django.db import models
from django.utils.translation import get_language

from providers.facts.several import SeveralField

from ..marking import ENGLISH, is_dutch, marked
from .tables import TABLE_OF, TABLES
from .types import Dossier, Word

T = TypeVar("T", bound=msgspec.Struct)

# Proper names and numbers belong to no language (WCAG 2.2, 3.1.2).
_NO_LANGUAGE = {
    "provider": {"slug", "prefix", "name", "website", "kvk", "kvk_place", "vat_number", "iban"},
    "entities": {"name", "kvk"},
    "trade_names": {"name"},
    "contact_points": {"value"},
    "activities": {"number"},
}


def with_marks(dossier: Dossier) -> Dossier:
    """The same Dossier with every typed text marked; as it is when the page is Dutch.

    On an English page a shared word has its English name, when there is one.
    """
    return dossier if is_dutch() else _marked(dossier)


def _marked(node: T) -> T:
    typed = typed_fields(type(node))
    changes: dict[str, Any] = {}
    if isinstance(node, Word) and node.name_en and get_language() == ENGLISH:
        typed, changes = typed - {"name"}, {"name": node.name_en}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, msgspec.Struct):
            changes[name] = _marked(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            changes[name] = tuple(map(_marked, value))
        elif value and name in typed:
            changes[name] = marked(value)
    return msgspec.structs.replace(node, **changes) if changes else node


@cache
def typed_fields(kind: type[msgspec.Struct]) -> frozenset[str]:
    """The fields in which people write words: no choices, no keys, no references."""
    table = TABLE_OF.get(kind)
    if table is None:
        return frozenset()
    left_out = _NO_LANGUAGE.get(table, set()) | {"key", "name_en"}
    fields = {field.name: field for field in TABLES[table].model._meta.concrete_fields}
    shown = (set(kind.__struct_fields__) & fields.keys()) - left_out
    return frozenset(name for name in shown if _is_text(fields[name]))


def _is_text(field: Any) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not isinstance(field, SeveralField)
    )
