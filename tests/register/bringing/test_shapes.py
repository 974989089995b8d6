"""Known shapes come in as what they say: activities and parties with their facts, and everything else as a note."""

import pytest

from providers.facts.recording import history_of
from providers.models import Provider, Recipient, SourceDocument
from register.bringing.brought import Brought, bring
from register.choices import Role
from register.models import ActivitySecurity, DataRow, Disclosure, LegalBasis, ProcessingActivity, PurposeRow
from retention.models import RetentionTerm
from tests.register.bringing.shapes import FILES, MUNICIPAL, pasted


@pytest.fixture
def brought(vocabulary, administrator):
    """Reads one of the files for a new provider."""

    def read(name: str, content: bytes | None = None, **target: object) -> Brought:
        kind, stored, _ = FILES[name]
        target = target or {"name": "Nieuw", "prefix": "NW"}
        return Brought(bring(administrator.user, f"{name}.{kind}", kind, content or stored, **target))

    return read


def written(table: Brought, number: str = "NW-01"):
    report = table.write(number, keep=True)
    assert not report.is_wrong, [outcome.lines for outcome in report.outcomes]
    return report


def activity(title: str) -> ProcessingActivity:
    return ProcessingActivity.objects.get(title=title)


def bases(title: str) -> list[tuple[str, str]]:
    return list(LegalBasis.objects.filter(purpose__activity__title=title).values_list("purpose__name", "article"))


def data(title: str) -> list[tuple]:
    rows = DataRow.objects.filter(activity__title=title)
    return [
        (row.name, row.category and row.category.key, row.group and row.group.name, str(row.term or "")) for row in rows
    ]


def parties(title: str) -> list[tuple[str, str]]:
    return [(row.recipient.name, row.role) for row in Disclosure.objects.filter(activity__title=title)]


@pytest.mark.parametrize("name", FILES)
def test_a_known_shape_is_proposed_whole(brought, name):
    table = brought(name)
    assert [found.title for found in table.found] == FILES[name][2]


def test_rows_below_a_merged_cell_are_of_the_same_activity(brought):
    written(brought("ico"))
    row = activity("Payroll")
    assert (row.department, row.transfer) == ("Finance", "nvt")
    assert bases("Payroll") == [("Payroll", "b"), ("Payroll", "c")]
    assert data("Payroll") == [
        ("Contact details", "contactgegevens", "Employees", "6 years post-employment"),
        # The cell beside it is empty, so nobody knows of whom.
        ("Bank details", "bankrekeningnummer", None, "3 years post-employment"),
    ]
    assert parties("Payroll") == [("HMRC", "ontvanger"), ("Pension provider", "ontvanger")]
    assert ActivitySecurity.objects.get(activity=row).measure.key == "versleuteling-opslag"
    assert row.note.splitlines() == [
        "General description of security measures (if possible): lockable cabinets",
        "Has a personal data breach occurred?: No",
    ]


def test_two_groups_beside_data_are_a_reading(brought):
    written(brought("ico"))
    rows = DataRow.objects.filter(activity__title="Call recording")
    assert {row.group.name for row in rows} == {"Customers"}
    assert {group.name for row in rows for group in row.other_groups.all()} == {"callers"}
    assert all("staat er niet bij" in row.reading for row in rows)
    link = Disclosure.objects.get(activity__title="Call recording")
    assert (link.agreement, link.agreement_reference) == ("ja", "https://contract.example")
    assert activity("Call recording").transfer == "ja"


def test_a_processor_says_for_whom(brought):
    written(brought("ico-processor"))
    row = activity("Alarm calls")
    assert (row.on_behalf_of, row.role, row.transfer) == ("Zorg B.V.", "", "nvt")


def test_each_sheet_can_be_a_fiche(brought):
    written(brought("cnil"))
    row = activity("Salarisadministratie")
    assert row.reference == "RT-001"
    assert [name for name, *_ in data(row.title)] == ["Naam", "Bankrekeningnummer"]
    term = RetentionTerm.objects.get()
    assert (term.amount, term.unit, term.start_event) == (5, "jaar", "na vertrek")
    documents = SourceDocument.objects.order_by("code")
    assert [document.title for document in documents] == ["cnil.xlsx, blad Salaris", "cnil.xlsx, blad Bezoek"]
    assert term.source == f"{documents[0].code} r8 k2"


def test_a_head_in_the_second_row_in_another_alphabet_of_bytes(brought):
    written(brought("gba"))
    row = activity("Klantenbeheer")
    assert row.reference == "1"
    assert bases(row.title) == [("Klanten bedienen", "b")]
    assert data(row.title) == [("Contactgegevens", "contactgegevens", "Klanten", "10 jaar")]


def test_the_same_as_above_and_none_and_nothing(brought):
    written(brought("municipal"))
    passports, parking = activity("Paspoorten"), activity("Parkeren")
    assert (passports.department, parking.department) == ("Burgerzaken", "Burgerzaken")
    assert (passports.no_processors, parking.no_processors, parking.no_recipients) == (False, True, True)
    assert bases("Parkeren") == [("Vergunningen verlenen", "e")]
    assert LegalBasis.objects.get(purpose__activity=passports).statute == "Paspoortwet"
    processor = Disclosure.objects.get(activity=passports, role="verwerker")
    assert (processor.agreement, str(processor.agreement_date)) == ("ja", "2021-03-12")
    assert [group for _, _, group, _ in data("Parkeren")] == ["Inwoners", "Inwoners"]
    term = RetentionTerm.objects.get(name="1 jaar / 5 jaar bij bezwaar")
    assert [(row.condition, row.amount) for row in term.exceptions.all()] == [("bij bezwaar", 5)]
    assert passports.note == "Publiek/privaat: Publiek"


