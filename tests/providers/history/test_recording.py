"""Every edit leaves a record that says who, when and what, and that nobody can change."""

import uuid

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.facts.recording import history_of, links_of, one_change
from providers.history.first import tracked_models
from providers.models import Provider, Recipient, Service, System
from register import append_only
from register.dossier import TABLES, live_dossier
from register.dossier.past import dossier_as_of
from register.models import DataRow, ProcessingActivity, Publication, PublicationFile
from register.wording import date_words
from tests.data import FOLDER, VOCABULARY, edit
from tests.forms import add_row, filled, problems

SERVICES = ProcessingActivity._meta.get_field("services")


def records(row):
    return history_of(type(row)).objects.filter(id=row.pk).order_by("history_id")


def page(row, view="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=[row.pk])


def save(officer, row, **values):
    """Change fields of a page as the officer; rows of inlines by prefix."""
    data = filled(officer.get(page(row))) | values
    response = officer.post(page(row), data)
    assert response.status_code == 302, problems(response)


def refuses_change(rows: QuerySet) -> None:
    table, key = rows.model._meta.db_table, rows.model._meta.pk.column
    sentences = (f'UPDATE "{table}" SET "{key}" = "{key}"', f'DELETE FROM "{table}"')  # noqa: S608
    if connection.vendor == "postgresql":
        sentences += (f'TRUNCATE "{table}"',)
    for sentence in sentences:
        with pytest.raises(DatabaseError, match="toevoegen"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sentence)


def test_every_row_of_the_dossier_has_a_history():
    assert {table.model for table in TABLES.values()} <= set(tracked_models())
    assert not {Publication, PublicationFile} & set(tracked_models())


def test_every_table_of_history_is_append_only():
    tables = {history_of(model) for model in tracked_models()}
    tables |= {links_of(field) for model in tracked_models() for field in model._meta.local_many_to_many}
    assert tables <= set(append_only.append_only_models())


def test_the_database_refuses_to_change_history(demo):
    ProcessingActivity.objects.get(number="DM-01").services.set([])
    ProcessingActivity.objects.get(number="DM-01").services.set(Service.objects.all())
    for model in (history_of(Service), links_of(SERVICES)):
        assert model.objects.exists()
        refuses_change(model.objects)


def test_a_record_cannot_be_replaced(demo):
    table = history_of(Service)._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in history_of(Service)._meta.fields)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'{verb} INTO "{table}" ({columns}) SELECT {columns} FROM "{table}"')  # noqa: S608


