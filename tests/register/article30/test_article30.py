"""The sentences an auditor reads: what is recorded, what is missing, and nothing guessed."""

import msgspec
import pytest

from providers.choices import TAKEN_OVER, Answer, Channel, ContactUse
from register.article30 import State, article30
from register.choices import LinkRole, Role, Status, TransferMechanism
from register.dossier import Dossier
from register.dossier import types as t
from register.wording import capital, term_words
from retention.choices import Afterwards, TermKind, Unit
from tests.register.filled import edition

PROVIDER = t.Provider(slug="demo", prefix="DM", name="Demo")
NAME = t.DataCategory(key="naam", name="Naam", kind="gewoon")


def activity(number: str = "DM-01", **fields):
    return t.Activity(number=number, title=f"Titel {number}", **fields)


def register(*activities, role=None, **fields):
    dossier = Dossier(provider=fields.pop("provider", PROVIDER), activities=activities, **fields)
    return article30(edition(msgspec.convert(msgspec.to_builtins(dossier), Dossier)), role)


def field(view, label, *, additional=False):
    """The one field with this label of the first activity."""
    found = view.activities[0]
    rows = found.additional if additional else found.duties
    return next(row for row in rows if row.label == label)


def test_only_parts_that_have_activities():
    view = register(activity("DM-01", role=Role.PROCESSOR), activity("DM-02"))
    assert [part.key for part in view.parts] == ["B", "C"]
    assert register().parts == ()


def test_joint_controllers_are_in_part_a():
    view = register(activity("DM-01", role=Role.CONTROLLER), activity("DM-02", role=Role.JOINT))
    assert [[item.number for item in part.activities] for part in view.parts] == [["DM-01", "DM-02"]]
    assert {row.label for row in view.activities[1].duties} - {row.label for row in view.activities[0].duties} == {
        "Gezamenlijk verantwoordelijk met"
    }


WHO = ["naam", "contact", "rol", "vertegenwoordiger", "FG"]


def elements(view):
    """The state of each element of the first activity, by its word."""
    (part, *_), (first, *_) = view.parts, view.activities
    return {element.word: state for element, state in zip(part.elements, first.states, strict=True)}


@pytest.mark.parametrize(
    ("role", "letters", "paragraph"),
    [(Role.CONTROLLER, "abccdefg", 1), (None, "abccdefg", 1), (Role.PROCESSOR, "aabcd", 2)],
)
def test_letters_stand_in_the_order_of_the_law(role, letters, paragraph):
    view = register(activity(role=role))
    basis = [] if role == Role.PROCESSOR else ["art. 6 lid 1 AVG"]
    assert [row.article for row in view.activities[0].duties] == [
        *(f"art. 30 lid {paragraph}, onder {letter}, AVG" for letter in letters),
        *basis,
    ]
    assert [element.sign for element in view.parts[0].elements] == [*"aaaa", *letters, *(["6"] if basis else [])]


def test_an_empty_controller_activity_is_all_holes():
    view = register(activity(role=Role.CONTROLLER))
    states = {row.label: row.word for row in view.activities[0].duties}
    assert states == {
        "Verantwoordelijke": "Ontbreekt",
        "Doeleinden": "Ontbreekt",
        "Betrokkenen": "Ontbreekt",
        "Persoonsgegevens": "Ontbreekt",
        "Ontvangers": "Ontbreekt",
        "Doorgifte buiten de EER": "Niet vastgelegd",
        "Bewaartermijnen": "Ontbreekt",
        "Beveiliging": "Ontbreekt",
        "Grondslag": "Ontbreekt",
    }
    assert {word: state.value for word, state in elements(view).items()} == {
        "naam": "nee",
        "contact": "nee",
        "rol": "ja",
        "vertegenwoordiger": "open",
        "FG": "open",
        "doelen": "nee",
        "betrokkenen": "nee",
        "gegevens": "nee",
        "ontvangers": "nee",
        "doorgifte": "open",
        "termijnen": "nee",
        "beveiliging": "nee",
        "grondslag": "nee",
    }
    assert view.activities[0].whole == State.PARTIAL


