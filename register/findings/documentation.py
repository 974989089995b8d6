"""The rules as text for people, made of the rules and their examples."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .examples import examples
from .rules import Rule

_HEAD = """# De regels

Deze lijst is gemaakt van de regels zelf met `manage.py list_rules`; wijzig haar niet met de hand.

Een **fout** is een plicht die volgens de vastgelegde feiten niet is nagekomen. Een **waarschuwing** vraagt een
oordeel. **Info** is advies. Een regel voor verantwoordelijken geldt ook zolang de rol niet is vastgelegd: een rol
kiezen of een eerste rij invullen geeft er geen bevinding bij en maakt er geen zwaarder.

| Regel | Ernst | Hangt aan | Wet |
|---|---|---|---|
"""


def rules_as_markdown(rules: Iterable[Rule]) -> str:
    """Markdown in Dutch: a table of all rules, then each with its texts and one example either way.

    Raises KeyError for a rule without examples.
    """
    listed = tuple(rules)
    return _HEAD + "".join(map(_row, listed)) + "".join(map(_chapter, listed))


def _row(rule: Rule) -> str:
    # The address of a heading is its text in small letters.
    link = f"[{rule.code}](#{rule.code.lower().replace('.', '')})"
    return f"| {link} | {rule.severity.label} | {rule.scope.value} | {rule.article} |\n"


def _chapter(rule: Rule) -> str:
    both = examples()[rule.code]
    return f"""
## {rule.code}

- **Kort**: {rule.name}. {rule.act}.
- **Ernst**: {", ".join(_severities(rule))}
- **Wet**: {rule.article}
- **Melding**: {_with_blanks(rule.message)}
- **Herstel**: {_with_blanks(rule.remedy)}
- **Wel**: {both.fires[0].about}
- **Niet**: {both.silent[0].about}
"""


def _severities(rule: Rule) -> Iterator[str]:
    yield str(rule.severity.label).lower()
    if not rule.is_core:
        yield "aanvullende regel"


def _with_blanks(text: str) -> str:
    """The text with dots where a finding names something."""
    return text.format_map(defaultdict(lambda: "…"))
