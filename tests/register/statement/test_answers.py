"""The six answers of the first layer: what is recorded and nothing else, in whole sentences."""

import re
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.choices import Answer, Channel, ContactUse, RecipientKind
from providers.models import Provider
from register.choices import DataKind, FirstLayer, LinkRole, PurposeType, RightKind, Role, SpecialKind, Status
from register.dossier import for_customers, live_dossier
from register.dossier import types as t
from register.statement import facts_of, proposed_answers
from register.statement.answers import answers
from register.statement.page import Link
from register.statement.retention import term_words
from retention.choices import TermKind, Unit
from tests.register.statement.at_random import WHOLE, a_term, dossiers
from tests.register.statement_help import PROVIDER, activity, make, page

NOTHING = "Dat is nog niet vastgelegd."
RIGHTS = "Volgens de wet kunt u uw gegevens inzien, laten verbeteren en laten verwijderen."
MORE = "De andere termijnen staan hieronder."
NOT_ALL = "Niet voor alles is een termijn vastgelegd."
SLUGS = ("teamtelefoon", "vcare", "vtel", "voips", "telecom-service")


def answered(dossier: t.Dossier) -> dict[FirstLayer, str]:
    """What each question gets for an answer, as text."""
    return {FirstLayer(answer.id): plain(answer.line) for answer in answers(facts_of(dossier))}


def plain(line: Iterable) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in line)


def term(key: str, **fields) -> t.RetentionTerm:
    return t.RetentionTerm(**{"key": key, "sequence": 0, "name": key.capitalize(), **fields})


def row(key: str | None, number: int = 0) -> t.DataRow:
    return t.DataRow(sequence=number, name=f"Gegeven {number}", term=key)


def how_long(*terms: t.RetentionTerm, without: bool = False) -> str:
    """The answer when there are data for each of these terms."""
    keys: list[str | None] = [item.key for item in terms]
    rows = tuple(row(key, number) for number, key in enumerate([*keys, None] if without else keys))
    return answered(make(activity(data=rows), terms=terms))[FirstLayer.HOW_LONG]


def test_six_questions_in_the_order_of_the_law_and_nothing_made_up():
    shown = page(make()).answers
    assert [answer.id for answer in shown] == list(FirstLayer.values)
    assert [plain(answer.line) for answer in shown] == ["Proef.", *[NOTHING] * 4, RIGHTS]


def test_own_words_replace_one_answer_and_leave_the_others():
    own = t.FirstLayerAnswer(question=FirstLayer.WITH_WHOM, text="Met niemand.")
    shown = answered(make(activity(), first_layer=(own,)))
    assert shown == answered(make(activity())) | {FirstLayer.WITH_WHOM: "Met niemand."}


def test_what_is_proposed_to_the_officer_are_the_answers_of_the_page():
    own = t.FirstLayerAnswer(question=FirstLayer.HOW_LONG, text="Zo kort mogelijk.")
    dossier = make(activity(data=(row("logs"),)), terms=(LOGS,))
    proposed = proposed_answers(msgspec.structs.replace(dossier, first_layer=(own,)))
    assert proposed[FirstLayer.HOW_LONG] == answered(dossier)[FirstLayer.HOW_LONG] == "Logs: 6 maanden."
    assert proposed[FirstLayer.WHY] == NOTHING


def test_answers_lead_to_the_reasons_and_to_the_rights():
    links = {answer.id: answer.link for answer in page(make(contact_points=(MAIL,))).answers if answer.link}
    assert links == {"waarom": Link("Alle redenen", "#wat"), "rechten": Link("Doe een verzoek", "#rechten")}


def test_a_request_is_promised_only_where_there_is_a_way_to_do_one():
    assert page(make()).answers[-1].link == Link("Uw rechten", "#rechten")


# Who.


def point(channel: Channel, value: str, use: ContactUse = ContactUse.PRIVACY) -> t.ContactPoint:
    return t.ContactPoint(key=f"{use.value}-{channel.value}", use=use, channel=channel, value=value)


