"""The six answers of the first layer: each with its proposal, and the officer's own words if any."""

from functools import cached_property
from typing import Any

from django.forms import ModelForm

from providers.admin.forms import RowForm, RowFormSet

from ...choices import FirstLayer
from ...models import FirstLayerAnswer
from ...statement import proposed_answers
from .naming import Naming, draft_of


class AnswerForm(RowForm):
    """An answer to one fixed question; empty means that the proposal stands on the page."""

    proposals: dict[FirstLayer, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].widget = self.fields["question"].hidden_widget()
        self.fields["text"].label = "Eigen antwoord"

    @property
    def changed_data(self) -> list[str]:
        """The question of an answer that nobody wrote is no change."""
        return [name for name in super().changed_data if name != "question" or self.instance.pk]

    @property
    def asked(self) -> FirstLayer | None:
        """The question this row answers; None when the form was tampered with."""
        value = self["question"].value()
        return FirstLayer(value) if value in FirstLayer.values else None

    @property
    def proposal(self) -> str:
        """What the facts answer."""
        return self.proposals.get(self.asked, "") if self.asked else ""


class AnswerFormSet(RowFormSet):
    """Always a row for each question; one whose text is cleared goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answered = {row.question for row in self.get_queryset()}
        self.initial_extra = [{"question": value} for value in FirstLayer.values if value not in answered]
        self.extra = len(self.initial_extra)

    @cached_property
    def proposals(self) -> dict[FirstLayer, str]:
        """What the facts answer now, in the database and not in this form."""
        return proposed_answers(draft_of(self.instance))

    @property
    def in_order(self) -> list[AnswerForm]:
        """The rows in the order of the page."""
        order = list(FirstLayer)
        rows = [(form.asked, form) for form in self.forms if isinstance(form, AnswerForm) and form.asked]
        for _, form in rows:
            form.proposals = self.proposals
        return [form for _, form in sorted(rows, key=lambda row: order.index(row[0]))]

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        """Without the right to delete an answer it cannot be cleared either."""
        super().add_fields(form, index)
        form.fields["text"].required = bool(form.instance.pk) and not self.can_delete

    def _should_delete_form(self, form: ModelForm) -> bool:
        # A text that was refused is not among the cleaned data, and not empty.
        is_ticked = super()._should_delete_form(form)  # type: ignore[misc]  # has no stub
        return is_ticked or form.cleaned_data.get("text") == ""


class FirstLayerInline(Naming):
    """Six answers, each beside what the facts propose."""

    model = FirstLayerAnswer
    step = 9
    form = AnswerForm
    formset = AnswerFormSet
    template = "admin/register/first_layer.html"
    fieldsets = [(None, {"fields": ("question", "text")})]
    max_num = len(FirstLayer)
