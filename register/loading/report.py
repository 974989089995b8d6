"""What loading did, or would do, row by row; and what is wrong, in Dutch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from .entries import Entry

NEW, CHANGED, MOVED, LEFT, GONE = "nieuw", "gewijzigd", "verplaatst", "niet overgenomen", "weg"


class LoadError(Exception):
    """One or more rows cannot be loaded; `problems` names file, row and field in Dutch."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Difference:
    """A field in which a stored row is not what the file says."""

    name: str
    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Outcome:
    """What happens to one row; a row that stays as it is has none."""

    deed: str
    place: str
    model: Any
    name: str
    differences: tuple[Difference, ...] = ()

    @property
    def kind(self) -> str:
        """What people call such a row."""
        return str(self.model._meta.verbose_name)


@dataclass
class Report:
    """What loading did: numbers of rows, what happened to each, and the rows that someone edited since."""

    added: int = 0
    same: int = 0
    replaced: int = 0
    edited: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def tell(self, deed: str, place: str, row: Any, differences: tuple[Difference, ...] = ()) -> None:
        """Remember what happens to a row."""
        self.outcomes.append(Outcome(deed, place, type(row), str(row), differences))

    def left(self, entry: Entry, row: Any, differences: tuple[Difference, ...]) -> None:
        """Remember a row that is not what the file says and stays so."""
        self.edited.append(f"{entry.name}: {', '.join(item.label for item in differences)}")
        self.tell(LEFT, entry.place, row, differences)

    def changed(self, entry: Entry, row: Any, differences: tuple[Difference, ...]) -> None:
        """Remember a row that becomes what the file says."""
        self.replaced += 1
        is_moved = {item.name for item in differences} == {"sequence"}
        self.tell(MOVED if is_moved else CHANGED, entry.place, row, differences)


def explain(error: Exception, cells: Mapping[str, str] = {}) -> list[str]:  # only read
    """One Dutch line per problem, each naming the field or its cell."""
    if not isinstance(error, ValidationError):
        return [str(error)]
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == "__all__" else f"{cells.get(name, name)}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