MAIL, PHONE = point(Channel.EMAIL, "privacy@proef.nl"), point(Channel.PHONE, "085 888 4445")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((), "Proef."),
        ((MAIL,), "Proef. Mail privacy@proef.nl."),
        ((PHONE,), "Proef. Bel 085 888 4445."),
        ((MAIL, PHONE), "Proef. Bel 085 888 4445 of mail privacy@proef.nl."),
        ((point(Channel.EMAIL, "info@proef.nl", ContactUse.GENERAL), MAIL), "Proef. Mail privacy@proef.nl."),
        ((point(Channel.EMAIL, "info@proef.nl", ContactUse.SALES),), "Proef."),
        ((point(Channel.DESK, "de balie"),), "Proef."),
    ],
)
def test_who_says_how_to_reach_the_provider(points, said):
    assert answered(make(contact_points=points))[FirstLayer.WHO] == said


def test_who_names_the_companies_and_the_group_they_form():
    entities = tuple(t.LegalEntity(key=key, name=f"{key} B.V.") for key in ("Leek", "Security"))
    provider = msgspec.structs.replace(PROVIDER, group_name="Proef Groep")
    assert [
        answered(make(provider=provider, entities=known))[FirstLayer.WHO] for known in (entities[:1], entities)
    ] == ["Leek B.V.", "Leek B.V. en Security B.V., samen Proef Groep."]


OWN, THEIRS = Role.CONTROLLER, Role.PROCESSOR


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ((OWN, OWN), " Wij zijn verantwoordelijk voor uw gegevens."),
        ((OWN, Role.JOINT), " Wij zijn verantwoordelijk voor uw gegevens."),
        ((OWN, THEIRS), " Wij zijn verantwoordelijk voor uw gegevens, maar in opdracht bij werk 2."),
        ((THEIRS, Role.SUBPROCESSOR), " Wij werken in opdracht van onze klanten: de opdrachtgever beslist."),
        ((OWN, None), " Wij zijn verantwoordelijk bij werk 1."),
        ((THEIRS, None), ""),
        ((None, None), ""),
    ],
)
def test_who_says_no_more_of_a_role_than_is_recorded(roles, said):
    items = (activity(number, role=role) for number, role in enumerate(roles, 1))
    assert answered(make(*items))[FirstLayer.WHO] == f"Proef.{said}"


def test_who_names_on_whose_behalf_the_provider_works():
    item = activity(role=THEIRS, on_behalf_of="De klant van Proef")
    assert (
        answered(make(item))[FirstLayer.WHO]
        == "Proef. Wij werken in opdracht van de klant van Proef: de opdrachtgever beslist."
    )


# What.


def data(name: str, *groups: str, **fields) -> t.DataRow:
    first, *others = groups or (None,)
    return t.DataRow(sequence=0, name=name, group=first, other_groups=tuple(others), **fields)


def groups(*keys: str) -> tuple[t.SubjectGroup, ...]:
    return tuple(t.SubjectGroup(key=key, sequence=0, name=key.capitalize()) for key in keys)


def test_data_stand_with_the_people_they_are_of():
    rows = (data("Naam", "bellers", "klanten"), data("Nummer", "bellers"))
    dossier = make(activity(data=rows), subject_groups=groups("bellers", "klanten", "buren"))
    assert answered(dossier)[FirstLayer.WHAT] == "Van bellers: naam en nummer. Van klanten: naam."


def test_of_many_data_those_that_say_most_are_named_and_special_ones_first():
    words = (
        t.DataCategory(key="zorg", name="Zorg", kind=DataKind.SPECIAL, special_kind=SpecialKind.HEALTH, telling=9),
        t.DataCategory(key="foto", name="Foto", kind=DataKind.ORDINARY, telling=1),
        t.DataCategory(key="naam", name="Naam", kind=DataKind.ORDINARY, telling=3),
        t.DataCategory(key="code", name="Code", kind=DataKind.ORDINARY, telling=8),
    )
    rows = tuple(t.DataRow(sequence=0, category=key) for key in ("code", "naam", "foto", "zorg"))
    dossier = make(activity(data=rows), data_categories=words)
    assert answered(dossier)[FirstLayer.WHAT] == "Onder meer zorg, foto en naam."


def test_lists_that_are_not_tied_to_each_other_say_all_data_of_everybody():
    rows = (*(t.DataRow(sequence=0, group=key) for key in ("bellers", "klanten")), data("Naam"))
    dossier = make(activity(data=rows), subject_groups=groups("bellers", "klanten"))
    assert answered(dossier)[FirstLayer.WHAT] == "Van bellers: naam. Van klanten: naam."


