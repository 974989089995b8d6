"""Lists, headings and sentences in one cell, and what the fields make of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.bringing.cells import Item, labelled, listed
from register.bringing.fields import LABELS, CellReader, agreement_in, countries_in
from register.bringing.words import field_of, is_above, is_nothing

READER = CellReader({"data": {"naam": "naam"}, "group": {}, "measure": {}, "operation": {}}, lambda text: text)
NAMES = st.lists(st.from_regex(r"[a-z]{3,9}( [a-z]{3,9})?", fullmatch=True), min_size=1, max_size=6)


def texts(cell):
    return [item.text for item in listed(cell).items]


def said(field, text, heading="kop"):
    return [(part.kind, part.values) for part in READER.read(field, text, heading)]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Naam\nAdres", ["Naam", "Adres"]),
        ("- Naam\n- Adres", ["Naam", "Adres"]),
        ("• Naam;• Adres", ["Naam;• Adres"]),
        ("Naam; Adres (straat; plaats)", ["Naam", "Adres (straat; plaats)"]),
        ("Naam, adres, telefoon", ["Naam", "adres", "telefoon"]),
        ("Naam (voor, achter), adres", ["Naam (voor, achter)", "adres"]),
        ("Google, DigitalOcean, LLC, Mollie B.V.", ["Google", "DigitalOcean, LLC", "Mollie B.V."]),
        (
            "Aanbieders van beheer van wagens, ritten en live volgen",
            ["Aanbieders van beheer van wagens, ritten en live volgen"],
        ),
        ("-", []),
        ("n.v.t.", []),
    ],
)
def test_a_list_is_split_where_its_signs_say_so(cell, items):
    assert texts(cell) == items


def test_items_stand_under_the_heading_in_their_cell():
    cell = "Van klanten (als zij dat willen):\n• Naam\n• Adres\nVan bellers:\n• zie boven [alleen bij terugbellen]"
    found = listed(cell).items
    assert [(item.text, item.under, item.condition) for item in found] == [
        ("Naam", "klanten", "als zij dat willen"),
        ("Adres", "klanten", "als zij dat willen"),
        ("Naam", "bellers", "alleen bij terugbellen"),
        ("Adres", "bellers", "alleen bij terugbellen"),
    ]
    assert [bool(item.reading) for item in found] == [False, False, True, True]


def test_a_sentence_names_nothing_by_itself():
    found = listed("• Naam\nIn een ticket kunnen ook andere gegevens van mensen staan.")
    assert found.items == [Item("Naam")]
    assert found.sentences == ["In een ticket kunnen ook andere gegevens van mensen staan."]


def test_a_line_that_begins_with_a_heading_is_of_that_field():
    cell = "Bellen\nSystemen: centrale + CRM\nVerder: niets"
    assert list(labelled(cell, "service")) == [("service", "Bellen"), ("system", "centrale + CRM\nVerder: niets")]


@given(NAMES, st.sampled_from(["\n", "; ", "\n- "]))
def test_a_list_of_names_comes_back_whole(names, sign):
    known = [name for name in names if not is_nothing(name) and not is_above(name)]
    assert texts(("- " if sign == "\n- " else "") + sign.join(names)) == known


@given(st.sampled_from(sorted(LABELS)), st.text(max_size=300))
def test_any_text_can_stand_in_any_field(field, text):
    for part in READER.read(field, text, "kop"):
        assert part.words
        # Whatever is no closed value is a text that stood there.
        for value in part.values.values():
            assert not (isinstance(value, str) and len(value) > len(text) + 200)


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("6.1.e", ["e"]),
        ("Article 6(1)(c) - legal obligation", ["c"]),
        ("Taak van algemeen belang (art. 6 lid 1 onder e AVG)", ["e"]),
        ("art. 6 lid 1, sub f", ["f"]),
        ("Art 6(1)(f)", ["f"]),
        ("Toestemming betrokkene", ["a"]),
        ("Overeenkomst Gerechtigd belang", ["b", "f"]),
        ("Wettelijke verplichting\nToestemming", ["c", "a"]),
        ("zie beleid", []),
        ("geen toestemming nodig", []),
    ],
)
def test_a_basis_is_read_from_its_article_or_its_words(text, articles):
    found = said("basis", text)
    assert [values["article"] for kind, values in found if kind == "basis"] == articles
    # What is not recognised is a note, so that nothing is lost.
    assert articles or found == [("note", {"note": text})]


def test_the_words_of_a_basis_stay():
    assert said("basis", "Toestemming betrokkene") == [("basis", {"article": "a", "label": "Toestemming betrokkene"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EU (Ierland) / VS", (["EU", "IE", "US"], [], [])),
        ("Verenigde Staten (SCC)", (["US"], ["46-2-c"], [])),
        ("United States", (["US"], [], [])),
        ("Nederland en Duitsland", (["NL", "DE"], [], [])),
        ("wereldwijd", ([], [], ["wereldwijd"])),
    ],
)
def test_countries_come_with_their_mechanism(text, expected):
    assert countries_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ja", {"agreement": "ja"}),
        ("No", {"agreement": "nee"}),
        ("contract (http://x.example)", {"agreement": "ja", "agreement_reference": "contract (http://x.example)"}),
        ("in de kluis", {"agreement_reference": "in de kluis"}),
        ("31-02-2021", {"agreement_reference": "31-02-2021"}),
    ],
)
def test_an_agreement_is_an_answer_a_link_or_a_place(text, expected):
    assert agreement_in(text) == expected


@pytest.mark.parametrize("text", ["12-03-2021", "12/3/2021", "2021-03-12", "2021-03-12T00:00:00.000"])
def test_an_agreement_has_a_date(text):
    found = agreement_in(text)
    assert (found["agreement"], str(found["agreement_date"])) == ("ja", "2021-03-12")


@pytest.mark.parametrize("text", ["", "-", "n.v.t.", "N/A", "null", "…", "Geen", " – "])
def test_empty_signs_say_nothing(text):
    assert is_nothing(text)
    assert said("purpose", text) == []


def test_that_there_are_no_parties_is_something_else_than_saying_nothing():
    assert said("processor", "Geen") == [("activity", {"no_processors": True})]
    assert said("processor", "n.v.t.") == []
    assert said("decisions", "n.v.t.") == [("activity", {"decisions": "nvt"})]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Categorieën van betrokkenen", "group"),
        ("Categories of personal data", "data"),
        ("Names of third countries or international organisations (if applicable)", "transfer"),
        ("Betrokken (sub)verwerkers", "processor"),
        ("Doelen.Rechtsgrond", "basis"),
        ("Publiek/privaat", ""),
    ],
)
def test_a_heading_is_known_by_its_words(heading, field):
    assert field_of(heading) == field
