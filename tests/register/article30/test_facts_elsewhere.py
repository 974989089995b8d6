"""What other statements say too: lists that nothing ties together, chains, readings, and facts of the organisation."""

import msgspec
import pytest

from providers.choices import Answer, Channel, ContactUse, Voice
from register.article30 import Selection, State, article30, questions, selected
from register.choices import Basis, LinkRole, Role
from register.documents.files import register_page
from register.dossier import Dossier
from register.dossier import types as t
from tests.register.article30.test_article30 import PROVIDER, activity, elements, field, register, shared_row
from tests.register.filled import edition
from tests.register.pdf_pages import register_html

GROUPS = tuple(t.SubjectGroup(key=key, sequence=1, name=key) for key in ("klanten", "bellers"))
BELLEN = t.Service(key="bellen", sequence=1, name="Bellen")
PARTIES = tuple(t.Recipient(key=key, name=key.capitalize()) for key in ("hulp", "host", "bureau"))


def data(name=None, **fields):
    return t.DataRow(sequence=1, name=name, **fields)


def link(recipient="hulp", role=LinkRole.PROCESSOR, **fields):
    return t.Disclosure(sequence=1, recipient=recipient, role=role, **fields)


def annexed(view, label):
    """The row with this label in the annexes."""
    return next(row for annex in view.annexes for table in annex.tables for row in table.rows if row.label == label)


def lines(field):
    return [line.removeprefix("– ") for line in field.text.splitlines()]


# People and data


UNTIED = (data(group="klanten"), data(group="bellers"), data("Naam"), data("Nummer"))


def test_people_and_data_that_nothing_ties_together_are_each_said_once():
    view = register(activity(role=Role.CONTROLLER, data=UNTIED), subject_groups=GROUPS, documents=(DOCUMENT,))
    assert lines(field(view, "Betrokkenen")) == ["klanten", "bellers"]
    assert lines(field(view, "Persoonsgegevens")) == [
        "Van deze betrokkenen samen; welke gegevens van wie zijn zegt de bron niet:",
        "Naam, Nummer",
    ]
    assert [elements(view)[word] for word in ("betrokkenen", "gegevens")] == [State.RECORDED] * 2


def test_in_a_register_of_our_own_no_source_is_blamed_for_that():
    own = msgspec.structs.replace(PROVIDER, voice=Voice.OWN)
    view = register(activity(data=UNTIED), subject_groups=GROUPS, provider=own)
    assert field(view, "Persoonsgegevens").text.startswith(
        "Van deze betrokkenen samen; welke gegevens van wie zijn is niet vastgelegd:"
    )


def test_the_same_data_of_several_groups_stand_once():
    rows = (data("Naam", group="klanten", other_groups=("bellers",)), data("Nummer", group="klanten"))
    view = register(activity(data=rows), subject_groups=GROUPS)
    assert lines(field(view, "Persoonsgegevens")) == ["Klanten, bellers:", "Naam", "Klanten:", "Nummer"]
    assert lines(field(view, "Betrokkenen")) == ["klanten", "bellers"]


def test_several_origins_and_a_party_that_delivers_stand_under_origin_alone():
    rows = (data("Naam", origin=("klant", "openbaar")), data(group="klanten"))
    bureau = link("bureau", LinkRole.ORIGIN, purpose="kredietgegevens", condition="bij een aanvraag")
    wide = link("host", LinkRole.ORIGIN)
    view = register(
        activity(role=Role.CONTROLLER, data=rows, disclosures=(bureau,)), recipients=PARTIES, disclosures=(wide,)
    )
    assert lines(field(view, "Herkomst", additional=True)) == [
        "Van de klant, Openbare bron",
        "Bureau: kredietgegevens (bij een aanvraag)",
        "Voor de hele aanbieder: Host",
    ]
    assert field(view, "Ontvangers").state == State.MISSING
    assert shared_row(view, "Herkomst").text == "Host"
    assert "Bureau: bij DM-01 (levert gegevens aan ons)" in lines(annexed(view, "Partijen"))


# With whom


def test_a_chain_and_an_agreement_stand_at_the_link():
    row = link(
        "host",
        LinkRole.SUBPROCESSOR,
        engaged_by="hulp",
        agreement=Answer.YES,
        agreement_reference="map 3",
        agreement_date="2026-03-01",
        agreement_ends="2028-02-29",
    )
    view = register(activity(role=Role.CONTROLLER, disclosures=(row,)), recipients=PARTIES)
    assert field(view, "Ontvangers").text == (
        "Host (subverwerker; ingeschakeld door Hulp; overeenkomst: ja, 1 maart 2026, map 3, "
        "tot en met 29 februari 2028)"
    )


