"""One fact for many rows: chosen, read back, saved all or nothing, and only by who may."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.models import Provider, Recipient
from register.admin.together.kinds import KINDS
from register.models import DataRow, Disclosure, LegalBasis, ProcessingActivity, PurposeRow, Review
from register.permissions import OFFICER_GROUP
from retention.models import RetentionTerm
from tests.data import edit
from tests.forms import filled

LIST = "/admin/register/processingactivity/"
FINDINGS = "/admin/register/bevindingen/?aanbieder=demo"


@pytest.fixture
def activities(demo) -> list[ProcessingActivity]:
    edit(ProcessingActivity.objects.filter(provider=demo), role="")
    PurposeRow.objects.create(activity=ProcessingActivity.objects.get(number="DM-02"), key="x", name="Beheren")
    LegalBasis.objects.all().delete()
    return list(ProcessingActivity.objects.order_by("number"))


def page(kind, activities, **query):
    numbers = ",".join(str(row.pk) for row in activities)
    return f"{LIST}samen/{kind}/?" + "&".join([f"verwerkingen={numbers}", *(f"{k}={v}" for k, v in query.items())])


def choose(person, address, **values):
    """Fill in the first page; the answer is the second, or the first with what is wrong."""
    return person.post(address, filled(person.get(address)) | values)


def confirm(person, address, second):
    return person.post(address, filled(second) | {"bevestigd": "ja"})


def values_for(kind, demo):
    return {
        "rol": {"role": "processor"},
        "grondslag": {"article": "b"},
        "bewaartermijn": {"term": RetentionTerm.objects.get(provider=demo).pk},
        "herkomst": {"origin": ["klant", "systeem"]},
        "ontvanger": {"recipient": Recipient.objects.filter(provider=demo)[0].pk, "role": "ontvanger"},
        "controle": {},
    }[kind]


def recorded(kind):
    """What every row of the kind says now."""
    return {
        "rol": lambda: set(ProcessingActivity.objects.values_list("role", flat=True)),
        "grondslag": lambda: set(PurposeRow.objects.values_list("bases__article", flat=True)),
        "bewaartermijn": lambda: set(DataRow.objects.values_list("term__key", flat=True)),
        "herkomst": lambda: set(DataRow.objects.values_list("origin", flat=True)),
        "ontvanger": lambda: set(
            Disclosure.objects.filter(role="ontvanger").values_list("activity__number", flat=True)
        ),
        "controle": lambda: set(Review.objects.values_list("activity", flat=True)),
    }[kind]()


BECOMES = {
    "rol": {"processor"},
    "grondslag": {"b"},
    "bewaartermijn": {"kort"},
    "herkomst": {"klant, systeem"},
    "ontvanger": {"DM-01", "DM-02"},
    "controle": {"DM-01", "DM-02"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_chosen_read_back_and_saved_as_one_edit(officer, demo, activities, kind):
    edit(DataRow.objects.all(), term=None, origin="")
    Disclosure.objects.all().delete()
    address = page(kind, activities)
    before = recorded(kind)
    second = choose(officer, address, **values_for(kind, demo))
    assert "Nog niets is opgeslagen." in second.content.decode()
    assert recorded(kind) == before
    assert confirm(officer, address, second).status_code == 302
    assert recorded(kind) == BECOMES[kind]
    if kind != "controle":
        model = {"grondslag": LegalBasis, "ontvanger": Disclosure}.get(kind, KINDS[kind].model)
        newest = model.history.model.objects.order_by("-history_id").values_list("change_id", flat=True)
        count = {"grondslag": 2, "ontvanger": 2}.get(kind, model.objects.count())
        assert len(set(newest[:count])) == 1


def test_nothing_is_chosen_beforehand_and_what_is_recorded_is_not_ticked(officer, demo, activities):
    edit(ProcessingActivity.objects.filter(number="DM-01"), role="joint")
    first = officer.get(page("rol", activities))
    assert filled(first)["role"] == [""]
    assert filled(first)["rij"] == [str(activities[1].pk)]
    assert "Gezamenlijk verwerkingsverantwoordelijke" in first.content.decode()


@pytest.mark.parametrize(
    ("values", "said"), [({}, "Rol: "), ({"role": "raar"}, "raar"), ({"role": "joint", "rij": []}, "Vink ten minste")]
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_saved(officer, activities, values, said):
    answer = choose(officer, page("rol", activities), **values)
    text = answer.content.decode()
    assert said in text
    assert "Er is niets opgeslagen" in text
    assert recorded("rol") == {""}


def test_one_row_that_cannot_have_it_stops_all(officer, demo, activities, monkeypatch):
    def refuse(self):
        if self.number == "DM-02":
            raise ValidationError("Kan hier niet.")

    address = page("rol", activities)
    second = choose(officer, address, role="joint")
    monkeypatch.setattr(ProcessingActivity, "clean", refuse)
    text = confirm(officer, address, second).content.decode()
    assert "DM-02: Kan hier niet." in text
    assert recorded("rol") == {""}


def test_a_row_that_changed_meanwhile_is_shown_again_before_anything_is_saved(officer, activities):
    address = page("rol", activities)
    second = choose(officer, address, role="joint")
    edit(ProcessingActivity.objects.filter(number="DM-02"), role="processor")
    again = confirm(officer, address, second)
    assert "Iemand wijzigde ondertussen" in again.content.decode()
    assert recorded("rol") == {"", "processor"}
    assert confirm(officer, address, again).status_code == 302
    assert recorded("rol") == {"joint"}


def test_the_choice_can_be_changed_before_saving(officer, activities):
    address = page("rol", activities)
    second = choose(officer, address, role="joint", rij=[activities[1].pk])
    first = officer.post(address, filled(second) | {"wijzig": "ja"})
    assert (filled(first)["role"], filled(first)["rij"]) == (["joint"], [str(activities[1].pk)])
    assert "Er is niets opgeslagen" not in first.content.decode()


def test_from_a_finding_all_of_its_rule_and_back_with_what_that_solved(officer, demo, activities):
    item = officer.get(f"{FINDINGS}&regel=AVG24-1-ROL").context["shown"][0]
    assert item.row.others == 1
    address = f"{item.row.together}&terug=/admin/register/bevindingen/%3Faanbieder%3Ddemo"
    assert "Herstel deze en de andere samen" in officer.get(f"{FINDINGS}&regel=AVG24-1-ROL").content.decode()
    saved = confirm(officer, address, choose(officer, address, role="processor"))
    assert saved.url == FINDINGS
    said = [str(message) for message in get_messages(saved.wsgi_request)]
    assert said[0] == "Verwerker: vastgelegd bij 2 regels."
    assert said[1].startswith("7 bevindingen opgelost (Rol niet vastgelegd, ")
    assert not officer.get(f"{FINDINGS}&regel=AVG24-1-ROL").context["shown"]


def test_the_action_of_the_list_leads_to_the_page_for_one_provider(officer, demo, activities, add_five):
    sent = {"action": "samen_rol", "_selected_action": [row.pk for row in activities]}
    answer = officer.post(LIST, sent)
    assert answer.url.startswith(f"{LIST}samen/rol/?verwerkingen={activities[0].pk},{activities[1].pk}&terug=")
    add_five()
    other = ProcessingActivity.objects.exclude(provider=demo)[0]
    said = officer.post(LIST, sent | {"_selected_action": [activities[0].pk, other.pk]}, follow=True)
    assert "Kies verwerkingen van één aanbieder." in said.content.decode()
    assert officer.get(page("rol", [activities[0], other])).status_code == 404


def test_terms_and_recipients_of_another_provider_cannot_be_chosen(officer, demo, activities):
    other = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    term = RetentionTerm.objects.create(provider=other, key="lang", name="Lang")
    edit(DataRow.objects.all(), term=None)
    assert choose(officer, page("bewaartermijn", activities), term=term.pk).context["errors"]
    assert recorded("bewaartermijn") == {None}


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_is_refused(officer, auditor, visitor, demo, activities, kind):
    address = page(kind, activities)
    sent = values_for(kind, demo) | {"rij": [1], "bevestigd": "ja"}
    for person in (auditor, visitor):
        assert [person.get(address).status_code, person.post(address, sent).status_code] == [302, 302]
    permission = Permission.objects.get(codename=KINDS[kind].permission.partition(".")[2])
    Group.objects.get(name=OFFICER_GROUP).permissions.remove(permission)
    before = recorded(kind)
    assert [officer.get(address).status_code, officer.post(address, sent).status_code] == [403, 403]
    assert recorded(kind) == before


def test_activities_that_a_person_may_not_see_do_not_exist(officer, activities, monkeypatch):
    monkeypatch.setattr("register.querysets.ActivityQuerySet.for_user", lambda rows, user: rows.none())
    assert officer.get(page("rol", activities)).status_code == 404


@pytest.mark.parametrize("asked", ["", "verwerkingen=", "verwerkingen=x,9" + "9" * 30, "regel=AVG24-1-ROL&aanbieder=x"])
def test_an_address_that_names_nothing_is_no_page(officer, activities, asked):
    assert officer.get(f"{LIST}samen/rol/?{asked}").status_code == 404
    assert officer.get(f"{LIST}samen/raar/?{asked}").status_code == 404


def test_names_are_escaped(officer, activities):
    ProcessingActivity.objects.filter(number="DM-02").delete()
    row = activities[0]
    row.title = "<script>alert(1)</script>"
    row.save()
    for answer in (officer.get(page("rol", [row])), choose(officer, page("rol", [row]), role="joint")):
        assert "<script>alert(1)" not in answer.content.decode()
        assert "&lt;script&gt;alert(1)" in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_many_rows_ask_as_many_queries_as_few(officer, demo, activities, kind):
    def queries(rows):
        officer.get(page(kind, rows))
        with CaptureQueriesContext(connection) as found:
            assert officer.get(page(kind, rows)).context["lines"]
        return len(found)

    few = queries(activities[:1])
    group = DataRow.objects.exclude(group=None)[0].group
    for number in range(6):
        more = ProcessingActivity.objects.create(provider=demo, number=f"DM-2{number}", title="Meer")
        PurposeRow.objects.create(activity=more, key="x", name="Beheren")
        DataRow.objects.create(activity=more, name=f"Gegeven {number}", group=group)
        Disclosure.objects.create(provider=demo, activity=more, recipient=Recipient.objects.all()[0], role="ontvanger")
    assert queries(ProcessingActivity.objects.all()) == few
