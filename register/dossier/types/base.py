"""The Dossier: all facts of one provider as frozen plain data; knows no database and no HTML.

Field names are those of the models, so that a new column needs one line here. `None` and an
empty tuple mean not recorded. A field of type `Register[...]` is for officers and auditors;
everything else customers may read. Rows that several others share (words,
terms, recipients, services …) stand once and are referred to by key.

msgspec because it checks types on reading, freezes, sorts keys while encoding and writes the
JSON Schema from these same classes; dataclasses do none of that, pydantic does it slower.
"""

from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_type_hints

import msgspec

SCHEMA_VERSION = 1

T = TypeVar("T")
AUDIENCE = "x-audience"
Register = Annotated[T, msgspec.Meta(extra_json_schema={AUDIENCE: "register"})]
Text = str | None
Keys = tuple[str, ...]


class Node(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in a Dossier."""


class Fact(Node, kw_only=True):
    """A row that says in which lines of which document it was read."""

    source: Register[Text] = None
    reading: Register[Text] = None


class Keyed(Fact, kw_only=True):
    key: str


class Word(Node, kw_only=True):
    key: str
    name: str
    name_en: Text = None


@cache
def rows_below(kind: type[Node]) -> dict[str, type[Node]]:
    """The lists of a node that hold other nodes, and of which kind."""
    hints = {name: get_args(hint) for name, hint in get_type_hints(kind).items()}
    return {name: inner[0] for name, inner in hints.items() if inner and _is_node(inner[0]) and inner[1:] == (...,)}


def _is_node(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Node)
