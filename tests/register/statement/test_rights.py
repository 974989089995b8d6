"""Section 5: cards with a mail ready to send, objection apart, the law beside the provider."""

from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.choices import Answer, Channel, ContactUse, Voice
from register.choices import Basis, IdentityCheck, PurposeType, RightKind
from register.dossier import types as t
from register.statement.mail import LIMIT, mailto
from register.statement.page import Card, Cards, Link, Objection, Pairs
from retention.choices import Unit
from tests.register.statement_help import PROVIDER, activity, html, make, page, section, text, texts

MAIL = t.ContactPoint(key="mail", use=ContactUse.REQUEST, channel=Channel.EMAIL, value="privacy@proef.nl")
ADDRESS = t.Address(key="post", addressee="Proef, o.v.v. Privacy", street="Plein 1", postcode="1234 AB", city="Stad")
POST = t.ContactPoint(key="brief", use=ContactUse.REQUEST, channel=Channel.POST, address="post")


def based_on(*articles: Basis, **fields) -> t.Activity:
    bases = tuple(t.LegalBasis(article=article) for article in articles)
    return activity(purposes=(t.PurposeRow(**{"key": "a", "sequence": 0, "name": "Doel", "bases": bases, **fields}),))


def cards(dossier) -> dict[str, Card]:
    found = next(block for block in section(page(dossier), "rechten").blocks if isinstance(block, Cards))
    return {card.title: card for card in found.cards}


def handled(**fields) -> dict[str, str]:
    dossier = make(requests=t.RequestHandling(**fields))
    pairs = next(block for block in section(page(dossier), "rechten").blocks if isinstance(block, Pairs))
    return {pair.label: text(pair.lines) for pair in pairs.pairs}


def test_a_card_opens_a_mail_that_says_what_is_asked():
    link = cards(make(contact_points=(MAIL,)))["Inzage"].action
    address, query = urlsplit(link.href).path, parse_qs(urlsplit(link.href).query)
    assert link.text == "Vraag inzage aan"
    assert address == "privacy@proef.nl"
    assert query["subject"] == ["AVG-verzoek: inzage"]
    assert query["body"][0].split("\r\n") == [
        "Ik vraag inzage in mijn gegevens. (artikel 15 AVG)", "", "Mijn naam:", "Mijn organisatie:",
        "Waarover het gaat:",
    ]  # fmt: skip
    assert "%0D%0A" in link.href


@given(st.text(max_size=400), st.lists(st.text(max_size=200), max_size=5))
def test_a_mail_fits_and_has_no_loose_signs(subject, lines):
    href = mailto("privacy@proef.nl", subject, tuple(lines))
    assert len(href) <= LIMIT or "&body=" not in href
    assert href.isascii()
    assert not set(href) & set(" \r\n\"<>'")
    assert unquote(parse_qs(urlsplit(href).query).get("subject", [""])[0]) is not None


def test_every_mail_is_short_and_asks_for_no_copy_of_a_document():
    dossier = make(based_on(Basis.CONSENT, Basis.LEGITIMATE_INTERESTS), contact_points=(MAIL,))
    hrefs = [card.action.href for card in cards(dossier).values()]
    assert len(hrefs) == 6
    assert all(len(href) <= LIMIT and "identiteit" not in href.lower() for href in hrefs)


def test_the_address_stands_in_plain_text_too():
    dossier = make(contact_points=(MAIL,))
    assert "privacy@proef.nl" in text(section(page(dossier), "rechten").blocks[0])


def test_post_only_shows_the_address_on_the_card():
    card = cards(make(contact_points=(POST,), addresses=(ADDRESS,)))["Inzage"]
    assert card.action is None
    assert texts(card.lines) == ["Per post: Proef, o.v.v. Privacy, Plein 1, 1234 AB Stad"]


def test_no_way_to_ask_is_a_gap():
    blocks = section(page(make()), "rechten").blocks
    assert texts(blocks[0]) == ["Nog niet vastgelegd", " waar u een verzoek kunt doen."]


def test_the_summary_promises_a_request_only_where_there_is_a_way_to_do_one():
    assert page(make()).answers[-1].link == Link("Uw rechten", "#rechten")
    assert page(make(contact_points=(MAIL,))).answers[-1].link == Link("Doe een verzoek", "#rechten")


@pytest.mark.parametrize(
    ("bases", "titles"),
    [
        ((), ["Inzage", "Verbetering", "Verwijdering", "Beperking", "Bezwaar"]),
        ((Basis.CONTRACT,), ["Inzage", "Verbetering", "Verwijdering", "Beperking", "Overdracht", "Bezwaar"]),
        (
            (Basis.CONSENT,),
            ["Inzage", "Verbetering", "Verwijdering", "Beperking", "Overdracht", "Toestemming intrekken", "Bezwaar"],
        ),
    ],
)
def test_cards_follow_from_the_legal_bases(bases, titles):
    assert list(cards(make(based_on(*bases)))) == titles