def test_a_link_of_some_services_stands_at_their_activities_and_its_agreement_once():
    wide = link(services=("bellen",), agreement=Answer.NO)
    view = register(
        activity("DM-01", services=("bellen",)),
        activity("DM-02"),
        recipients=PARTIES,
        services=(BELLEN,),
        disclosures=(wide,),
    )
    first, second = (next(row for row in item.duties if row.label == "Ontvangers") for item in view.activities)
    assert lines(first) == ["Voor de dienst Bellen:", "Hulp (verwerker)"]
    assert second.state == State.MISSING
    assert shared_row(view, "Ontvangers").text == "Hulp (verwerker; voor de dienst Bellen; overeenkomst: nee)"


def test_countries_are_named():
    far = t.Recipient(key="x", name="Ver weg", country=("US", "NL"), address="1 Main St", contact="info@ver.example")
    out = t.Disclosure(sequence=1, recipient="x", role=LinkRole.RECIPIENT, transfer=Answer.YES)
    system = t.System(key="crm", name="CRM", place="Dublin", country=("IE",))
    view = register(activity(disclosures=(out,)), recipients=(far,), systems=(system,))
    assert field(view, "Doorgifte buiten de EER").text == "Ver weg (Verenigde Staten, Nederland): ja"
    assert annexed(view, "Partijen").text == (
        "Ver weg: land: Verenigde Staten, Nederland; adres: 1 Main St; contact: info@ver.example; bij DM-01"
    )
    assert annexed(view, "Systemen").text == "CRM: plaats: Dublin; land: Ierland"


# What is said for everything at once


def goals(*names):
    return tuple(t.GeneralPurpose(key=name, sequence=1, name=name) for name in names)


def bases(*articles, **fields):
    return tuple(t.GeneralBasis(article=article, **fields) for article in articles)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["Leveren", "Betalen"], "2 doelen voor de hele aanbieder (zie Algemeen)"),
        (["Leveren"], "1 doel voor de hele aanbieder (zie Algemeen)"),
    ],
)
def test_an_activity_without_a_purpose_points_to_those_of_the_provider(names, text):
    view = register(activity(role=Role.CONTROLLER), general_purposes=goals(*names))
    found = field(view, "Doeleinden")
    assert (found.text, found.reason, found.word) == (text, "welk doel hier geldt", "Ontbreekt")
    assert elements(view)["doelen"] == State.PARTIAL
    assert shared_row(view, "Doelen").text == ", ".join(names)


def test_a_purpose_of_its_own_needs_no_general_one():
    own = t.PurposeRow(key="a", sequence=1, name="Bellen", opt_out="via de link in de mail")
    view = register(activity(role=Role.CONTROLLER, purposes=(own,)), general_purposes=goals("Leveren"))
    assert field(view, "Doeleinden").text == "Bellen (afmelden: via de link in de mail)"
    assert elements(view)["doelen"] == State.RECORDED


@pytest.mark.parametrize(
    ("general", "state", "reason"),
    [
        (bases(Basis.CONTRACT), State.RECORDED, ""),
        (bases(Basis.CONTRACT, scope="alleen klanten"), State.PARTIAL, "welke van die grondslagen hier gelden"),
        (bases(Basis.CONTRACT, Basis.CONSENT), State.PARTIAL, "welke van die grondslagen hier gelden"),
    ],
)
def test_an_activity_without_a_basis_points_to_those_of_the_provider(general, state, reason):
    view = register(activity(), general_bases=general)
    found = field(view, "Grondslag")
    assert (found.state, found.reason) == (state, reason)
    assert found.text.startswith("Voor de hele aanbieder: Uitvoering van een overeenkomst (onder b)")
    assert shared_row(view, "Grondslagen").text.startswith("Uitvoering van een overeenkomst (onder b)")


def test_purposes_without_a_basis_are_named_above_the_general_one():
    with_own = t.PurposeRow(key="a", sequence=1, name="Bellen", bases=(t.LegalBasis(article=Basis.CONSENT),))
    without = t.PurposeRow(key="b", sequence=2, name="Betalen")
    view = register(activity(purposes=(with_own, without)), general_bases=bases(Basis.CONTRACT))
    assert lines(field(view, "Grondslag")) == [
        "Bellen:",
        "Toestemming (onder a)",
        "Betalen:",
        "Voor de hele aanbieder: Uitvoering van een overeenkomst (onder b) (zie Algemeen)",
    ]


def test_of_a_processor_the_law_asks_no_purpose():
    view = register(activity(role=Role.PROCESSOR), general_purposes=goals("Leveren", "Betalen"))
    assert field(view, "Doeleinden", additional=True).word == "Niet vastgelegd"


