"""Beside the form of an activity: copy it, add many kinds of data, end it, and see the page before saving."""

import re
from datetime import date

import msgspec
import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider
from register.admin.activity.forms import NO_DAY
from register.choices import PublicationKind, Status
from register.dossier import live_dossier
from register.dossier.types import Activity
from register.models import DataCategory, DataRow, Minors, ProcessingActivity, SubjectGroup
from retention.models import RetentionTerm
from tests.data import edit
from tests.forms import filled, problems
from tests.register.published import go
from tests.register.versions_help import put

# A remark is a sentence of a document, and stays with the activity it was written for.
LEFT = ("source", "reading", "number", "reference", "title", "remarks")
LIST = "/admin/register/processingactivity/"


@pytest.fixture
def first(demo) -> ProcessingActivity:
    return ProcessingActivity.objects.get(number="DM-01")


def form_of(row: ProcessingActivity) -> str:
    return reverse("admin:register_processingactivity_change", args=[row.pk])


def node(row: ProcessingActivity) -> Activity:
    return next(item for item in live_dossier(row.provider_id).activities if item.number == row.number)


def bare(value):
    """The facts without what a copy does not take over."""

    def strip(item):
        if isinstance(item, dict):
            return {name: strip(part) for name, part in item.items() if name not in LEFT}
        return [strip(part) for part in item] if isinstance(item, list | tuple) else item

    return strip(msgspec.to_builtins(value))


def test_a_copy_has_everything_but_its_sources(officer, five):
    for original in ProcessingActivity.objects.filter(number__in=["TT-01", "VC-01"]):
        answer = officer.post(
            f"{LIST}{original.pk}/kopie/", {"number": "TT-77" if "TT" in original.number else "VC-77", "title": "Nieuw"}
        )
        copy = ProcessingActivity.objects.get(title="Nieuw", provider=original.provider_id)
        assert answer["Location"] == form_of(copy)
        assert bare(node(copy)) == bare(node(original))
        assert node(original).data
        assert {row.source for row in node(copy).data} == {None}
        assert not DataRow.objects.filter(activity=copy).exclude(note="").exists()


@pytest.fixture
def other(demo):
    return Provider.objects.create(slug="ander", prefix="AN", name="Ander")


def test_a_copy_for_another_provider_names_what_is_there_and_leaves_the_rest_open(officer, first, other):
    theirs = SubjectGroup.objects.create(provider=other, key="wie-belt", name="BELLERS")
    term = RetentionTerm.objects.create(provider=other, key="kort", name="Eigen", kind="termijn", amount=3, unit="jaar")
    edit(ProcessingActivity.objects.filter(pk=first.pk), owner="Jan", dpia="ja", source="900 r1", description="Zo")
    rows = list(first.datarow_set.all())
    answer = officer.post(
        f"{LIST}{first.pk}/kopie/", {"provider": other.pk, "number": "DM-03", "title": "Bellen"}, follow=True
    )
    copy = ProcessingActivity.objects.get(provider=other)
    assert (copy.number, copy.description, copy.owner, copy.dpia, copy.source) == ("AN-01", "Zo", "", "", "")
    copied = list(copy.datarow_set.all())
    assert [row.name for row in copied] == [row.name for row in rows]
    assert {row.group for row in copied if row.group} == {theirs}
    assert {row.term for row in copied if row.term} <= {term}
    assert [row.group is None for row in copied] == [row.group is None for row in rows]
    assert [[basis.article for basis in row.bases.all()] for row in copy.purposerow_set.all()] == [["b"]]
    assert not {row.provider for row in (*copy.services.all(), *copy.disclosure_set.all())} - {other}
    said = " ".join(str(message) for message in answer.context["messages"])
    left = {str(row) for row in (*first.services.all(), *(item.recipient for item in first.disclosure_set.all()))}
    assert left
    assert [name for name in left if f"“{name}" not in said] == []
    check = officer.post(form_of(copy), filled(officer.get(form_of(copy))))
    assert check.status_code == 302


