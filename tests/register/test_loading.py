"""Fixtures: what is missing is added, what someone edited stays, a bad row stops everything."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from providers.facts.base import ONLY_OWN
from providers.models import ContactPoint, Provider, Recipient, Service
from providers.reading.fixtures import read_yaml
from providers.reading.tables import FormatError
from register.choices import DataKind, LinkRole
from register.loading import LoadError, load, read_entries
from register.models import DataCategory, DataRow, Disclosure, ProcessingActivity, StatedRight
from retention.models import RetentionTerm
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
        "activity: verwerking [ZZ-99] bestaat niet.",
    ),
    "unknown reference in a set": (
        """
- model: register.processingactivity
  fields: {provider: [demo], number: DM-09, title: x, services: [[demo, weg]]}
""",
        "services: dienst [demo, weg] bestaat niet.",
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
        f"kind: “raar” kan hier niet. Kies uit: {', '.join(DataKind.labels)}.",
    ),
    "misspelt field": ("- {model: register.datacategory, fields: {key: x, name: x, naam: x}}", "onbekend veld: naam."),
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
        "sequence: “True” is geen heel getal.",
    ),
    "number that python reads otherwise": (
        "- {model: register.door, fields: {provider: [demo], group: [demo, bellers], label: x, sequence: '1_0'}}",
        "sequence: “1_0” is geen heel getal.",
    ),
    "text for yes or no": (
        "- {model: register.datacategory, fields: {key: x, name: x, identity_document: 't'}}",
        "identity_document: “t” is geen ja of nee.",
    ),
    "date as a number": (
        """
- model: register.processingactivity
  fields: {provider: [demo], number: DM-08, title: x, dpia_date: 20260525}
""",
        "dpia_date: “20260525” is geen datum zoals 2026-05-25.",
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
        "provider: “1” heeft de verkeerde vorm; wijs een aanbieder aan als [slug].",
    ),
    "set of numbers of the database": (
        """
- model: register.processingactivity
  fields: {provider: [demo], number: DM-09, title: x, services: [1]}
""",
        "services: [1] heeft de verkeerde vorm; wijs een dienst aan als [provider, key].",
    ),
    "reference to a key that is no text": (
        "- {model: providers.service, fields: {provider: [no], key: x, name: x}}",
        "provider: [False] heeft de verkeerde vorm; wijs een aanbieder aan als [slug].",
    ),
    "reference that is missing": ("- {model: register.datarow, fields: {name: x}}", "activity: ontbreekt."),
    "field that is a row of its own": (
        "- {model: providers.legalentity, fields: {provider: [demo], key: x, name: X, address: Straat 1}}",
        "onbekend veld: address. Een adres is een rij providers.address met “entity”.",
    ),
    "source that is no passage": (
        '- {model: providers.service, fields: {provider: [demo], key: x, name: x, source: "regel 5"}}',
        f"source: “regel 5” is geen vindplaats; schrijf bijvoorbeeld “000 r53; 004 r15 k2”. {ONLY_OWN}",
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


def test_every_unknown_reference_of_all_files_is_named_with_its_value(tmp_path, demo):
    first, second = tmp_path / "een.yaml", tmp_path / "twee.yaml"
    first.write_text(
        """
- {model: register.disclosure, fields: {provider: [demo], recipient: [demo, weg], role: raar}}
- {model: register.datarow, fields: {activity: [DM-01], name: x, term: [demo, weg], category: [weg]}}
""",
        encoding="utf-8",
    )
    second.write_text(
        """
- {model: register.activitysystem, fields: {activity: [DM-01], system: [demo, weg], sequence: x}}
- {model: register.activitysecurity, fields: {provider: [demo], measure: [weg]}}
""",
        encoding="utf-8",
    )
    with pytest.raises(LoadError) as refused:
        load([first, second, write(tmp_path, BAD_ROWS["html"][0])])
    assert [(problem.split(" (")[0], problem.partition("): ")[2]) for problem in refused.value.problems] == [
        ("een.yaml, rij 1", "recipient: ontvanger [demo, weg] bestaat niet."),
        ("een.yaml, rij 1", f"role: “raar” kan hier niet. Kies uit: {', '.join(LinkRole.labels)}."),
        ("een.yaml, rij 2", "term: bewaartermijn [demo, weg] bestaat niet."),
        ("een.yaml, rij 2", "category: gegevenscategorie [weg] bestaat niet."),
        ("twee.yaml, rij 1", "system: systeem [demo, weg] bestaat niet."),
        ("twee.yaml, rij 1", "sequence: “x” is geen heel getal."),
        ("twee.yaml, rij 2", "measure: beveiligingsmaatregel [weg] bestaat niet."),
        ("slecht.yaml, rij 1", "name: Bevat HTML-opmaak (<b>). Gebruik gewone tekst."),
    ]


def test_a_row_that_points_to_a_refused_one_says_which(tmp_path, demo):
    text = """
