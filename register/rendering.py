"""How forms print what they say: text is text, also where Django's templates trust it."""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape


class EscapedField(BoundField):
    """Django prints help texts as HTML; here only those that code marked as such."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = conditional_escape(self.help_text)


class EscapingRenderer(DjangoTemplates):
    """For every form, those of packages included."""

    bound_field_class = EscapedField
