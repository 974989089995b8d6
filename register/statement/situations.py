"""Who the page is for: people who know themselves in a situation, and the activities that concern them."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.text import slugify

from ..dossier import types as t
from ..marking import bare
from ..wording import capital, flat, listed, unique
from .data import are_unlinked, every
from .facts import Facts
from .retention import terms_of

# Places on the statement itself.
_TAKEN = frozenset(
    ("wat", "bewaren", "delen", "rechten", "besluiten", "veilig", "cookies", "open", "versies", "verder")
)


@dataclass(frozen=True)
class For:
    """People of one or more groups; `numbers` are activities that concern them without naming a group.

    With a `service` only who uses that one: what belongs to no service concerns them too.
    """

    slug: str
    label: str
    heading: str
    groups: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    service: str = ""

    def uses(self, item: t.Activity) -> bool:
        """Whether an activity belongs to what these people use."""
        return not (self.service and item.services) or self.service in item.services

    def concerns(self, row: t.DataRow) -> bool:
        """Whether these are data of these people."""
        return bool(set(row.groups) & set(self.groups))

    def rows(self, item: t.Activity) -> tuple[t.DataRow, ...]:
        """The data of an activity that are theirs; of one that names no group of theirs all, if it concerns them."""
        own = tuple(row for row in item.data if self.concerns(row))
        if own and are_unlinked(item.data):
            return (*own, *(row for row in item.data if not row.groups))
        return own or (item.data if item.number in self.numbers else ())


@dataclass(frozen=True)
class Place:
    """A heading on the page with the activities below it."""

    id: str
    heading: str
    activities: tuple[t.Activity, ...]
    people: For | None = None


@dataclass(frozen=True)
class Situations:
    """Everybody the facts name, each with what concerns them."""

    facts: Facts

    @cached_property
    def all(self) -> tuple[For, ...]:
        """The doors of the officer first, then every group that has none; nobody twice for the same activities."""
        doors = [self._door(row) for row in self.facts.dossier.doors]
        known = {key for door in doors for key in door.groups}
        rest = [self._group(row) for row in self.facts.dossier.subject_groups if row.key not in known]
        return tuple(_joined(self, [item for item in (*doors, *rest) if self.activities(item)]))

    def activities(self, people: For) -> tuple[t.Activity, ...]:
        """What concerns these people."""
        return tuple(
            item
            for item in self.facts.activities
            if people.uses(item) and (item.number in people.numbers or any(people.concerns(row) for row in item.data))
        )

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Each activity once, below the first heading that fits."""
        found: dict[str, tuple[str, For | None, list[t.Activity]]] = {}
        for item in self.facts.activities:
            key, heading, people = self._place(item)
            found.setdefault(key, (heading, people, []))[2].append(item)
        places = [Place(key, heading, tuple(items), people) for key, (heading, people, items) in found.items()]
        order = [item.slug for item in self.all]
        return tuple(sorted(places, key=lambda place: order.index(place.id) if place.id in order else len(order)))

    def _place(self, item: t.Activity) -> tuple[str, str, For | None]:
        if group := self.facts.service_group(item):
            return f"groep-{group.key}", capital(flat(group.name)), None
        for people in self.all:
            if item in self.activities(people):
                return people.slug, people.heading, people
        if own := self._own_people(item):
            return own
        return "verder", self.facts.say("Wat wij verder met gegevens doen"), None

    def _own_people(self, item: t.Activity) -> tuple[str, str, None] | None:
        groups = [self.facts.find("subject_groups", key) for row in item.data for key in row.groups]
        names = unique(flat(group.name) for group in groups if group)
        heading = capital(listed([self.facts.small(name) for name in names]))
        return (f"eigen-{_slug(heading)}", heading, None) if names else None

    def _door(self, row: t.Door) -> For:
        group = self.facts.find("subject_groups", row.group)
        heading = flat(row.heading) if row.heading else capital(flat(group.name))
        return For(_slug(row.group), flat(row.label), heading, (row.group, *row.other_groups), row.activities)

    def _group(self, row: t.SubjectGroup) -> For:
        category = self.facts.find("data_subject_categories", row.category)
        groups = () if category and category.own_people else (row.key,)
        name = capital(flat(row.name))
        return For(_slug(row.key), name, name, groups)


def _slug(key: str) -> str:
    slug = slugify(bare(key)) or "situatie"
    return f"{slug}-situatie" if slug in _TAKEN else slug


def _joined(situations: Situations, found: list[For]) -> list[For]:
    """People whom exactly the same concerns share a page, under the names of both."""
    small = situations.facts.small
    kept: dict[tuple[object, ...], For] = {}
    for people in found:
        content = _told(situations, people)
        other = kept.get(content)
        kept[content] = (
            people
            if other is None
            else replace(
                other,
                label=listed([other.label, small(people.label)]),
                heading=listed([other.heading, small(people.heading)]),
                groups=unique((*other.groups, *people.groups)),
            )
        )
    joined = list(kept.values())
    # People who were joined may by now read the same as somebody else.
    return joined if len(joined) == len(found) else _joined(situations, joined)


def _told(situations: Situations, people: For) -> tuple[object, ...]:
    """What a page tells of their data, whoever they are."""
    facts = situations.facts
    rows = {item: people.rows(item) for item in situations.activities(people)}
    return (
        *((item.number, every(facts, item, data)) for item, data in rows.items()),
        terms_of(facts, sum(rows.values(), ())),
    )
