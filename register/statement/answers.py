"""The first layer: six answers that are true, from the facts or in the officer's own words."""

from collections.abc import Iterable

from providers.choices import Answer as YesNo
from providers.choices import Channel, ContactUse

from ..brevity import count_words
from ..choices import FirstLayer, PurposeType, RightKind, Role
from ..dossier import types as t
from ..wording import capital, flat, listed, rows, sentence, unique
from .contacts import ended, mail_link, phone_link, request_contacts
from .data import are_unlinked
from .facts import Facts
from .page import Answer, Line, Link
from .parties import received
from .retention import few, in_order, phrase
from .rights import stated
from .sharing import policy, sells

# Groups that are told by name; whoever is another finds a situation.
_GROUPS = 3
_KINDS = 3
_PURPOSES = 4
# Purposes of more words come after the others.
_SHORT = 6
_REACH = (ContactUse.PRIVACY, ContactUse.REQUEST, ContactUse.GENERAL, ContactUse.SUPPORT, ContactUse.DPO)


def answers(facts: Facts) -> tuple[Answer, ...]:
    """The officer's own words, else what the facts say; nothing that is recorded is denied."""
    say = facts.say
    own = {row.question: flat(row.text) for row in facts.dossier.first_layer}
    found = proposals(facts)
    questions = (
        (FirstLayer.WHO, say("Wie gebruikt uw gegevens?"), None),
        (FirstLayer.WHAT, say("Welke gegevens?"), None),
        (FirstLayer.WHY, say("Waarom?"), Link(say("Alle redenen"), "#wat")),
        (FirstLayer.HOW_LONG, say("Hoe lang?"), None),
        (FirstLayer.WITH_WHOM, say("Met wie?"), None),
        (FirstLayer.RIGHTS, say("Wat kunt u doen?"), Link(_to_rights(facts), "#rechten")),
    )
    return tuple(
        Answer(key.value, question, (own[key],) if key in own else found[key], link)
        for key, question, link in questions
    )


def _to_rights(facts: Facts) -> str:
    """No promise of a request where nobody recorded how to do one."""
    return facts.say("Doe een verzoek") if request_contacts(facts) else facts.say("Uw rechten")


def proposals(facts: Facts) -> dict[FirstLayer, Line]:
    """What the facts answer to each question, or that nothing is recorded."""
    none: Line = (facts.say("Dat is nog niet vastgelegd."),)
    found = {
        FirstLayer.WHO: _who(facts),
        FirstLayer.WHAT: _text(_what(facts)),
        FirstLayer.WHY: _text(_why(facts)),
        FirstLayer.HOW_LONG: _text(how_long(facts)),
        FirstLayer.WITH_WHOM: _text(_with_whom(facts)),
        FirstLayer.RIGHTS: _text(_rights(facts)),
    }
    return {question: line or none for question, line in found.items()}


def _text(sentences: Iterable[str]) -> Line:
    whole = " ".join(filter(None, sentences))
    return (whole,) if whole else ()


def _who(facts: Facts) -> Line:
    """The company, how to reach it, then its role."""
    say, dossier = facts.say, facts.dossier
    names = [flat(row.name) for row in dossier.entities] or [facts.brand]
    group = (
        say(", samen {group}", group=flat(dossier.provider.group_name))
        if dossier.provider.group_name and len(names) > 1
        else ""
    )
    start = sentence(f"{listed(names)}{group}")
    return (start, *reach(facts), *(f" {text}" for text in _role(facts)))


def reach(facts: Facts) -> Line:
    """How to call and mail the provider, in a sentence; nothing when no way is recorded."""
    say = facts.say
    phone, mail = (_contact(facts, channel) for channel in (Channel.PHONE, Channel.EMAIL))
    if phone and mail:
        return ended((say(" Bel "), phone_link(phone), say(" of mail "), mail_link(mail)))
    if phone:
        return ended((say(" Bel "), phone_link(phone)))
    return ended((say(" Mail "), mail_link(mail))) if mail else ()


def _contact(facts: Facts, channel: Channel) -> str | None:
    points = [row for row in facts.dossier.contact_points if row.channel == channel and row.value and row.use in _REACH]
    return min(points, key=lambda row: _REACH.index(row.use)).value if points else None


