"""A session that ended, a token that expired: what was typed comes back, to who typed it and to nobody else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from providers.models import Recipient, Service
from register.models import FindingDecision, ProcessingActivity, Publication, Shielding, StatementPage
from register.permissions import OFFICER_GROUP
from tests.conftest import PASSWORD, person
from tests.forms import add_row, filled
from tests.register.versions_help import put, rename

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "admin"

RECIPIENT = "/admin/providers/recipient/add/"
LOGIN = "/accounts/login/"
BACK = "Er is nog niets opgeslagen."


@pytest.fixture
def strict(officer):
    """The officer in a browser that checks tokens, as real ones do."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer.user)
    return client


def typed_while_the_session_ended(client, page, data):
    """The page that the officer sees after saving, and after signing in."""
    data = filled(client.get(page)) | data
    Session.objects.all().delete()
    return client.post(page, data)


def signed_in(client, page, name="officer", password=PASSWORD):
    """Sign in on the page that carries the form; the last page of where that leads."""
    return client.post(LOGIN, filled(page) | {"login": name, "password": password}, follow=True)


def test_new_row_comes_back_after_signing_in(officer, demo):
    asked = typed_while_the_session_ended(officer, RECIPIENT, {"provider": demo.pk, "name": "Van <b>mij</b>"})
    assert "nog niet opgeslagen en gaat mee" in asked.content.decode()
    back = signed_in(officer, asked)
    assert back.redirect_chain == [(RECIPIENT, 302)]
    assert BACK in back.content.decode()
    assert (filled(back)["name"], filled(back)["provider"]) == (["Van <b>mij</b>"], [str(demo.pk)])
    assert not Recipient.objects.filter(name__startswith="Van").exists()
    assert officer.post(RECIPIENT, filled(back) | {"name": "Van mij"}).status_code == 302


def test_it_comes_back_after_a_wrong_password_first(officer, demo):
    asked = typed_while_the_session_ended(officer, RECIPIENT, {"name": "Van mij"})
    wrong = officer.post(LOGIN, filled(asked) | {"login": "officer", "password": "verkeerd"})
    assert filled(signed_in(officer, wrong))["name"] == ["Van mij"]


def test_rows_of_inlines_come_back(officer, demo):
    page = reverse("admin:register_statementpage_change", args=[StatementPage.objects.get().pk])
    data = filled(officer.get(page))
    row = add_row(data, "remark_set", text="Wij verkopen niets.")
    back = signed_in(officer, typed_while_the_session_ended(officer, page, data))
    assert (back.redirect_chain, filled(back)[f"{row}-text"]) == ([(page, 302)], ["Wij verkopen niets."])


def test_publishing_comes_back(officer, demo):
    page = reverse("admin:register_publish", args=["demo"])
    back = signed_in(officer, typed_while_the_session_ended(officer, page, {"note": "Wij verkopen niets."}))
    assert (filled(back)["note"], Publication.objects.count()) == (["Wij verkopen niets."], 0)


def test_cancelling_comes_back(officer, demo):
    put(demo)
    rename("Anders")
    put(demo, timezone.localdate() + timedelta(days=9), on=timezone.localdate())
    page = reverse("admin:register_cancel", args=["demo"])
    back = signed_in(officer, typed_while_the_session_ended(officer, page, {"note": "Wij wachten nog."}))
    assert (filled(back)["note"], Publication.objects.count()) == (["Wij wachten nog."], 2)


def test_shielding_comes_back(administrator, demo):
    version = put(demo)
    page = reverse("admin:register_shield", args=[version.pk])
    data = {"reason": "Er stond een naam in.", "_afgeschermd": "1"}
    back = signed_in(administrator, typed_while_the_session_ended(administrator, page, data), name="beheerder")
    assert (filled(back)["reason"], Shielding.objects.count()) == (["Er stond een naam in."], 0)
    administrator.post(page, filled(back) | {"_afgeschermd": "1"})
    assert Shielding.objects.count() == 1


def test_every_form_of_the_admin_in_which_somebody_types_carries_its_key():
    forms = {path for path in TEMPLATES.rglob("*.html") if 'method="post"' in path.read_text()}
    without = {path.relative_to(TEMPLATES).as_posix() for path in forms if "form_key" not in path.read_text()}
    # A file to choose again, or a button: nothing is typed. An account asks for a password, which is never carried.
    assert without == {
        *("import_export/export.html", "import_export/upload.html", "delete_confirmation.html"),
        *("auth/delete_confirmation.html", "history_back.html", "register/end.html"),
    }