def test_two_groups_that_another_provider_lacks_do_not_become_the_same_row_twice(officer, first, other):
    for name in ("Een", "Twee"):
        group = SubjectGroup.objects.create(provider=first.provider, key=name.lower(), name=name)
        DataRow.objects.create(activity=first, group=group, name="Pasfoto")
        DataRow.objects.create(activity=first, group=group)
    officer.post(f"{LIST}{first.pk}/kopie/", {"provider": other.pk, "number": "", "title": "Bellen"})
    copied = ProcessingActivity.objects.get(provider=other).datarow_set
    assert copied.filter(name="Pasfoto").count() == 1
    assert copied.filter(name="").exclude(category__isnull=False).count() == 0


def test_a_copy_for_another_provider_is_another_with_the_number_that_was_chosen(officer, first, other):
    page = officer.get(f"{LIST}{first.pk}/kopie/")
    assert [name for _, name in page.context["form"].fields["provider"].choices] == ["Ander", "Demo"]
    wrong = officer.post(f"{LIST}{first.pk}/kopie/", {"provider": other.pk, "number": "DM-44", "title": "x"})
    assert wrong.context["form"].errors == {"number": ["Begin het nummer met AN-."]}
    officer.post(f"{LIST}{first.pk}/kopie/", {"provider": other.pk, "number": "AN-07", "title": "x"})
    assert ProcessingActivity.objects.get(provider=other).number == "AN-07"


def test_the_copy_form_offers_the_free_number(officer, first):
    page = officer.get(f"{LIST}{first.pk}/kopie/")
    assert filled(page)["number"] == ["DM-03"]
    assert filled(page)["title"] == ["Bellen"]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("DM-01", "Er bestaat al een verwerking met dit nummer."),
        ("XX-05", "Begin het nummer met DM-."),
        ("<b>", "Schrijf een nummer als TT-01; een ander is een “kenmerk elders”."),
    ],
)
def test_a_wrong_number_makes_no_copy(officer, first, number, message):
    page = officer.post(f"{LIST}{first.pk}/kopie/", {"number": number, "title": "Nieuw"}).content.decode()
    assert message in page
    assert "Er is niets opgeslagen" in page
    assert ProcessingActivity.objects.count() == 2


def test_a_copy_does_not_get_the_number_of_a_deleted_activity(officer, first):
    gone = ProcessingActivity.objects.create(provider=first.provider, number="DM-09", title="Weg")
    assert officer.post(form_of(gone).replace("change", "delete"), {"post": "yes"}).status_code == 302
    page = officer.post(f"{LIST}{first.pk}/kopie/", {"number": "DM-09", "title": "Nieuw"})
    assert page.context["form"].errors == {
        "number": ["Dit nummer was van een verwerking die verwijderd is. Kies een nieuw nummer."]
    }
    assert ProcessingActivity.objects.count() == 2


def test_many_kinds_of_data_with_one_term(officer, first):
    group, term = SubjectGroup.objects.get(), RetentionTerm.objects.get()
    words = list(DataCategory.objects.order_by("name")[:4])
    typed = {"group": group.pk, "term": term.pk, "categories": [word.pk for word in words]}
    answer = officer.post(f"{LIST}{first.pk}/gegevens/", typed)
    assert answer["Location"] == form_of(first)
    added = DataRow.objects.filter(activity=first, name__in=[word.name for word in words])
    assert {(row.category, row.group, row.term) for row in added} == {(word, group, term) for word in words}
    before = DataRow.objects.count()
    again = officer.post(f"{LIST}{first.pk}/gegevens/", typed, follow=True)
    assert DataRow.objects.count() == before
    assert "0 soorten gegevens toegevoegd." in again.content.decode()


def test_data_that_a_group_has_under_other_words_or_with_others_are_not_added_again(officer, first):
    bellers = SubjectGroup.objects.get()
    others = SubjectGroup.objects.create(provider=first.provider, key="klanten", name="Klanten")
    nameless, shared = DataCategory.objects.get(key="adres"), DataCategory.objects.get(key="e-mailadres")
    DataRow.objects.create(activity=first, group=bellers, category=nameless)
    DataRow.objects.create(activity=first, group=others, category=shared, name="mail").other_groups.set([bellers])
    before = DataRow.objects.count()
    named = DataCategory.objects.get(key="telefoonnummer")
    typed = {"group": bellers.pk, "categories": [nameless.pk, shared.pk, named.pk]}
    officer.post(f"{LIST}{first.pk}/gegevens/", typed)
    assert DataRow.objects.count() == before