def test_of_a_processor_no_purpose_people_data_term_or_basis_is_asked():
    assert [*elements(register(activity(role=Role.PROCESSOR)))] == [
        *WHO,
        "opdrachtgever",
        "verwerking",
        "doorgifte",
        "beveiliging",
    ]


def test_an_unknown_officer_colours_neither_name_nor_contact():
    mail = t.ContactPoint(key="m", use=ContactUse.GENERAL, channel=Channel.EMAIL, value="info@demo.nl")
    view = register(activity(), entities=(t.LegalEntity(key="bv", name="Demo B.V."),), contact_points=(mail,))
    found = elements(view)
    assert [found[word].value for word in WHO] == ["ja", "ja", "nee", "open", "open"]


@pytest.mark.parametrize(
    ("answer", "state", "word"),
    [
        (None, State.UNKNOWN, "Niet vastgelegd"),
        (Answer.NO, State.NOT_APPLICABLE, "Niet van toepassing"),
        (Answer.YES, State.PARTIAL, "Ontbreekt"),
    ],
)
def test_a_representative_has_a_row_of_its_own(answer, state, word):
    view = register(activity(), provider=msgspec.structs.replace(PROVIDER, representative=answer))
    assert elements(view)["vertegenwoordiger"] == state
    assert shared_row(view, "Vertegenwoordiger").word == word


def shared_row(view, label):
    """The row with this label of what holds for all."""
    return next(row for row in view.shared if row.label == label)


def test_an_unknown_role_is_no_controller():
    view = register(activity())
    assert "rol van de aanbieder" in field(view, "Aanbieder").reason
    assert view.parts[0].title == "Rol nog niet vastgelegd"


LISTED = t.Disclosure(sequence=1, recipient="x", role=LinkRole.SUBPROCESSOR)
GIVEN = t.Disclosure(sequence=2, recipient="x", role=LinkRole.RECIPIENT)
PARTIES = (t.Recipient(key="x", name="Meldkamers"),)


@pytest.mark.parametrize(
    ("facts", "text", "state", "reason"),
    [
        ({}, "", State.MISSING, ""),
        ({"no_processors": True}, "Uitdrukkelijk geen (sub)verwerkers", State.MISSING, "of er ontvangers zijn"),
        ({"disclosures": (LISTED,)}, "Meldkamers (subverwerker)", State.PARTIAL, "of er ontvangers zijn"),
        ({"disclosures": (GIVEN,)}, "Meldkamers", State.PARTIAL, "of er (sub)verwerkers zijn"),
        ({"disclosures": (LISTED, GIVEN)}, "– Meldkamers (subverwerker)\n– Meldkamers", State.RECORDED, ""),
        (
            {"disclosures": (GIVEN,), "no_processors": True},
            "– Uitdrukkelijk geen (sub)verwerkers\n– Meldkamers",
            State.RECORDED,
            "",
        ),
        ({"no_recipients": True}, "Uitdrukkelijk geen ontvangers", State.PARTIAL, "of er (sub)verwerkers zijn"),
    ],
)
def test_recipients_and_processors_are_two_questions(facts, text, state, reason):
    view = register(activity(role=Role.CONTROLLER, **facts), recipients=PARTIES)
    found = field(view, "Ontvangers")
    assert (found.text, found.state, found.reason) == (text, state, reason)
    assert elements(view)["ontvangers"] == state


def test_provider_wide_facts_say_so():
    measure = t.SecurityMeasure(key="tls", name="Versleuteling", kind="a")
    row = t.ActivitySecurity(sequence=1, measure="tls")
    view = register(activity(), security=(row,), measures=(measure,), disclosures=(GIVEN,), recipients=PARTIES)
    assert field(view, "Beveiliging").text == "1 maatregel voor de hele aanbieder (zie Algemeen)"
    assert field(view, "Ontvangers").text == "Voor de hele aanbieder: 1 partij (zie Algemeen)"
    assert shared_row(view, "Beveiliging").text == "Versleuteling (art. 32 lid 1, onder a)"
    assert shared_row(view, "Ontvangers").text == "Meldkamers"


