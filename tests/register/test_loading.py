"""Fixtures: what is missing is added, what someone edited stays, a bad row stops everything."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from providers.models import Provider, Service
from providers.reading.fixtures import read_yaml
from providers.reading.tables import FormatError
from register.loading import LoadError, load, read_entries
from register.models import DataCategory, DataRow, ProcessingActivity
from tests.data import FOLDER, PROVIDER_FILES, VOCABULARY, edit

pytestmark = pytest.mark.django_db


def write(folder: Path, text: str) -> Path:
    path = folder / "slecht.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_loading_twice_adds_nothing(five):
    files = [VOCABULARY, *PROVIDER_FILES]
    second = load(files)
    assert (second.added, second.replaced, second.edited) == (0, 0, [])
    assert second.same == sum(len(read_entries(path)) for path in files)


def test_what_someone_edited_is_reported_and_stays(demo):
    edit(Service.objects.filter(key="bellen"), name="Telefoneren")
    report = load([FOLDER / "demo.yaml"])
    assert report.edited == ["providers.service ['demo'] bellen Bellen: naam"]
    assert Service.objects.get(key="bellen").name == "Telefoneren"


def test_a_changed_set_is_reported_too(demo):
    ProcessingActivity.objects.get(number="DM-01").services.clear()
    (line,) = load([FOLDER / "demo.yaml"]).edited
    assert line.endswith(": diensten")


def test_replace_puts_back_what_the_file_says(demo):
    edit(Service.objects.filter(key="bellen"), name="Telefoneren")
    ProcessingActivity.objects.get(number="DM-01").services.clear()
    report = load([FOLDER / "demo.yaml"], replace=True)
    assert (report.replaced, report.edited) == (2, [])
    assert Service.objects.get(key="bellen").name == "Bellen"
    assert ProcessingActivity.objects.get(number="DM-01").services.count() == 2


BAD_ROWS = {
    "unknown reference": (
        "- {model: register.datarow, fields: {activity: [ZZ-99], name: x}}",
        "activity: ['ZZ-99'] bestaat niet of heeft de verkeerde vorm.",
    ),
    "unknown reference in a set": (
        """
- model: register.processingactivity
  fields: {provider: [demo], number: DM-09, title: x, services: [[demo, weg]]}
""",
        "services: [['demo', 'weg']] bestaat niet of heeft de verkeerde vorm.",
    ),
    "impossible period": (
        "- {model: retention.retentionterm, fields: {provider: [demo], key: x, name: x, kind: termijn, amount: 3}}",
        "Vul getal (ten minste 1) en eenheid allebei in, of geen van beide.",
    ),
    "html": (
        '- {model: register.datacategory, fields: {key: x, name: "<b>x</b>"}}',
        "name: Bevat HTML-opmaak (<b>). Gebruik gewone tekst.",
    ),
    "control character": (
        '- {model: register.datacategory, fields: {key: x, name: "a\\a"}}',
        "name: Bevat een teken dat niet gedrukt kan worden (U+0007). Haal het weg.",
    ),
    "choice that does not exist": (
        "- {model: register.datacategory, fields: {key: x, name: x, kind: raar}}",
        "kind: Waarde 'raar' is geen geldige keuze.",
    ),
    "misspelt field": ("- {model: register.datacategory, fields: {key: x, naam: x}}", "onbekend veld: naam."),
    "misspelt model": ("- {model: register.categorie, fields: {key: x}}", "onbekend model “register.categorie”."),
    "account": (
        "- {model: auth.user, fields: {username: x, password: x, is_staff: true, is_superuser: true}}",
        "“auth.user” is geen feit van het register en kan niet geladen worden.",
    ),
    "record of an edit": (
        "- {model: register.historicaldatacategory, fields: {key: x, name: x}}",
        "“register.historicaldatacategory” is geen feit van het register en kan niet geladen worden.",
    ),
    "publication": (
        "- {model: register.publication, fields: {provider: [demo], number: 1}}",
        "“register.publication” is geen feit van het register en kan niet geladen worden.",
    ),
    "yaml that reads no as false": (
        "- {model: register.datacategory, fields: {key: no, name: x}}",
        "key: moet tekst zijn, zet “False” tussen aanhalingstekens.",
    ),
    "no fields": ("- {model: register.datacategory}", "“fields” ontbreekt."),
    "reserved address": (
        "- {model: providers.provider, fields: {slug: admin, prefix: AD, name: x}}",
        "slug: “admin” is een adres van het register zelf. Kies een andere naam.",
    ),
    "number of another provider": (
        "- {model: register.processingactivity, fields: {provider: [demo], number: TT-01, title: x}}",
        "number: Begin het nummer met DM-.",
    ),
    "number in a text": (
        "- {model: register.datacategory, fields: {key: x, name: 112}}",
        "name: moet tekst zijn, zet “112” tussen aanhalingstekens.",
    ),
    "yes as a number": (
        "- {model: register.door, fields: {provider: [demo], group: [demo, bellers], label: x, sequence: yes}}",
        "sequence: moet een heel getal zijn, en geen “True”.",
    ),
    "number that python reads otherwise": (
        "- {model: register.door, fields: {provider: [demo], group: [demo, bellers], label: x, sequence: '1_0'}}",
        "sequence: moet een heel getal zijn, en geen “1_0”.",
    ),
    "text for yes or no": (
        "- {model: register.datacategory, fields: {key: x, name: x, identity_document: 't'}}",
        "identity_document: moet true of false zijn.",
    ),
    "date as a number": (
        """
