"""Who receives data, who delivers them, and names that stay as they are written."""

import html as escaping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.choices import Answer, RecipientKind
from register.choices import DataOrigin, LinkRole, Role
from register.dossier import types as t
from register.statement.page import Table
from tests.register.statement_help import activity, html, make, page, section, text, texts

BUREAU = t.Recipient(
    key="bureau", name="Graydon", kind=RecipientKind.COMPANY, country=("NL", "BE"), address="Plein 1, Stad",
    contact="info@graydon.example",
)  # fmt: skip


def link(role: LinkRole, recipient: str = "bureau", **fields) -> t.Disclosure:
    return t.Disclosure(**{"sequence": 1, "recipient": recipient, "role": role, **fields})


def origin_of(**fields) -> t.Activity:
    return activity(data=(t.DataRow(sequence=1, name="Kredietscore", **fields),))


def below(made, heading: str) -> list[str]:
    """What stands under a heading in the section about data."""
    found = texts(section(made, "wat").blocks)
    return found[found.index(heading) + 1 :]


def test_a_party_that_delivers_data_stands_with_the_origin_and_is_no_recipient():
    item = activity(1, title="Krediettoets", disclosures=(link(LinkRole.ORIGIN, condition="bij nieuwe klanten"),))
    made = page(make(item, activity(2), recipients=(BUREAU,)))
    assert below(made, "Waar komen de gegevens vandaan?") == [
        "Nog niet vastgelegd", " om welke gegevens het gaat.", "Graydon", "Bedrijf met naam", "Plein 1, Stad",
        "info@graydon.example", "mailto:info@graydon.example", "Levert gegevens aan ons", ": Krediettoets. ",
        "Bij nieuwe klanten.", "Nederland en België",
    ]  # fmt: skip
    assert "Graydon" not in text(section(made, "delen"))
    assert "Graydon" not in text(made.answers)
    tables = [block for block in section(made, "wat").blocks if isinstance(block, Table)]
    assert "Graydon" not in text(tables)


def test_a_party_that_delivers_and_receives_stands_in_both_places_and_is_described_once():
    links = (link(LinkRole.ORIGIN), link(LinkRole.PROCESSOR))
    made = page(make(activity(), disclosures=links, recipients=(BUREAU,)))
    assert below(made, "Graydon") == ["Levert gegevens aan ons", "."]
    said = text(section(made, "delen"))
    assert "Verwerker" in said
    assert "Levert" not in said
    assert text(made.sections).count("Plein 1, Stad") == 1


def test_several_origins_of_one_row_are_one_line():
    made = page(make(origin_of(origin=(DataOrigin.DATA_SUBJECT, DataOrigin.THIRD_PARTY), origin_detail="experian")))
    assert below(made, "Waar komen de gegevens vandaan?") == ["Van uzelf en van een andere partij (experian)."]


def test_a_link_of_the_provider_holds_for_the_services_it_names():
    services = tuple(t.Service(key=key, sequence=1, name=f"Dienst {key.upper()}") for key in ("a", "b"))
    items = (activity(1, services=("a",)), activity(2, services=("b",)))
    dossier = make(
        *items, services=services, recipients=(BUREAU,), disclosures=(link(LinkRole.RECIPIENT, services=("a",)),)
    )
    made = page(dossier)
    assert "Alleen bij Dienst A." in text(section(made, "delen"))
    tables = [block for block in section(made, "wat").blocks if isinstance(block, Table)]
    shown = ["Zie met wie wij delen" in texts(table) for table in tables]
    assert shown == [True, False]


def test_a_chain_names_who_engages_whom():
    dossier = make(
        recipients=(BUREAU, t.Recipient(key="cloud", name="CloudVoice Inc.", kind=RecipientKind.COMPANY)),
        disclosures=(link(LinkRole.SUBPROCESSOR, engaged_by="cloud"),),
    )
    assert "Ingeschakeld door CloudVoice Inc." in texts(section(page(dossier), "delen"))


def test_subprocessors_are_told_apart_from_processors():
    made = page(make(activity(1, role=Role.SUBPROCESSOR), activity(2, role=Role.CONTROLLER)))
    assert "bij 1 is uw organisatie verantwoordelijk en zijn wij subverwerker." in text(section(made, "wie"))


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (
            {"sells_data": Answer.NO, "sells_condition": "tenzij u vooraf toestemt"},
            ["Wij verkopen uw gegevens niet, tenzij u vooraf toestemt."],
        ),
        ({"sells_data": Answer.NO}, ["Wij verkopen uw gegevens niet."]),
        ({"consent_first": Answer.YES}, ["Zonder uw toestemming vooraf delen wij uw gegevens niet."]),
        (
            {"consent_first": Answer.YES, "grounds": "op bevel van de rechter"},
            ["Zonder uw toestemming vooraf delen wij uw gegevens alleen in deze gevallen:", "Op bevel van de rechter"],
        ),
    ],
)
def test_a_condition_of_sharing_keeps_its_sense(policy, said):
    made = texts(section(page(make(sharing=t.SharingPolicy(**policy))), "delen").blocks)
    assert made[: len(said)] == said


# Words as companies write them: small, with capitals inside, with stops.
WORD = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}(-[A-Z][a-z]{1,5})?", fullmatch=True)
NAME = st.builds(
    " ".join, st.tuples(WORD, st.sampled_from(["", "B.V.", "Inc.", "BV", "NL"])).map(lambda p: filter(None, p))
)


@settings(max_examples=30, deadline=None)
@given(st.lists(NAME, min_size=6, max_size=6, unique_by=str.lower), st.sampled_from([RecipientKind.COMPANY, None]))
def test_every_name_stands_on_the_page_letter_for_letter(names, kind):
    company, origin, system, entity, service, other = names
    dossier = make(
        activity(
            1, services=("een", "twee"), entities=("bv",), systems=(t.ActivitySystem(sequence=1, system="pc"),),
            disclosures=(link(LinkRole.PROCESSOR, "een"), link(LinkRole.ORIGIN, "twee")),
        ),
        activity(2),
        recipients=(
            t.Recipient(key="een", name=company, kind=kind),
            t.Recipient(key="twee", name=origin, kind=kind),
        ),
        systems=(t.System(key="pc", name=system),),
        entities=(t.LegalEntity(key="bv", name=entity),),
        services=(t.Service(key="een", sequence=1, name=service), t.Service(key="twee", sequence=2, name=other)),
    )  # fmt: skip
    made = escaping.unescape(html(dossier))
    assert [name for name in names if name not in made] == []
    assert ".." not in made
    assert ".;" not in made
    answer = page(dossier).answers[4].text
    assert company in answer
    assert origin not in answer.removeprefix("Afhankelijk van de dienst: met ").replace(company, "")
