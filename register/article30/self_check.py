"""The self-check of art. 12 to 14 AVG as an annex of the register."""

from ..dossier import Edition
from ..transparency import Point, self_check
from ..wording import cut, joined, with_brackets
from .types import Annex, Block, FactTable, Field

_INTRO = (
    "Wat de wet van de uitleg aan mensen vraagt, wat daarvan is vastgelegd, en onder welke kop zij het lezen. Wat "
    "artikel 13 vraagt, vraagt artikel 14 ook bij gegevens van een ander."
)


def self_check_annex(edition: Edition, number: int) -> Annex:
    """Every point of these articles with its state; what the law asks in full stands on the page of the self-check."""
    tables = (FactTable(part.title, tuple(map(_row, part.points))) for part in self_check(edition))
    return Annex(number, "Zelfcheck van artikel 12 tot en met 14 AVG", _INTRO, tuple(tables), f"bijlage-{number}")


def _row(point: Point) -> Field:
    gaps = [with_brackets(gap.text, cut(gap.labels)) for gap in point.gaps]
    state = f"{point.state.value}: {point.reason}" if point.reason else point.state.value
    where = f"In de verklaring: {point.section.heading}" if point.section else ""
    text = f"{joined((state, *gaps, where), '. ')}."
    return Field(point.ask.title, (Block((text,)),), article=point.first_law)
