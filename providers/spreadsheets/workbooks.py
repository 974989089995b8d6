"""Workbooks to download, in which every cell is text; written row by row, so that memory does not follow the rows."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

# No XML holds these; no fact does either.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A width in characters; wider texts are wrapped.
WIDEST, NARROWEST = 100, 10
# Rows below the last one in which a list still helps.
ROOM = 500


@dataclass(frozen=True)
class Choice:
    """What may be chosen in a column: a part of a column of another sheet. `only` refuses everything else."""

    sheet: str
    column: int
    first: int
    last: int
    only: bool = False

    @property
    def cells(self) -> str:
        """As a formula names them."""
        letters = xlsxwriter.utility.xl_col_to_name(self.column)
        return f"'{self.sheet}'!${letters}${self.first}:${letters}${self.last}"


@dataclass(frozen=True)
class Sheet:
    """A table: its heads, below which a hidden row may hold names that a program knows columns by, and its rows.

    The first `frozen` columns stay in sight; `choices` are by number of the column.
    """

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    names: Sequence[str] = ()
    frozen: int = 0
    widths: Mapping[int, int] = field(default_factory=dict)
    choices: Mapping[int, Choice] = field(default_factory=dict)
    is_hidden: bool = False

    @property
    def top(self) -> int:
        """How many rows stand above the first one."""
        return 2 if self.names else 1

    def width(self, column: int) -> int:
        """In characters."""
        return min(WIDEST, max(NARROWEST, len(self.heads[column]) + 2, self.widths.get(column, 0)))


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook for Excel."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        styles = {name: book.add_format(style) for name, style in _STYLES.items()}
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, styles)
    return stream.getvalue()


_CELL = {"num_format": "@", "text_wrap": True, "valign": "top"}
_STYLES = {"cell": _CELL, "head": {**_CELL, "bold": True, "bg_color": "#E8EEF4", "bottom": 1}}


def _fill(page: Any, sheet: Sheet, styles: Mapping[str, Any]) -> None:
    if sheet.is_hidden:
        page.hide()
    for column in range(len(sheet.heads)):
        page.set_column(column, column, sheet.width(column), styles["cell"])
    _write_row(page, 0, sheet.heads, styles["head"])
    if sheet.names:
        page.set_row(1, None, None, {"hidden": True})
        _write_row(page, 1, sheet.names, styles["cell"])
    number = sheet.top - 1
    for number, row in enumerate(sheet.rows, start=sheet.top):
        _write_row(page, number, row, styles["cell"])
    page.freeze_panes(sheet.top, sheet.frozen)
    for column, choice in sheet.choices.items():
        rule = {"validate": "list", "source": f"={choice.cells}", "error_type": "stop" if choice.only else "warning"}
        page.data_validation(sheet.top, column, number + ROOM, column, rule)


def _write_row(page: Any, number: int, row: Sequence[Any], style: Any) -> None:
    for column, value in enumerate(row):
        if value not in ("", None):
            page.write_string(number, column, str(value), style)


_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_SHORT = {"fo": "xsl-fo-compatible"} | {
    name: name for name in ("office", "table", "text", "style", "config", "manifest")
}
_NAMESPACES = " ".join(
    [
        *(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in _SHORT.items()),
        # Conditions and settings are told in words of these.
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:ooo="http://openoffice.org/2004/office"',
    ]
)
_MANIFEST = (
    f'<manifest:manifest {_NAMESPACES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(sheets: Iterable[Sheet]) -> bytes:
    """A workbook for LibreOffice."""
    stream, known = io.BytesIO(), list(sheets)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("settings.xml", "".join(_settings(known)))
        with archive.open("content.xml", "w") as content:
            for piece in _content(known):
                content.write(piece.encode())
    return stream.getvalue()


def _content(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
    yield "<office:automatic-styles>"
    yield '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
    yield '</style:style><style:style style:name="cell" style:family="table-cell"><style:table-cell-properties '
    yield 'fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    yield '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" '
    yield 'fo:background-color="#e8eef4"/><style:text-properties fo:font-weight="bold"/></style:style>'
    for width in sorted({sheet.width(column) for sheet in sheets for column in range(len(sheet.heads))}):
        yield f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        yield f'style:column-width="{width * 0.2:.1f}cm"/></style:style>'
    yield "</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>"
    for sheet in sheets:
        yield from (_validation(sheet, column, choice) for column, choice in sheet.choices.items())
    yield "</table:content-validations>"
    for sheet in sheets:
        yield from _table(sheet)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _validation(sheet: Sheet, column: int, choice: Choice) -> str:
    cells = choice.cells.replace("!$", ".$").replace(":$", ":.$")
    condition = quoteattr(f"of:cell-content-is-in-list([${cells}])")
    return (
        f"<table:content-validation table:name={quoteattr(f'{sheet.name} {column}')} table:condition={condition} "
        'table:allow-empty-cell="true" table:display-list="unsorted"><table:error-message table:display="true" '
        f'table:message-type="{"stop" if choice.only else "warning"}"/></table:content-validation>'
    )


def _table(sheet: Sheet) -> Iterator[str]:
    style = ' table:style-name="hidden"' if sheet.is_hidden else ""
    yield f"<table:table table:name={quoteattr(sheet.name)}{style}>"
    for column in range(len(sheet.heads)):
        yield f'<table:table-column table:style-name="w{sheet.width(column)}" table:default-cell-style-name="cell"/>'
    yield _row(sheet.heads, "head")
    if sheet.names:
        yield _row(sheet.names, "cell").replace("<table:table-row", '<table:table-row table:visibility="collapse"', 1)
    rules = {
        column: f" table:content-validation-name={quoteattr(f'{sheet.name} {column}')}" for column in sheet.choices
    }
    for row in sheet.rows:
        yield _row(row, "cell", rules)
    if rules:
        yield _row([""] * len(sheet.heads), "cell", rules).replace(
            "<table:table-row", f'<table:table-row table:number-rows-repeated="{ROOM}"', 1
        )
    yield "</table:table>"


def _row(row: Iterable[Any], style: str, rules: Mapping[int, str] = {}) -> str:  # only read
    cells = "".join(_cell(value, style, rules.get(column, "")) for column, value in enumerate(row))
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(value: Any, style: str, rule: str) -> str:
    named = f'table:style-name="{style}"{rule}'
    if value in ("", None):
        return f"<table:table-cell {named}/>"
    lines = _NO_XML.sub("", str(value)).split("\n")
    paragraphs = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in lines)
    return f'<table:table-cell {named} office:value-type="string">{paragraphs}</table:table-cell>'


def _spaced(line: str) -> str:
    """Several spaces, and those at an end, count as one there unless they are told."""
    told = escape(line).replace("\t", "<text:tab/>")
    return re.sub("^ +| {2,}| +$", lambda found: f'<text:s text:c="{len(found[0])}"/>', told)


def _settings(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The heads and first columns stay in sight."""
    item = '<config:config-item config:name="{}" config:type="{}">{}</config:config-item>'
    yield f'<office:document-settings {_NAMESPACES} office:version="1.2"><office:settings>'
    yield '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
    yield f"<config:config-item-map-entry>{item.format('ViewId', 'string', 'view1')}"
    yield '<config:config-item-map-named config:name="Tables">'
    for sheet in sheets:
        yield f"<config:config-item-map-entry config:name={quoteattr(sheet.name)}>"
        for mode, position, split in (("Horizontal", "Right", sheet.frozen), ("Vertical", "Bottom", sheet.top)):
            if split:
                yield item.format(f"{mode}SplitMode", "short", 2)
                yield item.format(f"{mode}SplitPosition", "int", split)
                yield item.format(f"Position{position}", "int", split)
        yield item.format("ActiveSplitRange", "short", 3 if sheet.frozen else 2)
        yield "</config:config-item-map-entry>"
    yield "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
    yield "</config:config-item-set></office:settings></office:document-settings>"
