"""What readers can ask, how that goes, and where to complain."""

from dataclasses import dataclass

from providers.choices import Answer, Channel, ContactUse

from ..choices import Basis, IdentityCheck, PurposeType, RightKind, Section
from ..dossier import types as t
from ..wording import listed, rows, sentence, small
from .contacts import contact_line, contacts_for, ended, joined, mail_link, request_contacts, web_link
from .facts import Facts, told
from .mail import mailto
from .page import Block, Details, Line, Lines, Link, Prose, Right, Rights, Strong
from .page import Section as PageSection
from .reports import answered

# The address of the authority of the Netherlands as it was on 30 November 2026.
AUTHORITY = Link("Autoriteit Persoonsgegevens", "https://autoriteitpersoonsgegevens.nl")


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
    """Cards with a mail ready to send, objection apart where the law asks that, how a request goes, and complaint."""
    say = facts.say
    shown = dict(zip((item.right for item in _given(facts)), cards(facts), strict=True))
    apart = shown.pop(RightKind.OBJECTION, None) if objection_is_apart(facts) else None
    blocks: list[Block] = [Prose(lead(facts)), Rights(tuple(shown.values()))]
    blocks += [Rights((apart,), say("Los van de andere rechten:"))] if apart else []
    blocks += _handling(facts)
    blocks += [Details(say("Wat er over uw rechten is vastgelegd"), (Prose(own),))] if (own := _own(facts)) else []
    return PageSection("rechten", say("Uw rechten en klachten"), say("Rechten en klachten"), tuple(blocks))


def requests(facts: Facts) -> tuple[Request, ...]:
    """The rights in the order in which people ask for them."""
    say, kind = facts.say, RightKind
    return (
        Request(kind.ACCESS, say("Inzien"), say("Zien welke gegevens wij van u hebben."), say("Vraag inzage"),
                say("inzage"), say("Ik wil mijn gegevens inzien.")),
        Request(kind.RECTIFICATION, say("Verbeteren"), say("Gegevens laten wijzigen die niet kloppen."),
                say("Vraag verbetering"), say("verbetering"), say("Deze gegevens kloppen niet:")),
        Request(kind.ERASURE, say("Verwijderen"), say("Gegevens laten weghalen."), say("Vraag verwijdering"),
                say("verwijdering"), say("Ik wil deze gegevens laten verwijderen:")),
        Request(kind.PORTABILITY, say("Meenemen"), say("Uw gegevens ontvangen of laten doorsturen."), say("Vraag op"),
                say("meenemen"), say("Ik wil mijn gegevens ontvangen.")),
        Request(kind.WITHDRAW_CONSENT, say("Toestemming intrekken"), say("Kan altijd, als u die gaf."),
                say("Trek in"), say("toestemming intrekken"), say("Ik trek mijn toestemming in voor:")),
        Request(kind.OBJECTION, say("Bezwaar maken"), say("Tegen wat wij met uw gegevens doen, altijd tegen reclame."),
                say("Maak bezwaar"), say("bezwaar"), say("Ik maak bezwaar tegen:")),
        Request(kind.RESTRICTION, say("Beperken"), say("Het gebruik tijdelijk laten stoppen."), say("Vraag beperking"),
                say("beperking"), say("Ik wil dit gebruik laten beperken:")),
        Request(kind.NO_AUTOMATED_DECISION, say("Een mens laten kijken"),
                say("Naar een besluit van een computer."), say("Vraag een medewerker"),
                say("besluit van een computer"), say("Ik wil dat een mens kijkt naar dit besluit:")),
    )  # fmt: skip


def cards(facts: Facts, brief: bool = False) -> tuple[Right, ...]:
    """The rights that the provider promises or the law gives here; brief without a word on each."""
    return tuple(Right(item.title, "" if brief else _text(facts, item), action(facts, item)) for item in _given(facts))


def _given(facts: Facts) -> tuple[Request, ...]:
    """The rights that the provider promises or the law gives here."""
    return tuple(item for item in requests(facts) if _is_there(facts, item.right))


def stated(facts: Facts, right: RightKind) -> t.StatedRight | None:
    """What is recorded of a right."""
    return next((row for row in facts.dossier.rights if row.right == right), None)


def _is_there(facts: Facts, right: RightKind) -> bool:
    """Whether the provider promises a right, or something happens for which the law gives it."""
    row = stated(facts, right)
    if row and row.stated != Answer.NO:
        return True
    if right == RightKind.PORTABILITY:
        return bool(facts.bases & {Basis.CONSENT, Basis.CONTRACT})
    if right == RightKind.WITHDRAW_CONSENT:
        return Basis.CONSENT in facts.bases or any(row.consent == Answer.YES for row in facts.dossier.cookies)
    if right == RightKind.NO_AUTOMATED_DECISION:
        general = facts.dossier.decisions
        found = [general.takes_decisions if general else None, *(item.decisions for item in facts.activities)]
        return Answer.YES in found
    return True


