"""What forms print without a template is what Django's templates print, to the byte."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.urls import reverse
from django.utils.safestring import mark_safe

from register.rendering import WRITERS, EscapingRenderer
from tests.forms import filled

CHOICES = [("", "–"), (1, "een"), ("<b>", "<i> & \"'"), (None, mark_safe("<em>"))]
GROUPED = [*CHOICES, ("<groep>", [(7, "zeven")]), ("leeg", [])]
VALUES = (None, "", 0, 1, False, "<b>", "a\nb", "\"'&", mark_safe("&amp;<b>"))
ATTRIBUTES = ({}, {"id": "x", "required": True, "disabled": False, "data-a": None, "title": "<\"'>", "rows": 3})


@pytest.fixture
def compared(monkeypatch) -> set[str]:
    """The templates that were written, each compared with what Django makes of it."""
    names: set[str] = set()
    ours = EscapingRenderer.render

    def render(self, template_name, context, request=None):
        written = ours(self, template_name, context, request)
        assert written == DjangoTemplates.render(self, template_name, context, request)
        names.add(template_name)
        return written

    monkeypatch.setattr(EscapingRenderer, "render", render)
    return names


def test_pages_of_the_admin(officer, demo, compared):
    page = reverse("admin:register_statementpage_change", args=[demo.pk])
    data = filled(officer.get(page))
    assert officer.post(page, data | {"firstlayeranswer_set-0-text": "<b> woord " * 30}).status_code == 200
    assert officer.get(reverse("admin:register_processingactivity_add")).status_code == 200
    assert set(WRITERS) <= compared


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.NumberInput(),
        forms.HiddenInput(),
        forms.Textarea(),
        forms.Select(choices=CHOICES),
        forms.Select(choices=GROUPED),
        forms.SelectMultiple(choices=CHOICES),
        forms.NullBooleanSelect(),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_widgets(widget, value, attributes, compared):
    assert widget.render("<naam>", value, attrs=attributes, renderer=EscapingRenderer())
    assert compared


def test_labels_and_errors(compared):
    class Form(forms.Form):
        name = forms.CharField(label="<b> & naam", help_text="<i>", max_length=3)

    form = Form({"name": "<script>"})
    assert form["name"].label_tag(attrs={"class": "<"}) != form["name"].legend_tag()
    assert "&lt;b&gt; &amp; naam" in form.as_p()
    assert "<ul" in str(form.errors) + str(form["name"].errors)
