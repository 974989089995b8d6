"""“Wie krijgt mijn gegevens en hoe lang?”: the answer as a mail, from which version, and who may ask for it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.models import Provider
from register.choices import ShieldingDeed
from register.models import DataRow, ProcessingActivity, Publication
from register.publications.shielding import record
from tests.register.versions_help import put, rename

PAGE = "/admin/mijn/{}/klantvraag/"


def asked(person, slug="demo", **query):
    return person.get(PAGE.format(slug), query)


def first(response):
    """The first group that can ask."""
    return response.context["form"].fields["wie"].choices[1][0]


def words(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])).split())


def mail(person, slug="demo", **query):
    return asked(person, slug, wie=first(asked(person, slug)), **query).context["letter"]


def test_the_page_asks_and_then_answers(officer, published, demo):
    put(demo)
    page = asked(officer)
    assert (page.context["letter"], page.context["form"].errors) == (None, {})
    answer = asked(officer, wie=first(page))
    assert answer.context["letter"].text in unescape(answer.content.decode())
    assert "Kopieer de tekst" in answer.content.decode()
    assert "Uit versie 1, geldig vanaf " in words(answer)
    assert "/demo/versies/1/voor/" in answer.context["letter"].text


def test_the_address_in_the_mail_is_a_public_page(officer, visitor, demo):
    put(demo)
    address = re.search(r"http://\S+", mail(officer).text)[0]
    assert visitor.get(address.partition("8000")[2]).status_code == 200


def test_without_a_version_in_force_it_comes_from_the_draft_and_says_so(officer, demo):
    answer = asked(officer, wie=first(asked(officer)))
    assert "Er is geen versie van kracht: dit komt uit het concept zoals het nu is." in words(answer)
    assert "privacyverklaring" not in answer.context["letter"].text


def test_a_version_that_was_announced_is_not_in_force(officer, demo):
    today = timezone.localdate()
    put(demo, today + timedelta(days=9), on=today)
    assert "Er is geen versie van kracht" in words(asked(officer, wie=first(asked(officer))))


def test_what_was_edited_since_the_version_is_not_in_the_answer(officer, demo):
    put(demo)
    rename("Iets heel anders")
    answer = asked(officer, wie=first(asked(officer)))
    assert "Iets heel anders" not in answer.context["letter"].text
    assert "Wat daarna is gewijzigd staat er nog niet in." in words(answer)


def test_a_shielded_version_is_not_read(officer, demo):
    put(demo, date(2026, 1, 1))
    version = Publication.objects.get(provider=demo)
    record(version, ShieldingDeed.SHIELD, reason="Verkeerde naam.", author="x", now=timezone.now())
    rename("Nieuwe naam van het werk")
    answer = asked(officer, wie=first(asked(officer)))
    assert "Versie 1 is niet te lezen: dit komt uit het concept zoals het nu is." in words(answer)


def test_each_point_of_article_15_is_there_or_named_as_not_recorded(officer, five):
    for provider in Provider.objects.all():
        for slug, _ in asked(officer, provider.slug).context["form"].fields["wie"].choices[1:]:
            answer = asked(officer, provider.slug, wie=slug)
            points, letter = answer.context["points"], answer.context["letter"]
            assert [place for _, place, _ in points] == [
                *(f"lid 1, onder {letter}" for letter in "abcdefgh"), "lid 2", "lid 3",
            ]  # fmt: skip
            assert "niet vastgelegd" not in letter.text.lower()
            assert {why_not for _, _, why_not in points} <= {"", "niet vastgelegd", "weet de verantwoordelijke"}


@pytest.mark.parametrize("query", [{"wie": "niemand"}, {"wie": ""}, {"wie": "<b>"}, {"wie": "\x00"}])
def test_a_group_that_does_not_exist_gets_the_form_again(officer, demo, query):
    answer = asked(officer, **query)
    assert answer.status_code in (200, 400)
    assert "<b>" not in answer.content.decode().partition("<main")[2]
    assert not (answer.context or {}).get("letter")


def test_internal_notes_and_activities_stay_inside(officer, demo):
    activity = ProcessingActivity.objects.filter(provider=demo).order_by("number").last()
    activity.internal, activity.title = True, "Geheim werk"
    activity.save()
    for slug, _ in asked(officer).context["form"].fields["wie"].choices[1:]:
        answer = asked(officer, wie=slug)
        assert "Geheim werk" not in answer.content.decode()


def test_who_may_not_gets_no_answer(auditor, visitor, signed_in_stranger, officer, demo):
    people = (auditor, visitor, signed_in_stranger)
    assert [asked(person).status_code for person in people] == [302] * 3
    officer.user.groups.clear()
    assert asked(officer).status_code == 403
    assert officer.get("/admin/mijn/bestaat-niet/klantvraag/").status_code == 403


def test_a_provider_that_does_not_exist_has_no_page(officer, demo):
    assert asked(officer, "bestaat-niet").status_code == 404


def test_nothing_is_kept(officer, demo):
    with CaptureQueriesContext(connection) as queries:
        asked(officer, wie=first(asked(officer)))
    writes = [query["sql"] for query in queries if not query["sql"].lstrip("( ").startswith(("SELECT", "SAVEPOINT"))]
    assert [sql for sql in writes if "session" not in sql and not sql.startswith("RELEASE")] == []


def test_many_rows_cost_no_more_queries(officer, demo):
    slug = first(asked(officer))

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert asked(officer, wie=slug).context["letter"]
        return len(found)

    queries()
    before = queries()
    activity = ProcessingActivity.objects.get(number="DM-01")
    for number in range(30):
        DataRow.objects.create(activity=activity, sequence=80 + number, name=f"Zeldzaam {number}")
    queries()
    assert queries() == before


def test_desk_and_start_page_lead_there(officer, demo):
    for page in ("/admin/", "/admin/mijn/demo/"):
        assert f'href="{PAGE.format("demo")}"' in officer.get(page).content.decode()
