"""Rows and steps of a long form: a line that says what it holds, and opens where somebody has to look."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.admin.forms import TWICE
from register.choices import RightKind
from register.models import DataCategory, DataRow, ProcessingActivity, StatedRight, StatementPage
from retention.models import RetentionTerm, TermException
from tests.forms import add_row, filled, problems


@pytest.fixture
def activity(demo):
    return ProcessingActivity.objects.get(number="DM-01")


def page_of(row):
    return reverse(f"admin:register_{row._meta.model_name}_change", args=[row.pk])


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def lines(response, group):
    """Each row of a group: whether it is open, and what its line says."""
    found = rf'id="{group}-\d+">\s*<details( open)?>\s*<summary>(.*?)</summary>'
    rows = re.findall(found, response.content.decode(), re.DOTALL)
    return [(bool(is_open), words(line)) for is_open, line in rows]


def steps(response):
    """Each folded step: whether it is open, its title and how it stands."""
    found = r'<details class="step-fold"( open)?>\s*<summary>\s*<h2>(.*?)</h2>(.*?)</summary>'
    rows = re.findall(found, response.content.decode(), re.DOTALL)
    return {title: (bool(is_open), words(standing)) for is_open, title, standing in rows}


def test_a_stored_row_is_a_closed_line_with_what_it_says_and_what_it_lacks(officer, activity):
    activity.datarow_set.all().delete()
    DataRow.objects.create(
        activity=activity, sequence=1, name="naam & nummer", condition="bij storing", source="900 r3"
    )
    lacks = " ".join(f"{name}: nog niet vastgelegd" for name in ("Betrokkenen", "Gegevenscategorie", "Bewaartermijn"))
    said = f"Gegevens: naam & nummer bij storing 900 r3 {lacks}"
    assert lines(officer.get(page_of(activity)), "datarow_set") == [(False, said)]


def test_a_tick_says_what_it_means_and_part_of_a_name_is_no_value(officer, demo, activity):
    term = RetentionTerm.objects.create(provider=demo, key="x", name="X", kind="termijn", amount=3, unit="maand")
    TermException.objects.create(term=term, sequence=1, condition="bij januari", amount=1, unit="jaar", is_maximum=True)
    ((_, line),) = lines(officer.get(reverse("admin:retention_retentionterm_change", args=[term.pk])), "exceptions")
    assert "True" not in line
    assert line.lower().endswith("uiterlijk")
    activity.datarow_set.all().delete()
    DataRow.objects.create(activity=activity, sequence=1, name="jaarlijks", condition="jaar")
    ((_, line),) = lines(officer.get(page_of(activity)), "datarow_set")
    assert line.startswith("Gegevens: jaarlijks jaar ")


def test_a_row_that_is_refused_stands_open_and_so_does_a_new_one(officer, activity):
    page = page_of(activity)
    data = filled(officer.get(page))
    data["datarow_set-0-source"] = "geen regel"
    add_row(data, "datarow_set", sequence=9, source="ook niet")
    opened = [is_open for is_open, _ in lines(officer.post(page, data), "datarow_set")]
    assert opened == [True, *[False] * (activity.datarow_set.count() - 1), True]


def test_lines_cost_no_query_each(officer, activity):

    def asked():
        with CaptureQueriesContext(connection) as queries:
            officer.get(page_of(activity))
        return len(queries)

    asked()
    before = asked()
    group = activity.datarow_set.exclude(group=None).first().group
    for number in range(5):
        DataRow.objects.create(activity=activity, sequence=50 + number, group=group, name=f"Gegeven {number}")
    asked()
    assert asked() == before


def test_steps_of_a_statement_are_folded_and_say_how_they_stand(officer, demo):
    demo.statedright_set.all().delete()
    StatedRight.objects.create(provider=demo, right=RightKind.ACCESS)
    found = steps(officer.get(page_of(StatementPage.objects.get(pk=demo.pk))))
    assert len(found) == 9
    assert not any(is_open for is_open, _ in found.values())
    assert "1 recht" in found["7 Rechten, verzoeken en klachten"][1].split(", ")


def test_of_an_activity_what_seldom_changes_is_folded(officer, activity):
    activity.access = "De servicedesk"
    activity.save()
    found = steps(officer.get(page_of(activity)))
    assert list(found) == ["4 Hoe lang", "5 Met wie", "6 Beveiliging", "7 Controle en DPIA"]
    assert found["6 Beveiliging"][1].startswith("1 van 2 velden")


def test_a_step_with_something_to_repair_stands_open(officer, activity):
    page = page_of(activity)
    data = filled(officer.get(page)) | {"source": "geen regel"}
    found = steps(officer.post(page, data))
    assert [title for title, (is_open, _) in found.items() if is_open] == ["7 Controle en DPIA"]


def test_rows_stand_in_the_order_in_which_they_were_typed(officer, activity):
    page = page_of(activity)
    activity.datarow_set.all().delete()
    data = filled(officer.get(page))
    for name in ("zesde", "eerste", "derde"):
        add_row(data, "datarow_set", name=name, sequence=0)
    add_row(data, "datarow_set", name="vooraan", sequence=5)
    assert officer.post(page, data).status_code == 302
    stored = activity.datarow_set.order_by("sequence").values_list("name", "sequence")
    assert list(stored) == [("vooraan", 5), ("zesde", 15), ("eerste", 25), ("derde", 35)]
    data = filled(officer.get(page))
    add_row(data, "datarow_set", name="laatste", sequence=0)
    assert officer.post(page, data).status_code == 302
    assert [row.name for row in activity.datarow_set.all()] == ["vooraan", "zesde", "eerste", "derde", "laatste"]


def test_data_of_one_group_with_different_categories_are_two_rows(officer, activity):
    page, group = page_of(activity), activity.datarow_set.exclude(group=None).first().group
    activity.datarow_set.all().delete()
    data = filled(officer.get(page))
    words = list(DataCategory.objects.all()[:2])
    for word in words:
        add_row(data, "datarow_set", group=group.pk, category=word.pk, name="", sequence=0)
    assert officer.post(page, data).status_code == 302
    assert [row.category for row in activity.datarow_set.all()] == words
    data = filled(officer.get(page))
    add_row(data, "datarow_set", group=group.pk, category=words[0].pk, name="", sequence=0)
    response = officer.post(page, data)
    assert problems(response) == {"datarow_set-2-name": [TWICE]}
    assert f"Gegevens 3, In eigen woorden: {TWICE}" in unescape(response.content.decode())
