"""What a new version changes, as the officer sees it: what customers read, and what only the register says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...article30 import section_title
from ...comparison import Comparison, FieldChange, ItemChange, Kind, compare
from ...dossier import Dossier


@dataclass(frozen=True)
class ShownItem:
    """A row that came, changed or went: fields that customers read, and fields of the register alone.

    `number` is that of its activity, on the first row of that activity only.
    """

    kind: Kind
    title: str
    fields: tuple[FieldChange, ...]
    register_fields: tuple[FieldChange, ...]
    register_only: bool
    number: str


@dataclass(frozen=True)
class ShownSection:
    """The rows under one heading of the statement."""

    title: str
    items: tuple[ShownItem, ...]


@dataclass(frozen=True)
class Difference:
    """Everything that a new version changes; without sections it changes nothing."""

    sections: tuple[ShownSection, ...]
    counts: tuple[tuple[str, int], ...]
    unchanged: int


def difference(before: Dossier, after: Dossier) -> Difference:
    """Compare as customers see it, and add what is different in the register alone."""
    public, whole = compare(before, after), compare(before, after, public=False)
    told, all_of = _by_section(public), _by_section(whole)
    sections = []
    for name in dict.fromkeys([*all_of, *told]):
        items = _merged(told.get(name, ()), all_of.get(name, ()))
        sections.append(ShownSection(section_title(name), tuple(_numbered_once(items))))
    kinds = Counter(item.kind for section in sections for item in section.items)
    counts = tuple((kind.value, kinds[kind]) for kind in (Kind.ADDED, Kind.CHANGED, Kind.REMOVED))
    return Difference(tuple(sections), counts, whole.unchanged)


def _by_section(comparison: Comparison) -> dict[str, tuple[ItemChange, ...]]:
    return {group.section: group.items for group in comparison.sections}


def _merged(public: tuple[ItemChange, ...], whole: tuple[ItemChange, ...]) -> Iterator[ShownItem]:
    """The rows that customers see with what the register adds to them, then the rows of the register."""
    rest = list(whole)
    for item in public:
        # An activity that ended went for customers, and changed its status in the register.
        same = next((other for other in rest if _is_same(item, other)), None)
        extra: tuple[FieldChange, ...] = ()
        if same:
            rest.remove(same)
            extra = tuple(field for field in same.fields if field not in item.fields)
        yield ShownItem(item.kind, item.title, item.fields, extra, False, item.number)
    for item in rest:
        yield ShownItem(item.kind, item.title, (), item.fields, True, item.number)


def _is_same(public: ItemChange, whole: ItemChange) -> bool:
    head = (public.kind, public.title) == (whole.kind, whole.title)
    return head and all(field in whole.fields for field in public.fields)


def _numbered_once(items: Iterator[ShownItem]) -> Iterator[ShownItem]:
    done: set[str] = set()
    for item in items:
        yield replace(item, number="") if item.number in done else item
        done.add(item.number)
