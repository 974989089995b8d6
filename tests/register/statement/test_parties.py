"""Who the parties are and where, what delivers data and what receives them, and names that stay as they are written."""

import html as escaping
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.choices import Answer, ContactUse, RecipientKind
from register.choices import LinkRole, Section, TransferMechanism
from register.dossier import Dossier
from register.dossier import types as t
from register.statement.page import Details, Items
from register.wording import capital
from tests.register.statement.at_random import WHOLE
from tests.register.statement_help import activity, html, make, page, section, text, texts

BUREAU = t.Recipient(
    key="bureau", name="Graydon", kind=RecipientKind.COMPANY, country=("NL", "BE"), address="Plein 1, Stad",
    contact="info@graydon.example", description="Een handelsbureau",
)  # fmt: skip


SCC = "standaardbepalingen van de Commissie (SCC)"


def link(role: LinkRole, recipient: str = "bureau", **fields) -> t.Disclosure:
    return t.Disclosure(**{"sequence": 1, "recipient": recipient, "role": role, **fields})


def parties(*recipients: t.Recipient, **parts) -> list[str]:
    """Each line of the list of parties, as text."""
    made = page(make(activity(), recipients=recipients, **parts))
    blocks = [block for block in section(made, "delen").blocks if isinstance(block, Details)]
    found = [inner for block in blocks for inner in block.blocks if isinstance(inner, Items)]
    return ["".join(words for words in texts(line) if words[6:7] != ":") for block in found for line in block.lines]


def test_everything_that_is_known_of_a_party_stands_behind_its_name():
    assert parties(BUREAU) == [
        "Bedrijf met naam: Graydon (een handelsbureau; Plein 1, Stad; info@graydon.example; Nederland en België)."
    ]


def test_a_party_of_which_nothing_is_known_but_a_kind_needs_no_line_where_it_is_named():
    kind = t.Recipient(key="post", name="Postbedrijven", kind=RecipientKind.CATEGORY)
    assert parties(kind, BUREAU)[:1] == ["Postbedrijven."]
    used = make(activity(), recipients=(kind,), disclosures=(link(LinkRole.RECIPIENT, "post"),))
    assert "delen" not in [item.id for item in page(used).sections]


def test_parties_of_one_kind_are_one_line_and_a_name_keeps_its_stop():
    rows = tuple(t.Recipient(key=name, name=name, kind=RecipientKind.COMPANY) for name in ("Alfa B.V.", "Beta Inc."))
    assert parties(*rows) == ["Bedrijf met naam: Alfa B.V.; Beta Inc."]


@pytest.mark.parametrize(
    ("transfer", "said"),
    [
        (Answer.YES, f"daarvoor gaan gegevens buiten Europa; {SCC}; een kopie van de afspraken vraagt u bij ons op"),
        (Answer.NO, f"daarvoor gaan gegevens niet buiten Europa; {SCC}"),
    ],
)  # fmt: skip
def test_data_that_leave_europe_say_on_what_ground_and_where_to_ask_for_it(transfer, said):
    party = t.Recipient(key="bureau", name="Cloud", kind=RecipientKind.COMPANY)
    row = link(LinkRole.PROCESSOR, transfer=transfer, mechanism=TransferMechanism.SCC)
    assert parties(party, disclosures=(row,)) == [f"Bedrijf met naam: Cloud ({said})."]


def test_a_party_that_delivers_and_receives_stands_in_both_places_and_is_described_once():
    item = activity(disclosures=(link(LinkRole.ORIGIN), link(LinkRole.PROCESSOR)))
    made = page(make(item, recipients=(BUREAU,)))
    said = text(section(made, "wat"))
    assert "Gegevens krijgen wij van Graydon." in said
    assert "In onze opdracht: Graydon." in said
    assert text(made.sections).count("Plein 1, Stad") == 1


# The policy.


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (
            {"sells_data": Answer.NO, "sells_condition": "Tenzij u vooraf toestemt"},
            ["Wij verkopen uw gegevens niet, tenzij u vooraf toestemt."],
        ),
        ({"sells_data": Answer.YES}, ["Wij verkopen uw gegevens."]),
        ({"sells_condition": "Alleen als u toestemt"}, ["Verkopen, alleen als u toestemt."]),
        ({"consent_first": Answer.YES}, ["Wij geven geen gegevens aan anderen als u dat niet vooraf goedvindt."]),
        (
            {"consent_first": Answer.NO, "grounds": "Op bevel van de rechter"},
            [
                "Wij vragen vooraf geen toestemming om gegevens te delen.",
                " Wij delen gegevens alleen in dit geval: op bevel van de rechter.",
            ],
        ),
        (
            {"grounds": "op bevel van de rechter\nbij nood"},
            ["Wij delen gegevens alleen in deze gevallen.", "Op bevel van de rechter", "Bij nood"],
        ),
        ({"shares_data": Answer.YES}, ["Wij delen uw gegevens met anderen."]),
        ({"shares_data": Answer.NO}, ["Wij delen uw gegevens niet met anderen."]),
    ],
)
def test_a_condition_of_sharing_keeps_its_sense(policy, said):
    assert texts(section(page(make(sharing=t.SharingPolicy(**policy))), "delen").blocks) == said