def test_a_condition_of_people_goes_along_and_a_fourth_kind_chooses_below():
    people = (
        msgspec.structs.replace(groups("cliënten")[0], condition="Alleen met een Medido"),
        *groups("bellers", "klanten", "buren"),
    )
    rows = tuple(data("Naam", group.key) for group in people)
    assert answered(make(activity(data=rows), subject_groups=people))[FirstLayer.WHAT] == (
        "Van cliënten (alleen met een Medido): naam. Van bellers: naam. Van klanten: naam. "
        "En van anderen: kies hieronder uw situatie."
    )


# Why.


def purpose(name: str, **fields) -> t.PurposeRow:
    return t.PurposeRow(key=name, sequence=0, name=name, **fields)


def test_short_purposes_are_named_and_the_others_counted():
    names = ("Diensten leveren op het gebied van bellen en internet", "Facturatie", "Support", "Statistiek", "Beheer")
    dossier = make(activity(purposes=tuple(map(purpose, names))))
    assert answered(dossier)[FirstLayer.WHY] == "Voor facturatie, support, statistiek en 2 andere doelen."


def test_a_purpose_keeps_its_condition():
    dossier = make(activity(purposes=(purpose("Bellen", condition="Als dat nodig is"),)))
    assert answered(dossier)[FirstLayer.WHY] == "Voor bellen (als dat nodig is)."


def test_purposes_of_everything_are_purposes():
    general = t.GeneralPurpose(key="a", sequence=0, name="Diensten leveren")
    dossier = make(activity(purposes=(purpose("Support"),)), general_purposes=(general,))
    assert answered(dossier)[FirstLayer.WHY] == "Voor support en diensten leveren."


@pytest.mark.parametrize("kind", [PurposeType.MARKETING, PurposeType.NEWSLETTER])
def test_advertising_is_never_among_the_counted_ones(kind):
    names = ("Facturatie", "Support", "Statistiek", "Beheer", "Een folder sturen met al ons nieuws en aanbod")
    rows = tuple(purpose(name, purpose="reclame" if name.startswith("Een") else None) for name in names)
    words = (t.Purpose(key="reclame", name="Reclame", type=kind),)
    made = answered(make(activity(purposes=rows), purposes=words))[FirstLayer.WHY]
    assert made == "Voor facturatie, support, een folder sturen met al ons nieuws en aanbod en 2 andere doelen."


# How long.

LOGS = term("logs", kind=TermKind.PERIOD, amount=6, unit=Unit.MONTH)
CALLS = term("gesprekken", kind=TermKind.PERIOD, amount=6, unit=Unit.MONTH)
BACKUPS = term("back-ups", kind=TermKind.PERIOD, amount=31, unit=Unit.DAY, is_maximum=True)
INVOICES = term("facturen", kind=TermKind.PERIOD, amount=7, unit=Unit.YEAR, start_event="na opzegging")
ARCHIVE = term("archief", kind=TermKind.NO_END)
TYPED_ARCHIVE = term("archief", kind=TermKind.EVENT, end_event="onbeperkt")
CUSTOMERS = term("klanten", kind=TermKind.CRITERION, criterion="zolang u klant bent")
CHOICE = term("opnamen", kind=TermKind.RANGE, amount=365, unit=Unit.DAY, minimum_amount=0, minimum_unit=Unit.DAY)
OTHERS = term("video", kind=TermKind.CONTROLLER)
VAGUE = term("overig", kind=TermKind.FORMULA, criterion="niet langer dan nodig")
COMPLAINTS = t.TermException(sequence=1, condition="bij een klacht", amount=1, unit=Unit.YEAR)
SPAN = "Van ten hoogste 31 dagen (back-ups) tot 7 jaar na opzegging (facturen)."
RULE = "Overig: geen eigen termijn, alleen een algemene regel: niet langer dan nodig."


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ((LOGS,), "Logs: 6 maanden."),
        ((INVOICES, BACKUPS), SPAN),
        ((INVOICES, LOGS, BACKUPS), f"{SPAN} {MORE}"),
        ((LOGS, CALLS), "Logs en gesprekken: 6 maanden."),
        ((LOGS, CUSTOMERS), "Logs: 6 maanden. Klanten: zolang u klant bent."),
        ((CUSTOMERS, LOGS), "Logs: 6 maanden. Klanten: zolang u klant bent."),
        ((LOGS, INVOICES, ARCHIVE), "Archief: zonder einde. Van 6 maanden (logs) tot 7 jaar na opzegging (facturen)."),
        ((LOGS, TYPED_ARCHIVE), "Archief: onbeperkt. Logs: 6 maanden."),
        ((CHOICE, LOGS), "Logs: 6 maanden. Opnamen: naar keuze: 0 tot 365 dagen."),
        ((OTHERS, CUSTOMERS), f"Video: de verantwoordelijke organisatie bepaalt dit. {MORE}"),
        ((VAGUE,), RULE),
        ((VAGUE, INVOICES), f"Facturen: 7 jaar na opzegging. {RULE}"),
    ],
)
def test_recorded_terms_from_the_shortest_to_the_longest_and_no_end_first(terms, said):
    assert how_long(*terms) == said
    assert how_long(*terms, without=True) == f"{said} {NOT_ALL}"


