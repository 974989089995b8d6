"""A page for people in one situation: all that concerns them, nothing else, and nothing that the whole does not say."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.choices import Channel, ContactUse
from providers.models import Provider
from register.choices import Basis, LinkRole, Role
from register.documents.files import situation_html
from register.dossier import Dossier, Edition, live_dossier
from register.dossier import types as t
from register.dossier.issues import Around, Issue
from register.statement import facts_of, situation_page
from register.statement.facts import Facts
from register.statement.page import Link, SituationPage
from register.statement.situations import For, Situations
from retention.choices import Unit
from tests.register.statement.at_random import WHOLE, dossiers
from tests.register.statement_help import MADE, PROVIDER, activity, filled, html, make, texts

KEYS = ("klanten", "bellers")
GROUPS = tuple(t.SubjectGroup(key=key, sequence=0, name=key.capitalize()) for key in KEYS)
MONTHS = t.RetentionTerm(key="maanden", sequence=0, name="Logs", amount=6, unit=Unit.MONTH, start_event="na opzegging")


def shown(dossier: Dossier, slug: str = "klanten") -> SituationPage:
    """The page of these people."""
    made = situation_page(Edition(dossier=dossier, made_at=MADE), slug, "/proef/")
    assert made
    return made


def said(dossier: Dossier, slug: str = "klanten") -> dict[str, list[str]]:
    """Each section of their page, line by line."""
    return {
        part.heading: ["".join(texts(line)) for block in part.blocks for line in getattr(block, "lines", ())]
        for part in shown(dossier, slug).sections
    }


def text(page: SituationPage) -> str:
    return " ".join(texts(page.sections))


def data(name: str, *groups: str, **fields) -> t.DataRow:
    first, *others = groups or (None,)
    return t.DataRow(**{"sequence": 0, "name": name, "group": first, "other_groups": tuple(others), **fields})


def theirs(number: int = 1, *rows: t.DataRow, **fields) -> t.Activity:
    return activity(number, **{"data": rows or (data("Naam", "klanten", term="maanden"),), **fields})


def dossier(*items: t.Activity, **parts) -> Dossier:
    return make(*(items or (theirs(),)), **{"subject_groups": GROUPS, "terms": (MONTHS,), **parts})


# What it says.


def test_title_and_way_back():
    made = shown(dossier())
    assert (made.title, made.kicker, made.lead) == (
        "Klanten", "Privacyverklaring van Proef", "Dit doet Proef met uw gegevens.",
    )  # fmt: skip
    assert made.whole == Link("Naar de hele privacyverklaring", "/proef/")


def test_sections_stand_in_the_order_of_the_questions():
    link = t.Disclosure(sequence=0, recipient="post", role=LinkRole.RECIPIENT)
    purpose = t.PurposeRow(key="a", sequence=0, name="Support")
    items = (theirs(1, purposes=(purpose,), disclosures=(link,)), theirs(2, role=Role.PROCESSOR))
    made = said(dossier(*items, recipients=(t.Recipient(key="post", name="Post"),)))
    assert list(made) == ["Wat", "Waarom", "Hoe lang", "Met wie", "Wie beslist", "Uw rechten", "Wat nog ontbreekt"]


def test_what_names_all_data_per_activity_with_the_conditions():
    rows = [data(name, "klanten") for name in ("Naam", "Adres", "Nummer", "Foto", "Stem")]
    medido = data("Medicijn", "klanten", condition="bij Medido")
    items = (theirs(1, *rows, medido, data("Log", "bellers")), theirs(2, condition="Als niemand opneemt"))
    assert said(dossier(*items))["Wat"] == [
        "Werk 1: Naam, adres, nummer, foto en stem; medicijn (bij Medido).",
        "Werk 2: Naam. Alleen als niemand opneemt.",
    ]


def test_lists_that_are_not_tied_together_are_all_theirs():
    item = theirs(1, t.DataRow(sequence=0, group="klanten"), t.DataRow(sequence=0, group="bellers"), data("Naam"))
    assert said(dossier(item))["Wat"] == ["Werk 1: Naam."]


def test_an_activity_that_a_door_names_tells_all_its_data():
    door = t.Door(sequence=0, group="klanten", label="Ik koop", activities=("PR-02",))
    items = (theirs(), activity(2, data=(data("Kopie"),)), activity(3, data=(data("Log"),)))
    assert said(dossier(*items, doors=(door,)))["Wat"] == ["Werk 1: Naam.", "Werk 2: Kopie."]


def purpose(name: str, *articles: Basis) -> t.PurposeRow:
    bases = tuple(t.LegalBasis(article=article) for article in articles)
    return t.PurposeRow(key=name, sequence=0, name=name, bases=bases)


def test_why_joins_purposes_and_bases_and_says_each_once():
    items = (
        theirs(1, purposes=(purpose("Support", Basis.CONTRACT), purpose("Beheer"))),
        theirs(2, purposes=(purpose("Support", Basis.CONTRACT),)),
    )
    assert said(dossier(*items))["Waarom"] == ["Voor support en beheer. Het is nodig voor een overeenkomst."]


def test_why_of_everything_counts_where_these_activities_name_none():
    general = {
        "general_purposes": (t.GeneralPurpose(key="a", sequence=0, name="Leveren", condition="Op verzoek"),),
        "general_bases": (t.GeneralBasis(article=Basis.LEGAL_OBLIGATION),),
    }
    assert said(dossier(**general))["Waarom"] == ["Voor leveren (op verzoek). Het is wettelijk verplicht."]


def test_who_works_for_others_does_not_say_why_and_sends_people_to_them():
    item = theirs(1, role=Role.PROCESSOR, on_behalf_of="De zorginstelling", purposes=(purpose("Support"),))
    made = said(dossier(item))
    assert "Waarom" not in made
    assert made["Wie beslist"] == [
        "Verantwoordelijk: de zorginstelling. Wij werken in opdracht, als verwerker.",
        "Stel uw vraag daar: aan de organisatie waarvan u klant, cliënt of medewerker bent.",
    ]


def test_how_long_names_data_only_where_terms_differ():
    both = theirs(1, data("Naam", "klanten", term="maanden"), data("Foto", "klanten"), data("Log", "bellers"))
    reason = theirs(2, retention_reason="Tot u dat niet meer wilt")
    assert said(dossier())["Hoe lang"] == ["6 maanden na opzegging."]
    assert said(dossier(both, reason))["Hoe lang"] == ["Naam: 6 maanden na opzegging.", "Tot u dat niet meer wilt."]


def test_with_whom_joins_own_links_and_those_of_the_services():
    rows = {
        "recipients": tuple(t.Recipient(key=key, name=key.capitalize()) for key in ("alfa", "beta", "gamma")),
        "services": tuple(t.Service(key=key, sequence=0, name=key) for key in "ab"),
        "disclosures": tuple(
            t.Disclosure(sequence=0, recipient=key, role=LinkRole.RECIPIENT, services=services)
            for key, services in (("beta", ("a",)), ("gamma", ("b",)))
        ),
    }
    own = t.Disclosure(sequence=0, recipient="alfa", role=LinkRole.RECIPIENT)
    item = theirs(1, services=("a",), disclosures=(own,))
    assert said(dossier(item, **rows))["Met wie"] == ["Alfa.", "Beta bij a."]


MAIL = t.ContactPoint(key="mail", use=ContactUse.REQUEST, channel=Channel.EMAIL, value="privacy@proef.nl")


def test_rights_are_names_with_a_mail_and_when_the_answer_comes():
    made = shown(dossier(contact_points=(MAIL,)))
    (part,) = [part for part in made.sections if part.id == "rechten"]
    cards, prose = part.blocks
    assert [(card.title, card.text) for card in cards.rights] == [
        ("Inzien", ""), ("Verbeteren", ""), ("Verwijderen", ""), ("Bezwaar maken", ""), ("Beperken", ""),
    ]  # fmt: skip
    assert all(card.action.href.startswith("mailto:privacy@proef.nl?") for card in cards.rights)
    assert "".join(part if isinstance(part, str) else part.text for part in prose.lines[0]) == (
        "Vraag het via privacy@proef.nl. Volgens de wet hoort u binnen een maand wat wij doen."
    )


def test_without_a_way_to_ask_only_the_time_remains():
    assert said(dossier())["Uw rechten"] == ["Volgens de wet hoort u binnen een maand wat wij doen."]


def test_the_page_as_html():
    number = Issue(number=1, valid_from=MADE.date())
    edition = Edition(dossier=dossier(), made_at=MADE, number=1, valid_from=MADE.date())
    made = situation_html(edition, "klanten", Around("proef", number, current=1))
    assert made
    assert "<h1>Klanten</h1>" in made
    assert '<h2 id="wat">Wat</h2>' in made
    assert "<p><strong>Werk 1:</strong> Naam.</p>" in made
    assert '<a href="/proef/">Naar de hele privacyverklaring</a>' in made
    assert "noindex" not in made


# Everything that concerns a person: walked over every group and every row.


def everybody(given: Dossier) -> Iterator[tuple[Facts, For, SituationPage]]:
    """Everybody with a page, and that page."""
    facts = facts_of(given)
    for people in Situations(facts).all:
        made = situation_page(Edition(dossier=given, made_at=MADE), people.slug, "/")
        if made:
            yield facts, people, made


def unsaid(given: Dossier) -> list[tuple[str, str]]:
    """Data of a group that its page does not name, and groups of which there is no page, or more than one."""
    found = list(everybody(given))
    facts, missing = facts_of(given), []
    categories = {row.key for row in given.data_subject_categories if row.own_people}
    for group in given.subject_groups:
        rows = [(item, row) for item in facts.activities for row in item.data if group.key in row.groups]
        theirs = [made for _, people, made in found if group.key in people.groups]
        if group.category in categories or not rows:
            continue
        if len(theirs) != 1:
            missing.append((group.key, f"{len(theirs)} pages"))
            continue
        what = " ".join(texts(next(part for part in theirs[0].sections if part.id == "wat"))).lower()
        names = [facts.title(item).lower() for item, _ in rows] + [facts.data_words(row).lower() for _, row in rows]
        missing += [(group.key, name) for name in names if name not in what]
    return missing


def twice(given: Dossier) -> list[str]:
    """Pages that say the same as another page."""
    seen: dict[tuple, str] = {}
    return [
        people.slug
        for _, people, made in everybody(given)
        if seen.setdefault(made.sections, people.slug) != people.slug
    ]


TYPED = re.compile(r"[^\W\d_]{3,}")


def only_there(given: Dossier) -> set[str]:
    """Words that were typed and stand on a page of a situation but not in the whole statement."""
    typed = {word.lower() for leaf in leaves(given) for word in TYPED.findall(leaf)}
    whole = set(TYPED.findall(html(given).lower()))
    return {
        word for _, _, made in everybody(given) for word in TYPED.findall(text(made).lower()) if word in typed
    } - whole


def leaves(value: object) -> Iterator[str]:
    """Every text in a Dossier."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from leaves(getattr(value, name))


