"""A workbook comes back as it went, and what was changed in it is told row by row before it happens."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from providers.models import Provider, Recipient, Service
from register.choices import DataOrigin
from register.dossier import live_dossier, register_fingerprint
from register.exchange.bringing import Wish, bring
from register.exchange.files import read_book
from register.exchange.sheets import sheets
from register.exchange.workbook import empty as template
from register.exchange.workbook import of_dossier, of_providers
from register.loading.report import LoadError
from register.models import DataRow, ProcessingActivity
from tests.data import FIVE, edit
from tests.register.exchange.moved import empty

pytestmark = pytest.mark.django_db
ENDINGS = {"xlsx": "xlsx", "ods": "ods", "csv": "zip"}


def prints() -> dict[str, str]:
    return {row.slug: register_fingerprint(live_dossier(row.pk)) for row in Provider.objects.all()}


def numbers(*slugs: str) -> list[int]:
    return list(Provider.objects.filter(slug__in=slugs).values_list("pk", flat=True))


def come_back(data: bytes, form: str = "xlsx", wish: Wish | None = None) -> Any:
    book = read_book(f"werkmap.{ENDINGS[form]}", data, large=True)
    return bring(book.entries, wish or Wish(), book.kinds)


@pytest.mark.parametrize("form", ENDINGS)
def test_the_five_come_back_in_one_file_with_the_same_fingerprints(form, five):
    before, made = prints(), of_providers(numbers(*FIVE), form)
    empty()
    come_back(made, form)
    assert prints() == before


@pytest.mark.parametrize("form", ENDINGS)
def test_coming_back_unchanged_changes_nothing(form, demo):
    edit(Service.objects.all(), note="  =1+1\n'-bel mij\t_x0041_ €")
    report = come_back(of_providers([demo.pk], form), form, Wish(remove=True))
    assert [(item.deed, item.name) for item in report.outcomes] == []


def test_notes_go_along_only_in_the_workbook_of_an_officer(demo):
    edit(Service.objects.all(), note="Geheim")
    assert "Geheim" in words(of_providers([demo.pk], "xlsx"))
    assert "Geheim" not in words(of_dossier(live_dossier(demo.pk), "xlsx"))


def test_a_workbook_without_notes_leaves_those_that_are_there(demo):
    edit(Service.objects.all(), note="Blijft")
    assert come_back(of_dossier(live_dossier(demo.pk), "xlsx")).outcomes == []
    assert set(Service.objects.values_list("note", flat=True)) == {"Blijft"}


def words(data: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The same workbook after somebody edited it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet: Any, name: str) -> int:
    return next(cell.column for cell in sheet[2] if cell.value == name)


def test_each_fate_of_a_row_is_told_before_it_happens(demo):
    Recipient.objects.create(provider=demo, key="later", name="Later B.V.")

    def change(book: Any) -> None:
        services, parties = book["Diensten"], book["Ontvangers"]
        services.cell(3, column(services, "service.name"), "Telefoneren")
        services.cell(4, column(services, "service.sequence"), "9")
        services.append(["demo", None, None, None])
        services.cell(services.max_row, column(services, "service.name"), "Nieuw & beter")
        gone = next(row for row in range(3, parties.max_row + 1) if parties.cell(row, 2).value == "later")
        parties.delete_rows(gone)

    made = changed(of_providers([demo.pk], "xlsx"), change)
    before = prints()
    report = come_back(made, wish=Wish(dry_run=True))
    assert prints() == before
    assert sorted((item.deed, item.kind, item.name) for item in report.outcomes) == [
        ("gewijzigd", "dienst", "Telefoneren"),
        ("nieuw", "dienst", "Nieuw & beter"),
        ("verplaatst", "dienst", Service.objects.order_by("key")[1].name),
        ("weg", "ontvanger", "Later B.V."),
    ]
    come_back(made)
    assert Service.objects.get(key="nieuw-beter").provider == demo
    assert Recipient.objects.filter(key="later").exists()
    come_back(made, wish=Wish(remove=True))
    assert not Recipient.objects.filter(key="later").exists()


WRONG = {
    "choice": ("Ontvangers", "recipient.kind", "iets", "soort ontvanger (cel D3): “iets” kan hier niet."),
    "html": ("Diensten", "service.name", "<b>x</b>", "naam (cel D3): Bevat HTML-opmaak (<b>)."),
    "reference": ("Verwerkingen", "processingactivity.services", "weg", "): dienst [demo, weg] bestaat niet."),
    "number": ("Diensten", "service.sequence", "zes", "volgorde (cel C3): “zes” is geen heel getal."),
    "length": ("Diensten", "service.name", "x" * 400, "naam (cel D3): "),
}


@pytest.mark.parametrize(("sheet", "name", "typed", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_cell_and_nothing_changes(demo, sheet, name, typed, message):
    before = prints()

    def change(book: Any) -> None:
        book["Diensten"].cell(4, column(book["Diensten"], "service.name"), "Ander")
        book[sheet].cell(3, column(book[sheet], name), typed)

    with pytest.raises(LoadError) as refused:
        come_back(changed(of_providers([demo.pk], "xlsx"), change))
    assert f"blad {sheet}, rij 3 (" in refused.value.problems[0]
    assert message in refused.value.problems[0]
    assert prints() == before


def test_words_and_names_that_people_see_are_read(demo):
    def change(book: Any) -> None:
        rows = book[sheets()[DataRow]]
        rows.cell(3, column(rows, "datarow.group"), "Bellers")
        rows.cell(3, column(rows, "datarow.origin"), "Van de betrokkene zelf; Ontstaat bij het gebruik")
        rows.cell(3, column(rows, "datarow.optional"), "Ja")

    come_back(changed(of_providers([demo.pk], "xlsx"), change))
    row = DataRow.objects.exclude(origin="").get()
    assert (row.group and row.group.key, row.origin, row.optional) == ("bellers", "betrokkene, systeem", True)


def test_heads_may_be_renamed_columns_moved_and_left_out(demo):
    edit(Service.objects.all(), description="Blijft")

    def change(book: Any) -> None:
        sheet = book["Diensten"]
        sheet.delete_cols(column(sheet, "service.description"))
        sheet.move_range(f"D1:D{sheet.max_row}", cols=20)
        sheet["A1"] = "Wie"

    before = prints()
    report = come_back(changed(of_providers([demo.pk], "xlsx"), change))
    assert (report.outcomes, prints()) == ([], before)


def test_a_new_provider_comes_from_the_empty_workbook(vocabulary):
    def change(book: Any) -> None:
        first, services, work = book["Aanbieders"], book["Diensten"], book["Verwerkingen"]
        for name, value in {"slug": "nieuw", "prefix": "NW", "name": "Nieuw B.V."}.items():
            first.cell(3, column(first, f"provider.{name}"), value)
        for name, value in {"provider": "nieuw", "name": "Bellen"}.items():
            services.cell(3, column(services, f"service.{name}"), value)
        for name, value in {"provider": "nieuw", "number": "NW-01", "title": "Bellen", "services": "bellen"}.items():
            work.cell(3, column(work, f"processingactivity.{name}"), value)

    report = come_back(changed(template("xlsx"), change))
    assert report.added == 3
    assert ProcessingActivity.objects.get(number="NW-01").services.get().name == "Bellen"


def test_the_workbook_explains_itself_and_hides_what_programs_need(demo):
    book = openpyxl.load_workbook(io.BytesIO(of_providers([demo.pk], "xlsx")))
    assert book.sheetnames[0] == "Uitleg"
    assert book["Keuzes"].sheet_state == "hidden"
    for name in sheets().values():
        sheet = book[name]
        assert sheet.row_dimensions[2].hidden
        assert sheet.freeze_panes.endswith("3")
        assert all(10 <= sheet.column_dimensions[key].width <= 101 for key in sheet.column_dimensions)
    rules = {
        str(rule.sqref).partition(":")[0]: rule.formula1 for rule in book["Ontvangers"].data_validations.dataValidation
    }
    assert any(rule.startswith("'Keuzes'!$") for rule in rules.values())
    rules = [rule.formula1 for rule in book[sheets()[DataRow]].data_validations.dataValidation]
    assert any(rule.startswith("'Groepen betrokkenen'!$B$3") for rule in rules)


def test_no_cell_is_a_formula(demo):
    edit(Service.objects.all(), name="=HYPERLINK(1)", description="+31 6", note="@x")
    for form in ENDINGS:
        with zipfile.ZipFile(io.BytesIO(of_providers([demo.pk], form))) as archive:
            for name in archive.namelist():
                content = archive.read(name).decode()
                assert "<f>" not in content
                assert "table:formula" not in content
                assert not name.endswith("csv") or ";=HYPERLINK" not in content


def test_every_word_of_a_closed_list_comes_back(demo):
    row = DataRow.objects.first()
    for value in DataOrigin.values:
        if value:
            edit(DataRow.objects.filter(pk=row.pk), origin=value)
            assert come_back(of_providers([demo.pk], "xlsx")).outcomes == []


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("werkmap.exe", b"x", "wordt niet gelezen; wel .xlsx, .ods, .zip"),
        ("werkmap.xlsx", b"x", "Dit is geen xlsx-bestand"),
        ("werkmap.zip", b"x", "Dit is geen zip-bestand"),
        ("werkmap.ods", b"x" * 5_000_001, "groter dan 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused(name, data, message):
    with pytest.raises(LoadError, match=message):
        read_book(name, data)


def test_a_sheet_without_its_hidden_row_is_refused(demo):
    made = changed(of_providers([demo.pk], "xlsx"), lambda book: book["Diensten"].delete_rows(2))
    with pytest.raises(LoadError, match="Blad “Diensten” mist de verborgen rij"):
        come_back(made)
