"""manage.py publish: each provider published whole or refused with its reasons."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from providers.models import Service
from register.models import Publication, PublicationFile
from register.wording import date_words
from tests.data import edit
from tests.register.probe import Probe


def publish(*args: str) -> None:
    """Run the command as somebody who explains what is still open, unless told otherwise."""
    call_command("publish", "--explain", "Volgt.", *args)


def numbers() -> list:
    return list(Publication.objects.order_by("provider__slug", "number").values_list("provider__slug", "number"))


def test_publishes_with_real_files_from_today(demo, capsys):
    publish("demo", "--note", "De eerste versie.")
    made = Publication.objects.get()
    today = timezone.localdate()
    assert (made.note, made.author, made.valid_from) == ("De eerste versie.", "opdrachtregel", today)
    assert [bytes(file.content)[:5] for file in made.files.all()] == [b"%PDF-", b"%PDF-"]
    assert capsys.readouterr().out == f"demo: versie 1 gepubliceerd, geldig vanaf {date_words(today)}.\n"


def test_takes_a_day_an_author_and_an_explanation(demo):
    day = timezone.localdate() + timedelta(days=30)
    args = ("--note", "Straks.", "--valid-from", day.isoformat(), "--author", "Anna", "--explain", "Volgt nog.")
    publish("demo", *args)
    made = Publication.objects.get()
    assert (made.valid_from, made.author, made.explanation) == (day, "Anna", "Volgt nog.")


def test_withdraws(demo, capsys):
    publish("demo", "--note", "Begin.")
    publish("demo", "--note", "Gestopt.", "--withdraw")
    assert Publication.objects.get(number=2).is_withdrawal
    assert "demo: versie 2 ingetrokken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "reasons"),
    [
        (["demo", "--note", ""], ["demo: Vertel klanten in één zin wat er verandert."]),
        (["weg", "--note", "x"], ["weg: Er is geen aanbieder weg."]),
        (
            ["demo", "--note", "x", "--valid-from", "2026-01-01"],
            ["demo: De datum “geldig vanaf” ligt in het verleden."],
        ),
        (
            ["demo", "weg", "--note", "", "--valid-from", "2026-01-01"],
            [
                "demo: Vertel klanten in één zin wat er verandert.",
                "demo: De datum “geldig vanaf” ligt in het verleden.",
                "weg: Er is geen aanbieder weg.",
            ],
        ),
    ],
)
def test_a_refusal_names_every_reason_per_provider(demo, args, reasons):
    with pytest.raises(CommandError) as error:
        publish(*args)
    assert str(error.value).splitlines() == ["Niet gepubliceerd:", *reasons]
    assert error.value.returncode == 1
    assert numbers() == []


@pytest.mark.parametrize("day", ["morgen", "2026-13-01", "01-12-2026"])
def test_a_day_that_is_none_is_refused_before_anything_else(demo, day):
    with pytest.raises(CommandError, match=f"“{day}” is geen datum"):
        publish("demo", "--note", "x", "--valid-from", day)
    assert numbers() == []


def test_a_note_is_asked_for(demo):
    with pytest.raises(CommandError, match="--note"):
        publish("demo")


def test_one_refusal_does_not_stop_the_others(demo):
    with pytest.raises(CommandError) as error:
        publish("weg", "demo", "demo", "--note", "x")
    assert str(error.value).splitlines() == ["Niet gepubliceerd:", "weg: Er is geen aanbieder weg."]
    assert numbers() == [("demo", 1)]
    assert PublicationFile.objects.count() == 2


def test_a_refusal_names_the_fouten_that_nobody_explained(demo, monkeypatch):
    Probe(monkeypatch, message="Er staat \x1b[2Jiets.\u202e", where="DM-02\nBeheer")
    with pytest.raises(CommandError) as error:
        publish("demo", "--note", "x", "--explain", "")
    assert str(error.value).splitlines() == [
        "Niet gepubliceerd:",
        "demo: Niet elke fout is hersteld of uitgelegd. Herstel ze, of geef één uitleg voor wat open blijft.",
        "  KW-PROEF, DM-02 Beheer: Er staat \ufffd[2Jiets.\ufffd",
    ]
    assert numbers() == []
    publish("demo", "--note", "x", "--explain", "Volgt.")
    assert numbers() == [("demo", 1)]


def test_no_change_is_a_plain_message(demo):
    publish("demo", "--note", "x")
    with pytest.raises(CommandError, match="demo: Er is niets veranderd sinds de vorige versie"):
        publish("demo", "--note", "x")
    edit(Service.objects.all(), name="Anders")
    publish("demo", "--note", "x")
    assert numbers() == [("demo", 1), ("demo", 2)]


def test_an_announced_version_is_overtaken_or_cancelled(demo, capsys):
    far = ("--note", "Ooit.", "--valid-from", "2062-12-01")
    publish("demo", "--note", "Begin.")
    edit(Service.objects.all(), name="Ooit")
    with pytest.raises(CommandError, match=r"ligt meer dan een jaar vooruit.*\(--far-ahead\)"):
        publish("demo", *far)
    publish("demo", *far, "--far-ahead")
    with pytest.raises(CommandError, match="laat --valid-from weg"):
        publish("demo", *far, "--cancel-announced")
    publish("demo", "--note", "Toch niet.", "--cancel-announced")
    told = f"demo: versie 3 trekt in wat was aangekondigd, geldig vanaf {date_words(timezone.localdate())}."
    assert capsys.readouterr().out.splitlines()[-1] == told
    with pytest.raises(CommandError, match="Er is geen aangekondigde versie om in te trekken"):
        publish("demo", "--note", "Toch niet.", "--cancel-announced")


@pytest.mark.parametrize("day", ["0026-12-01", "1800-01-01", "9999-12-31"])
def test_an_impossible_year_is_refused(demo, day):
    with pytest.raises(CommandError, match="Geldig vanaf: kies een dag van 1 januari 2000 tot en met 31 december"):
        publish("demo", "--note", "x", "--valid-from", day, "--far-ahead")
