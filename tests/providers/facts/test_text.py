"""The same text is the same characters, whichever door it came in by."""

import unicodedata

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import example, given
from hypothesis import strategies as st

from providers.facts.fields import KeyField, PlainTextField, Tidied
from providers.facts.recording import history_of, is_tracked
from providers.facts.several import ChoicesField, CountriesField
from providers.facts.text import tidy_key, tidy_line, tidy_text
from providers.models import Provider, Recipient, Service
from register.loading import load
from tests.forms import filled
from tests.spreadsheets import confirm, sheet, upload

UNTIDY = "\ufeff \u200bCafe\u0301 Noord\u00a0\u200d\r\n"
TWO_LINES = " Cafe\u0301 \u00a0\r\n\r\n  - punt\u200b\ryes\u2028slot\u00ad \r\n"
TIDY_LINES = "Café\n\n  - punt\nyes\nslot"
ANY = st.text(st.sampled_from("a Bé\u0301\u00a0\u200b\ufeff\r\n\t\u2028\u3164-"), max_size=12)


def test_one_line_end_composed_letters_and_nothing_unseen_around_it():
    assert tidy_text(TWO_LINES) == TIDY_LINES
    assert tidy_line(TWO_LINES) == "Café - punt yes slot"
    assert tidy_key(" Cafe\u0301-Noord ") == "café-noord"


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u200b", "\r\n\r\n", "\u3164\u2800", "\ufeff"])
def test_what_shows_nothing_is_empty(text):
    assert (tidy_text(text), tidy_line(text)) == ("", "")


@pytest.mark.parametrize("text", ["B.\u00a0V.", "a  b", "a\tb", "woord\u200bdeel", "x\n\n\n  y", "½ ﬁ ②"])
def test_what_stands_between_the_words_stays_as_it_was_stated(text):
    assert tidy_text(text) == text


def test_piling_up_signs_takes_nobody_s_time():
    piled = "a" + "\u0301\u0327" * 1_000_000
    assert tidy_text(piled) == piled
    with pytest.raises(ValidationError):
        Provider._meta.get_field("statement_scope").clean(piled, None)
    assert tidy_text(" " * 1_000_000 + "x" + " " * 1_000_000 + "y").count(" ") == 1_000_000


@given(ANY)
@example("\n \u0301a\n\u00a0")
def test_tidied_text_stays_what_it_is(text):
    for tidy in (tidy_text, tidy_line, tidy_key):
        once = tidy(text)
        assert tidy(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert "\r" not in once
    assert "\n" not in tidy_line(text)


def text_columns():
    """Every column of text that people fill, and that of its records."""
    for model in apps.get_models():
        if is_tracked(model) and not model._meta.proxy:
            for kind in (model, history_of(model)):
                own = {field.name for field in model._meta.concrete_fields}
                yield from (
                    field
                    for field in kind._meta.concrete_fields
                    if field.name in own and isinstance(field, models.CharField | models.TextField)
                )


def is_closed(field):
    """Whether people choose from a list instead of typing."""
    return bool(field.choices) or isinstance(field, ChoicesField)


def is_listed(field):
    """Whether people choose several from a list, and files may still name them."""
    return isinstance(field, CountriesField)


def test_no_column_of_text_was_forgotten():
    free = [field for field in text_columns() if not is_closed(field)]
    assert len(free) > 300
    assert [str(field) for field in free if not isinstance(field, Tidied)] == []
    keys = [field for field in free if isinstance(field, models.SlugField)]
    assert [str(field) for field in keys if not isinstance(field, KeyField)] == []


@pytest.mark.parametrize("field", [*text_columns()], ids=str)
def test_every_column_of_text_stores_and_records_it_tidied(field):
    if is_closed(field):
        assert field.to_python("ja") == "ja"
        return
    wanted = TIDY_LINES if isinstance(field, PlainTextField) else field.tidy(TWO_LINES)
    row = field.model(**{field.attname: TWO_LINES})
    assert field.pre_save(row, add=True) == getattr(row, field.attname) == wanted
    assert field.get_prep_value(TWO_LINES) == wanted
    box = field.formfield(required=False, max_length=None, validators=[])
    if is_listed(field):
        assert box.clean(["BE", "NL"]) == field.get_prep_value("België, Nederland")
        return
    assert box.to_python(TWO_LINES) == wanted
    assert not box.has_changed(wanted, wanted.replace("\n", "\r\n"))


@pytest.fixture
def stored(demo):
    def read(key="nieuw"):
        row = Service.objects.get(key=key)
        return row.name, row.description

    return read


WANTED = ("Café Noord", TIDY_LINES)
FIELDS = {"name": UNTIDY, "description": TWO_LINES}


def through_the_form(officer, tmp_path):
    page = "/admin/providers/service/add/"
    provider = Provider.objects.get(slug="demo").pk
    data = filled(officer.get(page)) | {"provider": provider, "key": "Nieuw", **FIELDS}
    assert officer.post(page, data).status_code == 302


def through_a_file(officer, tmp_path):
    import yaml

    row = {"model": "providers.service", "fields": {"provider": ["Demo"], "key": "NIEUW", **FIELDS}}
    path = tmp_path / "nieuw.yaml"
    path.write_text(yaml.safe_dump([row]), encoding="utf-8")
    assert load([path]).added == 1
    assert load([path]).same == 1


def through_a_spreadsheet(officer, tmp_path):
    row = {"provider": "DEMO", "key": "nieuw", "sequence": "1", "name": UNTIDY, "description": TWO_LINES}
    text = sheet(Service, row)
    confirm(officer, Service, upload(officer, Service, "csv", text.encode()))
    again = upload(officer, Service, "csv", text.replace(";nieuw;", ";Nieuw;").encode())
    assert again.context["result"].totals["skip"] == 1


def through_the_program(officer, tmp_path):
    row = Service.objects.create(provider=Provider.objects.get(slug="demo"), key=" Nieuw", **FIELDS)
    assert (row.name, row.description) == WANTED


DOORS = [through_the_form, through_a_file, through_a_spreadsheet, through_the_program]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_the_same_text_through_every_door(officer, stored, tmp_path, door):
    door(officer, tmp_path)
    assert stored() == WANTED
    (record,) = Service.objects.get(key="nieuw").history.all()
    assert (record.name, record.description) == WANTED


@pytest.mark.parametrize("typed", ["Meldkamers", " MELDKAMERS ", "meldkamers"])
def test_a_key_in_other_capitals_is_the_same_row(demo, typed):
    assert Recipient.objects.get(key=typed).key == "meldkamers"
    clash = Recipient(provider=demo, key=typed, name="Nog een")
    with pytest.raises(Exception, match="Deze sleutel bestaat al bij deze aanbieder"):
        clash.full_clean()


def test_names_of_people_and_groups_too(db):
    user = User.objects.create(username=" zoe\u0308", first_name="Zoe\u0308 ", last_name="\u200bde Vries\u00a0")
    group = Group.objects.create(name="Zorg\r\n")
    user.refresh_from_db()
    group.refresh_from_db()
    assert (user.username, user.first_name, user.last_name, group.name) == ("zoë", "Zoë", "de Vries", "Zorg")
