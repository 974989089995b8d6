"""Keys of new rows: whoever leaves one empty gets it from what the row is called."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models

from ..facts.keys import made_key
from ..facts.text import tidy_key

# What a form sends along once somebody was told that such a row is there already.
SAME_NAME = "zelfde_naam"
LEFT_EMPTY = "Leeg laten mag: dan maakt het register er een."


class WithKey(forms.ModelForm):
    """For forms of rows: an empty key of a new row is made; a stored one never changes by itself."""

    beside: forms.BaseFormSet | None = None
    same_name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields and not self.instance.pk:
            field = self.fields["key"]
            field.required = False
            field.help_text = f"{field.help_text} {LEFT_EMPTY}"

    def clean(self) -> Any:
        """With a key, so that the model's own checks see it."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("key") == "" and not self.instance.pk:
            cleaned["key"] = made_key(type(self.instance), cleaned, self._taken())
        return cleaned

    def twin(self) -> models.Model | None:
        """A stored row that is called the same, which a made key would hide; None once that was said."""
        typed = str(self.data.get(self.add_prefix("key"), "")).strip()
        if self.instance.pk or "key" not in self.fields or typed or self.errors:
            return None
        names = self._names()
        called = [_plain(self.cleaned_data.get(name)) for name in names]
        rows = self._beside()
        twin = next((row for row in rows if [_plain(getattr(row, name)) for name in names] == called), None)
        self.same_name = " ".join(called) if twin else ""
        return twin if self.data.get(SAME_NAME) != self.same_name else None

    def _names(self) -> tuple[str, ...]:
        """The fields by which people call a row, and those that tell its key."""
        model = type(self.instance)
        return tuple(dict.fromkeys((*model.called_by, *model.key_from)))

    def _taken(self) -> set[str]:
        """The keys of stored rows and of the other rows on the page, also of those that come later."""
        rows = [form for form in getattr(self.beside, "forms", ()) if form is not self]
        return {*self._stored(), *(key_in(form) for form in rows)}

    def _stored(self) -> Iterable[str]:
        return (row.key for row in self._beside())

    def _beside(self) -> Iterable[Any]:
        """The stored rows of the same owner."""
        model = type(self.instance)
        owners = {}
        for name in set(model.natural_fields) - {"key"}:
            own = self.cleaned_data.get(name)
            owners[f"{name}_id"] = own.pk if own else getattr(self.instance, f"{name}_id")
        # A row of something that is being added has no stored rows beside it.
        known = None not in owners.values()
        return model._default_manager.filter(**owners) if known else ()


def key_in(form: forms.ModelForm) -> str:
    """The key of a row: made already, or as it was typed."""
    made = getattr(form, "cleaned_data", {}).get("key")
    return made or tidy_key(str(form.data.get(form.add_prefix("key"), "")))


def _plain(value: Any) -> str:
    return " ".join(str(value or "").split()).casefold()
