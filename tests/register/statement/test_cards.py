"""A card per activity: what happens, and only what is different from what holds for all."""

import msgspec
import pytest

from providers.choices import Answer, RecipientKind
from register.choices import Basis, DataKind, DataOrigin, LinkRole, Role, Section, SpecialException, SpecialKind, Status
from register.dossier import Dossier
from register.dossier import types as t
from register.statement.page import Card, Details, Prose, Rows, Situation, Statement
from retention.choices import TermKind, Unit
from tests.register.statement_help import activity, html, make, page, section, text, texts

GROUPS = tuple(t.SubjectGroup(key=key, sequence=0, name=key.capitalize()) for key in ("gebruikers", "bellers"))
GROUP = {"subject_groups": GROUPS}


def cards(made: Statement) -> list[Card]:
    """The cards on a page, under whatever heading."""
    blocks = section(made, "wat").blocks
    return [card for block in blocks if isinstance(block, Situation) for card in block.cards]


def shown(*items: t.Activity, **parts) -> list[dict[str, list[str]]]:
    """What each card tells under “verhaal”, and each of its labels, closed ones too, with the texts there."""
    return [said(card) for card in cards(page(make(*items, **parts)))]


def said(card: Card) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in card.blocks:
        if isinstance(block, Prose):
            found["verhaal"] = texts(block.lines)
        for inner in block.blocks if isinstance(block, Details) else (block,):
            found |= {row.label: texts(row.lines) for row in inner.rows} if isinstance(inner, Rows) else {}
    return found


def purpose(name: str, *articles: Basis, **fields) -> t.PurposeRow:
    bases = tuple(t.LegalBasis(article=article) for article in articles)
    return t.PurposeRow(**{"key": name, "sequence": 0, "name": name, "bases": bases, **fields})


def data(name: str, *groups: str, **fields) -> t.DataRow:
    first, *others = groups or (None,)
    return t.DataRow(**{"sequence": 0, "name": name, "group": first, "other_groups": tuple(others), **fields})


def people(*keys: str) -> tuple[t.DataRow, ...]:
    return tuple(t.DataRow(sequence=0, group=key) for key in keys)


def names(*words: str) -> tuple[t.DataRow, ...]:
    return tuple(map(data, words))


# Which cards, and what they tell.


def test_a_card_has_number_role_and_title():
    (card,) = cards(page(make(activity(title="gesprekken doorschakelen", role=Role.CONTROLLER))))
    assert (card.number, card.role, card.title) == ("PR-01", Role.CONTROLLER, "Gesprekken doorschakelen")


def test_ended_and_internal_activities_are_only_for_the_register():
    items = (activity(1), activity(2, status=Status.ENDED), activity(3, internal=True))
    assert [card.number for card in cards(page(make(*items)))] == ["PR-01"]
    assert "Werk 2" not in html(make(*items))


def test_an_activity_of_which_nothing_is_recorded_is_a_title():
    assert shown(activity()) == [{}]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"description": "Wij slaan berichten op"}, ["Wij slaan berichten op."]),
        ({"condition": "Als niemand opneemt"}, ["Alleen als niemand opneemt."]),
        ({"condition": "Alleen bij storing"}, ["Alleen bij storing."]),
        (
            {"condition": "Als niemand opneemt", "description": "Bellers spreken iets in."},
            ["Alleen als niemand opneemt.", " Bellers spreken iets in."],
        ),
        ({"purposes": (purpose("Support"), purpose("Facturatie"))}, ["Dit is voor: support en facturatie."]),
        ({"title": "Support", "purposes": (purpose("Support"),)}, None),
    ],
)
def test_a_card_tells_when_it_happens_and_what(fields, told):
    assert shown(activity(**fields))[0].get("verhaal") == told


def test_typed_paragraphs_and_lists_stay_what_they_are():
    made = html(make(activity(description="Eerst dit:\n\n- een stap\n- nog een\n\nDan dat.")))
    assert '<p>Eerst dit.</p><ul class="dots"><li>Een stap.</li><li>Nog een.</li></ul><p>Dan dat.</p>' in made


