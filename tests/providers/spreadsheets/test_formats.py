"""Files in and out, without a database: nothing lost, nothing run, nothing exploded."""

import io
import zipfile

import openpyxl
import pytest
import tablib

from providers.reading.ods import read_ods
from providers.reading.tables import FormatError
from providers.reading.xlsx import read_xlsx
from providers.spreadsheets.formats import FORMATS, Csv, Json, Ods, Xlsx
from tests.spreadsheets import zipped

TRICKY = [
    ["=1+1", "+31 88", "-5", "@x"],
    ["'=1", "'s avonds", "\ttab", "a;b,c"],
    ['zei "ja"', "regel een\nregel twee", "€ ï é", "0123"],
    ["twee  spaties", "nee", "", "x"],
    ["gelijk", "gelijk", "", ""],
    ["_x0041_", "a_x000D_b", "_x005F_", "46167"],
]
HEADERS = ["een", "twee", "drie", "vier"]


def by_kind(kind):
    return kind.name


@pytest.mark.parametrize("kind", FORMATS, ids=by_kind)
def test_values_come_back_as_they_were(kind):
    written = kind().export_data(tablib.Dataset(*TRICKY, headers=HEADERS))
    read = kind().create_dataset(written)
    assert read.headers == HEADERS
    assert [["" if cell is None else cell for cell in row] for row in read] == TRICKY


def test_workbook_has_no_formula():
    data = Xlsx().export_data(tablib.Dataset(*TRICKY, headers=HEADERS))
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data)).active for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_csv_quotes_what_a_spreadsheet_would_run():
    text = Csv().export_data(tablib.Dataset(*TRICKY, headers=HEADERS)).decode("utf-8-sig")
    assert text.splitlines()[1:3] == ["'=1+1;'+31 88;'-5;'@x", "''=1;'s avonds;'\ttab;\"a;b,c\""]


@pytest.mark.parametrize(
    "data",
    [
        "sleutel;naam\r\nx;Café\r\n".encode("utf-8-sig"),
        "sleutel;naam\nx;Café\n".encode(),
        "sleutel,naam\nx,Café\n".encode("cp1252"),
        "sleutel;naam\r\nx;Café\r\n".encode("cp1252"),
        "sleutel\tnaam\nx\tCafé\n".encode("utf-16"),
        "sep=;\r\nsleutel;naam\r\nx;Café\r\n".encode(),
        'sep=,\n"sleutel","naam"\n"x","Café"\n\n,\n'.encode(),
    ],
)
def test_csv_of_every_program_is_read(data):
    assert Csv().create_dataset(data).dict == [{"sleutel": "x", "naam": "Café"}]


def test_repeated_cells_of_libreoffice_stay_in_their_column():
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    head = "".join(f"<t:table-cell><x:p>{name}</x:p></t:table-cell>" for name in "abcd")
    row = (
        '<t:table-cell t:number-columns-repeated="2"><x:p>gelijk</x:p></t:table-cell>'
        "<t:table-cell/>"
        '<t:table-cell o:value-type="float" o:value="31"><x:p>31,0</x:p></t:table-cell>'
        '<t:table-cell t:number-columns-repeated="16380"/>'
    )
    empty = '<t:table-row t:number-rows-repeated="1048570"><t:table-cell/></t:table-row>'
    content = (
        f'<o:document xmlns:o="{office}" xmlns:t="{table}" xmlns:x="{text}"><t:table>'
        f"<t:table-row>{head}</t:table-row><t:table-row>{row}</t:table-row>{empty}"
        "</t:table></o:document>"
    )
    assert Ods().create_dataset(zipped(**{"content.xml": content})).dict == [
        {"a": "gelijk", "b": "gelijk", "c": "", "d": "31"}
    ]


def ods(*rows: str) -> bytes:
    """A LibreOffice workbook with these rows; t, x and o are the prefixes."""
    names = {"t": "table", "x": "text", "o": "office"}
    urns = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in names.items())
    return zipped(**{"content.xml": f"<o:document {urns}><t:table>{''.join(rows)}</t:table></o:document>"})


def ods_row(inside: str, repeated: str = "1") -> str:
    cell = f"<t:table-cell><x:p>{inside}</x:p></t:table-cell>"
    return f'<t:table-row t:number-rows-repeated="{repeated}">{cell}</t:table-row>'


def test_marked_up_text_of_libreoffice_is_read_in_order():
    inside = 'een<x:span> twee<x:s x:c="2"/>drie<x:span>vier</x:span></x:span><x:tab/>vijf<x:line-break/>zes'
    assert read_ods(ods(ods_row(inside))) == [["een twee  drievier\tvijf\nzes"]]


def test_rows_in_groups_are_read_and_a_table_inside_a_cell_is_not():
    inner = "<t:table><t:table-row><t:table-cell><x:p>binnen</x:p></t:table-cell></t:table-row></t:table>"
    with_table = f"<t:table-row><t:table-cell><x:p>buiten</x:p>{inner}</t:table-cell></t:table-row>"
    groups = f"<t:table-header-rows>{ods_row('kop')}</t:table-header-rows><t:table-row-group>{with_table}"
    assert read_ods(ods(groups + "</t:table-row-group>", ods_row("na"))) == [["kop"], (2, ["buiten"]), (3, ["na"])]


