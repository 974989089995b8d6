"""Where data come from, and the parties that deliver them."""

from collections.abc import Iterable

from ..choices import DataOrigin, LinkRole
from ..dossier import types as t
from ..wording import capital, listed, sentence, unique
from .facts import Facts
from .page import Lines


def origins(facts: Facts, item: t.Activity, data: Iterable[t.DataRow]) -> Lines:
    """Where data come from, data with the same origin together; and who delivers them."""
    say = facts.say
    words = {
        DataOrigin.DATA_SUBJECT: say("van uzelf"),
        DataOrigin.CUSTOMER: say("van de klant"),
        DataOrigin.THIRD_PARTY: say("van een andere partij"),
        DataOrigin.PUBLIC: say("uit een openbare bron"),
        DataOrigin.GENERATED: say("ontstaan bij het gebruik"),
    }
    named = [row for row in data if facts.data_name(row)]
    found: dict[str, list[str]] = {}
    for row in named:
        start = listed([words[one] for one in row.origin])
        if start or row.origin_detail:
            where = f"{start}{facts.conditions(row.origin_detail)}" if start else facts.small(row.origin_detail or "")
            found.setdefault(where, []).append(facts.data_words(row))
    if len(found) == 1 and len(next(iter(found.values()))) == len(named):
        lines = [(sentence(where),) for where in found]
    else:
        lines = [(sentence(f"{capital(where)}: {listed(names)}"),) for where, names in found.items()]
    parties = unique(_delivers(facts, row) for row in facts.links(item) if row.role == LinkRole.ORIGIN)
    return (
        *lines,
        *(((sentence(say("Gegevens krijgen wij van {names}", names=listed(parties))),),) if parties else ()),
    )


def _delivers(facts: Facts, row: t.Disclosure) -> str:
    return f"{facts.receiver(row)}{facts.conditions(row.purpose, row.condition)}"