def test_what_an_activity_does_not_do_stands_in_the_card_and_what_it_also_says_is_closed():
    remarks = (
        t.Remark(key="a", section=Section.WHAT, sequence=1, text="Wij luisteren niet mee.", denial=True),
        t.Remark(key="b", section=Section.WHAT, sequence=2, text="Hier extra", condition="Soms"),
    )
    (card,) = shown(activity(remarks=remarks))
    assert card == {
        "verhaal": ["Dit gebeurt niet: wij luisteren niet mee."],
        "Wat verder geldt": ["Hier extra.", " Soms."],
    }


# Which data.


def test_few_data_are_all_named_and_of_many_three_with_the_rest_closed():
    few, many = shown(
        activity(1, data=names("Naam", "Adres", "Nummer", "Foto")),
        activity(2, data=names("Naam", "Adres", "Nummer", "Foto", "Stem")),
    )
    assert few == {"Wat": ["Naam, adres, nummer en foto."]}
    assert many == {"Wat": ["Onder meer naam, adres en nummer."], "Gegevens": ["Foto en stem."]}


def test_the_provider_s_own_name_goes_before_that_of_the_category():
    words = (t.DataCategory(key="tel", name="Telefoonnummer", kind=DataKind.ORDINARY),)
    rows = (data("Doorkiesnummer", category="tel"), t.DataRow(sequence=0, category="tel"))
    assert shown(activity(data=rows), data_categories=words)[0]["Wat"] == ["Doorkiesnummer en telefoonnummer."]


def test_people_are_named_only_where_there_are_several():
    one = activity(1, data=(data("Naam", "gebruikers"), data("Nummer", "gebruikers")))
    two = activity(2, data=(data("Naam", "gebruikers"), data("Nummer", "bellers")))
    assert [card["Wat"] for card in shown(one, two, **GROUP)] == [
        ["Naam en nummer."],
        ["Van gebruikers: naam.", "Van bellers: nummer."],
    ]


def test_people_with_the_same_data_share_a_line():
    same = activity(1, data=(data("Naam", "gebruikers"), data("Naam", "bellers")))
    both = activity(2, data=(data("Naam", "gebruikers", "bellers"), data("Nummer", "bellers")))
    assert [card["Wat"] for card in shown(same, both, **GROUP)] == [
        ["Van gebruikers en bellers: naam."],
        ["Van gebruikers en bellers: naam.", "Van bellers: nummer."],
    ]


def test_lists_that_the_text_does_not_tie_together_stand_there_once():
    rows = (*people("gebruikers", "bellers"), *names("Naam", "Nummer"))
    assert shown(activity(data=rows), **GROUP)[0]["Wat"] == ["Naam en nummer."]


def test_what_is_more_than_ordinary_of_data_says_so():
    words = (
        t.DataCategory(key="zorg", name="Zorggegevens", kind=DataKind.SPECIAL, special_kind=SpecialKind.HEALTH),
        t.DataCategory(key="code", name="Wachtwoord", kind=DataKind.SENSITIVE),
        t.DataCategory(key="naam", name="Naam", kind=DataKind.ORDINARY),
    )
    rows = (
        data("Foto", optional=True),
        t.DataRow(sequence=1, category="zorg", exception=SpecialException.CARE),
        t.DataRow(sequence=2, category="code", condition="bij Medido"),
        t.DataRow(sequence=3, category="naam", explanation="Alleen de voornaam"),
    )
    (more,) = shown(activity(data=rows), data_categories=words)[0]["Gegevens"]
    assert more == (
        "Foto (niet verplicht). Zorggegevens (bijzonder gegeven: gezondheid; uitzondering: gezondheidszorg, "
        "arbeidsgeneeskunde, sociale diensten). Wachtwoord (bij Medido; gevoelig). Naam. Alleen de voornaam."
    )