def test_json_with_lists_in_it(brought):
    written(brought("central"))
    row = activity("Klachten afhandelen")
    assert (row.reference, row.transfer, row.decisions) == ("M5071", "nee", "nee")
    assert bases(row.title) == [("Klachten behandelen", "c")]
    assert [(name, group) for name, _, group, _ in data(row.title)] == [("Naam", "Indieners"), ("Klacht", "Indieners")]
    assert "Versie: 3" in row.note


def test_a_list_of_parties_holds_for_the_whole_provider(brought):
    table = brought("parties")
    assert table.kind == "partijen"
    report = written(table)
    assert report.counts == {"nieuw": 3, "overgeslagen": 1}
    assert [(row.name, row.country, row.description) for row in Recipient.objects.order_by("pk")] == [
        ("Wolk EMEA SARL", "EU, IE, US", "cloud hosting"),
        ("Zee, LLC", "US", "cloud hosting"),
        ("Geld B.V.", "NL", "facturatie"),
    ]
    code = SourceDocument.objects.get().code
    assert Recipient.objects.get(name="Geld B.V.").source == "; ".join(
        f"{code} r6 k{column}" for column in (1, 2, 3, 4)
    )
    links = Disclosure.objects.order_by("pk").values_list("activity", "role", "agreement", "transfer", "mechanism")
    assert list(links) == [
        (None, "subverwerker", "ja", "ja", ""),
        (None, "subverwerker", "ja", "ja", "46-2-c"),
        (None, "subverwerker", "ja", "", ""),
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_again_changes_nothing(brought, name):
    report = written(brought(name))
    again = written(brought(name, provider=report.provider), "NW-90")
    assert set(again.counts) <= {"gelijk", "overgeslagen"}
    assert again.gone == []


def test_a_changed_file_changes_the_activity_with_its_number(brought):
    rows = [
        ["Kenmerk", "Naam", "Doel", "Bewaartermijn"],
        ["7", "Bellen", "Leveren", "1 jaar"],
        ["8", "Mailen", "Leveren", "-"],
    ]
    report = written(brought("municipal", pasted(rows)))
    changed = [rows[0], ["7", "Bellen en gebeld worden", "Leveren", "1 jaar"]]
    again = written(brought("municipal", pasted(changed), provider=report.provider), "NW-90")
    assert [(outcome.standing, outcome.lines) for outcome in again.outcomes] == [
        ("gewijzigd", ["titel: Bellen wordt Bellen en gebeld worden"])
    ]
    # What is gone from the file stays.
    assert [row.title for row in again.gone] == ["Mailen"]
    stored = ProcessingActivity.objects.order_by("number").values_list("number", "reference", "title")
    assert list(stored) == [("NW-01", "7", "Bellen en gebeld worden"), ("NW-02", "8", "Mailen")]


def test_what_an_officer_wrote_since_stays(brought):
    report = written(brought("municipal"))
    row = activity("Paspoorten")
    row.role, row.note = Role.CONTROLLER, f"{row.note}\nnog bellen met de drukker"
    row.save()
    again = written(brought("municipal", provider=report.provider), "NW-90")
    assert again.counts == {"gelijk": 2}
    row.refresh_from_db()
    assert (row.role, row.note) == ("controller", "Publiek/privaat: Publiek\nnog bellen met de drukker")


def test_one_wrong_cell_and_nothing_is_kept(brought):
    rows = [*MUNICIPAL, ["Team", "x" * 301, "Doel"]]
    report = brought("municipal", pasted(rows)).write("NW-01", keep=True)
    assert report.counts == {"nieuw": 2, "fout": 1}
    (wrong,) = [outcome for outcome in report.outcomes if outcome.standing == "fout"]
    assert {line.partition(":")[0] for line in wrong.lines} == {"B4"}
    assert not Provider.objects.filter(name="Nieuw").exists()
    assert not PurposeRow.objects.exists()


def test_trying_leaves_nothing_behind(brought):
    report = brought("municipal").write("NW-01", keep=False)
    assert report.counts == {"nieuw": 2}
    assert (Provider.objects.count(), ProcessingActivity.objects.count(), SourceDocument.objects.count()) == (0, 0, 0)


def test_a_register_of_ones_own_stays_that(brought):
    own = Provider.objects.create(slug="eigen", prefix="EI", name="Eigen")
    ProcessingActivity.objects.create(provider=own, number="EI-01", title="Bellen")
    written(brought("municipal", provider=own), "EI-02")
    assert Provider.objects.get(pk=own.pk).is_own


def test_what_many_lines_name_is_saved_once_with_all_their_cells(brought):
    rows = [["Naam", "Ontvangers", "Bewaartermijn"], ["Bellen", "Bank", "1 jaar"], ["Mailen", "bank", "1 jaar"]]
    written(brought("municipal", pasted(rows)))
    code = SourceDocument.objects.get().code
    assert Recipient.objects.get().source == f"{code} r2 k2; {code} r3 k2"
    assert history_of(Recipient).objects.count() == 1
