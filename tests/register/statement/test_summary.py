"""The six answers of the first layer, proposed from the facts."""

import re

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from register.statement.summary import proposals

from providers.choices import AddressForm, Answer, RecipientKind
from providers.models import Provider
from register.brevity import is_brief
from register.choices import DataKind, FirstLayer, LinkRole, Role, Status
from register.dossier import live_dossier
from register.dossier import types as t
from register.statement.address_form import Say
from register.statement.facts import Facts
from retention.choices import TermKind, Unit
from tests.register.statement_help import PROVIDER, activity, make, page

NOTHING = "Hierover staat nog niets vast."
ELSEWHERE = "Dat staat hieronder op deze pagina."
RIGHTS = "Uw gegevens inzien, verbeteren, laten verwijderen of meenemen."
ONLY_BELOW = "Wij delen uw gegevens alleen in de gevallen die hieronder staan."
MORE = "De andere termijnen staan hieronder."
MORE_AND_NONE = "De andere termijnen staan hieronder; sommige gegevens hebben er nog geen."
OTHERS = "Voor andere gegevens staat dat nog niet vast."

# Read aloud beside the five texts; six answers each, in the order of the questions.
FIVE = {
    "teamtelefoon": (
        "Bij 2 van de 9 verwerkingen is dat TeamTelefoon. Bij 7 staat dat nog niet vast.",
        (
            "Gespreksinformatie, telefoonnummer, opgevraagde pagina’s van de dienst (URL), gebruiksgegevens, "
            "gebruikersnaam, foto en nog 15 andere."
        ),
        (
            "Hiervoor: bereikbaarheid, doorschakelingen, chatfunctionaliteit, support, berichten vanuit het "
            "Medido-platform afleveren, controle en nog 10 andere."
        ),
        (
            "Persoonsgegevens: ten hoogste 1 maand na opzegging; administratieve gegevens (facturatie): ten hoogste "
            f"10 jaar. {MORE_AND_NONE}"
        ),
        ONLY_BELOW,
        RIGHTS,
    ),
    "vcare": (
        "Bij 2 van de 9 verwerkingen is dat uw organisatie. Bij 7 staat dat nog niet vast.",
        "Verkeersgegevens, telefoonnummer, geslacht, e-mailadres, IP-adres, beeld- en geluidsopname en nog 13 andere.",
        (
            "Hiervoor: facturering daarvan, verzenden van nieuwsbrief en/of reclamefolder, statistische en "
            "trendgegevens, optimalisatie van de dienstverlening, standaard rapportages en nog 9 andere."
        ),
        f"Voice/Beeldlogging: de verantwoordelijke organisatie bepaalt dit; rapportage: 400 dagen. {MORE_AND_NONE}",
        ONLY_BELOW,
        RIGHTS,
    ),
    "vtel": (
        "Bij 2 van de 9 verwerkingen is dat uw organisatie. Bij 7 staat dat nog niet vast.",
        (
            "Belgedrag, telefoniegegevens, verkeersgegevens, telefoonnummer, e-mailadres, opname van een gesprek "
            "en nog 17 andere."
        ),
        (
            "Hiervoor: het uitvoeren van de overeenkomst, correct informeren over uw netwerk, optimaliseren van de "
            "dienstverlening, bellen naar het alarmnummer 112 en nog 10 andere."
        ),
        f"Voicelogging: de verantwoordelijke organisatie bepaalt dit; Rapportage: 2 jaar. {MORE_AND_NONE}",
        ONLY_BELOW,
        RIGHTS,
    ),
    "voips": (
        "Bij alles wat hieronder staat, is de rol van Voips nog niet vastgelegd.",
        (
            "Verkeersgegevens, telefoonnummer, e-mailadres, naam, technische identificatiegegevens, IMEI-nummer "
            "en nog 17 andere."
        ),
        (
            "Hiervoor: statistieken van websitebezoek bijhouden, terugkoppeling verzorgen, telefoonverkeer over ons "
            "netwerk vervoeren, inzage voor klant, facturatie, inventarisatie oorzaak en nog 9 andere."
        ),
        f"Boekhouding: 7 jaar; overige diensten: eigen bewaartermijn, afhankelijk van de oplossing. {MORE_AND_NONE}",
        "Wij verkopen je gegevens niet. Delen doen wij alleen in de gevallen die hieronder staan.",
        "Je gegevens inzien, verbeteren, laten verwijderen of meenemen.",
    ),
    "telecom-service": (
        "Bij 2 van de 14 verwerkingen is dat uw organisatie. Bij 12 staat dat nog niet vast.",
        "Naam, telefoonnummer, gespreksinformatie, e-mailadres, werkgever of bedrijfsnaam, rijgedrag en nog 37 andere.",
        (
            "Hiervoor: communicatiedoeleinden, commerciële doeleinden, inventaris van hardwaregegevens op klantniveau, "
            "kunnen uitvoeren van camerabewaking en nog 16 andere."
        ),
        NOTHING,
        (
            "Afhankelijk van de dienst: met meldkamers, andere centrale, Regionale Alarm Centra, aanbieders van "
            "(cloud) zorgalarmeringssystemen, aanbieders van mobiele telefonie diensten en nog 9 andere."
        ),
        RIGHTS,
    ),
}