def objection_is_apart(facts: Facts) -> bool:
    """Art. 21(4) AVG asks to show this right by itself with these bases and with direct marketing."""
    types = {row.key: row.type for row in facts.dossier.purposes}
    words = [row.purpose for item in facts.activities for row in item.purposes]
    used = {types.get(key) for key in (*words, *(row.purpose for row in facts.dossier.general_purposes)) if key}
    marketing = {PurposeType.MARKETING, PurposeType.NEWSLETTER}
    return bool(facts.bases & {Basis.PUBLIC_TASK, Basis.LEGITIMATE_INTERESTS} or used & marketing)


def _text(facts: Facts, item: Request) -> str:
    if not facts.dossier.rights:
        return ""
    row = stated(facts, item.right)
    return item.text if row and row.stated != Answer.NO else facts.say("Dit recht geeft de wet.")


def action(facts: Facts, item: Request) -> Link | None:
    """A mail that is ready, to the address for requests or else for questions."""
    mails = (row.value for row in request_contacts(facts) if row.channel == Channel.EMAIL and row.value)
    mail = next((value for value in mails if isinstance(mail_link(value), Link)), None)
    return Link(item.action, _mail(facts, mail, item)) if mail else None


def _mail(facts: Facts, address: str, item: Request) -> str:
    say = facts.say
    lines = (item.body, "", say("Mijn naam:"), say("Mijn organisatie:"), say("Waarover het gaat:"), "",
             say("Stuur geen kopie van uw identiteitsbewijs mee in deze e-mail."))  # fmt: skip
    return mailto(address, say("AVG-verzoek: {subject}", subject=item.subject), lines)


def lead(facts: Facts) -> Lines:
    """Where a request goes and when the answer comes, for who has no mail program too."""
    say = facts.say
    contacts = request_contacts(facts)
    if not contacts:
        return ((answer_time(facts),),)
    ways = joined(tuple(contact_line(facts, row) for row in contacts), say("of"))
    is_for_requests = any(row.use == ContactUse.REQUEST for row in contacts)
    start = (
        say("Uw verzoek gaat naar ")
        if is_for_requests
        else say("Een adres voor verzoeken is er niet; voor vragen wel: ")
    )
    opens = (
        [say(" Kies wat u wilt vragen: er opent een e-mail.")]
        if any(action(facts, item) for item in requests(facts)[:1])
        else []
    )
    return ((*ended((start, *ways)), *opens, f" {answer_time(facts)}"),)


def answer_time(facts: Facts) -> str:
    """When the answer comes: as the provider says, else as the law does."""
    say, row = facts.say, facts.dossier.requests
    texts = []
    if row and row.response:
        texts.append(say("U krijgt antwoord binnen {term}.", term=row.response))
    if row and row.response_text:
        texts.append(sentence(say("Het antwoord komt {when}", when=facts.small(row.response_text))))
    return " ".join(texts) or say("Volgens de wet hoort u binnen een maand wat wij doen.")


def _handling(facts: Facts) -> list[Block]:
    say = facts.say
    lines = [
        *_titled(facts, say("Wie kan een verzoek doen?"), _who(facts)),
        *_titled(facts, say("Klacht?"), None, complaint(facts)),
    ]
    more = [
        *_titled(facts, say("Hoe het gaat:"), _how(facts)),
        *_titled(facts, say("Duurt het langer?"), _longer(facts)),
        *_titled(facts, say("Wie bent u?"), _identity(facts)),
        *_titled(facts, say("Kosten:"), _fee(facts)),
        *facts.remarks(Section.RIGHTS),
    ]
    blocks: list[Block] = [Prose(tuple(lines))]
    return [*blocks, *([Details(say("Zo gaat een verzoek"), (Prose(tuple(more)),))] if more else [])]


def _titled(facts: Facts, title: str, texts: list[str] | None, line: Line = ()) -> Lines:
    if texts:
        return told(texts, title)
    return ((Strong(title), " ", *line),) if line else ()


def _who(facts: Facts) -> list[str]:
    say, row = facts.say, facts.dossier.requests
    texts: list[str] = []
    if row and row.restricted_to:
        texts.append(sentence(say("Wij nemen alleen een verzoek aan van {who}", who=facts.small(row.restricted_to))))
    elif row:
        texts += answered(row, {("restricted", Answer.YES): say("Niet iedereen kan een verzoek doen.")})
    if row and row.restricted == Answer.NO:
        texts.append(say("Iedereen kan een verzoek doen."))
    if row and row.restricted_reason:
        texts.append(sentence(say("De reden: {text}", text=facts.small(row.restricted_reason))))
    if any(item.for_others for item in facts.activities):
        texts.append(say("Werken wij in opdracht? Vraag het dan ook aan de organisatie die verantwoordelijk is."))
    return texts


