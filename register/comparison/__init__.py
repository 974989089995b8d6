"""What changed between two versions of the facts."""

from .changes import Comparison, FieldChange, ItemChange, Kind, Mark, Piece, SectionChanges, compare
