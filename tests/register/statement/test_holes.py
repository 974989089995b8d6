"""What nobody recorded: at most seven lines at the end, and nothing that somebody did record."""

import re
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given

from providers.choices import Answer, Channel, ContactUse, Voice
from providers.models import Provider
from register.choices import Basis, DataOrigin, LinkRole, Role
from register.dossier import Dossier, Edition, for_customers, live_dossier
from register.dossier import types as t
from register.statement import facts_of, situation_page
from register.statement.holes import hole_block
from register.statement.page import Holes
from register.statement.retention import term_words
from register.statement.situations import Situations
from retention.choices import TermKind, Unit
from tests.register.statement.at_random import WHOLE, dossiers
from tests.register.statement_help import MADE, PROVIDER, activity, filled, html, make, page, section, texts

YEAR = t.RetentionTerm(key="jaar", sequence=0, name="Jaar", amount=1, unit=Unit.YEAR, start_event="na opzegging")
NAME = t.DataRow(sequence=0, name="Naam", group="klanten", origin=(DataOrigin.DATA_SUBJECT,), term="jaar")
PURPOSE = t.PurposeRow(key="a", sequence=0, name="Doel", bases=(t.LegalBasis(article=Basis.CONTRACT),))
COMPLETE = activity(
    role=Role.CONTROLLER, purposes=(PURPOSE,), data=(NAME,), no_recipients=True, transfer=Answer.NO, decisions=Answer.NO
)
MAIL = t.ContactPoint(key="mail", use=ContactUse.PRIVACY, channel=Channel.EMAIL, value="privacy@proef.nl")
WHOLE_PROVIDER = {
    "provider": msgspec.structs.replace(PROVIDER, dpo_designated=Answer.NO, voice=Voice.TAKEN_OVER),
    "contact_points": (MAIL,),
    "terms": (YEAR,),
    "subject_groups": (t.SubjectGroup(key="klanten", sequence=0, name="klanten"),),
}


def but(item: t.Activity = COMPLETE, **fields) -> t.Activity:
    return msgspec.structs.replace(item, **fields)


def complete(*items: t.Activity, **parts) -> Dossier:
    return make(*(items or (COMPLETE,)), **WHOLE_PROVIDER | parts)


def holes(dossier: Dossier) -> list[str]:
    """The lines of what is missing; none when the section is not there."""
    block = hole_block(facts_of(dossier), dossier.active)
    return texts(block.lines) if block else []


def test_nothing_missing_is_no_section():
    assert "open" not in [item.id for item in page(complete()).sections]
    assert "nog niet" not in html(complete()).replace("nog niet gepubliceerd", "")


def test_what_is_missing_is_said_once_with_whom_to_ask():
    (block,) = section(page(complete(but(role=None))), "open").blocks
    assert isinstance(block, Holes)
    assert texts(block) == [
        "Deze verklaring is nog niet compleet. Nog niet vastgelegd:", "wie verantwoordelijk is voor werk 1",
        "Wilt u dit weten? Vraag het ons.", " Mail ", "privacy@proef.nl", "mailto:privacy@proef.nl", ".",
    ]  # fmt: skip


def test_nobody_to_ask_is_not_asked():
    (block,) = section(page(complete(contact_points=())), "open").blocks
    assert (texts(block.lines), block.ask) == (["hoe u ons bereikt"], ())


NO_OFFICER = but(PROVIDER, voice=Voice.TAKEN_OVER)
NAMELESS = but(NAME, term=None)
NO_START = but(YEAR, start_event=None)


