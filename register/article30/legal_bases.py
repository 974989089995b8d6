"""Legal bases as the register shows them."""

from ..dossier.types import Activity, LegalBasis
from ..wording import joined, plain, with_brackets
from .lookup import Lookup
from .types import Block, Field, State


def legal_bases(activity: Activity, lookup: Lookup) -> Field:
    """The bases of each purpose, with what is recorded about one."""
    article = "art. 6 lid 1 AVG"
    goals: dict[tuple[str, ...], list[str]] = {}
    for row in activity.purposes:
        goals.setdefault(tuple(_basis(basis, lookup) for basis in row.bases), []).append(row.name)
    without = joined(goals.pop((), []), ", ")
    if not goals:
        return Field("Grondslag", state=State.UNKNOWN, article=article)
    several = len(goals) > 1 or without
    blocks = tuple(Block(lines, joined(names, ", ") if several else "") for lines, names in goals.items())
    if without:
        return Field("Grondslag", blocks, State.PARTIAL, f"voor {without}", article)
    return Field("Grondslag", blocks, article=article)


def _basis(basis: LegalBasis, lookup: Lookup) -> str:
    label = f"in de tekst: “{basis.label}”" if basis.label and basis.label != plain(basis.article) else ""
    details = (
        ("belang", basis.interest),
        ("belangenafweging", basis.balancing_test),
        ("wet", basis.statute),
        ("intrekken", basis.withdrawal),
        ("bewijs van toestemming", basis.consent_proof),
    )
    named = (f"{word}: {value}" for word, value in details if value)
    text = with_brackets(f"{plain(basis.article)} (onder {basis.article.value})", label, *named)
    return joined((text, basis.explanation), ". ") + lookup.mark(basis.source)
