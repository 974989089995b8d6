"""How forms print what they say: text is text, also where Django's templates trust it.

A page of the admin has a thousand fields. Django prints each with three templates, half the time of the page; what
most fields are, is written here without those, to the same bytes.
"""

from collections.abc import Callable
from typing import Any

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.html import conditional_escape

_OPTION = "django/forms/widgets/select_option.html"


class EscapedField(BoundField):
    """Django prints help texts as HTML; here only those that code marked as such."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = conditional_escape(self.help_text)


class EscapingRenderer(DjangoTemplates):
    """For every form, those of packages included."""

    bound_field_class = EscapedField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """What Django's template of this name gives."""
        written = WRITERS[template_name](context) if template_name in WRITERS else None
        return super().render(template_name, context, request) if written is None else written


def _no_errors(context: dict[str, Any]) -> str | None:
    return None if context["errors"] else ""


def _label(context: dict[str, Any]) -> str | None:
    text, tag = conditional_escape(context["label"]), context["tag"]
    return f"<{tag}{_attributes(context['attrs'])}>{text}</{tag}>" if context["use_tag"] else None


def _input(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{_text(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _textarea(context: dict[str, Any]) -> str:
    widget = context["widget"]
    value = _text(widget["value"] or "")
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>\n{value}</textarea>'


def _select(context: dict[str, Any]) -> str | None:
    widget = context["widget"]
    options = [option for _, options, _ in widget["optgroups"] for option in options]
    if any(name for name, _, _ in widget["optgroups"]) or any(item["template_name"] != _OPTION for item in options):
        return None
    listed = "".join(map(_option, options))
    return f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{listed}\n</select>'


def _option(option: dict[str, Any]) -> str:
    value, label = _text(option["value"]), conditional_escape(option["label"])
    return f'\n  <option value="{value}"{_attributes(option["attrs"])}>{label}</option>\n'


def _attributes(attributes: dict[str, Any] | None) -> str:
    # A label of what has no single field, such as boxes, has none.
    found = [(name, value) for name, value in (attributes or {}).items() if value is not False]
    return "".join(f" {name}" if value is True else f' {name}="{_text(value)}"' for name, value in found)


def _text(value: Any) -> str:
    return conditional_escape(str(value))


# A writer gives None for what it leaves to the template.
WRITERS: dict[str, Callable[[dict[str, Any]], str | None]] = {
    ErrorList.template_name: _no_errors,
    ErrorList.template_name_ul: _no_errors,
    "django/forms/label.html": _label,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/number.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
