"""What readers can ask: rights with a mail ready to send, objection apart, the law where the provider is silent."""

from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.choices import AddressForm, Answer, Channel, ContactUse, Voice
from register.choices import Basis, CookieKind, IdentityCheck, PurposeType, RightKind, Section
from register.dossier import Dossier
from register.dossier import types as t
from register.statement.mail import LIMIT, mailto
from register.statement.page import Details, Prose, Right, Rights
from retention.choices import Unit
from tests.register.statement_help import PROVIDER, activity, html, make, page, section, texts

MAIL = t.ContactPoint(key="mail", use=ContactUse.REQUEST, channel=Channel.EMAIL, value="privacy@proef.nl")
ADDRESS = t.Address(key="post", addressee="Proef, o.v.v. Privacy", street="Plein 1", postcode="1234 AB", city="Stad")
POST = t.ContactPoint(key="brief", use=ContactUse.REQUEST, channel=Channel.POST, address="post")
LAW = "Dit recht geeft de wet."
MONTH = "Volgens de wet hoort u binnen een maand wat wij doen."


def based_on(*articles: Basis, **fields) -> t.Activity:
    bases = tuple(t.LegalBasis(article=article) for article in articles)
    return activity(purposes=(t.PurposeRow(**{"key": "a", "sequence": 0, "name": "Doel", "bases": bases, **fields}),))


def lists(dossier: Dossier) -> list[Rights]:
    return [block for block in section(page(dossier), "rechten").blocks if isinstance(block, Rights)]


def cards(dossier: Dossier) -> dict[str, Right]:
    return {card.title: card for block in lists(dossier) for card in block.rights}


def lines(dossier: Dossier) -> list[str]:
    """Each line of the section, what is closed too."""
    found: list[str] = []
    for block in section(page(dossier), "rechten").blocks:
        for inner in block.blocks if isinstance(block, Details) else (block,):
            parts = inner.lines if isinstance(inner, Prose) else ()
            found += ["".join(part if isinstance(part, str) else part.text for part in line) for line in parts]
    return found


def handled(**fields) -> dict[str, str]:
    """What is said under each question about a request."""
    titles = ("Wie kan een verzoek doen?", "Hoe het gaat:", "Duurt het langer?", "Wie bent u?", "Kosten:", "Klacht?")
    said = lines(make(requests=t.RequestHandling(**fields)))
    return {title: line.removeprefix(f"{title} ") for title in titles for line in said if line.startswith(title)}


# The mail.


def test_a_card_opens_a_mail_that_says_what_is_asked():
    link = cards(make(contact_points=(MAIL,)))["Inzien"].action
    address, query = urlsplit(link.href).path, parse_qs(urlsplit(link.href).query)
    assert link.text == "Vraag inzage"
    assert address == "privacy@proef.nl"
    assert query["subject"] == ["AVG-verzoek: inzage"]
    assert query["body"][0].split("\r\n") == [
        "Ik wil mijn gegevens inzien.", "", "Mijn naam:", "Mijn organisatie:", "Waarover het gaat:", "",
        "Stuur geen kopie van uw identiteitsbewijs mee in deze e-mail.",
    ]  # fmt: skip
    assert "%0D%0A" in link.href


@given(st.text(max_size=400), st.lists(st.text(max_size=200), max_size=5))
def test_a_mail_fits_and_has_no_loose_signs(subject, lines):
    href = mailto("privacy@proef.nl", subject, tuple(lines))
    assert len(href) <= LIMIT or "&body=" not in href
    assert href.isascii()
    assert not set(href) & set(" \r\n\"<>'")
    assert unquote(parse_qs(urlsplit(href).query).get("subject", [""])[0]) is not None


@pytest.mark.parametrize("form", [AddressForm.FORMAL, AddressForm.INFORMAL])
def test_every_mail_is_short_enough_for_its_body(form):
    decisions = t.AutomatedDecisions(takes_decisions=Answer.YES)
    provider = msgspec.structs.replace(PROVIDER, address_form=form)
    dossier = make(based_on(Basis.CONSENT), provider=provider, contact_points=(MAIL,), decisions=decisions)
    hrefs = [card.action.href for card in cards(dossier).values()]
    assert len(hrefs) == 8
    assert [href for href in hrefs if len(href) > LIMIT or "&body=" not in href] == []


