"""“Inlezen wat u al hebt”: a table is given, its columns and cells are chosen once, and all or nothing is read in."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.facts.recording import history_of
from providers.models import Provider
from register.models import BroughtTable, DataRow, HeadingSet, PageText, ProcessingActivity, PurposeRow
from tests.conftest import PASSWORD, person
from tests.forms import filled
from tests.register.bringing.shapes import FILES, MUNICIPAL, pasted

START = "/admin/inlezen/"
NEW = {"name": "Nieuw", "start": "NW"}


@pytest.fixture
def bringer(officer, vocabulary):
    """An officer, with the words of the project."""
    return officer


def give(client, content=None, file="register.csv", **target):
    """The page after giving a file, or after pasting its text."""
    form = filled(client.get(START)) | (target or NEW)
    if isinstance(content, bytes):
        form["file"] = SimpleUploadedFile(file, content)
    else:
        form["text"] = content or ""
    return client.post(START, form, follow=True)


def brought(client, rows=MUNICIPAL, **target):
    """The address of a table that was just given."""
    response = give(client, pasted(rows), **target)
    assert response.redirect_chain, response.context["errors"]
    return response.redirect_chain[-1][0]


def choose(client, address, **fields):
    """Choose columns; the page that shows what comes."""
    form = filled(client.get(address)) | {"kind": "verwerkingen"} | fields
    return client.post(address, form, follow=True)


def read_in(client, address):
    """Agree with what comes."""
    result = f"{address}proef/"
    return client.post(result, filled(client.get(result)), follow=True)


def counts(response):
    return response.context["report"].counts


def complaints(response):
    return [text for _, text in response.context["errors"]]


def test_a_table_comes_in_as_a_draft_of_a_new_provider(bringer):
    address = brought(bringer)
    shown = choose(bringer, address)
    assert counts(shown) == {"nieuw": 2}
    assert not Provider.objects.exists()
    assert "B2 Naam verwerking" in shown.content.decode()
    done = read_in(bringer, address)
    assert done.redirect_chain[-1][0] == "/admin/mijn/nieuw/"
    assert "2 nieuw" in done.content.decode()
    provider = Provider.objects.get()
    assert (provider.slug, provider.prefix) == ("nieuw", "NW")
    assert not BroughtTable.objects.exists()
    assert bringer.get("/register/nieuw/concept/").status_code == 200


def test_it_is_one_edit_in_history(bringer):
    address = brought(bringer)
    read_in(bringer, address)
    changes = {
        change
        for model in (Provider, ProcessingActivity, PurposeRow, DataRow)
        for change in history_of(model).objects.values_list("change_id", flat=True)
    }
    assert len(changes) == 1


def test_a_pasted_table_is_read_as_a_file_is(bringer):
    response = give(bringer, pasted(MUNICIPAL).decode())
    assert counts(choose(bringer, response.redirect_chain[-1][0])) == {"nieuw": 2}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_can_be_given(bringer, name):
    kind, content, _ = FILES[name]
    response = give(bringer, content, file=f"{name}.{kind}")
    assert response.context["brought"].table.headings


def test_the_columns_that_were_chosen_are_proposed_the_next_time(bringer):
    address = brought(bringer)
    page = bringer.get(address)
    (public,) = [field.html_name for field in page.context["columns"] if field.label == "Publiek/privaat"]
    choose(bringer, address, **{public: "department"})
    again = bringer.get(brought(bringer, name="Ander", start="AN"))
    assert {field.label: field.initial for field in again.context["columns"]}["Publiek/privaat"] == "department"
    assert HeadingSet.objects.count() == 1


def test_another_row_can_be_the_head(bringer):
    address = brought(bringer, [["x"], ["Naam", "Doel"], ["Bellen", "Leveren"]])
    assert bringer.get(address).context["brought"].kept.head == 2
    form = filled(bringer.get(address)) | {"head": "1", "_vorm": "ja"}
    page = bringer.post(address, form, follow=True)
    assert list(page.context["brought"].table.headings.values()) == ["x"]


def test_a_cell_is_corrected_once(bringer):
    address = brought(bringer)
    page = bringer.get(f"{address}regel/1/")
    (name,) = [field.html_name for field in page.context["form"] if field.label == "Grondslag (D3)"]
    form = filled(page) | {name: "6.1.a\nRol: verwerker"}
    shown = bringer.post(f"{address}regel/1/", form, follow=True)
    read = {heading: fields for _, heading, _, fields in shown.context["lines"][1][2]}
    assert read["Grondslag"] == {"Grondslagen": ["Toestemming"], "Rol": ["Verwerker"]}
    # Also for the next file with these headings.
    again = bringer.get(f"{brought(bringer, name='Ander', start='AN')}proef/")
    assert again.context["lines"][1][1].found.of("basis")[0].said.values["article"] == "a"


def test_a_correction_that_is_taken_back_is_forgotten(bringer):
    address = brought(bringer)
    page = bringer.get(f"{address}regel/1/")
    (field,) = [field for field in page.context["form"] if field.label == "Grondslag (D3)"]
    for text in ("6.1.a", field.initial):
        form = filled(bringer.get(f"{address}regel/1/")) | {field.html_name: text}
        bringer.post(f"{address}regel/1/", form)
    assert HeadingSet.objects.get().values == {"grondslag": {}}


def test_what_is_wrong_stops_everything_and_names_its_cell(bringer):
    address = brought(bringer, [*MUNICIPAL, ["Team", "x" * 301, "Doel"]])
    shown = choose(bringer, address)
    assert counts(shown) == {"nieuw": 2, "fout": 1}
    assert "B4: title" in shown.content.decode()
    assert counts(read_in(bringer, address)) == {"nieuw": 2, "fout": 1}
    assert not Provider.objects.exists()


def test_what_was_sent_twice_is_read_in_once(bringer):
    address = brought(bringer)
    form = filled(bringer.get(f"{address}proef/"))
    for _ in range(2):
        response = bringer.post(f"{address}proef/", form, follow=True)
        assert response.redirect_chain[-1][0] == "/admin/mijn/nieuw/"
    assert ProcessingActivity.objects.count() == 2


def test_a_provider_that_is_there_gets_more(bringer, demo):
    address = brought(bringer, provider=str(demo.pk), name="", start="")
    read_in(bringer, address)
    numbers = ProcessingActivity.objects.filter(provider=demo).values_list("number", flat=True)
    assert sorted(numbers) == ["DM-01", "DM-02", "DM-03", "DM-04"]
    assert bringer.get(f"{START}?aanbieder=demo").context["form"].initial == {"provider": demo}


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "x.csv", "Het verstuurde bestand is leeg."),
        (b"x", "x.exe", "Kies een bestand dat eindigt op"),
        (b"no zip", "x.xlsx", "Dit is geen xlsx-bestand."),
        (b"{]", "x.json", "Dit json-bestand is niet leesbaar"),
        (b"a;b\n1;\x00", "x.csv", "teken dat niet gedrukt kan worden (U+0000)"),
        (b"\n" * 5000 + b"a;b\nc;d", "x.csv", "meer dan 2000 rijen"),
        (b"a;" * 200, "x.csv", "meer dan 100 kolommen"),
        ("", "", "Kies een bestand of plak een tabel"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(bringer, content, name, message):
    found = complaints(give(bringer, content, file=name))
    assert any(message in text for text in found), found
    assert not BroughtTable.objects.exists()


@pytest.mark.parametrize(
    ("target", "field"),
    [
        ({"name": "", "start": "NW"}, "name"),
        ({"name": "Demo", "start": "NW"}, "name"),
        ({"name": "Nieuw", "start": "nw1"}, "start"),
        ({"name": "Nieuw", "start": "DM"}, "start"),
    ],
)
def test_a_new_provider_needs_a_name_and_letters_of_its_own(bringer, demo, target, field):
    assert field in give(bringer, pasted(MUNICIPAL), **target).context["form"].errors


def test_a_table_can_be_left(bringer):
    address = brought(bringer)
    bringer.post(address, filled(bringer.get(address)) | {"_weg": "ja"})
    assert not BroughtTable.objects.exists()


def test_what_is_left_for_a_week_goes(bringer):
    brought(bringer)
    BroughtTable.objects.update(made_at=timezone.now() - timedelta(days=8))
    brought(bringer)
    assert BroughtTable.objects.count() == 1


def test_headings_that_are_nowhere_are_said(bringer):
    address = brought(bringer)
    form = filled(bringer.get(address)) | {"head": "900", "_vorm": "ja"}
    assert "Op deze plaats staan geen koppen" in bringer.post(address, form, follow=True).content.decode()
    assert counts(bringer.get(f"{address}proef/")) == {}
    assert bringer.get(f"{address}regel/7/").status_code == 404


def test_too_many_at_once_are_refused(bringer):
    address = brought(bringer, [["Naam", "Doel"], *([f"Bellen {number}", "Leveren"] for number in range(151))])
    page = bringer.get(f"{address}proef/", follow=True)
    assert page.redirect_chain[-1][0] == address
    assert "Verdeel het bestand" in page.content.decode()


@pytest.mark.parametrize("part", ["", "proef/", "regel/0/"])
def test_a_table_is_only_for_whom_brought_it(bringer, administrator, part):
    address = brought(bringer)
    assert administrator.get(address + part).status_code == 404
    assert administrator.post(address + part).status_code == 404
    assert BroughtTable.objects.count() == 1


@pytest.mark.parametrize("part", ["", "{pk}/", "{pk}/proef/", "{pk}/regel/0/"])
def test_who_may_not_change_a_register_is_refused(bringer, auditor, visitor, part):
    brought(bringer)
    address = START + part.format(pk=BroughtTable.objects.get().pk)
    for client in (auditor, visitor):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
    staff = person("kijker", "Auditor", is_staff=True)
    assert staff.get(address).status_code == 403
    assert staff.post(address).status_code == 403


def test_who_may_add_no_provider_reads_into_those_that_are_there(vocabulary, demo):
    staff = person("helper", "Auditor", is_staff=True)
    names = ("add_processingactivity", "change_processingactivity", "change_provider")
    staff.user.user_permissions.set(Permission.objects.filter(codename__in=names))
    staff.login(username="helper", password=PASSWORD)
    assert set(staff.get(START).context["form"].fields) == {"file", "text", "provider"}
    assert "provider" in give(staff, pasted(MUNICIPAL), **NEW).context["form"].errors
    assert give(staff, pasted(MUNICIPAL), provider=str(demo.pk)).redirect_chain


def test_the_way_there_is_on_the_start_page_and_at_the_provider(bringer, demo):
    assert f'href="{START}"' in bringer.get("/admin/").content.decode()
    assert f'href="{START}?aanbieder=demo"' in bringer.get("/admin/mijn/demo/").content.decode()


@pytest.mark.parametrize("part", ["", "{pk}/", "{pk}/regel/0/"])
def test_pages_ask_as_much_for_a_large_table_as_for_a_small_one(bringer, part):
    asked = []
    for rows in (1, 60):
        brought(bringer, [["Naam", "Doel"], *([f"Bellen {number}", "Leveren"] for number in range(rows))])
        address = START + part.format(pk=BroughtTable.objects.first().pk)
        bringer.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert bringer.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_no_public_text_comes_of_it(bringer):
    read_in(bringer, brought(bringer))
    assert not PageText.objects.exists()
