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