def test_a_case_in_which_something_else_holds_goes_along():
    assert (
        how_long(msgspec.structs.replace(LOGS, exceptions=(COMPLAINTS,))) == "Logs: 6 maanden, bij een klacht 1 jaar."
    )


def test_a_reason_why_there_is_no_term_is_no_hole():
    item = activity(1, data=(row(None),), retention_reason="Dat verschilt")
    dossier = make(item, activity(2, data=(row("logs"),)), terms=(LOGS,))
    assert answered(dossier)[FirstLayer.HOW_LONG] == "Logs: 6 maanden."


def test_a_length_that_no_row_uses_is_not_called_open():
    empty = term("leeg")
    made = [
        answered(make(activity(data=(row(key),)), terms=(empty, LOGS)))[FirstLayer.HOW_LONG] for key in (None, "leeg")
    ]
    assert made == [f"Logs: 6 maanden. {NOT_ALL}", "Logs: 6 maanden."]


def test_a_term_of_everything_is_among_the_shortest_and_the_longest_and_a_rule_is_not():
    dossier = make(activity(data=(row("logs"),)), terms=(VAGUE, INVOICES, LOGS))
    assert answered(dossier)[FirstLayer.HOW_LONG] == "Van 6 maanden (logs) tot 7 jaar na opzegging (facturen)."


# With whom.


def link(recipient: str, role: LinkRole = LinkRole.RECIPIENT, **fields) -> t.Disclosure:
    return t.Disclosure(sequence=1, recipient=recipient, role=role, **fields)


PARTIES = (
    t.Recipient(key="google", name="Google", kind=RecipientKind.COMPANY),
    t.Recipient(key="meldkamer", name="Meldkamers", kind=RecipientKind.CATEGORY),
    t.Recipient(key="post", name="Post"),
    t.Recipient(key="bank", name="Bank"),
)


def with_whom(*links: t.Disclosure, **parts) -> str:
    return answered(make(activity(), disclosures=links, recipients=PARTIES, **parts))[FirstLayer.WITH_WHOM]


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([("google", None), ("meldkamer", "bij een alarm")], "Met Google en meldkamers (bij een alarm)."),
        ([("meldkamer", "bij een alarm"), ("meldkamer", "op verzoek")], "Met meldkamers (bij een alarm; op verzoek)."),
        ([("meldkamer", "bij een alarm"), ("meldkamer", None)], "Met meldkamers."),
        ([("google", None), ("post", None), ("bank", None), ("meldkamer", None)], "Met Google, Post en 2 andere."),
    ],
)
def test_who_receives_data_keeps_the_condition(links, said):
    assert with_whom(*(link(key, condition=text) for key, text in links)) == said


def test_who_delivers_data_is_no_recipient():
    assert with_whom(link("google", LinkRole.ORIGIN), link("post", LinkRole.PROCESSOR)) == "Met Post."
    assert with_whom(link("google", LinkRole.ORIGIN)) == NOTHING


def test_a_recipient_that_gets_nothing_any_more_is_not_named():
    ended = activity(2, status=Status.ENDED, disclosures=(link("bank"),))
    dossier = make(activity(disclosures=(link("post"),)), ended, recipients=PARTIES)
    assert answered(dossier)[FirstLayer.WITH_WHOM] == "Met Post."


def test_nobody_is_said_only_when_that_holds_for_everything():
    none = [activity(number, no_recipients=True) for number in (1, 2)]
    assert answered(make(*none))[FirstLayer.WITH_WHOM] == "Met niemand."
    assert answered(make(none[0], activity(2)))[FirstLayer.WITH_WHOM] == "Niet met anderen bij werk 1."


