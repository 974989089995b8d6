"""A finding leads to the field in which it is repaired: on the real pages, for every kind of row."""

import re

import pytest

from providers.models import Provider
from register.choices import Severity
from register.dossier import live_dossier
from register.dossier import types as node
from register.dossier.edition import Finding
from register.drafts.repairs import RepairPlaces
from register.findings import places
from register.models import Cookie, DataRow, Disclosure, Minors, ProcessingActivity, Report
from retention.models import RetentionTerm, TermException

TEXTS = {"article": "art. 30 AVG", "message": "Melding.", "remedy": "Herstel.", "where": "Daar"}


def finding(place: places.Place) -> Finding:
    return Finding(code="X", severity=Severity.ERROR, object=place.object, field=place.field, **TEXTS)


def target(officer, provider: Provider, place: places.Place) -> str:
    """The element that an address leads to, as it stands on the page."""
    path, _, anchor = RepairPlaces([provider.pk]).path(provider.pk, finding(place)).partition("#")
    answer = officer.get(path)
    assert answer.status_code == 200
    found = re.findall(rf'<[^>]* id="{re.escape(anchor)}"[^>]*>', answer.content.decode())
    assert len(found) == (1 if anchor else 0), anchor
    return anchor


def of_data(activity: node.Activity, row: node.DataRow, field: str = "") -> places.Place:
    """One row of data of an activity."""
    key = "/".join((activity.number, row.group or "", row.name or row.category or "", row.condition or ""))
    return places.Place("data", key, "", field)


STATEMENT = [
    (places.of_statement("requests", "response_amount"), "id_requesthandling-0-response_amount"),
    (places.of_statement("requests"), "requesthandling-0"),
    (places.of_statement("sharing", "grounds"), "id_sharingpolicy-0-grounds"),
    (places.of_statement("logging", "explanation"), "id_usagelogging-0-explanation"),
    (places.of_statement("cookie_policy", "uses_cookies"), "id_cookiepolicy-0-uses_cookies"),
    (places.of_statement("decisions", "logic"), "id_automateddecisions-0-logic"),
    (places.of_statement("breach", "remedy"), "id_breachprocedure-0-remedy"),
    (places.of_statement("complaint", "authority_mentioned"), "id_complaint-0-authority_mentioned"),
    (places.of_statement("changes", "announces"), "id_changepolicy-0-announces"),
    (places.of_statement("emergency", "number_sent"), "id_emergencycalls-0-number_sent"),
    (places.of_statement("rights", "stated"), "statedright_set-group"),
    (places.of_statement("role_claims", "role"), "roleclaim_set-group"),
    (places.of_statement("contact_points", "value"), "contactpoint_set-group"),
    (places.of_statement("general_purposes", "name"), "generalpurpose_set-group"),
    (places.of_statement("general_bases", "article"), "generalbasis_set-group"),
    (places.of_statement("minors", "age"), "minors_set-group"),
    (places.of_statement(), ""),
    (places.of_provider("dpo_name"), "id_dpo_name"),
    (places.of_provider("entities"), "legalentity_set-group"),
    (places.of_provider("slug"), ""),
    (places.of_provider(), ""),
]


@pytest.mark.parametrize(("place", "anchor"), STATEMENT, ids=lambda value: getattr(value, "object", value))
def test_what_a_provider_has_once_is_repaired_in_its_own_field(officer, demo, place, anchor):
    assert target(officer, demo, place) == anchor


@pytest.mark.parametrize(
    ("field", "anchor"),
    [
        ("role", "id_role"),
        ("health_data", "id_health_data"),
        ("services", "id_services"),
        ("purposes", "purposerow_set-group"),
        ("bases", "id_purposerow_set-0-bases"),
        ("data", "datarow_set-group"),
        ("minors", "minors_set-group"),
        ("disclosures", "disclosure_set-group"),
        ("security", "activitysecurity_set-group"),
        ("operations", "activityoperation_set-group"),
        ("systems", "activitysystem_set-group"),
        ("number", ""),
        ("", ""),
    ],
)
def test_an_activity_is_repaired_in_its_field_or_list(officer, demo, field, anchor):
    activity = live_dossier(demo.pk).activities[0]
    assert target(officer, demo, places.of_activity(activity, field)) == anchor


def test_a_term_is_repaired_on_its_own_page(officer, demo):
    (term,) = live_dossier(demo.pk).terms
    assert target(officer, demo, places.of_term(term, "start_event")) == "id_start_event"


