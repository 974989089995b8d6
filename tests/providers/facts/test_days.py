"""Impossible years are refused for every day that a model has, whichever door it comes in by."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from providers.facts.days import DayField, is_far, outside, read_day

APPS = ("providers", "retention", "register")
DAYS = [
    pytest.param(field, id=field.name if model is None else f"{model.__name__}.{field.name}")
    for model in apps.get_models()
    if model._meta.app_label in APPS
    for field in model._meta.concrete_fields
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
]


@pytest.mark.parametrize("field", DAYS)
@pytest.mark.parametrize("day", [date(26, 12, 1), date(202, 12, 1), date(1800, 1, 1), date(9999, 12, 31)])
def test_every_day_of_every_model_refuses_an_impossible_year(field, day):
    with pytest.raises(ValidationError) as refused:
        field.clean(day, None)
    (message,) = refused.value.messages
    assert message.startswith("Kies een dag van ")
    assert " tot en met 31 december " in message


def test_there_are_days_to_refuse():
    assert len(DAYS) > 5
    assert {type(param.values[0]) for param in DAYS} == {DayField}


@pytest.mark.parametrize("day", [date(1998, 5, 1), date(2026, 11, 21), date(2027, 12, 31)])
def test_what_happened_may_be_long_ago(day):
    field = apps.get_model("register", "processingactivity")._meta.get_field("dpia_date")
    assert outside(day, field.span, date(2026, 11, 21)) == ""


def test_far_is_more_than_a_year():
    today = date(2024, 2, 29)
    assert not is_far(date(2025, 2, 28), today)
    assert is_far(date(2025, 3, 1), today)


@pytest.mark.parametrize("text", ["morgen", "2026-02-30", "", "01-12-2026"])
def test_what_is_no_day_is_said_to_be_none(text):
    with pytest.raises(ValueError, match="is geen datum; schrijf bijvoorbeeld 2026-12-01"):
        read_day(text)