def test_recipients_of_the_whole_provider_are_no_plain_yes_for_an_activity():
    wide = (GIVEN, LISTED)
    found = field(register(activity(role=Role.CONTROLLER), disclosures=wide, recipients=PARTIES), "Ontvangers")
    assert (found.state, found.reason) == (
        State.PARTIAL,
        "of de ontvangers voor de hele aanbieder hier gelden; of de (sub)verwerkers voor de hele aanbieder hier gelden",
    )


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"kind": TermKind.PERIOD, "amount": 31, "unit": Unit.DAY}, "31 dagen (begin niet vastgelegd)"),
        (
            {"kind": TermKind.PERIOD, "amount": 1, "unit": Unit.MONTH, "start_event": "na opzegging"},
            "1 maand na opzegging",
        ),
        (
            {"kind": TermKind.PERIOD, "amount": 10, "unit": Unit.YEAR, "is_maximum": True, "start_event": "na afloop"},
            "ten hoogste 10 jaar na afloop",
        ),
        ({"kind": TermKind.EVENT, "end_event": "verwijdering van het team"}, "tot verwijdering van het team"),
        ({"kind": TermKind.EVENT, "end_event": "Zolang de klant wil"}, "Zolang de klant wil"),
        ({"kind": TermKind.EVENT}, "tot een gebeurtenis (niet vastgelegd welke)"),
        (
            {"kind": TermKind.CONTROLLER, "afterwards": Afterwards.RETURN},
            "bepaald door de verwerkingsverantwoordelijke, daarna teruggeven",
        ),
        ({"kind": TermKind.PER_SOLUTION}, "eigen termijn per oplossing"),
        (
            {"anonymised_amount": 400, "anonymised_unit": Unit.DAY, "anonymised_is_maximum": True},
            "termijn niet vastgelegd, geanonimiseerd ten hoogste 400 dagen",
        ),
    ],
)
def test_terms_in_words(term, words):
    assert term_words(t.RetentionTerm(key="k", sequence=1, name="n", **term)) == words


def test_one_line_per_term_and_a_hole_for_the_rest():
    term = t.RetentionTerm(key="kort", sequence=1, name="Kort", kind=TermKind.PERIOD, amount=31, unit=Unit.DAY)
    rows = (
        t.DataRow(sequence=1, name="Naam", term="kort"),
        t.DataRow(sequence=2, name="Nummer", term="kort"),
        t.DataRow(sequence=3, name="Foto"),
    )
    found = field(register(activity(data=rows), terms=(term,)), "Bewaartermijnen")
    assert found.text == "Naam, Nummer: 31 dagen (begin niet vastgelegd)"
    assert (found.word, found.state) == ("Ontbreekt", State.PARTIAL)
    assert found.reason == "een termijn voor Foto; het begin van de termijn bij Kort"


CHECKABLE = "een termijn die na te gaan is"


@pytest.mark.parametrize(
    ("term", "state", "reason"),
    [
        ({"kind": TermKind.PERIOD, "amount": 6, "unit": Unit.MONTH, "start_event": "na opname"}, State.RECORDED, ""),
        ({"kind": TermKind.PERIOD, "amount": 90, "unit": Unit.DAY, "start_not_applicable": True}, State.RECORDED, ""),
        (
            {"kind": TermKind.PERIOD, "amount": 6, "unit": Unit.MONTH},
            State.PARTIAL,
            "het begin van de termijn bij Logs",
        ),
        ({"kind": TermKind.CRITERION, "criterion": "zolang u klant bent"}, State.RECORDED, ""),
        ({"kind": TermKind.NO_END}, State.RECORDED, ""),
        ({"kind": TermKind.CONTROLLER, "amount": 1, "unit": Unit.YEAR}, State.RECORDED, ""),
        ({"kind": TermKind.FORMULA, "criterion": "niet langer dan nodig"}, State.PARTIAL, CHECKABLE),
        ({"kind": TermKind.EVENT, "end_event": "niet langer dan nodig"}, State.PARTIAL, CHECKABLE),
        ({"kind": TermKind.PER_SOLUTION, "end_event": "eigen bewaartermijn"}, State.PARTIAL, CHECKABLE),
    ],
)
def test_a_formula_or_a_term_without_a_start_is_not_complete(term, state, reason):
    terms = (t.RetentionTerm(key="logs", sequence=1, name="Logs", **term),)
    row = t.DataRow(sequence=1, name="Naam", term="logs")
    found = field(register(activity(data=(row,)), terms=terms), "Bewaartermijnen")
    assert (found.state, found.reason) == (state, reason)
    assert found.text.startswith("Alle gegevens: ")


