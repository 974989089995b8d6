"""What the law asks for and nobody recorded: said once, at the end, with whom to ask."""

from collections.abc import Callable, Iterable

from providers.choices import ContactUse
from retention import words

from ..choices import LinkRole
from ..dossier import types as t
from ..wording import joined, listed
from . import legal_bases
from .answers import reach
from .contacts import contacts_for
from .data import are_unlinked
from .facts import Facts
from .page import Holes, Line
from .page import Section as PageSection
from .retention import of_everything

# More are a number.
_NAMED = 3


def holes(facts: Facts) -> PageSection | None:
    """At most seven lines, each about one question."""
    say = facts.say
    if not (block := hole_block(facts, facts.activities)):
        return None
    return PageSection("open", say("Wat nog ontbreekt"), say("Wat nog ontbreekt"), (block,))


def hole_block(facts: Facts, items: tuple[t.Activity, ...]) -> Holes | None:
    """What is missing for these activities; for all of them also what is asked of the provider as a whole."""
    say = facts.say
    lines = [text for text in _lines(facts, items) if text]
    if not lines:
        return None
    ways = reach(facts)
    ask: Line = (say("Wilt u dit weten? Vraag het ons."), *ways) if ways else ()
    return Holes(
        say("Deze verklaring is nog niet compleet. Nog niet vastgelegd:"), tuple((text,) for text in lines), ask
    )


def _lines(facts: Facts, items: tuple[t.Activity, ...]) -> Iterable[str]:
    say, dossier = facts.say, facts.dossier
    yield _about(facts, say("wie verantwoordelijk is voor {titles}"), items, lambda item: item.role is None)
    if not dossier.general_purposes:
        yield _about(facts, say("waarvoor: {titles}"), items, _asked(lambda item: not item.purposes))
    elif not any(item.purposes for item in items) and not all(item.for_others for item in items):
        yield say("welk van de genoemde doelen waarvoor geldt")
    if not dossier.general_bases:
        yield _about(
            facts,
            say("welke reden uit de wet geldt voor {titles}"),
            items,
            _asked(lambda item: not legal_bases.of(item)),
        )
    if not any(term.says_something for term in of_everything(facts)):
        none = _about(facts, say("hoe lang: {titles}"), items, _asked(lambda item: _terms(facts, item) == {False}))
        some = _about(
            facts, say("hoe lang een deel blijft: {titles}"), items, _asked(lambda item: len(_terms(facts, item)) > 1)
        )
        yield joined((none, some))
    yield _starts(facts, [item for item in items if not item.for_others])
    # A text that was taken over also leaves readers in the dark about what is done for others.
    yield _about(
        facts,
        say("van wie de gegevens zijn bij {titles}"),
        items,
        _asked(_is_nobodys) if dossier.is_own else _is_nobodys,
    )
    if len(items) == len(facts.activities):
        yield listed(_whole(facts))


def _asked(is_missing: Callable[[t.Activity], bool]) -> Callable[[t.Activity], bool]:
    """What the law asks of who decides, and not of who works for others."""
    return lambda item: not item.for_others and is_missing(item)


def _about(facts: Facts, text: str, items: tuple[t.Activity, ...], is_missing: Callable[[t.Activity], bool]) -> str:
    """The question with what it is about: by name, or as a number of the headings on the page."""
    found = [item for item in items if is_missing(item)]
    if len(found) > _NAMED and len(found) == len(items):
        return text.format(titles=facts.say("alles hierboven"))
    if len(found) > _NAMED:
        return text.format(
            titles=facts.say("{count} van de {all} onderdelen hierboven", count=len(found), all=len(items))
        )
    return text.format(titles=facts.titles(found)) if found else ""


def _terms(facts: Facts, item: t.Activity) -> set[bool]:
    """Whether data have a term, for some of them yes and for others no; yes where a reason says why there is none."""
    if item.retention_reason:
        return {True}
    terms = [facts.find("terms", row.term) for row in item.data if facts.data_name(row)]
    return {bool(term and term.says_something) for term in terms} or {False}


def _starts(facts: Facts, items: Iterable[t.Activity]) -> str:
    """When terms begin that are recorded without a beginning."""
    keys = dict.fromkeys(row.term for item in items for row in item.data if row.term)
    terms = [term for key in keys if (term := facts.find("terms", key))]
    open_ = [term for term in terms if words.lacks_start(term)]
    lengths = dict.fromkeys(str(term.period) for term in open_)
    return facts.say("wanneer de termijnen van {terms} beginnen", terms=listed(lengths)) if open_ else ""


def _is_nobodys(item: t.Activity) -> bool:
    return not are_unlinked(item.data) and (not item.data or any(not row.groups for row in item.data))


def _whole(facts: Facts) -> Iterable[str]:
    """What is asked of the provider as a whole, in one line."""
    say, dossier, provider = facts.say, facts.dossier, facts.dossier.provider
    links = [*dossier.disclosures, *(row for item in facts.activities for row in item.disclosures)]
    if not dossier.is_reachable:
        yield say("hoe u ons bereikt")
    if not (provider.dpo_designated or provider.dpo_name or contacts_for(facts, ContactUse.DPO)):
        yield say("of er een functionaris voor gegevensbescherming is")
    if not (any(item.transfer for item in facts.activities) or any(row.transfer for row in links)):
        yield say("of gegevens buiten Europa komen")
    if dossier.is_own and facts.activities and all(item.for_others for item in facts.activities):
        return
    if dossier.decisions is None and not any(item.decisions for item in facts.activities):
        yield say("of computers besluiten over u nemen")
    if not (links or dossier.recipients or dossier.sharing) and not any(
        item.no_recipients for item in facts.activities
    ):
        yield say("met wie wij gegevens delen")
    rows = [row for item in facts.activities for row in item.data]
    is_told = any(row.role == LinkRole.ORIGIN for row in links) or any(row.origin or row.origin_detail for row in rows)
    if rows and not is_told:
        yield say("waar gegevens vandaan komen")
