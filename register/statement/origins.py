"""Where data come from: each source once, and the parties that deliver them."""

from collections.abc import Iterable

from ..choices import DataOrigin
from ..wording import listed, sentence, small, unique, unstopped
from .data import data_name
from .facts import Facts, pairs_of
from .page import Line, Lines, Pair
from .parties import about, delivered, only_delivers, uses, where
from .split import data_rows


def origins(facts: Facts) -> Lines:
    """Each source once, with the data that come from it."""
    found: dict[str, list[str]] = {}
    missing = 0
    for item in facts.activities:
        for row in data_rows(item):
            source = _source(facts, row.origin, row.origin_detail)
            missing += not source
            found.setdefault(source, []).append(facts.small(data_name(facts, row)))
    found.pop("", None)
    if not found:
        hole = facts.say(" om welke gegevens het gaat.") if delivered(facts) else "."
        return ((facts.gap(), hole),) if facts.activities else ()
    if len(found) == 1 and not missing:
        return ((sentence(next(iter(found))),),)
    lines: list[Line] = [(_line(source, unique(names)),) for source, names in found.items()]
    if missing:
        lines.append((facts.gap(), facts.say(" van de andere gegevens.")))
    return tuple(lines)


def _source(facts: Facts, kinds: Iterable[DataOrigin], detail: str | None) -> str:
    say = facts.say
    words = {
        DataOrigin.DATA_SUBJECT: say("Van uzelf"),
        DataOrigin.CUSTOMER: say("Van de klant"),
        DataOrigin.THIRD_PARTY: say("Van een andere partij"),
        DataOrigin.PUBLIC: say("Uit een openbare bron"),
        DataOrigin.GENERATED: say("Ontstaan bij het gebruik"),
    }
    first, *others = [words[kind] for kind in kinds] or [""]
    start, end = listed([first, *map(small, others)]), unstopped(detail or "")
    return f"{start} ({end})" if start and end else start or end


def _line(source: str, names: Iterable[str]) -> str:
    shown = [name for name in names if name]
    return sentence(f"{source}: {listed(shown)}" if shown else source)


def deliverers(facts: Facts) -> tuple[Pair, ...]:
    """Parties that deliver data; what is known of them stands here unless they receive data as well."""
    found = delivered(facts)
    keys = {link.recipient for link, _ in found}
    rows = []
    for row in facts.dossier.recipients:
        if row.key in keys:
            alone = only_delivers(facts, row)
            before, after = (about(facts, row), where(facts, row, found)) if alone else ((), ())
            rows.append((facts.head(row), (*before, *uses(facts, row, found), *after)))
    return pairs_of(rows)