def test_a_copy_on_which_the_number_is_unreadable_is_not_listed_as_one_with_a_number():
    word = t.DataCategory(key="kopie", name="Kopie van een paspoort", kind=DataKind.NATIONAL_NUMBER)
    copies = [t.DataRow(sequence=1, category="kopie", masked=masked) for masked in (Answer.YES, None)]
    made = shown(*(activity(number, data=(row,)) for number, row in enumerate(copies, 1)), data_categories=(word,))
    assert [card["Gegevens"] for card in made] == [["Afgeschermd."], ["Nationaal nummer."]]


def test_a_condition_of_all_data_stands_there_once_and_one_of_the_activity_not_again():
    rows = (data("Naam", condition="alleen bij Medido"), data("Nummer", condition="alleen bij Medido"))
    apart, same = shown(activity(1, data=rows), activity(2, condition="alleen bij Medido", data=rows))
    assert apart["Gegevens"] == ["Alle gegevens (alleen bij Medido)."]
    assert same == {"verhaal": ["Alleen bij Medido."], "Wat": ["Naam en nummer."]}


def test_data_with_the_same_remarks_stand_together():
    rows = (
        data("Gesprek"),
        data("Begin", explanation="Hoort bij het gesprek"),
        data("Duur", explanation="Hoort bij het gesprek"),
    )
    assert shown(activity(data=rows))[0]["Gegevens"] == ["Begin en duur. Hoort bij het gesprek."]


def test_a_group_with_a_condition_keeps_it():
    medido = (msgspec.structs.replace(GROUPS[1], condition="Alleen met een Medido"), GROUPS[0])
    rows = (data("Naam", "bellers"), data("Foto", "gebruikers"))
    (card,) = shown(activity(data=rows), subject_groups=medido)
    assert card["Gegevens"] == ["Bellers (alleen met een Medido)."]


def test_data_that_are_for_some_purposes_say_for_which():
    item = activity(
        purposes=(purpose("Support"), purpose("Facturatie"), purpose("Beheer")),
        data=(data("Naam"), data("Bedrag", purposes=("Facturatie",)), data("Log", purposes=("Support", "Beheer"))),
    )
    assert shown(item)[0]["Gegevens"] == ["Bedrag (voor facturatie). Log (voor support en beheer)."]


def test_purposes_that_several_data_have_stand_before_them_once_and_after_what_is_for_all():
    item = activity(
        purposes=(purpose("Support"), purpose("Facturatie")),
        data=(
            data("Bedrag", purposes=("Facturatie",)),
            data("Datum", purposes=("Facturatie",), explanation="Van de rekening"),
            data("Naam", optional=True),
        ),
    )
    assert shown(item)[0]["Gegevens"] == ["Naam (niet verplicht). Voor facturatie: Bedrag. Datum. Van de rekening."]


def test_a_condition_that_several_data_share_with_others_stands_before_them_once():
    rows = (
        data("Naam"),
        data("Log", condition="bij storing; kan worden bekeken"),
        data("Geluid", condition="bij storing; kan worden gemaakt"),
    )
    assert shown(activity(data=rows))[0]["Gegevens"] == [
        "Bij storing: Log (kan worden bekeken). Geluid (kan worden gemaakt)."
    ]


def test_a_purpose_that_the_condition_of_the_data_names_is_not_said_again():
    rows = (data("Naam"), data("Bedrag", condition="alleen voor facturatie", purposes=("Facturatie",)))
    item = activity(purposes=(purpose("Support"), purpose("Facturatie")), data=rows)
    assert shown(item)[0]["Gegevens"] == ["Bedrag (alleen voor facturatie)."]


def test_data_that_are_for_every_purpose_say_nothing_of_it():
    assert shown(activity(purposes=(purpose("Support"),), data=(data("Naam", purposes=("Support",)),))) == [
        {"verhaal": ["Dit is voor: support."], "Wat": ["Naam."]}
    ]


# Why, how long, with whom.


