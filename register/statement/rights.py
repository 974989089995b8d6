"""Section 5: the rights of the reader. The law and the provider are told apart."""

from dataclasses import dataclass

from providers.choices import Answer, Channel, ContactUse

from ..choices import FOR_OTHERS, Basis, PurposeType, RightKind, Section
from ..dossier import types as t
from ..wording import flat, sentence
from .contacts import address_text, contact_line, contacts_for, joined, mail_link, request_contacts, web_link
from .facts import Facts
from .handling import handling
from .mail import mailto
from .page import Card, Cards, Heading, Line, Lines, Link, Objection, Prose, Strong
from .page import Section as PageSection

AUTHORITY = "https://autoriteitpersoonsgegevens.nl"


@dataclass(frozen=True)
class Request:
    """A right with the words of its card and of the mail that asks for it."""

    right: RightKind
    title: str
    text: str
    action: str
    subject: str
    body: str


def rights(facts: Facts) -> PageSection:
    """Cards with a mail ready to send, objection apart, how requests are handled, and complaint."""
    say = facts.say
    requests = _requests(facts)
    objection = _card(facts, _objection(facts))
    apart = objection_is_apart(facts)
    cards = tuple(_card(facts, item) for item in requests if _applies(facts, item.right))
    return PageSection(
        id="rechten",
        heading=say("Uw rechten"),
        short=say("Uw rechten"),
        reference=say("art. 13 lid 2, onder b, c en d, en art. 14 lid 2, onder c, d en e, AVG"),
        blocks=(
            Prose(_lead(facts)),
            Cards(cards if apart else (*cards, objection)),
            *_no_portability(facts),
            *((Objection(objection),) if apart else ()),
            *handling(facts),
            *facts.remarks(Section.RIGHTS),
            Heading(say("Een klacht")),
            Prose(_complaint(facts)),
        ),
    )


def _requests(facts: Facts) -> tuple[Request, ...]:
    say, kind = facts.say, RightKind
    return (
        Request(kind.ACCESS, say("Inzage"), say("Opvragen welke gegevens wij van u hebben."),
                say("Vraag inzage aan"), say("inzage"), say("Ik vraag inzage in mijn gegevens.")),
        Request(kind.RECTIFICATION, say("Verbetering"), say("Gegevens laten aanpassen die niet kloppen."),
                say("Vraag verbetering aan"), say("verbetering"), say("Ik vraag verbetering van mijn gegevens.")),
        Request(kind.ERASURE, say("Verwijdering"), say("Gegevens laten wissen die niet meer nodig zijn."),
                say("Vraag verwijdering aan"), say("verwijdering"), say("Ik vraag verwijdering van mijn gegevens.")),
        Request(kind.RESTRICTION, say("Beperking"), say("Het gebruik van uw gegevens tijdelijk laten stoppen."),
                say("Vraag beperking aan"), say("beperking"),
                say("Ik vraag beperking van het gebruik van mijn gegevens.")),
        Request(kind.PORTABILITY, say("Overdracht"), say("Uw gegevens meenemen in een bruikbaar bestand."),
                say("Vraag overdracht aan"), say("overdracht"), say("Ik vraag overdracht van mijn gegevens.")),
        Request(kind.WITHDRAW_CONSENT, say("Toestemming intrekken"),
                say("Stoppen met iets waarvoor u eerder toestemming gaf."),
                say("Trek toestemming in"), say("toestemming intrekken"), say("Ik trek mijn toestemming in.")),
        Request(kind.NO_AUTOMATED_DECISION, say("Menselijke blik op een besluit"),
                say("Een medewerker laten kijken naar een besluit van een computer."),
                say("Vraag een medewerker"), say("menselijke blik op een besluit"),
                say("Ik vraag een medewerker om een besluit van een computer te bekijken.")),
    )  # fmt: skip


def _objection(facts: Facts) -> Request:
    say = facts.say
    return Request(
        RightKind.OBJECTION, say("Bezwaar"),
        say("U kunt altijd bezwaar maken tegen reclame. Tegen gebruik voor een belang van ons of voor een taak van "
            "algemeen belang kunt u bezwaar maken om redenen die met uw situatie te maken hebben."),
        say("Maak bezwaar"), say("bezwaar"), say("Ik maak bezwaar tegen het gebruik van mijn gegevens."),
    )  # fmt: skip


def objection_is_apart(facts: Facts) -> bool:
    """Art. 21(4) AVG asks for a place of its own with these bases and with direct marketing."""
    types = {row.key: row.type for row in facts.dossier.purposes}
    used = {types.get(row.purpose) for item in facts.activities for row in item.purposes if row.purpose}
    marketing = {PurposeType.MARKETING, PurposeType.NEWSLETTER}
    return bool(facts.bases & {Basis.PUBLIC_TASK, Basis.LEGITIMATE_INTERESTS} or used & marketing)


def _stated(facts: Facts, right: RightKind) -> t.StatedRight | None:
    return next((row for row in facts.dossier.rights if row.right == right), None)


def _own_lines(facts: Facts, right: RightKind) -> Lines:
    """What the provider itself says about a right."""
    row = _stated(facts, right)
    if row is None:
        return ()
    texts = [f"“{flat(row.label)}”."] if row.label else []
    texts += [sentence(text) for text in (row.condition, row.explanation) if text]
    if not texts and row.stated == Answer.YES:
        texts = [facts.say("dit recht hebt u.")]
    return ((Strong(facts.say("Bij ons:")), f" {' '.join(texts)}"),) if texts else ()