def proposed(dossier: t.Dossier) -> dict[FirstLayer, str]:
    return proposals(Facts(dossier, Say.to_readers_of(dossier.provider.address_form)))


def term(key: str, **fields) -> t.RetentionTerm:
    return t.RetentionTerm(**{"key": key, "sequence": 0, "name": key.capitalize(), **fields})


def row(key: str | None, number: int = 0) -> t.DataRow:
    return t.DataRow(sequence=number, name=f"Gegeven {number}", term=key)


@pytest.mark.django_db
def test_the_five_providers_answer_in_brief_and_true(five):
    found = {item.slug: proposed(live_dossier(item.pk)) for item in Provider.objects.filter(slug__in=FIVE)}
    assert {slug: tuple(answers.values()) for slug, answers in found.items()} == FIVE
    assert all(list(answers) == list(FirstLayer) for answers in found.values())
    assert [text for texts in FIVE.values() for text in texts if not is_brief(text)] == []


def test_the_term_used_most_comes_before_the_longest():
    terms = (
        term("logs", amount=6, unit=Unit.MONTH),
        term("facturen", amount=7, unit=Unit.YEAR),
        term("back-ups", amount=31, unit=Unit.DAY),
    )
    rows = (row("facturen", 1), row("logs", 2), row("logs", 3), row("back-ups", 4))
    made = proposed(make(activity(data=rows), terms=terms))
    assert made[FirstLayer.HOW_LONG] == f"Logs: 6 maanden; facturen: 7 jaar. {MORE}"


def test_data_without_a_term_are_not_hidden_behind_those_that_have_one():
    terms = (term("logs", amount=6, unit=Unit.MONTH),)
    made = proposed(make(activity(data=(row("logs", 1), row(None, 2))), terms=terms))
    assert made[FirstLayer.HOW_LONG] == f"Logs: 6 maanden. {OTHERS}"


def test_a_term_that_somebody_else_decides_may_be_the_one_used_most():
    terms = (term("opnamen", kind=TermKind.CONTROLLER), term("logs", amount=6, unit=Unit.MONTH))
    rows = (row("opnamen", 1), row("opnamen", 2), row("logs", 3))
    made = proposed(make(activity(data=rows), terms=terms))
    assert made[FirstLayer.HOW_LONG] == "Opnamen: de verantwoordelijke organisatie bepaalt dit. Logs: 6 maanden."


LOGS = term("logs", kind=TermKind.PERIOD, amount=6, unit=Unit.MONTH)
INVOICES = term("facturen", kind=TermKind.PERIOD, amount=7, unit=Unit.YEAR)
ARCHIVE = term("archief", kind=TermKind.NO_END)
TYPED_ARCHIVE = term("archief", kind=TermKind.EVENT, end_event="onbeperkt")
CUSTOMERS = term("klanten", kind=TermKind.CRITERION, criterion="zolang u klant bent")
CALLS = term("opnamen", kind=TermKind.RANGE, amount=365, unit=Unit.DAY, minimum_amount=0, minimum_unit=Unit.DAY)
VAGUE = term("overig", kind=TermKind.FORMULA, criterion="niet langer dan nodig")
COMPLAINTS = t.TermException(sequence=1, condition="bij een klacht", amount=1, unit=Unit.YEAR)


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ((LOGS, INVOICES, ARCHIVE), f"Logs: 6 maanden; archief: zonder einde. {MORE}"),
        ((LOGS, INVOICES, TYPED_ARCHIVE), f"Logs: 6 maanden; archief: onbeperkt. {MORE}"),
        ((LOGS, CUSTOMERS), "Logs: 6 maanden. Klanten: zolang u klant bent."),
        ((CUSTOMERS, LOGS), "Klanten: zolang u klant bent. Logs: 6 maanden."),
        ((CALLS, LOGS), "Opnamen: naar keuze: 0 tot 365 dagen. Logs: 6 maanden."),
        (
            (VAGUE, INVOICES),
            "Facturen: 7 jaar. Overig: geen eigen termijn, alleen een algemene regel: niet langer dan nodig.",
        ),
        ((VAGUE,), "Overig: geen eigen termijn, alleen een algemene regel: niet langer dan nodig."),
        ((VAGUE, LOGS, INVOICES), f"Logs: 6 maanden; facturen: 7 jaar. {MORE_AND_NONE}"),
        ((LOGS, INVOICES, CUSTOMERS), f"Logs: 6 maanden; facturen: 7 jaar. {MORE}"),
    ],
)
def test_recorded_terms_are_never_called_open_and_nothing_lasts_longer_than_what_has_no_end(terms, text):
    rows = tuple(row(item.key, number) for number, item in enumerate(terms))
    assert proposed(make(activity(data=rows), terms=terms))[FirstLayer.HOW_LONG] == text


