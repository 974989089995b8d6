"""Pages for situations: everybody the facts name has one, with all that is theirs and nothing of others."""

import msgspec
import pytest

from providers.choices import Answer
from providers.models import Provider
from register.choices import Basis, Role
from register.dossier import Dossier, Edition, for_customers, live_dossier
from register.dossier import types as t
from register.statement import facts_of, situation_page
from register.statement.page import Holes, Rights, SituationPage
from register.statement.situations import Situations
from retention.choices import Unit
from tests.register.statement_help import MADE, activity, filled, make, page, section, text, texts

GROUPS = tuple(t.SubjectGroup(key=key, sequence=0, name=key) for key in ("klanten", "bellers"))
PERIOD = t.RetentionTerm(key="kort", sequence=1, name="Kort", amount=31, unit=Unit.DAY)


def pages(dossier: Dossier) -> dict[str, SituationPage]:
    """Every page of a statement, by its slug."""
    edition = Edition(dossier=dossier, made_at=MADE)
    slugs = [people.slug for people in Situations(facts_of(dossier)).all if people.groups]
    assert len(set(slugs)) == len(slugs)
    return {slug: situation_page(edition, slug, "/proef/") for slug in slugs}


def of_one(*activities: t.Activity, **parts) -> SituationPage:
    (made,) = pages(make(*activities, **{"subject_groups": GROUPS[:1], **parts})).values()
    return made


def row(name: str, group: str = "klanten", **fields) -> t.DataRow:
    return t.DataRow(sequence=0, name=name, group=group, **fields)


def everybody(dossier: Dossier) -> list[tuple[str, str]]:
    """Each group with the words of each of its data, without the provider's own people."""
    facts = facts_of(dossier)
    own = {word.key for word in dossier.data_subject_categories if word.own_people}
    strangers = {group.key for group in dossier.subject_groups if group.category not in own}
    return [
        (key, words)
        for item in facts.activities
        for data in item.data
        for key in data.groups
        if key in strangers and (words := facts.data_words(data))
    ]


@pytest.mark.django_db
def test_everybody_has_one_page_that_names_all_of_their_data(five):
    dossiers = [live_dossier(provider.pk) for provider in Provider.objects.all()]
    lost = []
    for dossier in [*dossiers, filled()]:
        facts, made = facts_of(dossier), pages(dossier)
        slugs = {key: people.slug for people in Situations(facts).all for key in people.groups}
        named = everybody(dossier)
        assert named
        for key, words in named:
            said = " ".join(texts(made[slugs[key]].sections)).lower()
            lost += [(dossier.provider.slug, key, words)] if words.lower() not in said else []
    assert lost == []


@pytest.mark.django_db
def test_no_two_pages_say_the_same_and_none_says_what_the_statement_does_not(five):
    for provider in Provider.objects.all():
        dossier = live_dossier(provider.pk)
        made = list(pages(dossier).values())
        told = [text(item.sections[:4]) for item in made]
        assert len(set(told)) == len(told)
        whole = text(page(dossier)).lower()
        terms = [term for term in for_customers(dossier).terms if term.period]
        for term in terms:
            assert str(term.period) in whole


def test_own_people_have_no_page():
    word = t.DataSubjectCategory(key="personeel", name="Personeel", own_people=True)
    group = t.SubjectGroup(key="collegas", sequence=0, name="Collega’s", category="personeel")
    dossier = make(activity(data=(row("Naam", "collegas"),)), subject_groups=(group,), data_subject_categories=(word,))
    assert pages(dossier) == {}
    assert situation_page(Edition(dossier=dossier, made_at=MADE), "collegas", "/proef/") is None


