"""Parity: every active activity is in the statement with its role, and nothing else is.

Read back from what was made, not from what made it: the page, the page behind the PDF, the places
in the PDF itself and the JSON.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from providers.facts.searching import pad_numbers

from ..choices import Role
from ..dossier import Edition, for_customers

Roles = Mapping[str, Role | str | None]


def expected(edition: Edition) -> Roles:
    """Number and role of every activity that a statement has to hold."""
    return {item.number: item.role for item in for_customers(edition.dossier).activities}


def in_html(html: str) -> Roles:
    """Number and role of every activity that has a card on a page."""
    reader = _Cards()
    reader.feed(html)
    return reader.roles


def in_json(content: bytes) -> Roles:
    """The same of the public part as JSON."""
    return {item["number"]: item.get("role") for item in json.loads(content)["dossier"]["activities"]}


def differences(edition: Edition, faces: Mapping[str, Roles]) -> list[str]:
    """Where the faces, by name, say something else than the facts, in Dutch; empty when they agree."""
    wanted = expected(edition)
    return [text for name, found in faces.items() for text in _compared(name, wanted, found)]


def without_roles(names: frozenset[str], edition: Edition) -> Roles:
    """Activities among the places of a document; it says where they are and not in which role."""
    numbers = re.compile(rf"{re.escape(edition.dossier.provider.prefix)}-\d+")
    roles = expected(edition)
    return {name: roles.get(name) for name in names if numbers.fullmatch(name)}


def _compared(name: str, wanted: Roles, found: Roles) -> Iterator[str]:
    for number in sorted(wanted.keys() - found.keys(), key=pad_numbers):
        yield f"{name}: {number} ontbreekt."
    for number in sorted(found.keys() - wanted.keys(), key=pad_numbers):
        yield f"{name}: {number} hoort er niet in."
    for number in sorted(wanted.keys() & found.keys(), key=pad_numbers):
        if wanted[number] != found[number]:
            yield f"{name}: {number} heeft een andere rol dan in het register."


class _Cards(HTMLParser):
    """Reads the cards of activities: a number, and the role that the card is marked with."""

    def __init__(self) -> None:
        super().__init__()
        self.roles: dict[str, Role | str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A card; one without a mark, or a second one of the same activity, has no role that exists."""
        values = {name: value or "" for name, value in attrs}
        if number := values.get("data-activity"):
            self.roles[number] = "dubbel" if number in self.roles else values.get("data-role", "geen") or None