ORDER = "op bevel van de rechter"


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ({"sells_data": Answer.NO}, "Wij verkopen uw gegevens niet."),
        ({"sells_data": Answer.YES}, "Wij verkopen uw gegevens."),
        (
            {"sells_data": Answer.NO, "sells_condition": "Tenzij u vooraf toestemt"},
            "Wij verkopen uw gegevens niet, tenzij u vooraf toestemt.",
        ),
        ({"grounds": ORDER}, f"Wij delen alleen: {ORDER}."),
        ({"grounds": f"{ORDER}\nbij fraude\nbij nood"}, "Wij delen alleen in 3 gevallen."),
        ({"shares_data": Answer.NO}, "Wij delen uw gegevens niet met anderen."),
        ({"shares_data": Answer.YES}, "Wij delen uw gegevens met anderen."),
        ({"consent_first": Answer.YES}, "Wij geven geen gegevens aan anderen als u dat niet vooraf goedvindt."),
    ],
)
def test_the_policy_answers_with_whom(policy, said):
    assert with_whom(sharing=t.SharingPolicy(**policy)) == said


def test_cases_in_which_data_are_shared_are_not_denied_in_the_same_breath():
    none = activity(no_recipients=True)
    policy = t.SharingPolicy(sells_data=Answer.YES, shares_data=Answer.NO, grounds=ORDER)
    made = answered(make(none, sharing=policy))[FirstLayer.WITH_WHOM]
    assert made == f"Wij verkopen uw gegevens. Wij delen alleen: {ORDER}."


# Rights.


def test_rights_that_the_provider_promises_are_named_and_else_those_of_the_law():
    promised = (
        t.StatedRight(right=RightKind.PORTABILITY),
        t.StatedRight(right=RightKind.ACCESS, stated=Answer.YES),
        t.StatedRight(right=RightKind.ERASURE, stated=Answer.NO),
    )
    assert answered(make(rights=promised))[FirstLayer.RIGHTS] == "Uw gegevens inzien en meenemen, en meer."
    assert answered(make(rights=promised[2:]))[FirstLayer.RIGHTS] == RIGHTS


# Whatever is recorded.

BROKEN = re.compile(r"\bNone\b|: *[.;](?:\s|$)|: *$|\.\.|;\.|,\.|\(\)")


@pytest.mark.parametrize("question", [FirstLayer.WHAT, FirstLayer.WHY, FirstLayer.WITH_WHOM])
def test_a_name_of_stops_alone_is_no_word_of_a_list(question):
    item = activity(purposes=(purpose("."),), data=(data("."),), disclosures=(link("punt"),))
    dossier = make(item, recipients=(t.Recipient(key="punt", name="."),))
    assert answered(dossier)[question] == NOTHING


def receivers(dossier: t.Dossier) -> dict[str, list[t.Disclosure]]:
    """The links of each party that an active activity or the provider itself has."""
    found: dict[str, list[t.Disclosure]] = {}
    for row in (*dossier.disclosures, *(row for item in dossier.active for row in item.disclosures)):
        found.setdefault(row.recipient, []).append(row)
    return found


@WHOLE
@given(dossiers())
def test_every_answer_is_there_and_has_no_hole_in_it(dossier):
    made = answered(dossier)
    assert list(made) == list(FirstLayer)
    assert [said for said in made.values() if not said.strip() or BROKEN.search(said)] == []


def recorded(dossier: t.Dossier) -> set[FirstLayer]:
    """The questions about which something is recorded that concerns customers."""
    shown = for_customers(dossier)
    found = {
        FirstLayer.WHAT: any(row.name or row.category for item in shown.activities for row in item.data),
        FirstLayer.WHY: bool(shown.general_purposes) or any(item.purposes for item in shown.activities),
        FirstLayer.HOW_LONG: any(term_words(facts_of(dossier), term) for term in shown.terms),
        FirstLayer.WITH_WHOM: any(row.role != LinkRole.ORIGIN for rows in receivers(shown).values() for row in rows)
        or any(item.no_recipients for item in shown.activities)
        or bool(shown.sharing and shown.sharing != t.SharingPolicy()),
    }
    return {question for question, is_there in found.items() if is_there} | {FirstLayer.WHO, FirstLayer.RIGHTS}