def test_one_save_is_one_change_by_the_person_who_is_signed_in(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    data = filled(officer.get(page(activity))) | {"title": "Anders", "services": []}
    add_row(data, "purposerow_set", key="x", name="Nieuw doel", sequence=0)
    assert officer.post(page(activity), data).status_code == 302
    purpose = activity.purposerow_set.get(key="x")
    made = [records(activity).last(), records(purpose).last()]
    assert len({record.change_id for record in made}) == 1
    assert {record.history_user_id for record in made} == {"officer"}
    assert len({record.history_date for record in made}) == 1


def test_two_saves_are_two_changes(officer, demo):
    service = Service.objects.get(key="bellen")
    save(officer, service, name="Een")
    save(officer, service, name="Twee")
    assert len({record.change_id for record in records(service)}) == 3


def test_a_save_that_changes_nothing_leaves_no_record(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    before = records(activity).count()
    save(officer, activity)
    assert records(activity).count() == before


def test_a_set_that_changed_from_the_other_side_is_recorded_where_it_belongs(demo):
    service = Service.objects.get(key="bellen")
    activity = ProcessingActivity.objects.get(number="DM-02")
    services = records(service).count()
    activity.services.clear()
    service.processingactivity_set.add(activity)
    members = links_of(SERVICES).objects.filter(history=records(activity).last())
    assert [link.service_id for link in members] == [service.pk]
    assert records(service).count() == services


def test_a_reference_that_a_deletion_empties_is_recorded(demo):
    recipient = Recipient.objects.create(provider=demo, key="host", name="Gastheer")
    system = System.objects.create(provider=demo, key="s", name="Systeem", host=recipient)
    number = recipient.pk
    with one_change("officer") as change:
        recipient.delete()
    assert [record.host_id for record in records(system)] == [number, None]
    assert records(system).last().change_id == change.id
    assert System.objects.get(pk=system.pk).host is None


def test_saving_some_fields_records_what_was_saved(demo):
    service = Service.objects.get(key="bellen")
    service.name, service.condition = "Nieuw", "niet bewaard"
    service.save(update_fields=["name"])
    assert (records(service).last().name, records(service).last().condition) == ("Nieuw", "")


@pytest.mark.parametrize(
    "deed",
    [
        lambda rows: rows.update(name="x"),
        lambda rows: rows.bulk_create([]),
        lambda rows: rows.bulk_update(rows, ["name"]),
    ],
)
def test_what_history_would_miss_is_refused(demo, deed):
    with pytest.raises(TypeError, match="geen geschiedenis"):
        deed(Service.objects.all())


def test_history_outlives_the_account_of_its_author(officer, demo):
    service = Service.objects.get(key="bellen")
    save(officer, service, name="Anders")
    User.objects.get(username="officer").delete()
    assert records(service).last().history_user_id == "officer"


def test_loading_is_one_change_by_load_register(db):
    call_command("load_register", str(VOCABULARY), str(FOLDER / "demo.yaml"), verbosity=0)
    made = [record for model in (Provider, Service, DataRow) for record in history_of(model).objects.all()]
    assert len({record.change_id for record in made}) == 1
    assert {record.history_user_id for record in made} == {"load_register"}


def test_history_says_when_and_by_whom_in_words(officer, demo):
    with one_change("load_register") as change:
        edit(Service.objects.filter(key="bellen"), name="Telefonie")
    html = " ".join(text_of(officer.get(page(Service.objects.get(key="bellen"), "history"))).split())
    at = timezone.localtime(change.stamp()["history_date"])
    assert f"{date_words(at.date())} {at:%H:%M}</time> overgenomen bij de installatie </h2>" in html


def test_an_installation_from_before_gets_a_first_record_for_every_row(demo):
    append_only.remove()
    for model in tracked_models():
        for field in model._meta.local_many_to_many:
            links_of(field).objects.all().delete()
        history_of(model).objects.all().delete()
    append_only.install()

    call_command("migrate", verbosity=0)

    assert dossier_as_of(demo.pk, timezone.now()) == live_dossier(demo.pk)
    made = list(history_of(Service).objects.all())
    assert {(record.history_type, record.history_user_id) for record in made} == {("+", "migrate")}
    call_command("migrate", verbosity=0)
    assert history_of(Service).objects.count() == len(made) == Service.objects.count()


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_history_of_a_page_reads_in_dutch_with_rows_and_sets(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    row = activity.datarow_set.get(name="Nummer")
    services = [str(Service.objects.get(key="bellen").pk)]
    data = filled(officer.get(page(activity))) | {"title": "Anders", "services": services, "role": "processor"}
    place = next(name for name, value in data.items() if name.startswith("datarow_set-") and value == ["Nummer"])
    response = officer.post(page(activity), data | {place: "Telefoonnummer"})
    assert response.status_code == 302, problems(response)

    shown = officer.get(page(activity, "history")).context["page"].object_list[0]

    told = {(item.kind, item.name): item for item in shown.rows}
    own = {field.label: (field.was, field.now) for field in told["verwerking", "DM-01 Anders"].fields}
    assert own["titel"] == ("Bellen", "Anders")
    assert own["diensten"] == ("Bellen, Internet", "Bellen")
    assert own["rol"][1] == "Verwerker"
    changed = told["gegevens", "Telefoonnummer"].fields
    assert [(field.label, field.was, field.now) for field in changed] == [
        ("in eigen woorden", "Nummer", "Telefoonnummer")
    ]
    assert (shown.author, row.pk) == ("officer", DataRow.objects.get(name="Telefoonnummer").pk)
    html = text_of(officer.get(page(activity, "history")))
    assert "style=" not in html
    assert "<td>Bellen, Internet</td>" in html


def test_history_of_a_deleted_row_can_still_be_read(officer, demo):
    service = Service.objects.create(provider=demo, key="weg", name="Gaat weg")
    address = page(service, "history")
    with one_change("officer"):
        service.delete()
    html = text_of(officer.get(address))
    assert "Dienst “Gaat weg” verwijderd" in html
    assert "Dienst “Gaat weg” verwijderd" in text_of(officer.get(f"/admin/providers/provider/{demo.pk}/wijzigingen/"))


def test_history_is_escaped(officer, demo):
    edit(Service.objects.filter(key="bellen"), name="<script>x</script>")
    html = text_of(officer.get(page(Service.objects.get(key="bellen"), "history")))
    assert "<script>x" not in html
    assert "&lt;script&gt;x" in html


def test_all_changes_of_a_provider_are_pages_of_edits(officer, demo):
    for number in range(30):
        edit(Service.objects.filter(key="bellen"), name=f"Naam {number}")
    place = f"/admin/providers/provider/{demo.pk}/wijzigingen/"
    first, last = officer.get(place), officer.get(f"{place}?p=99")
    assert "Naam 29" in text_of(first)
    assert len(first.context["found"]) == 25
    assert "Ouder" in text_of(first)
    assert "Nieuwer" in text_of(last)


@pytest.mark.parametrize("view", ["history", "changes"])
def test_queries_of_history_do_not_grow_with_edits(officer, demo, view):
    activity = ProcessingActivity.objects.get(number="DM-01")
    place = page(activity, "history") if view == "history" else f"/admin/providers/provider/{demo.pk}/wijzigingen/"

    def cost():
        with CaptureQueriesContext(connection) as queries:
            officer.get(place)
        return len(queries)

    edit(ProcessingActivity.objects.filter(pk=activity.pk), title="Nul")
    activity.services.clear()
    few = cost()
    with one_change("officer"):
        for number in range(10):
            edit(ProcessingActivity.objects.filter(pk=activity.pk), title=f"Titel {number}")
            edit(DataRow.objects.filter(activity=activity), explanation=f"Uitleg {number}")
            activity.services.set(Service.objects.all()[: number % 2])
    assert cost() <= few + 2


@pytest.mark.parametrize("who", ["auditor", "visitor"])
def test_history_is_for_officers(request, demo, who):
    client = request.getfixturevalue(who)
    service = Service.objects.get(key="bellen")
    for place in (page(service, "history"), f"/admin/providers/provider/{demo.pk}/wijzigingen/"):
        assert client.get(place).status_code in (302, 403)


@pytest.mark.parametrize("number", ["0", "999999", "x", str(uuid.UUID(int=1))])
def test_history_of_what_never_was(officer, demo, number):
    for place in (f"/admin/providers/service/{number}/history/", f"/admin/providers/provider/{number}/wijzigingen/"):
        assert officer.get(place).status_code == 302
