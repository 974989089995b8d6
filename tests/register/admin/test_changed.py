"""What was changed in a month, per provider and person, as page and as a table; and back from there."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.facts import recording
from providers.facts.recording import history_of, one_change
from providers.models import Provider, Recipient, Service
from register.admin import changed
from register.models import DataCategory
from tests.data import edit
from tests.forms import filled

PAGE, TABLE = reverse("changed"), reverse("changed_table")


@pytest.fixture
def service(demo):
    return Service.objects.create(provider=demo, key="proefdienst", name="Bellen", condition="altijd")


@pytest.fixture
def on(monkeypatch):
    """`on(row, "2026-03-02T10:00", "anna", name="x")`: an edit of a moment, by somebody."""

    def change(row, moment, author, **values):
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        with monkeypatch.context() as patch, one_change(author) as made:
            patch.setattr(recording.timezone, "now", lambda: at)
            edit(type(row).objects.filter(pk=row.pk), **values)
        return made

    return change


def names(person, **asked):
    """Names after the edits on the page, the last one first."""
    return [row.name for entry, rows in person.get(PAGE, asked).context["shown"] for row, _ in rows]


def table(person, **asked):
    content = b"".join(person.get(TABLE, asked).streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


MARCH = {"van": "2026-03-01", "tot": "2026-03-31"}


def test_a_period_has_its_first_and_last_moment_by_the_clock_of_the_installation(officer, service, on):
    on(service, "2026-02-28T22:59", "anna", name="Februari")
    on(service, "2026-02-28T23:00", "anna", name="Begin")
    on(service, "2026-03-31T21:59", "anna", name="Eind")
    on(service, "2026-03-31T22:00", "anna", name="April")
    assert names(officer, **MARCH) == ["Eind", "Begin"]


def test_without_a_period_it_is_last_month(officer, service, on, monkeypatch):
    on(service, "2026-03-10T10:00", "anna", name="Maart")
    on(service, "2026-04-01T10:00", "anna", name="April")
    monkeypatch.setattr(changed.timezone, "localdate", lambda *_: datetime(2026, 4, 14).date())  # noqa: DTZ001
    assert names(officer) == ["Maart"]
    months = [link for _, link in officer.get(PAGE).context["months"]]
    assert months[:2] == ["van=2026-04-01&tot=2026-04-30", "van=2026-03-01&tot=2026-03-31"]


def test_it_is_asked_per_provider_and_person(officer, service, five, on):
    other = Service.objects.exclude(provider=service.provider).first()
    on(service, "2026-03-10T10:00", "anna", name="Van Demo")
    on(other, "2026-03-11T10:00", "anna", name="Van een ander")
    on(service, "2026-03-12T10:00", "bram", name="Door Bram")
    assert names(officer, **MARCH) == ["Door Bram", "Van een ander", "Van Demo"]
    assert names(officer, **MARCH, persoon="anna") == ["Van een ander", "Van Demo"]
    assert names(officer, **MARCH, aanbieder="demo") == ["Door Bram", "Van Demo"]
    assert names(officer, **MARCH, aanbieder="demo", persoon="anna") == ["Van Demo"]
    people = officer.get(PAGE, {**MARCH, "persoon": "anna"}).context["choices"][1].options
    assert people == (("anna", "anna"), ("bram", "bram"))


def test_an_edit_leads_to_its_row_and_back(officer, service, on):
    change = on(service, "2026-03-10T10:00", "anna", name="Anders", condition="soms")
    page = officer.get(PAGE, MARCH).content.decode()
    assert f'href="{reverse("admin:providers_service_change", args=[service.pk])}"' in page
    link = f"{reverse('changed_back')}?wijziging={change.id}"
    assert link in page
    look = officer.get(link)
    data = filled(look) | {"onderdeel": [f"providers.service:{service.pk}:name"]}
    answer = officer.post(link, data, follow=True)
    assert "Teruggezet: dienst “Bellen”." in answer.content.decode()
    service.refresh_from_db()
    assert (service.name, service.condition) == ("Bellen", "soms")
    newest = history_of(Service)._base_manager.filter(id=service.pk).latest("history_id")
    assert (newest.history_user_id, newest.history_change_reason) == ("officer", "teruggezet uit de geschiedenis")


def test_the_table_is_what_dutch_excel_reads_and_runs_nothing(officer, service, on):
    on(service, "2026-03-10T10:00", "=cmd()", name="=1+1;2", condition="@x y")
    heading, *rows = table(officer, **MARCH)
    assert heading[1:] == ["door", "soort rij", "rij", "wat", "veld", "was", "werd", "wijziging"]
    assert [row[:8] for row in rows] == [
        ["2026-03-10 11:00:00", "'=cmd()", "dienst", "'=1+1;2", "gewijzigd", "naam", "Bellen", "'=1+1;2"],
        ["2026-03-10 11:00:00", "'=cmd()", "dienst", "'=1+1;2", "gewijzigd", "voorwaarde", "altijd", "'@x y"],
    ]
    assert [row[7] for row in table(officer, **MARCH, persoon="=cmd()")[1:]] == ["'=1+1;2", "'@x y"]
    assert table(officer, **MARCH, persoon="niemand") == [heading]


def test_the_table_has_what_does_not_fit_a_page(officer, service, on, monkeypatch):
    monkeypatch.setattr(changed, "PER_PAGE", 2)
    monkeypatch.setattr(changed, "_AT_ONCE", 2)
    for number in range(5):
        on(service, f"2026-03-1{number}T10:00", "anna", name=f"Naam {number}")
    assert names(officer, **MARCH) == ["Naam 4", "Naam 3"]
    assert names(officer, **MARCH, p=3) == ["Naam 0"]
    assert [row[7] for row in table(officer, **MARCH)[1:]] == [f"Naam {number}" for number in (4, 3, 2, 1, 0)]


def test_an_edit_of_many_rows_shows_the_first(officer, demo, on, monkeypatch):
    monkeypatch.setattr(changed, "MOST_ROWS", 2)
    with one_change("anna"):
        for number in range(4):
            Recipient.objects.create(provider=demo, key=f"r{number}", name=f"R {number}")
    today = recording.timezone.localdate().isoformat()
    page = officer.get(PAGE, {"van": today, "tot": today, "persoon": "anna"})
    assert [row.name for _, rows in page.context["shown"] for row, _ in rows] == ["R 0", "R 1"]
    assert "De eerste 2 van 4 rijen." in page.content.decode()


def test_hostile_text_is_only_text(officer, service, on):
    on(service, "2026-03-10T10:00", "<b>anna</b>", name="<script>alert(1)</script>")
    page = officer.get(PAGE, MARCH).content.decode()
    assert "<script>alert" not in page
    assert "<b>anna" not in page


def test_shared_words_belong_to_everybody(officer, vocabulary, on):
    word = DataCategory.objects.first()
    on(word, "2026-03-10T10:00", "anna", name="Een ander woord")
    assert names(officer, **MARCH) == ["Een ander woord"]


def test_what_somebody_may_not_see_is_not_there(officer, service, five, on, monkeypatch):
    other = Service.objects.exclude(provider=service.provider).first()
    change = on(other, "2026-03-10T10:00", "anna", name="Van een ander")
    on(service, "2026-03-11T10:00", "anna", name="Van Demo")
    queryset = type(Provider.objects.all())
    monkeypatch.setattr(queryset, "for_user", lambda self, user: self.filter(slug="demo"))
    assert names(officer, **MARCH) == ["Van Demo"]
    assert names(officer, **MARCH, aanbieder=other.provider.slug) == ["Van Demo"]
    assert [row[7] for row in table(officer, **MARCH)[1:]] == ["Van Demo"]
    look = officer.get(reverse("changed_back"), {"wijziging": str(change.id)})
    assert look.context["plan"].parts == ()
    officer.post(reverse("changed_back"), {"change": str(change.id)})
    assert Service.objects.get(pk=other.pk).name == "Van een ander"


def test_kinds_of_rows_that_somebody_may_not_see_are_not_there(officer, service, demo, on):
    on(service, "2026-03-10T10:00", "anna", name="Een dienst")
    on(Recipient.objects.get(provider=demo), "2026-03-11T10:00", "anna", name="Een ontvanger")
    officer.user.groups.clear()
    officer.user.user_permissions.set(Permission.objects.filter(codename__in=["read_register", "view_service"]))
    assert names(officer, **MARCH) == ["Een dienst"]
    assert len(table(officer, **MARCH)) == 2


@pytest.mark.parametrize("place", [PAGE, TABLE, reverse("changed_back")])
def test_who_may_not_read_registers_gets_nothing(place, officer, auditor, visitor):
    officer.user.groups.clear()
    officer.user.user_permissions.set(Permission.objects.filter(codename__endswith="_service"))
    assert officer.get(place).status_code == 403
    assert auditor.get(place).status_code == 302
    assert visitor.get(place).status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        *({"van": "x"}, {"van": "2026-13-01"}, {"van": "2026-04-01", "tot": "2026-03-01"}, {"tot": "9999-12-31"}),
        *({"p": "x"}, {"p": "9" * 5000}, {"aanbieder": "niemand"}, {"persoon": "' OR 1=1"}),
    ],
)
def test_rubbish_in_the_address_is_answered(asked, officer, demo):
    assert officer.get(PAGE, asked).status_code == 200
    assert officer.get(TABLE, asked).status_code == 200


def test_it_costs_the_same_with_one_edit_as_with_many(officer, service, on):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert names(officer, **MARCH)
        return len(queries)

    on(service, "2026-03-10T10:00", "anna", name="Eerst")
    asked()
    before = asked()
    for number in range(9):
        on(service, f"2026-03-11T10:0{number}", "anna", name=f"Naam {number}")
    assert asked() == before


def test_an_import_says_from_which_file(officer, demo):
    address = reverse("admin:providers_service_import")
    export = officer.post(reverse("admin:providers_service_export"), {"format": "2"})
    content = export.content.decode().replace("Bellen", "Telefonie")
    name = '=<b>diensten"' + "x" * 200 + ".csv"
    upload = SimpleUploadedFile(name, content.encode(), content_type="text/csv")
    preview = officer.post(address, {"import_file": upload, "format": "2"})
    confirm = reverse("admin:providers_service_process_import")
    assert officer.post(confirm, filled(preview)).status_code == 302
    assert Service.objects.filter(name="Telefonie").exists()
    today = recording.timezone.localdate().isoformat()
    page = officer.get(PAGE, {"van": today, "tot": today, "persoon": "officer"})
    (entry,) = [entry for entry, _ in page.context["shown"]]
    assert entry.by.startswith("officer, ingelezen uit bestand =")
    assert len(entry.reason) == 100
    assert "<b>diensten" not in page.content.decode()
