"""The legal bases of a purpose, in the row of that purpose: a line to tick for each that the law knows."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin.helpers import Fieldset

from providers.admin.forms import RowForm

from ...choices import Basis
from ...models import LegalBasis

_OWN = {
    Basis.CONSENT: ("withdrawal", "consent_proof"),
    Basis.LEGAL_OBLIGATION: ("statute",),
    Basis.PUBLIC_TASK: ("statute",),
    Basis.LEGITIMATE_INTERESTS: ("interest", "balancing_test"),
}
_OF_SOME = ("interest", "balancing_test", "statute", "withdrawal", "consent_proof")
_SHARED = ("explanation", "label", "source", "reading", "note")
NOT_TICKED = "Vink deze grondslag aan, of maak leeg wat erbij staat."


class BasisForm(forms.ModelForm):
    """One legal basis that a purpose may have; asks what belongs to it, and shows whatever is recorded."""

    chosen = forms.BooleanField(required=False)
    # Whether it was there when the page was made; what a page did not show is left alone.
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = LegalBasis
        fields = (*_OF_SOME, *_SHARED)

    def __init__(self, typed: Any, *, instance: LegalBasis, prefix: str, source_help: str) -> None:
        stored = bool(instance.pk)
        super().__init__(
            typed,
            instance=instance,
            prefix=prefix,
            initial={"chosen": stored, "was": "ja" if stored else "nee"},
            empty_permitted=True,
            use_required_attribute=False,
        )
        own = _OWN.get(Basis(instance.article), ())
        for name in _OF_SOME:
            if name not in own and not getattr(instance, name):
                del self.fields[name]
        self.fields["chosen"].label = instance.get_article_display()
        self.fields["source"].help_text = source_help
        for name in ("explanation", "interest", "reading", "note"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 2

    @property
    def changed_data(self) -> list[str]:
        """Nothing when the page did not show this basis."""
        sent = self.is_bound and self.add_prefix("was") in self.data
        return [name for name in super().changed_data if name != "was"] if sent else []

    @property
    def shown_first(self) -> dict[str, Any]:
        """What the page said that no record of the row says: whether it was there, and nothing when it was not."""
        was_there = self.data.get(self.add_prefix("was")) == "ja"
        return {"chosen": was_there} if was_there else dict.fromkeys(self.fields, "") | {"chosen": False}

    @property
    def fieldset(self) -> Fieldset:
        """The fields below the tick."""
        names = [name for name in self.fields if name not in ("chosen", "was", *_SHARED)]
        lines: Any = [("explanation", *names), ("label", "source", "reading", "note")]
        return Fieldset(self, fields=lines)

    def clean(self) -> Any:
        """What is typed beside a basis that nobody ticked would be lost."""
        super().clean()
        typed = [name for name in self.changed_data if name != "chosen"]
        if typed and not self.cleaned_data.get("chosen") and not self.instance.pk:
            self.add_error("chosen", NOT_TICKED)
        return self.cleaned_data

    def save_below(self, purpose: Any) -> None:
        """Store, change or delete the basis of a purpose that is stored."""
        if not self.has_changed():
            return
        if self.cleaned_data["chosen"]:
            self.instance.purpose = purpose
            self.save()
        elif self.instance.pk:
            self.instance.delete()


class PurposeForm(RowForm):
    """A purpose with its legal bases, saved together."""

    @cached_property
    def nested(self) -> list[BasisForm]:
        """A form for each basis of the law, in its order."""
        stored = {row.article: row for row in self.instance.bases.all()} if self.instance.pk else {}
        return [
            BasisForm(
                self.data if self.is_bound else None,
                instance=stored.get(article) or LegalBasis(article=article, purpose=self.instance),
                prefix=f"{self.prefix}-basis-{article}",
                source_help=str(self.fields["source"].help_text),
            )
            for article in Basis.values
        ]

    @property
    def changed_data(self) -> list[str]:
        """With the bases, so that one that changed saves its purpose."""
        changed = any(form.has_changed() for form in self.nested)
        return [*super().changed_data, *(["grondslagen"] if changed else [])]

    def _post_clean(self) -> None:
        super()._post_clean()
        for form in self.nested:
            for name, texts in form.errors.items():
                # By the name of the field, so that the row counts as wrong and its summary finds it.
                self.errors[form.add_prefix(name).removeprefix(f"{self.prefix}-")] = texts

    def save(self, commit: bool = True) -> Any:
        """The purpose first."""
        purpose = super().save(commit)
        for form in self.nested if commit else ():
            form.save_below(purpose)
        return purpose
