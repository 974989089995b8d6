"""Section 2: per service why, which data, on what basis, how long and with whom."""

from dataclasses import dataclass

from ..marking import bare
from ..wording import capital, flat, listed, sentence, unique
from .cells import helper_lines, receiver_lines, term_lines
from .facts import Facts
from .legal_bases import basis_details, basis_lines
from .page import Gap, Line, Lines, Link, Strong, Table
from .rows import Column, entities_once, role_once, role_tag, table_row
from .split import Group, groups, split


@dataclass(frozen=True)
class Matrix:
    """The tables, and what is said once above them."""

    tables: tuple[Table, ...]
    intro: Lines


def matrix(facts: Facts) -> Matrix:
    """All tables of section 2."""
    found = _groups(facts)
    parts = [part for group in found for item in group.activities for part in split(item)]
    said = shared_details(facts)
    intro: list[Line] = []
    left = []
    for column in _columns(facts, said):
        values = {column.make(part) for part in parts}
        if len(values) == 1 and len(parts) > 1 and not _is_mixed(*values):
            intro.append(_once(facts, column, values.pop()))
        else:
            left.append(column)
    tables = tuple(_table(facts, group, left) for group in found)
    return Matrix(tables, (*_entities(facts), *intro, *_basis_intro(facts, said)))


def _is_mixed(lines: Lines) -> bool:
    """Whether a cell says something and names a hole too, so that neither holds for everything."""
    return len({any(isinstance(part, Gap) for part in line) for line in lines}) > 1


def anchor(group: Group) -> str:
    """The place on the page where the table of a group of services stands."""
    return f"dienst-{group.key}"


def first_place(facts: Facts, subject_group: str) -> str | None:
    """The anchor of the first activity with data of a group of people: its table when it comes first there."""
    for group in _groups(facts):
        for number, item in enumerate(group.activities):
            if any(subject_group in row.groups for row in item.data):
                return item.number if number else anchor(group)
    return None


def _groups(facts: Facts) -> tuple[Group, ...]:
    names = {bare(row.name).lower() for row in facts.dossier.services}
    names |= {bare(row.name).lower() for row in facts.dossier.service_groups}
    others = facts.say("Algemeen")
    others = facts.say("Overige verwerkingen") if others.lower() in names else others
    return groups(facts.dossier, facts.activities, others)


def shared_details(facts: Facts) -> frozenset[str]:
    """Explanations that belong to every use of a basis, so that the intro can say them once."""
    found: dict[str, list[set[str]]] = {}
    for item in facts.activities:
        for purpose in item.purposes:
            for basis in purpose.bases:
                found.setdefault(basis.article, []).append(set(basis_details(facts, basis)))
    return frozenset(text for sets in found.values() if len(sets) > 1 for text in set.intersection(*sets))


def _columns(facts: Facts, said: frozenset[str]) -> list[Column]:
    say = facts.say
    return [
        Column(
            say("Grondslag"), lambda part: basis_lines(facts, part, said),
            say("De grondslag is overal"), say("De grondslagen zijn nog nergens vastgelegd."),
        ),
        Column(
            say("Hoe lang"), lambda part: term_lines(facts, part),
            say("Hoe lang, bij alles"), say("De bewaartermijnen zijn nog nergens vastgelegd."),
        ),
        Column(
            say("Met wie"), lambda part: receiver_lines(facts, part),
            say("Ontvangers, bij alles"), say("De ontvangers zijn nog nergens vastgelegd."),
            say("Wie de gegevens krijgen, staat bij "), whole=True,
        ),
        Column(
            say("Met wie"), lambda part: helper_lines(facts, part),
            say("(Sub){processors}, bij alles"), say("De (sub){processors} zijn nog nergens vastgelegd."),
            say("Welke bedrijven ons helpen, staat bij "), whole=True,
        ),
    ]  # fmt: skip


def _once(facts: Facts, column: Column, lines: Lines) -> Line:
    """What holds for every row, in one line."""
    if any(isinstance(part, Gap) for line in lines for part in line):
        return (Gap(column.nothing),)
    if isinstance(lines[0][0], Link):
        return (column.elsewhere, Link(facts.say("Met wie wij gegevens delen"), "#delen"), ".")
    parts: list = [f"{column.once}: "]
    for number, line in enumerate(lines):
        first, *rest = line
        parts += ["; "] if number else []
        parts += [Strong(facts.small(first)) if isinstance(first, str) else first, *rest]
    if bare(getattr(parts[-1], "text", str(parts[-1])))[-1:] != ".":
        parts.append(".")
    return tuple(parts)


def _entities(facts: Facts) -> Lines:
    keys = facts.activities[0].entities if entities_once(facts) else ()
    names = listed([flat(facts.find("entities", key).name) for key in keys])
    return ((facts.say("Alles hieronder wordt uitgevoerd door {names}", names=sentence(names)),),) if names else ()


def _basis_intro(facts: Facts, said: frozenset[str]) -> Lines:
    """What each basis means by law, and what the provider always adds to it."""
    say = facts.say
    meanings = {
        "a": say("Toestemming: u hebt ja gezegd en mag dat altijd intrekken"),
        "b": say("Overeenkomst: de gegevens zijn nodig voor een overeenkomst"),
        "c": say("Wettelijke plicht: een wet schrijft het voor"),
        "d": say("Vitaal belang: het is nodig om iemands leven of gezondheid te beschermen"),
        "e": say("Algemeen belang: het is nodig voor een taak van algemeen belang"),
        "f": say("Gerechtvaardigd belang: een belang van ons of van een ander weegt op tegen uw privacy"),
    }
    lines: list[Line] = []
    for article in sorted(facts.bases):
        extra = unique(
            text for item in facts.activities for purpose in item.purposes for basis in purpose.bases
            if basis.article == article for text in basis_details(facts, basis) if text in said
        )  # fmt: skip
        own = say(" Deze aanbieder schrijft: {text}", text=" ".join(extra)) if extra else ""
        mark = say(" (art. 6 lid 1, onder {letter}, AVG).", letter=article.value)
        lines.append((f"{meanings[article.value]}{mark}{own}",))
    return tuple(lines)


def _table(facts: Facts, group: Group, columns: list[Column]) -> Table:
    say = facts.say
    tags = unique(role_tag(facts, item) for item in group.activities)
    head = [say("Waarom"), say("Welke gegevens"), *unique(column.title for column in columns)]
    rows = [
        table_row(facts, group, part, columns, len(tags) > 1)
        for item in group.activities for part in split(item)
    ]  # fmt: skip
    return Table(
        id=anchor(group),
        heading=capital(flat(group.heading)),
        columns=tuple(head),
        rows=tuple(rows),
        tags=tags if len(tags) == 1 else (),
        lines=_table_lines(facts, group),
    )


def _table_lines(facts: Facts, group: Group) -> Lines:
    """For whom the table is, and what the services are."""
    keys = unique(key for item in group.activities for row in item.data for key in row.groups)
    people = [facts.small(facts.find("subject_groups", key).name) for key in keys]
    lines: list[Line] = [(facts.say("Over {people}", people=listed(people)),)] if people else []
    lines += facts.sentences(role_once(group))
    for service in group.services:
        texts = [sentence(text) for text in (service.description, service.condition) if text]
        if texts:
            name = "" if service.name == group.heading else f"{flat(service.name)}: "
            lines.append((f"{name}{' '.join(texts)}",))
    return tuple(lines)