# Where a request goes.


def point(channel: Channel, value: str, use: ContactUse = ContactUse.REQUEST) -> t.ContactPoint:
    return t.ContactPoint(key=f"{use.value}-{channel.value}", use=use, channel=channel, value=value)


PHONE = point(Channel.PHONE, "085 888 4445")
SUPPORT = msgspec.structs.replace(MAIL, use=ContactUse.SUPPORT)
OPENS = "Kies wat u wilt vragen: er opent een e-mail."


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((), MONTH),
        ((MAIL,), f"Uw verzoek gaat naar privacy@proef.nl. {OPENS} {MONTH}"),
        ((MAIL, PHONE), f"Uw verzoek gaat naar privacy@proef.nl of 085 888 4445. {OPENS} {MONTH}"),
        ((PHONE,), f"Uw verzoek gaat naar 085 888 4445. {MONTH}"),
        ((POST,), f"Uw verzoek gaat naar Proef, o.v.v. Privacy, Plein 1, 1234 AB Stad. {MONTH}"),
        ((SUPPORT,), f"Een adres voor verzoeken is er niet; voor vragen wel: privacy@proef.nl. {OPENS} {MONTH}"),
        ((point(Channel.EMAIL, "verkoop@proef.nl", ContactUse.SALES),), MONTH),
    ],
)
def test_the_way_to_ask_stands_in_plain_text(points, said):
    assert lines(make(contact_points=points, addresses=(ADDRESS,)))[0] == said


@pytest.mark.parametrize("points", [(), (PHONE,), (POST,)])
def test_without_a_mail_address_a_card_has_no_link(points):
    dossier = make(contact_points=points, addresses=(ADDRESS,))
    assert {card.action for card in cards(dossier).values()} == {None}


# Which rights.

ALWAYS = ["Inzien", "Verbeteren", "Verwijderen", "Bezwaar maken", "Beperken"]


@pytest.mark.parametrize(
    ("bases", "titles"),
    [
        ((), ALWAYS),
        ((Basis.CONTRACT,), [*ALWAYS[:3], "Meenemen", *ALWAYS[3:]]),
        ((Basis.CONSENT,), [*ALWAYS[:3], "Meenemen", "Toestemming intrekken", *ALWAYS[3:]]),
    ],
)
def test_rights_follow_from_the_legal_bases(bases, titles):
    assert list(cards(make(based_on(*bases)))) == titles
    assert (
        list(cards(make(activity(), general_bases=tuple(t.GeneralBasis(article=basis) for basis in bases)))) == titles
    )


def test_a_cookie_that_asks_for_consent_can_be_refused_again():
    cookie = t.Cookie(key="a", sequence=0, name="Cookie", kind=CookieKind.TRACKING, consent=Answer.YES)
    assert "Toestemming intrekken" in cards(make(cookies=(cookie,)))


@pytest.mark.parametrize(
    "dossier", [make(decisions=t.AutomatedDecisions(takes_decisions=Answer.YES)), make(activity(decisions=Answer.YES))]
)
def test_decisions_by_computers_bring_a_right(dossier):
    assert list(cards(dossier)) == [*ALWAYS, "Een mens laten kijken"]


@pytest.mark.parametrize("voice", [Voice.OWN, Voice.TAKEN_OVER])
@pytest.mark.parametrize(
    ("right", "title", "said"),
    [
        (RightKind.ACCESS, "Inzien", "Zien welke gegevens wij van u hebben."),
        (RightKind.PORTABILITY, "Meenemen", "Uw gegevens ontvangen of laten doorsturen."),
        (RightKind.WITHDRAW_CONSENT, "Toestemming intrekken", "Kan altijd, als u die gaf."),
        (RightKind.NO_AUTOMATED_DECISION, "Een mens laten kijken", "Naar een besluit van een computer."),
    ],
)
def test_a_right_that_is_promised_is_there_and_the_others_are_the_law_s(right, title, said, voice):
    provider = msgspec.structs.replace(PROVIDER, voice=voice)
    made = cards(make(provider=provider, rights=(t.StatedRight(right=right, stated=Answer.YES),)))
    assert made[title].text == said
    assert {card.text for name, card in made.items() if name != title} == {LAW}


