"""What somebody who publishes or withdraws has to fill in."""

from datetime import date
from typing import Any

from django import forms

from ..models import Publication
from ..publishing import NOT_EXPLAINED

_NOTE = Publication._meta.get_field("note")
# How a refusal begins, and the field in which it is repaired.
_REPAIRED_IN = {
    "Vertel klanten": "note",
    "De datum “geldig vanaf”": "valid_from",
    "Versie ": "valid_from",
    NOT_EXPLAINED: "explanation",
    **{f"{Publication._meta.get_field(name).verbose_name}:": name for name in ("note", "explanation")},
}


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

    def __init__(self, *args: Any, first_day: date, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        field = self.fields["valid_from"]
        field.initial = first_day
        field.widget.attrs["min"] = first_day.isoformat()
        for name in ("note", "valid_from"):
            self.fields[name].widget.attrs["aria-required"] = "true"


class PublishForm(WithdrawForm):
    """The sentence for customers, the first day, and what explains the open points."""

    is_major = forms.BooleanField(
        label="Grote wijziging",
        required=False,
        help_text="Contracthouders worden ingelicht.",
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


def field_of(reason: str, form: forms.Form) -> str | None:
    """The field in which a refusal is repaired; None when that is not on this form."""
    name = next((name for start, name in _REPAIRED_IN.items() if reason.startswith(start)), None)
    return name if name in form.fields else None
