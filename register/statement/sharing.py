"""With whom data are shared in general, who the parties are, and what goes along with a call to 112."""

from django.urls import reverse

from providers.choices import Answer, ContactUse

from ..choices import Section
from ..dossier import types as t
from ..dossier.issues import Around
from ..wording import capital, listed, rows, sentence
from .contacts import contact_line, contacts_for, ended, joined
from .facts import Facts, told
from .page import Block, Bullet, Details, Items, Line, Lines, Link, Prose
from .page import Section as PageSection
from .parties import parties
from .reports import answered


def sharing(facts: Facts, around: Around | None = None) -> PageSection | None:
    """The policy; every party with where it works is closed, with the way to what changes about them."""
    say = facts.say
    blocks: list[Block] = [Prose(lines)] if (lines := policy(facts)) else []
    blocks += [Prose(after)] if (after := _suppliers(facts)) else []
    if more := facts.remarks(Section.SHARING):
        blocks.append(Details(say("Wat wij verder zeggen over delen"), (Prose(more),)))
    if known := parties(facts):
        way = (Prose((_processors(facts, around),)),) if around else ()
        blocks.append(Details(say("Wie de partijen zijn, en waar"), (Items(known), *way)))
    if emergency := _emergency(facts):
        blocks.append(Details(say("Wat er gebeurt als u 112 belt"), (Prose(emergency),)))
    if not blocks:
        return None
    return PageSection("delen", say("Met wie wij gegevens delen"), say("Met wie"), tuple(blocks))


def _processors(facts: Facts, around: Around) -> Line:
    words = facts.say("Wie er in opdracht gegevens verwerkt, en wat daaraan verandert")
    return (Link(words, reverse("processors", args=[around.provider])),)


def policy(facts: Facts) -> Lines:
    """When data go to others, the cases as a list."""
    say, row = facts.say, facts.dossier.sharing
    if row is None:
        return ()
    texts = [sells(facts, row)] if row.sells_data or row.sells_condition else []
    texts += answered(
        row,
        {
            ("consent_first", Answer.YES): say("Wij geven geen gegevens aan anderen als u dat niet vooraf goedvindt."),
            ("consent_first", Answer.NO): say("Wij vragen vooraf geen toestemming om gegevens te delen."),
            ("consent_first", Answer.NOT_APPLICABLE): say("Vooraf toestemming vragen speelt bij delen niet."),
            ("shares_data", Answer.NO): say("Wij delen uw gegevens niet met anderen."),
            ("shares_data", Answer.NOT_APPLICABLE): say("Delen met anderen speelt hier niet."),
        },
    )
    grounds = rows(row.grounds or "")
    if len(grounds) == 1:
        texts.append(sentence(say("Wij delen gegevens alleen in dit geval: {ground}", ground=facts.small(grounds[0]))))
    elif grounds:
        texts.append(say("Wij delen gegevens alleen in deze gevallen:"))
    elif row.shares_data == Answer.YES:
        texts.append(say("Wij delen uw gegevens met anderen."))
    cases = tuple((Bullet(), capital(text)) for text in grounds) if len(grounds) > 1 else ()
    return (*told(texts), *cases)


def sells(facts: Facts, row: t.SharingPolicy) -> str:
    """Whether data are sold, with the condition."""
    say = facts.say
    unless = f", {facts.small(row.sells_condition)}" if row.sells_condition else ""
    words = {
        Answer.YES: say("Wij verkopen uw gegevens{unless}", unless=unless),
        Answer.NO: say("Wij verkopen uw gegevens niet{unless}", unless=unless),
        Answer.NOT_APPLICABLE: say("Verkoop speelt hier niet{unless}", unless=unless),
        None: say("Verkopen{unless}", unless=unless),
    }
    return sentence(words[row.sells_data])


def _suppliers(facts: Facts) -> Lines:
    say, row = facts.say, facts.dossier.sharing
    if row is None:
        return ()
    texts = answered(
        row,
        {
            ("agreements", Answer.YES): say("Met bedrijven die ons helpen, sluiten wij een verwerkersovereenkomst."),
            ("agreements", Answer.NO): say("Met bedrijven die ons helpen, sluiten wij geen verwerkersovereenkomst."),
            ("remains_responsible", Answer.YES): say("Wij blijven verantwoordelijk voor wat zij doen."),
            ("remains_responsible", Answer.NO): say("Wij zijn niet verantwoordelijk voor wat zij doen."),
        },
    )
    texts += [text for text in (row.agreements_explanation, row.own_agreement) if text]
    return (*list_on_request(facts), *told(texts))


def list_on_request(facts: Facts) -> Lines:
    """Whether the names of suppliers can be asked for, and where."""
    say, row = facts.say, facts.dossier.sharing
    if row is None:
        return ()
    if row.supplier_list == Answer.NO:
        return ((say("Een lijst met onze leveranciers is niet op te vragen."),),)
    contact = facts.find("contact_points", row.supplier_contact)
    if where := (contact,) if contact else contacts_for(facts, ContactUse.SUPPLIERS):
        ways = joined(tuple(contact_line(facts, item) for item in where), say("of"))
        return (ended((say("De lijst met leveranciers vraagt u op via "), *ways)),)
    is_there = row.supplier_list == Answer.YES
    return ((say("Een lijst met onze leveranciers kunt u bij ons opvragen."),),) if is_there else ()


def _emergency(facts: Facts) -> Lines:
    say, row = facts.say, facts.dossier.emergency
    if row is None:
        return ()
    texts: list[str] = []
    for answer, form in (
        (Answer.YES, say("Met uw gesprek sturen wij mee: {what}")),
        (Answer.NO, say("Niet meegestuurd: {what}")),
    ):
        what = [
            name
            for value, name in ((row.number_sent, say("uw telefoonnummer")), (row.location_sent, say("uw locatie")))
            if value == answer
        ]
        texts += [sentence(form.format(what=listed(what)))] if what else []
    texts += answered(
        row,
        {
            ("despite_blocking", Answer.YES): say("Ook als u nummerweergave hebt geblokkeerd."),
            ("despite_blocking", Answer.NO): say("Niet als u nummerweergave hebt geblokkeerd."),
            ("legal_duty", Answer.YES): say("Dat is wettelijk verplicht."),
            ("legal_duty", Answer.NO): say("Dat is niet wettelijk verplicht."),
            ("visible_to_provider", Answer.YES): say("Wij kunnen deze gegevens zien."),
            ("visible_to_provider", Answer.NO): say("Wij kunnen deze gegevens zelf niet zien."),
        },
    )
    if row.available_from:
        texts.append(sentence(say("Op te vragen bij {where}", where=facts.small(row.available_from))))
    texts += [row.explanation] if row.explanation else []
    return told(texts)