@WHOLE
@given(dossiers())
def test_an_answer_says_that_nothing_is_recorded_exactly_where_that_is_so(dossier):
    made = answered(dossier)
    assert {question for question in made if made[question] != NOTHING} == recorded(dossier)


PLACES = {"a": "Adam", "b": "Bram", "c": "Cor"}


@WHOLE
@given(dossiers())
def test_a_party_keeps_its_condition_and_who_delivers_is_no_recipient(dossier):
    parties = tuple(t.Recipient(key=row.key, name=PLACES[row.key]) for row in dossier.recipients)
    # What somebody typed may hold any word.
    made = answered(msgspec.structs.replace(dossier, recipients=parties, sharing=None))[FirstLayer.WITH_WHOM]
    links = receivers(dossier)
    for key, name in PLACES.items():
        theirs = [row for row in links.get(key, []) if row.role != LinkRole.ORIGIN]
        assert theirs or name not in made
        if theirs and all(row.condition for row in theirs) and name in made:
            assert f"{name} (" in made


WORDS = st.sampled_from(["zolang u klant bent", "opzegging", "na opzegging", "onbeperkt", "niet langer dan nodig"])
NAMES = ("Alfa", "Bravo", "Charlie", "Delta")


@st.composite
def with_terms(draw) -> t.Dossier:
    """Terms with names that stand in no other word, some of them used."""
    terms = tuple(
        msgspec.structs.replace(draw(a_term(name, WORDS)), name=name)
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True))
    )
    keys = [None, *(term.key for term in terms)]
    rows = draw(st.lists(st.builds(row, st.sampled_from(keys)), max_size=5).map(tuple))
    reason = draw(st.none() | st.just("Dat verschilt"))
    return make(activity(data=rows, retention_reason=reason), terms=terms)


@WHOLE
@given(with_terms())
def test_how_long_says_the_words_of_recorded_terms_from_shortest_to_longest(dossier):
    facts, said = facts_of(dossier), answered(dossier)[FirstLayer.HOW_LONG]
    words = {term: term_words(facts, term) for term in dossier.terms}
    lengths = [(term.period.days, term) for term in dossier.terms if term.is_fixed]
    if span := re.search(r"Van (.+?) \((\w+)\) tot (.+?) \((\w+)\)\.", said):
        ends = {term.name: (days, words[term]) for days, term in lengths}
        short, long = (ends[span[number].capitalize()] for number in (2, 4))
        assert (short[1], long[1]) == (span[1], span[3])
        assert short[0] == min(days for days, _ in lengths)
        assert long[0] == max(days for days, _ in lengths)
        said = said.replace(span[0], "")
    assert left_of(said, words) == ""
    if endless := [term for term in dossier.terms if term.has_no_end]:
        assert answered(dossier)[FirstLayer.HOW_LONG].startswith(tuple(f"{term.name}: " for term in endless))


def left_of(said: str, words: dict[t.RetentionTerm, str]) -> str:
    """What an answer says beside recorded terms under their names and the sentences that name none."""
    for fixed in (MORE, NOT_ALL, NOTHING):
        said = said.replace(fixed, "")
    for text in sorted(set(words.values()), key=len, reverse=True):
        alike = "|".join(term.name for term, own in words.items() if own == text)
        said = re.sub(rf"(?:(?:{alike})(?:, | en |: ))+{re.escape(text)}\.", "", said, flags=re.IGNORECASE)
    return said.strip()


@pytest.mark.django_db
def test_the_five_providers_are_answered_from_their_facts(five):
    found = {item.slug: live_dossier(item.pk) for item in Provider.objects.filter(slug__in=SLUGS)}
    assert sorted(found) == sorted(SLUGS)
    for dossier in found.values():
        made = answered(msgspec.structs.replace(dossier, first_layer=()))
        assert [said for said in made.values() if BROKEN.search(said)] == []
        assert {question for question in made if made[question] != NOTHING} == recorded(dossier)
        assert made[FirstLayer.WHO].startswith(dossier.entities[0].name if dossier.entities else dossier.provider.name)
        deliver = {
            row.name
            for row in dossier.recipients
            if {r.role for r in receivers(dossier).get(row.key, [])} == {LinkRole.ORIGIN}
        }
        assert [name for name in deliver if name in made[FirstLayer.WITH_WHOM]] == []