@pytest.mark.parametrize(
    ("item", "parts", "line"),
    [
        (but(role=None), {}, "wie verantwoordelijk is voor werk 1"),
        (but(purposes=()), {"general_bases": (t.GeneralBasis(article=Basis.CONTRACT),)}, "waarvoor: werk 1"),
        (but(purposes=(but(PURPOSE, bases=()),)), {}, "welke reden uit de wet geldt voor werk 1"),
        (but(data=(NAMELESS,)), {"terms": ()}, "hoe lang: werk 1"),
        (but(data=(NAME, NAMELESS)), {}, "hoe lang een deel van de gegevens blijft: werk 1"),
        (COMPLETE, {"terms": (NO_START,)}, "vanaf wanneer deze termijnen tellen: 1 jaar"),
        (but(data=(but(NAME, group=None),)), {}, "van wie de gegevens zijn bij werk 1"),
        (COMPLETE, {"provider": NO_OFFICER}, "of er een functionaris voor gegevensbescherming is"),
        (but(transfer=None), {}, "of gegevens buiten Europa komen"),
        (but(decisions=None), {}, "of computers besluiten over u nemen"),
        (but(no_recipients=False), {}, "met wie wij gegevens delen"),
        (but(data=(but(NAME, origin=()),)), {}, "waar gegevens vandaan komen"),
    ],
)
def test_each_question_that_is_open_is_a_line(item, parts, line):
    assert holes(complete(item, **parts)) == [line]


LINK = t.Disclosure(sequence=0, recipient="post", role=LinkRole.RECIPIENT, transfer=Answer.NO)
PARTY = {"recipients": (t.Recipient(key="post", name="Post"),)}
GENERAL_PURPOSE = {"general_purposes": (t.GeneralPurpose(key="a", sequence=0, name="Leveren"),)}
GENERAL_BASIS = {"general_bases": (t.GeneralBasis(article=Basis.CONTRACT),)}
DPO = but(MAIL, key="fg", use=ContactUse.DPO)


@pytest.mark.parametrize(
    "dossier",
    [
        complete(COMPLETE, but(number="PR-02", purposes=()), **GENERAL_PURPOSE, **GENERAL_BASIS),
        complete(but(data=(NAMELESS,), retention_reason="Dat verschilt")),
        complete(but(data=(NAMELESS,))),
        complete(terms=(but(NO_START, start_not_applicable=True),)),
        complete(terms=(but(NO_START, kind=TermKind.CONTROLLER),)),
        complete(provider=but(NO_OFFICER, dpo_name="Jansen")),
        complete(provider=NO_OFFICER, contact_points=(MAIL, DPO)),
        complete(but(transfer=None, disclosures=(LINK,)), **PARTY),
        complete(but(transfer=None), disclosures=(LINK,), **PARTY),
        complete(but(decisions=None), decisions=t.AutomatedDecisions(takes_decisions=Answer.NO)),
        complete(but(no_recipients=False), sharing=t.SharingPolicy(shares_data=Answer.NO)),
        complete(but(no_recipients=False), **PARTY),
        complete(but(data=(but(NAME, origin=(), origin_detail="het handelsregister"),))),
        complete(but(data=(but(NAME, origin=()),), disclosures=(but(LINK, role=LinkRole.ORIGIN),)), **PARTY),
        complete(but(data=(t.DataRow(sequence=0, group="klanten"), but(NAME, group=None)))),
    ],
)
def test_what_is_recorded_in_another_way_is_no_hole(dossier):
    assert holes(dossier) == []


def test_purposes_of_everything_leave_open_which_is_for_what():
    assert holes(complete(but(purposes=()), **GENERAL_PURPOSE, **GENERAL_BASIS)) == [
        "welk van de genoemde doelen waarvoor geldt"
    ]


def test_who_works_for_others_is_asked_for_no_reasons_and_no_terms():
    theirs = activity(
        role=Role.PROCESSOR, data=(NAMELESS,), no_recipients=True, transfer=Answer.NO, decisions=Answer.NO
    )
    assert holes(complete(but(theirs, data=(but(NAME, term=None),)), terms=())) == []


def test_an_own_register_leaves_out_what_does_not_happen():
    parts = WHOLE_PROVIDER | {"provider": but(PROVIDER, voice=Voice.OWN), "contact_points": ()}
    assert holes(make(activity(role=Role.CONTROLLER, data=(but(NAME, group=None),)), **parts)) == [
        "waarvoor: werk 1", "welke reden uit de wet geldt voor werk 1", "hoe u ons bereikt",
    ]  # fmt: skip


