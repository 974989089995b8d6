"""An activity cut into rows of a table, so that no list of data is printed twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..dossier import types as t
from ..marking import label


@dataclass(frozen=True)
class Part:
    """One row: these purposes use these data. `everything`: the data serve all purposes."""

    activity: t.Activity
    purposes: tuple[t.PurposeRow, ...]
    data: tuple[t.DataRow, ...]
    first: bool = True
    alone: bool = True
    everything: bool = False


def split(activity: t.Activity) -> tuple[Part, ...]:
    """One part for each set of purposes that data rows name; else one for the whole activity."""
    sets, data = _sets(activity), data_rows(activity)
    if not sets:
        return (Part(activity, activity.purposes, data),)
    named = frozenset().union(*sets)
    rest = tuple(row for row in activity.purposes if row.key not in named)
    shared = tuple(row for row in data if not row.purposes)
    drafts = [
        (_purposes(activity, keys), tuple(row for row in data if frozenset(row.purposes) == keys), False)
        for keys in sets
    ]
    drafts.sort(key=lambda draft: min((activity.purposes.index(row) for row in draft[0]), default=0))
    if shared:
        drafts.insert(0, (rest, shared, True))
    elif rest:
        drafts.append((rest, (), False))
    alone = len(drafts) == 1
    return tuple(
        Part(activity, purposes, data, number == 0, alone, everything)
        for number, (purposes, data, everything) in enumerate(drafts)
    )


def loose_people(activity: t.Activity) -> tuple[t.DataRow, ...]:
    """Rows that only name people, beside data of which the text does not say whose they are: two lists, not tied."""
    people = tuple(row for row in activity.data if _only_names_people(row))
    return people if any(not row.groups for row in activity.data) else ()


def data_rows(activity: t.Activity) -> tuple[t.DataRow, ...]:
    """The rows that are about data; one that names people alone is a hole, unless the data stand in another list."""
    loose = bool(loose_people(activity))
    return tuple(row for row in activity.data if not (loose and _only_names_people(row)))


def _only_names_people(row: t.DataRow) -> bool:
    return not row.name and not row.category


def _sets(activity: t.Activity) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(frozenset(row.purposes) for row in activity.data if row.purposes))


def _purposes(activity: t.Activity, keys: Iterable[str]) -> tuple[t.PurposeRow, ...]:
    return tuple(row for row in activity.purposes if row.key in keys)


@dataclass(frozen=True)
class Group:
    """Activities that share a table, and the services they belong to."""

    key: str
    heading: str
    services: tuple[t.Service, ...]
    activities: tuple[t.Activity, ...]


def groups(dossier: t.Dossier, activities: tuple[t.Activity, ...], others: str) -> tuple[Group, ...]:
    """One table per group of services where an officer made groups, else one per (set of) service(s).

    Tables stand in the order of the register: that of their first activity.
    """
    tables: dict[tuple[str, str, tuple[str, ...]], list[t.Activity]] = {}
    for item in activities:
        tables.setdefault(_place(dossier, item, others), []).append(item)
    services = {row.key: row for row in dossier.services}
    return tuple(
        Group(key, heading, tuple(services[name] for name in names if name in services), tuple(items))
        for (key, heading, names), items in tables.items()
    )


def _place(dossier: t.Dossier, item: t.Activity, others: str) -> tuple[str, str, tuple[str, ...]]:
    for group in dossier.service_groups:
        if set(group.services) & set(item.services):
            return group.key, group.name, group.services
    rows = [row for row in dossier.services if row.key in item.services]
    if not rows:
        return "overig", others, ()
    keys = tuple(row.key for row in rows)
    names = [row.name for row in rows]
    heading = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {label('en')} {names[-1]}"
    return "-".join(keys)[:60], heading, keys
