"""The Dossier: all facts of one provider as frozen plain data; knows no database and no HTML.

Field names are those of the models, so that a new column needs one line here. `None` and an
empty tuple mean not recorded. A field of type `Register[...]` is for officers and auditors;
everything else customers may read. Rows that several others share (words,
terms, recipients, services …) stand once and are referred to by key.

msgspec because it checks types on reading, freezes, sorts keys while encoding and writes the
JSON Schema from these same classes; dataclasses do none of that, pydantic does it slower.
"""

from typing import Annotated, TypeVar

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


class Keyed(Fact, kw_only=True):
    key: str


class Word(Node, kw_only=True):
    key: str
    name: str