- {model: register.processingactivity, fields: {provider: [demo], number: DM-09}}
- {model: register.datarow, fields: {activity: [DM-09], name: x}}
"""
    with pytest.raises(LoadError) as refused:
        load([write(tmp_path, text)])
    assert [problem.rpartition("): ")[2] for problem in refused.value.problems] == [
        "title: Dit veld kan niet leeg zijn",
        "activity: verwerking [DM-09] is niet geladen; verbeter eerst slecht.yaml, rij 1.",
    ]


@pytest.mark.parametrize("amount", ["1.5", "true", '"2 "', "1e3", "-1", "1234567890123456789012", "99999", "'1,5'"])
def test_what_is_no_whole_number_is_refused(tmp_path, demo, amount):
    row = f"{{provider: [demo], key: x, name: X, kind: termijn, amount: {amount}, unit: jaar}}"
    with pytest.raises(LoadError) as refused:
        load([write(tmp_path, f"- {{model: retention.retentionterm, fields: {row}}}")])
    assert all("): amount: " in problem for problem in refused.value.problems)
    assert not RetentionTerm.objects.filter(key="x").exists()


def test_half_of_a_year_is_said_to_be_so_many_months(tmp_path, demo):
    row = "{provider: [demo], key: x, name: X, kind: termijn, amount: 1.5, unit: jaar}"
    with pytest.raises(LoadError, match="Neem een kleinere eenheid: anderhalf jaar is 18 maanden"):
        load([write(tmp_path, f"- {{model: retention.retentionterm, fields: {row}}}")])


def test_words_that_officers_see_are_values_too(tmp_path, demo):
    text = """
- model: providers.recipient
  fields: {provider: [demo], key: acme, name: Acme, kind: Bedrijf met naam, country: Nederland, agreement: JA}
- model: retention.retentionterm
  fields: {provider: [demo], key: x, name: X, kind: vaste termijn, amount: 7, unit: Dagen}
- model: register.processingactivity
  fields: {provider: [demo], number: DM-09, title: X, role: Verwerkingsverantwoordelijke, transfer: Niet van toepassing,
    internal: ja, dpia: Niet beoordeeld, status: beeindigd}
- {model: register.disclosure, fields: {provider: [demo], recipient: [demo, acme], role: Levert gegevens aan ons}}
"""
    path = write(tmp_path, text)
    load([path])
    assert load([path]).same == 4
    assert Recipient.objects.values_list("kind", "country", "agreement").get(key="acme") == ("bedrijf", "NL", "ja")
    assert RetentionTerm.objects.values_list("kind", "unit").get(key="x") == ("termijn", "dag")
    activity = ProcessingActivity.objects.get(number="DM-09")
    assert (activity.role, activity.transfer, activity.internal, activity.dpia) == ("controller", "nvt", True, "")
    assert activity.status == "beëindigd"
    assert Disclosure.objects.get(recipient__key="acme").role == "bron"


@pytest.mark.parametrize("typed", ["", "~", "''", "Nog niet vastgelegd"])
def test_an_empty_answer_is_not_recorded(tmp_path, demo, typed):
    load(
        [
            write(
                tmp_path,
                f'- {{model: register.statedright, fields: {{provider: [demo], right: "16", stated: {typed}}}}}',
            )
        ]
    )
    assert StatedRight.objects.get(right="16").stated == ""


def test_an_empty_tick_is_no_tick(tmp_path, demo):
    row = "{activity: [DM-01], name: x, optional: , condition: , sequence: }"
    load([write(tmp_path, f"- {{model: register.datarow, fields: {row}}}")])
    assert DataRow.objects.values_list("optional", "condition", "sequence").get(name="x") == (False, "", 0)


def row_with(origin):
    return f"- {{model: register.datarow, fields: {{activity: [DM-01], name: x, origin: {origin}}}}}"


@pytest.mark.parametrize(
    "origin",
    [
        *("[betrokkene, systeem]", "'betrokkene, systeem'", "[Ontstaat bij het gebruik, Van de betrokkene zelf]"),
        *("'systeem; Van de betrokkene zelf'", "'van de betrokkene zelf en systeem'"),
    ],
)
def test_several_of_a_list_are_written_as_people_do(tmp_path, demo, origin):
    load([write(tmp_path, row_with(origin))])
    assert DataRow.objects.get(name="x").origin == "betrokkene, systeem"


@pytest.mark.parametrize(
    ("origin", "message"),
    [
        ("[betrokkene, raar]", "origin: “raar” kan hier niet. Kies uit: Van de betrokkene zelf, Van de klant"),
        ("[betrokkene, no]", "origin: moet tekst zijn, zet “False” tussen aanhalingstekens."),
    ],
)
def test_of_several_the_wrong_one_is_named(tmp_path, demo, origin, message):
    with pytest.raises(LoadError, match=re.escape(message)):
        load(
            [
                write(
                    tmp_path, f"- {{model: register.datarow, fields: {{activity: [DM-01], name: x, origin: {origin}}}}}"
                )
            ]
        )


@pytest.mark.parametrize("country", ["[IE, US]", "'IE, US'", "Ierland en de Verenigde Staten", "[Ierland, VS]"])
def test_several_countries_are_written_as_people_do(tmp_path, demo, country):
    row = f"{{provider: [demo], key: x, name: X, country: {country}}}"
    load([write(tmp_path, f"- {{model: providers.recipient, fields: {row}}}")])
    assert Recipient.objects.get(key="x").country == "IE, US"


@pytest.mark.parametrize(
    ("groups", "others"),
    [
        ("group: [demo, bellers]", []),
        ("group: [[demo, bellers]]", []),
        ("group: [[demo, bellers], [demo, klanten]]", ["klanten"]),
        ("group: [[demo, bellers], [demo, klanten]], other_groups: [demo, buren]", ["buren", "klanten"]),
        ("group: [demo, bellers], other_groups: [demo, klanten]", ["klanten"]),
    ],
)
def test_data_of_several_groups_have_a_first_and_others(tmp_path, demo, groups, others):
    text = f"""