def test_cases_are_a_list_on_the_page():
    made = html(make(sharing=t.SharingPolicy(grounds="op bevel van de rechter\nbij nood")))
    assert '<ul class="dots"><li>Op bevel van de rechter</li><li>Bij nood</li></ul>' in made


MAIL = t.ContactPoint(key="mail", use=ContactUse.SUPPLIERS, channel="email", value="info@proef.nl")


@pytest.mark.parametrize(
    ("answer", "points", "said"),
    [
        (Answer.YES, (), "Een lijst met onze leveranciers kunt u bij ons opvragen."),
        (Answer.YES, (MAIL,), "De lijst met leveranciers vraagt u op via info@proef.nl."),
        (None, (MAIL,), "De lijst met leveranciers vraagt u op via info@proef.nl."),
        (Answer.NO, (MAIL,), "Een lijst met onze leveranciers is niet op te vragen."),
    ],
)
def test_where_to_ask_for_the_list_of_suppliers(answer, points, said):
    dossier = make(sharing=t.SharingPolicy(supplier_list=answer), contact_points=points)
    (line,) = [line for block in section(page(dossier), "delen").blocks for line in block.lines]
    assert "".join(part if isinstance(part, str) else part.text for part in line) == said


def test_what_is_said_of_processors_stands_with_the_policy():
    row = t.SharingPolicy(
        agreements=Answer.YES, remains_responsible=Answer.YES, agreements_explanation="Wij lopen ze elk jaar na"
    )
    assert texts(section(page(make(sharing=row)), "delen").blocks) == [
        "Met bedrijven die ons helpen, sluiten wij een verwerkersovereenkomst.",
        " Wij blijven verantwoordelijk voor wat zij doen.", " Wij lopen ze elk jaar na.",
    ]  # fmt: skip


def test_what_else_is_said_of_sharing_is_closed():
    remark = t.Remark(key="a", section=Section.SHARING, sequence=0, text="Apparaten verzamelen zelf ook gegevens")
    (block,) = section(page(make(remarks=(remark,))), "delen").blocks
    assert isinstance(block, Details)
    assert texts(block) == ["Wat wij verder zeggen over delen", "Apparaten verzamelen zelf ook gegevens."]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"number_sent": Answer.YES, "location_sent": Answer.YES, "despite_blocking": Answer.YES},
            [
                "Met uw gesprek sturen wij mee: uw telefoonnummer en uw locatie.",
                " Ook als u nummerweergave hebt geblokkeerd.",
            ],
        ),
        (
            {"number_sent": Answer.YES, "location_sent": Answer.NO, "legal_duty": Answer.YES},
            [
                "Met uw gesprek sturen wij mee: uw telefoonnummer.",
                " Niet meegestuurd: uw locatie.",
                " Dat is wettelijk verplicht.",
            ],
        ),
        (
            {"visible_to_provider": Answer.NO, "available_from": "de centrale"},
            ["Wij kunnen deze gegevens zelf niet zien.", " Op te vragen bij de centrale."],
        ),
    ],
)
def test_a_call_to_112_promises_no_more_than_is_recorded(fields, said):
    (block,) = section(page(make(emergency=t.EmergencyCalls(**fields))), "delen").blocks
    assert texts(block) == ["Wat er gebeurt als u 112 belt", *said]


# Words as companies write them: small, with capitals inside, with stops.
WORD = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}(-[A-Z][a-z]{1,5})?", fullmatch=True)
NAME = st.builds(
    " ".join, st.tuples(WORD, st.sampled_from(["", "B.V.", "Inc.", "BV", "NL"])).map(lambda p: filter(None, p))
)


@WHOLE
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
    # What a system is called begins a sentence.
    names[2] = capital(system)
    assert [name for name in names if name not in made] == []
    left = re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))), "", made)
    assert ".." not in made
    assert ".;" not in left
    assert with_whom(dossier) == (f"Met {company}" if company.endswith(".") else f"Met {company}.")


def with_whom(dossier: Dossier) -> str:
    return text(page(dossier).answers[4].line)
