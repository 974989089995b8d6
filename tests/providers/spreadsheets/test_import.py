"""Import and export in the admin, with the vocabulary, providers, recipients and terms."""

import os
import tempfile
import threading

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.test import Client

from providers.admin.uploads import remove_left
from providers.history.entries import entries
from providers.history.owners import owned_parts
from providers.models import Provider, Recipient, Service
from providers.reading import reader
from providers.reading.tables import MAX_ROWS
from register.choices import DataKind
from register.models import DataCategory, DataSubjectCategory, ProcessingOperation, Purpose, SecurityMeasure
from retention.choices import Unit
from retention.models import RetentionTerm, StatutoryGround
from tests.data import edit
from tests.forms import filled
from tests.providers.reading.bombs import BOMBS, rows, xlsx
from tests.spreadsheets import NAMES, address, complaints, confirm, download, sheet, totals, upload

MODELS = [
    *(Provider, Service, Recipient, RetentionTerm, StatutoryGround),
    *(DataCategory, DataSubjectCategory, Purpose, SecurityMeasure, ProcessingOperation),
]
UNITS = ", ".join(Unit.labels)
HEAD = "sleutel;naam;Engels;soort;bijzondere soort;kopie van een document\n"


@pytest.fixture(autouse=True)
def demo(demo):
    return demo


