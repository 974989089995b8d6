"""Before anything is put back a page says what is now and what would be; then any part of an edit goes back alone."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.facts.recording import history_of, one_change
from providers.history.entries import entries
from providers.history.undo import NOTHING
from providers.models import Recipient, Service, System
from register.models import ProcessingActivity
from tests.data import edit
from tests.forms import filled

from .test_undo import address, deleted, everything


def look(person, row, change):
    """The preview of taking back an edit, on the history page of a row."""
    return person.get(address(row), {"wijziging": str(change.id)})


def told(page):
    """What the preview says, by label: is now, would be, and why it cannot."""
    return {part.label: (part.now, part.back, part.problem) for part in page.context["plan"].parts}


def press(person, page, *labels):
    """Tick exactly these and press the button."""
    names = {part.label: part.name for part in page.context["plan"].parts}
    data = filled(page) | {"onderdeel": [names[label] for label in labels]}
    return person.post(page.wsgi_request.get_full_path(), data, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def service(demo):
    return Service.objects.create(provider=demo, key="proefdienst", name="Bellen", condition="altijd")


def changed(row, **values):
    with one_change("anna") as change:
        edit(type(row).objects.filter(pk=row.pk), **values)
    return change


def test_one_field_goes_back_alone_as_a_new_edit(officer, service):
    change = changed(service, name="Anders", condition="soms")
    page = look(officer, service, change)
    assert told(page) == {"naam": ("Anders", "Bellen", ""), "voorwaarde": ("soms", "altijd", "")}
    assert said(press(officer, page, "naam")) == ["Teruggezet: dienst “Bellen”."]
    service.refresh_from_db()
    assert (service.name, service.condition) == ("Bellen", "soms")
    newest, *_ = entries([(Service, history_of(Service)._base_manager.filter(id=service.pk))])
    assert newest.author == "officer"
    assert [(item.label, item.now) for row in newest.rows for item in row.fields] == [("naam", "Bellen")]


def test_everything_that_can_be_is_ticked_at_first(officer, service):
    page = look(officer, service, changed(service, name="Anders", condition="soms"))
    officer.post(page.wsgi_request.get_full_path(), filled(page))
    service.refresh_from_db()
    assert (service.name, service.condition) == ("Bellen", "altijd")


def test_a_value_of_any_moment_goes_back_over_later_ones_only_when_ticked(officer, service):
    first = changed(service, name="Eerst", condition="soms")
    changed(service, name="Later")
    page = look(officer, service, first)
    assert "Wie dit aanvinkt, vervangt wat er nu staat." in page.content.decode()
    ticked = filled(page)["onderdeel"]
    assert [name.rpartition(":")[2] for name in ticked] == ["condition"]
    press(officer, page, "naam")
    service.refresh_from_db()
    assert (service.name, service.condition) == ("Bellen", "soms")


def test_a_deleted_row_says_what_comes_with_it(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    before, rows = everything(), activity.datarow_set.count()
    page = look(officer, activity, deleted(activity))
    (part,) = page.context["plan"].parts
    assert (part.now, part.problem) == ("verwijderd", "")
    assert part.back.startswith("staat er weer, met ")
    assert f"{rows} gegeven" in part.back
    press(officer, page, "")
    assert everything() == before


def test_looking_changes_nothing(officer, service):
    change = deleted(service)
    before = everything()
    look(officer, service, change)
    assert everything() == before


def test_what_cannot_says_why_and_has_no_tick(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    purpose = activity.purposerow_set.first()
    change = deleted(purpose)
    deleted(activity)
    page = look(officer, purpose, change)
    assert told(page)[""][2] == (
        f"Verwerking “DM-01 {activity.title}” hoort hierbij en is zelf verwijderd; zet die eerst terug."
    )
    assert "onderdeel" not in filled(page)
    assert said(officer.post(page.wsgi_request.get_full_path(), filled(page))) == []


def test_a_row_that_a_field_pointed_to_and_is_gone_stops_it(officer, demo):
    first, second = (Recipient.objects.create(provider=demo, key=key, name=key) for key in ("a-a", "b-b"))
    system = System.objects.create(provider=demo, key="sys", name="Systeem", host=first)
    change = changed(system, host=second)
    deleted(first)
    page = look(officer, system, change)
    reason = "Ontvanger “a-a” hoort hierbij en is zelf verwijderd; zet die eerst terug."
    assert told(page) == {"gehost door": ("b-b", "a-a", reason)}
    assert reason in officer.post(address(system), {"change": str(change.id)}, follow=True).content.decode()
    system.refresh_from_db()
    assert system.host == second


def test_a_key_that_was_taken_is_named_before_anybody_presses(officer, demo, service):
    change = deleted(service)
    Service.objects.create(provider=demo, key="proefdienst", name="Een ander")
    page = look(officer, service, change)
    assert page.context["problem"].startswith("Zo kan het niet. Dienst “Bellen” kan niet terug: ")
    answer = press(officer, page, "")
    assert answer.context["problem"].startswith("Niets teruggezet. Dienst “Bellen” kan niet terug: ")
    assert filled(answer)["onderdeel"] == filled(page)["onderdeel"]


def test_a_preview_that_is_too_old_puts_nothing_back(officer, service):
    change = changed(service, name="Anders")
    page = look(officer, service, change)
    changed(service, name="Nog anders")
    answer = press(officer, page, "naam")
    assert answer.context["problem"].startswith("Er is intussen iets gewijzigd.")
    assert Service.objects.get(pk=service.pk).name == "Nog anders"


def test_nothing_ticked_puts_nothing_back(officer, service):
    page = look(officer, service, changed(service, name="Anders"))
    assert press(officer, page).context["problem"] == f"Niets teruggezet. {NOTHING}"


def test_parts_of_another_edit_cannot_be_named(officer, service):
    other = Service.objects.create(provider=service.provider, key="sms", name="Sms")
    page = look(officer, service, changed(service, name="Anders"))
    changed(other, name="Ook anders")
    data = filled(page) | {"onderdeel": [f"providers.service:{other.pk}:name"]}
    officer.post(page.wsgi_request.get_full_path(), data)
    assert Service.objects.get(pk=other.pk).name == "Ook anders"


def test_who_may_not_change_does_not_look(officer, auditor, service):
    change = changed(service, name="Anders")
    officer.user.groups.clear()
    officer.user.user_permissions.set(Permission.objects.filter(codename="view_service"))
    assert look(officer, service, change).status_code == 403
    assert "Bekijk en zet terug" not in officer.get(address(service)).content.decode()
    assert look(auditor, service, change).status_code == 302


def test_rows_that_somebody_may_not_see_are_left_out(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    with one_change("anna") as change:
        edit(ProcessingActivity.objects.filter(pk=activity.pk), title="Anders")
        edit(activity.datarow_set.model.objects.filter(activity=activity), condition="geheim")
    assert "geheim" in look(officer, activity, change).content.decode()
    officer.user.groups.clear()
    officer.user.user_permissions.set(Permission.objects.filter(codename__endswith="_processingactivity"))
    assert told(look(officer, activity, change)) == {"titel": ("Anders", activity.title, "")}
    assert "geheim" not in officer.get(address(activity)).content.decode()


def test_hostile_text_is_only_text(officer, service):
    hostile = '"><script>alert(1)</script>'
    with one_change("<b>anna</b>") as change:
        edit(Service.objects.filter(pk=service.pk), name=hostile)
    page = look(officer, service, change).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_preview_costs_the_same_with_one_row_as_with_many(officer, demo):
    def asked(count):
        rows = [Service.objects.create(provider=demo, key=f"d-{count}-{n}", name=f"D {n}") for n in range(count)]
        with one_change("anna") as change:
            for row in rows:
                edit(Service.objects.filter(pk=row.pk), name=f"{row.name} anders")
        # What is overtaken is not tried, so only the looking is counted.
        for row in rows:
            changed(row, name="Later")
        with CaptureQueriesContext(connection) as queries:
            page = officer.get(f"/admin/providers/provider/{demo.pk}/wijzigingen/", {"wijziging": str(change.id)})
        assert len(page.context["plan"].parts) == count
        return len(queries)

    asked(1)
    assert asked(2) == asked(9)


def test_a_provider_comes_back_from_its_own_list(officer, demo):
    service = Service.objects.filter(provider=demo).first()
    change = changed(service, name="Anders")
    place = f"/admin/providers/provider/{demo.pk}/wijzigingen/"
    assert f"?wijziging={change.id}" in officer.get(place).content.decode()
    page = officer.get(place, {"wijziging": str(change.id)})
    press(officer, page, "naam")
    assert Service.objects.get(pk=service.pk).name == service.name


@pytest.mark.parametrize("asked", ["", "x", "0" * 32])
def test_rubbish_for_an_edit_leads_back_or_says_that_there_is_nothing(asked, officer, service):
    page = officer.get(address(service), {"wijziging": asked}, follow=True)
    assert page.status_code == 200
    assert "Deze wijziging is er niet." in page.content.decode() or "niets terug te zetten" in page.content.decode()
