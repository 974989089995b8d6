"""A workbook of whole providers: a sheet for each kind of row, what may be chosen beside it, and an explanation."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, zip_longest
from typing import Any

from django.db import models
from django.db.models import QuerySet

from providers.facts.recording import columns
from providers.models import Provider
from providers.spreadsheets.formats import csv_lines
from providers.spreadsheets.workbooks import Choice, Sheet, write_ods, write_xlsx

from ..dossier import TABLES, Dossier, read_tables
from ..dossier.tables import Tables
from .bringing import is_owned
from .facts import LEFT_OUT, Content, contents_of, contents_of_tables
from .sheets import EXPLANATION, LISTS, cells_of, columns_of, sheets

# Rows of other sheets that may be chosen, also those that are typed below the last one.
ROOM = 500
_TEXT_WIDTH, _WORD_WIDTH = 50, 24
EXPLAINED = """
Dit is het register van {names}, met een blad per soort gegeven. Niets is weggelaten, behalve de tekst van
brondocumenten, de geschiedenis en eerdere versies.

U kunt rijen wijzigen, toevoegen en weghalen, en het bestand daarna importeren in het beheer (“Werkmap”). Eerst ziet u
per rij wat er verandert; daarna beslist u.

Een rij die u weghaalt blijft in het register staan, tenzij u bij het importeren kiest dat zij verdwijnt.

Rij 2 van elk blad is verborgen en moet blijven: daaraan worden kolommen herkend. De koppen van rij 1 mag u veranderen,
kolommen mag u verplaatsen. Wat in een kolom staat die u weghaalt, blijft zoals het is.

Waar een keuze bestaat, biedt de cel een lijst. Een andere rij wijst u aan met haar sleutel of met haar naam; meer rijen
in één cel scheidt u met komma's. Een lege sleutel wordt bij het importeren gemaakt.

Een lege cel is: niet vastgelegd. Woorden die alle aanbieders delen kunt u toevoegen, maar hier niet veranderen.
"""


def workbook(contents: Iterable[Content], form: str, left_out: frozenset[str] = frozenset()) -> bytes:
    """The rows as xlsx, ods, or a zip with a csv for each sheet, without the columns of these fields."""
    rows: dict[Any, list[Content]] = defaultdict(list)
    for content in contents:
        rows[content.model].append(content)
    if form == "csv":
        return _zip(rows, left_out)
    made = [_explanation(rows[Provider]), *(_sheet(model, rows, left_out) for model in sheets()), _lists()]
    return write_xlsx(made) if form == "xlsx" else write_ods(made)


def of_dossier(dossier: Dossier, form: str) -> bytes:
    """The workbook of a version or a draft: without internal notes, which are in no Dossier."""
    return workbook(contents_of(dossier), form, LEFT_OUT)


def of_providers(numbers: Iterable[int], form: str) -> bytes:
    """The workbook that an officer edits: as it is now, with internal notes and every word there is to choose."""
    found = [contents_of_tables(tables) for tables in read_tables(list(numbers)).values()]
    # Each has all words.
    own = (content for contents in found for content in contents if is_owned(content.model))
    return workbook([*own, *contents_of_tables(_words())], form)


def empty(form: str) -> bytes:
    """The workbook in which a new provider is filled in, with every word there is to choose."""
    return workbook(contents_of_tables(_words()), form)


def _words() -> Tables:
    shared = {name: table.model for name, table in TABLES.items() if table.owner is None}
    return {name: list(QuerySet(model).order_by("key").values(*columns(model))) for name, model in shared.items()}


def _sheet(model: Any, rows: Mapping[Any, list[Content]], left_out: frozenset[str]) -> Sheet:
    found, providers = [item for item in columns_of(model) if item.field.name not in left_out], rows[Provider]
    only = providers[0].fields["slug"] if len(providers) == 1 else None
    return Sheet(
        sheets()[model],
        [column.head for column in found],
        (cells_of(found, content.fields, only) for content in rows[model]),
        names=[column.name for column in found],
        frozen=len([column for column in found if column.field.name in model.natural_fields[:2]]),
        widths={number: _width(column.field) for number, column in enumerate(found)},
        choices={n: choice for n, column in enumerate(found) if (choice := _choice(column.field, rows))},
    )


def _width(field: Any) -> int:
    return _TEXT_WIDTH if isinstance(field, models.TextField) else 0 if field.choices else _WORD_WIDTH


def _choice(field: Any, rows: Mapping[Any, list[Content]]) -> Choice | None:
    """What may be chosen in a column: a closed list, or the rows of another sheet by their keys."""
    if words := _options(field):
        place = _lists_of()[words]
        return Choice(LISTS, place, 2, len(words) + 1, only=True)
    target = field.related_model
    if field.many_to_many or target not in sheets():
        return None
    names = [column.field.name for column in columns_of(target)]
    return Choice(sheets()[target], names.index(target.natural_fields[-1]), 3, len(rows[target]) + 2 + ROOM)


def _options(field: Any) -> tuple[str, ...]:
    if isinstance(field, models.BooleanField):
        return ("ja", "nee")
    return tuple(str(words) for value, words in field.flatchoices if value) if field.choices else ()


@cache
def _lists_of() -> dict[tuple[str, ...], int]:
    """Every closed list once, and in which column of the sheet of lists it stands."""
    found = (_options(column.field) for model in sheets() for column in columns_of(model))
    return {words: number for number, words in enumerate(dict.fromkeys(filter(None, found)))}


def _lists() -> Sheet:
    lists = list(_lists_of())
    return Sheet(LISTS, [f"Lijst {number}" for number in range(1, len(lists) + 1)], zip_longest(*lists), is_hidden=True)


def _explanation(providers: Iterable[Content]) -> Sheet:
    names = ", ".join(str(content.fields["name"]) for content in providers) or "een nieuwe aanbieder"
    lines = EXPLAINED.format(names=names).strip().split("\n\n")
    return Sheet(EXPLANATION, ["Hoe dit bestand werkt"], ([" ".join(line.split())] for line in lines), widths={0: 100})


def _zip(rows: Mapping[Any, list[Content]], left_out: frozenset[str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for model, name in sheets().items():
            sheet = _sheet(model, rows, left_out)
            with archive.open(f"{name}.csv", "w") as file:
                for line in csv_lines(chain([sheet.heads, sheet.names], sheet.rows)):
                    file.write(line)
    return stream.getvalue()
