"""Who the page is for: doors, people without one, and each activity once under the first heading that fits."""

import re
from datetime import date

import msgspec
import pytest

from providers.models import Provider
from register.dossier import Dossier, Edition, live_dossier
from register.dossier import types as t
from register.dossier.issues import Around, Issue
from register.statement import facts_of, situation_page, statement
from register.statement.page import Situation
from register.statement.situations import Situations
from retention.choices import Unit
from tests.register.statement_help import MADE, activity, filled, html, make, page, section

KEYS = ("klanten", "bellers", "buren")
GROUPS = tuple(t.SubjectGroup(key=key, sequence=0, name=key.capitalize()) for key in KEYS)


def data(name: str, *groups: str, **fields) -> t.DataRow:
    first, *others = groups or (None,)
    return t.DataRow(**{"sequence": 0, "name": name, "group": first, "other_groups": tuple(others), **fields})


def about(number: int, *groups: str, **fields) -> t.Activity:
    """An activity with data of its own of these groups."""
    return activity(number, **{"data": (data(f"Gegeven {number}", *groups),), **fields})


def door(group: str, label: str = "", **fields) -> t.Door:
    return t.Door(**{"sequence": 0, "group": group, "label": label or f"Ik hoor bij {group}", **fields})


def headings(dossier: Dossier) -> list[tuple[str, list[str]]]:
    """Each heading among the cards, with the numbers below it."""
    blocks = section(page(dossier), "wat").blocks
    found = [block for block in blocks if isinstance(block, Situation)]
    return [(block.heading, [card.number for card in block.cards]) for block in found]


def pages(dossier: Dossier) -> list[tuple[str, str]]:
    """Label and heading of everybody with a page."""
    return [(people.label, people.heading) for people in Situations(facts_of(dossier)).all if people.groups]


def doors(dossier: Dossier) -> list[tuple[str, str]]:
    made = page(dossier)
    return [(link.text, link.href) for link in (*made.doors, *made.other_doors)]


# Who.


def test_the_doors_of_the_officer_come_first_and_then_everybody_without_one():
    items = (about(1, "klanten"), about(2, "bellers"), about(3, "buren"))
    dossier = make(*items, subject_groups=GROUPS, doors=(door("buren", "Ik woon ernaast", heading="U woont ernaast"),))
    assert pages(dossier) == [
        ("Ik woon ernaast", "U woont ernaast"), ("Klanten", "Klanten"), ("Bellers", "Bellers"),
    ]  # fmt: skip


def test_a_door_without_a_heading_has_the_name_of_its_group():
    dossier = make(about(1, "klanten"), subject_groups=GROUPS, doors=(door("klanten", "Ik koop"),))
    assert pages(dossier) == [("Ik koop", "Klanten")]


def test_people_about_whom_nothing_is_recorded_have_no_page():
    assert pages(make(about(1, "klanten"), subject_groups=GROUPS, doors=(door("buren"),))) == [("Klanten", "Klanten")]


def test_a_door_for_several_groups_is_the_page_of_each_of_them():
    items = (about(1, "klanten"), about(2, "bellers"))
    dossier = make(*items, subject_groups=GROUPS, doors=(door("klanten", "Ik bel of koop", other_groups=("bellers",)),))
    assert pages(dossier) == [("Ik bel of koop", "Klanten")]
    assert headings(dossier) == [("Klanten", ["PR-01", "PR-02"])]


def test_a_door_may_name_an_activity_that_names_nobody():
    items = (about(1, "klanten"), activity(2, data=(data("Kopie"),)), about(3, "bellers"))
    dossier = make(*items, subject_groups=GROUPS, doors=(door("klanten", activities=("PR-02",)), door("bellers")))
    assert headings(dossier) == [("Klanten", ["PR-01", "PR-02"]), ("Bellers", ["PR-03"])]


OWN = {
    "subject_groups": (
        GROUPS[0],
        *(
            t.SubjectGroup(key=key, sequence=0, name=key.capitalize(), category="eigen")
            for key in ("staf", "stagiairs")
        ),
    ),
    "data_subject_categories": (t.DataSubjectCategory(key="eigen", name="Eigen mensen", own_people=True),),
}


def test_own_people_have_no_page_and_their_activities_a_heading_that_names_them():
    dossier = make(about(1, "klanten"), about(2, "staf", "stagiairs"), about(3, "stagiairs"), **OWN)
    assert pages(dossier) == [("Klanten", "Klanten")]
    assert headings(dossier) == [("Klanten", ["PR-01"]), ("Staf en stagiairs", ["PR-02"]), ("Stagiairs", ["PR-03"])]


# Who share a page.


def test_people_with_the_same_data_share_a_page_under_both_names():
    items = (about(1, "klanten", "bellers"), about(2, "buren"))
    dossier = make(*items, subject_groups=GROUPS)
    assert pages(dossier) == [("Klanten en bellers", "Klanten en bellers"), ("Buren", "Buren")]
    assert headings(dossier) == [("Klanten en bellers", ["PR-01"]), ("Buren", ["PR-02"])]


