"""Pages are kept in memory until the next event, and not a moment longer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep

import pytest
from django.db import connection
from django.db.models.signals import post_save
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from register.models import Publication
from register.views import page_cache, public
from register.views.page_cache import Answer, Store
from tests.register.versions_help import LONG_AGO, Clock, put, rename

LATER = date(2020, 2, 1)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def demo(clock, demo):
    put(demo)
    return demo


@pytest.fixture
def seconds(monkeypatch) -> list[float]:
    """The clock of the once-a-second question, in its first member."""
    now = [100.0]
    monkeypatch.setattr(page_cache, "monotonic", lambda: now[0])
    return now


def test_the_second_visitor_costs_nothing(demo, visitor):
    first = visitor.get("/demo/")
    with CaptureQueriesContext(connection) as queries:
        second = visitor.get("/demo/")
    assert (second.content, dict(second.headers)) == (first.content, dict(first.headers))
    assert len(queries) == 0


def test_the_state_is_asked_once_a_second(demo, visitor, seconds):
    visitor.get("/demo/")
    seconds[0] += 1.0
    with CaptureQueriesContext(connection) as queries:
        for _ in range(5):
            visitor.get("/demo/")
    assert len(queries) == 1


def test_publishing_shows_at_once(demo, visitor):
    before = visitor.get("/demo/")
    rename("Anders")
    put(demo)
    after = visitor.get("/demo/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "Anders" in after.text


def test_what_another_process_publishes_shows_within_a_second(demo, visitor, seconds):
    visitor.get("/demo/")
    rename("Anders")
    post_save.disconnect(page_cache._on_publication, sender=Publication)
    try:
        put(demo)
    finally:
        post_save.connect(page_cache._on_publication, sender=Publication)
    seconds[0] += 1.0
    assert "Anders" in visitor.get("/demo/").text


def test_what_is_published_while_a_page_is_made_makes_it_old(demo, visitor, monkeypatch):
    make = public.statement_page

    def slowly(edition, around):
        found = make(edition, around)
        if Publication.objects.count() == 1:
            rename("Anders")
            put(demo)
        return found

    monkeypatch.setattr(public, "statement_page", slowly)
    assert "Anders" not in visitor.get("/demo/").text
    assert "Anders" in visitor.get("/demo/").text


def test_a_day_that_comes_is_another_page(demo, visitor, clock):
    rename("Anders")
    put(demo, LATER, on=LONG_AGO)
    assert "Vanaf 1 februari 2020" in visitor.get("/demo/").text
    clock.day = LATER
    text = visitor.get("/demo/").text
    assert "Anders" in text
    assert "Vanaf 1 februari 2020" not in text


def test_nothing_is_made_twice_on_a_day(demo, visitor, clock, monkeypatch):
    made = []
    make = public.statement_page
    monkeypatch.setattr(public, "statement_page", lambda *args: made.append(1) or make(*args))
    for day in (date(2021, 1, 1), date(2021, 1, 2)):
        clock.day = day
        for path in ("/demo/?van=iemand", "/demo/", "/demo/?ongewijzigd=nee", "/demo/?ongewijzigd=ja&ongewijzigd="):
            visitor.get(path)
    assert len(made) == 2


def test_of_two_who_ask_at_once_one_makes_the_page(monkeypatch):
    monkeypatch.setattr(page_cache._state, "_read", tuple)
    made = []

    @page_cache.kept
    def page(request):
        made.append(1)
        sleep(0.2)
        return HttpResponse("een")

    asked = [RequestFactory().get("/een/") for _ in range(3)]
    with ThreadPoolExecutor(3) as askers:
        answers = list(askers.map(page_cache.public_answers(page), asked))
    assert [(answer.content, answer["ETag"]) for answer in answers] == [(b"een", answers[0]["ETag"])] * 3
    assert len(made) == 1


@pytest.mark.parametrize("first", ["", "?ongewijzigd=ja"])
def test_a_query_that_a_page_listens_to_is_another_page(demo, visitor, first):
    rename("Anders")
    put(demo)
    address = "/demo/verschil/1-2/"
    visitor.get(address + first)
    plain, whole = visitor.get(address), visitor.get(address + "?ongewijzigd=ja")
    assert plain["ETag"] != whole["ETag"]
    with CaptureQueriesContext(connection) as queries:
        for query, found in {
            "?van=iemand": plain,
            "?ongewijzigd=ja&ongewijzigd=nee": plain,
            "?van=iemand&ongewijzigd=ja": whole,
            "?%6Fngewijzigd=nee&%6Fngewijzigd=ja": whole,
        }.items():
            again = visitor.get(address + query)
            assert (again.content, dict(again.headers)) == (found.content, dict(found.headers))
    assert len(queries) == 0


def test_a_query_does_not_fill_the_memory(demo, visitor):
    visitor.get("/demo/")
    kept = page_cache._answers._size
    for number in range(5):
        visitor.get(f"/demo/?{number}")
    assert page_cache._answers._size == kept


def test_a_host_that_is_refused_stays_refused(demo, visitor):
    assert visitor.get("/demo/").status_code == 200
    assert visitor.get("/demo/", headers={"host": "ander.example"}).status_code == 400


def test_a_secure_visitor_gets_an_answer_of_its_own(demo, visitor, settings):
    settings.SECURE_HSTS_SECONDS = 60
    fresh = type(visitor)()
    assert "Strict-Transport-Security" not in fresh.get("/demo/")
    assert "Strict-Transport-Security" in fresh.get("/demo/", secure=True)
    assert "Strict-Transport-Security" not in fresh.get("/demo/")


@pytest.mark.parametrize("tags", ["{}", "W/{}", '"ander", {}', "*"])
def test_a_known_tag_gets_no_page(demo, visitor, tags):
    first = visitor.get("/demo/")
    for _ in range(2):
        again = visitor.get("/demo/", headers={"If-None-Match": tags.format(first["ETag"])})
        assert (again.status_code, again.content) == (304, b"")
        assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "public, max-age=60")
        page_cache.clear()
    assert visitor.get("/demo/", headers={"If-None-Match": '"ander"'}).status_code == 200


def test_head_has_the_length_of_the_page(demo, visitor):
    whole = visitor.get("/demo/")
    for _ in range(2):
        head = visitor.head("/demo/")
        assert (head.content, head["Content-Length"]) == (b"", str(len(whole.content)))
        page_cache.clear()


def test_pages_of_people_are_never_kept(demo, visitor, auditor):
    assert auditor.get("/register/demo/concept/").status_code == 200
    assert visitor.get("/register/demo/concept/").status_code == 302


def test_templates_being_written_are_not_kept(demo, visitor, settings):
    settings.DEBUG = True
    visitor.get("/demo/")
    assert page_cache._answers._size == 0


def test_a_store_keeps_what_was_used_last():
    store = Store(max_bytes=10)
    five = Answer(b"12345", {}, (LONG_AGO, None))
    for name in ("een", "twee"):
        store.put(name, five)
    store.get("een")
    store.put("drie", five)
    assert [store.get(name) is not None for name in ("een", "twee", "drie")] == [True, False, True]
    store.put("te groot", Answer(b"0" * 11, {}, (LONG_AGO, None)))
    assert store._size == 0
