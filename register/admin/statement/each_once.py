"""Rows of which there is one for each value of a closed list: all of them stand on the page, recorded or not."""

from typing import Any

from django import forms

from providers.admin.forms import RowForm, RowFormSet
from providers.admin.pages import Inline

from ...choices import RightKind
from ...models import StatedRight


class EachForm(RowForm):
    """The row of one value, which nobody chooses; `each` is the field that holds it."""

    each = ""
    values: Any = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.each].widget = self.fields[self.each].hidden_widget()

    @property
    def changed_data(self) -> list[str]:
        """The value of a row that nobody filled in is no change."""
        return [name for name in super().changed_data if name != self.each or self.instance.pk]

    @property
    def asked(self) -> Any:
        """The value this row is about; None when the form was tampered with."""
        value = self[self.each].value()
        return self.values(value) if value in self.values.values else None


class EachFormSet(RowFormSet):
    """Always a row for each value."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form: Any = self.form
        there = {getattr(row, form.each) for row in self.get_queryset()}
        self.initial_extra = [{form.each: value} for value in form.values.values if value not in there]
        self.extra = len(self.initial_extra)

    @property
    def in_order(self) -> list[Any]:
        """The rows in the order of the list."""
        rows: list[Any] = [form for form in self.forms if isinstance(form, EachForm) and form.asked]
        return sorted(rows, key=lambda form: list(form.values).index(form.asked))


class RightForm(EachForm):
    """A right that may be ticked: a row that is there is a right that is recorded."""

    each = "right"
    values = RightKind
    chosen = forms.BooleanField(label="vastgelegd", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["chosen"] = bool(self.instance.pk)


class RightFormSet(EachFormSet):
    """A right whose tick is taken away goes; without the right to delete it cannot be taken away."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The tick does what the box for deleting does elsewhere."""
        super().add_fields(form, index)
        form.fields.pop("DELETE", None)
        form.fields["chosen"].disabled = bool(form.instance.pk) and not self.can_delete

    def _should_delete_form(self, form: Any) -> bool:
        return bool(form.instance.pk) and not form.cleaned_data.get("chosen")


class RightInline(Inline):
    """All rights in one table: the right, whether it is recorded and how, and the rest of each below it."""

    model = StatedRight
    step = 7
    form = RightForm
    formset = RightFormSet
    template = "admin/register/each_once.html"
    max_num = len(RightKind)
    fieldsets = (
        (None, {"fields": (("right", "stated", "condition"),)}),
        (None, {"fields": (("label", "explanation"), ("source", "source_shown", "reading", "note"))}),
    )
