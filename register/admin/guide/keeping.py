"""Forms about how long data are kept and who receives them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from providers.facts.several import split
from providers.models import Provider, Recipient
from retention.models import RetentionTerm

from ...choices import PROCESSING, LinkRole
from ...findings.tables import is_outside_eea
from ...models import DataRow, Disclosure, ProcessingActivity
from .parts import Part, RowChoice, StoredLine, first, stored

# More rows and more recipients are set in the lists of their kind.
MOST_ROWS, MOST_RECIPIENTS = 300, 40
CONTRADICTION = "“{flag}” is aangekruist en er is ook iemand gekozen: {names}."


class AllLine(forms.Form):
    """One term for all data of an activity that have none."""

    def __init__(self, typed: Any, *, activity: ProcessingActivity, terms: Sequence[RetentionTerm]) -> None:
        super().__init__(typed, prefix=f"alle-{activity.pk}", label_suffix="")
        self.activity = activity
        self.fields["term"] = RowChoice(terms, empty="per soort kiezen", label="Bewaartermijn")

    @property
    def named(self) -> str:
        """The activity."""
        return str(self.activity)

    def save(self) -> None:
        """Each row by itself, so that each leaves a record."""
        for row in self.activity.datarow_set.filter(term=None):
            row.term = self.cleaned_data["term"]
            row.save()


class TermLine(StoredLine):
    """The term of one row of data."""

    class Meta:
        model = DataRow
        fields = ("term",)

    def __init__(self, typed: Any, *, row: DataRow, terms: Sequence[RetentionTerm]) -> None:
        super().__init__(typed, instance=row, kind="termijn")
        self.fields["term"] = RowChoice(terms, label="Bewaartermijn")

    @property
    def named(self) -> str:
        """The data, and the activity that uses them."""
        return f"{self.instance.activity.number}: {self.instance}"


class RecipientLine(StoredLine):
    class Meta:
        model = Recipient
        fields = ("kind", "agreement", "agreement_reference")


class ReceivingForm(forms.Form):
    """Who receives the data of one activity, and as what; or that nobody does."""

    def __init__(
        self, typed: Any, *, activity: ProcessingActivity, recipients: Sequence[Recipient], known: Any
    ) -> None:
        self.activity, self.known = activity, known
        told = {f"r{pk}": row.role for pk, row in known.items()}
        flags = ("no_recipients", "no_processors")
        told |= {name: getattr(activity, name) for name in flags}
        super().__init__(typed, prefix=f"met-{activity.pk}", initial=told, label_suffix="")
        self.recipients = {f"r{row.pk}": row for row in recipients}
        for name, row in self.recipients.items():
            # A stored one is taken away in its own form, where everything goes that hangs on it.
            empty = [] if row.pk in known else [("", "niet")]
            self.fields[name] = forms.ChoiceField(
                choices=[*empty, *LinkRole.choices], label=row.name, required=not empty
            )
        for name in flags:
            column: Any = activity._meta.get_field(name)
            self.fields[name] = forms.BooleanField(label=column.verbose_name, required=False)
        self.use_required_attribute = False

    @property
    def named(self) -> str:
        """The activity."""
        return str(self.activity)

    def clean(self) -> Any:
        """Refuse “nobody” beside somebody."""
        cleaned = super().clean() or {}
        chosen = {name: cleaned.get(name) for name in self.recipients if cleaned.get(name)}
        processing = [self.recipients[name].name for name, role in chosen.items() if role in PROCESSING]
        for flag, names in (("no_recipients", self._receiving(chosen)), ("no_processors", processing)):
            if cleaned.get(flag) and names:
                label = self.fields[flag].label
                raise ValidationError(CONTRADICTION.format(flag=label, names=", ".join(names)))
        return cleaned

    def save(self) -> None:
        """What was changed, and no more."""
        for name in self.changed_data:
            if name in self.recipients:
                self._keep(self.recipients[name], self.cleaned_data[name])
            else:
                setattr(self.activity, name, self.cleaned_data[name])
        self.activity.save()

    def _receiving(self, chosen: dict[str, Any]) -> list[str]:
        others = (*PROCESSING, LinkRole.SOURCE, LinkRole.ORIGIN)
        return [self.recipients[name].name for name, role in chosen.items() if role not in others]

    def _keep(self, recipient: Recipient, role: str) -> None:
        new = Disclosure(provider=self.activity.provider, activity=self.activity, recipient=recipient)
        row = self.known.get(recipient.pk, new)
        row.role = role
        stored(row)


class TransferLine(StoredLine):
    """What lets data go to somebody outside the EEA."""

    class Meta:
        model = Disclosure
        fields = ("transfer", "mechanism", "proof")

    @property
    def named(self) -> str:
        """The activity and who receives."""
        return f"{self.instance.activity.number}: {self.instance.recipient}"


def terms(provider: Provider, activities: Sequence[ProcessingActivity], typed: Any) -> list[Part]:
    """For each activity one term for all, and for each row of data its own."""
    known = list(RetentionTerm.objects.filter(provider=provider))
    found = DataRow.objects.filter(activity__in=activities).select_related("activity", "group", "category")
    rows = first(found, MOST_ROWS, lambda row: row.term_id)
    if not known or not rows:
        return []
    used = {row.activity_id for row in rows if row.term_id is None}
    every = [AllLine(typed, activity=row, terms=known) for row in activities if row.pk in used]
    return [
        *([Part("Eén termijn voor alles wat er nog geen heeft", every, "table")] if every else []),
        Part("Termijn per soort gegevens", [TermLine(typed, row=row, terms=known) for row in rows], "table"),
    ]


def receiving(provider: Provider, activities: Sequence[ProcessingActivity], typed: Any, day: date) -> list[Part]:
    """Per activity who receives, then what was agreed with whom, and what lets data leave the EEA."""
    recipients = list(Recipient.objects.filter(provider=provider)[:MOST_RECIPIENTS])
    rows = Disclosure.objects.filter(activity__in=activities, condition="").select_related("activity", "recipient")
    known: dict[int, dict[int, Disclosure]] = {row.pk: {} for row in activities}
    for row in rows:
        known[row.activity_id or 0].setdefault(row.recipient_id, row)
    away = [row for row in rows if any(is_outside_eea(code, day) for code in split(row.recipient.country))]
    forms_ = [ReceivingForm(typed, activity=row, recipients=recipients, known=known[row.pk]) for row in activities]
    parts = (
        Part("Wie krijgt wat", forms_, "cards", "Kies als wat iemand de gegevens krijgt."),
        Part("Afspraken", [RecipientLine(typed, instance=row, kind="ontvanger") for row in recipients], "table"),
        Part("Buiten de EER", [TransferLine(typed, instance=row, kind="doorgifte") for row in away], "table"),
    )
    return [part for part in parts if part.forms]