- model: register.processingactivity
  fields: {provider: [demo], number: DM-08, title: x, dpia_date: 20260525}
""",
        "dpia_date: moet een datum zijn zoals 2026-05-25.",
    ),
    "number of the database": (
        "- {model: register.datacategory, pk: 1, fields: {key: x, name: x}}",
        "onbekend: pk. Een rij heeft alleen “model” en “fields”.",
    ),
    "number of the database as a field": (
        "- {model: register.datacategory, fields: {id: 1, key: x, name: x}}",
        "onbekend veld: id.",
    ),
    "reference to a number of the database": (
        "- {model: providers.service, fields: {provider: 1, key: x, name: x}}",
        "provider: moet naar rijen verwijzen met een lijst van hun sleutel, zoals [naam].",
    ),
    "set of numbers of the database": (
        """
- model: register.processingactivity
  fields: {provider: [demo], number: DM-09, title: x, services: [1]}
""",
        "services: moet naar rijen verwijzen met een lijst van hun sleutel, zoals [naam].",
    ),
    "reference to a key that is no text": (
        "- {model: providers.service, fields: {provider: [no], key: x, name: x}}",
        "provider: moet naar rijen verwijzen met een lijst van hun sleutel, zoals [naam].",
    ),
    "source that is no passage": (
        '- {model: providers.service, fields: {provider: [demo], key: x, name: x, source: "regel 5"}}',
        "source: “regel 5” is geen vindplaats; schrijf bijvoorbeeld “000 r53; 000 r56-57”.",
    ),
}


@pytest.mark.parametrize(("row", "message"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named_with_its_field(tmp_path, row, message, demo):
    with pytest.raises(LoadError) as refused:
        load([write(tmp_path, row)])
    (problem,) = refused.value.problems
    assert problem.startswith("slecht.yaml, rij 1 (")
    assert problem.endswith(f": {message}")


def test_a_number_of_the_database_overwrites_no_other_row(tmp_path, demo):
    before = list(DataCategory.objects.order_by("pk").values())
    other = before[0]["id"]
    for row in (
        f"pk: {other}, fields: {{key: nieuw, name: Nieuw}}",
        f"fields: {{id: {other}, key: nieuw, name: Nieuw}}",
    ):
        with pytest.raises(LoadError, match="onbekend"):
            load([write(tmp_path, f"- {{model: register.datacategory, {row}}}")], replace=True)
    assert list(DataCategory.objects.order_by("pk").values()) == before


def test_a_date_is_loaded_as_it_is_typed(tmp_path, demo):
    fields = "{provider: [demo], number: DM-08, title: x, dpia_date: 2026-05-25}"
    load([write(tmp_path, f"- {{model: register.processingactivity, fields: {fields}}}")])
    assert ProcessingActivity.objects.get(number="DM-08").dpia_date == date(2026, 5, 25)


def test_a_bomb_is_a_message(tmp_path):
    with pytest.raises(LoadError, match=r"slecht.yaml is geen leesbare YAML: verwijzingen"):
        load([write(tmp_path, "- {model: x, fields: {a: &b c}}")])


def test_a_word_of_100000_letters_is_named_with_its_field(tmp_path):
    text = "- {model: register.datacategory, fields: {key: x, name: " + "a" * 100_000 + "}}"
    with pytest.raises(LoadError) as refused:
        load([write(tmp_path, text)])
    assert any(": name: " in problem for problem in refused.value.problems)
    assert all(len(problem) < 400 for problem in refused.value.problems)


def test_one_bad_row_among_good_ones_saves_nothing(tmp_path):
    text = "- {model: register.datacategory, fields: {key: goed, name: Goed}}\n" + BAD_ROWS["html"][0]
    with pytest.raises(LoadError):
        load([write(tmp_path, text)])
    assert not DataCategory.objects.filter(key="goed").exists()


def test_a_row_of_another_provider_is_refused(tmp_path, demo):
    Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    text = """