def test_purposes_are_closed_beside_a_story_and_their_explanations_always():
    rows = (purpose("Support", explanation="Wij beantwoorden vragen", condition="Op verzoek"), purpose("Beheer"))
    told, made = shown(activity(1, description="Wij helpen u.", purposes=rows), activity(2, purposes=rows))
    assert told["Doelen"] == ["Support.", " Wij beantwoorden vragen.", " Op verzoek.", "Beheer."]
    assert made["Doelen"] == ["Support.", " Wij beantwoorden vragen.", " Op verzoek."]


def test_a_basis_that_differs_from_the_others_stands_in_its_card():
    items = [activity(number, purposes=(purpose("Doel", Basis.CONTRACT),)) for number in (1, 2, 3)]
    consent = activity(4, purposes=(purpose("Doel", Basis.CONSENT),))
    assert [card.get("Waarom mag dat") for card in shown(*items, consent)] == [
        None, None, None, ["U hebt daarvoor toestemming gegeven."],
    ]  # fmt: skip


MONTHS = t.RetentionTerm(key="maanden", sequence=0, name="Logs", amount=6, unit=Unit.MONTH, description="Van apparaten")
CUSTOMERS = t.RetentionTerm(
    key="klant", sequence=0, name="Klanten", kind=TermKind.CRITERION, criterion="zolang u klant bent"
)
TERMS = {"terms": (MONTHS, CUSTOMERS)}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((data("Naam", term="maanden"), data("Log", term="maanden")), ["6 maanden."]),
        ((data("Naam", term="maanden"), data("Log")), ["Naam: 6 maanden."]),
        (
            (data("Naam", term="klant"), data("Log", term="maanden"), data("Foto", term="maanden")),
            ["Naam: zolang u klant bent.", "Log en foto: 6 maanden."],
        ),
    ],
)
def test_each_term_of_an_activity_stands_there_once(rows, said):
    assert shown(activity(data=rows), **TERMS)[0]["Hoe lang"] == said


def test_what_more_is_said_of_a_term_is_closed_and_a_reason_for_none_is_not():
    item = activity(data=(data("Log", term="maanden"),), retention_reason="Daarna zijn ze niet nodig")
    (card,) = shown(item, **TERMS)
    assert card["Hoe lang"] == ["6 maanden.", "Daarna zijn ze niet nodig."]
    assert card["De termijn"] == ["Logs.", " ", "Van apparaten."]


def test_terms_that_end_in_a_short_word_get_no_second_stop():
    term = msgspec.structs.replace(CUSTOMERS, criterion="zolang u klant bent van Proef B.V.")
    rows = (data("Naam", term="klant"), data("Log"))
    assert shown(activity(data=rows), terms=(term,))[0]["Hoe lang"] == ["Naam: zolang u klant bent van Proef B.V."]


PARTIES = (
    t.Recipient(key="drukker", name="Drukkerij", kind=RecipientKind.CATEGORY),
    t.Recipient(key="google", name="Google", kind=RecipientKind.COMPANY),
)


def link(recipient: str, role: LinkRole = LinkRole.RECIPIENT, **fields) -> t.Disclosure:
    return t.Disclosure(**{"sequence": 0, "recipient": recipient, "role": role, **fields})


def test_recipients_and_processors_are_two_questions():
    items = (
        activity(1, disclosures=(link("drukker", LinkRole.SUBPROCESSOR, purpose="Voor facturen"), link("google"))),
        activity(2, no_recipients=True),
        activity(3, no_processors=True, recipients_reason="Wij doen alles zelf"),
        activity(4),
    )
    assert [card.get("Met wie") for card in shown(*items, recipients=PARTIES)] == [
        ["Google.", "In onze opdracht, als subverwerker: drukkerij (voor facturen)."],
        ["Niet met anderen."],
        ["Er is geen (sub)verwerker.", "Wij doen alles zelf."],
        None,
    ]


