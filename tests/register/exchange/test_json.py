"""The JSON of a register comes back: the same fingerprint, or a message that says what is wrong and where."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given, reject

from providers.facts.recording import history_of
from providers.history.entries import entries as edits_of
from providers.history.owners import owned_parts
from providers.models import Provider, Recipient, Service
from register.documents.as_json import register_json, statement_json
from register.dossier import canonical_json, live_dossier, load_dossier, register_fingerprint
from register.exchange.bringing import Wish, bring
from register.exchange.dossier_file import KINDS, entries_of
from register.loading import load
from register.loading.report import LoadError
from register.models import DataCategory, DataRow, ProcessingActivity
from tests.data import FIVE, FOLDER, edit
from tests.register.exchange.moved import empty
from tests.register.filled import edition
from tests.register.statement.at_random import WHOLE, dossiers

pytestmark = pytest.mark.django_db


def export(folder: Path, slug: str) -> tuple[Path, str]:
    """The file of a register, and its fingerprint."""
    dossier = live_dossier(Provider.objects.get(slug=slug).pk)
    path = folder / f"{slug}.json"
    path.write_bytes(register_json(edition(dossier)))
    return path, register_fingerprint(dossier)


def fingerprint_of(slug: str) -> str:
    return register_fingerprint(live_dossier(Provider.objects.get(slug=slug).pk))


def test_the_five_come_back_into_an_empty_register_with_the_same_fingerprint(tmp_path, five):
    made = [export(tmp_path, slug) for slug in FIVE]
    empty()
    for path, _ in made:
        call_command("import_register", path)
    assert {path.stem: fingerprint_of(path.stem) for path, _ in made} == {path.stem: print_ for path, print_ in made}


@pytest.mark.parametrize("name", ["belhuis", "phrases", "polderbel", "terphost"])
def test_other_providers_come_back_too(tmp_path, vocabulary, name):
    load([FOLDER / "others" / f"{name}.yaml"])
    path, made = export(tmp_path, Provider.objects.get().slug)
    empty()
    call_command("import_register", path)
    assert fingerprint_of(path.stem) == made


def test_an_import_is_one_edit_that_says_so(tmp_path, demo):
    path, _ = export(tmp_path, "demo")
    empty()
    call_command("import_register", path)
    (found,) = edits_of(owned_parts(Provider.objects.get(slug="demo").pk))
    assert (found.author, found.reason) == ("beheer van de server", "import")


def test_a_second_time_changes_nothing(tmp_path, demo, capsys):
    path, made = export(tmp_path, "demo")
    records = history_of(DataRow)._base_manager.count()
    call_command("import_register", path, "--replace", "--remove")
    assert history_of(DataRow)._base_manager.count() == records
    assert "nieuw" not in capsys.readouterr().out
    assert fingerprint_of("demo") == made


def test_a_provider_that_is_there_changes_only_when_asked(tmp_path, demo):
    path, _ = export(tmp_path, "demo")
    edit(Service.objects.filter(key="bellen"), name="Telefoneren", note="blijft")
    with pytest.raises(CommandError, match="staat al in dit register"):
        call_command("import_register", path)
    assert Service.objects.get(key="bellen").name == "Telefoneren"
    call_command("import_register", path, "--replace")
    row = Service.objects.get(key="bellen")
    assert (row.name, row.note) == ("Bellen", "blijft")


def test_a_dry_run_says_everything_and_does_nothing(tmp_path, demo, capsys):
    path, _ = export(tmp_path, "demo")
    edit(Service.objects.filter(key="bellen"), name="Telefoneren")
    Recipient.objects.create(provider=demo, key="later", name="Later B.V.")
    ProcessingActivity.objects.get(number="DM-02").delete()
    before = fingerprint_of("demo")
    call_command("import_register", path, "--dry-run")
    said = capsys.readouterr().out
    assert "dienst “Bellen” gewijzigd (naam: Telefoneren → Bellen)" in said
    assert "ontvanger “Later B.V.” staat niet in het bestand en blijft" in said
    assert "nieuw" in said
    assert fingerprint_of("demo") == before


def test_what_the_file_has_no_longer_goes_only_when_asked(tmp_path, demo):
    path, made = export(tmp_path, "demo")
    Recipient.objects.create(provider=demo, key="later", name="Later B.V.")
    call_command("import_register", path, "--replace")
    assert Recipient.objects.filter(key="later").exists()
    call_command("import_register", path, "--replace", "--remove")
    assert fingerprint_of("demo") == made


def test_a_shared_word_that_differs_stays_and_is_told(tmp_path, demo, capsys):
    path, _ = export(tmp_path, "demo")
    edit(DataCategory.objects.filter(key="naam"), name="Hoe iemand heet")
    call_command("import_register", path, "--replace")
    assert "niet overgenomen (naam: Hoe iemand heet →" in capsys.readouterr().out
    assert DataCategory.objects.get(key="naam").name == "Hoe iemand heet"


def test_of_another_provider_nothing_changes(tmp_path, five):
    path, _ = export(tmp_path, "vtel")
    others = {slug: fingerprint_of(slug) for slug in FIVE if slug != "vtel"}
    ProcessingActivity.objects.filter(provider__slug="vtel").delete()
    call_command("import_register", path, "--replace", "--remove")
    assert {slug: fingerprint_of(slug) for slug in others} == others


WRONG = {
    "no json": (lambda whole: None, "is geen leesbare json"),
    "something else": (lambda whole: {"a": 1}, "is geen register als json"),
    "one role": (lambda whole: {**whole, "role": "verwerker"}, "bevat maar een deel van het register"),
    "unknown field": (
        lambda whole: changed(whole, "services", 0, naam="x"),
        "dossier.services[0]: onbekend veld “naam”.",
    ),
    "wrong type": (
        lambda whole: changed(whole, "services", 0, name=7),
        "dossier.services[0].name: hier hoort tekst, geen een heel getal.",
    ),
    "wrong choice": (
        lambda whole: changed(whole, "activities", 0, role="baas"),
        "dossier.activities[0].role: “baas” kan hier niet.",
    ),
    "reference to nothing": (
        lambda whole: changed(whole, "activities", 0, services=["weg"]),
        "(register.processingactivity DM-01 ['demo'] 900 r2): services: dienst [demo, weg] bestaat niet.",
    ),
    "formula and html": (
        lambda whole: changed(whole, "services", 0, name="<b>=1+1</b>"),
        "name: Bevat HTML-opmaak (<b>). Gebruik gewone tekst.",
    ),
    "newer schema": (lambda whole: {**whole, "schema_version": 99}, "Dit dossier heeft schema 99"),
    "document of another": (
        lambda whole: {**whole, "dossier": {**whole["dossier"], "documents": [{"code": "ander", "title": "X"}]}},
        "hoort bij een andere aanbieder",
    ),
}


def changed(whole: dict, table: str, number: int, **values: object) -> dict:
    whole["dossier"][table][number] |= values
    return whole


@pytest.mark.parametrize(("spoil", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_its_place_and_nothing_is_saved(tmp_path, demo, spoil, message):
    path, _ = export(tmp_path, "demo")
    other = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    other.sourcedocument_set.create(code="ander", title="Van een ander")
    before = fingerprint_of("demo")
    made = spoil(json.loads(path.read_bytes()))
    path.write_text("{" if made is None else json.dumps(made), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_register", path, "--replace")
    assert message in str(refused.value)
    assert fingerprint_of("demo") == before


def test_a_statement_is_only_a_part(tmp_path, demo):
    path = tmp_path / "verklaring.json"
    path.write_bytes(statement_json(edition(live_dossier(demo.pk))))
    with pytest.raises(CommandError, match="bevat maar een deel van het register"):
        call_command("import_register", path)


def test_who_edited_the_file_hears_that_its_fingerprint_is_another(tmp_path, demo, capsys):
    path, _ = export(tmp_path, "demo")
    path.write_text(json.dumps(changed(json.loads(path.read_bytes()), "services", 0, name="Anders")), encoding="utf-8")
    call_command("import_register", path, "--replace")
    assert "de vingerafdruk die erin staat is die van andere feiten" in capsys.readouterr().out


def test_a_file_of_the_other_database_gives_the_fingerprint_it_says(vocabulary):
    # Made on SQLite; the tests run on both.
    call_command("import_register", FOLDER / "demo-register.json")
    said = json.loads((FOLDER / "demo-register.json").read_bytes())
    assert fingerprint_of("demo") == said["fingerprint"]


def printable(value: object) -> object:
    """What people may type."""
    if isinstance(value, str):
        return "".join(sign if sign.isprintable() and sign not in "<>{}" else "x" for sign in value)
    return value


@WHOLE
@given(dossiers())
def test_whatever_was_recorded_comes_back(made):
    """At random, without the rows and signs that no register takes."""
    with transaction.atomic():
        once = {}
        for entry in entries_of(made, "proef"):
            entry.content["fields"] = {name: printable(value) for name, value in entry.fields.items()}
            once.setdefault(entry.identity, entry)
        try:
            bring(list(once.values()), Wish(), KINDS)
        except LoadError:
            reject()
        first = live_dossier(Provider.objects.get(slug="proef").pk)
        empty()
        bring(entries_of(load_dossier(canonical_json(first)), "proef"), Wish(), KINDS)
        assert canonical_json(live_dossier(Provider.objects.get(slug="proef").pk)) == canonical_json(first)
        transaction.set_rollback(True)


def test_the_number_of_queries_does_not_follow_the_number_of_rows(demo, django_assert_max_num_queries):
    dossier = live_dossier(demo.pk)
    empty()
    with django_assert_max_num_queries(400):
        bring(entries_of(dossier, "x"), Wish(), KINDS)
