"""A row of a table in section 2: an activity, or the part of it that serves some purposes."""

from collections.abc import Callable
from dataclasses import dataclass

from ..choices import LinkRole, Role
from ..dossier import types as t
from ..wording import capital, date_words, flat, listed, sentence, unique, unstopped
from .data import data_lists
from .facts import Facts
from .page import Aside, Cell, Gap, Line, Lines, Row, Tag
from .split import Group, Part


@dataclass(frozen=True)
class Column:
    """A column that disappears when it says the same in every row: then that stands above the tables.

    `once` starts that line, `nothing` says that nobody recorded it, `elsewhere` that section 4 has
    it. `whole`: the cell is about the activity, so its other rows refer to the first.
    """

    title: str
    make: Callable[[Part], Lines]
    once: str
    nothing: str
    elsewhere: str = ""
    whole: bool = False


def entities_once(facts: Facts) -> bool:
    """Whether the same companies carry out everything, so that one line says so."""
    return len({item.entities for item in facts.activities}) == 1 and len(facts.activities) > 1


def role_tag(facts: Facts, item: t.Activity) -> Tag:
    """The role in words a customer understands."""
    say = facts.say
    if item.role == Role.CONTROLLER:
        return Tag(say("Wij zijn verantwoordelijk"), item.role)
    if item.for_others:
        return Tag(say("Uw organisatie is verantwoordelijk"), item.role)
    if item.role == Role.JOINT:
        rows = facts.links(item)
        names = unique(
            facts.party(facts.find("recipients", row.recipient)) for row in rows if row.role == LinkRole.JOINT
        )
        with_whom = say("Samen verantwoordelijk met {names}", names=listed(names)) if names else None
        return Tag(with_whom or say("Samen verantwoordelijk"), item.role)
    return Tag(say("Rol nog niet vastgelegd"))


def table_row(facts: Facts, group: Group, part: Part, columns: list[Column], tagged: bool) -> Row:
    """A row: title, what it is for, and a cell per column that is left."""
    say, item = facts.say, part.activity
    data = data_lists(facts, part, named=not people_once(group))
    cells = {say("Welke gegevens"): Cell(say("Welke gegevens"), lists=data)}
    for column in columns:
        before = cells.get(column.title, Cell(column.title))
        cells[column.title] = Cell(column.title, (*before.lines, *_cell(facts, column, part)))
    cells = {title: Cell(title, unique(cell.lines), cell.lists) for title, cell in cells.items()}
    whole = part.alone or part.everything
    title = item.title if whole else listed([facts.small(row.name) for row in part.purposes])
    return Row(
        title=capital(flat(title)),
        id=item.number if part.first else "",
        mark=item.number if whole or not part.first else f"{item.number} {flat(item.title)}",
        lines=(
            *(((role_tag(facts, item),),) if tagged and part.first else ()),
            *(facts.sentences(item.description) if part.first else ()),
            *_purpose_lines(facts, part),
            *(_activity_lines(facts, group, part) if part.first else ()),
        ),
        cells=tuple(cells.values()),
    )


def _cell(facts: Facts, column: Column, part: Part) -> Lines:
    """Later rows of an activity refer to its first one, unless the cell says that nothing is recorded."""
    lines = column.make(part)
    if column.whole and not part.first and not any(isinstance(item, Gap) for line in lines for item in line):
        return ((Aside(facts.say("Zoals hierboven")),),)
    return lines


def _purpose_lines(facts: Facts, part: Part) -> Lines:
    """The purposes under the title, unless the title says them already."""
    item = part.activity
    lines: list[Line] = []
    whole = part.alone or part.everything
    for row in part.purposes:
        named = (not whole and len(part.purposes) > 1) or (whole and flat(row.name).lower() != flat(item.title).lower())
        condition = row.condition if row.condition != item.condition else None
        texts = [sentence(text) for text in (row.explanation, condition, opt_out(facts, row), facts.read(row)) if text]
        if texts or (named and whole):
            lines.append((" ".join([*([sentence(row.name)] if named else []), *texts]),))
    if part.everything:
        lines.append((facts.say("Deze gegevens zijn voor alle doelen van deze verwerking."),))
    if not item.purposes and facts.dossier.general_purposes:
        lines.append((facts.say("Welk van de doelen onder “In het algemeen” hierbij hoort, staat er niet."),))
    elif not item.purposes:
        lines.append((Gap(facts.say("Doel nog niet vastgelegd")),))
    return tuple(lines)


def opt_out(facts: Facts, row: t.GeneralPurpose) -> str:
    """How people opt out of a purpose."""
    return facts.say("Afmelden: {text}", text=facts.small(row.opt_out)) if row.opt_out else ""


def people_once(group: Group) -> bool:
    """Whether everything in a table is about the same people, so that one line above it says so."""
    return len({frozenset(key for row in item.data for key in row.groups) for item in group.activities}) == 1


def role_once(group: Group) -> str | None:
    """What the provider says about its role in every activity of a table."""
    said = {item.role_explanation for item in group.activities}
    return said.pop() if len(said) == 1 and len(group.activities) > 1 else None


def _activity_lines(facts: Facts, group: Group, part: Part) -> Lines:
    say, item = facts.say, part.activity
    lines = [*facts.sentences(item.condition, None if role_once(group) else item.role_explanation)]
    if item.ended_on:
        lines.insert(0, (say("Dit doen wij tot {day}.", day=date_words(item.ended_on)),))
    if item.on_behalf_of:
        lines.append((sentence(say("In opdracht van {who}", who=facts.small(item.on_behalf_of))),))
    names = [unstopped(facts.find("services", key).name) for key in item.services]
    if names and len(names) < len(group.services) and flat(item.title) not in names:
        lines.append((sentence(say("Dienst: {names}", names=listed(names))),))
    if item.entities and not entities_once(facts):
        entities = listed([unstopped(facts.find("entities", key).name) for key in item.entities])
        lines.append((say("Uitgevoerd door {names}", names=entities),))
    if item.systems:
        systems = "; ".join(
            f"{unstopped(facts.find('systems', row.system).name)}{facts.conditions(row.condition, facts.read(row))}"
            for row in item.systems
        )
        lines.append((sentence(say("Systemen: {systems}", systems=systems)),))
    lines += facts.sentences(item.recipients_reason)
    if item.reading:
        lines.append((say("Niet alles hier staat letterlijk in onze tekst."),))
    return tuple(lines)