def _how(facts: Facts) -> list[str]:
    say, row = facts.say, facts.dossier.requests
    if row is None:
        return []
    texts = [row.instructions] if row.instructions else []
    if row.portability_format:
        texts.append(sentence(say("Meenemen gaat als {form}", form=facts.small(row.portability_format))))
    return texts


def _longer(facts: Facts) -> list[str]:
    say, row = facts.say, facts.dossier.requests
    if row is None:
        return []
    longest = say(" met ten hoogste {term}", term=row.extension_period) if row.extension_period else ""
    texts = answered(
        row,
        {
            ("extension", Answer.YES): say("Wij kunnen die tijd verlengen{longest}.", longest=longest),
            ("extension", Answer.NO): say("Wij verlengen die tijd niet."),
        },
    )
    if longest and row.extension != Answer.YES:
        texts.append(say("Er kan {term} bij komen.", term=row.extension_period))
    reason = say("De reden: {text}", text=facts.small(row.extension_reason)) if row.extension_reason else None
    return [*texts, *(text for text in (reason, row.extension_notice) if text)]


def _identity(facts: Facts) -> list[str]:
    say, row = facts.say, facts.dossier.requests
    if row is None:
        return []
    checks = {
        IdentityCheck.ALWAYS: say("Bij elk verzoek vragen wij wie u bent."),
        IdentityCheck.ACCESS: say("Bij een verzoek om inzage vragen wij wie u bent."),
        IdentityCheck.DOUBT: say("Alleen bij twijfel vragen wij wie u bent."),
        IdentityCheck.NEVER: say("Wij vragen nooit wie u bent."),
    }
    texts = [checks[row.identity_check]] if row.identity_check else []
    texts += [row.identity_explanation] if row.identity_explanation else []
    parts = [facts.small(part) for part in rows(row.id_copy_masked_parts or "")]
    texts += answered(
        row,
        {
            ("id_copy", Answer.YES): say("Wij vragen een kopie van uw identiteitsbewijs."),
            ("id_copy", Answer.NO): say("Wij vragen geen kopie van uw identiteitsbewijs."),
            ("id_copy_masked", Answer.NO): say("Op de kopie hoeft niets zwart."),
        },
    )
    if parts:
        texts.append(say("Maak op de kopie zwart: {parts}.", parts=listed(parts)))
    elif row.id_copy_masked == Answer.YES:
        texts.append(say("Maak op de kopie zwart wat wij niet nodig hebben."))
    return texts


def _fee(facts: Facts) -> list[str]:
    say, row = facts.say, facts.dossier.requests
    if row is None:
        return []
    texts = answered(
        row, {("fee", Answer.YES): say("Er kunnen kosten zijn."), ("fee", Answer.NO): say("Een verzoek is gratis.")}
    )
    return [*texts, *([row.fee_explanation] if row.fee_explanation else [])]


def complaint(facts: Facts) -> Line:
    """At the provider where it says so, and always at the authority."""
    say, row = facts.say, facts.dossier.complaint or t.Complaint()
    first = answered(
        row,
        {
            ("first_contact", Answer.YES): say("Neem eerst contact met ons op."),
            ("first_contact", Answer.NO): say("U hoeft niet eerst contact met ons op te nemen."),
        },
    )
    ways = contacts_for(facts, ContactUse.COMPLAINT)
    where = joined(tuple(contact_line(facts, way) for way in ways), say("of"))
    own: Line = (*ended((say("Een klacht bij ons kan via "), *where)), " ") if ways else ()
    start = f"{' '.join(first)} " if first else ""
    return (start, *own, say("U kunt altijd een klacht indienen bij de "), AUTHORITY, ".")


def _own(facts: Facts) -> Lines:
    """What is recorded of each right, with when it holds; and the address of the authority as recorded."""
    say = facts.say
    lines: list[Line] = []
    for row in facts.dossier.rights:
        name = facts.small(row.label) if row.label else small(say.label(row.right))
        texts = [text for text in (row.condition, row.explanation) if text]
        if texts:
            lines += told(texts, sentence(name))
    if names := [facts.small(row.label) for row in facts.dossier.rights if row.label]:
        lines.insert(0, (sentence(say("Namen in onze tekst: {names}", names=listed(names))),))
    if facts.dossier.complaint and facts.dossier.complaint.authority_link:
        lines.append(
            (say("Als adres van de toezichthouder is vastgelegd: "), web_link(facts.dossier.complaint.authority_link))
        )
    return tuple(lines)
