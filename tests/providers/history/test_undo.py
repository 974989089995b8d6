"""Whatever was deleted or changed can be put back from history, with its numbers, children and links."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Count, ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.facts.recording import history_of, one_change
from providers.history.entries import entries
from providers.history.first import tracked_models
from providers.history.undo import NOTHING, UndoError, take_back
from providers.models import Provider, Recipient, Service, System
from register.dossier import live_dossiers, register_fingerprint
from register.models import DataRow, Disclosure, FirstLayerAnswer, Minors, ProcessingActivity, Purpose
from retention.models import TermException
from tests import prepared
from tests.data import edit
from tests.forms import add_row, filled

MODELS = list(tracked_models())


def everything() -> dict:
    """All rows with their numbers and sets, and what the Dossiers made of them are."""
    found: dict[Any, Any] = {model: sorted(prepared.rows_in(model._meta.db_table)) for model in MODELS}
    for model in MODELS:
        for item in model._meta.local_many_to_many:
            found[item] = sorted(model._base_manager.values_list("pk", item.name))
    providers = list(Provider.objects.order_by("slug").values_list("pk", flat=True))
    return found | {"dossiers": [register_fingerprint(dossier) for dossier in live_dossiers(providers).values()]}


def all_parts() -> list:
    return [(model, history_of(model)._base_manager.all()) for model in MODELS]


def own_part(row: Any) -> list:
    return [(type(row), history_of(type(row))._base_manager.filter(id=row.pk))]


def delete(row: Any) -> None:
    """Delete a row, and first what stands in the way."""
    try:
        row.delete()
    except ProtectedError as error:
        for other in error.protected_objects:
            for present in type(other)._base_manager.filter(pk=other.pk):
                delete(present)
        delete(row)


def address(row: Any, view: str = "history") -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{view}", args=[row.pk])


def deleted(row: Any) -> Any:
    """The edit in which this row was deleted just now."""
    pk = row.pk
    with one_change("officer") as change:
        row.delete()
    row.pk = pk
    return change


def undo(person: Any, row: Any, change: Any) -> str:
    """Press the button below an edit on the history page of a row; the message that follows."""
    response = person.post(address(row), {"change": str(change)}, follow=True)
    return str(list(response.context["messages"])[-1])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_deleted_row_of_every_kind_comes_back(model, demo, add_five):
    FirstLayerAnswer.objects.create(provider=demo, question="wie", text="Wij.")
    Minors.objects.create(provider=demo, age=16)
    TermException.objects.create(term=demo.retentionterm_set.get(), condition="bij een klacht", wording="langer")
    if not model._base_manager.exists():
        add_five()
    comes_back(model._base_manager.order_by("pk").first())


def test_a_word_that_all_providers_use_comes_back(five):
    comes_back(Purpose.objects.alias(rows=Count("purposerow")).latest("rows"))


def comes_back(row: Any) -> None:
    """Delete the row with all below it, and take that back."""
    assert row is not None, "put a row of this kind in tests/data/demo.yaml"
    before = everything()
    with one_change("officer") as change:
        delete(row)
    assert everything() != before
    take_back(all_parts(), change.id)
    assert everything() == before


def test_an_activity_comes_back_from_its_own_history(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    before = everything()
    officer.post(address(activity, "delete"), {"post": "yes"})
    listed = officer.get(reverse("admin:register_processingactivity_deleted")).content.decode()
    assert address(activity) in listed
    change = history_of(ProcessingActivity)._base_manager.order_by("history_id").last().change_id
    assert f"?wijziging={change}" in officer.get(address(activity)).content.decode()
    assert undo(officer, activity, change).startswith("Teruggezet: verwerking “DM-01 ")
    assert everything() == before
    assert address(activity) not in officer.get(reverse("admin:register_processingactivity_deleted")).content.decode()
    newest, *_ = entries([(ProcessingActivity, history_of(ProcessingActivity)._base_manager.filter(id=activity.pk))])
    assert [row.deed for row in newest.rows] == ["teruggezet"]
    assert newest.author == "officer"


def test_ten_recipients_deleted_at_once_come_back_one_by_one_or_together(officer, demo):
    made = [Recipient.objects.create(provider=demo, key=f"r{number}", name=f"R {number}") for number in range(10)]
    System.objects.create(provider=demo, key="sys", name="Systeem", host=made[0])
    before = everything()
    officer.post(
        reverse("admin:providers_recipient_changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk for row in made], "post": "yes"},
    )
    assert not Recipient.objects.filter(key__startswith="r").exists()
    change = history_of(Recipient)._base_manager.order_by("history_id").last().change_id
    assert undo(officer, made[0], change) == "Teruggezet: ontvanger “R 0”, systeem “Systeem”."
    assert System.objects.get(key="sys").host == made[0]
    response = officer.post(f"/admin/providers/provider/{demo.pk}/wijzigingen/", {"change": str(change)}, follow=True)
    assert "en nog 6" in response.content.decode()
    assert everything() == before


def test_a_changed_page_goes_back_to_what_it_was(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    before = everything()
    data = filled(officer.get(address(activity, "change"))) | {"title": "Anders", "services": []}
    data["datarow_set-0-DELETE"] = "on"
    assert officer.post(address(activity, "change"), data).status_code == 302
    change = history_of(ProcessingActivity)._base_manager.order_by("history_id").last().change_id
    assert undo(officer, activity, change).startswith("Teruggezet: ")
    assert everything() == before


def test_what_was_added_stays(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    data = filled(officer.get(address(activity, "change"))) | {"title": "Anders"}
    add_row(data, "purposerow_set", key="x", name="Nieuw doel", sequence=0)
    assert officer.post(address(activity, "change"), data).status_code == 302
    change = history_of(ProcessingActivity)._base_manager.order_by("history_id").last().change_id
    undo(officer, activity, change)
    activity.refresh_from_db()
    assert activity.title != "Anders"
    assert activity.purposerow_set.filter(key="x").exists()


def test_a_field_that_changed_again_is_not_overwritten(officer, demo):
    service = Service.objects.first()
    with one_change("anna") as change:
        edit(Service.objects.filter(pk=service.pk), name="Eerst")
    with one_change("bram"):
        edit(Service.objects.filter(pk=service.pk), name="Later")
    assert undo(officer, service, change.id) == (
        "Niets teruggezet. Dienst “Later”: naam is daarna weer gewijzigd; draai eerst die wijziging terug."
    )
    assert Service.objects.get(pk=service.pk).name == "Later"


def test_a_key_that_was_taken_meanwhile_is_named(officer, demo):
    service = Service.objects.create(provider=demo, key="weg", name="Gaat weg")
    change = deleted(service)
    Service.objects.create(provider=demo, key="weg", name="Een ander")
    message = undo(officer, service, change.id)
    assert message.startswith("Niets teruggezet. Dienst “Gaat weg” kan niet terug: ")
    assert "bestaat al" in message
    assert Service.objects.filter(key="weg").count() == 1


def test_a_row_whose_parent_is_gone_names_it(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    purpose = activity.purposerow_set.first()
    change = deleted(purpose)
    later = deleted(activity)
    assert undo(officer, purpose, change.id) == (
        f"Niets teruggezet. Verwerking “DM-01 {activity.title}” hoort hierbij en is zelf verwijderd; "
        "zet die eerst terug."
    )
    undo(officer, activity, later.id)
    assert undo(officer, purpose, change.id).startswith("Teruggezet: doel")


def test_twice_is_said_and_changes_nothing(officer, demo):
    service = Service.objects.create(provider=demo, key="weg", name="Gaat weg")
    change = deleted(service)
    undo(officer, service, change.id)
    before = everything()
    assert undo(officer, service, change.id) == f"Niets teruggezet. {NOTHING}"
    assert everything() == before


@pytest.mark.parametrize("change", ["", "x", "0" * 32, "' OR 1=1"])
def test_rubbish_for_an_edit_is_refused(change, officer, demo):
    before = everything()
    assert undo(officer, Service.objects.first(), change).startswith(
        ("Niets teruggezet.", "Deze wijziging is er niet.")
    )
    assert everything() == before


def test_the_edit_of_another_provider_is_not_reached_from_here(officer, demo, five):
    other = Service.objects.exclude(provider=demo).first()
    with one_change("officer") as change:
        edit(Service.objects.filter(pk=other.pk), name="Anders")
    assert undo(officer, Service.objects.filter(provider=demo).first(), change.id).startswith("Niets teruggezet.")
    assert Service.objects.get(pk=other.pk).name == "Anders"


@pytest.mark.parametrize(("missing", "deed"), [("add_service", "deleted"), ("change_service", "changed")])
def test_only_who_may_add_or_change_the_kind_may_put_it_back(missing, deed, officer, demo):
    service = Service.objects.create(provider=demo, key="weg", name="Gaat weg")
    with one_change("anna") as change:
        if deed == "deleted":
            Service.objects.get(pk=service.pk).delete()
        else:
            edit(Service.objects.filter(pk=service.pk), name="Anders")
    before = everything()
    officer.user.groups.clear()
    may = Permission.objects.filter(codename__endswith="_service").exclude(codename=missing)
    officer.user.user_permissions.set(may)
    response = officer.post(address(service), {"change": str(change.id)})
    assert response.status_code == 403
    assert everything() == before
    assert officer.get(reverse("admin:providers_service_deleted")).status_code == (403 if missing[0] == "a" else 200)


def test_an_auditor_reaches_neither(auditor, demo):
    service = Service.objects.first()
    assert auditor.post(address(service), {"change": "x"}).status_code == 302
    assert auditor.get(reverse("admin:providers_service_deleted")).status_code == 302


def test_what_was_linked_and_got_something_else_meanwhile_keeps_that(demo):
    first, second = (Recipient.objects.create(provider=demo, key=key, name=key) for key in ("a-a", "b-b"))
    system = System.objects.create(provider=demo, key="sys", name="Systeem", host=first)
    change = deleted(first)
    edit(System.objects.filter(pk=system.pk), host=second)
    take_back(own_part(first), change.id)
    assert System.objects.get(pk=system.pk).host == second


def test_a_member_that_is_gone_stops_a_return_that_needs_it(demo):
    row = DataRow.objects.filter(activity__provider=demo).first()
    purpose = row.activity.purposerow_set.first()
    row.purposes.set([purpose])
    change = deleted(row)
    purpose.delete()
    with pytest.raises(UndoError, match="is zelf verwijderd; zet die eerst terug"):
        take_back(own_part(row), change.id)
    assert not DataRow.objects.filter(pk=row.pk).exists()


def test_many_children_cost_no_more_reading(officer, demo):
    def reads(children: int) -> int:
        recipient = Recipient.objects.create(provider=demo, key=f"k{children}", name="Veel")
        activity = ProcessingActivity.objects.create(provider=demo, number=f"DM-{90 + children}", title="Met rijen")
        for number in range(children):
            Disclosure.objects.create(provider=demo, activity=activity, recipient=recipient, condition=str(number))
        change = deleted(activity)
        with CaptureQueriesContext(connection) as queries:
            take_back(own_part(activity), change.id)
        # A row that returns still costs its own check and save.
        return len([query for query in queries if query["sql"].startswith("SELECT") and "historical" in query["sql"]])

    reads(1)
    assert reads(2) == reads(8)
