"""More rows than a form can carry: said before typing starts, refused in words, edited in parts."""

import time

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from providers import form_parts
from register.models import DataCategory, DataRow, ProcessingActivity
from tests.forms import filled, problems


@pytest.fixture
def page(demo):
    return reverse("admin:register_processingactivity_change", args=[ProcessingActivity.objects.get(number="DM-01").pk])


@pytest.fixture
def small_forms(monkeypatch):
    """A tenth of the real sizes: the real ones take half a minute."""
    for name, value in {"MOST_ROWS": 100, "_MOST_SHOWN": 90, "_SIZES": (40, 20, 10)}.items():
        monkeypatch.setattr(form_parts, name, value)


def with_rows(number):
    activity, word = ProcessingActivity.objects.get(number="DM-01"), DataCategory.objects.first()
    DataRow.objects.filter(activity=activity).delete()
    rows = [DataRow(activity=activity, category=word, name=f"Gegeven {n:04}", sequence=n) for n in range(number)]
    # Rows of a test need no history, and so many saves take long.
    QuerySet.bulk_create(DataRow.objects.all(), rows)


@pytest.mark.parametrize("claimed", ["1001", "99999999", "9" * 5000, "٩٩٩٩"])
def test_forged_numbers_of_rows_are_refused_at_once(officer, page, claimed):
    data = filled(officer.get(page)) | {"datarow_set-TOTAL_FORMS": claimed, "title": "Getypt"}
    began = time.monotonic()
    answer = officer.post(page, data)
    assert time.monotonic() - began < 2
    assert (answer.status_code, "ten hoogste 1.000 regels" in answer.content.decode()) == (413, True)
    assert ProcessingActivity.objects.get(number="DM-01").title == "Bellen"


def test_rows_that_did_not_come_along_are_missed(officer, page):
    data = filled(officer.get(page)) | {"datarow_set-TOTAL_FORMS": "900"}
    answer = officer.post(page, data)
    assert (answer.status_code, "kwam niet heel aan" in answer.content.decode()) == (400, True)


def test_more_fields_than_are_read_get_a_page_that_names_the_limit(officer, page, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    answer = officer.post(page, filled(officer.get(page)))
    assert (answer.status_code, "ten hoogste 1.000 regels" in answer.content.decode()) == (413, True)


def test_a_list_that_is_too_long_is_edited_in_parts(officer, page, small_forms):
    with_rows(100)
    second = f"{page}?datarow_set-deel=3"
    answer = officer.get(second)
    assert "100 regels, meer dan in één formulier passen" in " ".join(answer.content.decode().split())
    data = filled(answer)
    assert (data["datarow_set-INITIAL_FORMS"], data["datarow_set-0-name"]) == (["20"], ["Gegeven 0080"])
    saved = officer.post(second, data | {"datarow_set-0-name": "Gewijzigd"})
    assert saved.status_code == 302, problems(saved)
    names = DataRow.objects.filter(activity__number="DM-01").values_list("name", flat=True)
    assert (len(names), "Gewijzigd" in names, "Gegeven 0080" in names) == (100, True, False)


def test_no_more_rows_can_be_added_than_can_be_sent(officer, page, small_forms):
    with_rows(70)
    data = filled(officer.get(page))
    most = {name: int(value[0]) for name, value in data.items() if name.endswith("MAX_NUM_FORMS")}
    shown = sum(int(value[0]) for name, value in data.items() if name.endswith("INITIAL_FORMS"))
    assert data["datarow_set-INITIAL_FORMS"] == ["70"]
    assert most["datarow_set-MAX_NUM_FORMS"] == 100 - shown + 70
    assert officer.post(page, data | {"title": "Getypt"}).status_code == 302
