"""The six answers of the first layer: each with its proposal, and the officer's own words if any."""

from functools import cached_property
from typing import Any

from django.forms import ModelForm

from ...choices import FirstLayer
from ...models import FirstLayerAnswer
from ...statement import proposed_answers
from .each_once import EachForm, EachFormSet
from .naming import Naming, draft_of


class AnswerForm(EachForm):
    """An answer to one fixed question; empty means that the proposal stands on the page."""

    each = "question"
    values = FirstLayer
    proposals: dict[FirstLayer, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Eigen antwoord"

    @property
    def proposal(self) -> str:
        """What the facts answer."""
        return self.proposals.get(self.asked, "") if self.asked else ""


class AnswerFormSet(EachFormSet):
    """Always a row for each question; one whose text is cleared goes."""

    @cached_property
    def proposals(self) -> dict[FirstLayer, str]:
        """What the facts answer now, in the database and not in this form."""
        return proposed_answers(draft_of(self.instance))

    @property
    def in_order(self) -> list[Any]:
        """The rows in the order of the page, each with its proposal."""
        rows = super().in_order
        for form in rows:
            form.proposals = self.proposals
        return rows

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
