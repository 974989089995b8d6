"""Accounts change only when an administrator types the own password once more."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from register.permissions import OFFICER_GROUP
from tests.conftest import PASSWORD, Person
from tests.forms import filled

NEW = "kwispelende lantaarnpaal 4"


@pytest.fixture
def colleague(db):
    return User.objects.create_user("collega", password=PASSWORD)


def address(what, *args, model="user"):
    return reverse(f"admin:auth_{model}_{what}", args=args)


def everything():
    """What counts about accounts and groups."""
    users = [
        (user.username, user.first_name, user.password, user.is_superuser, user.is_staff, user.is_active, *groups(user))
        for user in User.objects.order_by("pk")
    ]
    return users, [(group.name, *group.permissions.values_list("pk", flat=True)) for group in Group.objects.all()]


def groups(user):
    return user.groups.values_list("name", flat=True)


def change(client, what, colleague, own_password):
    """Send one of the forms with which an account changes."""
    group = Group.objects.get(name=OFFICER_GROUP).pk
    places = {
        "change": address("change", colleague.pk),
        "add": address("add"),
        "password": address("password_change", colleague.pk),
        "own password by the other door": address("password_change", client.user.pk),
        "delete": address("delete", colleague.pk),
        "group": address("change", group, model="group"),
        "new group": address("add", model="group"),
        "delete group": address("delete", group, model="group"),
    }
    new = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    answers = {
        "change": {"is_superuser": "on", "is_staff": "on", "groups": [group], "first_name": "Nieuw"},
        "add": {"username": "nieuw", **new},
        "password": {**new, "set-password": "x"},
        "own password by the other door": {**new, "set-password": "x"},
        "delete": {"post": "yes"},
        "group": {"permissions": [Permission.objects.get(codename="change_user").pk]},
        "new group": {"name": "Nieuw", "permissions": [Permission.objects.get(codename="change_user").pk]},
        "delete group": {"post": "yes"},
    }
    data = filled(client.get(places[what])) | answers[what]
    if own_password is not None:
        data["own_password"] = own_password
    return client.post(places[what], data)


KINDS = (
    *("change", "add", "password", "own password by the other door"),
    *("delete", "group", "new group", "delete group"),
)


@pytest.mark.parametrize("own_password", [None, "", "verkeerd"])
@pytest.mark.parametrize("what", KINDS)
def test_without_the_own_password_nothing_changes(administrator, colleague, what, own_password):
    before = everything()
    response = change(administrator, what, colleague, own_password)
    assert response.status_code == 200
    assert ("Dit is niet het wachtwoord" if own_password else "Dit veld is verplicht") in response.text
    assert "Uw eigen wachtwoord" in response.text
    assert everything() == before


@pytest.mark.parametrize("what", KINDS)
def test_with_the_own_password_it_does(administrator, colleague, what):
    before = everything()
    assert change(administrator, what, colleague, PASSWORD).status_code == 302
    assert everything() != before


def test_the_password_of_the_other_is_not_enough(administrator, colleague):
    colleague.set_password(NEW)
    colleague.save()
    assert change(administrator, "change", colleague, NEW).status_code == 200


def test_wrong_ones_run_out_as_they_do_at_signing_in(administrator, colleague):
    for _ in range(5):
        change(administrator, "change", colleague, "verkeerd")
    response = change(administrator, "change", colleague, PASSWORD)
    assert "Te veel verkeerde wachtwoorden. U kunt het over 5 minuten opnieuw proberen." in response.text


@pytest.mark.parametrize("model", ["user", "group"])
def test_nobody_deletes_several_at_once(administrator, colleague, model):
    page = administrator.get(address("changelist", model=model))
    assert 'name="action"' not in page.text
    rows = [colleague.pk] if model == "user" else [Group.objects.first().pk]
    before = everything()
    data = {"action": "delete_selected", "_selected_action": rows, "post": "yes", "own_password": PASSWORD}
    administrator.post(address("changelist", model=model), data)
    assert everything() == before


def test_a_permission_alone_makes_nobody_administrator(officer, colleague):
    officer.user.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    before = everything()
    for place in (address("change", officer.user.pk), address("password_change", colleague.pk), address("add")):
        assert officer.post(place, {"is_superuser": "on", "own_password": PASSWORD}).status_code == 403
    assert everything() == before


@pytest.mark.parametrize("name", ["first_name", "last_name"])
def test_a_name_is_plain_text(administrator, colleague, name):
    page = address("change", colleague.pk)
    data = filled(administrator.get(page)) | {"own_password": PASSWORD, name: "<input/type=hidden>"}
    assert "Bevat HTML-opmaak" in administrator.post(page, data).text


@pytest.mark.parametrize("what", ["add", "password"])
def test_a_password_that_is_guessed_is_refused(administrator, colleague, what):
    place = {"add": address("add"), "password": address("password_change", colleague.pk)}[what]
    weak = {"username": "nieuw", "password1": "W3lkom2026!!", "password2": "W3lkom2026!!", "usable_password": "true"}
    response = administrator.post(place, {**weak, "own_password": PASSWORD, "set-password": "x"})
    assert "Dit wachtwoord is te raden" in response.text


def test_there_is_one_page_to_change_the_own_password_and_its_tries_run_out(officer):
    assert officer.get("/admin/password_change/").headers["Location"] == "/accounts/password/change/"
    own = {"oldpassword": "verkeerd", "password1": NEW, "password2": NEW}
    for _ in range(4):
        officer.post("/accounts/password/change/", own)
    officer.post("/accounts/login/", {"login": "officer", "password": "verkeerd"})
    other = Person()
    for _ in range(1):
        other.post("/accounts/login/", {"login": "officer", "password": "verkeerd"})
    assert "Te veel" in other.post("/accounts/login/", {"login": "officer", "password": PASSWORD}).text
