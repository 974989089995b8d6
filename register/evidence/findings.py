"""Findings as a table that people open in a spreadsheet."""

from collections.abc import Iterable, Iterator

from providers.spreadsheets.formats import csv_lines

from ..dossier.edition import Finding
from ..wording import local_moment

HEADINGS = ("regel", "ernst", "artikel", "waar", "verwerking", "melding", "herstel", "besluit", "door", "op")


def findings_csv(findings: Iterable[Finding]) -> Iterator[bytes]:
    """A line for each finding, with what somebody decided about it: an accepted one or a fout that was explained."""
    return csv_lines((HEADINGS, *map(_row, findings)))


def _row(item: Finding) -> tuple[str, ...]:
    said = item.decision
    decided = (said.reason, said.by, local_moment(said.at)) if said else ("", "", "")
    return (
        *(item.code, str(item.severity), item.article, item.where, item.activity, item.message, item.remedy),
        *decided,
    )