def test_a_reason_why_there_is_no_term_meets_the_duty():
    view = register(activity(data=(t.DataRow(sequence=1, name="Foto"),), retention_reason="Verschilt per klant."))
    found = field(view, "Bewaartermijnen")
    assert (found.state, found.text) == (State.NOT_APPLICABLE, "Waarom geen termijn: Verschilt per klant.")


def test_transfer_asks_for_a_country_only_when_there_is_one():
    recipients = (t.Recipient(key="x", name="Ver weg"),)
    out = t.Disclosure(
        sequence=1, recipient="x", role=LinkRole.RECIPIENT, transfer=Answer.YES, mechanism=TransferMechanism.COMPELLING
    )
    found = field(register(activity(disclosures=(out,)), recipients=recipients), "Doorgifte buiten de EER")
    assert found.word == "Ontbreekt"
    assert "land" in found.reason
    assert "waarborgen" in found.reason
    assert field(register(activity(transfer=Answer.NO)), "Doorgifte buiten de EER").text == "Nee"
    no_reason = field(register(activity(transfer=Answer.NOT_APPLICABLE)), "Doorgifte buiten de EER")
    assert no_reason.word == "Ontbreekt"


@pytest.mark.parametrize(
    ("answer", "name", "contact", "word"),
    [
        (None, None, False, "Niet vastgelegd"),
        (Answer.NO, None, False, "Niet van toepassing"),
        (Answer.YES, None, False, "Ontbreekt"),
        (Answer.YES, "A. de Vries", False, "Ontbreekt"),
        (Answer.YES, "A. de Vries", True, ""),
    ],
)
def test_officer_needs_a_name_and_a_contact(answer, name, contact, word):
    provider = msgspec.structs.replace(PROVIDER, dpo_designated=answer, dpo_name=name)
    point = t.ContactPoint(key="fg", use=ContactUse.DPO, channel=Channel.EMAIL, value="fg@demo.example")
    view = register(activity(), provider=provider, contact_points=(point,) if contact else ())
    assert shared_row(view, "Functionaris (FG)").word == word


def test_a_processor_needs_names_or_a_list():
    view = register(activity(role=Role.PROCESSOR, on_behalf_of="de klant"))
    assert field(view, "Opdrachtgever").word == "Ontbreekt"
    view = register(activity(role=Role.PROCESSOR, on_behalf_of="de klant", controller_list="klantenlijst in het CRM"))
    assert field(view, "Opdrachtgever").word == ""
    assert "Doeleinden" in {row.label for row in view.activities[0].additional}


def test_sources_name_the_heading_above_the_line():
    headings = (t.SourceHeading(line=40, title="Begin"), t.SourceHeading(line=50, title="Bewaartermijnen"))
    document = t.SourceDocument(code="000", title="Verklaring", headings=headings)
    row = t.DataRow(sequence=1, name="Naam", source="000 r56-57")
    view = register(activity(source="000 r53", data=(row,)), documents=(document,))
    assert field(view, "Bron", additional=True).text == "000, Bewaartermijnen, regel 53, 56–57"
    assert field(view, "Persoonsgegevens").text == "Naam [r56–57]"


def test_lines_that_meet_are_one_range():
    rows = tuple(
        t.DataRow(sequence=n, name="Naam", source=f"000 r{lines}") for n, lines in enumerate(["32-34", "33", "35"])
    )
    view = register(activity(source="000 r30", data=rows))
    assert field(view, "Bron", additional=True).text == "000, regel 30, 32–35"


def test_ended_activities_stay_in_the_register():
    view = register(activity(status=Status.ENDED))
    assert field(view, "Status", additional=True).text == "Beëindigd"


