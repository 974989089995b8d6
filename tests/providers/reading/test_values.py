"""Dates, percentages, amounts, errors and formulas of spreadsheets arrive as whoever made them sees them."""

import pytest

from providers.reading.ods import read_ods
from providers.reading.tables import FormatError
from providers.reading.text import read_csv, read_json
from providers.reading.xlsx import read_xlsx
from tests.providers.reading.bombs import ods, ods_cell, ods_row, rows, xlsx, zipped

HEAD = '<row r="1"><c t="inlineStr"><is><t>kop</t></is></c></row>'
EURO = '_ [$€-413]\\ * #,##0.00_ ;_ [$€-413]\\ * \\-#,##0.00_ ;_ [$€-413]\\ * "-"??_ ;_ @_ '


def text_cell(text: str) -> str:
    """A cell of Excel with this text."""
    return f'<c t="str"><v>{text}</v></c>'


def excel(value: str, code: str = "General", kind: str = "n", book: str = "", before: str = "") -> str:
    """What one cell of Excel becomes."""
    code = code.replace('"', "&quot;")
    styles = (
        f'<s><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellStyleXfs><xf numFmtId="9"/>'
        '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></s>'
    )
    cell = f'<row r="2"><c r="A2" s="1" t="{kind}">{before}<v>{value}</v></c></row>'
    _, (_, [found]) = read_xlsx(xlsx(rows(HEAD + cell), book, styles=styles, sharedStrings=SHARED))
    return found


SHARED = (
    "<sst><si><t>gewoon</t></si><si><r><t>vet</t></r><r><t xml:space='preserve'> en niet</t></r>"
    "<rPh><t>uitspraak</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>"
)


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        ("31", "General", "31"),
        ("31.0", "General", "31"),
        ("31", "#,##0.00", "31"),
        ("1234567", "#,##0", "1234567"),
        ("2.5", "General", "2,5"),
        ("0.1", "0.0000", "0,1"),
        ("7.0000000000000007E-2", "General", "0,07"),
        ("1E3", "General", "1000"),
        ("12345678901234567890", "0", "12345678901234567890"),
        ("-0.0", "General", "0"),
        ("7.0000000000000007E-2", "0%", "7%"),
        ("0.125", "0.0%", "12,5%"),
        ("-0.07", "0%", "-7%"),
        ("1234.5", '"€" #,##0.00', "€ 1.234,50"),
        ("1234.5", EURO, "€ 1.234,50"),
        ("-1234.5", EURO, "€ -1.234,50"),
        ("12.5", "#,##0.00 [$EUR]", "12,50 EUR"),
        ("612345678", "0000000000", "0612345678"),
        ("0.5", "# ?/?", "0,5"),
        ("1500", "0.00E+00", "1500"),
        ("46167", "dd\\-mm\\-yyyy", "2026-05-25"),
        ("46167", "[$-413]d mmmm yyyy;@", "2026-05-25"),
        ("46167.604166666664", "dd-mm-yyyy hh:mm", "2026-05-25 14:30"),
        ("46167.604166666664", "d-m-yy", "2026-05-25"),
        ("46167", "mmm yyyy", "2026-05-25"),
        ("1", "d-m-yyyy", "1900-01-01"),
        ("59", "d-m-yyyy", "1900-02-28"),
        ("61", "d-m-yyyy", "1900-03-01"),
        ("0.604166666666667", "h:mm AM/PM", "14:30"),
        ("0.604178240740741", "hh:mm:ss", "14:30:01"),
        ("1.5", "[h]:mm", "36:00"),
        ("31", '0 "dagen"', "31 dagen"),
        ("31", "[Red]0", "31"),
    ],
)
def test_number_of_excel_is_what_one_sees(value, code, seen):
    assert excel(value, code) == seen


def test_numbers_of_formats_that_excel_leaves_out_are_known():
    styles = (
        "<s><cellXfs>"
        + "".join(f'<xf numFmtId="{number}"/>' for number in (9, 10, 14, 22, 20, 46, 44))
        + "</cellXfs></s>"
    )
    cells = "".join(f'<c s="{place}"><v>46167.25</v></c>' for place in range(7))
    names = "".join(f'<c t="str"><v>k{place}</v></c>' for place in range(7))
    _, (_, found) = read_xlsx(xlsx(rows(f"<row>{names}</row><row>{cells}</row>"), styles=styles))
    assert found == [
        *("4616725%", "4616725,00%", "2026-05-25", "2026-05-25 06:00", "06:00", "1108014:00", "€ 46.167,25")
    ]