def test_a_copy_takes_data_of_children_and_no_number_of_elsewhere(officer, first):
    edit(ProcessingActivity.objects.filter(pk=first.pk), reference="M5071", reading="volgt uit de titel")
    Minors.objects.create(provider=first.provider, activity=first, age=16, source="900 r2")
    officer.post(f"{LIST}{first.pk}/kopie/", {"number": "DM-77", "title": "Nieuw"})
    copy = ProcessingActivity.objects.get(number="DM-77")
    assert (copy.reference, copy.reading) == ("", "")
    assert list(copy.minors_set.values_list("provider", "age", "source")) == [(first.provider_id, 16, "")]


def test_nothing_ticked_is_a_clear_answer(officer, first):
    page = officer.post(f"{LIST}{first.pk}/gegevens/", {}).content.decode()
    assert "Kies ten minste één soort gegevens." in page


def test_rows_of_another_provider_cannot_be_chosen(officer, first, five):
    stranger = RetentionTerm.objects.exclude(provider=first.provider_id).first()
    word = DataCategory.objects.first()
    page = officer.post(f"{LIST}{first.pk}/gegevens/", {"term": stranger.pk, "categories": [word.pk]})
    assert list(page.context["form"].errors) == ["term"]


@pytest.mark.parametrize("page", ["kopie", "gegevens"])
def test_only_an_officer_may(auditor, visitor, first, page):
    address = f"{LIST}{first.pk}/{page}/"
    assert auditor.get(address).status_code == visitor.get(address).status_code == 302
    auditor.user.is_staff = True
    auditor.user.save()
    assert auditor.get(address).status_code == 403
    assert auditor.post(address, {"number": "DM-05", "title": "x"}).status_code == 403
    assert ProcessingActivity.objects.count() == 2


def test_what_was_published_is_ended_and_not_deleted(officer, first):
    assert officer.post(f"{LIST}{first.pk}/delete/").status_code == 200
    go(first.provider)
    assert officer.post(f"{LIST}{first.pk}/delete/", {"post": "yes"}).status_code == 403
    answer = officer.post(LIST, filled(ask_to_end(officer, first)), follow=True)
    assert "Beëindigd: 1. Zij blijven in het register staan." in answer.content.decode()
    assert standing(first) == (Status.ENDED, timezone.localdate())


def ask_to_end(person, *rows):
    return person.post(LIST, {"action": "end", "_selected_action": [row.pk for row in rows]})


def standing(row):
    row.refresh_from_db()
    return row.status, row.ended_on


def test_ending_several_asks_first_and_names_them(officer, first):
    second = ProcessingActivity.objects.get(number="DM-02")
    answer = ask_to_end(officer, first, second)
    assert answer.context["activities"] == [first, second]
    assert "Deze 2 verwerkingen eindigen op" in " ".join(answer.content.decode().split())
    assert standing(first) == standing(second) == (Status.ACTIVE, None)
    assert officer.post(LIST, filled(answer)).status_code == 302
    assert standing(first) == standing(second) == (Status.ENDED, timezone.localdate())


def test_what_ended_before_keeps_its_day_and_is_not_asked_about(officer, first):
    second = ProcessingActivity.objects.get(number="DM-02")
    day = date(2020, 1, 31)
    edit(ProcessingActivity.objects.filter(pk=second.pk), status=Status.ENDED, ended_on=day)
    answer = ask_to_end(officer, first, second)
    assert answer.context["activities"] == [first]
    officer.post(LIST, filled(answer))
    assert standing(second) == (Status.ENDED, day)
    assert (
        "Beëindigd: 0."
        in officer.post(
            LIST, {"action": "end", "_selected_action": [first.pk, second.pk]}, follow=True
        ).content.decode()
    )


def test_ending_in_the_form_without_a_day_takes_today_as_the_action_does(officer, first):
    data = filled(officer.get(form_of(first))) | {"status": Status.ENDED}
    assert officer.post(form_of(first), data).status_code == 302
    assert standing(first) == (Status.ENDED, timezone.localdate())


