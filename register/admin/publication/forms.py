"""What somebody who publishes or withdraws has to fill in."""

from typing import Any

from django import forms

from providers.facts.days import START

from ...models import Publication
from .before_publishing import Situation

_NOTE = Publication._meta.get_field("note")


class CancelForm(forms.Form):
    """Why what was announced does not come."""

    # Not required here: publishing itself refuses an empty one, in the same words everywhere.
    note = forms.CharField(
        label="Eén zin voor klanten",
        required=False,
        max_length=_NOTE.max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Verplicht. Bijvoorbeeld: “De aangekondigde wijziging gaat niet door.”",
    )

    # On the page once it is needed.
    clock_corrected = forms.BooleanField(label="De klok liep toen voor en staat nu goed", required=False)

    def __init__(self, typed: Any = None, *, now: Situation) -> None:
        super().__init__(typed, label_suffix="")
        self.fields["note"].widget.attrs["aria-required"] = "true"


class WithdrawForm(CancelForm):
    """Why, and from which day."""

    valid_from = forms.DateField(
        label="Geldig vanaf",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Verplicht. Vandaag of later.",
    )
    # On the page once a day far ahead was typed.
    far_ahead = forms.BooleanField(label="Ja, deze dag klopt", required=False)

    def __init__(self, typed: Any = None, *, now: Situation) -> None:
        super().__init__(typed, now=now)
        self.fields["note"].help_text = "Verplicht. Bijvoorbeeld: “Wij leveren deze diensten niet meer.”"
        field = self.fields["valid_from"]
        field.initial = now.first_day
        last = START.days(now.today)[1]
        field.widget.attrs |= {"min": now.today.isoformat(), "max": last.isoformat(), "aria-required": "true"}


class PublishForm(WithdrawForm):
    """The sentence for customers, the first day, and what explains the open points."""

    is_major = forms.BooleanField(
        label="Grote wijziging",
        required=False,
        help_text="Wordt bij deze versie bewaard. Het programma stuurt niemand bericht: licht klanten zelf in.",
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