def test_a_role_narrows_the_parts_only():
    activities = (activity("DM-01", role=Role.CONTROLLER), activity("DM-02", role=Role.PROCESSOR))
    assert [item.number for item in register(*activities, role="verwerker").activities] == ["DM-02"]
    assert register(*activities, role="onbekend").activities == ()
    assert register(*activities, role="verwerker").fingerprint == register(*activities).fingerprint


def test_cover_counts_roles_and_says_it_is_a_draft():
    view = register(activity("DM-01", role=Role.JOINT), activity("DM-02"))
    texts = {row.label: row.text for row in view.cover}
    assert texts["Verwerkingen"] == "1 als verantwoordelijke, 1 met een rol die niet is vastgelegd"
    assert texts["Versie en status"] == "Concept zoals het op 1 november 2026 was, niet vastgesteld"
    assert texts["Documentnummer"] == "REG-DM-CONCEPT"


def test_unknown_keys_stand_for_themselves():
    view = register(activity(services=("weg",), data=(t.DataRow(sequence=1, group="groep", category="iets"),)))
    assert view.activities[0].subtitle == "Dienst: weg"
    assert field(view, "Betrokkenen").text == "groep"


def test_a_term_that_says_nothing_is_no_term():
    term = t.RetentionTerm(key="leeg", sequence=1, name="Leeg", kind=TermKind.PERIOD)
    row = t.DataRow(sequence=1, category="naam", term="leeg")
    view = register(activity(role=Role.CONTROLLER, data=(row,)), terms=(term,), data_categories=(NAME,))
    assert field(view, "Bewaartermijnen").word == "Ontbreekt"
    assert field(view, "Bewaartermijnen").state == State.MISSING


@pytest.mark.parametrize(("kind", "state"), [("algemeen", State.PARTIAL), ("a", State.RECORDED)])
def test_general_words_are_part_of_a_security_description(kind, state):
    measure = t.SecurityMeasure(key="m", name="Maatregelen", kind=kind)
    row = t.ActivitySecurity(sequence=1, measure="m")
    view = register(activity(role=Role.CONTROLLER), security=(row,), measures=(measure,))
    assert field(view, "Beveiliging").state == state


def test_a_processor_says_what_it_does_with_the_data():
    view = register(activity(role=Role.PROCESSOR))
    assert field(view, "Soorten verwerking").reason == "welke bewerkingen het zijn"
    row = t.ActivityOperation(sequence=1, operation="bewaren")
    assert field(register(activity(role=Role.PROCESSOR, operations=(row,))), "Soorten verwerking").word == ""


def test_a_website_is_no_way_to_reach_somebody():
    site = t.ContactPoint(key="w", use=ContactUse.GENERAL, channel=Channel.WEBSITE, value="demo.nl")
    entity = t.LegalEntity(key="bv", name="Demo B.V.")
    view = register(activity(role=Role.CONTROLLER), entities=(entity,), contact_points=(site,))
    assert field(view, "Verantwoordelijke").reason == "contactgegevens"


def test_two_legal_entities_are_joint_or_one_of_them_is_chosen():
    entities = (t.LegalEntity(key="bv", name="Demo B.V."), t.LegalEntity(key="a", name="Demo Alarm B.V."))
    mail = t.ContactPoint(key="m", use=ContactUse.GENERAL, channel=Channel.EMAIL, value="info@demo.nl")
    facts = {"entities": entities, "contact_points": (mail,)}
    one = register(activity(role=Role.CONTROLLER, entities=("bv", "a")), **facts)
    assert field(one, "Verantwoordelijke").reason == "welke rechtspersoon deze verwerking uitvoert"
    both = register(activity(role=Role.JOINT, entities=("bv", "a")), **facts)
    assert field(both, "Gezamenlijk verantwoordelijk met").text == "– Demo B.V.\n– Demo Alarm B.V."


@pytest.mark.parametrize(
    ("maker", "said"),
    [
        ("M. de Boer", "1 november 2026, 09:14 uur (Europe/Amsterdam), door M. de Boer"),
        (TAKEN_OVER, "1 november 2026, 09:14 uur (Europe/Amsterdam), overgenomen bij de installatie"),
        (None, "1 november 2026, 09:14 uur (Europe/Amsterdam)"),
    ],
)
def test_a_register_says_who_made_it_unless_nobody_did(maker, said):
    view = article30(edition(Dossier(provider=PROVIDER, activities=()), number=1, maker=maker))
    assert [row.text for row in view.about if row.label == "Opgesteld"] == [said]


