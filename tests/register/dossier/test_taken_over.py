"""What the five registers say, and do not say, where their texts are general, silent or contradict themselves.

Each of these was once recorded with more than the text says; the notes of the rows give the reasons.
"""

from collections.abc import Iterable

import pytest
from django.db.models import QuerySet

from providers.choices import Voice
from providers.facts.sources import parse_source
from providers.models import Provider, SourceDocument
from register import models as register
from register.choices import DataKind, LinkRole, PurposeType, Role
from register.dossier import live_dossier
from register.dossier.index import Index
from register.dossier.provenance import facts_with_source
from register.dossier.types import Fact
from retention.choices import TermKind
from retention.models import RetentionTerm, StatutoryGround

pytestmark = pytest.mark.usefixtures("five")

WORDS = (
    register.DataCategory,
    register.DataSubjectCategory,
    register.Purpose,
    register.SecurityMeasure,
    register.ProcessingOperation,
    StatutoryGround,
)


def index(slug: str) -> Index:
    return Index(live_dossier(Provider.objects.get(slug=slug).pk))


def rows(number: str) -> QuerySet[register.DataRow]:
    return register.DataRow.objects.filter(activity__number=number)


def bound(number: str) -> dict[str, set[str]]:
    """The data of an activity by name, with the purposes that they name."""
    return {row.name: {item.key for item in row.purposes.all()} for row in rows(number)}


def cells(facts: Iterable[Fact]) -> set[int]:
    """The columns of the table from which these facts were taken."""
    return {passage.cell for fact in facts for passage in parse_source(fact.source or "")}


def test_all_five_are_taken_over_from_a_text_that_gives_itself_no_date_version_or_address():
    assert set(Provider.objects.values_list("voice", flat=True)) == {Voice.TAKEN_OVER}
    assert set(SourceDocument.objects.values_list("dated", "version", "address")) == {(None, "", "")}


@pytest.mark.parametrize(
    ("slug", "roles"),
    [
        ("teamtelefoon", {"TT-01": Role.CONTROLLER, "TT-04": Role.CONTROLLER}),
        ("vcare", {"VC-03": Role.PROCESSOR, "VC-08": Role.PROCESSOR}),
        ("vtel", {"VT-03": Role.PROCESSOR, "VT-08": Role.PROCESSOR}),
        ("voips", {}),
        ("telecom-service", {"TS-09": Role.PROCESSOR, "TS-12": Role.PROCESSOR}),
    ],
)
def test_an_activity_has_a_role_only_where_its_own_passage_or_a_set_that_holds_it_gives_one(slug, roles):
    assert {item.number: item.role for item in index(slug).activities if item.role} == roles


@pytest.mark.parametrize(
    ("slug", "claims"),
    [
        ("teamtelefoon", [Role.CONTROLLER]),
        ("vcare", [Role.CONTROLLER, Role.PROCESSOR]),
        ("vtel", [Role.CONTROLLER, Role.PROCESSOR, Role.PROCESSOR]),
        ("voips", []),
        ("telecom-service", []),
    ],
)
def test_both_sides_of_a_contradiction_about_the_role_are_recorded(slug, claims):
    assert sorted(row.role for row in live_dossier(Provider.objects.get(slug=slug).pk).role_claims) == claims


def test_the_role_that_stands_in_a_list_about_reports_is_a_reading():
    read = register.ProcessingActivity.objects.exclude(role="").exclude(reading="")
    assert [activity.number for activity in read] == ["VT-08"]


def test_staying_responsible_for_processors_is_no_role():
    assert live_dossier(Provider.objects.get(slug="voips").pk).sharing.remains_responsible == "ja"


@pytest.mark.parametrize(("slug", "lines"), [("vcare", range(60, 69)), ("vtel", range(87, 96))])
def test_a_list_of_purposes_for_everything_stands_once_for_the_provider(slug, lines):
    general = live_dossier(Provider.objects.get(slug=slug).pk).general_purposes
    assert [parse_source(row.source)[-1].first for row in general] == list(lines)


def test_an_activity_keeps_the_purposes_that_its_own_passage_names():
    owners = ["VC-01", "VC-02", "VC-03", "VC-04", "VT-01", "VT-02", "VT-04", "VT-05"]
    found = {number: set() for number in owners}
    for row in register.PurposeRow.objects.filter(activity__number__in=owners):
        found[row.activity.number].add(row.key)
    assert found == {
        "VC-01": set(),
        "VC-02": {"diensten", "overbrengen", "facturering"},
        "VC-03": set(),
        "VC-04": set(),
        "VT-01": {"overeenkomst", "netwerk", "facturering"},
        "VT-02": set(),
        "VT-04": {"netwerk", "facturering"},
        "VT-05": set(),
    }


def test_a_basis_for_everything_stands_once_and_says_for_what():
    found = {
        (row.provider.slug, row.article): bool(row.scope) for row in register.GeneralBasis.objects.select_related()
    }
    assert found == {("teamtelefoon", "b"): False, ("vcare", "b"): True, ("vcare", "c"): True, ("vtel", "c"): True}
    assert not register.LegalBasis.objects.filter(purpose__activity__provider__slug="teamtelefoon").exists()


def test_data_serve_no_purpose_that_the_text_gives_to_others():
    takeover = {row.name: set() for row in rows("TS-06")}
    for row in rows("TS-06"):
        takeover[row.name].add((row.group.key, *(item.key for item in row.purposes.all())))
    assert set(map(frozenset, takeover.values())) == {
        frozenset({("tekeningsbevoegde", "dienst"), ("medewerker-klant", "nummerbehoud")})
    }
    assert bound("VO-04")["gegevens zoals die op een gespecificeerde nota te zien zijn"] == {"facturatie"}
    assert {name for name, keys in bound("VT-01").items() if keys != {"overeenkomst"}} == {
        "Verkeersgegevens",
        "het telefoonnummer van degene met wie u belt",
        "het tijdstip waarop u belt",
        "de tijdsduur van het gesprek",
        "het aantal MB's dat u downloadt",
    }


