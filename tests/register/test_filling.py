"""Sentences that name facts: filled wherever anybody reads them, and never a reason for a page to fail."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from register.comparison import compare
from register.documents.as_json import register_json, statement_json
from register.documents.files import register_page, statement_page
from register.dossier import Dossier, Edition, fingerprint, public_part
from register.filling import filled, values
from register.placeholders import ANSWER, KINDS, named, without
from register.statement import facts_of
from tests.register.filled import filled_dossier

FACTS = {
    "provider": {"slug": "zon", "prefix": "ZN", "name": "Zonnetelefoon"},
    "terms": [{"key": "t", "sequence": 1, "name": "Opnamen", "kind": "termijn", "amount": 6, "unit": "maand"}],
    "recipients": [{"key": "r", "name": "Postbezorging Oost"}, {"key": "s", "name": "Meldkamers", "kind": "soort"}],
    "contact_points": [{"key": "c", "use": "privacy", "channel": "email", "value": "privacy@zon.example"}],
    "entities": [{"key": "b", "name": "Zon B.V."}],
    "subject_groups": [{"key": "g", "name": "Zonnebellers", "sequence": 1}],
    "services": [{"key": "d", "name": "Zonnebel", "sequence": 1}],
    "requests": {"response_amount": 2, "response_unit": "week"},
    "activities": [{"number": "ZN-01", "title": "Bellen", "role": "controller"}],
}
WORDS = {
    "{termijn:t}": "6 maanden",
    "{ontvanger:r}": "Postbezorging Oost",
    "{ontvanger:s}": "meldkamers",
    "{contact:c}": "privacy@zon.example",
    "{bedrijf:b}": "Zon B.V.",
    "{groep:g}": "zonnebellers",
    "{dienst:d}": "Zonnebel",
    "{antwoordtermijn}": "2 weken",
}
BRACES = st.lists(
    st.sampled_from(["{", "}", "{termijn:t}", "{termijn:", ":", "{antwoordtermijn}", ".", "{x}"]) | st.text(max_size=5)
).map("".join)


def dossier(text: str = "", **more) -> Dossier:
    highlights = [{"sequence": 1, "text": text}] if text else []
    return msgspec.convert({**FACTS, "highlights": highlights, **more}, Dossier)


def told(text: str, **more) -> str:
    return filled(dossier(text, **more)).highlights[0].text


@pytest.mark.parametrize(("place", "words"), WORDS.items())
def test_each_kind_gives_the_words_of_its_fact(place, words):
    assert told(f"Dit is {place} en klaar.") == f"Dit is {words} en klaar."


def test_the_values_that_can_be_inserted_have_their_words():
    found = {value.placeholder: value.words for value in values(dossier())}
    assert found == WORDS
    assert {kind for place in found for kind, _ in named(place)} == {*KINDS, ANSWER}
    assert [value.label for value in values(dossier())][:2] == ["Termijn Opnamen", "Ontvanger Postbezorging Oost"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bij {bedrijf:b}.", "Bij Zon B.V."),
        ("Na {termijn:t}.", "Na 6 maanden."),
        ("{ Termijn : T }", "6 maanden"),
        ("{{termijn:t}}", "{6 maanden}"),
        ("{termijn:weg} en {contact:weg}", "weg en weg"),
        ("{iets:t} {} {:} {antwoordtermijn:t} {termijn} {termijn:}", None),
        ("{termijn:<script>alert(1)</script>}", "<script>alert(1)</script>"),
        ("{termijn:" * 10_000, None),
        ("{" * 10_000 + "}" * 10_000, None),
    ],
)
def test_what_is_no_value_stays_and_an_unknown_key_stands_for_itself(text, words):
    assert told(text) == (text if words is None else words)


def test_a_fact_without_a_value_gives_its_key():
    empty = {"terms": [{"key": "t", "sequence": 1, "name": "Opnamen"}], "requests": None}
    assert told("{termijn:t}, {antwoordtermijn}", **empty) == "t, antwoordtermijn"


def test_every_text_of_an_officer_is_filled_and_no_fact():
    place, remark = (
        "{termijn:t}",
        {"key": "m", "section": "wat", "sequence": 1, "text": "{termijn:t}", "condition": "na {termijn:t}"},
    )
    activity = {**FACTS["activities"][0], "description": place, "remarks": [remark]}
    whole = filled(
        dossier(
            place,
            page_text={"tagline": place, "audience": place},
            first_layer=[{"question": "wie", "text": place}],
            remarks=[remark],
            activities=[activity],
        )
    )
    texts = (whole.page_text.tagline, whole.page_text.audience, whole.first_layer[0].text, whole.highlights[0].text)
    assert set(texts) == {"6 maanden"}
    for row in (whole.remarks[0], whole.activities[0].remarks[0]):
        assert (row.text, row.condition) == ("6 maanden", "na 6 maanden")
    assert whole.activities[0].description == place


@given(st.text(alphabet=st.characters(exclude_characters="{}"), min_size=1))
def test_a_text_without_braces_is_unchanged(text):
    before = dossier(text)
    assert filled(before) is before
    assert without(text) == text


@given(BRACES.filter(bool))
@example("{termijn:t}.{termijn:t}")
def test_no_text_makes_a_page_fail(text):
    once = told(text)
    assert "{termijn:t}" not in once
    assert isinstance(without(text), str)
    assert told(once) == once or "{" in once


def test_a_dossier_that_names_nothing_is_the_same_one():
    whole = filled_dossier()
    assert filled(whole) is whole


def test_the_words_are_dutch_and_marked_so_on_an_english_page():
    with override("en"):
        assert facts_of(dossier("Blijft {termijn:t}.")).dossier.highlights[0].text == "\ufdd0Blijft 6 maanden.\ufdd1"


def test_a_party_that_only_staff_meets_is_named_where_an_officer_named_it():
    internal = {
        "number": "ZN-02",
        "title": "Salaris",
        "internal": True,
        "disclosures": [{"sequence": 1, "recipient": "r", "role": "ontvanger"}],
    }
    shown = facts_of(dossier("Met {ontvanger:r}.", activities=[*FACTS["activities"], internal])).dossier
    assert shown.highlights[0].text == "Met Postbezorging Oost."
    assert "r" not in {row.key for row in shown.recipients}


def test_json_keeps_what_is_sealed_and_says_the_words_beside_it():
    edition = Edition(dossier=dossier("{termijn:t} bij {ontvanger:weg}"), made_at=datetime(2026, 11, 1, tzinfo=UTC))
    for made, sealed in ((statement_json, public_part(edition.dossier)), (register_json, edition.dossier)):
        content = json.loads(made(edition))
        assert content["fingerprint"] == fingerprint(sealed)
        assert content["dossier"]["highlights"][0]["text"] == "{termijn:t} bij {ontvanger:weg}"
        assert content["values"] == {"{termijn:t}": "6 maanden"}


def test_a_difference_between_versions_tells_the_words():
    later = {"terms": [{**FACTS["terms"][0], "amount": 9}]}
    found = str(compare(dossier("Blijft {termijn:t}."), dossier("Blijft {termijn:t}.", **later)))
    assert "Blijft 6 maanden." in found
    assert "Blijft 9 maanden." in found
    assert "{" not in found


@pytest.mark.django_db
def test_an_old_version_that_names_what_is_not_there_is_shown():
    hostile = "{termijn:<script>x</script>} {ontvanger:weg} {{{ }} {nergens:x}"
    edition = Edition(dossier=dossier(hostile), made_at=datetime(2026, 11, 1, tzinfo=UTC))
    for page in (statement_page(edition), register_page(edition)):
        assert "<script>x" not in page
        assert "weg" in page
