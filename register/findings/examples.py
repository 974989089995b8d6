"""Examples that fire a rule and that do not: they are its documentation and its tests."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ..choices import Severity
from ..dossier import Dossier
from .case import Case

_FOLDER = Path(__file__).parent / "examples"
_DAY = date(2026, 11, 22)
_PROVIDER = {"slug": "voorbeeld", "prefix": "VB", "name": "Voorbeeld B.V."}


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small made-up Dossier; `about` says in Dutch what is the matter with it.

    `objects` are what the rule fires on, with the severity it then has; both stay empty for an
    example that does not fire. Facts are written as in the Dossier's JSON; the provider and the
    number and title of an activity may be left out.
    """

    about: str
    dossier: dict[str, Any] = {}
    objects: tuple[str, ...] = ()
    severity: Severity | None = None
    today: date = _DAY
    in_force: dict[str, Any] | None = None
    reviewed_on: date | None = None
    review_months: int | None = None

    @property
    def case(self) -> Case:
        """What the rule looks at. Raises msgspec.ValidationError for facts that no Dossier can hold."""
        return Case(
            dossier=_dossier(self.dossier),
            today=self.today,
            in_force=None if self.in_force is None else _dossier(self.in_force),
            reviewed_on=self.reviewed_on,
            review_months=self.review_months,
        )


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The examples of one rule; the first that fires and the first that does not go into the documentation."""

    fires: tuple[Example, ...]
    silent: tuple[Example, ...]


@cache
def examples() -> Mapping[str, Examples]:
    """Examples by code of the rule."""
    found: dict[str, Examples] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        found |= msgspec.yaml.decode(path.read_bytes(), type=dict[str, Examples])
    return found


def _dossier(facts: dict[str, Any]) -> Dossier:
    whole = {**facts, "provider": {**_PROVIDER, **facts.get("provider", {})}}
    whole["activities"] = [
        {"number": f"VB-{number:02d}", "title": "Bellen", **item}
        for number, item in enumerate(facts.get("activities", ()), start=1)
    ]
    return msgspec.convert(whole, Dossier)
