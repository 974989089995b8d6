"""What the law asks for and nobody recorded: said once, at the end, with whom to ask."""

from collections.abc import Callable, Iterable

from providers.choices import ContactUse
from retention import words

from ..choices import FOR_OTHERS, LinkRole
from ..dossier import types as t
from ..wording import joined, listed
from . import legal_bases
from .answers import reach
from .contacts import contacts_for
from .data import are_unlinked
from .facts import Facts
from .page import Holes, Line
from .page import Section as PageSection
from .retention import of_everything, term_words

# More are a number.
_NAMED = 3


def holes(facts: Facts) -> PageSection | None:
    """At most seven lines, each about one question."""
    say = facts.say
    if not (block := hole_block(facts, facts.activities)):
        return None
    return PageSection("open", say("Wat nog ontbreekt"), say("Wat nog ontbreekt"), (block,))


def hole_block(facts: Facts, items: tuple[t.Activity, ...]) -> Holes | None:
    """What is missing for these activities; for all of them also what is asked of the provider, and whom to ask."""
    say, is_whole = facts.say, len(items) == len(facts.activities)
    lines = [text for text in _lines(facts, items) if text]
    if not lines:
        return None
    ways = reach(facts) if is_whole else ()
    ask: Line = (say("Wilt u dit weten? Vraag het ons."), *ways) if ways else ()
    whole = say("Deze verklaring is nog niet compleet. Nog niet vastgelegd:")
    return Holes(whole if is_whole else say("Nog niet vastgelegd:"), tuple((text,) for text in lines), ask)


def _lines(facts: Facts, items: tuple[t.Activity, ...]) -> Iterable[str]:
    say = facts.say
    yield _roles(facts, items)
    if not facts.dossier.general_purposes:
        yield _about(facts, say("waarvoor: {titles}"), items, _lacks_purpose)
    elif not any(item.purposes for item in items) and not all(item.for_others for item in items):
        yield say("welk van de genoemde doelen waarvoor geldt")
    if not facts.dossier.general_bases:
        yield _about(facts, say("welke reden uit de wet geldt voor {titles}"), items, _lacks_basis)
    yield _how_long(facts, items)
    yield _starts(facts, [item for item in items if not item.for_others])
    if not facts.dossier.is_own:
        yield _about(facts, say("van wie de gegevens zijn bij {titles}"), items, _is_nobodys)
    if len(items) == len(facts.activities):
        yield _whole(facts)


def _roles(facts: Facts, items: tuple[t.Activity, ...]) -> str:
    """Who is responsible where no role is recorded; that the text says two things is said once for all."""
    say = facts.say
    claims = {row.role in FOR_OTHERS for row in facts.dossier.role_claims}
    if len(claims) > 1 and any(item.role is None for item in items):
        return say("wie verantwoordelijk is: onze tekst zegt dat wij dat zijn, en ook dat wij in opdracht werken")
    return _about(facts, say("wie verantwoordelijk is voor {titles}"), items, lambda item: item.role is None)


def _about(facts: Facts, text: str, items: tuple[t.Activity, ...], is_missing: Callable[[t.Activity], bool]) -> str:
    """The question with what it is about: by name, or as a number of the headings on the page."""
    found = [item for item in items if is_missing(item)]
    if len(found) > _NAMED and len(found) == len(items):
        return text.format(titles=facts.say("alles hierboven"))
    if len(found) > _NAMED:
        some = facts.say("{count} van de {total} onderdelen hierboven", count=len(found), total=len(items))
        return text.format(titles=some)
    return text.format(titles=facts.titles(found)) if found else ""


def _lacks_purpose(item: t.Activity) -> bool:
    """Who works for others has no purposes of its own (art. 28 lid 3 AVG)."""
    return not item.for_others and not item.purposes


def _lacks_basis(item: t.Activity) -> bool:
    return not item.for_others and not legal_bases.of(item)


def _how_long(facts: Facts, items: tuple[t.Activity, ...]) -> str:
    """For what no term is recorded, in one line; nothing where a term holds for everything."""
    say = facts.say
    if any(term.says_something for term in of_everything(facts)):
        return ""
    none = _about(facts, say("hoe lang: {titles}"), items, lambda item: _has_terms(facts, item) == {False})
    some = say("hoe lang een deel van de gegevens blijft: {titles}")
    return joined((none, _about(facts, some, items, lambda item: len(_has_terms(facts, item)) > 1)))


def _has_terms(facts: Facts, item: t.Activity) -> set[bool]:
    """Whether data have a term, for some of them yes and for others no; yes where somebody else has to say so."""
    if item.retention_reason or item.for_others:
        return {True}
    terms = [facts.find("terms", row.term) for row in item.data if facts.data_name(row)]
    return {bool(term and term_words(facts, term)) for term in terms} or {False}


def _starts(facts: Facts, items: Iterable[t.Activity]) -> str:
    """When terms begin that are recorded without a beginning."""
    keys = dict.fromkeys(row.term for item in items for row in item.data if row.term)
    terms = [term for key in keys if (term := facts.find("terms", key))]
    open_ = [term for term in terms if words.lacks_start(term)]
    lengths = dict.fromkeys(str(term.period) for term in open_)
    return facts.say("vanaf wanneer deze termijnen tellen: {terms}", terms=listed(lengths)) if open_ else ""


def _is_nobodys(item: t.Activity) -> bool:
    return not are_unlinked(item.data) and (not item.data or any(not row.groups for row in item.data))


def _whole(facts: Facts) -> str:
    """What is asked of the provider as a whole, in one line.

    A register of its own leaves out what does not happen: art. 13 and 14 AVG ask it “where applicable”.
    """
    say, dossier = facts.say, facts.dossier
    if dossier.is_own:
        return "" if dossier.is_reachable else say("hoe u ons bereikt")
    links = [*dossier.disclosures, *(row for item in facts.activities for row in item.disclosures)]
    rows = [row for item in facts.activities for row in item.data]
    questions = {
        say("hoe u ons bereikt"): not dossier.is_reachable,
        say("of er een functionaris voor gegevensbescherming is"): dossier.provider.dpo_designated is None
        and not (dossier.provider.dpo_name or contacts_for(facts, ContactUse.DPO)),
        say("of gegevens buiten Europa komen"): not any(item.transfer for item in facts.activities)
        and not any(row.transfer for row in links),
        say("of computers besluiten over u nemen"): dossier.decisions is None
        and not any(item.decisions for item in facts.activities),
        say("met wie wij gegevens delen"): not (links or dossier.recipients)
        and dossier.sharing is None
        and not any(item.no_recipients for item in facts.activities),
        say("waar gegevens vandaan komen"): bool(rows)
        and not any(row.origin or row.origin_detail for row in rows)
        and not any(row.role == LinkRole.ORIGIN for row in links),
    }
    return listed([text for text, is_open in questions.items() if is_open])