def test_text_in_very_many_levels_is_read():
    assert read_ods(ods(ods_row("<x:span>" * 5000 + "diep" + "</x:span>" * 5000))) == [["diep"]]


@pytest.mark.parametrize("repeated", ["-2000", "x", "1" * 5000])
def test_number_of_repeats_that_is_none_is_a_message(repeated):
    with pytest.raises(FormatError, match="ods-bestand is beschadigd"):
        read_ods(ods(ods_row("a"), ods_row("b", repeated)))


def test_text_that_grows_by_repeating_is_refused():
    with pytest.raises(FormatError, match="uitgepakt te groot"):
        read_ods(ods(ods_row("kop"), ods_row("a" * 30_000, "2000")))


def test_spaces_that_grow_are_refused_before_they_are_made():
    with pytest.raises(FormatError, match="uitgepakt te groot"):
        read_ods(ods(ods_row('<x:s x:c="1000"/>' * 50_001)))


@pytest.mark.parametrize("attributes", ['a=">" r="{}"', "r='{}'", 'r = "{}"', 'a="1"\nr="{}"'])
def test_far_cell_is_refused_however_it_is_written(attributes):
    sheet = f"<worksheet><sheetData><row><c {attributes.format('XFD2')}/></row></sheetData></worksheet>"
    with pytest.raises(FormatError, match="meer dan 100 kolommen"):
        read_xlsx(zipped(**{"xl/worksheets/sheet1.xml": sheet}))


def test_reference_is_looked_for_within_its_own_tag_only():
    # Looking further costs the rest of the file for each of these; that is why this is a promise.
    sheet = "<worksheet>" + "<c " * 100_000 + '<v r="XFD2"/></worksheet>'
    with pytest.raises(FormatError, match="beschadigd of geen werkmap"):
        read_xlsx(zipped(**{"xl/worksheets/sheet1.xml": sheet}))


@pytest.mark.parametrize("cell", ["XFD2", "A1048576", "CW1"])
def test_far_cell_is_refused_before_the_sheet_is_read(cell):
    sheet = f'<worksheet><sheetData><row><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(FormatError, match=r"meer dan (2000 rijen|100 kolommen)"):
        read_xlsx(zipped(**{"xl/worksheets/sheet1.xml": sheet}))


@pytest.mark.parametrize("read", [read_xlsx, read_ods])
def test_bomb_is_refused_before_it_is_unpacked(read):
    with pytest.raises(FormatError, match="uitgepakt te groot"):
        read(zipped(**{"content.xml": " " * 50_000_001}))


@pytest.mark.parametrize("read", [read_xlsx, read_ods])
@pytest.mark.parametrize("data", [b"geen zip", zipped(x="y")])
def test_damaged_workbook_is_a_message(read, data):
    with pytest.raises(FormatError, match=r"geen (xlsx|ods)-bestand|beschadigd"):
        read(data)


def test_entities_in_a_workbook_are_refused():
    content = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    with pytest.raises(FormatError, match="beschadigd"):
        read_ods(zipped(**{"content.xml": content}))


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (Json, '[{"a": 1, "a": 2}]', "Dit json-bestand is niet leesbaar (“a” staat er twee keer)."),
        (Json, '[{"a": "1"}, {"b": "2"}]', "Rij 3: “a” staat niet in elke rij."),
        (Json, '{"a": 1}', "Dit bestand moet een lijst van rijen met namen zijn."),
        (Json, "[]", "Dit bestand is leeg."),
        (Json, '[{"a": [1]}]', "Rij 2, a: hier hoort één waarde, geen lijst of groep van waarden."),
        (Json, '[{"a": "x"}, {"a": {"b": 1}}]', "Rij 3, a: hier hoort één waarde, geen lijst of groep van waarden."),
        (Csv, "", "Dit bestand is leeg."),
        (Csv, "a;b\n1;2;3\n", "Rij 2 heeft 3 cellen, de kop heeft 2."),
        (Csv, "a\n" + "1\n" * 2001, "Dit bestand heeft meer dan 2000 rijen. Verdeel het."),
    ],
)
def test_file_of_another_shape_is_a_message(kind, text, message):
    with pytest.raises(FormatError) as caught:
        kind().create_dataset(text.encode())
    assert str(caught.value) == message


@pytest.mark.parametrize(("kind", "text"), [(Json, "[" * 100_000), (Json, "geen json"), (Csv, 'a;b\n"1;2\n')])
def test_unreadable_file_is_a_message_in_dutch(kind, text):
    with pytest.raises(FormatError, match=f"Dit {kind.name}-bestand is niet leesbaar"):
        kind().create_dataset(text.encode())


def test_order_of_names_in_json_does_not_matter():
    data = b'[{"a": "1", "b": "2"}, {"b": "4", "a": "3"}]'
    assert Json().create_dataset(data).dict == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]