- {{model: register.subjectgroup, fields: {{provider: [demo], key: klanten, name: Klanten}}}}
- {{model: register.subjectgroup, fields: {{provider: [demo], key: buren, name: Buren}}}}
- {{model: register.datarow, fields: {{activity: [DM-01], name: x, {groups}}}}}
"""
    path = write(tmp_path, text)
    load([path])
    assert load([path]).same == 3
    row = DataRow.objects.get(name="x")
    assert row.group.key == "bellers"
    assert sorted(row.other_groups.values_list("key", flat=True)) == others


def test_one_key_will_do_where_several_may_stand(tmp_path, demo):
    row = "{provider: [demo], number: DM-09, title: x, services: [demo, bellen]}"
    load([write(tmp_path, f"- {{model: register.processingactivity, fields: {row}}}")])
    assert [row.key for row in ProcessingActivity.objects.get(number="DM-09").services.all()] == ["bellen"]


def test_missing_keys_are_made_and_loading_again_changes_nothing(tmp_path, demo):
    text = """
- {model: providers.recipient, fields: {provider: [demo], name: Mollie B.V.}}
- {model: providers.recipient, fields: {provider: [demo], name: Mollie B.V., description: de tweede}}
- {model: providers.recipient, fields: {provider: [demo], key: mollie-bv-2, name: De derde}}
- {model: providers.recipient, fields: {provider: [demo], key: "", name: "???"}}
- {model: providers.contactpoint, fields: {provider: [demo], use: Klachten, channel: Telefoon, value: 085 888 4445}}
- {model: register.datacategory, fields: {name: Kenteken}}
- {model: register.disclosure, fields: {provider: [demo], recipient: [demo, mollie-bv], role: bron}}
"""
    path = write(tmp_path, text)
    assert load([path]).added == 7
    again = load([path])
    assert (again.added, again.same, again.edited) == (0, 7, [])
    assert dict(Recipient.objects.values_list("key", "name")) == {
        "meldkamers": "Meldkamers",
        "mollie-bv": "Mollie B.V.",
        "mollie-bv-3": "Mollie B.V.",
        "mollie-bv-2": "De derde",
        "ontvanger": "???",
    }
    assert ContactPoint.objects.filter(key="klacht-telefoon").exists()
    assert DataCategory.objects.filter(key="kenteken").exists()


def test_the_same_row_twice_in_a_load_is_refused_when_it_differs(tmp_path, demo):
    text = """
- {model: register.automateddecisions, fields: {provider: [demo], takes_decisions: ja}}
- {model: register.automateddecisions, fields: {provider: [demo], takes_decisions: ja}}
- {model: register.automateddecisions, fields: {provider: [demo], takes_decisions: nee}}
"""
    with pytest.raises(LoadError) as refused:
        load([write(tmp_path, text)], replace=True)
    assert [problem.rpartition("): ")[2] for problem in refused.value.problems] == [
        (
            "deze rij staat ook in slecht.yaml, rij 1, maar dan anders: neemt geautomatiseerde besluiten. "
            "Een aanbieder heeft één zo'n rij; wat voor één verwerking geldt, hoort bij die verwerking."
        )
    ]


def test_data_named_as_a_category_and_data_of_that_category_are_two_rows(tmp_path, demo):
    text = """
- {model: register.datarow, fields: {activity: [DM-02], name: naam}}
- {model: register.datarow, fields: {activity: [DM-02], category: [naam]}}
- {model: register.datarow, fields: {activity: [DM-02], category: [telefoonnummer]}}
"""
    path = write(tmp_path, text)
    assert load([path]).added == 3
    assert load([path]).same == 3
