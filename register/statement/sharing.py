"""Section 4: with whom data are shared, where that is, and what goes along with a call to 112."""

from providers.choices import Answer, ContactUse

from ..choices import Section
from ..dossier import types as t
from ..marking import bare
from ..wording import capital, listed, rows, sentence, unique, unstopped
from .contacts import contact_line, contacts_for, joined
from .facts import Facts
from .page import Block, Cell, Heading, Items, Line, Lines, Prose, Row, Table
from .page import Section as PageSection
from .parties import about, only_delivers, received, uses, where
from .what import by_activity


def sharing(facts: Facts) -> PageSection:
    """The policy, every recipient, countries outside the EEA and emergency calls."""
    say = facts.say
    return PageSection(
        id="delen",
        heading=say("Met wie wij gegevens delen"),
        short=say("Met wie"),
        reference=say("art. 13 lid 1, onder e en f, en art. 14 lid 1, onder e en f, AVG"),
        blocks=(
            *_policy(facts),
            *facts.remarks(Section.SHARING),
            *_recipients(facts),
            Heading(say("Buiten de Europese Economische Ruimte (EER)")),
            Prose(_transfers(facts)),
            *_emergency(facts),
        ),
    )


def _policy(facts: Facts) -> tuple[Block, ...]:
    say, row = facts.say, facts.dossier.sharing
    if row is None:
        if received(facts):
            return ()
        return (Prose(((facts.gap(), say(" of en met wie wij gegevens delen.")),)),)
    lines = tuple((text,) for text in _policy_sentences(facts, row))
    blocks: list[Block] = [Prose(lines)] if lines else []
    if grounds := rows(row.grounds or ""):
        only = say("Wij delen gegevens alleen in deze gevallen:")
        if row.consent_first == Answer.YES:
            only = say("Zonder uw toestemming vooraf delen wij uw gegevens alleen in deze gevallen:")
        blocks += [Prose(((only,),)), Items(tuple((capital(text),) for text in grounds))]
    after = _suppliers(facts, row)
    return (*blocks, *((Prose(after),) if after else ()))


def _policy_sentences(facts: Facts, row: t.SharingPolicy) -> list[str]:
    say = facts.say
    exception = _exception(facts, row.sells_condition) if row.sells_condition else ""
    texts = {
        ("sells_data", Answer.YES): say("Wij verkopen uw gegevens{exception}.", exception=exception),
        ("sells_data", Answer.NO): say("Wij verkopen uw gegevens niet{exception}.", exception=exception),
        ("shares_data", Answer.YES): say("Wij delen uw gegevens met anderen."),
        ("shares_data", Answer.NO): say("Wij delen uw gegevens niet met anderen."),
        ("consent_first", Answer.YES): say("Zonder uw toestemming vooraf delen wij uw gegevens niet."),
        ("consent_first", Answer.NO): say("Wij vragen vooraf geen toestemming om gegevens te delen."),
    }
    if row.grounds:
        texts["shares_data", Answer.YES] = texts["consent_first", Answer.YES] = ""
    found = [text for (name, answer), text in texts.items() if text and getattr(row, name) == answer]
    loose = exception and row.sells_data not in (Answer.YES, Answer.NO)
    return [*found, *([say("Verkoop van gegevens{exception}.", exception=exception)] if loose else [])]


def _exception(facts: Facts, condition: str) -> str:
    """When selling is otherwise, at the end of a sentence; one that begins as an exception needs no other word."""
    words = facts.small(condition)
    if bare(words).lower().startswith(("tenzij ", "behalve ", "mits ")):
        return f", {words}"
    return facts.say(", met deze uitzondering: {text}", text=words)


def _suppliers(facts: Facts, row: t.SharingPolicy) -> Lines:
    """Where the list of suppliers can be had, and what is agreed with them."""
    say = facts.say
    lines: list[Line] = []
    contact = facts.find("contact_points", row.supplier_contact)
    where = [contact] if contact else contacts_for(facts, ContactUse.SUPPLIERS)
    if row.supplier_list == Answer.NO:
        lines.append((say("Een lijst met onze leveranciers is niet op te vragen."),))
    elif where:
        ways = joined(tuple(contact_line(facts, item) for item in where), say("of"))
        lines.append((say("Een lijst met onze leveranciers vraagt u op via "), *ways, "."))
    elif row.supplier_list == Answer.YES:
        lines.append((say("Een lijst met onze leveranciers kunt u bij ons opvragen."),))
    if row.agreements == Answer.YES:
        lines.append((say("Met bedrijven die ons helpen, sluiten wij een verwerkersovereenkomst."),))
    elif row.agreements == Answer.NO:
        lines.append((say("Met bedrijven die ons helpen, sluiten wij geen verwerkersovereenkomst."),))
    lines += facts.sentences(row.agreements_explanation)
    if row.remains_responsible == Answer.YES:
        lines.append((say("Wij blijven verantwoordelijk voor wat zij met de gegevens doen."),))
    elif row.remains_responsible == Answer.NO:
        lines.append((say("Wij zijn niet verantwoordelijk voor wat zij met de gegevens doen."),))
    return (*lines, *facts.sentences(row.own_agreement))


