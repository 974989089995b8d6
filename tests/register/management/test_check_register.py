"""manage.py check_register: the findings of drafts for people and for programs, and an exit status for scripts."""

import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from providers.models import Provider
from register.choices import Severity
from register.drafts.decisions import decide
from register.drafts.findings import draft_findings
from register.models import ProcessingActivity
from tests.data import edit
from tests.register.probe import Probe, made_of

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOSTILE = "Er staat “\x1b[2J”\x9b\n\u202e en é\U000e0041."


@pytest.fixture
def written(capsys):
    def run(*args: str) -> str:
        call_command("check_register", *args)
        return capsys.readouterr().out

    return run


def refused(*args: str) -> tuple[str, int]:
    with pytest.raises(CommandError) as error:
        call_command("check_register", *args)
    return str(error.value), error.value.returncode


def test_text_says_what_where_why_and_how(demo, written, monkeypatch):
    Probe(monkeypatch)
    assert written("demo").splitlines() == [
        "demo: 1 fout (1 zonder uitleg), 0 waarschuwingen, 0 info",
        "  Fout: KW-PROEF, Aanbieder: Er is een proef.",
        "    art. 5 AVG",
        "    Stop de proef.",
        f"    http://127.0.0.1:8000/admin/providers/provider/{demo.pk}/change/#id_kvk",
    ]


def test_text_says_who_explained_a_fout_and_why(demo, written, monkeypatch):
    Probe(monkeypatch)
    decide(*draft_findings(demo.pk, timezone.localdate()), demo, "Komt\nmorgen.", "Anna", NOW)
    lines = written("demo").splitlines()
    assert lines[0] == "demo: 1 fout (0 zonder uitleg), 0 waarschuwingen, 0 info"
    assert lines[4] == "    Uitgelegd door Anna op 22-11-2026: Komt morgen."


def test_json_holds_what_others_read(demo, written, settings):
    settings.SITE_URL = "https://register.example.nl"
    activity = ProcessingActivity.objects.get(number="DM-02")
    edit(ProcessingActivity.objects.filter(pk=activity.pk), role="controller")
    today = timezone.localdate()
    (found,) = (item for item in draft_findings(demo.pk, today) if item.code == "AVG30-1-b")
    expected = {
        "code": "AVG30-1-b",
        "severity": "fout",
        "provider": "demo",
        "object": "activities:DM-02",
        "message": "Bij “Beheer” staat geen verwerkingsdoel.",
        "article": found.article,
        "remedy": found.remedy,
        "url": f"https://register.example.nl/admin/register/processingactivity/{activity.pk}/change/#purposerow_set-group",
        "accepted": None,
    }
    assert [row for row in json.loads(written("--format", "json")) if row["code"] == "AVG30-1-b"] == [expected]
    decide(found, demo, "Komt nog.", "Anna", NOW)
    expected["accepted"] = {"reason": "Komt nog.", "by": "Anna", "at": "2026-11-22T09:00:00+00:00"}
    assert [row for row in json.loads(written("--format", "json")) if row["code"] == "AVG30-1-b"] == [expected]


def test_json_of_nothing_is_an_empty_list(db, written):
    assert json.loads(written("--format", "json")) == []


@pytest.mark.django_db
def test_all_providers_or_the_ones_named_in_order(written, monkeypatch, five):
    Probe(monkeypatch)
    assert [row["provider"] for row in json.loads(written("--format", "json"))] == [
        *("teamtelefoon", "telecom-service", "vcare", "voips", "vtel")
    ]
    chosen = json.loads(written("vtel", "vcare", "vtel", "--format", "json"))
    assert [row["provider"] for row in chosen] == ["vcare", "vtel"]


@pytest.mark.parametrize("kind", ["text", "json"])
def test_facts_cannot_steer_a_terminal(demo, written, monkeypatch, kind):
    Probe(monkeypatch, message=HOSTILE, where=HOSTILE, remedy=HOSTILE)
    output = written("--format", kind)
    assert [sign for sign in output if not sign.isprintable() and sign != "\n"] == []
    assert "é" in output
    if kind == "json":
        assert json.loads(output)[0]["message"] == HOSTILE


@pytest.mark.parametrize(
    ("severity", "accepted", "fail_on", "fails"),
    [
        (Severity.ERROR, False, "fout", True),
        (Severity.ERROR, True, "fout", True),
        (Severity.ERROR, False, "waarschuwing", True),
        (Severity.WARNING, False, "fout", False),
        (Severity.WARNING, False, "waarschuwing", True),
        (Severity.WARNING, True, "waarschuwing", False),
        (Severity.INFO, False, "waarschuwing", False),
    ],
)
def test_the_threshold_counts_fouten_always_and_what_was_accepted_never(
    demo, written, monkeypatch, severity, accepted, fail_on, fails
):
    Probe(monkeypatch, severity=severity)
    if accepted:
        decide(made_of(draft_findings(demo.pk, timezone.localdate())[0].state), demo, "Mag.", "Anna", NOW)
    if fails:
        message, status = refused("--fail-on", fail_on)
        assert (message[:13], status) == ("Niet in orde:", 1)
    else:
        assert written("--fail-on", fail_on).startswith("demo: ")


def test_without_a_threshold_findings_are_no_failure(demo, written, monkeypatch):
    Probe(monkeypatch)
    assert written().startswith("demo: 1 fout")


@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_failure_still_writes_the_findings_and_nothing_else(demo, capsys, monkeypatch, kind):
    Probe(monkeypatch)
    message, _ = refused("--format", kind, "--fail-on", "fout")
    assert message == "Niet in orde: 1 fout (1 zonder uitleg), 0 waarschuwingen, 0 info."
    output = capsys.readouterr().out
    assert "KW-PROEF" in output
    assert "Niet in orde" not in output


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--format", "xml"], "xml is geen vorm; kies text of json."),
        (["--fail-on", "info"], "info is geen ernst; kies fout of waarschuwing."),
        (["demo", "weg", "ook\x1bweg"], "Er is geen aanbieder ook\ufffdweg, weg."),
    ],
)
def test_a_question_that_is_wrong_gets_a_plain_answer(demo, capsys, args, message):
    assert refused(*args) == (message, 2)
    assert capsys.readouterr().out == ""


def test_the_number_of_queries_does_not_grow_with_providers(demo, django_assert_num_queries):
    Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    call_command("check_register")
    with django_assert_num_queries(6):
        call_command("check_register", "demo")
    with django_assert_num_queries(6):
        call_command("check_register")