def test_a_page_answers_six_questions_in_order():
    basis = (t.LegalBasis(article=Basis.CONTRACT),)
    item = activity(
        title="Bellen",
        role=Role.CONTROLLER,
        condition="als u belt",
        purposes=(t.PurposeRow(key="a", sequence=0, name="Gesprekken doorschakelen", bases=basis),),
        data=(row("Nummer", term="kort"), row("Naam", "bellers")),
        no_recipients=True,
    )
    made = pages(make(item, terms=(PERIOD,), subject_groups=GROUPS))["klanten"]
    assert [part.id for part in made.sections] == ["wat", "waarom", "hoelang", "metwie", "rechten", "open"]
    told = {part.id: texts(part.blocks) for part in made.sections}
    assert told["wat"] == ["Bellen:", " Nummer. Alleen als u belt."]
    assert told["waarom"] == ["Voor gesprekken doorschakelen. Het is nodig voor een overeenkomst."]
    assert told["hoelang"] == ["31 dagen."]
    assert told["metwie"] == ["Niet met anderen."]
    assert made.whole.href == "/proef/"


@pytest.mark.parametrize(
    ("who", "said"),
    [("de zorginstelling", "Verantwoordelijk: de zorginstelling."), (None, "Verantwoordelijk: onze opdrachtgever.")],
)
def test_who_works_for_others_sends_people_to_their_own_organisation(who, said):
    made = of_one(activity(role=Role.PROCESSOR, on_behalf_of=who, data=(row("Nummer"),)))
    told = {part.id: texts(part.blocks) for part in made.sections}
    assert told["beslist"] == [
        f"{said} Wij zijn verwerker: wij werken in opdracht.",
        "Stel uw vraag daar: aan de organisatie waarvan u klant, cliënt of medewerker bent.",
    ]
    assert "waarom" not in told


def test_data_of_two_lists_that_are_not_tied_stand_on_the_page_of_each():
    people = tuple(t.DataRow(sequence=0, group=key) for key in ("klanten", "bellers"))
    item = activity(data=(*people, t.DataRow(sequence=1, name="Nummer")))
    other = activity(2, data=(row("Naam"),))
    made = pages(make(item, other, subject_groups=GROUPS))
    assert {slug: "Nummer" in text(found.sections) for slug, found in made.items()} == {
        "klanten": True,
        "bellers": True,
    }


def test_a_door_may_lead_to_an_activity_that_names_nobody():
    door = t.Door(sequence=1, group="klanten", label="Ik ben klant", heading="U bent klant", activities=("PR-02",))
    items = (activity(1, data=(row("Naam"),)), activity(2, data=(t.DataRow(sequence=0, name="Back-up"),)))
    made = of_one(*items, doors=(door,))
    assert made.title == "U bent klant"
    assert "Back-up" in text(section_of(made, "wat"))


def section_of(made: SituationPage, name: str):
    return next(part for part in made.sections if part.id == name)


def test_a_page_has_only_the_holes_of_its_own_activities():
    items = (activity(1, role=Role.CONTROLLER, data=(row("Naam"),)), activity(2, data=(row("Nummer", "bellers"),)))
    made = pages(make(*items, subject_groups=GROUPS))
    holes = {slug: text(section_of(found, "open").blocks) for slug, found in made.items()}
    assert "wie verantwoordelijk is" not in holes["klanten"]
    assert "wie verantwoordelijk is voor werk 2" in holes["bellers"]
    assert "functionaris" not in text(tuple(holes.values()))


def test_rights_stand_there_without_explanation():
    mail = t.ContactPoint(key="mail", use="verzoek", channel="email", value="privacy@proef.nl")
    stated = (t.StatedRight(right="15", stated=Answer.YES),)
    dossier = make(activity(data=(row("Naam"),)), subject_groups=GROUPS[:1], contact_points=(mail,), rights=stated)
    dossier = msgspec.convert(msgspec.to_builtins(dossier), Dossier)
    (made,) = pages(dossier).values()
    cards, *_ = section_of(made, "rechten").blocks
    assert isinstance(cards, Rights)
    assert {card.text for card in cards.rights} == {""}
    assert cards.rights[0].action.href.startswith("mailto:privacy@proef.nl")
    assert not any(isinstance(block, Holes) for block in section_of(made, "rechten").blocks)


def test_the_statement_leads_to_each_page():
    items = (activity(1, data=(row("Naam"),)), activity(2, data=(row("Nummer", "bellers"),)))
    made = page(make(*items, subject_groups=GROUPS))
    assert [(door.text, door.href) for door in made.doors] == [("Klanten", "#klanten"), ("Bellers", "#bellers")]
    assert section(made, "wat").blocks
