import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.choices import Role, Section, Status
from register.comparison import Kind, Mark, compare
from register.comparison.changes import prose_pieces
from register.dossier import TABLES, Dossier
from register.dossier.types import Activity, DataRow, Provider, Recipient, RequestHandling, RetentionTerm, Service
from retention.choices import TermKind, Unit

BASE = Dossier(
    provider=Provider(slug="demo", prefix="DM", name="Demo"),
    services=(Service(key="bellen", sequence=1, name="Bellen"), Service(key="tv", sequence=2, name="Televisie")),
    terms=(RetentionTerm(key="kort", sequence=1, name="Voicemail", kind=TermKind.PERIOD, amount=12, unit=Unit.MONTH),),
    activities=(
        Activity(
            number="DM-01",
            title="Bellen",
            description="Wij verbinden gesprekken. Wij bewaren de tijden.",
            services=("bellen",),
            data=(DataRow(sequence=1, name="Naam"), DataRow(sequence=2, name="Nummer", term="kort")),
        ),
        Activity(number="DM-02", title="Beheer"),
    ),
)


def change(path: str, **values) -> Dossier:
    """BASE with other values for its first row of a list."""
    first, *rest = getattr(BASE, path)
    return msgspec.structs.replace(BASE, **{path: (msgspec.structs.replace(first, **values), *rest)})


def pieces(comparison) -> list[tuple[str, str]]:
    return [
        (piece.mark, piece.text)
        for section in comparison.sections
        for item in section.items
        for field in item.fields
        for piece in field.pieces
        if piece.mark != Mark.SAME
    ]


def test_the_same_facts_are_no_change():
    comparison = compare(BASE, BASE)
    assert comparison.is_empty
    assert comparison.unchanged == 8


def test_what_did_not_change_is_shown_on_request():
    after = change("activities", services=("bellen", "tv"))
    comparison = compare(BASE, after, with_same=True)
    titles = {item.title: item for section in comparison.sections for item in section.items}
    activity = titles["DM-01 Bellen"]
    assert activity.kind == Kind.CHANGED
    assert {field.label: [(piece.mark, piece.text) for piece in field.pieces] for field in activity.fields} == {
        "nummer": [(Mark.SAME, "DM-01")],
        "titel": [(Mark.SAME, "Bellen")],
        "omschrijving": [(Mark.SAME, "Wij verbinden gesprekken. Wij bewaren de tijden.")],
        "diensten": [(Mark.SAME, "Bellen"), (Mark.ADDED, "Televisie")],
    }
    assert {item.kind for title, item in titles.items() if title != "DM-01 Bellen"} == {Kind.SAME}
    assert comparison.count(Kind.SAME) == comparison.unchanged == 7
    assert not comparison.is_empty
    assert compare(BASE, BASE, with_same=True).is_empty


def test_a_moved_row_is_no_change():
    moved = msgspec.structs.replace(
        BASE,
        services=tuple(msgspec.structs.replace(item, sequence=9 - item.sequence) for item in BASE.services[::-1]),
        activities=BASE.activities[::-1],
    )
    assert compare(BASE, moved, public=False).is_empty


def test_one_changed_word_is_one_removal_and_one_addition():
    after = change("activities", description="Wij verbinden gesprekken. Wij wissen de tijden.")
    assert pieces(compare(BASE, after)) == [(Mark.REMOVED, "bewaren"), (Mark.ADDED, "wissen")]


def test_a_term_is_compared_as_people_read_it():
    comparison = compare(BASE, change("terms", amount=6))
    (section,) = comparison.sections
    assert section.section == Section.RETENTION
    assert section.items[0].title == "Bewaartermijn Voicemail"
    assert section.items[0].fields[0].label == "termijn"
    assert pieces(comparison) == [(Mark.REMOVED, "12 maanden"), (Mark.ADDED, "6 maanden")]


def test_a_set_loses_and_gains_members():
    after = change("activities", services=("tv",))
    assert pieces(compare(BASE, after)) == [(Mark.REMOVED, "Bellen"), (Mark.ADDED, "Televisie")]


def test_an_added_row_is_told_with_its_fields():
    data = (*BASE.activities[0].data, DataRow(sequence=3, name="Foto", optional=True))
    comparison = compare(BASE, change("activities", data=data))
    (item,) = comparison.sections[0].items
    assert (item.kind, item.title) == (Kind.ADDED, "DM-01 Bellen: Gegevens Foto")
    assert [(field.label, field.pieces[0].text) for field in item.fields] == [
        ("in eigen woorden", "Foto"),
        ("optioneel", "ja"),
    ]


