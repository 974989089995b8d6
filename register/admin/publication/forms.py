"""What somebody who publishes or withdraws has to fill in."""

from datetime import date
from typing import Any

from django import forms

from ...models import Publication

_NOTE = Publication._meta.get_field("note")


class WithdrawForm(forms.Form):
    """Why, and from which day."""

    # Not required here: publishing itself refuses an empty one, in the same words everywhere.
    note = forms.CharField(
        label="Eén zin voor klanten",
        required=False,
        max_length=_NOTE.max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Verplicht. Bijvoorbeeld: “Wij leveren deze diensten niet meer.”",
    )
    valid_from = forms.DateField(
        label="Geldig vanaf",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Verplicht. Vandaag of later.",
    )

    def __init__(self, typed: Any = None, *, first_day: date) -> None:
        super().__init__(typed, label_suffix="")
        field = self.fields["valid_from"]
        field.initial = first_day
        field.widget.attrs["min"] = first_day.isoformat()
        for name in ("note", "valid_from"):
            self.fields[name].widget.attrs["aria-required"] = "true"


class PublishForm(WithdrawForm):
    """The sentence for customers, the first day, and what explains the open points."""

    is_major = forms.BooleanField(
        label="Grote wijziging", required=False, help_text="Contracthouders worden ingelicht."
    )
    explanation = forms.CharField(
        label="Uitleg bij open punten",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén uitleg voor alles wat nog niet goed is. Nodig zolang er fouten open staan.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = "Verplicht. Bijvoorbeeld: “Voicemail bewaren wij korter.”"