def test_where_no_right_is_recorded_nothing_is_said_of_the_law():
    assert {card.text for card in cards(make()).values()} == {""}


def test_a_right_that_the_text_does_not_name_is_what_the_law_makes_of_it():
    rows = tuple(t.StatedRight(right=right, stated=Answer.NO) for right in (RightKind.PORTABILITY, RightKind.ACCESS))
    made = cards(make(rights=rows))
    assert list(made) == ALWAYS
    assert made["Inzien"].text == LAW


def test_what_is_recorded_of_a_right_is_closed_with_its_own_name():
    row = t.StatedRight(
        right=RightKind.ACCESS, label="Inkijken", condition="Als gebruiker", explanation="U ziet dan alles"
    )
    *_, last = section(page(make(rights=(row,))), "rechten").blocks
    assert isinstance(last, Details)
    assert texts(last) == [
        "Wat er over uw rechten is vastgelegd", "Namen in onze tekst: Inkijken.", "Inkijken.", " ",
        "Als gebruiker.", " U ziet dan alles.",
    ]  # fmt: skip


# Objection apart (art. 21 lid 4 AVG).

WORDS = tuple(t.Purpose(key=kind.value, name=kind.label, type=kind) for kind in PurposeType)


@pytest.mark.parametrize(
    ("item", "parts", "is_apart"),
    [
        (based_on(Basis.LEGITIMATE_INTERESTS), {}, True),
        (based_on(Basis.PUBLIC_TASK), {}, True),
        (based_on(Basis.CONTRACT), {}, False),
        (based_on(purpose=PurposeType.MARKETING.value), {}, True),
        (based_on(purpose=PurposeType.NEWSLETTER.value), {}, True),
        (based_on(purpose=PurposeType.SUPPORT.value), {}, False),
        (activity(), {"general_bases": (t.GeneralBasis(article=Basis.LEGITIMATE_INTERESTS),)}, True),
        (
            activity(),
            {"general_purposes": (t.GeneralPurpose(key="a", sequence=0, name="Reclame", purpose="marketing"),)},
            True,
        ),
    ],
)
def test_objection_has_a_place_of_its_own_where_the_law_asks_that(item, parts, is_apart):
    found = lists(make(item, purposes=WORDS, **parts))
    others, *apart = [[card.title for card in block.rights] for block in found]
    assert ([block.intro for block in found[1:]], apart) == (
        (["Los van de andere rechten:"], [["Bezwaar maken"]]) if is_apart else ([], [])
    )
    assert ("Bezwaar maken" in others) is not is_apart


# How a request goes.


def test_without_any_word_of_the_provider_only_complaint_and_the_law_are_said():
    assert lines(make()) == [MONTH, "Klacht? U kunt altijd een klacht indienen bij de Autoriteit Persoonsgegevens."]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"response_amount": 4, "response_unit": Unit.WEEK}, "U krijgt antwoord binnen 4 weken."),
        ({"response_text": "Zo snel mogelijk"}, "Het antwoord komt zo snel mogelijk."),
    ],
)
def test_when_the_answer_comes_as_the_provider_says_it(fields, said):
    assert lines(make(requests=t.RequestHandling(**fields)))[0] == said