def test_a_text_that_says_two_things_of_the_role_is_one_hole():
    claims = tuple(t.RoleClaim(key=role.value, role=role) for role in (Role.CONTROLLER, Role.PROCESSOR))
    two = "wie verantwoordelijk is: onze tekst zegt dat wij dat zijn, en ook dat wij in opdracht werken"
    made = [
        holes(complete(item, role_claims=known))
        for item, known in ((but(role=None), claims), (but(role=None), claims[1:]), (COMPLETE, claims))
    ]
    assert made == [[two], ["wie verantwoordelijk is voor werk 1"], []]


def test_many_are_counted_among_all_that_stands_above():
    items = [but(number=f"PR-{number:02}", title=f"Werk {number}") for number in range(1, 6)]
    opened = [but(item, role=None) for item in items]
    theirs = but(items[4], role=Role.PROCESSOR)
    nameless = [but(item, data=(NAMELESS,)) for item in items[:4]]
    assert [holes(dossier) for dossier in (
        complete(*opened), complete(*opened[:4], items[4]), complete(*opened[:3], *items[3:]),
        complete(*nameless, theirs),
    )] == [
        ["wie verantwoordelijk is voor alles hierboven"],
        ["wie verantwoordelijk is voor 4 van de 5 onderdelen hierboven"],
        ["wie verantwoordelijk is voor werk 1, werk 2 en werk 3"],
        ["hoe lang: 4 van de 5 onderdelen hierboven"],
    ]  # fmt: skip


def test_a_page_for_a_situation_names_only_its_own_holes():
    items = (but(role=None), but(number="PR-02", title="Werk 2", data=(but(NAME, group="bellers", term=None),)))
    bellers = t.SubjectGroup(key="bellers", sequence=0, name="bellers")
    dossier = complete(*items, subject_groups=(*WHOLE_PROVIDER["subject_groups"], bellers), provider=NO_OFFICER)
    made = situation_page(Edition(dossier=dossier, made_at=MADE), "bellers", "/proef/")
    assert made
    assert [texts(block.lines) for part in made.sections if part.id == "open" for block in part.blocks] == [
        ["hoe lang: werk 2"]
    ]


# Whatever is recorded. Of each question which activities are asked about.


def has_term(dossier: Dossier, item: t.Activity) -> set[bool]:
    terms = {term.key: term for term in dossier.terms if term_words(facts_of(dossier), term)}
    return {bool(row.term in terms or item.retention_reason) for row in item.data if row.name or row.category}


def is_nobodys(item: t.Activity) -> bool:
    people = [row for row in item.data if row.groups and not (row.name or row.category)]
    loose = [row for row in item.data if not row.groups and (row.name or row.category)]
    return not (people and loose) and not (item.data and all(row.groups for row in item.data))


OF_ACTIVITIES: dict[str, Callable[[Dossier, t.Activity], bool]] = {
    "wie verantwoordelijk is voor ": lambda dossier, item: item.role is None,
    "waarvoor: ": lambda dossier, item: not item.for_others and not item.purposes,
    "welke reden uit de wet geldt voor ": lambda dossier, item: (
        not item.for_others and not any(row.bases for row in item.purposes)
    ),
    "hoe lang: ": lambda dossier, item: (
        not item.for_others and not item.retention_reason and True not in has_term(dossier, item)
    ),
    "hoe lang een deel van de gegevens blijft: ": lambda dossier, item: (
        not item.for_others and has_term(dossier, item) == {True, False}
    ),
    "van wie de gegevens zijn bij ": lambda dossier, item: is_nobodys(item) and not dossier.is_own,
}


def rows_of(dossier: Dossier) -> list[t.DataRow]:
    return [row for item in dossier.active for row in item.data]


def links_of(dossier: Dossier) -> list[t.Disclosure]:
    return [*dossier.disclosures, *(row for item in dossier.active for row in item.disclosures)]


