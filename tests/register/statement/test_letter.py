"""What people get to hear who ask about their own data: the words of the statement, and all that art. 15 AVG names."""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given

from providers.choices import Answer, Channel, ContactUse
from providers.models import Provider
from register.choices import Basis, DataOrigin, LinkRole, Role, TransferMechanism
from register.dossier import Dossier, Edition, live_dossier
from register.dossier import types as t
from register.statement import Letter, askers, letter_to, situation_page
from register.statement.plain import words_of
from retention.choices import TermKind
from tests.register.statement.at_random import WHOLE, dossiers
from tests.register.statement_help import MADE, PROVIDER, activity, filled, html, make

KLANTEN = t.SubjectGroup(key="klanten", sequence=0, name="Klanten")
SERVICES = tuple(t.Service(key=key, sequence=0, name=key.capitalize()) for key in ("bellen", "internet"))
MAIL = t.ContactPoint(key="mail", use=ContactUse.REQUEST, channel=Channel.EMAIL, value="privacy@proef.nl")
ADDRESS = "https://register.example/proef/versies/3/voor/klanten/"
ALWAYS = {"wat", "rechten", "klacht", "kopie"}


def theirs(number: int = 1, **fields) -> t.Activity:
    row = t.DataRow(sequence=0, name="Naam", group="klanten", origin=fields.pop("origin", ()))
    return activity(number, **{"data": (row,), **fields})


def dossier(*items: t.Activity, **parts) -> Dossier:
    return make(*(items or (theirs(),)), **{"subject_groups": (KLANTEN,), "services": SERVICES, **parts})


def sent(given: Dossier, slug: str = "klanten", service: str = "", number: int | None = 3) -> Letter:
    edition = Edition(dossier=given, made_at=MADE, number=number, valid_from=date(2026, 11, 1) if number else None)
    made = letter_to(edition, slug, service, ADDRESS)
    assert made
    return made


def test_the_whole_mail():
    link = t.Disclosure(
        sequence=0, recipient="us", role=LinkRole.PROCESSOR, transfer=Answer.YES, mechanism=TransferMechanism.SCC
    )
    purpose = t.PurposeRow(key="a", sequence=0, name="Support", bases=(t.LegalBasis(article=Basis.CONTRACT),))
    item = theirs(1, purposes=(purpose,), disclosures=(link,), origin=(DataOrigin.CUSTOMER,), decisions=Answer.NO)
    made = sent(
        dossier(item, recipients=(t.Recipient(key="us", name="Wolk Inc", country=("US",)),), contact_points=(MAIL,))
    )
    assert made.subject == "Wat wij met uw gegevens doen"
    assert (
        made.text
        == """Goedendag,

U vroeg wie uw gegevens krijgt en hoe lang wij ze bewaren.
Voor wie: Klanten
U leest dit ook in onze privacyverklaring, versie 3, geldig vanaf 1 november 2026: """
        + ADDRESS
        + """

Wat
Werk 1: Naam.

Waarom
Voor support. Het is nodig voor een overeenkomst.

Met wie
In onze opdracht: Wolk Inc.

Herkomst
Werk 1: Van de klant.

Besluit of profiel
Werk 1: Een computer besluit hier niet over u.

Buiten Europa
Wolk Inc: Verenigde Staten; daarvoor gaan gegevens buiten Europa; standaardbepalingen van de Commissie (SCC); \
een kopie van de afspraken vraagt u bij ons op.

Uw rechten
- Inzien
- Verbeteren
- Verwijderen
- Meenemen
- Bezwaar maken
- Beperken
Vraag het via privacy@proef.nl. Volgens de wet hoort u binnen een maand wat wij doen.

Klacht?
U kunt altijd een klacht indienen bij de Autoriteit Persoonsgegevens (https://autoriteitpersoonsgegevens.nl).

Een kopie
Dit antwoord noemt soorten gegevens. U hebt ook recht op een kopie van uw eigen gegevens. \
Vraag het via privacy@proef.nl.

Met vriendelijke groet,
Proef"""
    )
    assert made.missing == ("wie verantwoordelijk is voor werk 1", "hoe lang: werk 1")
    assert made.found == ALWAYS | {"waarom", "metwie", "herkomst", "besluiten", "buiten"}


def test_what_nobody_recorded_is_not_in_the_mail_but_beside_it():
    made = sent(dossier())
    assert made.found == ALWAYS
    assert "vastgelegd" not in made.text
    assert made.missing[:2] == ("wie verantwoordelijk is voor werk 1", "waarvoor: werk 1")


def test_a_draft_refers_to_no_statement():
    assert "versie" not in sent(dossier(), number=None).text


def test_who_uses_one_service_hears_of_that_one_and_of_what_belongs_to_none():
    items = (theirs(1, services=("bellen",)), theirs(2, services=("internet",)), theirs(3))
    assert re.findall(r"Werk \d", sent(dossier(*items), service="bellen").text) == ["Werk 1", "Werk 3"]
    assert "Dienst: Bellen" in sent(dossier(*items), service="bellen").text
    assert re.findall(r"Werk \d", sent(dossier(*items)).text) == ["Werk 1", "Werk 2", "Werk 3"]