def _recipients(facts: Facts) -> tuple[Block, ...]:
    """One table of all recipients; a column without any fact is said once below it."""
    say, found = facts.say, received(facts)
    rows = _in_order(facts)
    if not rows:
        return ()
    places = {row.key: where(facts, row, found) for row in rows}
    somewhere = any(places.values())
    head = (say("Wie"), say("Waarvoor"), *((say("Waar"),) if somewhere else ()))
    body = tuple(
        Row(
            title=facts.head(row),
            lines=about(facts, row),
            cells=tuple(map(Cell, head[1:], (_uses(facts, row), places[row.key] or ((facts.gap(),),)))),
        )
        for row in rows
    )
    table = Table(id="ontvangers", heading=say("Wie gegevens krijgen"), columns=head, rows=body)
    once: tuple[Block, ...] = () if somewhere else (Prose(((facts.gap(), say(" in welke landen zij werken.")),)),)
    return (table, *once)


def _in_order(facts: Facts) -> list[t.Recipient]:
    """In the order in which the page names them."""
    keys = unique([*(link.recipient for link, _ in received(facts)), *(row.key for row in facts.dossier.recipients)])
    return [row for row in (facts.find("recipients", key) for key in keys) if not only_delivers(facts, row)]


def _uses(facts: Facts, row: t.Recipient) -> Lines:
    """What a party receives data for; nothing recorded is a hole."""
    lines = uses(facts, row, received(facts))
    if cookies := [unstopped(cookie.name) for cookie in facts.dossier.cookies if cookie.vendor == row.key]:
        lines = (*lines, (facts.say("Cookies: {names}.", names=listed(cookies)),))
    return lines or ((facts.gap(),),)


def _transfers(facts: Facts) -> Lines:
    """Per answer the activities; nothing recorded is said once."""
    say = facts.say
    words = {
        Answer.YES: say("Gegevens gaan naar een land buiten de EER."),
        Answer.NO: say("Gegevens blijven binnen de EER."),
        Answer.NOT_APPLICABLE: say("Niet van toepassing."),
    }

    def text(item: t.Activity) -> str:
        parts = [words[item.transfer]] if item.transfer else []
        parts += [sentence(item.transfer_reason)] if item.transfer_reason else []
        return " ".join(parts)

    lines = by_activity(facts, text)
    outside = [
        facts.party(facts.find("recipients", link.recipient))
        for link, _ in received(facts) if link.transfer == Answer.YES
    ]  # fmt: skip
    if outside:
        lines = (*lines, (say("Buiten de EER werken: {names}. Een kopie van de afspraken vraagt u bij ons op.",
                              names=listed(unique(outside))),))  # fmt: skip
    missing = [facts.small(item.title) for item in facts.activities if not text(item)]
    if missing and not lines:
        return ((facts.gap(), say(" of gegevens buiten de EER worden verwerkt.")),)
    if missing:
        return (*lines, (facts.gap(), say(" bij: {titles}.", titles=listed(missing))))
    return lines


def _emergency(facts: Facts) -> tuple[Block, ...]:
    say, row = facts.say, facts.dossier.emergency
    if row is None:
        return ()
    sent = [
        text
        for answer, text in ((row.number_sent, say("uw telefoonnummer")), (row.location_sent, say("uw locatie")))
        if answer == Answer.YES
    ]
    kept = [
        text
        for answer, text in ((row.number_sent, say("uw telefoonnummer")), (row.location_sent, say("uw locatie")))
        if answer == Answer.NO
    ]
    blocked = say(", ook als u nummerweergave hebt geblokkeerd") if row.despite_blocking == Answer.YES else ""
    texts = []
    if sent:
        texts.append(say("Belt u 112? Dan gaat dit mee: {what}{blocked}.", what=listed(sent), blocked=blocked))
    if kept:
        texts.append(say("Niet mee gaat: {what}.", what=listed(kept)))
    if row.despite_blocking == Answer.NO:
        texts.append(say("Niet als u nummerweergave hebt geblokkeerd."))
    texts += _duty(facts, row)
    own: Lines = ((" ".join(texts),),) if texts else ()
    lines = (*own, *facts.sentences(row.explanation))
    return (Heading(say("Bellen naar 112")), Prose(lines)) if lines else ()


def _duty(facts: Facts, row: t.EmergencyCalls) -> list[str]:
    say = facts.say
    texts = {
        ("legal_duty", Answer.YES): say("Dat is wettelijk verplicht."),
        ("legal_duty", Answer.NO): say("Dat is niet wettelijk verplicht."),
        ("visible_to_provider", Answer.YES): say("Wij kunnen deze gegevens zien."),
        ("visible_to_provider", Answer.NO): say("Wij kunnen deze gegevens zelf niet zien."),
    }
    found = [text for (name, answer), text in texts.items() if getattr(row, name) == answer]
    if row.available_from:
        found.append(sentence(say("Waar ze op te vragen zijn: {where}", where=facts.small(row.available_from))))
    return found
