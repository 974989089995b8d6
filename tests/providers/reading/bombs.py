"""Files of at most some megabytes that cost an unprepared reader minutes and gigabytes."""

import io
import json
import zipfile
from collections.abc import Callable

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODS = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for key, name in (("t", "table"), ("x", "text"), ("o", "office"))
)
NAMES = ("sharedStrings", "styles")


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method, compresslevel=9) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def xlsx(sheet: str = "", book: str = "", **parts: str) -> bytes:
    """A workbook of Excel with these insides: of its sheet, its list of sheets, styles=… and sharedStrings=…."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{name}" Target="{name}.xml"/>' for name in NAMES if name in parts
    )
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}">{book}<sheets>'
            '<sheet name="Rijen" sheetId="1" r:id="een"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="een" Type="{_RELATION}/worksheet" '
            f'Target="worksheets/sheet1.xml"/>{relations}</Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}">{sheet}</worksheet>',
            **{f"xl/{name}.xml": text for name, text in parts.items()},
        }
    )


def rows(inside: str) -> str:
    return f"<sheetData>{inside}</sheetData>"


def ods(inside: str, before: str = "") -> bytes:
    """A workbook of LibreOffice; t, x and o are the prefixes."""
    return zipped({"content.xml": f"<o:document {_ODS}>{before}<t:table>{inside}</t:table></o:document>"})


def ods_row(cells: str, attributes: str = "") -> str:
    return f"<t:table-row{attributes}>{cells}</t:table-row>"


def ods_cell(text: str, attributes: str = "") -> str:
    return f"<t:table-cell{attributes}><x:p>{text}</x:p></t:table-cell>"


def _attributes(count: int) -> str:
    return " ".join(f'a{number}="x"' for number in range(count))


def _nested(count: int, tag: str) -> str:
    return f"<{tag}>" * count + f"</{tag}>" * count


def _lzma() -> bytes:
    return zipped({"content.xml": " " * 40_000_000}, zipfile.ZIP_LZMA)


def _lying() -> bytes:
    """A part that says it has ten bytes."""
    data = ods("<t:table-row/>" * 3_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("content.xml").file_size
    return data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))


def _yaml(inside: str) -> bytes:
    return f"- model: x\n  fields:\n{inside}".encode()


_MANY = "meer dan 500000 onderdelen"
_LARGE = "uitgepakt te groot"

# Name: the kind of file, how it is made, and a part of what its message says.
BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "9.9 million styles": (
        "xlsx",
        lambda: xlsx(styles=f"<styleSheet><cellXfs>{'<xf/>' * 9_900_000}</cellXfs></styleSheet>"),
        _MANY,
    ),
    "number formats": (
        "xlsx",
        lambda: xlsx(
            styles="".join(["<s>", *(f'<numFmt numFmtId="{n}" formatCode="{n}"/>' for n in range(2000)), "</s>"])
        ),
        "meer dan 1000 getalnotaties",
    ),
    "9 million texts": ("xlsx", lambda: xlsx(sharedStrings=f"<sst>{'<si/>' * 9_000_000}</sst>"), _MANY),
    "endless texts": (
        "xlsx",
        lambda: xlsx(sharedStrings=f"<sst>{('<si><t>' + 'a' * 100_000 + '</t></si>') * 400}</sst>"),
        _LARGE,
    ),
    "one text in each cell": (
        "xlsx",
        lambda: xlsx(
            rows(("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>") * 2000),
            sharedStrings=f"<sst><si><t>{'a ' * 1000}</t></si></sst>",
        ),
        _LARGE,
    ),
    "sheets": ("xlsx", lambda: xlsx(book="<sheet/>" * 5_000_000), _MANY),
    "defined names": ("xlsx", lambda: xlsx(book="<definedName/>" * 3_000_000), _MANY),
    "merged cells": (
        "xlsx",
        lambda: xlsx("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 2_000_000 + "</mergeCells>"),
        _MANY,
    ),
    "relations": (
        "xlsx",
        lambda: zipped({"xl/workbook.xml": "<a/>", "xl/_rels/workbook.xml.rels": f"<a>{'<b/>' * 9_000_000}</a>"}),
        _MANY,
    ),
    "comments": ("xlsx", lambda: xlsx(comments1="<a>" + "<comment/>" * 5_500_000 + "</a>"), _LARGE),
    "empty rows": ("xlsx", lambda: xlsx(rows("<row/>" * 8_000_000)), _MANY),
    "empty cells": ("xlsx", lambda: xlsx(rows(f"<row>{'<c/>' * 10_000_000}</row>")), "meer dan 100 kolommen"),
    "far row": (
        "xlsx",
        lambda: xlsx(rows('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "meer dan 2000 rijen",
    ),
    "endless number": (
        "xlsx",
        lambda: xlsx(rows(f"<row><c><v>{'9' * 2_000_000}</v></c></row>")),
        "Rij 1, kolom A: “9999",
    ),
    "number without an end": (
        "xlsx",
        lambda: xlsx(rows("<row><c><v>1e999</v></c></row>")),
        "Rij 1, kolom A: “1e999” is geen getal",
    ),
    "endless cell": (
        "xlsx",
        lambda: xlsx(rows(f'<row><c t="inlineStr"><is><t>{"a" * 4_000_000}</t></is></c></row>')),
        "Rij 1, kolom 1: een cel heeft ten hoogste 131072 tekens",
    ),
    "tag of 4096 attributes": ("xlsx", lambda: xlsx(f"<a {_attributes(4096)}/>" * 500), "meer dan 200 kenmerken"),
    "800,000 attributes": ("xlsx", lambda: xlsx(f"<a {_attributes(800_000)}/>"), "langer is dan 1000000 bytes"),
    "comment of 40 MB": ("xlsx", lambda: xlsx(f"<!--{'a' * 40_000_000}-->"), "langer is dan 1000000 bytes"),
    "deep": ("xlsx", lambda: xlsx(_nested(2_000_000, "a")), "niveaus diep"),
    "million laughs": (
        "xlsx",
        lambda: zipped({"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "beschadigd",
    ),
    "long namespace": (
        "ods",
        lambda: ods(f'<z:a xmlns:z="{"z" * 60_000}">{"<z:b/>" * 900_000}</z:a>'),
        "meer dan 500 tekens",
    ),
    "names": ("ods", lambda: ods("".join(f"<n{number}/>" for number in range(3_000_000))), _MANY),
    "11 million unknown elements": ("ods", lambda: ods("", "<a/>" * 11_000_000), _MANY),
    "2.6 million rows": ("ods", lambda: ods("<t:table-row/>" * 2_600_000), _MANY),
    "one row repeated": (
        "ods",
        lambda: ods(ods_row(ods_cell("a"), ' t:number-rows-repeated="2600000"')),
        "meer dan 2000 rijen",
    ),
    "one cell repeated": (
        "ods",
        lambda: ods(ods_row(ods_cell("a", ' t:number-columns-repeated="16384"'))),
        "meer dan 100 kolommen",
    ),
    "repeated text": ("ods", lambda: ods(ods_row(ods_cell("a" * 30_000), ' t:number-rows-repeated="2000"')), _LARGE),
    "spaces": ("ods", lambda: ods(ods_row(ods_cell('<x:s x:c="999999999"/>'))), _LARGE),
    "part that lies about its size": ("ods", _lying, "beschadigd"),
    "zip in another way": ("ods", _lzma, "beschadigd"),
    "60 MB": ("ods", lambda: zipped({"content.xml": " " * 60_000_000}), _LARGE),
    "many parts": ("ods", lambda: zipped({f"p{number}": "" for number in range(40_000)}), "meer dan 2000 onderdelen"),
    "1.6 million objects": ("json", lambda: f"[{'{},' * 1_600_000}{{}}]".encode(), "meer dan 2000 rijen"),
    "lists": ("json", lambda: f"[{'[],' * 1_600_000}[]]".encode(), "lijst van rijen met namen"),
    "one object": ("json", lambda: json.dumps([{str(n): 1 for n in range(350_000)}]).encode(), "meer dan 100 kolommen"),
    "deep lists": ("json", lambda: b"[" * 4_000_000, "json-bestand is niet leesbaar"),
    "digits": ("json", lambda: b'[{"a": ' + b"9" * 4_000_000 + b"}]", "een cel heeft ten hoogste 131072 tekens"),
    "separators": ("csv", lambda: b";" * 4_900_000, "meer dan 100 kolommen"),
    "columns": ("csv", lambda: b"a;" * 2_400_000, "meer dan 100 kolommen"),
    "lines": ("csv", lambda: b"a\n" * 2_400_000, "meer dan 2000 rijen"),
    "empty lines": ("csv", lambda: b"\n" * 4_900_000, "leeg"),
    "endless cell of a csv": (
        "csv",
        lambda: b"a\n" + b"b" * 4_000_000,
        "Rij 2: een cel heeft ten hoogste 131072 tekens",
    ),
    "quotes": ("csv", lambda: b'a\n"' + b'""' * 2_000_000, "Rij 2: een cel heeft ten hoogste 131072 tekens"),
    "150,000 anchors": (
        "yaml",
        lambda: _yaml("".join(f"    a{number}: &b{number} c\n" for number in range(150_000))),
        "verwijzingen (& en *)",
    ),
    "laughs": (
        "yaml",
        lambda: b"- &a [x]\n" + b"".join(b"- &a [*a, *a, *a, *a, *a, *a, *a, *a]\n" for _ in range(20)),
        "verwijzingen (& en *)",
    ),
    "keys": (
        "yaml",
        lambda: _yaml("".join(f"    a{number}: 1\n" for number in range(400_000))),
        "meer dan 300000 onderdelen",
    ),
    "sequences": ("yaml", lambda: b"- []\n" * 900_000, "meer dan 300000 onderdelen"),
    "deep sequences": ("yaml", lambda: b"[" * 4_000_000, "niveaus diep"),
    "number of a million digits": (
        "yaml",
        lambda: b"- {model: x, fields: {a: " + b"9" * 1_000_000 + b"}}",
        "geen heel getal",
    ),
    "sexagesimal number": (
        "yaml",
        lambda: b"- {model: x, fields: {a: 1" + b":1" * 1_000_000 + b"}}",
        "geen heel getal",
    ),
}