def test_a_row_below_a_row_is_repaired_on_the_page_of_that_one(officer, demo):
    term, activity = RetentionTerm.objects.get(), ProcessingActivity.objects.get(number="DM-01")
    for case in ("bij fraude", "bij een klacht"):
        TermException.objects.create(term=term, condition=case, wording="langer")
    assert (
        target(officer, demo, places.Place("exceptions", "kort/bij fraude", "", "wording")) == "id_exceptions-1-wording"
    )
    basis = places.Place("bases", "DM-01/leveren/f", "", "interest")
    assert target(officer, demo, basis) == "id_purposerow_set-0-basis-f-interest"
    Minors.objects.create(provider=demo, activity=activity, age=16)
    Minors.objects.create(provider=demo, age=13)
    assert target(officer, demo, places.Place("minors", "DM-01", "", "age")) == "id_minors_set-0-age"
    assert target(officer, demo, places.Place("minors", "", "", "age")) == "minors_set-group"
    report = Report.objects.create(provider=demo, key="r", name="Rapport", activity=activity)
    assert target(officer, demo, places.Place("reports", report.key, "", "level")) == "id_report_set-0-level"


def test_terms_together_are_repaired_from_their_list(officer, demo):
    path = RepairPlaces([demo.pk]).path(demo.pk, finding(places.of_statement("", "terms")))
    assert path == f"/admin/retention/retentionterm/?provider__id__exact={demo.pk}"
    assert [row.key for row in officer.get(path).context["cl"].queryset] == ["kort"]


@pytest.mark.parametrize("field", ["bases", "headings", "provider", "data", "grounds"])
def test_rows_without_a_list_of_one_provider_lead_to_the_statement(demo, field):
    found = finding(places.of_statement("", field))
    assert RepairPlaces([demo.pk]).path(demo.pk, found) == f"/admin/register/statementpage/{demo.pk}/change/"


def test_recipients_that_all_share_are_repaired_in_the_statement(officer, demo):
    assert target(officer, demo, places.of_statement("", "disclosures")) == "disclosure_set-group"


def test_a_row_of_an_activity_is_found_among_its_rows(officer, demo):
    first, second = live_dossier(demo.pk).activities[0].data
    activity = live_dossier(demo.pk).activities[0]
    assert target(officer, demo, of_data(activity, first, "term")) == "id_datarow_set-0-term"
    assert target(officer, demo, of_data(activity, second, "origin")) == "id_datarow_set-1-origin"


def test_a_row_that_is_gone_leads_to_the_statement(officer, demo):
    place = places.Place("data", "DM-01//weg/", "weg", "term")
    assert RepairPlaces([demo.pk]).path(demo.pk, finding(place)) == f"/admin/register/statementpage/{demo.pk}/change/"


def test_a_table_that_nobody_knows_leads_to_the_statement(demo):
    place = places.Place("anders", "x", "weg", "term")
    assert RepairPlaces([demo.pk]).path(demo.pk, finding(place)) == f"/admin/register/statementpage/{demo.pk}/change/"


@pytest.mark.django_db
def test_every_row_of_the_five_is_found_with_its_own_number(officer, five):
    providers = list(Provider.objects.values_list("pk", flat=True))
    made = RepairPlaces(providers)
    led = {"data": set(), "disclosures": set(), "cookies": set(), "terms": set()}
    for pk in providers:
        dossier = live_dossier(pk)
        for activity in dossier.activities:
            for row in activity.data:
                led["data"].add(made.path(pk, finding(of_data(activity, row, "term"))))
            for row in activity.disclosures:
                led["disclosures"].add(made.path(pk, finding(places.of_disclosure(activity, row, "x", "transfer"))))
        for row in dossier.disclosures:
            led["disclosures"].add(made.path(pk, finding(places.of_disclosure(None, row, "x", "transfer"))))
        led["cookies"] |= {made.path(pk, finding(places.of_cookie(row, "consent"))) for row in dossier.cookies}
        led["terms"] |= {made.path(pk, finding(places.of_term(row, "kind"))) for row in dossier.terms}
    for name, model in {"data": DataRow, "disclosures": Disclosure, "cookies": Cookie, "terms": RetentionTerm}.items():
        assert len(led[name]) == model.objects.count() > 0
    for name, anchor in {"data": r"datarow_set-\d+-term", "disclosures": r"disclosure_set-\d+-transfer"}.items():
        assert [path for path in led[name] if not re.search(f"#id_{anchor}$", path)] == []


def test_many_findings_cost_a_query_for_each_kind_of_row(demo, django_assert_num_queries):
    dossier = live_dossier(demo.pk)
    found = [finding(places.of_activity(activity, "role")) for activity in dossier.activities]
    found += [finding(of_data(dossier.activities[0], row)) for row in dossier.activities[0].data]
    made = RepairPlaces([demo.pk])
    with django_assert_num_queries(2):
        assert len({made.path(demo.pk, item) for item in found * 2}) == 4


def test_an_address_for_elsewhere_starts_with_that_of_the_site(demo, settings):
    settings.SITE_URL = "https://register.example.nl"
    found = finding(places.of_provider("kvk"))
    expected = f"https://register.example.nl/admin/providers/provider/{demo.pk}/change/#id_kvk"
    assert RepairPlaces([demo.pk]).url(demo.pk, found) == expected
