"""A database or disk that cannot do its work: a page that says so, what was typed kept, one line in the log."""

import errno
import logging

import psycopg
import pytest
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from providers.models import Provider, Recipient
from register import health, requests
from register.outage import OneLine, trouble
from register.submissions.keys import FIELD
from register.views import page_cache
from tests.conftest import PASSWORD
from tests.forms import filled
from tests.register.versions_help import put

LOCKED = OperationalError("database is locked")
ADD = "/admin/providers/recipient/add/"


def of_postgresql(code: str) -> OperationalError:
    error = OperationalError("connection failed: FATAL\n\tmore of it")
    error.__cause__ = psycopg.errors.lookup(code)() if code else psycopg.OperationalError()
    return error


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (LOCKED, "bezet"),
        (OperationalError("database or disk is full"), "vol"),
        (OperationalError("attempt to write a readonly database"), "alleen-lezen"),
        (OperationalError("unable to open database file"), "onbereikbaar"),
        (OperationalError("disk I/O error"), "onbereikbaar"),
        (OperationalError("no such table: register_new"), "migraties"),
        (DatabaseError("database disk image is malformed"), "beschadigd"),
        (DatabaseError("file is not a database"), "beschadigd"),
        (InterfaceError("connection already closed"), "onbereikbaar"),
        (of_postgresql(""), "onbereikbaar"),
        (of_postgresql("57P01"), "onbereikbaar"),
        (of_postgresql("53300"), "onbereikbaar"),
        (of_postgresql("53100"), "vol"),
        (of_postgresql("25006"), "alleen-lezen"),
        (of_postgresql("42P01"), "migraties"),
        (of_postgresql("55P03"), "bezet"),
        (OSError(errno.ENOSPC, "No space left on device"), "vol"),
        (OSError(errno.ENOENT, "No such file"), ""),
        (IntegrityError("key “database is locked” exists"), ""),
        (DataError("disk is full"), ""),
        (ProgrammingError("syntax error"), ""),
        (ValueError("database is locked"), ""),
        (None, ""),
    ],
)
def test_what_an_error_says_in_one_word(error, word):
    assert trouble(error) == word


@pytest.fixture
def failing(monkeypatch):
    """`failing(error)`: every save of a recipient fails like that."""

    def fail(error):
        def save(*args, **kwargs):
            raise error

        monkeypatch.setattr(Recipient, "save", save)

    return fail


@pytest.fixture
def typing(officer):
    """The officer with a browser that checks tokens, and the filled form of a new recipient."""
    officer.handler.enforce_csrf_checks = True
    officer.raise_request_exception = False
    typed = {"provider": [str(Provider.objects.get().pk)], "name": ["“Bel” & co"], "note": ["een\r\n\r\ntwee"]}
    return officer, {**filled(officer.get(ADD)), **typed}