def test_what_fits_no_answer_is_said_without_a_number_as_the_longest():
    long = " ".join(["woord"] * 30)
    only = msgspec.structs.replace(LOGS, name=long)
    made = [
        proposed(make(activity(data=(row("logs"),)), terms=(msgspec.structs.replace(only, **more),)))[
            FirstLayer.HOW_LONG
        ]
        for more in ({}, {"exceptions": (COMPLAINTS,)}, {"kind": TermKind.RANGE})
    ]
    assert made == ["Ten hoogste 6 maanden.", ELSEWHERE, ELSEWHERE]


def test_a_term_that_no_row_uses_is_not_called_open():
    made = proposed(make(activity(data=(row("logs", 1), row(None, 2))), terms=(LOGS, INVOICES)))
    assert made[FirstLayer.HOW_LONG] == f"Logs: 6 maanden; facturen: 7 jaar. {OTHERS}"


def test_long_purposes_are_counted_and_short_ones_named():
    names = ("Diensten leveren op het gebied van bellen en internet", "Facturatie", "Support")
    purposes = tuple(t.PurposeRow(key=name[:3], sequence=1, name=name) for name in names)
    made = proposed(make(activity(purposes=purposes)))
    assert made[FirstLayer.WHY] == "Hiervoor: facturatie, support en nog 1 andere."


def test_a_recipient_that_gets_nothing_any_more_is_not_named():
    link = t.Disclosure(sequence=1, recipient="post", role=LinkRole.RECIPIENT)
    recipients = (t.Recipient(key="post", name="Post"), t.Recipient(key="bank", name="Bank"))
    ended = activity(
        2, status=Status.ENDED, disclosures=(t.Disclosure(sequence=1, recipient="bank", role=LinkRole.RECIPIENT),)
    )
    made = proposed(make(activity(disclosures=(link,)), ended, recipients=recipients))
    assert made[FirstLayer.WITH_WHOM] == "Met Post."


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([("google", None), ("meldkamer", "bij een alarm")], "Met Google en meldkamers (bij een alarm)."),
        ([("meldkamer", "bij een alarm"), ("meldkamer", "op verzoek")], "Met meldkamers (bij een alarm; op verzoek)."),
        ([("meldkamer", "bij een alarm"), ("meldkamer", None)], "Met meldkamers."),
    ],
)
def test_who_receives_data_keeps_the_condition(links, said):
    rows = tuple(
        t.Disclosure(sequence=1, recipient=key, role=LinkRole.RECIPIENT, condition=text) for key, text in links
    )
    parties = (
        t.Recipient(key="google", name="Google", kind=RecipientKind.COMPANY),
        t.Recipient(key="meldkamer", name="Meldkamers", kind=RecipientKind.CATEGORY),
    )
    assert proposed(make(disclosures=rows, recipients=parties))[FirstLayer.WITH_WHOM] == said


def test_with_whom_depends_on_the_service_when_only_some_activities_name_somebody():
    link = t.Disclosure(sequence=1, recipient="post", role=LinkRole.RECIPIENT)
    dossier = make(activity(1, disclosures=(link,)), activity(2), recipients=(t.Recipient(key="post", name="Post"),))
    assert proposed(dossier)[FirstLayer.WITH_WHOM] == "Afhankelijk van de dienst: met Post."


def test_what_is_recorded_but_too_long_is_said_to_be_below():
    long = " ".join(["woord"] * 30)
    purposes = (t.PurposeRow(key="a", sequence=1, name=long),)
    made = proposed(make(activity(purposes=purposes, data=(t.DataRow(sequence=1, name=long),))))
    assert (made[FirstLayer.WHY], made[FirstLayer.WHAT]) == (ELSEWHERE, ELSEWHERE)