def _applies(facts: Facts, right: RightKind) -> bool:
    """Whether a card has a reason to be there."""
    if right == RightKind.PORTABILITY:
        return _portable(facts)
    if right == RightKind.WITHDRAW_CONSENT:
        cookies = any(row.consent == Answer.YES for row in facts.dossier.cookies)
        return Basis.CONSENT in facts.bases or cookies or bool(_own_lines(facts, right))
    if right == RightKind.NO_AUTOMATED_DECISION:
        rows = [facts.dossier.decisions.takes_decisions] if facts.dossier.decisions else []
        decided = Answer.YES in [*rows, *(item.decisions for item in facts.activities)]
        return decided or bool(_own_lines(facts, right))
    return True


def _portable(facts: Facts) -> bool:
    return bool(facts.bases & {Basis.CONSENT, Basis.CONTRACT}) or bool(_own_lines(facts, RightKind.PORTABILITY))


def _no_portability(facts: Facts) -> tuple[Prose, ...]:
    if _portable(facts):
        return ()
    text = facts.say("Overdracht van gegevens kunt u vragen bij gegevens die wij gebruiken met uw toestemming of voor "
                     "een overeenkomst met u. Bij ons is geen van beide vastgelegd.")  # fmt: skip
    return (Prose(((text,),)),)


def _card(facts: Facts, item: Request) -> Card:
    own = _own_lines(facts, item.right)
    contacts = request_contacts(facts)
    mail = next((row.value for row in contacts if row.channel == Channel.EMAIL and row.value), None)
    if mail and isinstance(mail_link(mail), Link):
        return Card(item.title, item.text, Link(item.action, _mail(facts, mail, item)), own)
    post = next((address_text(facts.find("addresses", row.address)) for row in contacts if row.address), "")
    where: Lines = ((facts.say("Per post: {address}", address=post),),) if post else ()
    return Card(item.title, item.text, None, (*own, *where))


def _mail(facts: Facts, address: str, item: Request) -> str:
    say = facts.say
    number, _, paragraph = item.right.value.partition("-")
    article = (
        say("(artikel {article} lid {paragraph} AVG)", article=number, paragraph=paragraph) if paragraph
        else say("(artikel {article} AVG)", article=number)
    )  # fmt: skip
    lines = (f"{item.body} {article}", "", say("Mijn naam:"), say("Mijn organisatie:"), say("Waarover het gaat:"))
    return mailto(address, say("AVG-verzoek: {subject}", subject=item.subject), lines)


def _lead(facts: Facts) -> Lines:
    """Where a request goes, in plain text, for who has no mail program."""
    say = facts.say
    contacts = request_contacts(facts)
    mails = tuple(contact_line(facts, row) for row in contacts if row.channel == Channel.EMAIL and row.value)
    others = tuple(contact_line(facts, row) for row in contacts if row.channel != Channel.EMAIL)
    stated = any(row.use == ContactUse.REQUEST for row in contacts)
    lines: list[Line] = []
    if contacts and not stated:
        lines.append((say("Een adres voor verzoeken is nog niet vastgelegd. Wat hier staat, is voor vragen."),))
    if mails:
        lines.append(
            (say("Kies wat u wilt. Er opent een e-mail waarin het verzoek al klaarstaat. Zelf mailen kan ook: "),
             *joined(mails, say("of")), ".")
        )  # fmt: skip
    if others:
        start = say("U kunt ook terecht bij: ") if mails else say("Uw verzoek stuurt u naar: ")
        lines.append((start, *joined(others, say("of")), "."))
    if not stated and not any(row.channel == Channel.PHONE for row in contacts) and (phone := _phone(facts)):
        lines.append((say("Bellen kan ook: "), *contact_line(facts, phone), "."))
    if not contacts:
        lines.append((facts.gap(), say(" waar u een verzoek kunt doen.")))
    if set(facts.roles) & set(FOR_OTHERS):
        lines.append(
            (say("Staat bij uw gegevens “Uw organisatie is verantwoordelijk”? Doe uw verzoek dan bij die organisatie. "
                 "De wet: wij moeten die organisatie helpen met het antwoord."),)
        )  # fmt: skip
    return tuple(lines)


def _phone(facts: Facts) -> t.ContactPoint | None:
    uses = (ContactUse.PRIVACY, ContactUse.GENERAL, ContactUse.SUPPORT)
    return next((row for row in contacts_for(facts, *uses) if row.channel == Channel.PHONE), None)


def _complaint(facts: Facts) -> Lines:
    """The law gives a way to the authority; the provider may have words of its own."""
    say, row = facts.say, facts.dossier.complaint
    lines: list[Line] = []
    contacts = contacts_for(facts, ContactUse.COMPLAINT)
    where: Line = ()
    if contacts:
        where = (say(", via "), *joined(tuple(contact_line(facts, item) for item in contacts), say("of")))
    if row and row.first_contact == Answer.YES:
        lines.append((say("Bent u niet tevreden? Wij vragen u om eerst contact met ons op te nemen"), *where, "."))
    elif row and row.first_contact == Answer.NO:
        lines.append((say("Bent u niet tevreden? U hoeft daarvoor niet eerst bij ons te komen."),))
    if contacts and not (row and row.first_contact == Answer.YES):
        lines.append((say("Een klacht kunt u ook bij ons indienen"), *where, "."))
    law = say("De wet: u kunt altijd een klacht indienen bij de ")
    lines.append((law, Link(say("Autoriteit Persoonsgegevens"), AUTHORITY), "."))
    if row and row.authority_link:
        lines.append((say("De link die wij noemen: "), web_link(row.authority_link)))
    return (*lines, *_own_lines(facts, RightKind.COMPLAINT))