@pytest.fixture
def uploads(tmp_path, monkeypatch):
    """The folder for temporary files, with nothing else in it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def term(provider="demo", key="nieuw", amount="6", unit="maand", maximum="nee", ground=""):
    return {
        "provider": provider,
        "key": key,
        "sequence": "0",
        "name": "Nieuw",
        "kind": "termijn",
        "amount": amount,
        "unit": unit,
        "is_maximum": maximum,
        "ground": ground,
        "source": "900 r4",
    }


def refused(officer, model, text):
    """The messages for a file; nothing may have been saved."""
    before = list(model.objects.order_by("pk").values())
    response = upload(officer, model, "csv", text.encode())
    assert "confirm_form" not in response.context
    assert "Traceback" not in response.content.decode()
    assert list(model.objects.order_by("pk").values()) == before
    return complaints(response)


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_export_can_be_imported_again_without_any_change(officer, model, kind):
    count = model.objects.count()
    preview = upload(officer, model, kind, download(officer, model, kind))
    assert complaints(preview) == []
    assert totals(preview) == (0, 0, count)


@pytest.mark.parametrize("kind", NAMES)
def test_export_restores_rows_that_are_gone(officer, kind):
    RetentionTerm.objects.create(
        provider=Provider.objects.get(),
        key="lang",
        name="=Lang",
        kind="gebeurtenis",
        end_event="- einde\nmet 'twee' regels; en \"meer\"",
        ground=StatutoryGround.objects.first(),
        source="900 r4; 900 r6-7",
    )
    before = RetentionTerm.objects.values().get(key="lang")
    content = download(officer, RetentionTerm, kind)
    RetentionTerm.objects.get(key="lang").delete()

    preview = upload(officer, RetentionTerm, kind, content)

    assert totals(preview) == (1, 0, 1)
    assert not RetentionTerm.objects.filter(key="lang").exists(), "a preview saves nothing"
    done = confirm(officer, RetentionTerm, preview)
    assert [str(message) for message in done.context["messages"]] == [
        "Geïmporteerd: 1 nieuw, 0 gewijzigd, 0 verwijderd en 1 ongewijzigd (bewaartermijnen)."
    ]
    after = RetentionTerm.objects.values().get(key="lang")
    assert after | {"id": 0} == before | {"id": 0}


def test_an_import_can_be_cancelled(officer, uploads):
    preview = upload(officer, RetentionTerm, "csv", sheet(RetentionTerm, term()).encode())
    form = {**filled(preview), "annuleren": "Annuleren"}
    done = officer.post(address(RetentionTerm, "process_import"), form, follow=True)
    assert "Niets geïmporteerd." in done.text
    assert done.redirect_chain == [(address(RetentionTerm, "changelist"), 302)]
    assert not RetentionTerm.objects.filter(key="nieuw").exists()
    assert list(uploads.iterdir()) == []


def test_history_tells_that_an_edit_was_an_import_and_by_whom(officer):
    confirm(officer, RetentionTerm, upload(officer, RetentionTerm, "csv", sheet(RetentionTerm, term()).encode()))
    newest = entries(owned_parts(Provider.objects.get().pk))[0]
    assert (newest.author, newest.reason, [row.name for row in newest.rows]) == (
        "officer",
        "ingelezen uit bestand rijen.csv",
        ["Nieuw"],
    )


def test_preview_says_whose_row_it_is(officer):
    preview = upload(officer, RetentionTerm, "csv", sheet(RetentionTerm, term()).encode())
    assert "<td>Demo: Nieuw</td>" in preview.text


def test_log_of_an_import_is_dutch(officer):
    content = download(officer, RetentionTerm, "csv").decode("utf-8-sig").replace("31", "62")
    added = sheet(RetentionTerm, term()).partition("\n")[2]
    confirm(officer, RetentionTerm, upload(officer, RetentionTerm, "csv", (content + added).encode()))
    assert {entry.action_flag: entry.change_message for entry in LogEntry.objects.all()} == {
        ADDITION: "Toegevoegd uit een bestand.",
        CHANGE: "Gewijzigd uit een bestand.",
    }


def test_preview_shows_only_what_changes(officer):
    content = download(officer, RetentionTerm, "csv").decode("utf-8-sig").replace("31", "62")
    preview = upload(officer, RetentionTerm, "csv", content.encode())
    html = preview.content.decode()
    assert totals(preview) == (0, 1, 0)
    row = preview.context["result"].rows[0]
    assert row.diff == [{"label": "getal", "old": "31", "new": "62"}]
    assert "<del>31</del>" in html
    assert "<ins>62</ins>" in html
    assert "style=" not in html


def test_preview_escapes_what_people_typed(officer):
    edit(DataCategory.objects.filter(key="naam"), name="<script>x</script>")
    content = (HEAD + "naam;Naam & <3;;gewoon;;nee\n").encode()
    html = upload(officer, DataCategory, "csv", content).content.decode()
    assert "<del>&lt;script&gt;x&lt;/script&gt;</del>" in html
    assert "<ins>Naam &amp; &lt;3</ins>" in html


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x;Bel\x07;;gewoon;;nee", "naam: Bevat een teken dat niet gedrukt kan worden (U+0007). Haal het weg."),
        ("x;Bel\x00;;gewoon;;nee", "naam: Bevat een teken dat niet gedrukt kan worden (U+0000). Haal het weg."),
        ("x;<i>Bel</i>;;gewoon;;nee", "naam: Bevat HTML-opmaak (&lt;i&gt;). Gebruik gewone tekst."),
        ("x;;;gewoon;;nee", "naam: Dit veld kan niet leeg zijn"),
        ("x;Bel;;vreemd;;nee", f"soort: “vreemd” kan hier niet. Kies uit: {', '.join(DataKind.labels)}."),
        ("x;Bel;;gewoon;;misschien", "kopie van een document: “misschien” is geen ja of nee."),
        ("x;Bel;;gewoon;gezondheid;nee", "Kies bij bijzondere gegevens welke soort het is, en alleen daar."),
    ],
)
def test_wrong_word_is_refused_with_its_row_and_field(officer, row, message):
    text = HEAD + "goed;Goed;;gewoon;;nee\n" + row + "\n"
    found = refused(officer, DataCategory, text)
    place = "Rij 3: " if message.startswith("Kies") else "Rij 3, "
    assert found == [place + message]


def test_endless_word_is_refused_with_its_row_and_field(officer):
    found = refused(officer, SecurityMeasure, f"sleutel;naam;Engels;soort;uitleg\nx;X;;a;{'a' * 100_000}\n")
    assert "Rij 2, uitleg: Bevat een woord van meer dan 200 tekens. Zet er spaties in." in found
    assert all(line.startswith("Rij 2, uitleg: ") for line in found)


@pytest.mark.parametrize(
    ("head", "messages"),
    [
        ("sleutel;naam;Engels;soort;bijzondere soort", "Ontbrekende kolom: “kopie van een document”."),
        (HEAD.strip() + ";kleur", "Onbekende kolom: “kleur”."),
        (HEAD.strip().replace("naam", "naaam"), "Onbekende kolom: “naaam”. Ontbrekende kolom: “naam”."),
        (HEAD.strip() + ";naam", "Dubbele kolom: “naam”."),
    ],
)
def test_wrong_columns_are_named(officer, head, messages):
    row = ";".join("x" * (head.count(";") + 1))
    assert refused(officer, DataCategory, f"{head}\n{row}\n") == [messages]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (term(provider="niemand"), "aanbieder: Onbekende aanbieder: “niemand”."),
        (term(ground="geen"), "wettelijke grond: Onbekende wettelijke grond: “geen”."),
        (term(amount="zes"), "getal: “zes” is geen heel getal."),
        (term(amount="1e9"), "getal: “1e9” is geen heel getal."),
        (term(unit="eeuw"), f"eenheid: “eeuw” kan hier niet. Kies uit: {UNITS}; of laat het leeg."),
    ],
)
def test_wrong_term_is_refused_with_its_row_and_field(officer, row, message):
    found = refused(officer, RetentionTerm, sheet(RetentionTerm, row))
    assert f"Rij 2, {message}" in found


def test_the_same_key_twice_names_both_rows(officer):
    text = sheet(RetentionTerm, term(key="a"), term(key="b"), term(key="a"))
    assert refused(officer, RetentionTerm, text) == ["Rij 4, sleutel: “demo, a” staat ook in rij 2."]


def test_file_that_is_no_workbook_is_a_message(officer):
    response = upload(officer, DataCategory, "xlsx", b"geen werkmap")
    assert complaints(response) == ["Dit is geen xlsx-bestand."]


def is_said_on_top(response):
    """Whether the page begins with an alert, and its title says so too."""
    page = response.content.decode()
    title = " ".join(page.partition("<title>")[2].partition("</title>")[0].split())
    assert title.startswith("Fout: Importeren")
    return 0 < page.index('role="alert"') < page.index('enctype="multipart/form-data"')


def test_what_is_wrong_stands_on_top(officer):
    assert is_said_on_top(upload(officer, DataCategory, "csv", (HEAD + "x;Bel;;vreemd;;nee\n").encode()))
    assert is_said_on_top(upload(officer, DataCategory, "xlsx", b"geen werkmap"))
    page = officer.get(address(DataCategory, "import")).content.decode()
    assert ('role="alert"' in page, "Fout:" in page) == (False, False)


def test_columns_stay_on_the_page_when_the_file_cannot_be_read(officer):
    page = upload(officer, DataCategory, "xlsx", b"geen werkmap").content.decode()
    assert f"<code>{HEAD.strip().replace(';', '; ')}</code>" in page


def test_file_of_more_than_five_megabytes_is_refused(officer):
    response = upload(officer, DataCategory, "csv", b"x" * 5_000_001)
    assert complaints(response) == ["Dit bestand is groter dan 5 MB."]


def test_two_thousand_rows_fit_and_one_more_does_not(officer):
    rows = [f"w{number};Woord {number};;gewoon;;nee\n" for number in range(2001)]
    preview = upload(officer, DataCategory, "csv", (HEAD + "".join(rows[:-1])).encode())
    assert totals(preview)[0] == 2000
    response = upload(officer, DataCategory, "csv", (HEAD + "".join(rows)).encode())
    assert complaints(response) == ["Dit bestand heeft meer dan 2000 rijen. Verdeel het."]


def test_rows_are_numbered_as_in_the_spreadsheet(officer):
    good, wrong = "w1;Woord;;gewoon;;nee\n", "w2;Woord;;vreemd;;nee\n"
    found = refused(officer, DataCategory, HEAD + "\n\n" + good + "\n" + wrong + good)
    assert [message.partition(",")[0] for message in found] == ["Rij 6", "Rij 7"]
    assert found[1] == "Rij 7, sleutel: “w1” staat ook in rij 4."


def test_after_a_hundred_wrong_rows_no_more_are_looked_at(officer):
    rows = "".join(f"w{number};Woord;;vreemd;;nee\n" for number in range(2000))
    first, *found = refused(officer, DataCategory, HEAD + rows)
    assert first == "100 rijen zijn niet goed. Wat daarna komt is niet bekeken; verbeter eerst deze."
    assert [message.partition(",")[0] for message in found] == [f"Rij {number}" for number in range(2, 102)]


def test_date_of_excel_is_shown_as_a_date(officer):
    styles = '<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>'
    names = HEAD.strip().split(";")
    head = "".join(f'<c t="str"><v>{name}</v></c>' for name in names)
    texts = ("w", None, "", "gewoon", "", "nee")
    cells = "".join('<c s="1"><v>46167</v></c>' if text is None else f'<c t="str"><v>{text}</v></c>' for text in texts)
    preview = upload(officer, DataCategory, "xlsx", xlsx(rows(f"<row>{head}</row><row>{cells}</row>"), styles=styles))
    assert {"label": "naam", "old": "", "new": "2026-05-25"} in preview.context["result"].rows[0].diff


@pytest.mark.parametrize("name", ["9.9 million styles", "2.6 million rows", "1.6 million objects"])
def test_bomb_is_a_message_and_leaves_no_file(officer, uploads, name):
    kind, make, reason = BOMBS[name]
    (said,) = complaints(upload(officer, DataCategory, kind, make()))
    assert reason in said
    assert list(uploads.iterdir()) == []


def test_refused_file_is_removed_at_once(officer, uploads):
    for text in ("niets", HEAD, HEAD + "x;Bel;;vreemd;;nee\n"):
        assert complaints(upload(officer, DataCategory, "csv", text.encode()))
        assert list(uploads.iterdir()) == []


def test_file_waits_for_its_confirmation_for_its_owner_alone(officer, uploads):
    preview = upload(officer, DataCategory, "csv", (HEAD + "w1;Woord;;gewoon;;nee\n").encode())
    (waiting,) = uploads.iterdir()
    assert waiting.stat().st_mode & 0o777 == 0o600
    confirm(officer, DataCategory, preview)
    assert DataCategory.objects.filter(key="w1").exists()
    assert list(uploads.iterdir()) == []


def test_forgotten_file_goes_with_the_next_import_or_start(officer, uploads):
    text = (HEAD + "w1;Woord;;gewoon;;nee\n").encode()
    upload(officer, DataCategory, "csv", text)
    (forgotten,) = uploads.iterdir()
    os.utime(forgotten, (0, 0))
    upload(officer, DataCategory, "csv", text)
    (waiting,) = uploads.iterdir()
    assert waiting != forgotten
    remove_left(older_than=0)
    assert list(uploads.iterdir()) == []


def test_file_that_cannot_be_read_again_is_said(officer, uploads, monkeypatch):
    preview = upload(officer, DataCategory, "csv", (HEAD + "w1;Woord;;gewoon;;nee\n").encode())
    monkeypatch.setattr(reader, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(reader, "PATIENCE", 0)
    with reader._turns:
        done = confirm(officer, DataCategory, preview)
    assert [str(message) for message in done.context["messages"]] == [
        f"Niets geïmporteerd. {reader.BUSY} Kies het bestand opnieuw."
    ]


def test_export_page_says_how_much_can_come_back(officer):
    page = " ".join(officer.get(address(DataCategory, "export")).content.decode().split())
    assert f"Een import neemt ten hoogste {MAX_ROWS} rijen en 5 MB tegelijk" in page


def test_change_between_preview_and_confirmation_saves_nothing(officer):
    text = sheet(RetentionTerm, term(key="een"), term(key="twee", ground="awr-52"))
    ground = StatutoryGround.objects.create(key="tijdelijk", name="T", law="X", status="gelezen")
    text = text.replace("awr-52", "tijdelijk")
    preview = upload(officer, RetentionTerm, "csv", text.encode())
    ground.delete()

    done = confirm(officer, RetentionTerm, preview)

    assert [str(message) for message in done.context["messages"]] == [
        "Niets geïmporteerd: de gegevens zijn intussen veranderd."
    ]
    assert RetentionTerm.objects.count() == 1


def test_confirmation_reads_no_other_file(officer):
    form = {"import_file_name": "passwd", "original_file_name": "x", "format": "2", "resource": 0}
    response = officer.post(address(DataCategory, "process_import"), form)
    assert response.context["confirm_form"].errors["import_file_name"] == ["Kies het bestand opnieuw."]


def test_staff_without_permission_neither_imports_nor_exports(db):
    someone = Client()
    someone.force_login(User.objects.create_user("iemand", is_staff=True))
    for what in ("import", "export", "process_import"):
        assert someone.post(address(DataCategory, what), {"x": "y"}).status_code == 403


def test_auditor_and_visitor_neither_import_nor_export(auditor, visitor):
    for person in (auditor, visitor):
        for what in ("import", "export"):
            assert person.get(address(DataCategory, what)).status_code in (302, 403)


def test_pages_are_dutch(officer):
    listing = officer.get(address(DataCategory, "changelist")).content.decode()
    assert ">Importeren</a>" in listing
    assert ">Exporteren</a>" in listing
    page = officer.get(address(DataCategory, "import")).content.decode()
    assert "kopie van een document" in page
    assert "Submit" not in page
