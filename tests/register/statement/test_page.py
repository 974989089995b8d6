"""Order of the page, the summary, the doors, and the sections beside the tables."""

from datetime import date
from itertools import pairwise

import msgspec
import pytest

from providers.choices import Answer, Channel, ContactUse
from register.brevity import WORDS, count_words
from register.choices import FirstLayer, Role
from register.choices import Section as Place
from register.dossier import Edition
from register.dossier import types as t
from register.statement import statement
from register.statement.contacts import mail_link, phone_link, web_link
from register.statement.page import Gap, Heading, Link, Pairs, Prose
from tests.register.statement_help import MADE, PROVIDER, activity, filled, html, make, page, section, text, texts

GROUPS = tuple(t.SubjectGroup(key=key, sequence=0, name=key) for key in ("klanten", "bellers"))


def mail(use: ContactUse, value: str = "privacy@proef.nl") -> t.ContactPoint:
    return t.ContactPoint(key=use.value, use=use, channel=Channel.EMAIL, value=value)


def test_sections_stand_in_the_order_of_the_law():
    made = page(filled())
    assert [item.id for item in made.sections] == [
        "wie", "wat", "bewaren", "delen", "rechten", "besluiten", "veilig", "cookies", "versies",
    ]  # fmt: skip


def test_without_facts_only_the_sections_that_the_law_asks_for_remain():
    assert [item.id for item in page(make()).sections] == ["wie", "wat", "bewaren", "delen", "rechten", "besluiten"]


def test_a_draft_says_that_it_is_one():
    made = page(make())
    assert made.title == "Proef en uw gegevens"
    assert made.draft == "Deze verklaring is nog niet gepubliceerd en kan nog veranderen."
    assert [texts(pair) for pair in made.meta] == [["Versie", "Concept"], ["Stand van", "1 november 2026"]]


def test_six_questions_and_nothing_made_up():
    answers = page(make()).answers
    assert [answer.id for answer in answers] == list(FirstLayer.values)
    assert {answer.text for answer in answers[:5]} == {"Hierover staat nog niets vast."}


def test_own_words_go_before_the_proposal():
    own = t.FirstLayerAnswer(question=FirstLayer.HOW_LONG, text="Zo kort mogelijk.")
    assert page(make(activity(), first_layer=(own,))).answers[3].text == "Zo kort mogelijk."


@pytest.mark.parametrize("dossier", [filled(), make(activity()), make(activity(1, role=Role.CONTROLLER), activity(2))])
def test_proposals_are_short(dossier):
    for answer in page(msgspec.structs.replace(dossier, first_layer=())).answers:
        assert count_words(answer.text) <= WORDS, answer.text
        assert answer.text.count(". ") <= 1, answer.text


def test_doors_jump_to_the_first_table_of_their_group():
    dossier = make(
        activity(1, services=("bellen",)),
        activity(2, data=(t.DataRow(sequence=0, group="bellers", name="Nummer"),)),
        services=(t.Service(key="bellen", sequence=0, name="Bellen"),),
        subject_groups=GROUPS,
        doors=(
            t.Door(sequence=1, group="bellers", label="Ik bel"),
            t.Door(sequence=2, group="klanten", label="Ik koop"),
        ),
    )
    assert page(dossier).doors == (Link("Ik bel", "#dienst-overig"), Link("Ik koop", "#wat"))
    assert 'id="dienst-overig"' in html(dossier)


def test_a_door_leads_to_the_row_when_another_activity_comes_first_in_its_table():
    dossier = make(
        activity(1, data=(t.DataRow(sequence=0, group="klanten", name="Naam"),)),
        activity(2, data=(t.DataRow(sequence=0, group="bellers", name="Nummer"),)),
        activity(3, data=(t.DataRow(sequence=0, group="bellers", name="Nummer"),)),
        subject_groups=GROUPS,
        doors=(
            t.Door(sequence=1, group="bellers", label="Ik bel"),
            t.Door(sequence=2, group="klanten", label="Ik koop"),
        ),
    )
    assert page(dossier).doors == (Link("Ik bel", "#PR-02"), Link("Ik koop", "#dienst-overig"))
    assert 'id="PR-02"' in html(dossier)