def test_what_the_provider_writes_of_a_request():
    assert handled(
        instructions="Schrijf ons", portability_format="een bestand",
        fee=Answer.YES, fee_explanation="Bij veel verzoeken",
        identity_check=IdentityCheck.ACCESS, id_copy=Answer.YES, id_copy_masked_parts="BSN\npasfoto",
        restricted=Answer.YES, restricted_to="contactpersonen", restricted_reason="Zij kennen de dienst",
        extension=Answer.YES, extension_amount=2, extension_unit=Unit.MONTH, extension_notice="U hoort dat op tijd",
    ) == {
        "Wie kan een verzoek doen?": (
            "Wij nemen alleen een verzoek aan van contactpersonen. De reden: zij kennen de dienst."
        ),
        "Hoe het gaat:": "Schrijf ons. Meenemen gaat als een bestand.",
        "Duurt het langer?": "Wij kunnen die tijd verlengen met ten hoogste 2 maanden. U hoort dat op tijd.",
        "Wie bent u?": (
            "Bij een verzoek om inzage vragen wij wie u bent. Wij vragen een kopie van uw identiteitsbewijs. "
            "Maak op de kopie zwart: BSN en pasfoto."
        ),
        "Kosten:": "Er kunnen kosten zijn. Bij veel verzoeken.",
        "Klacht?": "U kunt altijd een klacht indienen bij de Autoriteit Persoonsgegevens.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "title", "said"),
    [
        ({"restricted": Answer.NO}, "Wie kan een verzoek doen?", "Iedereen kan een verzoek doen."),
        ({"restricted": Answer.YES}, "Wie kan een verzoek doen?", "Niet iedereen kan een verzoek doen."),
        ({"fee": Answer.NO}, "Kosten:", "Een verzoek is gratis."),
        ({"extension": Answer.NO}, "Duurt het langer?", "Wij verlengen die tijd niet."),
        ({"extension_amount": 2, "extension_unit": Unit.WEEK}, "Duurt het langer?", "Er kan 2 weken bij komen."),
        ({"identity_check": IdentityCheck.DOUBT}, "Wie bent u?", "Alleen bij twijfel vragen wij wie u bent."),
        ({"id_copy": Answer.NO}, "Wie bent u?", "Wij vragen geen kopie van uw identiteitsbewijs."),
        ({"id_copy_masked": Answer.YES}, "Wie bent u?", "Maak op de kopie zwart wat wij niet nodig hebben."),
    ],
)
def test_an_answer_to_one_question_says_nothing_of_the_others(fields, title, said):
    complaint = "U kunt altijd een klacht indienen bij de Autoriteit Persoonsgegevens."
    assert handled(**fields) == {title: said, "Klacht?": complaint}


def test_what_else_is_said_of_rights_stands_with_how_a_request_goes():
    remark = t.Remark(key="a", section=Section.RIGHTS, sequence=0, text="Wij tellen elk verzoek")
    (closed,) = [b for b in section(page(make(remarks=(remark,))), "rechten").blocks if isinstance(b, Details)]
    assert texts(closed) == ["Zo gaat een verzoek", "Wij tellen elk verzoek."]


# Complaint.


@pytest.mark.parametrize(
    ("complaint", "points", "start"),
    [
        ({}, (), ""),
        ({"first_contact": Answer.YES}, (), "Neem eerst contact met ons op. "),
        ({"first_contact": Answer.NO}, (), "U hoeft niet eerst contact met ons op te nemen. "),
        (
            {},
            (msgspec.structs.replace(MAIL, use=ContactUse.COMPLAINT),),
            "Een klacht bij ons kan via privacy@proef.nl. ",
        ),
    ],
)
def test_a_complaint_can_always_go_to_the_authority(complaint, points, start):
    dossier = make(complaint=t.Complaint(**complaint), contact_points=points)
    assert f"Klacht? {start}U kunt altijd een klacht indienen bij de Autoriteit Persoonsgegevens." in lines(dossier)
    assert '<a href="https://autoriteitpersoonsgegevens.nl">Autoriteit Persoonsgegevens</a>' in html(dossier)


def test_the_address_of_the_authority_as_recorded_is_told_apart():
    complaint = t.Complaint(authority_link="https://autoriteit.example/klacht")
    *_, last = section(page(make(complaint=complaint)), "rechten").blocks
    assert texts(last)[1:] == [
        "Als adres van de toezichthouder is vastgelegd: ",
        *["https://autoriteit.example/klacht"] * 2,
    ]