def test_who_delivers_data_stands_with_the_origin():
    rows = (
        data("Naam", origin=(DataOrigin.DATA_SUBJECT,)),
        data("Score", origin=(DataOrigin.DATA_SUBJECT, DataOrigin.THIRD_PARTY), origin_detail="Experian"),
    )
    item = activity(data=rows, disclosures=(link("google", LinkRole.ORIGIN, condition="bij nieuwe klanten"),))
    (card,) = shown(item, recipients=PARTIES)
    assert "Met wie" not in card
    assert card["Herkomst"] == [
        "Van uzelf: naam.", "Van uzelf en van een andere partij (Experian): score.",
        "Gegevens krijgen wij van Google (bij nieuwe klanten).",
    ]  # fmt: skip


def test_one_origin_of_all_data_names_no_data():
    rows = (data("Naam", origin=(DataOrigin.CUSTOMER,)), data("Log", origin=(DataOrigin.CUSTOMER,)))
    assert shown(activity(data=rows))[0]["Herkomst"] == ["Van de klant."]


# Who decides.


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"role": None}, None),
        ({"role": Role.CONTROLLER}, None),
        ({"role": Role.PROCESSOR}, ["Verantwoordelijk: onze opdrachtgever. Wij werken in opdracht, als verwerker."]),
        (
            {"role": Role.SUBPROCESSOR, "on_behalf_of": "De zorginstelling"},
            ["Verantwoordelijk: de zorginstelling. Wij werken in opdracht, als subverwerker."],
        ),
        ({"role": Role.JOINT}, ["Wij zijn samen verantwoordelijk."]),
        (
            {"role": Role.JOINT, "disclosures": (link("google", LinkRole.JOINT),)},
            ["Wij zijn samen verantwoordelijk met Google."],
        ),
    ],
)
def test_who_is_responsible_where_it_is_not_simply_the_provider(fields, said):
    assert shown(activity(**fields), recipients=PARTIES)[0].get("Wie beslist") == said


def test_what_is_done_for_others_sends_a_request_to_them_as_well():
    made = [text(section(page(make(activity(role=role))), "rechten")) for role in (Role.PROCESSOR, Role.CONTROLLER)]
    sends = "Werken wij in opdracht? Vraag het dan ook aan de organisatie die verantwoordelijk is."
    assert [sends in said for said in made] == [True, False]


# What else is recorded.


@pytest.mark.parametrize(
    ("fields", "label", "said"),
    [
        (
            {"obligation": Answer.YES, "obligation_consequence": "Anders geen dienst"},
            "Moet dat",
            ["Ja, wij hebben de gegevens nodig.", " Anders geen dienst."],
        ),
        (
            {"decisions": Answer.YES, "profiling": Answer.NO, "decision_logic": "Een score"},
            "Besluit of profiel",
            ["Een computer neemt een besluit over u, zonder mens.", " Wij maken geen profiel van u.", " Een score."],
        ),
        (
            {"minors": (t.Minors(intended=Answer.NO, age=12, checks_age=Answer.NO),)},
            "Kinderen",
            ["Dit is niet voor kinderen jonger dan 12 jaar bedoeld.", " Wij kunnen de leeftijd niet controleren."],
        ),
        ({"minors": (t.Minors(age=12),)}, "Kinderen", ["Dit gaat over kinderen jonger dan 12 jaar."]),
        (
            {"purposes": (purpose("Nieuwsbrief", opt_out="Via de link in de mail"),)},
            "Afmelden",
            ["Afmelden voor nieuwsbrief: via de link in de mail."],
        ),
        (
            {"transfer": Answer.YES, "transfer_reason": "Naar een rekencentrum"},
            "Buiten Europa",
            ["Gegevens gaan naar een land buiten Europa.", " Naar een rekencentrum."],
        ),
        ({"role_explanation": "Wij kiezen de middelen"}, "Rol", ["Wij kiezen de middelen."]),
    ],
)
def test_what_is_recorded_stands_under_its_label(fields, label, said):
    assert shown(activity(**fields))[0][label] == said


def test_systems_say_what_they_are_and_where():
    systems = (
        t.System(key="cloud", name="Cloud", place="In een kelder", country=("NL",), description="Een rekencentrum"),
    )
    item = activity(systems=(t.ActivitySystem(sequence=0, system="cloud", condition="Bij storing"),))
    assert shown(item, systems=systems)[0]["Systemen"] == [
        "Cloud (bij storing; in een kelder; Nederland).",
        " Een rekencentrum.",
    ]


