"""Section 4: with whom data are shared, where that is, and what goes along with a call to 112."""

from providers.choices import Answer, ContactUse

from ..choices import Section
from ..dossier import types as t
from ..wording import capital, flat, listed, rows, sentence, unique
from .contacts import contact_line, contacts_for, joined
from .countries import country_name
from .facts import Facts
from .page import Aside, Block, Cell, Heading, Items, Line, Lines, Prose, Row, Strong, Table
from .page import Section as PageSection
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
        if facts.dossier.disclosures or any(item.disclosures for item in facts.activities):
            return ()
        return (Prose(((facts.gap(), say(" of en met wie wij gegevens delen.")),)),)
    lines = tuple((text,) for text in _policy_sentences(facts, row))
    grounds = rows(row.grounds or "")
    blocks: list[Block] = [Prose(lines)] if lines else []
    if len(grounds) == 1:
        only = say("Wij delen gegevens alleen in dit geval: {ground}", ground=facts.small(grounds[0]))
        blocks.append(Prose(((sentence(only),),)))
    elif grounds:
        blocks.append(Prose(((say("Wij delen gegevens alleen in deze gevallen:"),),)))
        blocks.append(Items(tuple((capital(text),) for text in grounds)))
    after = _suppliers(facts, row)
    return (*blocks, *((Prose(after),) if after else ()))


def _policy_sentences(facts: Facts, row: t.SharingPolicy) -> list[str]:
    say = facts.say
    texts = {
        ("sells_data", Answer.YES): say("Wij verkopen uw gegevens."),
        ("sells_data", Answer.NO): say("Wij verkopen uw gegevens niet."),
        ("shares_data", Answer.YES): say("Wij delen uw gegevens met anderen."),
        ("shares_data", Answer.NO): say("Wij delen uw gegevens niet met anderen."),
        ("consent_first", Answer.YES): say("Wij vragen vooraf uw toestemming om gegevens te delen."),
        ("consent_first", Answer.NO): say("Wij vragen vooraf geen toestemming om gegevens te delen."),
    }
    if row.grounds:
        texts["shares_data", Answer.YES] = ""
    return [text for (name, answer), text in texts.items() if text and getattr(row, name) == answer]


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
    say = facts.say
    if not facts.dossier.recipients:
        return ()
    found = [(row, _links(facts, row)) for row in _in_order(facts)]
    where = any(_where(facts, row, links) for row, links in found)
    head = (say("Wie"), say("Waarvoor"), *((say("Waar"),) if where else ()))
    body = tuple(_recipient(facts, row, links, head) for row, links in found)
    table = Table(id="ontvangers", heading=say("Wie gegevens krijgen"), columns=head, rows=body)
    once: tuple[Block, ...] = () if where else (Prose(((facts.gap(), say(" in welke landen zij werken.")),)),)
    return (table, *once)


def _in_order(facts: Facts) -> list[t.Recipient]:
    """In the order in which the page names them."""
    links = [*facts.dossier.disclosures, *(link for item in facts.activities for link in item.disclosures)]
    keys = unique([*(link.recipient for link in links), *(row.key for row in facts.dossier.recipients)])
    return [facts.find("recipients", key) for key in keys]


def _links(facts: Facts, row: t.Recipient) -> list[tuple[t.Disclosure, t.Activity | None]]:
    own = [(link, item) for item in facts.activities for link in item.disclosures if link.recipient == row.key]
    return [*((link, None) for link in facts.dossier.disclosures if link.recipient == row.key), *own]


def _recipient(facts: Facts, row: t.Recipient, links: list, head: tuple[str, ...]) -> Row:
    kind = facts.say.label(row.kind) if row.kind else ""
    cells = [Cell(head[1], _uses(facts, row, links))]
    if len(head) > 2:
        cells.append(Cell(head[2], _where(facts, row, links) or ((facts.gap(),),)))
    lines = (*(((kind,),) if kind else ()), *facts.sentences(row.description))
    return Row(title=capital(flat(row.name)), lines=lines, cells=tuple(cells))


def _uses(facts: Facts, row: t.Recipient, links: list) -> Lines:
    """As what this party receives data, for which activities, when and why."""
    say = facts.say
    found: dict[tuple[str, str], list[str]] = {}
    for link, item in links:
        texts = [sentence(text) for text in (link.purpose, link.condition) if text]
        found.setdefault((say.label(link.role), " ".join(texts)), []).append(flat(item.title) if item else "")
    cookies = [flat(cookie.name) for cookie in facts.dossier.cookies if cookie.vendor == row.key]
    lines: list[Line] = []
    for (role, text), titles in found.items():
        where = "" if "" in titles else f": {facts.titles(titles)}"
        lines.append((Strong(role), f"{where}. ", Aside(text)) if text else (Strong(role), f"{where}."))
    if cookies:
        lines.append((say("Cookies: {names}.", names=listed(cookies)),))
    return tuple(lines) or ((facts.gap(),),)


def _where(facts: Facts, row: t.Recipient, links: list) -> Lines:
    """Country, and whether and how data leave the EEA."""
    say = facts.say
    answers = {
        Answer.YES: say("Buiten de EER"),
        Answer.NO: say("Niet buiten de EER"),
        Answer.NOT_APPLICABLE: say("Niet van toepassing"),
    }
    lines = [listed([country_name(code) for code in row.country])] if row.country else []
    for link, _ in links:
        lines += [answers[link.transfer]] if link.transfer else []
        lines += [say.label(link.mechanism)] if link.mechanism else []
    return tuple((text,) for text in unique(lines))


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
        flat(facts.find("recipients", link.recipient).name)
        for link in (*facts.dossier.disclosures, *(link for item in facts.activities for link in item.disclosures))
        if link.transfer == Answer.YES
    ]
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
        texts.append(say("Belt u 112, dan sturen wij {what} altijd mee{blocked}.", what=listed(sent), blocked=blocked))
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
