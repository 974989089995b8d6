"""What a line seems to say: each kind with its words, its values, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.proposals import Kind, Known, propose
from register.proposals.phrases import Phrases

KNOWN = Known(
    data=Phrases({"Naam": "naam", "E-mailadres": "e-mailadres", "Mobiel telefoonnummer": "mobiel", "IP-adres": "ip"}),
    groups=Phrases({"Bellers": "beller", "Cliënten": "clienten"}),
    own_names=frozenset({"voorbeeld telecom"}),
)


def said(text, heading="", known=KNOWN):
    return [(row.kind, row.words, row.values) for row in propose(7, text, heading, known)]


@pytest.mark.parametrize(
    ("text", "heading", "values"),
    [
        (
            "Logbestanden: deze bewaren wij ten hoogste 6 maanden na opzegging.",
            "",
            {"name": "Logbestanden", "kind": "termijn", "amount": 6, "unit": "maand", "is_maximum": True,
             "start_event": "na opzegging"},
        ),
        ("31 dagen", "Bewaartermijnen", {"name": "Bewaartermijnen", "kind": "termijn", "amount": 31, "unit": "dag"}),
        ("Wij wissen ze na drie jaar", "", {"name": "", "kind": "termijn", "amount": 3, "unit": "jaar"}),
        (
            "Chat: bewaard tot verwijdering van het team",
            "",
            {"name": "Chat", "kind": "gebeurtenis", "end_event": "verwijdering van het team"},
        ),
        (
            "Wij bewaren dit zolang u klant bent.",
            "Termijn",
            {"name": "Termijn", "kind": "criterium", "criterion": "zolang u klant bent"},
        ),
    ],
)  # fmt: skip
def test_a_term(text, heading, values):
    assert [row[2] for row in said(text, heading) if row[0] == Kind.TERM] == [values]


@pytest.mark.parametrize("text", ["Wij bestaan 20 jaar.", "U krijgt binnen 4 weken antwoord over verwijdering."])
def test_a_length_that_is_no_term(text):
    assert [row for row in said(text) if row[0] == Kind.TERM] == []


def test_ways_to_reach_the_provider():
    found = said("Privacyvragen: privacy@voorbeeld.nl, 085 - 123 45 67 of www.voorbeeld.nl/privacy")
    assert [(row[0], row[2]["use"], row[2]["channel"], row[2]["value"]) for row in found] == [
        (Kind.CONTACT, "privacy", "email", "privacy@voorbeeld.nl"),
        (Kind.CONTACT, "privacy", "telefoon", "085 - 123 45 67"),
        (Kind.CONTACT, "privacy", "website", "www.voorbeeld.nl/privacy"),
    ]


def test_an_address_with_its_kind():
    (found,) = said("Postadres: Postbus 12, 1234 AB Voorbeeldstad")
    assert found[2] == {"kind": "post", "street": "Postbus 12", "postcode": "1234 AB", "city": "Voorbeeldstad"}


def test_a_company_is_the_provider_or_another():
    kinds = [row[:2] for row in said("Bij Voorbeeld Telecom B.V. en Northstar Voice Inc. staan ze.")]
    assert kinds == [(Kind.ENTITY, "Voorbeeld Telecom B.V."), (Kind.RECIPIENT, "Northstar Voice Inc.")]


def test_rights_stand_in_lines_about_rights_only():
    line = "U kunt uw gegevens inzien, wijzigen en verwijderen."
    assert [row[2]["right"] for row in said(line, "Uw rechten")] == ["15", "16", "17"]
    assert said("Wij verwijderen bestanden en wijzigen instellingen.") == []


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("op basis van uw toestemming", "a"),
        ("voor de uitvoering van de overeenkomst", "b"),
        ("Overeenkomst", "b"),
        ("omdat dit wettelijk verplicht is", "c"),
        ("wegens ons gerechtvaardigd belang", "f"),
    ],
)
def test_a_basis(text, article):
    assert [row[2]["article"] for row in said(text) if row[0] == Kind.BASIS] == [article]


def test_what_is_denied_with_the_same_word_is_no_basis():
    assert said("Zonder uw toestemming delen wij niets.") == []


def test_words_of_the_vocabulary_in_one_or_in_many_with_and_without_dashes():
    found = said("Namen, emailadressen, het mobiele-nummer, mobiel telefoonnummer en IP adres van bellers")
    assert [(row[0], row[1], row[2]["category"]) for row in found] == [
        (Kind.GROUP, "bellers", "beller"),
        (Kind.DATA, "Namen", "naam"),
        (Kind.DATA, "emailadressen", "e-mailadres"),
        (Kind.DATA, "mobiel telefoonnummer", "mobiel"),
        (Kind.DATA, "IP adres", "ip"),
    ]


def test_a_line_of_html_is_read_as_its_words():
    (found,) = said("<tr><td>Overeenkomst</td><td>&eacute;&eacute;n <b>ding</b></td></tr>")
    assert found[:2] == (Kind.BASIS, "Overeenkomst")


def test_each_thing_is_proposed_once_and_known_again_by_its_token():
    first, again = propose(7, "Naam en naam", "", KNOWN), propose(7, "naam, naam", "", KNOWN)
    assert len(first) == len(again) == 1
    assert first[0].token != again[0].token == propose(7, "naam", "", KNOWN)[0].token


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_read_and_every_proposal_is_of_words_that_stand_there(text, heading):
    for row in propose(1, text, heading, KNOWN):
        assert row.line == 1
        assert row.words


@given(st.lists(st.text(alphabet="abcdeé", min_size=3, max_size=9), min_size=1, max_size=3), st.sampled_from(" -"))
def test_a_name_is_found_in_a_sentence(words, between):
    name = between.join(words)
    assert [match[0] for match, _ in Phrases({name: "x"}).found(f"Wij hebben ({name}).")] == [name]


@pytest.mark.parametrize("piece", ["A ", "0 ", "a@", "<", "bewaren na 1 jaar ", "aanbieders van (", "Postbus 1 "])
def test_of_a_line_that_nobody_wrote_only_the_start_is_read(piece):
    assert propose(1, piece * 20_000, "", KNOWN) == propose(1, (piece * 20_000)[:10_000], "", KNOWN)
