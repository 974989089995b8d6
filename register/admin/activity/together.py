"""One term, group or origin for many rows of data of an activity at once, or those rows taken away."""

from collections import Counter
from typing import Any

from django import forms
from django.db import transaction

from providers.admin.forms import RowsField
from retention.models import RetentionTerm

from ...choices import DataOrigin
from ...models import DataRow, ProcessingActivity, SubjectGroup
from ...wording import listed

EMPTY = "leeg"
_MAKE_EMPTY = "maak leeg: niet vastgelegd"
_KEEP = [("", "laat zoals het is"), (EMPTY, _MAKE_EMPTY)]
_TICK = "Vink ten minste één regel aan, of alle regels."
_NOTHING = "Kies wat er op deze regels komt te staan."


class TogetherForm(forms.Form):
    """Rows to tick, and what they all get; nothing chosen leaves a field as it is in each row."""

    everything = forms.BooleanField(label="Alle regels", required=False)
    rows = RowsField(DataRow.objects.none(), label="Regels", required=False, widget=forms.CheckboxSelectMultiple)
    term = forms.ChoiceField(label="Bewaartermijn", required=False)
    group = forms.ChoiceField(label="Betrokkenen", required=False)
    origin = forms.MultipleChoiceField(
        label="Herkomst",
        required=False,
        choices=[(EMPTY, _MAKE_EMPTY), *((value, label) for value, label in DataOrigin.choices if value)],
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets aanvinken laat de herkomst zoals zij is.",
    )

    def __init__(self, typed: Any, *, activity: ProcessingActivity, removes: bool = False) -> None:
        super().__init__(typed, label_suffix="")
        self._removes = removes
        related = ("group", "category", "term", "activity__provider")
        self.stored = list(activity.datarow_set.select_related(*related).prefetch_related("other_groups"))
        fields: dict[str, Any] = self.fields
        fields["rows"].queryset = activity.datarow_set.all()
        fields["rows"].choices = [(row.pk, _in_a_line(row)) for row in self.stored]
        self._choices: dict[str, dict[str, Any]] = {}
        for name, model in (("term", RetentionTerm), ("group", SubjectGroup)):
            own = {str(row.pk): row for row in model.objects.filter(provider=activity.provider_id)}
            self._choices[name] = {EMPTY: None, **own}
            fields[name].choices = [*_KEEP, *((key, str(row)) for key, row in own.items())]

    def clean(self) -> Any:
        """The rows as they will be. Nothing may stand there twice then."""
        super().clean()
        chosen = {row.pk for row in self.cleaned_data.get("rows") or ()}
        self.chosen = [row for row in self.stored if self.cleaned_data.get("everything") or row.pk in chosen]
        if not self.chosen and "rows" not in self.errors:
            self.add_error("rows", _TICK)
        if self._removes or self.errors:
            return self.cleaned_data
        values = dict(self._values())
        if not values:
            self.add_error(None, _NOTHING)
        for row in self.chosen:
            for name, value in values.items():
                setattr(row, name, value)
        keys = Counter(row.own_key() for row in self.stored)
        if twice := sorted({str(row) for row in self.chosen if keys[row.own_key()] > 1}):
            self.add_error("group", f"Dan staan er twee keer bij dezelfde groep: {listed(twice)}.")
        if values.get("group"):
            again = sorted({str(row) for row in self.chosen if values["group"] in row.other_groups.all()})
            if again:
                self.add_error("group", f"Deze groep staat bij “en ook van” al bij {listed(again)}.")
        return self.cleaned_data

    @transaction.atomic
    def save(self) -> int:
        """Store the rows, or delete them; gives how many."""
        for row in self.chosen:
            row.delete() if self._removes else row.save()
        return len(self.chosen)

    def _values(self) -> Any:
        for name, choices in self._choices.items():
            if key := self.cleaned_data.get(name):
                yield name, choices[key]
        if origin := self.cleaned_data.get("origin"):
            yield "origin", ", ".join(value for value in origin if value != EMPTY)


def _in_a_line(row: DataRow) -> str:
    origin = row._meta.get_field("origin").in_words(row.origin)
    parts = (row, row.group, row.condition, row.term, origin, row.source)
    return " · ".join(dict.fromkeys(str(part) for part in parts if part))
