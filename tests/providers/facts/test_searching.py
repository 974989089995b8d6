"""What people look for is found whatever its accents, capitals or Unicode form, and lists count as people do."""

import unicodedata

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import CharField, TextField, Value
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from providers.facts.searching import Folded, Numbered, fold, pad_numbers
from providers.models import Provider, Recipient
from register.models import ProcessingActivity, SubjectGroup

NAMES = ["École Noord", "Café Één", "Zoë", "cliënt", "CLIENT", "Łódź", "Straße", "Ærø", "ΣΟΦΟΣ", "Zorg’s", "a\u00a0b"]
TYPED = [
    ("école", "École Noord"), ("ECOLE", "École Noord"), ("cafe", "Café Één"), ("CAFÉ", "Café Één"), ("een", "Café Één"),
    ("één", "Café Één"), ("ÉÉN", "Café Één"), ("Zoe", "Zoë"), ("ZOË", "Zoë"), ("lodz", "Łódź"), ("STRASSE", "Straße"),
    ("straße", "Straße"), ("aero", "Ærø"), ("σοφος", "ΣΟΦΟΣ"), ("zorg's", "Zorg’s"),
]  # fmt: skip
LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)


@pytest.fixture
def named(demo):
    for place, name in enumerate(NAMES):
        Recipient.objects.create(provider=demo, key=f"r{place}", name=name)
    return demo


def found(officer, term):
    rows = officer.get("/admin/providers/recipient/", {"q": term}).context["cl"].result_list
    return {row.name for row in rows}


def suggested(officer, term):
    query = {"term": term, "app_label": "providers", "model_name": "system", "field_name": "host"}
    return {row["text"] for row in officer.get("/admin/autocomplete/", query).json()["results"]}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("typed", "name"), TYPED)
def test_found_in_lists_and_suggestions(officer, named, typed, name, form):
    term = unicodedata.normalize(form, typed)
    assert found(officer, term) == suggested(officer, term) == {name}


@pytest.mark.parametrize("term", ["client", "cliënt", "CLIËNT", "clie\u0308nt"])
def test_with_and_without_accent_are_one_word(officer, named, term):
    assert found(officer, term) == suggested(officer, term) == {"cliënt", "CLIENT"}


@pytest.mark.parametrize("term", ["%", "_", "\\", "x%y"])
def test_signs_of_the_database_are_ordinary_signs(officer, named, term):
    assert found(officer, term) == set()


def test_every_search_box_of_the_admin_finds_without_accents(officer, named):
    """Also those of other packages: all of them ask `icontains`."""
    User.objects.create_user("zoe", first_name="Zoë")
    for model, page in admin.site._registry.items():
        request = RequestFactory().get("/")
        request.user = officer.user
        fields = page.get_search_fields(request)
        assert all(name[0] not in "^=@" and not name.endswith(("exact", "startswith")) for name in fields), model
        if fields:
            rows, _ = page.get_search_results(request, model._default_manager.all(), "één Zoëqx")
            sql = str(rows.query).upper()
            assert "FOLDED" in sql or "NORMALIZE" in sql
            assert list(rows) == []
    rows, _ = admin.site._registry[User].get_search_results(request, User.objects.all(), "zoe")
    assert [row.first_name for row in rows] == ["Zoë"]


@given(LETTERS)
def test_a_text_is_found_by_itself_in_any_form(text):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", [*NAMES, "İıſKÅ", "ﬁ½②", "ŒŧĦ", "x" * 50, "", "Ǆ ẞ"])
def test_the_database_folds_as_the_program_does(demo, text):
    for column in (CharField(), TextField()):
        rows = Provider.objects.annotate(folded=Folded(Value(text, output_field=column)))
        assert rows.values_list("folded", flat=True).get() == fold(text)


@pytest.mark.parametrize("text", ["PR-100", "PR-11", "a1b22c", "", "9" * 25, "007", "x"])
def test_the_database_pads_as_the_program_does(demo, text):
    rows = Provider.objects.annotate(padded=Numbered(Value(text, output_field=CharField())))
    assert rows.values_list("padded", flat=True).get() == pad_numbers(text)


NUMBERS = ["DM-01", "DM-02", "DM-11", "DM-99", "DM-100", "DM-1000"]


@pytest.fixture
def many(demo):
    for number in NUMBERS[:1:-1]:
        ProcessingActivity.objects.create(provider=demo, number=number, title=number)
    return demo


def test_activities_stand_in_order_of_their_number_everywhere(officer, many):
    def listed(**query):
        return [
            row.number for row in officer.get("/admin/register/processingactivity/", query).context["cl"].result_list
        ]

    assert listed() == listed(o="1") == listed(q="DM") == NUMBERS
    assert listed(o="-1") == NUMBERS[::-1]
    query = {"term": "DM", "app_label": "register", "model_name": "disclosure", "field_name": "activity"}
    texts = [row["text"].split()[0] for row in officer.get("/admin/autocomplete/", query).json()["results"]]
    assert texts == NUMBERS
    assert [row.number for row in ProcessingActivity.objects.all()] == NUMBERS


def test_rows_below_them_follow(many):
    for number in reversed(NUMBERS):
        activity = ProcessingActivity.objects.get(number=number)
        activity.purposerow_set.get_or_create(key="zelf", name="Zelf")
    rows = ProcessingActivity.objects.get(number="DM-100").purposerow_set.model.objects.filter(key="zelf")
    assert [row.activity.number for row in rows] == NUMBERS


def test_keys_that_were_made_stand_in_order(demo):
    for number in (10, 9, 2):
        SubjectGroup.objects.create(provider=demo, key=f"groep-{number}", name="Groep")
    keys = list(SubjectGroup.objects.filter(name="Groep").values_list("key", flat=True))
    assert keys == ["groep-2", "groep-9", "groep-10"]


@pytest.mark.parametrize("number", ["dm-01", "DM-001", "DM-00001", " DM-1 "])
def test_a_number_that_reads_the_same_is_the_same(demo, number):
    assert ProcessingActivity.objects.get(number=number).number == "DM-01"
    with pytest.raises(Exception, match="bestaat al"):
        ProcessingActivity(provider=demo, number=number, title="Nog een").full_clean()