# The organisation


def test_what_is_not_recorded_of_the_organisation_takes_no_row():
    labels = {row.label for row in register(activity()).activities[0].additional}
    assert labels & {"Binnen de organisatie", "Geautomatiseerde besluiten", "Gegevens van kinderen", "DPIA"} == set()
    opened = field(register(activity()), "Verder open", additional=True).reason
    assert "besluiten" not in opened
    assert "kinderen" not in opened


def test_who_does_it_inside_and_who_can_see_the_data():
    view = register(
        activity(department="Support", owner="Hoofd", contact="toestel 3", access="helpdesk", reference="M5")
    )
    assert lines(field(view, "Binnen de organisatie", additional=True)) == [
        "Afdeling: Support",
        "Proceseigenaar: Hoofd",
        "Aanspreekpunt: toestel 3",
        "Wie erbij kan: helpdesk",
        "Kenmerk elders: M5",
    ]


def test_decisions_children_and_dpia_are_a_row_each():
    view = register(
        activity(
            decisions=Answer.NO,
            profiling=Answer.YES,
            decision_logic="score",
            dpia_criteria=("beoordelen", "kwetsbaar"),
            dpia_link="map 4",
            minors=(t.Minors(intended=Answer.NO, age=16),),
        )
    )
    assert lines(field(view, "Geautomatiseerde besluiten", additional=True)) == [
        "Geautomatiseerde besluiten: Nee",
        "Profilering: Ja",
        "Logica: score",
    ]
    assert lines(field(view, "DPIA", additional=True)) == [
        "Criteria DPIA: Mensen beoordelen of een score geven, Kwetsbare mensen",
        "Vindplaats DPIA: map 4",
    ]
    assert field(view, "Gegevens van kinderen", additional=True).text == "Gericht op kinderen: Nee; jonger dan: 16"


def test_what_does_not_happen_is_marked():
    row = t.Remark(key="r", section="delen", sequence=1, text="Gesprekken afluisteren.", denial=True)
    found = field(register(activity(remarks=(row,))), "Mededelingen", additional=True)
    assert found.text == "Gesprekken afluisteren. (gaat over iets wat niet gebeurt; bij “Met wie wij gegevens delen”)"


@pytest.mark.django_db
@pytest.mark.parametrize("face", [register_page, register_html])
def test_what_stands_in_the_register_alone_says_so(face):
    dossier = Dossier(
        provider=PROVIDER, activities=(activity("DM-01", internal=True, services=("bellen",)),), services=(BELLEN,)
    )
    assert "Alleen in het register. Dienst: Bellen" in face(edition(dossier))
    cover = {row.label: row.text for row in article30(edition(dossier)).cover}
    assert cover["Verwerkingen"] == "1 met een rol die niet is vastgelegd (waarvan 1 alleen in het register)"


# Names and contacts


def point(channel, value, use=ContactUse.GENERAL, **fields):
    return t.ContactPoint(key=value, use=use, channel=channel, value=value, **fields)


ENTITIES = (t.LegalEntity(key="bv", name="Demo B.V."), t.LegalEntity(key="a", name="Demo Alarm B.V."))
ADDRESSES = (
    t.Address(key="bezoek", city="Leek"),
    t.Address(key="post", street="Postbus 1", postcode="9350 AA", city="Leek"),
    t.Address(key="alarm", street="Weg 2", city="Roden", entity="a"),
)
POINTS = (
    point(Channel.EMAIL, "support@demo.example", ContactUse.SUPPORT),
    point(Channel.EMAIL, "privacy@demo.example", ContactUse.PRIVACY),
    point(Channel.WEBSITE, "demo.example", ContactUse.PRIVACY),
    point(Channel.EMAIL, "fg@demo.example", ContactUse.DPO),
    point(Channel.PHONE, "0594 000 000"),
    point(Channel.PHONE, "0594 111 111", entity="a"),
)
REACH = {"entities": ENTITIES, "addresses": ADDRESSES, "contact_points": POINTS}


def test_a_phone_number_a_mail_address_and_post_are_given_once():
    view = register(activity(role=Role.CONTROLLER, entities=("bv",)), **REACH)
    assert field(view, "Verantwoordelijke").text == ("Demo B.V.; contact, vertegenwoordiger en FG: zie Algemeen")
    assert lines(shared_row(view, "Contact")) == [
        "E-mail support@demo.example (support)",
        "E-mail privacy@demo.example (vragen over privacy)",
        "Website demo.example (vragen over privacy)",
        "E-mail fg@demo.example (functionaris voor gegevensbescherming)",
        "Telefoon 0594 000 000 (algemeen)",
        "Telefoon 0594 111 111, van Demo Alarm B.V. (algemeen)",
    ]
    assert lines(shared_row(view, "Adressen"))[1] == "Postbus 1, 9350 AA Leek"