OF_PROVIDER: dict[str, Callable[[Dossier], bool]] = {
    "hoe u ons bereikt": lambda dossier: not dossier.is_reachable,
    "of er een functionaris voor gegevensbescherming is": lambda dossier: (
        dossier.provider.dpo_designated is None
        and dossier.provider.dpo_name is None
        and all(point.use != ContactUse.DPO for point in dossier.contact_points)
    ),
    "of gegevens buiten Europa komen": lambda dossier: all(
        row.transfer is None for row in (*dossier.active, *links_of(dossier))
    ),
    "of computers besluiten over u nemen": lambda dossier: (
        dossier.decisions is None and all(item.decisions is None for item in dossier.active)
    ),
    "met wie wij gegevens delen": lambda dossier: (
        dossier.sharing is None and not dossier.recipients and not any(item.no_recipients for item in dossier.active)
    ),
    "waar gegevens vandaan komen": lambda dossier: (
        bool(rows_of(dossier))
        and not any(row.origin for row in rows_of(dossier))
        and not any(row.role == LinkRole.ORIGIN for row in links_of(dossier))
    ),
}
STARTS = re.compile("vanaf wanneer deze termijnen tellen: (.+)")
WHICH = "welk van de genoemde doelen waarvoor geldt"


def questions(dossier: Dossier) -> list[str]:
    """Every question that is said to be open, each as a text of its own."""
    found: list[str] = []
    for line in holes(dossier):
        known = [name for name in OF_PROVIDER if name in line.replace("uw ", "")]
        found += known or line.split("; ")
    return found


@WHOLE
@given(dossiers())
def test_what_is_called_missing_is_missing_and_said_once_in_seven_lines(dossier):
    dossier = msgspec.structs.replace(dossier, provider=msgspec.structs.replace(dossier.provider, address_form=None))
    shown, found = for_customers(dossier), questions(dossier)
    assert len(holes(dossier)) <= 7
    for text in found:
        if starts := STARTS.fullmatch(text):
            lengths = {str(term.period) for term in shown.terms if term.period and not term.start_event}
            assert set(re.split(", | en ", starts[1])) <= lengths
        elif text in OF_PROVIDER:
            assert OF_PROVIDER[text](shown), text
        elif text == WHICH:
            assert not any(item.purposes for item in shown.activities)
            assert not all(item.for_others for item in shown.activities)
        else:
            start = max((name for name in OF_ACTIVITIES if text.startswith(name)), key=len)
            missing = [item.title.lower() for item in shown.activities if OF_ACTIVITIES[start](shown, item)]
            assert re.split(", | en ", text.removeprefix(start)) == missing, text
    asked = [re.sub("(:| voor| bij| van) .*", "", text) for text in found]
    assert sorted(set(asked)) == sorted(asked)


@WHOLE
@given(dossiers())
def test_an_own_register_is_asked_only_what_the_law_asks_of_its_role(dossier):
    provider = msgspec.structs.replace(dossier.provider, voice=Voice.OWN, address_form=None)
    dossier = msgspec.structs.replace(dossier, provider=provider)
    found = " ".join(questions(dossier))
    assert [item.number for item in dossier.active if item.for_others and item.title.lower() in found] == []
    assert set(questions(dossier)) & set(OF_PROVIDER) <= {"hoe u ons bereikt"}
    if all(item.for_others for item in dossier.active):
        assert set(questions(dossier)) <= {"hoe u ons bereikt"}


@WHOLE
@given(dossiers())
def test_no_page_says_more_than_six_times_that_something_is_not_recorded(dossier):
    assert html(dossier).lower().count("nog niet vastgelegd") <= 6


@pytest.mark.django_db
def test_of_the_five_providers_too_no_page_repeats_what_is_missing(five):
    for provider in Provider.objects.all():
        dossier = live_dossier(provider.pk)
        assert html(dossier).lower().count("nog niet vastgelegd") <= 6
        assert 0 < len(holes(dossier)) <= 7
        for people in Situations(facts_of(dossier)).all:
            made = situation_page(Edition(dossier=dossier, made_at=MADE), people.slug, "/")
            assert made is None or " ".join(texts(made.sections)).lower().count("nog niet vastgelegd") <= 1


def test_a_filled_dossier_has_no_holes():
    assert holes(filled()) == []