def test_a_service_that_these_people_do_not_use_has_no_answer():
    edition = Edition(dossier=dossier(theirs(1, services=("bellen",))), made_at=MADE)
    assert letter_to(edition, "klanten", "internet", "") is None
    assert letter_to(edition, "anderen", "", "") is None


def test_je_is_said_to_who_reads_je():
    informal = msgspec.structs.replace(PROVIDER, address_form="je")
    made = sent(dossier(provider=informal, contact_points=(MAIL,)))
    assert not re.search(r"\b(?:u|uw)\b", f"{made.subject} {made.text}", re.IGNORECASE)
    assert "Je vroeg wie je gegevens krijgt" in made.text


def test_lists_are_whole():
    rows = tuple(
        t.DataRow(sequence=n, name=f"Soort {n}", group="klanten", term="lang" if n else None) for n in range(9)
    )
    term = t.RetentionTerm(key="lang", sequence=0, name="Lang", criterion="Tot u opzegt", kind=TermKind.CRITERION)
    assert "andere" not in sent(dossier(activity(1, data=rows), terms=(term,))).text


def test_who_works_for_others_says_that_they_decide():
    made = sent(dossier(theirs(1, role=Role.PROCESSOR, on_behalf_of="De zorginstelling")))
    assert made.is_for_others
    assert "Verantwoordelijk: de zorginstelling. Wij werken in opdracht, als verwerker." in made.text


def test_what_only_the_register_may_know_is_in_no_mail():
    hidden = theirs(
        2, internal=True, title="Geheim werk", data=(t.DataRow(sequence=0, name="Geheim", group="klanten"),)
    )
    assert "geheim" not in sent(dossier(theirs(1), hidden)).text.lower()


def every(given: Dossier) -> list[tuple[str, Letter]]:
    edition = Edition(dossier=given, made_at=MADE)
    people, services = askers(given)
    asked = [(row.slug, service) for row in people for service in ("", *(item.key for item in services))]
    made = [(slug, letter_to(edition, slug, service, "")) for slug, service in asked]
    assert all(letter for (_, letter), (_, service) in zip(made, asked, strict=True) if not service)
    return [(slug, letter) for slug, letter in made if letter]


def public(given: Dossier) -> str:
    """The whole statement, with the titles of the pages of situations."""
    return " ".join((html(given), *(row.heading for row in askers(given)[0])))


WORD = re.compile(r"[^\W\d_]{3,}")


def typed(value: object) -> set[str]:
    """Every word that somebody typed."""
    if type(value) is str:  # a choice from a list is a str as well
        return {word.lower() for word in WORD.findall(value)}
    children = value if isinstance(value, tuple) else ()
    if isinstance(value, msgspec.Struct):
        children = tuple(getattr(value, name) for name in value.__struct_fields__)
    return set().union(*map(typed, children))


def only_there(given: Dossier) -> set[str]:
    """Typed words in a mail that the whole statement does not have."""
    said = {word.lower() for _, letter in every(given) for word in WORD.findall(letter.text)}
    # Words that every mail has.
    frame = {word.lower() for word in WORD.findall(sent(dossier(), service="bellen").text)}
    return (said & typed(given)) - frame - set(WORD.findall(public(given).lower()))


def unsaid(given: Dossier) -> list[tuple[str, str]]:
    """Lines of the page of a situation that the mail to these people leaves out; lists may be longer there."""
    missing = []
    for slug, letter in [(row.slug, sent(given, row.slug)) for row in askers(given)[0]]:
        page = situation_page(Edition(dossier=given, made_at=MADE), slug, "/")
        lines = [
            words_of(line)
            for part in page.sections
            if part.id != "open"
            for block in part.blocks
            for line in getattr(block, "lines", ())
        ]
        missing += [(slug, line) for line in lines if line not in letter.text and " andere" not in line]
    return missing


def test_of_a_filled_dossier_a_mail_says_nothing_that_the_statement_does_not():
    given = filled()
    marks = re.compile(r"Merk\d+x")
    whole = set(marks.findall(public(given)))
    found = {mark for _, letter in every(given) for mark in marks.findall(letter.text)}
    assert found - whole == set()
    assert len(found) > 20
    assert unsaid(given) == []


@WHOLE
@given(dossiers())
def test_whatever_is_recorded_a_mail_says_what_the_page_of_these_people_says(given):
    assert (only_there(given), unsaid(given)) == (set(), [])


@pytest.mark.django_db
def test_of_the_five_providers_every_mail_says_what_the_statement_says(five):
    providers = list(Provider.objects.all())
    assert len(providers) == 5
    for provider in providers:
        given = live_dossier(provider.pk)
        assert every(given) != []
        assert (provider.slug, only_there(given), unsaid(given)) == (provider.slug, set(), [])
        for _, letter in every(given):
            assert (re.search(r"<[a-z/]", letter.text), "None" in letter.text) == (None, False)
