"""What somebody fills in about an activity, to copy one, or to add many kinds of data at once."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone

from providers.admin.forms import TWIN, PageForm, RowsField
from providers.admin.keys import SAME_NAME
from retention.models import RetentionTerm

from ...choices import DataKind, LinkRole, Status
from ...models import DataCategory, ProcessingActivity, SubjectGroup
from .numbers import deleted_numbers, next_numbers
from .pasting import KINDS, MOST_LINES, Pasting

USED = "Dit nummer was van een verwerking die verwijderd is. Kies een nieuw nummer."
LEFT_EMPTY = "Beëindigt u nu en blijft dit leeg, dan wordt het vandaag."
NO_DAY = "Vul in op welke dag de verwerking eindigde."


class NumberOnce(forms.ModelForm):
    """For forms of an activity: refuses a number that one had before somebody deleted it."""

    def clean_number(self) -> str:
        """A number means one thing for ever, also after a deletion."""
        number = self.cleaned_data["number"]
        if number in deleted_numbers():
            raise forms.ValidationError(USED)
        return number


class ActivityForm(NumberOnce, PageForm):
    """A new activity, or one that is stored; whoever ends it need not type the date of today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("ended_on"):
            field.help_text = f"{field.help_text} {LEFT_EMPTY}"

    def clean(self) -> Any:
        """The day is today when the activity ends now; when it ended before, nobody but the officer knows."""
        super().clean()
        cleaned = self.cleaned_data
        has_no_day = "ended_on" in cleaned and cleaned["ended_on"] is None
        if has_no_day and cleaned.get("status") == Status.ENDED:
            if self.instance.pk and self.instance.status != Status.ENDED:
                cleaned["ended_on"] = timezone.localdate()
            else:
                self.add_error("ended_on", NO_DAY)
        return cleaned


class CopyForm(NumberOnce):
    """The provider, the number and the title of the copy."""

    class Meta:
        model = ProcessingActivity
        fields = ("provider", "number", "title")
        error_messages = {"number": {"unique": "Er bestaat al een verwerking met dit nummer."}}

    same_name = ""

    def __init__(self, typed: Any, *, original: ProcessingActivity, providers: Any) -> None:
        self.original = original
        [self._free] = next_numbers(original.provider)
        instance = ProcessingActivity(provider=original.provider, number=self._free, title=original.title)
        super().__init__(typed, instance=instance, label_suffix="")
        fields: dict[str, Any] = self.fields
        fields["provider"].queryset = providers
        fields["provider"].required = False
        fields["provider"].empty_label = None
        fields["number"].required = False
        fields["number"].help_text += " Bij een andere aanbieder: leeg is het eerste vrije nummer daar."

    def clean_provider(self) -> Any:
        """That of the original, unless another one is chosen."""
        return self.cleaned_data["provider"] or self.original.provider

    def clean_number(self) -> str:
        """A free number of another provider, where nobody chose one."""
        provider = self.cleaned_data.get("provider", self.original.provider)
        number = self.cleaned_data["number"]
        if not number or (provider != self.original.provider and number == self._free):
            [self.cleaned_data["number"]] = next_numbers(provider)
        return super().clean_number()

    def clean(self) -> Any:
        """Ask once when there is a copy with this title: after Back the page proposes the next number."""
        super().clean()
        title, provider = self.cleaned_data.get("title"), self.cleaned_data.get("provider")
        others = ProcessingActivity.objects.filter(provider=provider).exclude(pk=self.original.pk)
        twin = others.filter(title=title).first()
        self.same_name = str(title) if twin else ""
        if twin and self.data.get(SAME_NAME) != title:
            self.add_error("title", TWIN.format(kind=twin._meta.verbose_name, twin=twin))
        return self.cleaned_data


class PickForm(forms.Form):
    """Kinds of data by what makes them special, with one group and one term for all of them."""

    group: forms.ModelChoiceField = forms.ModelChoiceField(
        SubjectGroup.objects.none(), label="Betrokkenen", required=False, empty_label="niet vastgelegd",
        help_text="Van wie de gegevens zijn. Staat op de openbare pagina.",
    )  # fmt: skip
    term: forms.ModelChoiceField = forms.ModelChoiceField(
        RetentionTerm.objects.none(), label="Bewaartermijn", required=False, empty_label="niet vastgelegd",
        help_text="Dezelfde termijn voor alles wat u aanvinkt. Staat op de openbare pagina.",
    )  # fmt: skip
    categories = RowsField(
        DataCategory.objects.none(),
        label="Soorten gegevens",
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat deze groep al heeft, blijft zoals het is.",
        error_messages={"required": "Kies ten minste één soort gegevens."},
    )

    def __init__(self, typed: Any, *, activity: ProcessingActivity) -> None:
        super().__init__(typed, label_suffix="")
        # To a form all its fields are plain ones; these have rows to choose from.
        fields: dict[str, Any] = self.fields
        fields["group"].queryset = SubjectGroup.objects.filter(provider=activity.provider_id)
        fields["term"].queryset = RetentionTerm.objects.filter(provider=activity.provider_id)
        order = list(DataKind.values)
        words = sorted(DataCategory.objects.all(), key=lambda word: (order.index(word.kind), word.name))
        fields["categories"].queryset = DataCategory.objects.all()
        fields["categories"].choices = [
            (DataKind(kind).label, [(word.pk, word.name) for word in group])
            for kind, group in groupby(words, key=lambda word: word.kind)
        ]


class PasteForm(forms.Form):
    """Lines from a spreadsheet, or typed; a group, a term and a role for lines that name none."""

    kind = forms.ChoiceField(label="Wat plakt u?")
    lines = forms.CharField(
        label="Regels", strip=False, widget=forms.Textarea(attrs={"rows": 12}), max_length=100_000,
        error_messages={"required": "Plak of typ ten minste één regel."},
    )  # fmt: skip
    group: forms.ModelChoiceField = forms.ModelChoiceField(
        SubjectGroup.objects.none(), label="Betrokkenen", required=False, empty_label="niet vastgelegd",
        help_text="Bij gegevens, voor regels zonder groep.",
    )  # fmt: skip
    term: forms.ModelChoiceField = forms.ModelChoiceField(
        RetentionTerm.objects.none(), label="Bewaartermijn", required=False, empty_label="niet vastgelegd",
        help_text="Bij gegevens, voor regels zonder termijn.",
    )  # fmt: skip
    role = forms.ChoiceField(
        label="Rol", required=False, choices=[("", "staat in elke regel"), *LinkRole.choices],
        help_text="Bij ontvangers, voor regels zonder rol.",
    )  # fmt: skip

    pasting: Pasting | None = None

    def __init__(self, typed: Any, *, activity: ProcessingActivity, kinds: list[str]) -> None:
        super().__init__(typed, label_suffix="")
        self._activity = activity
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind, kind.capitalize()) for kind in kinds]
        fields["group"].queryset = SubjectGroup.objects.filter(provider=activity.provider_id)
        fields["term"].queryset = RetentionTerm.objects.filter(provider=activity.provider_id)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """What may stand in a line, in this order, for each kind."""
        kinds: Any = self.fields["kind"]
        return [(label, ", ".join(KINDS[kind].columns.values())) for kind, label in kinds.choices]

    def clean(self) -> Any:
        """With what was read."""
        super().clean()
        typed = self.cleaned_data
        if not self.errors and len(typed["lines"].splitlines()) > MOST_LINES:
            self.add_error("lines", f"Plak ten hoogste {MOST_LINES} regels tegelijk.")
        if not self.errors:
            self.pasting = Pasting(self._activity, typed["kind"], typed["lines"], typed)
        return typed