def test_one_group_of_people_needs_no_doors():
    assert page(make(subject_groups=GROUPS, doors=(t.Door(sequence=1, group="bellers", label="Ik bel"),))).doors == ()


def test_contact_that_nobody_recorded_is_a_gap():
    pairs = section(page(make()), "wie").blocks[-1]
    assert isinstance(pairs, Pairs)
    assert {pair.label: pair.lines for pair in pairs.pairs} == {
        "Contact": ((Gap("Nog niet vastgelegd"),),),
        "Functionaris voor gegevensbescherming (FG)": ((Gap("Nog niet vastgelegd"),),),
    }


def test_one_number_with_several_uses_is_one_line():
    dossier = make(contact_points=(mail(ContactUse.PRIVACY), mail(ContactUse.COMPLAINT)))
    pairs = section(page(dossier), "wie").blocks[-1]
    assert texts(pairs.pairs[0]) == [
        "E-mail", "privacy@proef.nl", "mailto:privacy@proef.nl", " – vragen over privacy en klachten",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("designated", "said"),
    [(Answer.NO, "Er is geen functionaris aangewezen."), (Answer.NOT_APPLICABLE, "Niet van toepassing.")],
)
def test_an_officer_who_is_not_there(designated, said):
    provider = t.Provider(slug="proef", prefix="PR", name="Proef", dpo_designated=designated)
    assert said in text(section(page(make(provider=provider)), "wie"))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (phone_link("085 888 4445"), Link("085 888 4445", "tel:+31858884445")),
        (phone_link("088 – 4 800 900"), Link("088 – 4 800 900", "tel:+31884800900")),
        (phone_link("+32 (0)2 123 45 67"), Link("+32 (0)2 123 45 67", "tel:+3221234567")),
        (phone_link("op werkdagen"), "op werkdagen"),
        (web_link("www.proef.nl/privacy"), Link("www.proef.nl/privacy", "https://www.proef.nl/privacy")),
        (web_link("javascript:alert(1)"), "javascript:alert(1)"),
        (web_link("ons Cookiestatement"), "ons Cookiestatement"),
        (mail_link("a&b@proef.nl"), Link("a&b@proef.nl", "mailto:a%26b@proef.nl")),
        (mail_link("via de site"), "via de site"),
    ],
)
def test_links_only_where_there_is_an_address(made, expected):
    assert made == expected


def test_countries_that_nobody_recorded_are_said_once():
    recipients = tuple(t.Recipient(key=key, name=key) for key in ("een", "twee"))
    blocks = section(page(make(activity(), recipients=recipients)), "delen").blocks
    assert Prose(((Gap("Nog niet vastgelegd"), " in welke landen zij werken."),)) in blocks


def test_a_country_has_a_dutch_name():
    dossier = make(activity(), recipients=(t.Recipient(key="een", name="een", country=("DE", "FR")),))
    assert "Duitsland en Frankrijk" in html(dossier)


def test_remarks_stand_in_their_own_section():
    general = t.Remark(key="a", section=Place.SECURITY, sequence=0, text="wij letten op")
    own = t.Remark(key="b", section=Place.SECURITY, sequence=0, text="hier extra", condition="soms")
    made = page(make(activity(remarks=(own,)), remarks=(general,)))
    assert texts(section(made, "veilig").blocks) == ["Wij letten op.", "Werk 1:", " Hier extra.", " Soms."]


def test_what_does_not_happen_is_said_to_be_so():
    row = t.Remark(key="a", section=Place.SECURITY, sequence=0, text="Wij luisteren niet mee.", denial=True)
    assert texts(section(page(make(remarks=(row,))), "veilig").blocks) == ["Wat niet gebeurt: wij luisteren niet mee."]


def test_decisions_and_profiles_of_one_activity_are_said_and_the_others_stay_open():
    own = activity(
        1, decisions=Answer.YES, profiling=Answer.NO, decision_logic="een score", decision_consequences="geen contract"
    )
    assert texts(section(page(make(own, activity(2))), "besluiten").blocks) == [
        "Nog niet vastgelegd", " of computers bij de andere verwerkingen besluiten nemen die grote gevolgen hebben.",
        "Werk 1:",
        (" Een computer neemt hier besluiten die gevolgen voor u kunnen hebben. Wij maken hierbij geen profielen van "
        "mensen. Hoe het werkt: een score. Wat het betekent: geen contract."),
    ]  # fmt: skip
    assert not any(isinstance(part, Gap) for part in _parts(section(page(make(own)), "besluiten")))


