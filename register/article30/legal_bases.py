"""Legal bases as the register shows them."""

from ..dossier.types import Activity, LegalBasis
from ..wording import enumerated, joined, plain, with_brackets
from .lookup import SHARED, Lookup
from .types import Block, Field, State, block


def legal_bases(activity: Activity, lookup: Lookup) -> Field:
    """The bases of each purpose, with what is recorded about one."""
    goals: dict[tuple[str, ...], list[str]] = {}
    for row in activity.purposes:
        goals.setdefault(tuple(_basis(basis, lookup) for basis in row.bases), []).append(row.name)
    without = enumerated(goals.pop((), []))
    several = len(goals) > 1 or without
    blocks = tuple(Block(lines, enumerated(names) if several else "") for lines, names in goals.items())
    if goals and not without:
        return Field("Grondslag", blocks)
    general = _general(lookup, without if goals else "")
    if [basis.scope for basis in lookup.dossier.general_bases] in ([None], [""]):
        return Field("Grondslag", (*blocks, *general))
    reason = "welke van die grondslagen hier gelden" if general else f"voor {without}" if goals else ""
    return Field("Grondslag", (*blocks, *general), State.PARTIAL if reason else State.MISSING, reason)


def _general(lookup: Lookup, head: str) -> tuple[Block, ...]:
    """What the provider says of everything at once, as far as an activity needs it to point there."""
    names = joined((short_basis(basis) for basis in lookup.dossier.general_bases), ", ")
    return block([f"Voor de hele aanbieder: {names} ({SHARED})"], head) if names else ()


def short_basis(basis: LegalBasis) -> str:
    """A basis by its name and its letter in the law."""
    return f"{plain(basis.article)} (onder {basis.article.value})"


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
    text = with_brackets(short_basis(basis), label, *named)
    return joined((text, basis.explanation), ". ") + lookup.mark(basis)