def test_a_row_that_went_is_told():
    after = msgspec.structs.replace(BASE, activities=BASE.activities[:1])
    comparison = compare(BASE, after)
    assert comparison.count(Kind.REMOVED) == 1
    assert comparison.sections[0].items[0].title == "DM-02 Beheer"


def test_a_fact_that_is_recorded_now_was_not_recorded_before():
    assert pieces(compare(BASE, change("activities", role=Role.PROCESSOR))) == [
        (Mark.REMOVED, "niet vastgelegd"),
        (Mark.ADDED, "Verwerker"),
    ]


def test_register_facts_show_only_in_the_register_comparison():
    after = change("activities", dpia_reason="nagekeken")
    assert compare(BASE, after).is_empty
    assert pieces(compare(BASE, after, public=False))[1] == (Mark.ADDED, "nagekeken")


def test_an_ended_activity_leaves_the_public_comparison():
    comparison = compare(BASE, change("activities", status=Status.ENDED))
    assert {item.kind for item in comparison.sections[0].items} == {Kind.REMOVED}


def test_sections_stand_in_the_order_of_the_statement():
    after = msgspec.structs.replace(
        change("terms", amount=6),
        recipients=(Recipient(key="ap", name="Toezichthouder"),),
        provider=msgspec.structs.replace(BASE.provider, iban="NL00"),
    )
    assert [section.section for section in compare(BASE, after).sections] == [
        Section.WHO,
        Section.RETENTION,
        Section.SHARING,
    ]


def test_every_part_of_a_dossier_has_a_section():
    assert [name for name in Dossier.__struct_fields__ if not TABLES[name].section] == ["remarks"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_put_back_together_are_both_texts(before, after):
    found = prose_pieces(before, after)
    old = " ".join(piece.text for piece in found if piece.mark != Mark.ADDED)
    new = " ".join(piece.text for piece in found if piece.mark != Mark.REMOVED)
    assert (old.split(), new.split()) == (before.split(), after.split())


@pytest.mark.parametrize("public", [True, False])
def test_comparing_is_symmetric(public):
    after = change("terms", amount=6)
    there, back = compare(BASE, after, public=public), compare(after, BASE, public=public)
    swap = {Mark.ADDED: Mark.REMOVED, Mark.REMOVED: Mark.ADDED}
    assert sorted(pieces(there)) == sorted((swap[mark], text) for mark, text in pieces(back))


def test_a_change_carries_the_number_of_its_activity_whatever_its_title_says():
    other = Service(key="bellen", sequence=1, name="DM-01 in de naam")
    after = msgspec.structs.replace(change("activities", title="Anders", data=()), services=(other,))
    found = {item.title: item.number for section in compare(BASE, after).sections for item in section.items}
    assert found == {
        "DM-01 Anders": "DM-01",
        "DM-01 Bellen: Gegevens Naam": "DM-01",
        "DM-01 Bellen: Gegevens Nummer": "DM-01",
        "Dienst DM-01 in de naam": "",
        "Dienst Televisie": "",
    }


def test_members_of_a_closed_list_are_shown_in_words():
    rows = (DataRow(sequence=1, name="Naam", origin=("klant",)),)
    before = change("activities", data=rows)
    after = change("activities", data=(msgspec.structs.replace(rows[0], origin=("klant", "systeem")),))
    assert pieces(compare(before, after)) == [(Mark.ADDED, "Ontstaat bij het gebruik")]


def test_countries_are_named():
    before, after = (
        msgspec.structs.replace(BASE, recipients=(Recipient(key="x", name="X", country=codes),))
        for codes in (("NL", "DE"), ("NL", "US"))
    )
    assert pieces(compare(before, after)) == [(Mark.REMOVED, "Duitsland"), (Mark.ADDED, "Verenigde Staten")]


def test_two_fields_with_one_label_are_told_apart():
    before, after = (
        msgspec.structs.replace(
            BASE, requests=RequestHandling(extension=answer, extension_amount=2, extension_unit="maand")
        )
        for answer in ("ja", "nee")
    )
    before, after = (msgspec.convert(msgspec.to_builtins(dossier), Dossier) for dossier in (before, after))
    assert pieces(compare(before, after)) == [(Mark.REMOVED, "Ja"), (Mark.ADDED, "Nee")]
