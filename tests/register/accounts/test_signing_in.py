"""Wrong passwords slow down who types them, never who signed in there before; each leaves one line in the log."""

import logging
import re
import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone

from register.accounts import known
from tests.conftest import PASSWORD, Person

LOGIN = "/accounts/login/"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def account(db):
    return User.objects.create_user("officer", password=PASSWORD)


def attempt(client, password=PASSWORD, name="officer", address=HERE, **headers):
    return client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address, headers=headers)


def shut_out(address, name="officer", times=5):
    """Somebody tries wrong passwords from an address."""
    for _ in range(times):
        attempt(Person(), "verkeerd", name, address)


def said(response):
    return [text for errors in response.context["form"].errors.values() for text in errors]


def test_too_many_wrong_passwords_say_how_long_to_wait(account):
    shut_out(HERE)
    assert said(attempt(Person())) == ["Te veel verkeerde wachtwoorden. U kunt het over 5 minuten opnieuw proberen."]


def test_the_wait_becomes_shorter_and_ends(account, monkeypatch):
    shut_out(HERE)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 250)
    assert said(attempt(Person())) == ["Te veel verkeerde wachtwoorden. U kunt het over één minuut opnieuw proberen."]
    monkeypatch.setattr("time.time", lambda: now + 301)
    assert attempt(Person()).status_code == 302


def test_nobody_elsewhere_shuts_the_owner_out(account):
    shut_out(ELSEWHERE, times=12)
    assert attempt(Person()).status_code == 302


def test_the_browser_that_signed_in_before_is_not_shut_out_by_its_own_address(account):
    owner = Person()
    attempt(owner)
    owner.post("/accounts/logout/")
    shut_out(HERE, times=40)
    assert attempt(owner).status_code == 302


def test_the_address_that_signed_in_before_is_not_shut_out_by_many_others(account):
    attempt(Person())
    for number in range(30):
        shut_out(f"203.0.113.{number}")
    assert attempt(Person()).status_code == 302
    assert said(attempt(Person(), address="203.0.113.99"))[0].startswith("Te veel")


def test_a_browser_that_is_known_is_slowed_down_itself(account):
    owner = Person()
    attempt(owner)
    owner.post("/accounts/logout/")
    for _ in range(5):
        attempt(owner, "verkeerd")
    assert said(attempt(owner))[0].startswith("Te veel")


def test_the_cookie_of_one_name_is_of_no_use_for_another(account):
    User.objects.create_user("beheerder", password=PASSWORD)
    officer = Person()
    attempt(officer)
    officer.post("/accounts/logout/")
    for _ in range(5):
        attempt(officer, "verkeerd", "beheerder")
    assert said(attempt(officer, name="beheerder"))[0].startswith("Te veel")


def test_the_cookie_says_nobodys_name_and_cannot_be_made(account):
    owner = Person()
    attempt(owner)
    cookie = owner.cookies[known.COOKIE]
    assert "officer" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    forged = Person()
    forged.cookies[known.COOKIE] = cookie.value[:-2] + "xx"
    shut_out(ELSEWHERE)
    assert said(attempt(forged, address=ELSEWHERE))[0].startswith("Te veel")


@pytest.mark.parametrize("name", ["OFFICER", " officer ", "\uff4fﬀicer", "off\u0131cer"])
def test_no_other_way_to_write_a_name_has_tries_of_its_own(account, name):
    shut_out(HERE, name)
    assert said(attempt(Person()))[0].startswith("Te veel")


def test_a_name_that_is_nobodys_is_answered_alike(account):
    for name in ("officer", "niemand"):
        shut_out(HERE, name)
    assert said(attempt(Person(), name="niemand")) == said(attempt(Person(), "verkeerd"))
    cache.clear()
    assert said(attempt(Person(), "verkeerd", "niemand")) == said(attempt(Person(), "verkeerd"))


@pytest.mark.parametrize("told", ["garbage", "", ",", "1.2.3.4, <b>", "9" * 5000])
@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_what_a_proxy_says_and_is_no_address_stops_nobody(account, told, proxies):
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert attempt(Person(), **{"x-forwarded-for": told}).status_code == 302


def test_behind_a_proxy_the_visitor_counts_and_not_what_he_adds(account):
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        for number in range(5):
            attempt(Person(), "verkeerd", **{"x-forwarded-for": f"10.0.0.{number}, {ELSEWHERE}"})
        assert said(attempt(Person(), **{"x-forwarded-for": ELSEWHERE}))[0].startswith("Te veel")
        assert attempt(Person(), **{"x-forwarded-for": HERE}).status_code == 302


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "register.access")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "register.access"]


def test_each_deed_leaves_one_line(account, lines):
    person = Person()
    attempt(person, "verkeerd")
    attempt(person)
    person.post("/accounts/logout/")
    shut_out(ELSEWHERE, times=6)
    assert lines() == [
        'event=failed user="officer"',
        'event=signed-in user="officer"',
        'event=signed-out user="officer"',
        *['event=failed user="officer"'] * 5,
        'event=locked-out user="officer"',
    ]


def test_a_name_that_is_nobodys_may_be_a_password_and_is_not_written(account, lines):
    attempt(Person(), "x", "mijn geheime wachtwoord")
    assert lines() == ["event=failed user=null"]


def test_a_name_cannot_forge_a_line(db, lines):
    name = 'x"\nevent=signed-in user="beheerder"\u2028\x1b[2J'
    User.objects.create_user(name, password=PASSWORD)
    attempt(Person(), name=name)
    assert len(lines()) == 1
    assert re.fullmatch(r"[ -~]+", lines()[0])


def test_sessions_that_ended_are_removed_when_somebody_signs_in(account):
    Session.objects.create(session_key="oud", session_data="", expire_date=timezone.now() - timezone.timedelta(days=1))
    attempt(Person())
    assert not Session.objects.filter(session_key="oud").exists()
