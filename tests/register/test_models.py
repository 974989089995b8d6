"""What the database refuses by itself, and what models say about themselves."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import camel_case_to_spaces

from providers.facts.natural import NaturalModel
from providers.models import ContactPoint, Provider
from register.models import (
    ActivitySecurity,
    ApiToken,
    Assignment,
    BackupMade,
    BroughtTable,
    Comment,
    DataCategory,
    DataRow,
    DigestWish,
    Disclosure,
    DocumentTask,
    DraftFindings,
    EditCount,
    HeadingSet,
    LegalBasis,
    ProcessingActivity,
    PurposeRow,
    RequestHandling,
    Submission,
)

ALL = [model for name in ("providers", "retention", "register") for model in apps.get_app_config(name).get_models()]
# Nobody types records of the history or publications, nor what the program keeps for itself; about the work is no fact.
KEPT = {
    *(ApiToken, Assignment, BackupMade, BroughtTable, Comment, DigestWish, DocumentTask, DraftFindings, EditCount),
    *(HeadingSet, Submission),
}
OWN = [model for model in ALL if not getattr(model, "append_only", False) and model not in KEPT]

SAME_IN_DUTCH = {"cookie"}


@pytest.fixture
def activity(demo):
    return ProcessingActivity.objects.get(number="DM-01")


def refused(model, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


def test_a_number_is_used_once(activity):
    refused(ProcessingActivity, provider=activity.provider, number="DM-01", title="x")


def test_the_same_data_of_the_same_group_stand_once(activity):
    row = activity.datarow_set.get(name="Naam")
    refused(DataRow, activity=activity, group=row.group, name="Naam")


def test_the_same_data_without_a_group_stand_once(activity):
    DataRow.objects.create(activity=activity, name="IP-adres")
    refused(DataRow, activity=activity, name="IP-adres")


def test_the_same_data_may_stand_twice_under_two_conditions(activity):
    DataRow.objects.create(activity=activity, name="IP-adres", condition="bij storing")
    DataRow.objects.create(activity=activity, name="IP-adres", condition="bij misbruik")


def test_data_of_nobody_about_nothing_is_refused(activity):
    refused(DataRow, activity=activity)


def test_one_basis_stands_once_per_purpose(activity):
    refused(LegalBasis, purpose=PurposeRow.objects.get(key="leveren"), article="b")


def test_a_purpose_may_have_no_basis_or_two(activity):
    LegalBasis.objects.create(purpose=PurposeRow.objects.get(key="leveren"), article="f")
    PurposeRow.objects.create(activity=activity, key="los", name="Los")


def test_a_measure_of_the_whole_provider_stands_once(activity):
    measure = ActivitySecurity.objects.get().measure
    refused(ActivitySecurity, provider=activity.provider, measure=measure)


def test_the_same_recipient_in_the_same_role_stands_once(activity):
    recipient = Disclosure.objects.first().recipient
    refused(Disclosure, provider=activity.provider, activity=activity, recipient=recipient, role="ontvanger")


def test_special_data_say_which_kind(db):
    refused(DataCategory, key="x", name="X", kind="bijzonder")


def test_ordinary_data_have_no_special_kind(db):
    refused(DataCategory, key="x", name="X", kind="gewoon", special_kind="gezondheid")


def test_an_end_date_belongs_to_an_ended_activity(activity):
    refused(ProcessingActivity, provider=activity.provider, number="DM-05", title="x", ended_on="2026-01-01")


def test_an_answer_term_has_number_and_unit(activity):
    refused(RequestHandling, provider=activity.provider, response_amount=4)


def test_post_needs_an_address(activity):
    refused(ContactPoint, provider=activity.provider, key="post", use="verzoek", channel="post")


def test_a_prefix_belongs_to_one_provider(activity):
    refused(Provider, slug="ander", prefix="DM", name="Ander")


def test_a_number_starts_with_the_prefix_of_its_provider(activity):
    activity.number = "TT-01"
    with pytest.raises(ValidationError) as error:
        activity.full_clean()
    assert error.value.message_dict["number"] == ["Begin het nummer met DM-."]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_model_has_dutch_names_and_a_natural_key(model):
    assert issubclass(model, NaturalModel)
    assert model.natural_fields
    english = camel_case_to_spaces(model.__name__)
    assert str(model._meta.verbose_name) != english or english in SAME_IN_DUTCH
    assert str(model._meta.verbose_name_plural) != f"{english}s" or english in SAME_IN_DUTCH


def test_a_row_is_found_back_by_its_natural_key(activity):
    found = {}
    for model in OWN:
        for row in model._default_manager.all():
            assert model._default_manager.get_by_natural_key(*row.natural_key()) == row
            found[model._meta.label] = True
    assert {"register.DataRow", "register.Disclosure", "retention.RetentionTerm"} <= set(found)