def _role(facts: Facts) -> Iterable[str]:
    """Whether the provider is responsible; nothing when that is not recorded."""
    say = facts.say
    others = [item for item in facts.activities if item.for_others]
    own = [item for item in facts.activities if item.role in (Role.CONTROLLER, Role.JOINT)]
    is_whole = len(others) + len(own) == len(facts.activities)
    if others and len(others) == len(facts.activities):
        who = unique(facts.small(item.on_behalf_of) for item in others if item.on_behalf_of)
        yield sentence(
            say(
                "Wij werken in opdracht van {who}: de opdrachtgever beslist",
                who=listed(who) if who else say("onze klanten"),
            )
        )
    elif own and is_whole:
        but = say(", maar in opdracht bij {titles}", titles=facts.titles(others, 3)) if others else ""
        yield say("Wij zijn verantwoordelijk voor uw gegevens{but}.", but=but)
    elif own:
        yield say("Wij zijn verantwoordelijk bij {titles}.", titles=facts.titles(own, 3))


def _what(facts: Facts) -> Iterable[str]:
    """The data that say most, per kind of people."""
    say = facts.say
    groups = [row for row in facts.dossier.subject_groups if _rows_of(facts, row.key)]
    for group in groups[:_GROUPS]:
        names = _telling(facts, _rows_of(facts, group.key))
        yield sentence(
            say(
                "Van {group}: {names}",
                group=f"{facts.small(group.name)}{facts.conditions(group.condition)}",
                names=names,
            )
        )
    if not groups:
        everything = [row for item in facts.activities for row in item.data if facts.data_name(row)]
        yield sentence(capital(_telling(facts, everything))) if everything else ""
    elif len(groups) > _GROUPS:
        yield say("En van anderen: kies hieronder uw situatie.")


def _rows_of(facts: Facts, group: str) -> list[t.DataRow]:
    """Data of a group; of two lists that are not tied to each other all of them."""
    found: list[t.DataRow] = []
    for item in facts.activities:
        loose = are_unlinked(item.data) and any(group in row.groups for row in item.data)
        found += [
            row for row in item.data if (group in row.groups or (loose and not row.groups)) and facts.data_name(row)
        ]
    return found


def _telling(facts: Facts, data: list[t.DataRow]) -> str:
    ranks = {row.key: (not row.special_kind, row.telling) for row in facts.dossier.data_categories}
    ordered = sorted(data, key=lambda row: ranks.get(row.category or "", (True, 9)))
    names = unique(facts.data_words(row) for row in ordered)
    if len(names) <= _KINDS:
        return listed(names)
    return facts.say("onder meer {names}", names=listed(names[:_KINDS]))


def _why(facts: Facts) -> Iterable[str]:
    """The purposes that most data serve; advertising is always among them."""
    say = facts.say
    found: list[tuple[t.GeneralPurpose, int]] = [
        (row, len(item.data)) for item in facts.activities for row in item.purposes
    ]
    found += [(row, 0) for row in facts.dossier.general_purposes]
    types = {row.key: row.type for row in facts.dossier.purposes}
    always = {PurposeType.MARKETING, PurposeType.NEWSLETTER}

    def is_special(row: t.GeneralPurpose) -> bool:
        return types.get(row.purpose or "") in always

    def is_long(row: t.GeneralPurpose) -> bool:
        return count_words(_goal(facts, row)) > _SHORT

    order = [row for row, _ in sorted(found, key=lambda pair: (not is_special(pair[0]), is_long(pair[0]), -pair[1]))]
    kept = order[: _PURPOSES - 1] if len(order) > _PURPOSES else order
    names = unique(filter(None, (_goal(facts, row) for row, _ in found if row in kept)))
    left = len(unique(filter(None, (_goal(facts, row) for row, _ in found)))) - len(names)
    if names:
        more = say(" en {count} andere doelen", count=left) if left > 1 else say(" en één ander doel") if left else ""
        yield sentence(say("Voor {goals}{more}", goals=", ".join(names) if more else listed(names), more=more))


def _goal(facts: Facts, row: t.GeneralPurpose) -> str:
    return f"{facts.small(row.name)}{facts.conditions(row.condition)}"


