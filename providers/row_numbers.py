"""Numbers of rows as addresses and forms bring them: anybody can type anything there."""

from typing import Any

# Every number of this length fits a column on both databases; longer ones make SQLite, or int() itself, fail.
MOST_DIGITS = 18


def row_number(typed: Any) -> int | None:
    """The number that was typed; None for what no row can have as its number."""
    text = str(typed)
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None
