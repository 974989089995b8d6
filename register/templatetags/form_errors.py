"""What a refused form of the admin has to show: where its errors are."""

from typing import Any

from django import template
from django.contrib.admin.utils import flatten

register = template.Library()


@register.filter
def holds_error(fieldset: Any) -> bool:
    """Whether a group of fields holds one with an error; Django looks past fields that share a line."""
    return any(name in fieldset.form.errors for name in flatten(fieldset.fields))
