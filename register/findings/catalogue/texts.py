"""Words in the texts that should not be there, art. 12 lid 1 AVG (docs/law.md 6.9)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...choices import Severity
from ...dossier.types import Activity
from ...wording import some
from ..case import Case
from ..dossier_texts import rows, texts
from ..places import Place
from ..rules import Hit, Rule, Scope, rule
from ..tables import text_pattern

_MOST = 5
_LONGEST = 60


@rule(
    "KW-TEKST",
    Severity.INFO,
    Scope.STATEMENT,
    "art. 12 lid 1 AVG",
    name="Resten of oude woorden",
    act="Pas de tekst aan",
    message="De tekst bevat resten of verouderde termen: {found}.",
    remedy="Vervang elk woord door de huidige term of verwijder het.",
    is_core=False,
)
def leftovers(case: Case) -> Iterator[Hit]:
    """Every text of the Dossier against data/text_patterns.yaml: one finding per row that people open."""
    pattern = text_pattern()
    found: dict[Place, list[tuple[str, str]]] = {}
    activities: dict[Place, Activity] = {}
    for place, row in rows(case.dossier):
        matches = [(field, word) for field, text in texts(row) for word in _matches(pattern, text)]
        if matches:
            found.setdefault(place, []).extend(matches)
        if isinstance(row, Activity):
            activities[place] = row
    for place, matches in found.items():
        words = list(dict.fromkeys(word for _, word in matches))
        yield Hit(
            replace(place, field=matches[0][0]), matches, {"found": some(words, most=_MOST)}, activities.get(place)
        )


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What was found, as it stands there, cut off when it is long."""
    for match in pattern.finditer(text):
        word = match.group()
        yield word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"


RULES: tuple[Rule, ...] = (leftovers,)