def test_a_legal_entity_is_reached_by_its_own_contacts():
    view = register(activity(role=Role.CONTROLLER, entities=("a",)), **REACH)
    assert field(view, "Verantwoordelijke").text == (
        "Demo Alarm B.V.; Telefoon 0594 111 111; Weg 2, Roden; contact, vertegenwoordiger en FG: zie Algemeen"
    )
    assert lines(shared_row(view, "Adressen"))[2] == "Weg 2, Roden (van Demo Alarm B.V.)"


def test_several_legal_entities_stand_behind_the_name_of_their_group():
    group = msgspec.structs.replace(PROVIDER, group_name="Demo Groep")
    view = register(activity(role=Role.SUBPROCESSOR, entities=("bv", "a")), entities=ENTITIES, provider=group)
    assert field(view, "Subverwerker").text.startswith("Demo Groep (Demo B.V., Demo Alarm B.V.); ")


# Roles


def test_a_subprocessor_is_in_part_b_and_found_by_the_same_filter():
    activities = activity("DM-01", role=Role.SUBPROCESSOR), activity("DM-02", role=Role.CONTROLLER)
    dossier = Dossier(provider=PROVIDER, activities=activities)
    view = selected(edition(dossier), Selection(role="verwerker"))
    assert [part.title for part in view.parts] == ["Verwerkingen als verwerker of subverwerker"]
    assert [item.number for item in view.activities] == ["DM-01"]
    assert ("verwerker", "(sub)verwerker", True) in questions(dossier, Selection(role="verwerker"))[0].options


# Sources and readings


DOCUMENT = t.SourceDocument(code="900", title="Verklaring")


def test_a_reading_is_marked_where_it_stands_and_its_reason_said_once():
    rows = tuple(data(name, source="900 r5", reading="Zelfde zin.") for name in ("Naam", "Nummer"))
    view = register(activity(data=rows), documents=(DOCUMENT,))
    assert field(view, "Persoonsgegevens").text == "Naam; Nummer [r5, onze lezing]"
    assert field(view, "Onze lezing", additional=True).text == "Gegevens Naam, gegevens Nummer: Zelfde zin."
    assert "De rij Onze lezing zegt waarom" in next(row.text for row in view.about if row.label.endswith("de bronnen"))


def test_a_reading_of_a_shared_row_stands_in_its_annex():
    group = msgspec.structs.replace(GROUPS[0], reading="Zo heten zij in de kop.", source="900 r1")
    wide = link(reading="De zin gaat over alles.")
    view = register(activity(), subject_groups=(group,), disclosures=(wide,), recipients=PARTIES)
    assert annexed(view, "Groepen betrokkenen").text == (
        "klanten: onze lezing: Zo heten zij in de kop. [900 r1, onze lezing]"
    )
    assert shared_row(view, "Ontvangers").text == "Hulp (verwerker) [onze lezing]"
    assert shared_row(view, "Onze lezing").text == "De zin gaat over alles."


def test_without_readings_nothing_speaks_of_them():
    texts = repr(register(activity(data=(data("Naam", source="900 r5"),)), documents=(DOCUMENT,)))
    assert "lezing" not in texts


def test_a_mark_names_a_cell_and_repeats_free_words():
    rows = (data("Naam", source="900 r15 k2"), data("Nummer", source="Algemene voorwaarden, artikel 4"))
    text = field(register_of_data(rows), "Persoonsgegevens").text
    assert text == "Naam [r15 k2]; Nummer [Algemene voorwaarden, artikel 4]"


def register_of_data(rows):
    return register(activity(data=rows), documents=(DOCUMENT,))


def test_a_document_says_its_day_its_version_and_where_it_is():
    document = msgspec.structs.replace(DOCUMENT, dated="2025-03-01", version="2.1", address="https://demo.example/pv")
    assert shared_row(register(activity(), documents=(document,)), "Brondocumenten").text == (
        "900, Verklaring: datum: 1 maart 2025; versie: 2.1; webadres: https://demo.example/pv"
    )


def test_an_empty_optional_fact_is_not_open():
    view = register(activity(), sharing=t.SharingPolicy(sells_data=Answer.NO))
    assert "verkoopt, behalve" not in annexed(view, "Delen van gegevens").reason
    assert "herkomst van de feiten" not in shared_row(view, "Over de organisatie").reason
