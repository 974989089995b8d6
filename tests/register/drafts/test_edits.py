"""Every way to change what rules look at raises the count of edits, for the providers it touches and no others."""

import pytest
from django.db import transaction

from providers.facts.recording import one_change
from providers.models import LegalEntity, Provider, Service
from register.drafts.edits import states_of
from register.drafts.findings import draft_findings
from register.drafts.reviews import record_review
from register.loading import load
from register.models import (
    DataCategory,
    DataRow,
    DraftFindings,
    EditCount,
    LegalBasis,
    ProcessingActivity,
    StatementPage,
)
from retention.models import StatutoryGround
from tests.data import FOLDER, VOCABULARY, edit
from tests.forms import filled
from tests.register.probe import Probe, fresh
from tests.register.published import NOW, TODAY, go
from tests.spreadsheets import confirm, download, upload

CHANGE = "/admin/register/processingactivity/{}/change/"


@pytest.fixture
def other(demo):
    return Provider.objects.create(slug="ander", prefix="AN", name="Ander")


def save_in_admin(demo, officer):
    activity = demo.processingactivity_set.get(number="DM-01")
    data = filled(officer.get(CHANGE.format(activity.pk)))
    assert officer.post(CHANGE.format(activity.pk), {**data, "title": "Anders"}).status_code == 302


def import_spreadsheet(demo, officer):
    content = download(officer, Service, "csv").replace(b"Internet", b"Internetten")
    confirm(officer, Service, upload(officer, Service, "csv", content))


def through_proxy(demo, officer):
    page = StatementPage.objects.get(pk=demo.pk)
    page.kvk = "87654321"
    page.save()


def empty_a_set_from_the_other_side(demo, officer):
    demo.service_set.get(key="bellen").processingactivity_set.clear()


def as_one_change(demo, officer):
    with one_change("officer"):
        edit(demo.legalentity_set.all(), name="Anders B.V.")


def only_one_field(demo, officer):
    demo.website = "https://demo.example"
    demo.save(update_fields=["website"])


EDITS = {
    "save the provider": lambda demo, officer: edit(Provider.objects.filter(pk=demo.pk), name="Anders"),
    "save one field": only_one_field,
    "save through a proxy": through_proxy,
    "save a row": lambda demo, officer: edit(demo.service_set.all(), name="Anders"),
    "save a row of an activity": lambda demo, officer: edit(DataRow.objects.all(), optional=False),
    "save a row two levels down": lambda demo, officer: edit(LegalBasis.objects.all(), label="toestemming"),
    "add a row": lambda demo, officer: LegalEntity.objects.create(provider=demo, key="nieuw", name="Nieuw B.V."),
    "delete a row": lambda demo, officer: demo.statedright_set.all().delete(),
    "delete with what stands below": lambda demo, officer: ProcessingActivity.objects.get(number="DM-01").delete(),
    "delete what others point to": lambda demo, officer: Service.objects.get(key="internet").delete(),
    "add to a set": lambda demo, officer: ProcessingActivity.objects.get(number="DM-02").services.add(
        Service.objects.get(key="bellen")
    ),
    "empty a set from the other side": empty_a_set_from_the_other_side,
    "save in the admin": save_in_admin,
    "import a spreadsheet": import_spreadsheet,
    "in one change": as_one_change,
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_findings_are_made_anew_for_its_provider_alone(demo, other, officer, monkeypatch, name):
    Probe(monkeypatch)
    before, others = draft_findings(demo.pk, TODAY), draft_findings(other.pk, TODAY)
    EDITS[name](demo, officer)
    after = draft_findings(demo.pk, TODAY)
    assert after == fresh(demo.pk) != before
    monkeypatch.setattr("register.drafts.findings.check", lambda case: ())
    assert draft_findings(demo.pk, TODAY) == after
    assert draft_findings(other.pk, TODAY) == others


def test_what_load_register_puts_back_is_an_edit(demo, monkeypatch):
    edit(demo.service_set.filter(key="bellen"), name="Door iemand bewerkt")
    Probe(monkeypatch)
    before = draft_findings(demo.pk, TODAY)
    load([VOCABULARY, FOLDER / "demo.yaml"], replace=True)
    assert draft_findings(demo.pk, TODAY) == fresh(demo.pk) != before


@pytest.mark.parametrize("model", [DataCategory, StatutoryGround])
def test_a_shared_word_is_everybodys(demo, other, model):
    before = states_of([demo.pk, other.pk])
    edit(model.objects.all()[:1], name="Een ander woord")
    assert changed(before) == {demo.pk, other.pk}


def test_a_row_that_moves_counts_for_both_providers(demo, other):
    before = states_of([demo.pk, other.pk])
    activity = ProcessingActivity.objects.get(number="DM-02")
    activity.provider = other
    activity.save()
    assert changed(before) == {demo.pk, other.pk}


def test_a_row_that_moves_to_another_activity_counts_for_both_providers(demo, other):
    theirs = ProcessingActivity.objects.create(provider=other, number="AN-01", title="Anders")
    before = states_of([demo.pk, other.pk])
    row = DataRow.objects.get(name="Naam")
    row.activity = theirs
    row.save()
    assert changed(before) == {demo.pk, other.pk}


def test_saving_without_a_change_is_no_edit(demo):
    before = states_of([demo.pk])
    for row in (demo, *DataRow.objects.all(), *Service.objects.all()):
        row.save()
    load([VOCABULARY, FOLDER / "demo.yaml"])
    assert changed(before) == set()


def test_an_edit_that_is_undone_is_none(demo):
    before = states_of([demo.pk])
    with transaction.atomic():
        edit(demo.service_set.all(), name="Anders")
        assert changed(before) == {demo.pk}
        transaction.set_rollback(True)
    assert changed(before) == set()


def test_publishing_and_reviewing_change_the_state_of_their_provider(demo, other):
    before = states_of([demo.pk, other.pk])
    go(demo)
    assert changed(before) == {demo.pk}
    before = states_of([demo.pk, other.pk])
    record_review(demo, "officer", NOW)
    assert changed(before) == {demo.pk}


def test_a_provider_that_goes_takes_its_count_and_findings_along(demo, other):
    draft_findings(demo.pk, TODAY)
    demo.disclosure_set.all().delete()
    demo.processingactivity_set.all().delete()
    demo.delete()
    assert set(EditCount.objects.values_list("provider", flat=True)) == {None, other.pk}
    assert not DraftFindings.objects.exists()


def changed(before: dict[int, str]) -> set[int]:
    """Providers whose state is not what it was."""
    now = states_of(list(before))
    return {provider for provider in before if now[provider] != before[provider]}