def test_days_of_a_workbook_of_1904():
    assert excel("44705", "yyyy-mm-dd", book='<workbookPr date1904="1"/>') == "2026-05-25"


@pytest.mark.parametrize(
    ("value", "kind", "seen"),
    [
        ("1", "b", "WAAR"),
        ("0", "b", "ONWAAR"),
        ("2026-05-25T00:00:00", "d", "2026-05-25"),
        ("uitkomst", "str", "uitkomst"),
        ("0", "s", "gewoon"),
        ("1", "s", "vet en niet"),
        ("2", "s", "a\rb_x0041_"),
    ],
)
def test_other_values_of_excel(value, kind, seen):
    assert excel(value, kind=kind) == seen


def test_formula_gives_its_outcome():
    assert excel("3", before="<f>1+2</f>") == "3"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"value": "#N/A", "kind": "e"}, "“#N/A” is een fout en geen waarde. Vul de waarde in of maak de cel leeg."),
        (
            {"value": "", "before": "<f>1+2</f>"},
            "Deze formule heeft nog geen uitkomst. Open het bestand in Excel en bewaar het.",
        ),
        *(
            (
                {"value": value, "code": code, "kind": kind},
                f"“{value}” is geen getal, datum of tekst die gelezen kan worden.",
            )
            for value, code, kind in (
                *(("zes", "0", "n"), ("1_0", "0", "n"), ("nan", "0", "n"), ("1e999", "0", "n"), ("1e300", "€ 0", "n")),
                *(("-1", "d-m-yyyy", "n"), ("60", "d-m-yyyy", "n"), ("2958466", "d-m-yyyy", "n")),
                *(("-1", "0", "s"), ("9", "0", "s"), ("x", "0", "s"), ("gisteren", "0", "d")),
            )
        ),
    ],
)
def test_what_is_no_value_is_named_with_its_cell(given, said):
    with pytest.raises(FormatError) as refused:
        excel(**given)
    assert str(refused.value) == f"Rij 2, kolom A: {said}"


def libreoffice(cell: str) -> str:
    _, (_, [found]) = read_ods(ods(ods_row(ods_cell("kop")) + ods_row(cell)))
    return found


@pytest.mark.parametrize(
    ("shown", "attributes", "seen"),
    [
        ("7%", ' o:value-type="percentage" o:value="0.07"', "7%"),
        ("€ 1.234,50", ' o:value-type="currency" o:value="1234.5"', "€ 1.234,50"),
        ("25-05-26", ' o:value-type="date" o:date-value="2026-05-25"', "2026-05-25"),
        ("25-05-26 14:30", ' o:value-type="date" o:date-value="2026-05-25T14:30:00"', "2026-05-25 14:30"),
        ("14:30:00", ' o:value-type="time" o:time-value="PT14H30M00S"', "14:30"),
        ("31,0", ' o:value-type="float" o:value="31.0"', "31"),
        ("0612345678", ' o:value-type="float" o:value="612345678"', "0612345678"),
        ("WAAR", ' o:value-type="boolean" o:boolean-value="true"', "WAAR"),
    ],
)
def test_value_of_libreoffice_is_what_one_sees(shown, attributes, seen):
    assert libreoffice(ods_cell(shown, attributes)) == seen


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (ods_cell("#N/B"), "Rij 2, kop: “#N/B” is een fout"),
        (ods_cell("Err:502"), "Rij 2, kop: “Err:502” is een fout"),
        ('<t:table-cell t:formula="of:=1+2"/>', "Rij 2, kolom A: Deze formule heeft nog geen uitkomst."),
        (ods_cell("x", ' o:value-type="date" o:date-value="gisteren"'), "Rij 2, kolom A: “x” is geen getal of datum"),
    ],
)
def test_what_is_no_value_of_libreoffice_is_named(cell, said):
    with pytest.raises(FormatError) as refused:
        libreoffice(cell)
    assert str(refused.value).startswith(said)


def test_remark_at_a_cell_is_not_its_text():
    remark = "<o:annotation><x:p>van de buurvrouw</x:p></o:annotation>"
    assert libreoffice(f"<t:table-cell>{remark}<x:p>tekst</x:p></t:table-cell>") == "tekst"


@pytest.mark.parametrize("error", ["#N/A", "#N/B", "#DIV/0!", "#DEEL/0!", "#WAARDE!", "#NAAM?", "#REF!", "Err:502"])
def test_error_is_refused_from_text_too(error):
    with pytest.raises(FormatError, match=r"Rij 2, a: “.*” is een fout"):
        read_csv(f"a\n{error}\n".encode())