@pytest.mark.parametrize(
    ("rows", "is_shared"),
    [
        ((data("Naam", "klanten"), data("Naam", "bellers")), True),
        ((data("Naam", "klanten", source="001 r1"), data("Naam", "bellers", source="001 r2")), True),
        ((data("Naam", "klanten"), data("Naam", "bellers", optional=True)), True),
        ((data("Naam", "klanten"), data("Naam", "bellers", condition="soms")), False),
        ((data("Naam", "klanten"), data("Naam", "bellers", term="jaar")), False),
        ((data("Naam", "klanten"), data("Nummer", "bellers")), False),
        ((data("Naam", "klanten"), data("Naam", "klanten", "bellers")), True),
        # Two lists that the text does not tie together.
        ((t.DataRow(sequence=0, group="klanten"), t.DataRow(sequence=0, group="bellers"), data("Naam")), True),
    ],
)
def test_a_page_is_shared_exactly_where_the_same_is_told(rows, is_shared):
    year = t.RetentionTerm(key="jaar", sequence=0, name="Jaar", amount=1, unit=Unit.YEAR)
    dossier = make(activity(data=rows), subject_groups=GROUPS, terms=(year,))
    both = [("Klanten en bellers", "Klanten en bellers")]
    assert pages(dossier) == (both if is_shared else [("Klanten", "Klanten"), ("Bellers", "Bellers")])


# Headings.


def test_a_group_of_services_goes_before_people():
    group = t.ServiceGroup(key="extra", sequence=1, name="alleen als u dit afneemt", services=("a", "b"))
    services = tuple(t.Service(key=key, sequence=0, name=key) for key in "ab")
    items = (
        about(1, "klanten"), about(2, "klanten", services=("b",)), about(3, "bellers", services=("a",)),
    )  # fmt: skip
    dossier = make(*items, subject_groups=GROUPS, services=services, service_groups=(group,))
    assert headings(dossier) == [("Klanten", ["PR-01"]), ("Alleen als u dit afneemt", ["PR-02", "PR-03"])]


def test_an_activity_that_concerns_several_stands_once_under_the_first():
    items = (about(1, "bellers"), activity(2, data=(data("Naam", "bellers"), data("Nummer", "klanten"))))
    assert headings(make(*items, subject_groups=GROUPS)) == [("Klanten", ["PR-02"]), ("Bellers", ["PR-01"])]


def test_an_activity_of_which_nobody_recorded_the_people_is_put_under_no_one():
    items = (activity(1, data=(data("Kopie"),)), about(2, "klanten"))
    assert headings(make(*items, subject_groups=GROUPS)) == [
        ("Klanten", ["PR-02"]),
        ("Wat wij verder met gegevens doen", ["PR-01"]),
    ]


# Doors on the page.


def test_one_kind_of_people_needs_no_doors():
    assert doors(make(about(1, "klanten"), subject_groups=GROUPS, doors=(door("klanten"),))) == []


def test_more_than_eight_doors_are_closed():
    keys = [f"groep{number}" for number in range(11)]
    groups = tuple(t.SubjectGroup(key=key, sequence=0, name=key) for key in keys)
    dossier = make(*(about(number, key) for number, key in enumerate(keys)), subject_groups=groups)
    made = page(dossier)
    assert ([len(made.doors), len(made.other_doors)], made.other_doors_question) == ([8, 3], "Andere situaties")
    assert '<details class="more"><summary>Andere situaties</summary>' in html(dossier)


def test_in_a_draft_a_door_leads_to_its_heading_or_to_its_first_card():
    items = (activity(1, data=(data("Naam", "klanten"), data("Nummer", "bellers"))), about(2, "klanten"))
    dossier = make(*items, subject_groups=GROUPS)
    assert doors(dossier) == [("Klanten", "#klanten"), ("Bellers", "#PR-01")]


def test_in_a_version_a_door_leads_to_its_own_page():
    dossier = make(about(1, "klanten"), about(2, "bellers"), subject_groups=GROUPS)
    edition = Edition(dossier=dossier, made_at=MADE, number=2, valid_from=date(2026, 12, 1))
    issue = Issue(number=2, valid_from=date(2026, 12, 1))
    made = [statement(edition, Around("proef", issue, current=current)).doors for current in (2, 3)]
    assert [[link.href for link in links] for links in made] == [
        ["/proef/voor/klanten/", "/proef/voor/bellers/"],
        ["/proef/versies/2/voor/klanten/", "/proef/versies/2/voor/bellers/"],
    ]


def test_a_situation_that_is_not_there_has_no_page():
    edition = Edition(dossier=make(about(1, "klanten"), subject_groups=GROUPS), made_at=MADE)
    assert [situation_page(edition, slug, "/") is None for slug in ("klanten", "bellers", "verder")] == [
        False, True, True,
    ]  # fmt: skip


def lost(dossier: Dossier) -> list[str]:
    """Doors of a draft that lead nowhere, and places that two parts of the page have."""
    places = re.findall(r'\sid="([^"]+)"', html(dossier))
    links = [href.removeprefix("#") for _, href in doors(dossier)]
    return [place for place in links if place not in places] + [place for place in places if places.count(place) > 1]


def test_every_door_of_a_draft_leads_somewhere():
    assert lost(filled()) == []
    assert doors(filled()) != []


@pytest.mark.django_db
def test_of_the_five_providers_too_every_door_leads_somewhere_and_every_activity_stands_once(five):
    for provider in Provider.objects.all():
        dossier = live_dossier(provider.pk)
        assert lost(dossier) == []
        numbers = [number for _, below in headings(dossier) for number in below]
        assert sorted(numbers) == sorted(item.number for item in dossier.active if not item.internal)


def test_groups_of_a_version_that_changed_keep_their_address():
    dossier = make(about(1, "klanten"), about(2, "bellers"), subject_groups=GROUPS)
    renamed = msgspec.structs.replace(GROUPS[0], name="Kopers")
    assert [people.slug for people in Situations(facts_of(dossier)).all] == [
        people.slug
        for people in Situations(facts_of(msgspec.structs.replace(dossier, subject_groups=(renamed, *GROUPS[1:])))).all
    ]
