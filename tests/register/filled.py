"""A Dossier in which every field of every type says something of its own."""

import copy
import enum
import functools
import itertools
import types
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any, get_args, get_origin

import msgspec

from register.choices import Role
from register.dossier import Dossier, Edition
from register.dossier import types as nodes
from retention.choices import TermKind

MADE_AT = datetime(2026, 11, 1, 8, 14, tzinfo=UTC)
DOCUMENT = "900"
OTHER_GROUP = "sleutel-andere-groep"

# Fields that refer to another row, and the list in which it stands.
REFERENCES = {
    "entities": "entities",
    "services": "services",
    "entity": "entities",
    "group": "subject_groups",
    "engaged_by": "recipients",
    "term": "terms",
    "ground": "grounds",
    "recipient": "recipients",
    "vendor": "recipients",
    "host": "recipients",
    "supplier_contact": "contact_points",
    "measure": "measures",
    "operation": "processing_operations",
    "system": "systems",
}
_CATEGORY = {nodes.DataRow: "data_categories", nodes.SubjectGroup: "data_subject_categories"}


def edition(dossier: Dossier, **more: Any) -> Edition:
    """A draft of a fixed moment."""
    return Edition(dossier=dossier, made_at=MADE_AT, **more)


def filled_dossier(role: Role | None = Role.CONTROLLER) -> Dossier:
    """One row in every list, a value in every field, and one activity in this role."""
    content = filled_content()
    content["activities"][0]["role"] = role
    return msgspec.convert(content, Dossier)


def filled_content() -> dict[str, Any]:
    """The same as plain data, to change one thing."""
    return copy.deepcopy(_content())


@functools.cache
def _content() -> dict[str, Any]:
    content = _Filler().struct(Dossier)
    (term,) = content["terms"]
    content["terms"] = [_term_of(term, kind) for kind in ("termijn", "bereik", "criterium")]
    return content


# What only a term of another kind says.
_OF_A_CHOICE = ("minimum_amount", "minimum_unit", "chosen_by", "chosen_for")
_OTHER_FIELDS = {
    "termijn": (*_OF_A_CHOICE, "criterion", "start_not_applicable"),
    "bereik": ("criterion", "is_maximum", "start_event"),
    "criterium": (*_OF_A_CHOICE, "amount", "unit", "start_not_applicable"),
}


def _term_of(term: dict[str, Any], kind: str) -> dict[str, Any]:
    """The same term as another kind has it; the first one keeps the key that data refer to."""
    empty = {name: False if isinstance(term[name], bool) else None for name in _OTHER_FIELDS[kind]}
    key = term["key"] if kind == "termijn" else f"{term['key']}-{kind}"
    return term | empty | {"kind": TermKind(kind), "key": key}


def leaves(value: Any, kind: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any, str, Any]]:
    """Path, owning struct, field name and type of everything that is no struct itself."""
    inner = _bare(kind)
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        hints = typing.get_type_hints(inner)
        for name in inner.__struct_fields__:
            below = _bare(hints[name])
            place = (*path, name)
            if _struct_of(below):
                if get_origin(below) is tuple:
                    for index, item in enumerate(value[name]):
                        yield from leaves(item, _struct_of(below), (*place, index))
                else:
                    yield from leaves(value[name], below, place)
            else:
                yield place, inner, name, hints[name]


class _Filler:
    def __init__(self) -> None:
        self._count = itertools.count(1)

    def struct(self, kind: type[msgspec.Struct]) -> dict[str, Any]:
        hints = typing.get_type_hints(kind)
        return {name: self._field(kind, name, _bare(hints[name])) for name in kind.__struct_fields__}

    def _field(self, owner: type, name: str, kind: Any) -> Any:
        if (special := self._special(owner, name)) is not None:
            return special
        if child := _struct_of(kind):
            one = self.struct(child)
            # Data may be of two groups.
            more = [{**self.struct(child), "key": OTHER_GROUP}] if child is nodes.SubjectGroup else []
            return [one, *more] if get_origin(kind) is tuple else one
        return self._value(name, kind)

    def _special(self, owner: type, name: str) -> Any:
        number = next(self._count)
        if name == "source":
            return f"{DOCUMENT} r{10_000 + number}"
        if owner is nodes.SourceHeading and name == "line":
            return 1
        if owner is nodes.SourceDocument and name == "code":
            return DOCUMENT
        if name == "number":
            return "DM-01"
        if name == "activity":
            return "DM-01"
        if name == "country":
            return ["NL"]
        if name == "internal":
            return False
        if name == "address" and owner is nodes.ContactPoint:
            return _key_of("addresses")
        return self._reference(owner, name)

    def _reference(self, owner: type, name: str) -> Any:
        if name == "key":
            return _key(owner)
        if name == "category" and owner in _CATEGORY:
            return _key_of(_CATEGORY[owner])
        if name == "purpose" and issubclass(owner, nodes.GeneralPurpose):
            return _key_of("purposes")
        if name == "purposes" and owner is nodes.DataRow:
            return [_key(nodes.PurposeRow)]
        if name == "other_groups":
            return [OTHER_GROUP]
        if name in REFERENCES and name not in _own_lists(owner):
            key = _key_of(REFERENCES[name])
            return [key] if name in ("entities", "services") else key
        return None

    def _value(self, name: str, kind: Any) -> Any:
        number = next(self._count)
        if get_origin(kind) is tuple:
            return [self._value(name, get_args(kind)[0])]
        if kind is str:
            return f"Merk{number:04d}x"
        if kind is bool:
            return True
        if kind is int:
            return 2_000 + number
        if kind is date:
            return date(1900 + number % 100, 3, 1)
        if issubclass(kind, enum.Enum):
            return _member(name, kind)
        raise NotImplementedError(kind)


def _member(name: str, kind: type[enum.Enum]) -> enum.Enum:
    wanted = {"kind": "PERIOD", "role": "RECIPIENT", "status": "ENDED", "answer": "YES", "transfer": "YES"}
    chosen = wanted.get(name, "")
    return kind[chosen] if chosen in kind.__members__ else list(kind)[-1 if "YES" not in kind.__members__ else 0]


def _own_lists(owner: type) -> tuple[str, ...]:
    return Dossier.__struct_fields__ if owner is Dossier else ()


def _key(owner: type) -> str:
    return f"sleutel-{owner.__name__.lower()}"


def _key_of(table: str) -> str:
    hints = typing.get_type_hints(Dossier)
    return _key(_struct_of(_bare(hints[table])))


def _bare(hint: Any) -> Any:
    """The type behind Annotated and behind “or None”."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if get_origin(hint) in (typing.Union, types.UnionType):
        return _bare(next(arg for arg in get_args(hint) if arg is not type(None)))
    return hint


def _struct_of(kind: Any) -> type[msgspec.Struct] | None:
    item = _bare(get_args(kind)[0]) if get_origin(kind) is tuple else kind
    return item if isinstance(item, type) and issubclass(item, msgspec.Struct) else None