def test_a_promise_of_the_provider_brings_a_card_as_well():
    promise = t.StatedRight(right=RightKind.WITHDRAW_CONSENT, label="intrekken")
    card = cards(make(rights=(promise,)))["Toestemming intrekken"]
    assert texts(card.lines) == ["Bij ons:", " “intrekken”."]


@pytest.mark.parametrize("voice", [Voice.OWN, Voice.TAKEN_OVER])
@pytest.mark.parametrize(
    ("right", "title"),
    [
        (RightKind.ACCESS, "Inzage"),
        (RightKind.PORTABILITY, "Overdracht"),
        (RightKind.WITHDRAW_CONSENT, "Toestemming intrekken"),
        (RightKind.NO_AUTOMATED_DECISION, "Menselijke blik op een besluit"),
    ],
)
def test_a_right_that_is_promised_without_any_words_is_shown_as_promised(right, title, voice):
    provider = msgspec.structs.replace(PROVIDER, voice=voice)
    dossier = make(provider=provider, rights=(t.StatedRight(right=right, stated=Answer.YES),))
    assert texts(cards(dossier)[title].lines) == ["Bij ons:", " dit recht hebt u."]
    if right == RightKind.PORTABILITY:
        assert "geen van beide vastgelegd" not in text(section(page(dossier), "rechten"))


def test_a_right_that_the_text_does_not_name_is_what_the_law_makes_of_it():
    silent = make(rights=(t.StatedRight(right=RightKind.PORTABILITY, stated=Answer.NO),))
    assert list(cards(silent)) == list(cards(make()))


def test_a_general_basis_brings_the_same_rights_as_one_of_an_activity():
    assert "Overdracht" in cards(make(activity(), general_bases=(t.GeneralBasis(article=Basis.CONTRACT),)))


def test_an_address_for_questions_is_not_called_one_for_requests():
    support = msgspec.structs.replace(MAIL, use=ContactUse.SUPPORT)
    said = "Een adres voor verzoeken is nog niet vastgelegd. Wat hier staat, is voor vragen."
    assert texts(section(page(make(contact_points=(support,))), "rechten").blocks[0])[0] == said
    assert said not in text(section(page(make(contact_points=(MAIL,))), "rechten").blocks[0])


def test_decisions_by_computers_bring_a_card():
    dossier = make(decisions=t.AutomatedDecisions(takes_decisions=Answer.YES))
    assert "Menselijke blik op een besluit" in cards(dossier)
    assert "Menselijke blik op een besluit" in cards(make(activity(decisions=Answer.YES)))


@pytest.mark.parametrize("basis", [Basis.LEGITIMATE_INTERESTS, Basis.PUBLIC_TASK])
def test_objection_has_a_place_of_its_own(basis):
    blocks = section(page(make(based_on(basis))), "rechten").blocks
    assert [block.card.title for block in blocks if isinstance(block, Objection)] == ["Bezwaar"]


def test_direct_marketing_gives_objection_its_own_place_too():
    words = (t.Purpose(key="reclame", name="Reclame", type=PurposeType.MARKETING),)
    blocks = section(page(make(based_on(purpose="reclame"), purposes=words)), "rechten").blocks
    assert any(isinstance(block, Objection) for block in blocks)


def test_the_law_is_there_when_the_provider_says_nothing():
    rows = handled()
    assert list(rows) == [
        "Wanneer krijgt u antwoord?", "Wat kost het?", "Hoe laat u zien wie u bent?", "Wie mag een verzoek doen?",
    ]  # fmt: skip
    assert all(row.startswith("De wet:") and "Bij ons" not in row for row in rows.values())


def test_what_the_provider_writes_stands_beside_the_law():
    rows = handled(
        response_amount=4, response_unit=Unit.WEEK, fee=Answer.YES, identity_check=IdentityCheck.ACCESS,
        id_copy=Answer.YES, id_copy_masked_parts="BSN\npasfoto", restricted=Answer.YES, restricted_to="contactpersonen",
    )  # fmt: skip
    assert rows["Wanneer krijgt u antwoord?"].endswith("Bij ons:  Binnen 4 weken.")
    assert rows["Wat kost het?"].endswith("Bij ons:  Er kunnen kosten zijn.")
    assert (
        "Wij vragen om een kopie van uw identiteitsbewijs. Maak op de kopie zwart: BSN en pasfoto."
        in rows["Hoe laat u zien wie u bent?"]
    )
    assert "Een verzoek kan alleen komen van contactpersonen." in rows["Wie mag een verzoek doen?"]
    assert all(row.startswith("De wet:") for row in rows.values())


def test_a_complaint_can_always_go_to_the_authority():
    made = html(make())
    assert '<a href="https://autoriteitpersoonsgegevens.nl">Autoriteit Persoonsgegevens</a>' in made
