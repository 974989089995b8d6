"""What is open at a point of art. 12 to 14 AVG, and where somebody repairs it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..dossier.edition import Finding
from ..dossier.types import Activity
from ..findings import BY_CODE, Case, places, rule_name
from ..findings.checking import run
from ..findings.places import Place

# So many rows of a gap are named.
_NAMED = 12


@dataclass(frozen=True)
class Repair:
    """The field of the Dossier that closes a gap; `label` names its row where a gap has several, or an activity."""

    object: str
    field: str
    label: str = ""


@dataclass(frozen=True)
class Gap:
    """What is open, and where somebody repairs it; nowhere if the register has no field for it."""

    text: str
    repairs: tuple[Repair, ...] = ()

    @property
    def named(self) -> tuple[Repair, ...]:
        """The rows that are named one by one."""
        return tuple(repair for repair in self.repairs if repair.label)[:_NAMED]

    @property
    def others(self) -> int:
        """How many more there are."""
        return len(self.labels) - len(self.named)

    @property
    def labels(self) -> list[str]:
        """The rows it is about, in words; none when it is about the provider as a whole."""
        return [repair.label for repair in self.repairs if repair.label]


Gaps = tuple[Gap, ...]
# What is missing, or in words why the point plays no part here. Nothing missing: everything it asks is recorded.
Found = Gaps | str
Check = Callable[[Case], Found]


def gap(text: str, place: Place) -> Gap:
    """A fact that nobody recorded, with the one field for it."""
    return Gap(f"Niet vastgelegd is {text}", (Repair(place.object, place.field),))


def where(case: Case, is_open: Callable[[Activity], Any], field: str, text: str) -> Gaps:
    """One gap for all activities of which something is open."""
    found = [(item.number, places.of_activity(item, field)) for item in case.told_as_controller if is_open(item)]
    repairs = tuple(Repair(place.object, place.field, number) for number, place in found)
    return (Gap(f"Niet vastgelegd is {text}", repairs),) if repairs else ()


def by_rule(case: Case, *codes: str) -> Gaps:
    """What these rules miss, whatever somebody said about it."""
    return gaps_of([finding for code in codes for finding in run(BY_CODE[code], case)])


def gaps_of(findings: Iterable[Finding]) -> Gaps:
    """One gap for each rule; of a rule that fires once in its own words."""
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.code, []).append(finding)
    return tuple(_gap_of(code, found) for code, found in rules.items())


def _gap_of(code: str, found: list[Finding]) -> Gap:
    first, *others = found
    if not (others or first.activity):
        return Gap(first.message.removesuffix("."), (Repair(first.object, first.field),))
    return Gap(rule_name(code).name, tuple(Repair(it.object, it.field, it.activity or _name(it)) for it in found))


def _name(finding: Finding) -> str:
    """The row without its kind, which the rule says: of “Cookies, statistieken” the last word."""
    kind, _, name = finding.where.partition(", ")
    return name or kind


def of_requests(case: Case, is_recorded: Callable[[Any], Any], field: str, text: str) -> Gaps:
    """A gap unless this is recorded of how requests go."""
    row = case.dossier.requests
    return () if row and is_recorded(row) else (gap(text, places.of_statement("requests", field)),)