def test_of_a_filled_dossier_everybody_reads_all_that_is_theirs_and_nothing_else():
    given = filled()
    assert len(list(everybody(given))) == 2
    assert (unsaid(given), twice(given)) == ([], [])
    marks = re.compile(r"Merk\d+x")
    whole = set(marks.findall(html(given)))
    assert [set(marks.findall(text(made))) - whole for _, _, made in everybody(given)] == [set(), set()]


@WHOLE
@given(dossiers())
def test_whatever_is_recorded_everybody_has_one_page_with_all_that_is_theirs(given):
    assert unsaid(msgspec.structs.replace(given, doors=())) == []
    assert twice(given) == []


ROW = st.builds(
    t.DataRow,
    sequence=st.just(0),
    name=st.sampled_from(["Naam", "Nummer", None]),
    group=st.sampled_from([*KEYS, None]),
    other_groups=st.sampled_from([(), ("buren",)]),
    condition=st.sampled_from([None, "Bij Medido"]),
    optional=st.booleans(),
    term=st.sampled_from([None, "maanden"]),
)
ROWS = st.lists(ROW, max_size=4).map(tuple)
NEIGHBOURS = t.SubjectGroup(key="buren", sequence=0, name="Buren")


@settings(max_examples=200, deadline=None)
@given(ROWS, ROWS)
def test_few_words_and_many_people_leave_no_two_pages_the_same(one, other):
    item = dossier(theirs(1, data=one), theirs(2, data=other), subject_groups=(*GROUPS, NEIGHBOURS))
    assert (unsaid(item), twice(item)) == ([], [])


@pytest.mark.django_db
def test_of_the_five_providers_everybody_reads_all_that_is_theirs_and_nothing_else(five):
    for provider in Provider.objects.all():
        given = live_dossier(provider.pk)
        assert list(everybody(given)) != []
        assert (provider.slug, unsaid(given), twice(given), only_there(given)) == (provider.slug, [], [], set())


def test_a_page_is_shown_in_the_words_of_the_whole_for_who_says_je():
    informal = msgspec.structs.replace(PROVIDER, address_form="je")
    assert shown(dossier(provider=informal)).lead == "Dit doet Proef met je gegevens."
    assert render_to_string("public/blocks/prose.html", {"block": shown(dossier()).sections[0].blocks[0]}).strip() == (
        '<div class="prose"><p><strong>Werk 1:</strong> Naam.</p></div>'
    )
