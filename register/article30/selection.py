"""Which activities of a register somebody wants to see on screen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..choices import Severity
from ..dossier import Dossier, Edition
from ..role_names import ONE_PROCESSOR
from .register import ROLES, article30, main_gaps, with_roles
from .types import RegisterView

# Word in addresses to the name of the choice; severities select activities with such a finding.
WITHOUT = "geen"
FINDINGS = {
    **{severity.value: f"met een {severity.label.lower()}" for severity in Severity},
    WITHOUT: "zonder bevinding",
}


@dataclass(frozen=True)
class Selection:
    """What an address asks for, in words that were checked; empty is everything.

    `role` is a key of ROLES, `service` a key of the provider's services, `finding` a key of FINDINGS.
    """

    role: str = ""
    service: str = ""
    finding: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str], dossier: Dossier) -> "Selection":
        """Read it from the query of an address. Raises ValueError that says in Dutch what can be chosen."""
        for name, _, options in _choices(dossier):
            if (asked := query.get(name, "")) and asked not in options:
                raise ValueError(f"Die {name} bestaat niet. Kies uit: {', '.join(options)}.")
        return cls(query.get("rol", ""), query.get("dienst", ""), query.get("bevinding", ""))

    @property
    def is_everything(self) -> bool:
        """True when nothing was left out."""
        return self == Selection()

    def numbers(self, edition: Edition) -> frozenset[str]:
        """The activities that remain."""
        rows = with_roles(edition.dossier, self.role) if self.role else edition.dossier.activities
        found = {item.number for item in rows if not self.service or self.service in item.services}
        return frozenset(found & self._with_finding(edition) if self.finding else found)

    def _with_finding(self, edition: Edition) -> set[str]:
        findings = [item for item in edition.findings or () if not item.is_accepted]
        if self.finding == WITHOUT:
            return {item.number for item in edition.dossier.activities} - {item.activity for item in findings}
        return {item.activity for item in findings if item.severity == self.finding}


@dataclass(frozen=True)
class Question:
    """One choice of the form: its name in the address, and value, text and “chosen” of each option."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def selected(edition: Edition, selection: Selection) -> RegisterView:
    """The register on screen. A part of it leaves the facts of the whole provider as they are."""
    if selection.is_everything:
        return article30(edition)
    view = article30(edition, selection.role or None)
    wanted = selection.numbers(edition)
    kept = (
        replace(part, activities=tuple(row for row in part.activities if row.number in wanted)) for part in view.parts
    )
    parts = tuple(part for part in kept if part.activities)
    return replace(view, parts=parts, main_gaps=main_gaps(parts), changes=None)


def questions(dossier: Dossier, selection: Selection) -> tuple[Question, ...]:
    """The form of a selection, filled in; a question without a choice is not asked."""
    asked = (selection.role, selection.service, selection.finding)
    return tuple(
        Question(name, label, tuple((value, text, value == chosen) for value, text in options.items()))
        for (name, label, options), chosen in zip(_choices(dossier), asked, strict=True)
        if options
    )


def _choices(dossier: Dossier) -> tuple[tuple[str, str, dict[str, str]], ...]:
    """In the order of a Selection: name in the address, label, and each value with its text."""
    services = {row.key: row.name for row in dossier.services}
    # Addresses keep their word when the word for people changes.
    roles = {name: name for name in ROLES} | {"verwerker": f"(sub){ONE_PROCESSOR}"}
    return ("rol", "Deel en rol", roles), ("dienst", "Dienst", services), ("bevinding", "Bevinding", FINDINGS)
