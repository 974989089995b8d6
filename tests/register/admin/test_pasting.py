"""Rows that are pasted or typed one a line, and rows that are changed together, on the pages beside an activity."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.facts.recording import history_of
from providers.models import Provider, Recipient
from register.admin.activity.pasting import KINDS, Pasting
from register.models import DataCategory, DataRow, Disclosure, LegalBasis, ProcessingActivity, PurposeRow, SubjectGroup
from register.permissions import OFFICER_GROUP
from retention.models import RetentionTerm
from tests.forms import filled


@pytest.fixture
def activity(demo):
    return ProcessingActivity.objects.get(number="DM-02")


@pytest.fixture
def group(demo):
    return SubjectGroup.objects.get(key="bellers")


def page_of(activity, name):
    return reverse(f"admin:register_{name}", args=[activity.pk])


def send(officer, activity, kind, text, **typed):
    """What somebody sees who asks to read these lines."""
    address = page_of(activity, "paste")
    return officer.post(address, filled(officer.get(address)) | {"kind": kind, "lines": text} | typed)


def save(officer, activity, response):
    """The second click, on the page that showed what was read."""
    return officer.post(page_of(activity, "paste"), filled(response) | {"opslaan": "ja"})


def read(response):
    """Per line its number, whether it is new, what was read and what was not understood."""
    lines = response.context["form"].pasting.lines
    return [(line.number, line.is_new, line.said, line.problems) for line in lines]


def test_a_sheet_is_shown_first_and_then_saved_as_one_edit(officer, activity, group):
    term = RetentionTerm.objects.get()
    word = DataCategory.objects.get(key="adres")
    text = f"{word.name.upper()}\tBellers\t{term.name}\tbij storing\tklant\tja\t900 r3\nBelminuten per regio\n"
    response = send(officer, activity, "gegevens", text, group=str(group.pk))
    assert not activity.datarow_set.exists()
    assert read(response) == [
        (
            1,
            True,
            [
                ("gegevens", f"{word.name.upper()} (gedeelde lijst: {word})"),
                ("groep", "Bellers"),
                ("bewaartermijn", str(term)),
                ("voorwaarde", "bij storing"),
                ("herkomst", "klant"),
                ("optioneel", "ja"),
                ("vindplaats", "900 r3"),
            ],
            [],
        ),
        (
            2,
            True,
            [("gegevens", "Belminuten per regio (eigen woord, niet in de gedeelde lijst)"), ("groep", "Bellers")],
            [],
        ),
    ]
    answer = save(officer, activity, response)
    assert answer["Location"] == reverse("admin:register_processingactivity_change", args=[activity.pk])
    rows = activity.datarow_set.values_list("name", "category", "group", "term", "condition", "origin", "optional")
    assert list(rows) == [
        (word.name.upper(), word.pk, group.pk, term.pk, "bij storing", "klant", True),
        ("Belminuten per regio", None, group.pk, None, "", "", False),
    ]
    assert list(activity.datarow_set.values_list("sequence", "source")) == [(10, "900 r3"), (20, "")]
    records = history_of(DataRow)._base_manager.filter(activity_id=activity.pk)
    assert len(set(records.values_list("change_id", flat=True))) == 1
    assert set(records.values_list("history_user_id", flat=True)) == {"officer"}


def test_columns_may_be_named_and_a_word_of_the_provider_means_what_it_means_elsewhere(officer, activity, group):
    word = DataCategory.objects.get(key="adres")
    DataRow.objects.create(
        activity=ProcessingActivity.objects.get(number="DM-01"), name="Waar u woont", category=word, sequence=90
    )
    save(officer, activity, send(officer, activity, "gegevens", "Groep\tGegevens\nbellers\twaar u woont"))
    assert list(activity.datarow_set.values_list("group", "name", "category")) == [(group.pk, "waar u woont", word.pk)]


@pytest.mark.parametrize(
    ("kind", "line", "heading", "said"),
    [
        ("gegevens", "Naam\tVreemden", "groep", "“Vreemden” is geen groep betrokkenen van deze aanbieder. Er zijn: Be"),
        ("gegevens", "Naam\t\t\t\twinkel", "herkomst", "“winkel” kan hier niet. Kies uit: Van de betrokkene zelf"),
        ("gegevens", "Naam\t\t\t\t\tmisschien", "optioneel", "“misschien” is geen ja of nee."),
        ("gegevens", "<b>", "gegevens", ""),
        ("gegevens", "a\tb\tc\td\te\tf\tg\th", "kolommen", "Er staan er 8; dit zijn er 7."),
        ("doelen", "Innen\tzomaar", "grondslagen", "“zomaar” kan hier niet. Kies uit: Toestemming, Uitvoering"),
        ("ontvangers", "Meldkamers", "rol", "Dit veld"),
        ("ontvangers", "Niemand\tontvanger", "partij", "“Niemand” is geen ontvanger"),
        ("ontvangers", "\tontvanger", "partij", "Vul in wie gegevens krijgt."),
    ],
)
def test_what_is_not_understood_is_named_with_what_was_expected_and_nothing_is_saved(
    officer, activity, kind, line, heading, said
):
    good = {"gegevens": "Adres", "doelen": "Leveren", "ontvangers": "Meldkamers\tontvanger"}[kind]
    response = send(officer, activity, kind, f"{good}\n{line}")
    problems = [problem for _, _, _, found in read(response) for problem in found]
    assert next(text for label, text in problems if label == heading).startswith(said)
    assert heading.capitalize() in response.content.decode()
    assert save(officer, activity, response).status_code == 200
    assert not KINDS[kind].model.objects.filter(activity=activity).exists()


def test_purposes_bring_their_bases_and_recipients_their_role(officer, activity):
    save(officer, activity, send(officer, activity, "doelen", "Innen\tb, Wettelijke verplichting\nInnen!\tf"))
    bases = LegalBasis.objects.filter(purpose__activity=activity).values_list("purpose__key", "article")
    assert list(bases) == [("innen", "b"), ("innen", "c"), ("innen-2", "f")]
    recipient = Recipient.objects.get(key="meldkamers")
    text = f"{recipient.name}\tverwerker\tbij 112\n{recipient.name}"
    save(officer, activity, send(officer, activity, "ontvangers", text, role="ontvanger"))
    stored = Disclosure.objects.filter(activity=activity).values_list("provider", "recipient", "role", "condition")
    assert sorted(stored) == [
        (activity.provider_id, recipient.pk, "ontvanger", ""),
        (activity.provider_id, recipient.pk, "verwerker", "bij 112"),
    ]


def test_what_is_there_is_not_added_again(officer, activity):
    text = "Adres\nadres \nNaam"
    save(officer, activity, send(officer, activity, "gegevens", text))
    before = DataRow.objects.count()
    response = send(officer, activity, "gegevens", f"{text}\nLeeftijd")
    assert [is_new for _, is_new, _, _ in read(response)] == [False, False, False, True]
    save(officer, activity, response)
    assert DataRow.objects.count() == before + 1


def test_only_what_was_shown_is_saved(officer, activity):
    response = send(officer, activity, "gegevens", "Adres")
    changed = officer.post(page_of(activity, "paste"), filled(response) | {"lines": "Iets anders", "opslaan": "ja"})
    assert (changed.status_code, activity.datarow_set.count()) == (200, 0)
    assert "Iets anders" in changed.content.decode()


def test_nothing_typed_and_too_many_lines_are_said_at_the_field(officer, activity):
    assert "Plak of typ ten minste één regel." in send(officer, activity, "gegevens", "").content.decode()
    assert "Plak ten hoogste 400 regels tegelijk." in send(officer, activity, "gegevens", "a\n" * 401).content.decode()


def test_reading_costs_as_many_queries_for_one_line_as_for_many(activity):
    def asked(count):
        text = "\n".join(f"Gegeven {number}\tbellers\t\t\t\t\t900 r{number + 1}" for number in range(count))
        with CaptureQueriesContext(connection) as queries:
            Pasting(activity, "gegevens", text, {})
        return len(queries)

    asked(1)
    assert asked(40) == asked(1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=80), kind=st.sampled_from(sorted(KINDS)))
def test_any_text_is_read_or_refused_by_line(activity, text, kind):
    pasting = Pasting(activity, kind, text, {})
    assert all(line.said or line.problems for line in pasting.lines)
    assert pasting.may_save == (bool(pasting.new) and not [line for line in pasting.lines if line.problems])


# Together


@pytest.fixture
def rows(activity):
    return [DataRow.objects.create(activity=activity, name=name, sequence=1) for name in ("a", "b", "c")]


def together(officer, activity, **typed):
    address = page_of(activity, "rows")
    return officer.post(address, filled(officer.get(address)) | typed)


def test_rows_get_one_term_group_and_origin_and_the_others_stay(officer, activity, group, rows):
    term = RetentionTerm.objects.get()
    chosen = [str(row.pk) for row in rows[:2]]
    answer = together(officer, activity, rows=chosen, term=str(term.pk), group=str(group.pk), origin=["klant", "derde"])
    assert answer.status_code == 302
    stored = activity.datarow_set.order_by("name").values_list("name", "term", "group", "origin")
    assert list(stored) == [
        ("a", term.pk, group.pk, "klant, derde"),
        ("b", term.pk, group.pk, "klant, derde"),
        ("c", None, None, ""),
    ]
    records = history_of(DataRow)._base_manager.filter(history_type="~", activity_id=activity.pk)
    assert len(records) == 2
    assert len(set(records.values_list("change_id", flat=True))) == 1
    together(officer, activity, everything="on", term="leeg", origin=["leeg"])
    assert set(activity.datarow_set.values_list("term", "origin")) == {(None, "")}
    assert activity.datarow_set.filter(group=group).count() == 2


def test_rows_that_would_stand_there_twice_are_named_and_nothing_is_changed(officer, activity, group, rows):
    twin = DataRow.objects.create(activity=activity, name="a", group=group)
    response = together(officer, activity, everything="on", group=str(group.pk))
    assert response.context["form"].errors == {"group": ["Dan staan er twee keer bij dezelfde groep: a."]}
    assert list(activity.datarow_set.exclude(group=None)) == [twin]


def test_nothing_ticked_nothing_chosen_and_what_is_of_another_provider(officer, activity, rows):
    stranger = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    term = RetentionTerm.objects.create(provider=stranger, key="x", name="X", kind="termijn", amount=1, unit="jaar")
    assert list(together(officer, activity, term="leeg").context["form"].errors) == ["rows"]
    assert list(together(officer, activity, everything="on").context["form"].errors) == ["__all__"]
    assert list(together(officer, activity, everything="on", term=str(term.pk)).context["form"].errors) == ["term"]
    other = DataRow.objects.filter(activity__number="DM-01").first()
    assert list(together(officer, activity, rows=[str(other.pk)], term="leeg").context["form"].errors) == ["rows"]


def test_rows_are_taken_away_together_and_can_be_put_back(officer, activity, rows):
    together(officer, activity, rows=[str(row.pk) for row in rows[1:]], verwijder="ja")
    assert [row.name for row in activity.datarow_set.all()] == ["a"]
    change = history_of(DataRow)._base_manager.filter(history_type="-").latest("history_id").change_id
    history = reverse("admin:register_processingactivity_history", args=[activity.pk])
    officer.post(history, filled(officer.get(history)) | {"change": str(change)})
    assert sorted(row.name for row in activity.datarow_set.all()) == ["a", "b", "c"]


def test_changing_together_costs_no_query_for_each_row_that_is_shown(officer, activity, rows):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            officer.get(page_of(activity, "rows"))
        return len(queries)

    asked()
    before = asked()
    for number in range(10):
        DataRow.objects.create(activity=activity, name=f"Gegeven {number}")
    assert asked() == before


@pytest.mark.parametrize("name", ["paste", "rows"])
def test_only_an_officer_may(auditor, visitor, activity, rows, name):
    address = page_of(activity, name)
    assert auditor.get(address).status_code == visitor.get(address).status_code == 302
    auditor.user.is_staff = True
    auditor.user.save()
    typed = {"everything": "on", "verwijder": "ja", "kind": "gegevens", "lines": "x", "opslaan": "ja"}
    assert (auditor.get(address).status_code, auditor.post(address, typed).status_code) == (403, 403)
    assert activity.datarow_set.count() == 3


def test_who_may_not_add_or_delete_rows_of_a_kind_is_not_offered_it(officer, activity, rows):
    permissions = Group.objects.get(name=OFFICER_GROUP).permissions
    permissions.remove(*Permission.objects.filter(codename__in=["add_disclosure", "delete_datarow"]))
    assert [kind for kind, _ in officer.get(page_of(activity, "paste")).context["form"].columns] == [
        "Gegevens",
        "Doelen",
    ]
    assert send(officer, activity, "ontvangers", "Meldkamers\tontvanger").context["form"].errors
    assert "verwijder" not in officer.get(page_of(activity, "rows")).content.decode()
    assert together(officer, activity, everything="on", verwijder="ja").status_code == 403
    assert PurposeRow.objects.filter(activity=activity).count() == 0
