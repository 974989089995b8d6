"""Opening a page and saving it changes nothing: no row, no record, no difference, whatever a browser sends back."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from providers.facts.base import Word
from providers.facts.fields import LineField, PlainTextField
from providers.facts.recording import history_of, is_tracked
from providers.models import Provider
from register.dossier import live_dossier, register_fingerprint
from tests.forms import filled, problems

pytestmark = pytest.mark.django_db

# What is alike is saved this often; every page of the five once took two minutes.
MOST = 4
# A place in a document, a number that stands once, and words that only some kinds of terms have.
NOT_ANY_TEXT = ("source", "reference", "criterion")
# As somebody may have written it in a file.
UNTIDY = " Cafe\u0301 \u00a0\r\n\r\n  - punt\u200b\rslot \r\n"


def addresses(officer, most):
    """Every page on which an officer can change rows that have a history; of each kind the longest texts first."""
    request = RequestFactory().get("/")
    request.user = officer.user
    for model, page in admin.site._registry.items():
        if is_tracked(model) and page.has_change_permission(request):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            rows = sorted(model._default_manager.all(), key=_line_ends, reverse=True)
            yield from (reverse(name, args=[row.pk]) for row in rows[:most])


def _line_ends(row):
    return sum(str(getattr(row, field.attname)).count("\n") for field in row._meta.concrete_fields)


def standing():
    """How many records there are of every kind of row, and the fingerprint of every draft."""
    records = {model: history_of(model).objects.count() for model in apps.get_models() if is_tracked(model)}
    return records, [register_fingerprint(live_dossier(row.pk)) for row in Provider.objects.all()]


def save_untouched(officer, most):
    """Open and save them; how many there were."""
    places = list(addresses(officer, most))
    for place in places:
        answer = officer.post(place, filled(officer.get(place)))
        assert answer.status_code == 302, (place, problems(answer))
    return len(places)


def test_pages_of_the_five_providers(officer, five):
    before = standing()
    assert save_untouched(officer, MOST) > 50
    assert standing() == before


def test_every_text_of_a_provider_in_the_form_that_another_program_gave_it(officer, demo):
    for model in filter(is_tracked, apps.get_models()):
        fields = [field for field in model._meta.concrete_fields if isinstance(field, LineField | PlainTextField)]
        for row in () if model._meta.proxy or issubclass(model, Word) else model._default_manager.all():
            for field in fields:
                if field.name not in (*NOT_ANY_TEXT, *model.natural_fields):
                    setattr(row, field.attname, UNTIDY)
            row.save()
    before = standing()
    assert save_untouched(officer, 2) > 20
    assert standing() == before
