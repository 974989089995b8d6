"""The fields of an activity in seven steps, in the order of the statement; the role decides what is asked."""

from collections.abc import Iterator
from typing import Any

from providers.admin.pages import Fieldset, folded, group

from ...choices import Role

STEPS = (
    group(
        "1 Wat en waarom",
        "Eén ding dat de aanbieder doet, met de doelen ervan.",
        ("provider", "number", "status", "ended_on"),
        ("title", "condition"),
        "description",
        ("services", "entities"),
        ("internal", "reference"),
        ("department", "owner", "contact"),
    ),
    group(
        "2 Van wie en wat",
        "Van wie gegevens zijn en welke, één regel per groep en soort.",
        ("obligation", "obligation_consequence"),
        ("health_data", "health_reason"),
        ("decisions", "profiling"),
        ("decision_logic", "decision_consequences"),
    ),
    group(
        "3 Rol en grondslag",
        "Wie beslist, en waarom het mag. Grondslagen wijzigt u bij het doel, stap 1.",
        ("role", "role_explanation"),
        ("on_behalf_of", "controller_list"),
        ("agreement", "agreement_reference"),
        "subject_is_party",
        "bases_shown",
    ),
    group(
        "4 Hoe lang",
        "De termijn kiest u bij de gegevens, stap 2. Hier staan ze bij elkaar.",
        ("terms_shown", "retention_reason"),
    ),
    group(
        "5 Met wie",
        "Wie gegevens ontvangt. Vinkt u “geen” niet aan, dan blijft open of er iemand is.",
        ("no_recipients", "no_processors", "recipients_reason"),
        ("transfer", "transfer_reason"),
    ),
    group(
        "6 Beveiliging",
        "Maatregelen van deze verwerking. Wat voor alles geldt staat bij de verklaring.",
        ("access", "security_reason"),
    ),
    group(
        "7 Controle en DPIA",
        "De beoordeling vooraf, en waar deze verwerking beschreven staat.",
        ("dpia", "dpia_date", "dpia_link"),
        "dpia_criteria",
        "dpia_reason",
        "review_months",
        ("source", "source_shown"),
        ("reading", "note"),
    ),
)

_FOR_CONTROLLERS = (("obligation", "obligation_consequence"), "subject_is_party")
_FOR_PROCESSORS = (("on_behalf_of", "controller_list"), ("agreement", "agreement_reference"))
_AS_CONTROLLER = "Alleen nodig bij een verwerking voor een ander. De rol hier is verwerkingsverantwoordelijke."
_AS_PROCESSOR = "Alleen nodig voor een verantwoordelijke. De rol hier is verwerker; de opdrachtgever beslist hierover."
# Lines that do not apply to a recorded role, and why.
_FOLDED: dict[str, tuple[tuple[Any, ...], str]] = {
    Role.CONTROLLER: (_FOR_PROCESSORS, _AS_CONTROLLER),
    Role.JOINT: (_FOR_PROCESSORS, _AS_CONTROLLER),
    Role.PROCESSOR: (_FOR_CONTROLLERS, _AS_PROCESSOR),
    Role.SUBPROCESSOR: (_FOR_CONTROLLERS, _AS_PROCESSOR),
}
FOLDED = "Niet van toepassing bij deze rol"


def steps_for(role: str) -> tuple[Fieldset, ...]:
    """The fieldsets for a role; without one everything is asked. A folded group follows the step it belongs to."""
    lines, reason = _FOLDED.get(role, ((), ""))
    return tuple(_split(lines, reason))


def _split(hidden: tuple[Any, ...], reason: str) -> Iterator[Fieldset]:
    for title, options in STEPS:
        kept = tuple(line for line in options["fields"] if line not in hidden)
        left = tuple(line for line in options["fields"] if line in hidden)
        yield title, {**options, "fields": kept}
        if left:
            yield folded(FOLDED, left, description=reason)
