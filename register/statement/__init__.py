"""A Dossier as customers read it: one issue of it in, the whole page as frozen data out."""

from django.urls import reverse

from ..choices import FirstLayer
from ..dossier import Dossier, Edition, for_customers, with_marks
from ..dossier.issues import Around, Issue
from ..wording import date_words, flat, local_date, sentence
from .address_form import Say
from .cookies import cookies
from .decisions import decisions
from .facts import Facts
from .page import Link, Pair, Statement
from .retention import retention
from .rights import rights
from .security import security
from .sharing import sharing
from .summary import answers, doors, proposals
from .versions import notes, recent_change, versions
from .what import what
from .who import who

_SECTIONS = (who, what, retention, sharing, rights, decisions, security, cookies)


def statement(edition: Edition, around: Around | None = None) -> Statement:
    """The statement of one provider, in the order of `Section`.

    Reads nothing but the edition, and what holds around it: the versions before and after. Knows
    no HTML, so texts in it are as people typed them.
    """
    dossier = with_marks(for_customers(edition.dossier))
    say = Say.to_readers_of(dossier.provider.address_form)
    facts = Facts(dossier, say)
    return Statement(
        title=say("{name} en uw gegevens", name=facts.brand),
        kicker=say("Privacyverklaring"),
        lead=_lead(facts),
        draft=say("Deze verklaring is nog niet gepubliceerd en kan nog veranderen.") if edition.is_draft else "",
        meta=_meta(facts, edition, around),
        notes=notes(say, around) if around else (),
        recent_change=recent_change(say, around) if around else (),
        answers=answers(facts),
        highlights=tuple(sentence(row.text) for row in dossier.highlights),
        doors_question=say("Welke situatie past bij u?"),
        doors=doors(facts),
        sections=tuple(filter(None, (*(make(facts) for make in _SECTIONS), versions(facts, around)))),
    )


def proposed_answers(dossier: Dossier) -> dict[FirstLayer, str]:
    """What the facts answer to the six questions, whatever the officer wrote."""
    return proposals(Facts(for_customers(dossier), Say.to_readers_of(dossier.provider.address_form)))


def _lead(facts: Facts) -> str:
    entities = facts.dossier.entities
    name = flat(entities[0].name) if len(entities) == 1 else facts.brand
    return facts.say("Welke gegevens {name} van u vastlegt, waarom, hoe lang en wie ze te zien krijgt.", name=name)


def _meta(facts: Facts, edition: Edition, around: Around | None) -> tuple[Pair, ...]:
    """Which issue this is; a draft has the day on which it was made."""
    say = facts.say
    made = local_date(edition.made_at)
    if edition.is_draft:
        return (Pair(say("Versie"), ((say("Concept"),),)), Pair(say("Stand van"), ((made,),)))
    valid = date_words(edition.valid_from) if edition.valid_from else made
    pairs = (Pair(say("Geldig vanaf"), ((valid,),)), Pair(say("Versie"), ((str(edition.number),),)))
    if around is None or len(around.latest) < 2:
        return pairs
    link = Link(say("Bekijk wat er veranderde"), reverse("versions", args=[around.provider]))
    return (*pairs, Pair(say("Andere versies"), ((link,),)))
