"""Columns that hold several of a list, and the rows that came with them, as an officer fills them in."""

import pytest
from django.urls import reverse

from providers.admin.forms import TWICE
from providers.history.entries import entries
from register.models import DataCategory, DataRow, GeneralBasis, GeneralPurpose, Minors, ProcessingActivity
from retention.models import RetentionTerm, TermException
from tests.forms import add_row, filled, problems


@pytest.fixture
def activity(demo) -> ProcessingActivity:
    return ProcessingActivity.objects.get(number="DM-01")


def page(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def statement(provider):
    return reverse("admin:register_statementpage_change", args=[provider.pk])


def saved(officer, address, data):
    answer = officer.post(address, data)
    assert answer.status_code == 302, problems(answer)


def changes(officer, address):
    """What the history of a page says, as a person reads it."""
    html = officer.get(address.replace("change/", "history/")).content.decode()
    return " ".join(html.split())


def test_boxes_are_ticked_shown_again_and_emptied(officer, activity):
    saved(officer, page(activity), filled(officer.get(page(activity))) | {"datarow_set-0-origin": ["systeem", "klant"]})
    again = filled(officer.get(page(activity)))
    assert again["datarow_set-0-origin"] == ["klant", "systeem"]
    assert activity.datarow_set.get(name="Naam").origin == "klant, systeem"
    del again["datarow_set-0-origin"]
    saved(officer, page(activity), again)
    assert activity.datarow_set.get(name="Naam").origin == ""
    shown = changes(officer, page(activity))
    assert "Van de klant, Ontstaat bij het gebruik" in shown
    assert "klant, systeem" not in shown


@pytest.mark.parametrize("typed", ["raar", "klant, raar", "klant, systeem", "\x00", "<script>", "9" * 5000])
def test_a_box_that_is_not_there_is_refused_at_the_field(officer, activity, typed):
    answer = officer.post(page(activity), filled(officer.get(page(activity))) | {"dpia_criteria": ["nieuw", typed]})
    # A NUL is stopped before any form.
    assert answer.status_code == 400 or list(problems(answer)) == ["dpia_criteria"]
    assert ProcessingActivity.objects.get(pk=activity.pk).dpia_criteria == ""


def test_an_address_may_propose_boxes(officer, demo):
    shown = officer.get("/admin/register/processingactivity/add/?dpia_criteria=nieuw,koppelen&title=x")
    assert filled(shown)["dpia_criteria"] == ["koppelen", "nieuw"]


def test_kinds_of_data_of_one_group_need_no_words_of_their_own(officer, activity):
    data = filled(officer.get(page(activity)))
    group = activity.datarow_set.first().group.pk
    kinds = [DataCategory.objects.get(key=key).pk for key in ("adres", "e-mailadres")]
    for kind in kinds:
        add_row(data, "datarow_set", group=group, category=kind, name="", sequence=0)
    saved(officer, page(activity), data)
    assert list(activity.datarow_set.filter(name="").values_list("category", flat=True)) == kinds
    data = filled(officer.get(page(activity)))
    add_row(data, "datarow_set", group=group, category=kinds[0], name="", sequence=0)
    answer = officer.post(page(activity), data)
    assert list(problems(answer).values()) == [[TWICE]]
    assert DataRow.objects.filter(name="").count() == 2


def test_countries_are_typed_by_name_and_shown_as_codes(officer, demo):
    address = "/admin/providers/recipient/add/"
    data = {"provider": demo.pk, "name": "Acme", "country": "Ierland en de Verenigde Staten"}
    saved(officer, address, filled(officer.get(address)) | data)
    row = demo.recipient_set.get(name="Acme")
    assert row.country == "IE, US"
    before = row.history.count()
    saved(officer, page(row), filled(officer.get(page(row))))
    assert row.history.count() == before


def test_exceptions_of_a_term_are_added_changed_deleted_and_put_back(officer, demo):
    term = RetentionTerm.objects.get()
    data = filled(officer.get(page(term)))
    add_row(data, "exceptions", condition="bij een klacht", amount="1", unit="jaar", sequence=0)
    add_row(data, "exceptions", condition="bij fraude", wording="langer", sequence=0)
    saved(officer, page(term), data)
    again = filled(officer.get(page(term)))
    saved(officer, page(term), again | {"exceptions-0-amount": "2", "exceptions-1-DELETE": "on"})
    assert [(row.condition, str(row.period)) for row in TermException.objects.all()] == [("bij een klacht", "2 jaar")]

    shown = changes(officer, page(term))
    assert "Uitzondering op een bewaartermijn" in shown
    (last, *_) = entries([(TermException, TermException.history.all())])
    officer.post(page(term).replace("change/", "history/"), {"change": str(last.change)})
    assert [(row.condition, str(row.period)) for row in TermException.objects.all()] == [
        ("bij een klacht", "1 jaar"),
        ("bij fraude", "None"),
    ]


def test_an_exception_says_something_and_stands_once(officer, demo):
    term = RetentionTerm.objects.get()
    data = filled(officer.get(page(term)))
    add_row(data, "exceptions", condition="bij een klacht", sequence=0)
    assert list(problems(officer.post(page(term), data)).values()) == [["Vul een getal met eenheid in, of woorden."]]
    data = filled(officer.get(page(term)))
    for _ in range(2):
        add_row(data, "exceptions", condition="bij een klacht", wording="langer", sequence=0)
    assert list(problems(officer.post(page(term), data)).values()) == [[TWICE]]


def test_data_of_children_stand_once_in_an_activity_and_once_for_the_whole_provider(officer, demo, activity):
    for address in (page(activity), statement(demo)):
        data = filled(officer.get(address))
        add_row(data, "minors_set", intended="nee", age="16")
        saved(officer, address, data)
        add_row(data, "minors_set", intended="ja", age="13")
        assert officer.post(address, data).status_code == 200
    assert Minors.objects.get(activity=activity).age == Minors.objects.get(activity=None).age == 16


def test_what_is_said_once_for_everything(officer, demo):
    data = filled(officer.get(statement(demo)))
    add_row(data, "generalpurpose_set", key="", name="Overeenkomst uitvoeren", sequence=0)
    add_row(data, "generalbasis_set", article="b", scope="voor alles")
    saved(officer, statement(demo), data)
    assert GeneralPurpose.objects.get().key == "overeenkomst-uitvoeren"
    assert str(GeneralBasis.objects.get()) == "Uitvoering van een overeenkomst"
    data = filled(officer.get(statement(demo)))
    add_row(data, "generalbasis_set", article="b")
    assert list(problems(officer.post(statement(demo), data)).values()) == [[TWICE]]
    shown = changes(officer, statement(demo))
    assert "Algemeen doel" in shown
    assert "Algemene grondslag" in shown
