"""A Dossier as customers read it: one issue of it in, the whole page as frozen data out.

Between facts and page stands this composition: what holds for all is said once (`common`), what differs
is said where it differs (`cards`), what nobody recorded is said once at the end (`holes`), and what few
people need is closed behind a heading that names it.
"""

from dataclasses import replace

from django.urls import reverse

from ..choices import FirstLayer
from ..choices import Section as What
from ..dossier import Dossier, Edition, for_customers, with_marks
from ..dossier import types as t
from ..dossier.issues import Around
from ..filling import filled
from ..wording import date_words, flat, local_date, sentence
from .address_form import Say
from .answers import answers, proposals
from .cards import card
from .common import Common
from .cookies import cookies
from .facts import Facts
from .holes import holes
from .letter import Letter, letter
from .page import Block, Details, Door, Link, Prose, Row, Rows, Section, Situation, SituationPage, Statement
from .plain import words_of
from .reports import decisions
from .retention import retention
from .rights import rights
from .security import security
from .sharing import sharing
from .situation import situation
from .situations import For, Situations
from .versions import last_heading, notes, recent_change, versions

# More buttons are closed.
_DOORS = 8
_AFTER_SHARING = (rights, decisions, security, cookies, holes)
_LED_TO = (retention, rights, decisions)


def statement(edition: Edition, around: Around | None = None) -> Statement:
    """The statement of one provider.

    Reads nothing but the edition, and what holds around it: the versions before and after. Knows
    no HTML, so texts in it are as people typed them.
    """
    facts = facts_of(edition.dossier)
    situations = Situations(facts)
    say, doors = facts.say, _doors(situations, around)
    first = (_what(facts, situations), retention(facts), sharing(facts, around))
    sections = (*first, *(make(facts) for make in _AFTER_SHARING), versions(facts, around))
    return Statement(
        title=say("{name} en uw gegevens", name=facts.brand),
        kicker=say("Privacyverklaring"),
        lead=_lead(facts),
        draft=say("Deze verklaring is nog niet gepubliceerd en kan nog veranderen.") if edition.is_draft else "",
        meta=_meta(facts, edition, around),
        notes=notes(say, around) if around else (),
        recent_change=recent_change(say, around) if around else (),
        answers=answers(facts),
        highlights=tuple(sentence(row.text) for row in facts.dossier.highlights),
        doors_question=say("Wat geldt voor u?"),
        doors=doors[:_DOORS],
        other_doors_question=say("Andere situaties"),
        other_doors=doors[_DOORS:],
        sections=tuple(filter(None, sections)),
    )


def section_names(dossier: Dossier) -> dict[str, str]:
    """The headings to which the register leads, by the names that links use; none without activities.

    The two long parts are there for every activity, so they need not be composed: that takes seconds for a thousand.
    """
    facts = facts_of(dossier)
    if not facts.activities:
        return {}
    names = {section.id: section.heading for make in _LED_TO if (section := make(facts))}
    return {"kort": facts.say("In het kort"), "wat": _heading(facts), **names, "versies": last_heading(facts)}


def facts_of(dossier: Dossier) -> Facts:
    """What of a Dossier concerns customers, in the words for these readers."""
    shown = with_marks(for_customers(filled(dossier)))
    return Facts(shown, Say.to_readers_of(shown.provider.address_form))


def proposed_answers(dossier: Dossier) -> dict[FirstLayer, str]:
    """What the facts answer to the six questions, whatever the officer wrote."""
    return {question: words_of(line) for question, line in proposals(facts_of(dossier)).items()}


def _lead(facts: Facts) -> str:
    entities = facts.dossier.entities
    name = flat(entities[0].name) if len(entities) == 1 else facts.brand
    return facts.say("Wat {name} met persoonsgegevens doet, waarom, hoe lang, en wie ze ziet.", name=name)


def _meta(facts: Facts, edition: Edition, around: Around | None) -> tuple[Row, ...]:
    """Which issue this is; a draft has the day on which it was made."""
    say = facts.say
    made = local_date(edition.made_at)
    if edition.is_draft:
        return (Row(say("Versie"), ((say("Concept"),),)), Row(say("Stand van"), ((made,),)))
    valid = date_words(edition.valid_from) if edition.valid_from else made
    rows = (Row(say("Geldig vanaf"), ((valid,),)), Row(say("Versie"), ((str(edition.number),),)))
    if around is None or len(around.latest) < 2:
        return rows
    link = Link(say("Bekijk wat er veranderde"), reverse("versions", args=[around.provider]))
    return (*rows, Row(say("Andere versies"), ((link,),)))


def _doors(situations: Situations, around: Around | None) -> tuple[Door, ...]:
    """A button per situation: to its own page, in a draft to its heading or its first card."""
    found = _groups(situations)
    if len(found) < 2:
        return ()
    return tuple(Door(people.label, _address(situations, people, around)) for people in found)


def _address(situations: Situations, people: For, around: Around | None) -> str:
    if around:
        return around.situation(people.slug)
    has_heading = any(place.id == people.slug for place in situations.places)
    return f"#{people.slug if has_heading else situations.activities(people)[0].number}"


def _what(facts: Facts, situations: Situations) -> Section | None:
    """What happens, per situation: what holds for all first, then a card per activity."""
    say, common = facts.say, Common(facts)
    box: tuple[Block, ...] = (Rows(common.rows, say("Dit geldt voor alles hieronder"), True),) if common.rows else ()
    said = facts.remarks(What.WHAT)
    headings = tuple(
        Situation(place.id, place.heading, tuple(card(facts, item, common) for item in place.activities))
        for place in situations.places
    )
    more: tuple[Block, ...] = (Details(say("Wat verder overal geldt"), (Prose(said),)),) if said else ()
    if not (box or headings or more):
        return None
    return Section("wat", _heading(facts), say("Per situatie"), (*box, *more, *headings))


def _heading(facts: Facts) -> str:
    return facts.say("Wat wij doen, per situatie")


def askers(dossier: Dossier) -> tuple[tuple[For, ...], tuple[t.Service, ...]]:
    """Who may ask about their own data, and which services they may ask about."""
    facts = facts_of(dossier)
    return _groups(Situations(facts)), facts.dossier.services


def letter_to(edition: Edition, slug: str, service: str, address: str) -> Letter | None:
    """What the people of a situation get to hear who ask, about one service or all; `address` is that of their page.

    None when nothing concerns them.
    """
    facts = replace(facts_of(edition.dossier), tells_all=True)
    people = next((item for item in _groups(Situations(facts)) if item.slug == slug), None)
    issue = "" if edition.is_draft else _issue_words(facts, edition, address)
    return letter(facts, replace(people, service=service), issue) if people else None


def _groups(situations: Situations) -> tuple[For, ...]:
    return tuple(people for people in situations.all if people.groups)


def _issue_words(facts: Facts, edition: Edition, address: str) -> str:
    day = date_words(edition.valid_from) if edition.valid_from else ""
    return facts.say(
        "U leest dit ook in onze privacyverklaring, versie {number}, geldig vanaf {day}: {address}",
        number=edition.number, day=day, address=address,
    )  # fmt: skip


def situation_page(edition: Edition, slug: str, whole: str, around: Around | None = None) -> SituationPage | None:
    """What concerns the people of one situation, for a page of its own; `whole` is the address of the statement."""
    facts = facts_of(edition.dossier)
    said = notes(facts.say, around) if around else ()
    people = next((item for item in _groups(Situations(facts)) if item.slug == slug), None)
    return situation(facts, people, whole, _meta(facts, edition, None), said) if people else None
