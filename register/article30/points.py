"""The open points of the register: what the rules found, and what people said about it."""

from collections.abc import Iterator, Mapping

from ..choices import Severity
from ..dossier.edition import Finding
from ..findings import rule_name
from ..wording import counted as in_words
from ..wording import listed, local_date, unique
from .types import Block, FactTable, Field

Findings = tuple[Finding, ...] | None

# In the place of the title of an activity, until its number is.
_NUMBERS = "\ue000"
# Info is advice: it stands in the annex and is not counted on the cover.
_COUNTED = (Severity.ERROR, Severity.WARNING)


def points(findings: Findings, titles: Mapping[str, str]) -> list[FactTable]:
    """A table for each severity, a row for each rule, a line for all activities of which it says the same.

    `titles` are those of the activities, by number.
    """
    tables = []
    for severity in Severity:
        rules: dict[str, list[Finding]] = {}
        for finding in findings or ():
            if finding.severity == severity:
                rules.setdefault(finding.code, []).append(finding)
        count = sum(map(len, rules.values()))
        tables.append(FactTable(f"{severity.label} ({count})", tuple(_rule(found, titles) for found in rules.values())))
    return tables


def points_intro(findings: Findings) -> str:
    """How to read the annex."""
    if findings is None:
        return "Bij deze versie zijn geen regels nagelopen."
    return (
        f"Wat de regels van dit register vonden: {summary(findings)}. Een fout is een plicht waaraan de gegevens nog "
        "niet voldoen; een toelichting verandert dat niet. Een waarschuwing vraagt een oordeel en telt niet meer "
        "als iemand die met een reden heeft aanvaard."
    )


def summary(findings: Findings) -> str:
    """For example “22 fouten, waarvan 2 toegelicht, en 14 waarschuwingen”."""
    explained = sum(item.severity == Severity.ERROR and not item.is_open for item in findings or ())
    (_, errors), (_, warnings) = counted(findings or ())
    aside = f", waarvan {explained} toegelicht," if explained else ""
    return f"{in_words(errors, 'fout', 'fouten')}{aside} en {in_words(warnings, 'waarschuwing', 'waarschuwingen')}"


def counted(findings: Findings) -> tuple[tuple[Severity, int], ...]:
    """How many fouten and waarschuwingen count; nothing when nobody looked."""
    if findings is None:
        return ()
    kept = [item.severity for item in findings if not item.is_accepted]
    return tuple((severity, kept.count(severity)) for severity in _COUNTED)


def of_activity(findings: Findings, number: str) -> tuple[Field, ...]:
    """The findings of one activity as rows: how heavy, what, and what to do."""
    found = (item for item in findings or () if item.activity == number)
    rows = ((item, (item.message, *_said(item), item.remedy)) for item in found)
    return tuple(Field(str(item.severity.label), (Block(lines),), article=item.article) for item, lines in rows)


def _rule(findings: list[Finding], titles: Mapping[str, str]) -> Field:
    first = findings[0]
    remedy = first.remedy if len({item.remedy for item in findings}) == 1 else ""
    same: dict[tuple[str, ...], list[str]] = {}
    for item in findings:
        message = _of_any(item, f"“{titles.get(item.activity)}”")
        same.setdefault((message, "" if remedy else f" {item.remedy}", *_said(item)), []).append(item.activity)
    lines = [line for said, numbers in same.items() for line in _lines(said, numbers)]
    lines += [f"Herstel: {remedy}"] if remedy else []
    numbers = tuple(filter(None, (item.activity for item in findings)))
    title, article = rule_name(first.code).name, f"{first.code}: {first.article}"
    return Field(title, (Block(tuple(lines)),), article=article, numbers=numbers)


def _of_any(finding: Finding, title: str) -> str:
    """The message, with a sign where the title of its activity stood, or before it."""
    if not finding.activity or finding.activity in finding.message:
        return finding.message
    named = finding.message.replace(title, _NUMBERS)
    return named if named != finding.message else f"{_NUMBERS}: {named}"


def _lines(said: tuple[str, ...], numbers: list[str]) -> Iterator[str]:
    """What is said of these activities, which stand for the title of each."""
    message, remedy, *decisions = said
    yield message.replace(_NUMBERS, listed(unique(numbers))) + remedy
    yield from decisions


def _said(finding: Finding) -> Iterator[str]:
    if said := finding.decision:
        verb = "Toegelicht" if finding.severity == Severity.ERROR else "Aanvaard"
        yield f"{verb} door {said.by} op {local_date(said.at)}: {said.reason}"
