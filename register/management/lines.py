"""Findings as lines for a terminal; facts are other people's text, so nothing in them may steer it."""

from collections.abc import Iterator

from register.choices import Severity
from register.dossier.edition import Finding
from register.drafts.findings import Counts

_UNSHOWN = "\N{REPLACEMENT CHARACTER}"


def safe(text: str) -> str:
    """The text on one line, with a mark for every sign that a terminal would obey or hide."""
    return "".join(sign if sign.isprintable() else _UNSHOWN for sign in " ".join(text.split()))


def escaped(text: str) -> str:
    """JSON of the same meaning in which those signs are written as JSON escapes."""
    return "".join(sign if sign.isprintable() or sign == "\n" else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))


def short(finding: Finding) -> str:
    """Rule, place and message."""
    return safe(f"{finding.code}, {finding.where}: {finding.message}")


def long(finding: Finding, url: str) -> Iterator[str]:
    """The same with what it weighs, the law, the remedy, what somebody decided, and where it is repaired."""
    yield f"  {finding.severity.label}: {short(finding)}"
    yield f"    {safe(finding.article)}"
    yield f"    {safe(finding.remedy)}"
    if decision := finding.decision:
        deed = "Uitgelegd" if finding.severity == Severity.ERROR else "Geaccepteerd"
        yield f"    {safe(f'{deed} door {decision.by} op {decision.at:%d-%m-%Y}: {decision.reason}')}"
    yield f"    {url}"


def total(counts: Counts) -> str:
    """How many findings count, for example “1 fout (0 zonder uitleg), 2 waarschuwingen, 0 info”."""
    errors = f"{counts.errors} {'fout' if counts.errors == 1 else 'fouten'}"
    warnings = f"{counts.warnings} {'waarschuwing' if counts.warnings == 1 else 'waarschuwingen'}"
    return f"{errors} ({counts.unexplained} zonder uitleg), {warnings}, {counts.infos} info"