def how_long(facts: Facts) -> Iterable[str]:
    """From the shortest to the longest; no end, criteria and choices named; holes only when nothing else is left."""
    say = facts.say
    used = {row.term for item in facts.activities for row in item.data if row.term}
    said = [(term, words) for term in in_order(facts.dossier.terms) if (words := phrase(facts, term))]
    # A rule that says nothing of its own is named only where there is nothing else.
    said = [(term, words) for term, words in said if term.key in used or term.says_something or term.has_no_end] or said
    said.sort(key=lambda pair: not pair[0].is_fixed and pair[0].key not in used)
    endless = [pair for pair in said if pair[0].has_no_end]
    lengths = [pair for pair in said if pair[0].is_fixed and pair not in endless]
    others = [pair for pair in said if pair not in lengths and pair not in endless]
    yield from (_named(facts, *pair) for pair in endless[:1])
    if len({words for _, words in lengths}) > 1:
        short, long = (f"{words} ({facts.small(term.name)})" for term, words in (lengths[0], lengths[-1]))
        yield say("Van {short} tot {long}.", short=short, long=long)
    elif lengths:
        names = few(facts, [facts.small(term.name) for term, _ in lengths])
        yield sentence(f"{capital(names)}: {lengths[0][1]}")
    yield from (_named(facts, *pair) for pair in others[:1])
    if len(others) > 1 or len(endless) > 1 or len({words for _, words in lengths}) > 2:
        yield say("De andere termijnen staan hieronder.")
    if said and _lacks_term(facts):
        yield say("Niet voor alles is een termijn vastgelegd.")


def _named(facts: Facts, term: t.RetentionTerm, words: str) -> str:
    return sentence(f"{capital(flat(term.name))}: {words}")


def _lacks_term(facts: Facts) -> bool:
    rows_ = [(item, row) for item in facts.activities for row in item.data if facts.data_name(row)]
    return any(not row.term and not item.retention_reason for item, row in rows_)


def _with_whom(facts: Facts) -> Iterable[str]:
    """With the conditions that hold; a party with a condition is never named without it."""
    row, general = facts.dossier.sharing, policy(facts)
    receives = _receives(facts)
    if not receives and general:
        yield "".join(part for part in general[0] if isinstance(part, str))
    elif row and row.sells_data in (YesNo.YES, YesNo.NO):
        yield sells(facts, row)
    yield receives


def _receives(facts: Facts) -> str:
    """The cases in which data are shared, else the parties that get them, else where nobody does."""
    say, policy = facts.say, facts.dossier.sharing
    grounds = rows(policy.grounds or "") if policy else ()
    if len(grounds) > 2:
        return say("Wij delen alleen in {count} gevallen.", count=len(grounds))
    if grounds:
        return sentence(say("Wij delen alleen: {grounds}", grounds=listed([facts.small(text) for text in grounds])))
    if names := _parties(facts):
        return sentence(say("Met {names}", names=few(facts, names, 3)))
    nobody = [item for item in facts.activities if item.no_recipients]
    if nobody and len(nobody) == len(facts.activities):
        return say("Met niemand.")
    return say("Niet met anderen bij {titles}.", titles=facts.titles(nobody, 3)) if nobody else ""


def _parties(facts: Facts) -> list[str]:
    """Each party once, with all its conditions unless it also gets data without one."""
    found: dict[str, list[str | None]] = {}
    for link, _ in received(facts):
        found.setdefault(facts.receiver(link), []).append(link.condition)
    return [f"{name}{facts.conditions(*(own if all(own) else ()))}" for name, own in found.items() if name]


def _rights(facts: Facts) -> Iterable[str]:
    say = facts.say
    verbs = {
        RightKind.ACCESS: say("inzien"),
        RightKind.RECTIFICATION: say("laten verbeteren"),
        RightKind.ERASURE: say("laten verwijderen"),
        RightKind.PORTABILITY: say("meenemen"),
    }
    promised = [verb for right, verb in verbs.items() if (row := stated(facts, right)) and row.stated != YesNo.NO]
    if promised:
        yield say("Uw gegevens {verbs}, en meer.", verbs=listed(promised))
    else:
        yield say("Volgens de wet kunt u uw gegevens inzien, laten verbeteren en laten verwijderen.")