def test_copy_comes_back(officer, demo):
    page = reverse("admin:register_copy", args=[ProcessingActivity.objects.get(number="DM-01").pk])
    back = signed_in(officer, typed_while_the_session_ended(officer, page, {"title": "Mijn kopie"}))
    assert filled(back)["title"] == ["Mijn kopie"]
    assert not ProcessingActivity.objects.filter(title="Mijn kopie").exists()


def test_reason_at_a_finding_comes_back(officer, demo):
    listed = officer.get("/admin/register/bevindingen/").content.decode()
    page = listed.partition('class="finding-form"')[0].rpartition('action="')[2].partition('"')[0].replace("&amp;", "&")
    back = signed_in(officer, typed_while_the_session_ended(officer, page, {"reden": "Omdat het mag."}))
    assert (filled(back)["reden"], FindingDecision.objects.count()) == (["Omdat het mag."], 0)


def test_reloading_shows_the_empty_form(officer, demo):
    signed_in(officer, typed_while_the_session_ended(officer, RECIPIENT, {"name": "Van mij"}))
    assert filled(officer.get(RECIPIENT))["name"] == [""]


def test_a_deletion_is_not_done_after_signing_in(officer, demo):
    page = reverse("admin:providers_service_delete", args=[Service.objects.get(key="internet").pk])
    form = filled(officer.get(RECIPIENT))["formulier"]
    asked = typed_while_the_session_ended(officer, page, {"post": "yes", "formulier": form})
    assert BACK in signed_in(officer, asked).content.decode()
    assert Service.objects.filter(key="internet").exists()


def test_somebody_else_does_not_see_it(officer, demo):
    person("collega", OFFICER_GROUP, is_staff=True)
    asked = typed_while_the_session_ended(officer, RECIPIENT, {"name": "Van mij"})
    back = signed_in(officer, asked, "collega")
    assert "van iemand anders" in back.content.decode()
    assert "Van mij" not in back.content.decode()
    assert filled(officer.get(RECIPIENT))["name"] == [""]


def test_passwords_are_never_carried(officer, demo):
    data = filled(officer.get(RECIPIENT)) | {"password1": "geheim-1", "eigen_wachtwoord": "geheim-2", "name": "Van mij"}
    back = signed_in(officer, typed_while_the_session_ended(officer, RECIPIENT, data))
    kept = "".join(row.session_data for row in Session.objects.all()) + back.content.decode()
    assert "geheim" not in kept


def test_strangers_carry_nothing(visitor, officer, demo):
    stolen = filled(officer.get(RECIPIENT)) | {"name": "x", "formulier": "verzonnen"}
    assert visitor.post(RECIPIENT, stolen).status_code == 302
    assert Session.objects.count() == 1


def test_expired_token_of_who_is_signed_in(strict, demo):
    data = filled(strict.get(RECIPIENT)) | {"provider": demo.pk, "name": "Van mij", "csrfmiddlewaretoken": "a" * 64}
    back = strict.post(RECIPIENT, data, follow=True)
    assert (filled(back)["name"], BACK in back.content.decode()) == (["Van mij"], True)
    assert not Recipient.objects.filter(name="Van mij").exists()


def test_without_any_cookie_left(strict, demo):
    data = filled(strict.get(RECIPIENT)) | {"name": "Van mij"}
    strict.cookies.clear()
    back = signed_in(strict, strict.post(RECIPIENT, data))
    assert filled(back)["name"] == ["Van mij"]


def test_expired_token_of_the_sign_in_page_keeps_the_form(strict, demo):
    asked = typed_while_the_session_ended(strict, RECIPIENT, {"name": "Van mij"})
    strict.cookies.clear()
    once_more = signed_in(strict, asked)
    assert "De aanmeldpagina was verlopen." in once_more.content.decode()
    assert filled(signed_in(strict, once_more))["name"] == ["Van mij"]


@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "https://elders.example"}, {"HTTP_ORIGIN": "null"}])
def test_what_another_site_sends_never_comes_back(strict, demo, headers):
    data = filled(strict.get(RECIPIENT)) | {"name": "Van een ander"}
    assert strict.post(RECIPIENT, data, **headers).status_code == 403
    assert filled(strict.get(RECIPIENT))["name"] == [""]


def test_a_form_of_another_person_never_comes_back_by_its_token(strict, demo):
    colleague = person("collega", OFFICER_GROUP, is_staff=True)
    theirs = filled(colleague.get(RECIPIENT))["formulier"]
    data = {"name": "Van een ander", "formulier": theirs, "csrfmiddlewaretoken": "a" * 64}
    strict.get(RECIPIENT)
    assert "van iemand anders" in strict.post(RECIPIENT, data, follow=True).content.decode()
    assert filled(strict.get(RECIPIENT))["name"] == [""]
