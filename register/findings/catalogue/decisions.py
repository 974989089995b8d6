"""Decisions by computers, as the statement says it (docs/law.md 4.3 and 6.8)."""

from typing import Any

from providers.choices import Answer

from ...choices import DecisionException
from ...dossier.types import AutomatedDecisions
from ...wording import listed
from .. import places
from ..case import Case
from ..risks import is_profiled
from ..rules import Hit, Hits, Scope, error, on_activity, warning

_EXPLAINED = {"logic": ("de logica",), "consequences": ("het belang", "de gevolgen")}
# Exceptions that ask for safeguards in the statement itself, art. 22 lid 3 AVG.
_NEED_SAFEGUARDS = (DecisionException.CONTRACT, DecisionException.CONSENT)


@error(
    "AVG13-2-f",
    "art. 13 lid 2, onder f, AVG; art. 14 lid 2, onder g, AVG; art. 22 AVG",
    scope=Scope.STATEMENT,
    name="Besluiten door computers zonder uitleg",
    act="Leg het besluit uit",
    message="{who} besluiten, maar er is geen uitleg vastgelegd over {missing}.",
    remedy="Leg in gewone taal uit hoe de besluiten tot stand komen, wat het belang ervan is en wat de gevolgen zijn.",
)
def unexplained_decisions(case: Case) -> Hits:
    """Automated decisions without their logic or their significance and consequences (one column for both).

    What is explained for everything is explained for each activity.
    """
    decisions = _taken(case)
    if decisions and (fields := [field for field in _EXPLAINED if not getattr(decisions, field)]):
        seen = (decisions.takes_decisions, fields)
        yield Hit(places.of_statement("decisions", fields[0]), seen, _words(fields))
    for activity in case.told_as_controller if decisions is None else ():
        fields = [field for field in _EXPLAINED if not getattr(activity, f"decision_{field}")]
        if activity.decisions == Answer.YES and fields:
            words: dict[str, Any] = _words(fields, f"Bij “{activity.title}” nemen computers")
            yield on_activity(activity, f"decision_{fields[0]}", fields, **words)


def _words(fields: list[str], who: str = "Computers nemen") -> dict[str, str]:
    return {"missing": listed(word for field in fields for word in _EXPLAINED[field]), "who": who}


@warning(
    "AVG22-1",
    "art. 22 lid 1 AVG; art. 4, onder 4, AVG; art. 13 lid 2, onder f, AVG",
    name="Besluit of profiel niet beoordeeld",
    act="Beantwoord de vraag",
    message="“{activity}” gaat om een score, een profiel of een kredietcheck; of een computer daarmee besluit is niet "
    "vastgelegd.",
    remedy="Beantwoord de vraag naar geautomatiseerde besluiten. Bij ja: leg de logica en de gevolgen vast.",
    is_core=False,
)
def decisions_not_judged(case: Case) -> Hits:
    """Scores and profiles of a controller, while nobody recorded whether they decide without a person.

    They are recorded as such, or a word says so (data/profile_words.yaml). An answer for the whole
    provider is one for each activity.
    """
    whole = case.dossier.decisions
    for activity in case.as_controller if whole is None or whole.takes_decisions is None else ():
        if activity.decisions is None and is_profiled(case, activity):
            yield on_activity(activity, "decisions", activity.profiling)


@error(
    "AVG22-2",
    "art. 22 lid 1, 2 en 3 AVG; art. 40 UAVG",
    scope=Scope.STATEMENT,
    name="Besluiten door computers zonder waarborg",
    act="Leg de waarborg vast",
    message="Computers nemen besluiten, maar dit is niet vastgelegd: {missing}.",
    remedy="Kies de uitzondering. Zorg dat een mens kan ingrijpen, en dat wie het raakt zijn standpunt kan geven en "
    "het besluit kan aanvechten.",
)
def forbidden_decisions(case: Case) -> Hits:
    """Automated decisions without an exception, or without the safeguards that this exception asks for.

    Those that only activities mention count too; the exception is recorded once, for the provider.
    """
    taking = [item for item in case.as_controller if item.decisions == Answer.YES]
    decisions = _taken(case) or (case.dossier.decisions or AutomatedDecisions() if taking else None)
    missing = {} if decisions is None else _unlawful(decisions)
    if decisions is not None and missing:
        words = {"missing": listed(missing.values())}
        seen = (decisions.takes_decisions, decisions.exception, list(missing))
        yield Hit(places.of_statement("decisions", next(iter(missing))), seen, words)


def _taken(case: Case) -> AutomatedDecisions | None:
    """The decisions that computers take; None when they take none or nobody recorded it."""
    decisions = case.dossier.decisions
    return decisions if decisions is not None and decisions.takes_decisions == Answer.YES else None


def _unlawful(decisions: AutomatedDecisions) -> dict[str, str]:
    """What article 22 asks for and is not recorded: words by column."""
    if decisions.exception is None:
        return {"exception": "welke uitzondering dat toestaat"}
    if decisions.exception not in _NEED_SAFEGUARDS:
        return {}
    safeguards = {
        "human_intervention": "menselijke tussenkomst",
        "own_view": "een eigen standpunt",
        "contest": "aanvechten van het besluit",
    }
    return {field: words for field, words in safeguards.items() if getattr(decisions, field) != Answer.YES}
