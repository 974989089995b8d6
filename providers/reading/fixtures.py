"""A YAML fixture as plain rows, in which nothing is another value than what somebody typed."""

import re
from typing import Any

import yaml

from .tables import FormatError

MAX_ENTRIES_AND_VALUES = 300_000
# A row has five levels: the list, the row, its fields, a set, and the key of a member.
MAX_DEPTH = 20

_UNREADABLE = "Dit bestand is geen leesbare YAML: "
_TAG = "tag:yaml.org,2002:"
_KINDS = {"timestamp": "bestaande datum", "bool": "ja of nee"}
# Nobody can type these.
_REFUSED = ("float", "binary", "value", "merge")
# Left as it was typed, for whoever knows the field and can say what belongs there.
_AS_TYPED = re.compile(r"-?[0-9]{1,100}\.[0-9]{1,100}|[1-9][0-9]{18,99}")
# YAML takes 0123 for 83, 1:30 for 90 and 1_000 for 1000.
_WHOLE = re.compile("-?(0|[1-9][0-9]{0,17})")
_BARE_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_yaml(data: bytes) -> list[dict[str, Any]]:
    """The rows of a fixture; dates are text. Raises FormatError with the line of what is wrong."""
    try:
        text = data.decode("utf-8")
        _check_events(text)
        # The loader derives from the safe one.
        entries = yaml.load(text, Loader=_StrictLoader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FormatError(f"{_UNREADABLE}{error}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FormatError("Dit bestand moet een lijst van rijen zijn.")
    return entries


def _check_events(text: str) -> None:
    """Refuse what takes too much to build, before it is built: depth takes the C library down with it."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError(f"meer dan {MAX_DEPTH} niveaus diep\n{event.start_mark}")
        if count > MAX_ENTRIES_AND_VALUES:
            raise yaml.YAMLError(f"meer dan {MAX_ENTRIES_AND_VALUES} onderdelen. Verdeel het bestand")
        if getattr(event, "anchor", None) is not None:
            raise yaml.YAMLError(f"verwijzingen (& en *) worden niet gelezen\n{event.start_mark}")


class _StrictLoader(yaml.CSafeLoader):
    """YAML silently keeps the last of two equal keys, and makes numbers of what somebody typed otherwise.

    What is not what it looks like is an error with its line, as all other errors are.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        kind = node.tag.removeprefix(_TAG)
        if not isinstance(node, yaml.ScalarNode):
            return super().construct_object(node, deep=deep)
        if kind in ("float", "int") and not node.style and _AS_TYPED.fullmatch(node.value):
            return node.value
        if kind in _REFUSED:
            raise _wrong(node, "tekst, heel getal, datum of ja of nee")
        # Before it is made: 1:1:1 and so on takes hours.
        if kind == "int" and not _WHOLE.fullmatch(node.value):
            raise _wrong(node, "heel getal")
        try:
            value = super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError, ArithmeticError) as error:
            raise _wrong(node, _KINDS.get(kind, kind)) from error
        if kind != "timestamp":
            return value
        if not _BARE_DATE.fullmatch(node.value):
            raise _wrong(node, "datum zoals 2026-05-25")
        return node.value

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(self.construct_object(key, deep=True))
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, f"dubbele sleutel: {name}", node.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep=deep)


def _wrong(node: yaml.Node, expected: str) -> yaml.YAMLError:
    problem = f"“{node.value[:60]}” is geen {expected}"
    note = "Zet tekst tussen aanhalingstekens."
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark, note)