def test_see_above_is_a_reading_at_each_of_the_ten_data():
    employee = rows("TS-06").filter(group__key="medewerker-klant")
    assert len(employee) == 10
    assert not employee.filter(reading="").exists()
    assert not rows("TS-06").filter(group__key="tekeningsbevoegde").exclude(reading="").exists()


def test_calls_of_users_and_of_callers_have_the_same_answer_about_the_term():
    calls = register.DataRow.objects.filter(activity__number__in=["TT-01", "TT-02"], category__key="gespreksinformatie")
    assert {(row.activity.number, row.term) for row in calls} == {("TT-01", None), ("TT-02", None)}


def test_the_term_of_clients_and_the_people_of_statistics_are_readings():
    assert all(row.term.key == "persoonsgegevens" and row.reading for row in rows("TT-03"))
    assert [(row.group.key, bool(row.reading)) for row in rows("TT-05")] == [("gebruikers", True)]


@pytest.mark.parametrize("number", ["TT-08", "VO-07", "VO-08", "VO-12"])
def test_data_without_people_get_none(number):
    assert [row.group for row in rows(number)] == [None]


def test_a_formula_is_recorded_as_one_and_counts_for_no_data():
    formulas = RetentionTerm.objects.filter(kind=TermKind.FORMULA)
    assert sorted(row.provider.slug for row in formulas) == ["teamtelefoon", "vcare", "voips", "vtel"]
    assert not register.DataRow.objects.filter(term__in=formulas).exists()


def test_a_ban_with_exceptions_is_no_promise_to_ask():
    sharing = live_dossier(Provider.objects.get(slug="teamtelefoon").pk).sharing
    assert (sharing.sells_data, sharing.consent_first) == ("nee", None)
    assert sharing.sells_condition.startswith("tenzij u vooraf toestemt")


def test_how_to_make_a_request_is_not_recorded_where_the_text_only_says_who_may():
    assert live_dossier(Provider.objects.get(slug="teamtelefoon").pk).requests.instructions is None


@pytest.mark.parametrize("number", ["VC-07", "VC-08", "VT-07", "VT-08"])
def test_report_data_are_shared_with_nobody(number):
    assert register.ProcessingActivity.objects.get(number=number).no_recipients


def test_who_receives_data_for_a_service_gets_none_of_staff_and_no_copies():
    voips = index("voips")
    receivers = {item.number: {row.recipient for row in voips.wide(item)} for item in voips.activities}
    services = {"VO-04", "VO-05", "VO-06"}
    named = {"in-opdracht", "herstellingsdienst", "pakket", "overheid"}
    assert receivers == {number: named if number in services else {"in-opdracht"} for number in receivers}
    assert all(row.reading for row in voips.dossier.disclosures if row.services)


def test_only_the_entity_that_does_the_work_is_named():
    named = register.ProcessingActivity.objects.filter(provider__slug="telecom-service", entities__isnull=False)
    assert {item.number: [entity.key for entity in item.entities.all()] for item in named} == {"TS-04": ["leek"]}


def test_sub_processors_have_the_role_that_the_column_gives_them():
    links = register.Disclosure.objects.filter(provider__slug="telecom-service")
    roles = {str(row.role) for row in links if " k5" in row.source}
    assert roles == {LinkRole.EITHER_PROCESSOR}
    assert not links.filter(role=LinkRole.SUBPROCESSOR).exists()


def test_every_fact_of_the_table_names_its_cell():
    dossier = live_dossier(Provider.objects.get(slug="telecom-service").pk)
    passages = [passage for found in facts_with_source(dossier) for passage in parse_source(found.source)]
    assert {(passage.first == 5, passage.cell in range(1, 6)) for passage in passages} == {(True, False), (False, True)}


def test_each_kind_of_fact_comes_from_its_column():
    dossier = live_dossier(Provider.objects.get(slug="telecom-service").pk)
    purposes = [row for activity in dossier.activities for row in activity.purposes]
    assert cells(basis for row in purposes for basis in row.bases) == {4}
    assert cells(purposes) == {2, 3}
    assert cells(row for activity in dossier.activities for row in activity.data) == {2, 3}
    assert cells(row for activity in dossier.activities for row in activity.systems) == {1}


def test_every_shared_word_has_an_english_label():
    assert [f"{model.__name__} {row.key}" for model in WORDS for row in model.objects.filter(name_en="")] == []


@pytest.mark.parametrize("key", ["rijgedrag", "rapportagegegevens", "telefoniegegevens", "kopie-afgeschermd"])
def test_a_word_has_no_kind_that_says_more_than_the_word(key):
    assert register.DataCategory.objects.get(key=key).kind == DataKind.ORDINARY


def test_reports_are_about_employees_only_where_the_text_names_them():
    reports = register.PurposeRow.objects.filter(purpose__type=PurposeType.REPORTING)
    assert [row.activity.number for row in reports] == ["VT-08"]


@pytest.mark.parametrize(
    ("slug", "measures"),
    [
        ("vcare", {"passende-maatregelen", "eisen-leveranciers"}),
        ("vtel", {"passende-maatregelen"}),
        ("voips", {"passend", "leveranciers"}),
    ],
)
def test_a_measure_is_the_one_that_the_text_names(slug, measures):
    told = {row.measure for row in live_dossier(Provider.objects.get(slug=slug).pk).security}
    general = {"passend", "passende-maatregelen", "leveranciers", "eisen-leveranciers"}
    assert told & general == measures