TEXT = st.one_of(
    st.text(st.characters(exclude_characters=":;", exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.lists(st.sampled_from(["B.V.", "Bel.", "Wie?", "iets", "Nu!", "{0}", "a,", "AVG"]), min_size=1, max_size=40).map(
        " ".join
    ),
).filter(str.strip)
KEYS = st.sampled_from(["a", "b", "c"])
CATEGORY = st.builds(t.DataCategory, key=KEYS, name=TEXT, kind=st.sampled_from(DataKind))
TERM = st.builds(
    t.RetentionTerm,
    key=KEYS,
    sequence=st.just(1),
    name=TEXT,
    kind=st.none() | st.sampled_from(TermKind),
    amount=st.none() | st.integers(1, 10**6),
    unit=st.none() | st.sampled_from(Unit),
    start_event=st.none() | TEXT,
    end_event=st.none() | TEXT,
    criterion=st.none() | TEXT,
    minimum_amount=st.none() | st.integers(0, 10),
    minimum_unit=st.none() | st.sampled_from(Unit),
    chosen_by=st.none() | TEXT,
    is_maximum=st.booleans(),
)
ACTIVITY = st.builds(
    t.Activity,
    number=st.sampled_from(["PR-01", "PR-02"]),
    title=TEXT,
    role=st.none() | st.sampled_from(Role),
    status=st.sampled_from(Status),
    purposes=st.lists(st.builds(t.PurposeRow, key=KEYS, sequence=st.just(1), name=TEXT), max_size=4).map(tuple),
    data=st.lists(
        st.builds(
            t.DataRow, sequence=st.just(1), name=st.none() | TEXT, category=st.none() | KEYS, term=st.none() | KEYS
        ),
        max_size=4,
    ).map(tuple),
    disclosures=st.lists(
        st.builds(t.Disclosure, sequence=st.just(1), recipient=KEYS, role=st.sampled_from(LinkRole)), max_size=4
    ).map(tuple),
)
DOSSIER = st.builds(
    t.Dossier,
    provider=st.builds(
        t.Provider,
        slug=st.just("proef"),
        prefix=st.just("PR"),
        name=TEXT,
        address_form=st.none() | st.sampled_from(AddressForm),
    ),
    activities=st.lists(ACTIVITY, max_size=5).map(tuple),
    data_categories=st.lists(CATEGORY, max_size=3).map(tuple),
    terms=st.lists(TERM, max_size=3).map(tuple),
    recipients=st.lists(st.builds(t.Recipient, key=KEYS, name=TEXT), max_size=3).map(tuple),
    sharing=st.none()
    | st.builds(
        t.SharingPolicy,
        sells_data=st.none() | st.sampled_from(Answer),
        shares_data=st.none() | st.sampled_from(Answer),
        grounds=st.none() | TEXT,
    ),
)


@settings(max_examples=150, deadline=None)
@given(DOSSIER)
def test_whatever_is_recorded_a_proposal_is_brief_and_has_no_hole(dossier):
    # Somebody may have typed the word by which the test knows a hole.
    assume("'None'" not in repr(dossier))
    made = proposed(dossier)
    assert list(made) == list(FirstLayer)
    for text in made.values():
        assert is_brief(text), text
        assert text.strip(), text
        assert not re.search(r"\bNone\b|: *[.;](?:\s|$)|: *$", text), text


@pytest.mark.parametrize("question", [FirstLayer.WHY, FirstLayer.WITH_WHOM])
def test_a_name_of_stops_alone_is_no_word_of_a_list(question):
    purpose, link = (
        t.PurposeRow(key="a", sequence=1, name="."),
        t.Disclosure(sequence=1, recipient="a", role="ontvanger"),
    )
    dossier = make(activity(1, purposes=(purpose,), disclosures=(link,)), recipients=(t.Recipient(key="a", name="."),))
    assert proposed(dossier)[question] == NOTHING


def test_own_words_replace_one_answer_and_leave_the_others():
    own = t.FirstLayerAnswer(question=FirstLayer.WITH_WHOM, text="Met niemand.")
    shown = [answer.text for answer in page(make(activity(), provider=PROVIDER, first_layer=(own,))).answers]
    plain = [answer.text for answer in page(make(activity(), provider=PROVIDER)).answers]
    assert shown == [*plain[:4], "Met niemand.", plain[5]]
