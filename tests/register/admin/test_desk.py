"""The page of a provider: all its rows in seven chapters, and back to it after saving."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.models import Recipient
from register.admin.desk.chapters import MOST, kinds_of_rows
from register.models import ProcessingActivity
from retention.models import RetentionTerm
from tests.forms import filled, problems

DESK = "/admin/mijn/{}/"


def links(html, text):
    """The addresses of links with this text, in order."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [unescape(address) for address, words in found if unescape(re.sub(r"<[^>]+>", "", words)).strip() == text]


def desk(person, slug="demo"):
    return person.get(DESK.format(slug))


def parts(response):
    return {part.key: part for chapter in response.context["chapters"] for part in chapter.parts}


def test_every_row_of_a_provider_that_leaves_a_history_stands_in_one_chapter():
    kinds = [model for models in kinds_of_rows().values() for model in models]
    recorded = {
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
        and not model._meta.proxy
        and any(field.name == "provider" for field in model._meta.fields)
    }
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == recorded


def test_rows_stand_with_their_form_and_their_findings(officer, five):
    found = parts(desk(officer, "teamtelefoon"))
    activities = ProcessingActivity.objects.filter(provider__slug="teamtelefoon")
    assert [line.text for line in found["processingactivity"].lines] == [str(row) for row in activities]
    assert {line.standing != "" for line in found["processingactivity"].lines} == {True}
    for part in found.values():
        for line in part.lines:
            assert officer.get(line.address).status_code == 200, line


def test_whoever_saves_is_back_at_the_rows_he_came_from(officer, demo):
    line = parts(desk(officer))["retentionterm"].lines[0]
    response = officer.post(line.address, filled(officer.get(line.address)))
    assert (response.status_code, response["Location"]) == (302, "/admin/mijn/demo/#retentionterm")


def test_a_row_is_added_for_this_provider_and_leads_back(officer, demo):
    address = parts(desk(officer))["recipient"].add
    data = filled(officer.get(address)) | {"name": "Drukkerij"}
    assert data["provider"] == [str(demo.pk)]
    response = officer.post(address, data)
    assert response.status_code == 302, problems(response)
    assert response["Location"] == "/admin/mijn/demo/#recipient"
    assert Recipient.objects.get(name="Drukkerij").provider == demo


@pytest.mark.parametrize(
    "place", ["https://elders.example/", "//elders.example/", "/\\elders.example", "javascript:x", ""]
)
def test_saving_leads_nowhere_outside_the_admin(officer, demo, place):
    term = RetentionTerm.objects.filter(provider=demo).first()
    page = reverse("admin:retention_retentionterm_change", args=[term.pk])
    response = officer.post(f"{page}?terug={place}", filled(officer.get(page)))
    assert response["Location"].startswith("/admin/retention/retentionterm/")


def test_a_new_provider_leads_to_its_page_where_all_is_still_to_do(officer, vocabulary):
    page = reverse("admin:providers_provider_add")
    response = officer.post(page, filled(officer.get(page)) | {"name": "Nieuw", "slug": "nieuw", "prefix": "NW"})
    assert response.status_code == 302, problems(response)
    assert response["Location"] == "/admin/mijn/nieuw/"
    found = parts(officer.get(response["Location"]))
    assert {part.count for part in found.values()} == {0}


def test_the_start_page_leads_to_it_and_to_a_new_provider(officer, demo):
    html = officer.get("/admin/").content.decode()
    assert links(html, demo.name) == ["/admin/mijn/demo/"]
    assert links(html, "Nieuwe aanbieder") == [reverse("guide_new")]


def test_who_may_not_sees_nothing(auditor, visitor, client, demo):
    assert [desk(person).status_code for person in (auditor, visitor)] == [302, 302]
    assert client.get(DESK.format("demo")).status_code == 302


def test_a_provider_that_does_not_exist_is_not_found(officer, demo):
    assert desk(officer, "geen").status_code == 404


def test_many_rows_cost_the_queries_of_one_and_lead_to_their_list(officer, demo):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            response = desk(officer)
        return len(queries), response

    asked()
    before, _ = asked()
    for number in range(MOST):
        Recipient.objects.create(provider=demo, key=f"r{number}", name=f"Ontvanger {number}")
    asked()
    after, response = asked()
    part = parts(response)["recipient"]
    assert (len(part.lines), part.count) == (MOST, Recipient.objects.filter(provider=demo).count())
    assert officer.get(part.whole).status_code == 200
    assert after == before + 1


def test_names_are_text(officer, demo):
    Recipient.objects.create(provider=demo, key="x", name="a & b")
    assert "a &amp; b" in desk(officer).content.decode()