@pytest.mark.parametrize(
    ("number", "maker", "status"),
    [
        (None, None, "Concept zoals het op 1 november 2026 was, niet vastgesteld"),
        (1, TAKEN_OVER, "1, gepubliceerd, nog door niemand vastgesteld"),
        (1, "M. de Boer", "1, vastgesteld op 1 november 2026 door M. de Boer"),
    ],
)
def test_the_status_says_who_adopted_it(number, maker, status):
    view = article30(edition(Dossier(provider=PROVIDER, activities=()), number=number, maker=maker))
    assert next(row.text for row in view.cover if row.label == "Versie en status") == status
    assert view.status == (capital(status.removeprefix("1, ")) if number else "Concept")


def test_what_is_recorded_of_no_activity_is_said_once():
    view = register(activity("DM-01", department="Support"), activity("DM-02"))
    assert shared_row(view, "Van geen verwerking").reason.startswith("proceseigenaar; ")
    first, second = ([row.reason for row in item.additional if row.label == "Verder open"] for item in view.activities)
    assert (first, second) == ([], ["afdeling"])


def test_data_without_people_are_a_part():
    group = t.SubjectGroup(key="klanten", sequence=1, name="klanten")
    rows = (t.DataRow(sequence=1, name="Naam", group="klanten"), t.DataRow(sequence=2, name="Foto"))
    view = register(activity(data=rows), subject_groups=(group,))
    found = field(view, "Persoonsgegevens")
    assert (found.state, found.reason) == (State.PARTIAL, "van wie dit is: Foto")
    assert field(register(activity(data=rows[1:])), "Persoonsgegevens").reason == "van wie deze gegevens zijn"


def test_data_with_the_same_term_origin_and_condition_are_one_line():
    rows = [t.DataRow(sequence=1, name="Naam"), t.DataRow(sequence=2, name="Foto"), t.DataRow(sequence=3, name="Stem")]
    rows[2] = msgspec.structs.replace(rows[2], condition="bij opname")
    assert field(register(activity(data=tuple(rows))), "Persoonsgegevens").text == "– Naam, Foto\n– Stem (bij opname)"
    apart = msgspec.structs.replace(rows[1], term="kort")
    assert field(register(activity(data=(rows[0], apart))), "Persoonsgegevens").text == "– Naam\n– Foto"


def test_an_activity_in_one_line():
    terms = tuple(
        t.RetentionTerm(key=f"k{n}", sequence=n, name=f"k{n}", kind=TermKind.PERIOD, amount=n, unit=Unit.YEAR)
        for n in (7, 1)
    )
    health = t.DataCategory(key="gezond", name="Gezondheid", kind="bijzonder")
    group = t.SubjectGroup(key="klanten", sequence=1, name="klanten")
    rows = tuple(
        t.DataRow(sequence=term.amount, name=term.name, term=term.key, group="klanten", category="gezond")
        for term in terms
    )
    facts = {"terms": terms, "data_categories": (health,), "subject_groups": (group,)}
    purposes = tuple(t.PurposeRow(key=name, sequence=1, name=name) for name in ("Bellen", "Helpen"))
    view = register(activity(role=Role.CONTROLLER, data=rows, purposes=purposes, no_recipients=True), **facts)
    assert dict(zip(view.parts[0].columns, view.activities[0].cells, strict=True)) == {
        "Rol": "Verwerkingsverantwoordelijke",
        "Doelen": "Bellen en Helpen",
        "Betrokkenen": "klanten",
        "Bijzondere gegevens": "bijzonder",
        "Bewaartermijnen": "1 jaar tot 7 jaar",
        "Ontvangers": "geen",
        "Open punten": "niet nagelopen",
    }
    assert register(activity()).activities[0].cells == (
        "Ontbreekt",
        *["ontbreekt"] * 2,
        "geen vastgelegd",
        *["ontbreekt"] * 2,
        "niet nagelopen",
    )
