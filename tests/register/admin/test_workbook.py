"""The page “Werkmap”: who may, what a person sees before anything changes, and that nothing happens by itself."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from providers.history.entries import entries
from providers.history.owners import owned_parts
from providers.models import Recipient, Service
from register.dossier import live_dossier, register_fingerprint
from register.exchange.workbook import of_providers
from tests.data import edit
from tests.forms import filled
from tests.register.exchange.test_workbook import changed, column, words

PAGE, FILE = "/admin/werkmap/", "/admin/werkmap/bestand/"


def upload(client: Any, data: bytes, name: str = "werkmap.xlsx") -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def renamed(demo: Any) -> bytes:
    """The workbook in which one service got another name and one recipient is gone."""

    def change(book: Any) -> None:
        services, parties = book["Diensten"], book["Ontvangers"]
        services.cell(3, column(services, "service.name"), "Telefoneren <3")
        parties.delete_rows(next(row for row in range(3, parties.max_row + 1) if parties.cell(row, 2).value == "later"))

    Recipient.objects.create(provider=demo, key="later", name="Later B.V.")
    return changed(of_providers([demo.pk], "xlsx"), change)


def test_an_officer_takes_it_along_with_notes(demo, officer):
    edit(Service.objects.all(), note="Geheim")
    for form in ("xlsx", "ods", "csv"):
        assert officer.get(FILE, {"aanbieder": "demo", "vorm": form}).status_code == 200
    assert "Geheim" in words(officer.get(FILE, {"aanbieder": "demo"}).content)
    assert "Geheim" not in words(officer.get(FILE).content)
    assert officer.get(FILE, {"aanbieder": "weg"}).status_code == 404
    assert officer.get(FILE, {"aanbieder": "demo", "vorm": "exe"}).status_code == 404


@pytest.mark.parametrize("path", [PAGE, FILE])
def test_who_may_not_edit_gets_nothing(demo, auditor, visitor, signed_in_stranger, path):
    for client in (auditor, visitor, signed_in_stranger):
        assert client.get(path).status_code in (302, 403)
        assert client.post(path).status_code in (302, 403, 405)


def test_a_preview_changes_nothing_and_can_be_cancelled(demo, officer):
    data = renamed(demo)
    before = register_fingerprint(live_dossier(demo.pk))
    page = upload(officer, data)
    assert "Dienst “Telefoneren &lt;3”" in page.text
    assert "Blad Diensten, rij 3" in page.text
    assert "Ontvanger “Later B.V.”" in page.text
    assert "1 gewijzigd, 1 weg" in page.text
    left = officer.post(PAGE, {**filled(page), "annuleren": "Annuleren"}, follow=True)
    assert "Niets geïmporteerd." in left.text
    assert register_fingerprint(live_dossier(demo.pk)) == before
    officer.post(PAGE, {"gezien": filled(page)["gezien"]}, follow=True)
    assert register_fingerprint(live_dossier(demo.pk)) == before


def test_what_is_gone_stays_unless_chosen(demo, officer):
    page = upload(officer, renamed(demo))
    done = officer.post(PAGE, filled(page), follow=True)
    assert "Geïmporteerd: 1 gewijzigd, 1 weg" in done.text
    assert Service.objects.filter(name="Telefoneren <3").exists()
    assert Recipient.objects.filter(key="later").exists()


def test_what_is_gone_goes_when_chosen_in_the_same_edit_of_this_person(demo, officer):
    page = upload(officer, renamed(demo))
    officer.post(PAGE, {**filled(page), "verdwijnen": "ja"}, follow=True)
    assert not Recipient.objects.filter(key="later").exists()
    newest = entries(owned_parts(demo.pk))[0]
    assert (newest.author, newest.reason) == ("officer", "import")
    assert {(row.kind, row.deed) for row in newest.rows} == {("dienst", "gewijzigd"), ("ontvanger", "verwijderd")}
    service = Service.objects.get(name="Telefoneren <3")
    assert "officer, import" in officer.get(f"/admin/providers/service/{service.pk}/history/").text


def test_nobody_agrees_with_what_was_not_shown(demo, officer):
    page = upload(officer, renamed(demo))
    edit(Service.objects.all(), condition="intussen")
    done = officer.post(PAGE, filled(page), follow=True)
    assert "het register is intussen gewijzigd" in done.text
    assert not Service.objects.filter(name="Telefoneren <3").exists()
    officer.post(PAGE, filled(done), follow=True)
    assert Service.objects.filter(name="Telefoneren <3").exists()


def test_an_agreement_of_another_person_does_nothing(demo, officer, administrator):
    page = upload(officer, renamed(demo))
    token = {"gezien": filled(page)["gezien"]}
    assert administrator.post(PAGE, token).status_code == 403
    assert "Kies het bestand opnieuw." in officer.post(PAGE, {"gezien": "vervalst"}, follow=True).text
    assert not Service.objects.filter(name="Telefoneren <3").exists()


def test_who_may_not_delete_cannot_remove(demo, officer):
    officer.user.groups.clear()
    names = ("change_provider", "change_service", "view_provider", "read_register")
    officer.user.user_permissions.set(Permission.objects.filter(codename__in=names))
    page = upload(officer, renamed(demo))
    assert officer.post(PAGE, {**filled(page), "verdwijnen": "ja"}).status_code == 403
    assert Recipient.objects.filter(key="later").exists()
    officer.user.user_permissions.remove(Permission.objects.get(codename="change_service"))
    assert upload(officer, renamed_again(demo)).status_code == 403


def renamed_again(demo: Any) -> bytes:
    Recipient.objects.filter(key="later").delete()
    return renamed(demo)


def test_what_is_wrong_is_said_with_its_cell(demo, officer):
    def change(book: Any) -> None:
        book["Diensten"].cell(3, column(book["Diensten"], "service.name"), "<script>x</script>")

    page = upload(officer, changed(of_providers([demo.pk], "xlsx"), change))
    assert "blad Diensten, rij 3 (demo bellen): naam (cel D3): Bevat HTML-opmaak" in page.text
    assert "<script>x" not in page.text
    assert "Er is niets veranderd." in page.text
    assert "Dit is geen xlsx-bestand." in upload(officer, b"rommel").text
    assert "wordt niet gelezen; wel .xlsx, .ods, .zip" in upload(officer, b"rommel", "plaatje.png").text


def test_the_desk_leads_there(demo, officer):
    assert "/admin/werkmap/?aanbieder=demo" in officer.get("/admin/mijn/demo/").text
    page = officer.get(PAGE, {"aanbieder": "demo"}).text
    assert 'value="demo"' in page