def _parts(found):
    return [part for block in found.blocks if isinstance(block, Prose) for line in block.lines for part in line]


def test_children():
    general = t.Minors(
        intended=Answer.NO, age=16, parental_consent=Answer.YES, checks_age=Answer.NO, removal="Dan wissen wij ze"
    )
    own = t.Minors(age=12)
    blocks = section(page(make(activity(minors=(own,)), minors=(general,))), "wat").blocks
    found = texts(blocks[blocks.index(Heading("Kinderen")) + 1])
    assert found == [
        "Het is niet de bedoeling dat kinderen jonger dan 16 jaar ons gegevens geven.",
        "Voor kinderen jonger dan 16 jaar is toestemming van ouders nodig.",
        "Wij kunnen niet nagaan hoe oud iemand is.",
        "Dan wissen wij ze.",
        "Werk 1:",
        " Dit gaat over kinderen jonger dan 12 jaar.",
    ]


def test_with_several_companies_an_address_says_whose_it_is():
    entities = tuple(t.LegalEntity(key=key, name=f"{key.capitalize()} B.V.") for key in ("leek", "security"))
    dossier = make(
        entities=entities,
        addresses=(t.Address(key="a", entity="leek", street="Plein 1", city="Leek"),),
        trade_names=(t.TradeName(name="Alarm", entity="security"),),
        contact_points=(msgspec.structs.replace(mail(ContactUse.GENERAL), entity="security"),),
    )
    pairs = {pair.label: texts(pair.lines) for pair in section(page(dossier), "wie").blocks[-1].pairs}
    assert pairs["Adres"] == ["Plein 1, Leek", " (Leek B.V.)"]
    assert pairs["Handelsnamen"] == ["Alarm", " (Security B.V.)"]
    assert pairs["E-mail"] == ["privacy@proef.nl", "mailto:privacy@proef.nl", " (Security B.V.)"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"announces": Answer.YES}, "Wij kondigen wijzigingen aan."),
        (
            {"announces": Answer.YES, "condition": "naar beste vermogen"},
            "Wij kondigen wijzigingen aan (naar beste vermogen).",
        ),
        ({"advises_to_check": Answer.YES}, "Wij raden u aan om na te gaan of deze verklaring is gewijzigd."),
    ],
)
def test_changes_are_promised_no_harder_than_recorded(fields, said):
    assert texts(section(page(make(changes=t.ChangePolicy(**fields))), "versies").blocks) == [said]


def test_a_call_to_112_promises_nothing_of_the_provider():
    row = t.EmergencyCalls(number_sent=Answer.YES, location_sent=Answer.YES, despite_blocking=Answer.YES)
    assert (
        "Belt u 112? Dan gaat dit mee: uw telefoonnummer en uw locatie, ook als u nummerweergave hebt geblokkeerd."
        in texts(section(page(make(emergency=row)), "delen").blocks)
    )


def test_decisions_that_nobody_recorded_are_a_gap():
    assert section(page(make()), "besluiten").blocks == (
        Prose(((Gap("Nog niet vastgelegd"), " of computers besluiten nemen die grote gevolgen voor u hebben."),)),
    )


def test_no_heading_stands_without_anything_below_it():
    for dossier in (make(), make(activity()), filled()):
        for item in page(dossier).sections:
            assert item.blocks
            assert not isinstance(item.blocks[-1], Heading)
            pairs = pairwise(item.blocks)
            assert not [one for one, other in pairs if isinstance(one, Heading) and isinstance(other, Heading)]


def test_version_and_dates_of_a_publication():
    made = statement(Edition(dossier=make(), made_at=MADE, number=3, valid_from=date(2026, 12, 1)))
    assert made.draft == ""
    assert [texts(pair) for pair in made.meta] == [["Geldig vanaf", "1 december 2026"], ["Versie", "3"]]
    assert PROVIDER.name in made.title