def test_what_was_typed_stays_on_the_page_and_can_be_sent_again(provider, typing, failing, monkeypatch):
    officer, form = typing
    failing(LOCKED)
    answer = officer.post(ADD, form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "no-store" in answer.headers["Cache-Control"]
    kept = filled(answer)
    assert kept.pop("csrfmiddlewaretoken") != [""]
    assert kept == {name: values for name, values in form.items() if name != "csrfmiddlewaretoken"}
    assert f'action="{ADD}"' in answer.text
    monkeypatch.undo()
    assert officer.post(ADD, filled(answer)).status_code == 302
    assert Recipient.objects.filter(name__startswith="“Bel”").count() == 1


def test_a_page_elsewhere_gets_no_button_of_ours(provider, typing, failing):
    officer, form = typing
    failing(LOCKED)
    elsewhere = {name: values for name, values in form.items() if name != FIELD}
    answer = officer.post(ADD, {**elsewhere, "csrfmiddlewaretoken": ["x" * 64]})
    assert answer.status_code == 403
    assert "Bel" not in answer.text


def test_a_password_is_not_repeated(db, officer, monkeypatch):
    def locked(*args, **kwargs):
        raise LOCKED

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", locked)
    visitor = Client(raise_request_exception=False)
    answer = visitor.post("/accounts/login/", {"login": "officer", "password": PASSWORD})
    assert answer.status_code == 503
    assert PASSWORD not in answer.text


def test_the_log_gets_one_line(provider, typing, failing, caplog):
    officer, form = typing
    failing(of_postgresql("57P01"))
    caplog.handler.addFilter(OneLine())
    officer.post(ADD, form)
    (line,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert line.getMessage() == f"Service Unavailable: {ADD} (onbereikbaar: connection failed: FATAL)"
    assert caplog.text.count("\n") == 1


def test_a_mistake_in_the_program_keeps_its_page_and_its_traceback(provider, typing, failing, caplog):
    officer, form = typing
    failing(ZeroDivisionError("fout"))
    caplog.handler.addFilter(OneLine())
    answer = officer.post(ADD, form)
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.text
    assert "Traceback" in caplog.text


def test_a_refusal_is_one_line(auditor, caplog):
    caplog.handler.addFilter(OneLine())
    assert auditor.get("/admin/login/").status_code == 403
    assert caplog.text.count("\n") == 1


@pytest.fixture
def seconds(monkeypatch):
    """The clock of the once-a-second question, in its first member."""
    now = [100.0]
    monkeypatch.setattr(page_cache, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def stopped(provider, visitor, seconds, monkeypatch):
    """The database stopped after the statement was read once."""

    def read(*args):
        raise of_postgresql("57P01")

    put(provider)
    before = visitor.get("/demo/")
    monkeypatch.setattr(page_cache._state, "_read", read)
    seconds[0] += 1.0
    return before


def test_published_pages_stay_readable_without_the_database(stopped, visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = visitor.get("/demo/")
    assert (answer.status_code, answer.content) == (200, stopped.content)
    assert "Cache-Status" not in stopped.headers
    assert answer.headers["Cache-Status"] == page_cache.OLD
    assert visitor.get("/demo/", headers={"If-None-Match": stopped.headers["ETag"]}).status_code == 304


def test_the_next_day_as_well(stopped, visitor, monkeypatch):
    monkeypatch.setattr(page_cache.timezone, "localdate", lambda: None)
    assert visitor.get("/demo/").status_code == 200


def test_a_page_that_was_never_made_is_not_there(stopped, visitor):
    visitor.raise_request_exception = False
    answer = visitor.get("/en/demo/")
    assert answer.status_code == 503
    assert "The data cannot be reached now" in answer.text


def test_the_database_is_back_within_a_second(stopped, visitor, seconds, monkeypatch):
    visitor.get("/demo/")
    monkeypatch.setattr(page_cache._state, "_read", lambda: page_cache._state._value)
    seconds[0] += 1.0
    assert "Cache-Status" not in visitor.get("/demo/").headers


@pytest.mark.parametrize("address", ["/admin/", "/register/"])
def test_who_comes_when_all_turns_are_taken_hears_that_at_once(provider, officer, visitor, address, monkeypatch):
    monkeypatch.setattr(requests, "MOST_AT_WORK", 0)
    officer.handler.load_middleware()
    officer.raise_request_exception = False
    assert officer.get(address).status_code == 503
    visitor.handler.load_middleware()
    assert visitor.get("/toegankelijkheid/").status_code == 200


def test_a_turn_comes_back(provider, officer, monkeypatch):
    monkeypatch.setattr(requests, "MOST_AT_WORK", 1)
    officer.handler.load_middleware()
    assert [officer.get(address).status_code for address in ("/admin/", "/register/", "/admin/niets/")] == [
        200,
        200,
        404,
    ]


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), b"vol"),
        (OSError(errno.EROFS, "Read-only file system"), b"alleen-lezen"),
        (OperationalError("attempt to write a readonly database"), b"alleen-lezen"),
    ],
)
def test_health_says_in_one_word_what_is_wrong(db, visitor, monkeypatch, error, word):
    def fail():
        raise error

    monkeypatch.setattr(health, "_write_file", fail)
    monkeypatch.setattr(health, "_write_row", fail)
    answer = visitor.get("/gezond")
    assert (answer.status_code, answer.content) == (503, word)


def test_health_knows_a_database_of_another_version(db, visitor, monkeypatch):
    monkeypatch.setattr(health, "_latest", lambda: frozenset({("register", "9999_later")}))
    answer = visitor.get("/gezond")
    assert (answer.status_code, answer.content) == (503, b"migraties")


def test_somebody_who_saves_is_no_problem(db, visitor, monkeypatch):
    def locked():
        raise LOCKED

    monkeypatch.setattr(health, "_is_migrated", locked)
    assert visitor.get("/gezond").content == b"ok"
