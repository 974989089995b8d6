"""The four numbers at the top of the start page, each the way to a list."""

from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse

from ..findings.shown import Noted
from .provider_standing import Standing

IN_ORDER = "alles in orde"


class Tile(NamedTuple):
    """A number with its word, a second line, and the list that shows what was counted."""

    number: int
    word: str
    second: str
    address: str
    tone: str


def tiles(rows: Sequence[Noted], found: Sequence[Standing]) -> tuple[Tile, ...]:
    """Fouten, waarschuwingen, controls that are late, and providers that are not published."""
    return (_errors(rows), _warnings(rows), _late(found), _waiting(found))


def _errors(rows: Sequence[Noted]) -> Tile:
    errors = [row for row in rows if row.is_mistake]
    unexplained = sum(row.finding.is_open for row in errors)
    second = f"{unexplained} zonder uitleg" if unexplained else "alle uitgelegd"
    return _tile(len(errors), ("fout", "fouten"), second, reverse("findings") + "?ernst=fout", "fout")


def _warnings(rows: Sequence[Noted]) -> Tile:
    warnings = [row for row in rows if row.is_warning]
    address = reverse("findings") + "?ernst=waarschuwing&status=open"
    new = sum(row.is_new for row in warnings)
    return _tile(len(warnings), ("waarschuwing", "waarschuwingen"), f"{new} nieuw", address, "waarschuwing")


def _late(found: Sequence[Standing]) -> Tile:
    days = [row.due.days_late for row in found if row.due and row.due.is_late]
    longest = max(days, default=0)
    second = f"{longest} dag" if longest == 1 else f"{longest} dagen"
    address = reverse("admin:register_statementpage_changelist") + "?controle=te-laat"
    return _tile(len(days), ("controle te laat", "controles te laat"), second, address, "waarschuwing")


def _waiting(found: Sequence[Standing]) -> Tile:
    waiting = sum(row.is_waiting for row in found)
    address = reverse("admin:register_statementpage_changelist") + "?publicatie=niet"
    kinds = {
        "met wijzigingen": sum(row.is_published and row.is_changed for row in found),
        "zonder versie": sum(row.last is None for row in found),
        "ingetrokken": sum(row.is_withdrawn for row in found),
    }
    second = ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
    return _tile(waiting, ("niet gepubliceerd", "niet gepubliceerd"), second, address, "info")


def _tile(number: int, words: tuple[str, str], second: str, address: str, tone: str) -> Tile:
    word = words[0] if number == 1 else words[1]
    return Tile(number, word, second if number else IN_ORDER, address, tone)