- {model: register.subjectgroup, fields: {provider: [ander], key: mensen, name: Mensen}}
- {model: register.datarow, fields: {activity: [DM-01], group: [ander, mensen], name: Stiekem}}
- {model: providers.service, fields: {provider: [ander], key: dienst, name: Dienst}}
- {model: register.processingactivity, fields: {provider: [demo], number: DM-08, title: x, services: [[ander, dienst]]}}
"""
    with pytest.raises(LoadError) as refused:
        load([write(tmp_path, text)])
    assert [problem.rpartition("): ")[2] for problem in refused.value.problems] == [
        "group: Hoort bij een andere aanbieder.",
        "services: Bevat iets van een andere aanbieder.",
    ]
    assert not DataRow.objects.filter(name="Stiekem").exists()


def test_a_purpose_of_another_activity_is_refused(tmp_path, demo):
    row = "- {model: register.datarow, fields: {activity: [DM-02], name: Nummer, purposes: [[DM-01, leveren]]}}"
    with pytest.raises(LoadError, match="purposes: Bevat een doel van een andere verwerking"):
        load([write(tmp_path, row)])


def test_a_door_to_a_group_of_another_provider_is_refused(tmp_path, demo):
    Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    row = "- {model: register.door, fields: {provider: [ander], group: [demo, bellers], label: Ik bel}}"
    with pytest.raises(LoadError, match="group: Hoort bij een andere aanbieder"):
        load([write(tmp_path, row)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "is geen leesbare YAML"),
        ("tekst", "moet een lijst van rijen zijn."),
        ("- {model: x, model: y}", "dubbele sleutel: model"),
        ("- {[a]: 1, [a]: 2}", "dubbele sleutel: ['a']"),
        ("- !!python/object/apply:os.getcwd []", "is geen leesbare YAML"),
        ("- model: x\n  fields: {day: 2020-99-99}", "“2020-99-99” is geen bestaande datum\n"),
        ("- {number: !!int tien}", "“tien” is geen heel getal\n"),
        ("- {asked: !!bool misschien}", "“misschien” is geen ja of nee\n"),
        ("[" * 100_000, "slecht.yaml is geen leesbare YAML: meer dan 20 niveaus diep\n"),
        ("- " * 100_000, "slecht.yaml is geen leesbare YAML: meer dan 20 niveaus diep\n"),
    ],
)
def test_a_file_that_is_no_list_of_rows_is_refused(tmp_path, text, message):
    with pytest.raises(LoadError, match=re.escape(message)):
        read_entries(write(tmp_path, text))


def test_an_impossible_date_is_named_with_its_line(tmp_path):
    text = "- model: x\n  fields:\n    day: 2020-99-99\n"
    with pytest.raises(LoadError, match="line 3, column 10"):
        read_entries(write(tmp_path, text))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    try:
        entries = read_yaml(content)
    except FormatError:
        return
    assert isinstance(entries, list)


def test_the_command_says_what_it_did_and_what_is_wrong(tmp_path, capsys):
    call_command("load_register", VOCABULARY)
    assert capsys.readouterr().out.endswith(" 0 teruggezet, 0 ongewijzigd, 0 bewerkt.\n")
    with pytest.raises(CommandError, match="Niets geladen"):
        call_command("load_register", write(tmp_path, BAD_ROWS["html"][0]))


def test_replace_asks_first(monkeypatch, demo):
    edit(Service.objects.filter(key="bellen"), name="Telefoneren")
    monkeypatch.setattr("builtins.input", lambda _: "nee")
    with pytest.raises(CommandError, match="Niets veranderd"):
        call_command("load_register", FOLDER / "demo.yaml", "--replace")
    assert Service.objects.get(key="bellen").name == "Telefoneren"