def test_numbers_of_json_are_as_they_are_typed():
    typed = "1, 1.0, 1e3, 12345678901234567890, -0, 0.10"
    text = "".join(f'{{"a": {number}}},' for number in typed.split(", "))
    _, *found = read_json(f"[{text[:-1]}]".encode())
    assert [cells for _, cells in found] == [[number] for number in typed.split(", ")]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_number_that_is_none_is_named(word):
    with pytest.raises(FormatError, match=f"Rij 3, a: “{word}” is een fout"):
        read_json(f'[{{"a": "x"}}, {{"a": {word}}}]'.encode())


BYTE = "Bevat een byte die geen teken is (0x{}). Bewaar het bestand als UTF-8."
SIGN = "Bevat een teken dat niet gedrukt kan worden (U+{}). Haal het weg."


@pytest.mark.parametrize(
    ("read", "data", "said"),
    [
        (read_csv, "a;b\nCafé;x\ny;z".encode() + b"\xff", BYTE.format("FF")),
        (read_csv, b"\xef\xbb\xbfa;b\nx;x\ny;\xe9", BYTE.format("E9")),
        (read_csv, b"a;b\nCaf\xe9;x\ny;\x81", BYTE.format("81")),
        (read_csv, "a;b\nx;x\ny;\ud800".encode("utf-16", "surrogatepass"), SIGN.format("D800")),
        (read_csv, b"a;b\nx;x\ny;\x00", SIGN.format("0000")),
        (read_csv, b"a;b\nx;x\ny;5\x1f", SIGN.format("001F")),
        (read_json, b'[{"a": "x", "b": "x"}, {"a": "x", "b": "\\ud800"}]', SIGN.format("D800")),
        (read_json, b'[{"a": "x", "b": "x"}, {"a": "x", "b": "\\u0000"}]', SIGN.format("0000")),
        (read_json, '[{"a": "é", "b": "x"}, {"a": "x", "b": "'.encode() + b'\xff"}]', BYTE.format("FF")),
        (
            read_xlsx,
            xlsx(rows(f"<row>{text_cell('a')}{text_cell('b')}</row><row/><row><c/>{text_cell('_x0007_')}</row>")),
            SIGN.format("0007"),
        ),
    ],
)
def test_one_bad_sign_is_named_with_row_and_column(read, data, said):
    with pytest.raises(FormatError) as refused:
        read(data)
    assert str(refused.value) == f"Rij 3, b: {said}"


def test_file_that_stops_halfway_a_sign_is_refused():
    with pytest.raises(FormatError, match="eindigt halverwege een teken"):
        read_csv("a\nb".encode("utf-16")[:-1])


def test_bad_byte_in_a_workbook_names_the_row():
    sheet = rows("<row/><row><c t='str'><v>PLEK</v></c></row>")
    data = zipped({"xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>".encode().replace(b"PLEK", b"\xff")})
    with pytest.raises(FormatError, match=r"beschadigd of geen werkmap \(bij rij 2\)"):
        read_xlsx(data)


EMPTY = ods_row("<t:table-cell/>", ' t:number-rows-repeated="3"')
NUMBERED = [(5, ["een"]), (6, ["twee"])]


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (
            read_ods,
            ods(
                ods_row(ods_cell("kop"))
                + EMPTY
                + ods_row(ods_cell("een"), ' t:visibility="collapse"')
                + ods_row(ods_cell("twee"))
            ),
        ),
        (
            read_xlsx,
            xlsx(
                rows(
                    f'<row r="1">{text_cell("kop")}</row><row r="5" hidden="1">{text_cell("een")}</row>'
                    f"<row>{text_cell('twee')}</row>"
                )
            ),
        ),
        (read_csv, b"kop\n\n\n\neen\ntwee\n"),
    ],
)
def test_rows_have_the_numbers_of_the_spreadsheet(read, data):
    assert read(data) == [["kop"], *NUMBERED]


def test_row_with_line_ends_in_it_is_one_row():
    assert read_csv(b'\n\nkop\n"een\ntwee"\n\ndrie\n') == [["kop"], (4, ["een\ntwee"]), (6, ["drie"])]


def test_first_visible_sheet_is_read():
    two = '<sheets><sheet name="Verborgen" state="hidden" r:id="twee"/></sheets>'
    assert read_xlsx(xlsx(rows(HEAD), two)) == [["kop"]]


@pytest.mark.parametrize(
    "sheet",
    [
        f'<row r="2"/><row r="2">{text_cell("a")}</row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row><c r="B1"/><c r="A1"/></row>',
    ],
)
def test_sheet_that_contradicts_itself_is_damaged(sheet):
    with pytest.raises(FormatError, match="beschadigd"):
        read_xlsx(xlsx(rows(sheet)))
