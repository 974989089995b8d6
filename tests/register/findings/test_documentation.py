"""docs/regels.md says what the rules say."""

from dataclasses import replace

import pytest
from django.conf import settings

from register.choices import Severity
from register.findings import RULES
from register.findings.documentation import rules_as_markdown
from register.findings.examples import examples
from register.findings.rules import Rule, Scope


def test_the_file_is_what_the_command_writes():
    assert (settings.BASE_DIR / "docs" / "regels.md").read_text(encoding="utf-8") == rules_as_markdown(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_chapter_has_the_texts_and_an_example_either_way(rule):
    chapter = rules_as_markdown([rule]).split(f"\n## {rule.code}\n")[1]
    example = examples()[rule.code]
    labels = ["Kort", "Ernst", "Wet", "Melding", "Herstel", "Wel", "Niet"]
    lines = chapter.strip().split("\n")
    assert [line.split("**")[1] for line in lines] == labels
    assert lines[2] == f"- **Wet**: {rule.article}"
    assert lines[5:] == [f"- **Wel**: {example.fires[0].about}", f"- **Niet**: {example.silent[0].about}"]
    assert "{" not in chapter


def test_blanks_and_severities_are_shown():
    rule = Rule(
        code="AVG6-1",
        severity=Severity.ERROR,
        scope=Scope.ACTIVITY,
        article="art. 6 lid 1 AVG",
        name="Geen rechtsgrond",
        act="Kies een grondslag",
        message="Bij “{activity}” mist {a} en {b}.",
        remedy="{a} vullen.",
        find=lambda case: iter(()),
        is_core=False,
    )
    lines = rules_as_markdown([rule]).split("\n")
    assert "| [AVG6-1](#avg6-1) | Fout | verwerking | art. 6 lid 1 AVG |" in lines
    assert "- **Ernst**: fout, aanvullende regel" in lines
    assert "- **Melding**: Bij “…” mist … en …." in lines
    assert "- **Herstel**: … vullen." in lines


def test_a_rule_without_examples_is_refused():
    with pytest.raises(KeyError, match="AVG99"):
        rules_as_markdown([replace(RULES[0], code="AVG99")])
