"""Sign-in, its limit, and what an anonymous visitor gets."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client

from providers.models import Provider
from register.permissions import AUDITOR_GROUP, OFFICER_GROUP
from tests.conftest import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(client, username, password=PASSWORD, **query):
    return client.post(LOGIN, {"login": username, "password": password, **query})


@pytest.mark.parametrize(("name", "address"), [("officer", "/admin/"), ("auditor", "/register/")])
def test_each_lands_where_the_work_is(request, visitor, name, address):
    request.getfixturevalue(name)
    response = sign_in(visitor, name)
    assert (response.status_code, response.headers["Location"]) == (302, address)


@pytest.mark.parametrize(("name", "address"), [("officer", "/admin/"), ("auditor", "/register/")])
def test_who_is_signed_in_already_lands_there_too(request, db, name, address):
    response = request.getfixturevalue(name).get(LOGIN)
    assert (response.status_code, response.headers["Location"]) == (302, address)


def test_next_goes_first(officer, visitor):
    assert sign_in(visitor, "officer", next="/register/").headers["Location"] == "/register/"


def test_next_never_leaves_the_site(officer, visitor):
    response = sign_in(visitor, "officer", next="https://elsewhere.example/")
    assert response.headers["Location"] == "/admin/"


def test_wrong_passwords_run_out_also_when_the_right_one_follows(officer, visitor):
    for _ in range(5):
        assert sign_in(visitor, "officer", "verkeerd").status_code == 200
    response = sign_in(visitor, "officer")
    assert response.status_code == 200
    assert "Te veel" in response.content.decode()


def test_admin_has_no_form_of_its_own(visitor):
    response = visitor.get("/admin/login/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(LOGIN)


def test_auditor_does_not_get_into_the_admin(auditor):
    response = auditor.get("/admin/login/")
    assert response.status_code == 403
    assert "Uw account mag deze pagina niet zien." in response.text


def test_a_form_without_its_token_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post(LOGIN, {"login": "officer", "password": PASSWORD})
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in response.text


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/password/reset/"])
def test_nobody_signs_up(visitor, address):
    assert visitor.get(address).status_code == 404


def test_login_page_is_dutch_whatever_the_browser_asks(visitor):
    page = visitor.get(LOGIN, headers={"accept-language": "en"}).content.decode()
    assert "Gebruikersnaam" in page
    assert "Wachtwoord" in page


def test_health_answers_without_a_cookie(visitor):
    response = visitor.get("/gezond")
    assert (response.status_code, response.content, dict(response.cookies)) == (200, b"ok", {})


def test_health_fails_when_the_database_does(visitor, monkeypatch):
    def broken(*args):
        raise DatabaseError

    # Undone before the fixtures that need the database themselves.
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        assert visitor.get("/gezond").status_code == 503


def test_policy_starts_from_nothing(visitor):
    policy = visitor.get("/gezond").headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert [part for part in policy if "unsafe" in part or "http" in part] == []


def demo_logins():
    said = StringIO()
    call_command("demo_logins", stdout=said, stderr=said)
    return said.getvalue()


def test_demo_logins_are_made_once_and_only_on_the_embedded_database(db):
    first, second = demo_logins(), demo_logins()
    if connection.vendor != "sqlite":
        assert User.objects.count() == 0
        assert "ingebouwde" in first
        return
    assert second == ""
    passwords = dict(line.split() for line in first.splitlines()[1:])
    users = {user.username: user for user in User.objects.all()}
    assert set(users) == set(passwords) == {"officer", "auditor", "beheerder"}
    assert all(user.check_password(passwords[name]) for name, user in users.items())
    kinds = [
        (user.is_staff, user.is_superuser, [group.name for group in user.groups.all()])
        for user in (users["officer"], users["auditor"], users["beheerder"])
    ]
    assert kinds == [(True, False, [OFFICER_GROUP]), (False, False, [AUDITOR_GROUP]), (True, True, [])]


def test_a_demo_login_that_was_removed_stays_removed(db):
    demo_logins()
    User.objects.filter(username="beheerder").delete()
    demo_logins()
    assert not User.objects.filter(username="beheerder").exists()


def test_a_database_in_use_gets_no_demo_logins_also_when_everybody_is_gone(demo):
    demo_logins()
    assert not User.objects.exists()


def test_a_provider_that_was_removed_still_tells_that_the_database_is_in_use(db):
    Provider.objects.create(slug="weg", name="Weg", prefix="WG").delete()
    demo_logins()
    assert not User.objects.exists()