def test_systems_of_which_only_the_same_is_said_stand_together_after_the_others():
    systems = tuple(t.System(key=key, name=f"Systeem {key}") for key in "abc")
    rows = tuple(
        t.ActivitySystem(sequence=0, system=key, condition=condition)
        for key, condition in (("a", "Bij storing"), ("b", None), ("c", "Bij storing"))
    )
    assert shown(activity(systems=rows), systems=systems)[0]["Systemen"] == [
        "Systeem b.", "Systeem a en Systeem c (bij storing).",
    ]  # fmt: skip


def reported(*numbers: str | None) -> Dossier:
    reports = (
        t.Report(key=str(number), sequence=0, name="Maandcijfers", activity=number, contents="naam\nduur",
                 human_involved=Answer.YES, profiles=Answer.NO, frequency="Elke maand")
        for number in numbers
    )  # fmt: skip
    return make(activity(), reports=tuple(reports))


SAID = [
    "Maandcijfers.", " ", "Erin staat: naam en duur.", " Hoe vaak: elke maand.", " Er komt een mens aan te pas.",
    " Er ontstaan geen profielen van personen.",
]  # fmt: skip


def test_a_report_names_its_services_where_they_are_not_those_of_its_activity():
    services = tuple(t.Service(key=key, sequence=0, name=f"Dienst {key}") for key in "ab")
    rows = tuple(
        t.Report(key=keys, sequence=0, name=f"Cijfers {keys}", activity="PR-01", services=tuple(keys))
        for keys in ("a", "ab")
    )
    (card,) = shown(activity(services=("a",)), reports=rows, services=services)
    assert card["Rapportages"] == ["Cijfers a.", "Cijfers ab.", " ", "Bij Dienst a en Dienst b."]


def test_when_an_activity_happens_is_not_said_again_of_its_terms_and_recipients():
    month = t.RetentionTerm(key="m", sequence=0, name="Logs", criterion="tot u opzegt", condition="bij opname")
    got = t.Disclosure(sequence=0, recipient="post", role=LinkRole.RECIPIENT, condition="bij opname")
    item = activity(1, data=(data("Naam", term="m"),), disclosures=(got,))
    same = msgspec.structs.replace(item, number="PR-02", condition="bij opname")
    always, recording = shown(item, same, terms=(month,), recipients=PARTIES)
    assert [line.count("(bij opname)") for line in (*always["Hoe lang"], *always["Met wie"])] == [1, 1]
    assert [line.count("(bij opname)") for line in (*recording["Hoe lang"], *recording["Met wie"])] == [0, 0]


def test_a_report_stands_with_its_activity_or_else_with_decisions():
    own, loose = page(reported("PR-01")), page(reported(None))
    assert said(cards(own)[0])["Rapportages"] == SAID
    assert "besluiten" not in [item.id for item in own.sections]
    assert texts(section(loose, "besluiten").blocks) == ["Rapportages", *SAID]


def test_what_is_closed_is_named_by_its_summary():
    rows = (data("Naam", optional=True, origin=(DataOrigin.CUSTOMER,)),)
    item = activity(data=rows, transfer=Answer.NO, role_explanation="Wij kiezen")
    made = [
        block.summary
        for number in (1, 2)
        for card in cards(page(make(msgspec.structs.replace(item, **({"data": ()} if number == 1 else {})))))
        for block in card.blocks
        if isinstance(block, Details)
    ]
    assert made == ["Buiten Europa en rol", "Gegevens, herkomst en 2 andere"]


def test_what_is_our_reading_is_said_at_the_end_and_its_reason_nowhere():
    made = page(make(activity(data=(data("Naam", reading="staat in de alinea erboven"),))))
    assert "Niet alles staat letterlijk in onze tekst bij PR-01." in texts(section(made, "versies"))
    assert "alinea" not in text(made)
