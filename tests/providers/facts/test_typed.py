"""What people type for a value: the value itself or its words, in any capitals; several of a list in any order."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from providers.countries import NAMES
from providers.facts.recording import is_tracked
from providers.facts.typed import read_choice, read_flag, read_number
from providers.models import Recipient
from register.choices import DataOrigin
from register.models import DataRow
from retention.models import RetentionTerm

CLOSED = [
    field
    for model in apps.get_models()
    if is_tracked(model) and not model._meta.proxy
    for field in model._meta.concrete_fields
    if field.choices
]
ORIGIN = DataRow._meta.get_field("origin")
COUNTRY = Recipient._meta.get_field("country")
AMOUNT = RetentionTerm._meta.get_field("amount")
BETWEEN = st.sampled_from([", ", ",", ";", "; ", "\n", " en ", " , "])
CAPITALS = st.sampled_from([str, str.upper, str.lower, str.title])


@pytest.mark.parametrize("field", CLOSED, ids=str)
def test_every_word_and_every_value_of_every_list_means_one_value(field):
    for value, words in field.flatchoices:
        for typed in (str(words), str(words).upper(), f" {str(words).lower()} ", value or ""):
            if value or field.blank:
                assert read_choice(field, typed) == (value or "")


def test_what_is_not_in_a_list_is_refused_with_what_is():
    with pytest.raises(ValueError, match="Kies uit: uur, dagen, weken, maanden, jaar; of laat het leeg"):
        read_choice(RetentionTerm._meta.get_field("unit"), "raar")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("Ja", True), (True, True), ("1", True), ("nee", False), ("", False), (None, False), (" ", False)],
)
def test_yes_no_and_nothing(typed, read):
    assert read_flag(typed) is read


@pytest.mark.parametrize("typed", ["misschien", "t", 2, "ja nee"])
def test_what_is_neither_yes_nor_no_is_refused(typed):
    with pytest.raises(ValueError, match="is geen ja of nee"):
        read_flag(typed)


@pytest.mark.parametrize("typed", ["1.5", "1,5", 1.5, True, "2 ", "1e3", "-1", "²", "1_0", "x", "9" * 100_000])
def test_what_is_no_whole_number_is_refused_in_a_short_line(typed):
    with pytest.raises(ValueError, match="is geen heel getal") as refused:
        read_number(AMOUNT, typed)
    assert len(str(refused.value)) < 200


def test_only_of_a_period_a_fraction_has_a_smaller_unit():
    with pytest.raises(ValueError, match="anderhalf jaar is 18 maanden"):
        read_number(AMOUNT, "1,5")
    with pytest.raises(ValueError, match="is geen heel getal") as refused:
        read_number(RetentionTerm._meta.get_field("sequence"), "1,5")
    assert str(refused.value) == "“1,5” is geen heel getal."


@st.composite
def written(draw, options):
    """Some of a list, as somebody writes them."""
    chosen = draw(st.lists(st.sampled_from(options), max_size=5))
    parts = [draw(CAPITALS)(draw(st.sampled_from(names))) for _, *names in chosen]
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text += draw(BETWEEN) + part
    return [value for value, *_ in chosen], text


@given(written([(item.value, item.value, item.label) for item in DataOrigin]))
def test_several_of_a_list_stand_once_and_in_its_order(found):
    chosen, text = found
    assert ORIGIN.to_python(text) == ", ".join(value for value in DataOrigin.values if value in chosen)
    ORIGIN.clean(text, None)


@given(written([(code, code, name, f"de {name}") for code, name in NAMES.items()]))
def test_several_countries_stand_once_and_as_they_were_typed(found):
    chosen, text = found
    assert COUNTRY.to_python(text) == ", ".join(dict.fromkeys(chosen))


@example("B;en B")
@given(st.text(st.sampled_from("NLBE, ;\nen dé\u00a0x"), max_size=30))
def test_what_is_kept_stays_what_it_is(text):
    for field in (ORIGIN, COUNTRY):
        once = field.to_python(text)
        assert field.to_python(once) == once
        assert "\n" not in once


@pytest.mark.parametrize("field", [ORIGIN, COUNTRY], ids=str)
@pytest.mark.parametrize("text", ["x," * 500_000, "x en " * 300_000, "x" * 1_000_000, "x" + " " * 1_000_000 + "y"])
def test_a_megabyte_is_refused_in_a_short_line(field, text):
    with pytest.raises(ValidationError) as refused:
        field.clean(text, None)
    assert all(len(line) < 1000 for line in refused.value.messages)


def test_words_of_several_are_read_back():
    assert ORIGIN.in_words("betrokkene, systeem") == "Van de betrokkene zelf, Ontstaat bij het gebruik"
    assert ORIGIN.to_python(ORIGIN.in_words("betrokkene, systeem")) == "betrokkene, systeem"
