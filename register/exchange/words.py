"""What an import does, or would do, in words: for the command and for the page."""

from collections import Counter
from collections.abc import Iterator

from ..loading.report import CHANGED, GONE, LEFT, MOVED, NEW, Report
from .bringing import Wish

STAYS = "staat niet in het bestand en blijft"
GOES = "staat niet in het bestand en verdwijnt"


def lines_of(report: Report, wish: Wish) -> Iterator[str]:
    """A line for each row that changes, that stays against the file, or that the file has not."""
    for item in report.outcomes:
        said = (GOES if wish.remove else STAYS) if item.deed == GONE else item.deed
        changes = "; ".join(f"{one.label}: {one.was or '(leeg)'} → {one.now or '(leeg)'}" for one in item.differences)
        place = f"{item.place}: " if item.place else ""
        yield f"{place}{item.kind} “{item.name}” {said}{f' ({changes})' if changes else ''}"


def totals_of(report: Report) -> str:
    """How many rows of each fate."""
    found = Counter(item.deed for item in report.outcomes)
    told = (f"{found[deed]} {deed}" for deed in (NEW, CHANGED, MOVED, GONE, LEFT) if found[deed])
    return ", ".join([*told, f"{report.same} ongewijzigd"]) + "."