def test_ending_in_the_form_on_another_day_keeps_that_day(officer, first):
    data = filled(officer.get(form_of(first))) | {"status": Status.ENDED, "ended_on": "31-01-2020"}
    assert officer.post(form_of(first), data).status_code == 302
    assert standing(first) == (Status.ENDED, date(2020, 1, 31))


def test_day_of_what_ended_before_cannot_be_emptied(officer, first):
    edit(ProcessingActivity.objects.filter(pk=first.pk), status=Status.ENDED, ended_on=date(2020, 1, 31))
    data = filled(officer.get(form_of(first))) | {"ended_on": ""}
    assert problems(officer.post(form_of(first), data)) == {"ended_on": [NO_DAY]}


def test_new_activity_that_ended_already_needs_its_day(officer, first):
    data = filled(officer.get(f"{LIST}add/"))
    data |= {"provider": first.provider_id, "number": "DM-07", "title": "Faxen", "status": Status.ENDED}
    assert problems(officer.post(f"{LIST}add/", data)) == {"ended_on": [NO_DAY]}


def test_a_preview_shows_what_was_typed_and_keeps_nothing(officer, first):
    typed = filled(officer.get(form_of(first))) | {"title": "Videobellen", "_preview": "1"}
    records = ProcessingActivity.history.count()
    answer = officer.post(form_of(first), typed)
    assert answer.status_code == 200
    assert "Videobellen" in answer.content.decode()
    assert "Concept" in answer.content.decode()
    first.refresh_from_db()
    assert (first.title, ProcessingActivity.history.count()) == ("Bellen", records)
    assert list(get_messages(answer.wsgi_request)) == []
    saved = officer.post(form_of(first), typed | {"_preview": []}, follow=True)
    assert problems_or_none(saved) == {}
    first.refresh_from_db()
    assert first.title == "Videobellen"


def test_a_preview_says_that_nothing_is_saved_and_which_version_everybody_reads(officer, first):
    def bands():
        answer = officer.post(form_of(first), filled(officer.get(form_of(first))) | {"_preview": "1"})
        band = re.search(r'<div class="band">(.*?)</div>', answer.content.decode(), re.DOTALL)[1]
        return band, "verklaring.pdf" in answer.content.decode()

    not_saved = "<strong>Voorbeeld: nog niet opgeslagen.</strong>"
    found = [bands()]
    put(first.provider)
    found.append(bands())
    put(first.provider, kind=PublicationKind.WITHDRAWAL)
    found.append(bands())
    assert found == [
        (f"<p>{not_saved}</p>", False),
        (f"<p>{not_saved} Openbaar is versie 1.</p>", False),
        (f"<p>{not_saved}</p>", False),
    ]


def problems_or_none(answer):
    return problems(answer) if "adminform" in (answer.context or {}) else {}


def test_a_preview_of_a_wrong_form_says_what_is_wrong(officer, first):
    typed = filled(officer.get(form_of(first))) | {"title": "<b>vet</b>", "_preview": "1"}
    answer = officer.post(form_of(first), typed)
    assert "title" in problems(answer)
    first.refresh_from_db()
    assert first.title == "Bellen"


@pytest.mark.parametrize("name", ["register_processingactivity", "register_statementpage"])
@pytest.mark.parametrize("number", ["99999", "9" * 30])
def test_a_preview_of_a_row_that_does_not_exist_leads_to_the_start_and_says_so(officer, first, name, number):
    answer = officer.post(reverse(f"admin:{name}_change", args=[number]), {"_preview": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    (message,) = get_messages(answer.wsgi_request)
    assert f"met ID ‘{number}’ bestaat niet" in message.message


def test_the_statement_page_has_a_preview_too(officer, first):
    address = reverse("admin:register_statementpage_change", args=[first.provider_id])
    answer = officer.post(address, filled(officer.get(address)) | {"_preview": "1"})
    assert answer.status_code == 200
    assert "Concept" in answer.content.decode()


def test_the_pages_are_offered_where_the_form_is(officer, first):
    page = officer.get(form_of(first)).content.decode()
    for address in (f"{LIST}{first.pk}/kopie/", f"{LIST}{first.pk}/gegevens/"):
        assert f'href="{address}"' in page
    assert 'name="_preview"' in page
