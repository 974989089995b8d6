"""What an officer chooses for a table of somebody else: whose it is, how it is read, and what a cell means."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify

from providers.admin.imports import MAX_BYTES
from providers.models import Provider

from ...bringing.brought import KINDS, Brought
from ...bringing.fields import LABELS
from ...bringing.reading import Kind
from ...bringing.tables import Direction

_DIRECTIONS = {
    Direction.ROWS: "Elke rij is er een",
    Direction.COLUMNS: "Elke kolom is er een",
    Direction.SHEETS: "Elk blad is er een",
}
_KINDS = {Kind.ACTIVITIES: "Verwerkingen", Kind.PARTIES: "Ontvangers of (sub)verwerkers"}
_NO_KIND = f"Kies een bestand dat eindigt op {', '.join(KINDS)}."
_BOTH = "Kies een bestand of plak een tabel, een van beide."


class BringForm(forms.Form):
    """A file or a pasted table, for a provider that is there or for a new one."""

    file = forms.FileField(
        label="Bestand", required=False, help_text="Excel, LibreOffice, csv, json of html; ten hoogste 5 MB."
    )
    text = forms.CharField(
        label="Of geplakt",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Kopieer de cellen in uw spreadsheet en plak ze hier, met de koppen erbij.",
    )
    provider = forms.ModelChoiceField(
        Provider.objects.none(), label="Aanbieder", required=False, empty_label="Een nieuwe aanbieder"
    )
    name = forms.CharField(label="Naam van de nieuwe aanbieder", required=False, max_length=300)
    start = forms.CharField(
        label="Voorvoegsel",
        required=False,
        max_length=4,
        help_text="Begin van de nummers van een nieuwe aanbieder: twee tot vier hoofdletters, zoals TT.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        providers: Any = self.fields["provider"]
        providers.queryset = Provider.objects.for_user(user)
        if not user.has_perm("providers.add_provider"):
            providers.required, providers.empty_label = True, "Kies"
            del self.fields["name"], self.fields["start"]

    def clean_file(self) -> UploadedFile | None:
        """Refuse a file of an unknown kind, or one that is too large to read at once."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError("Dit bestand is groter dan 5 MB.")
        if file and _ending(file.name) not in KINDS:
            raise forms.ValidationError(_NO_KIND)
        return file

    def clean(self) -> Any:
        """One table, for one provider."""
        cleaned = super().clean() or {}
        if "file" in cleaned and bool(cleaned["file"]) == bool((cleaned.get("text") or "").strip()):
            self.add_error("file", _BOTH)
        if "name" in self.fields and not cleaned.get("provider"):
            self._check_new(cleaned)
        return cleaned

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        """What a new provider cannot do without, as its own form says it."""
        row = Provider(name=cleaned.get("name", ""), prefix=cleaned.get("start", ""))
        row.slug = slugify(row.name)[:60]
        try:
            row.full_clean()
        except forms.ValidationError as error:
            found = error.message_dict
            # The address is made of the name.
            of_name = found.get("name") or found.get("slug")
            for name, texts in (("name", of_name), ("start", found.get("prefix"))):
                if texts:
                    self.add_error(name, texts)

    def table(self) -> tuple[str, str, bytes]:
        """Name, kind and content of what was given."""
        if file := self.cleaned_data["file"]:
            return file.name, KINDS[_ending(file.name)], file.read()
        return "geplakte tabel", "csv", self.cleaned_data["text"].encode("utf-8", "surrogatepass")


class ShapeForm(forms.Form):
    """Which sheet, which row has the headings, and the direction."""

    sheet = forms.TypedChoiceField(label="Blad", coerce=int)
    head = forms.IntegerField(label="Rij met de koppen", min_value=1, max_value=2000)
    direction = forms.ChoiceField(label="Richting", choices=list(_DIRECTIONS.items()))

    def __init__(self, data: Any, *, brought: Brought) -> None:
        kept = brought.kept
        super().__init__(data, initial={"sheet": kept.sheet, "head": kept.head, "direction": kept.direction})
        sheets: Any = self.fields["sheet"]
        sheets.choices = [(number, f"{number} {name}") for number, (name, _) in enumerate(kept.sheets, start=1)]


class ColumnsForm(forms.Form):
    """What a line is, and the field of each heading."""

    kind = forms.ChoiceField(label="Wat is een regel?", choices=list(_KINDS.items()))

    def __init__(self, *args: Any, brought: Brought, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = brought.kind
        for number, field in brought.columns.items():
            self.fields[f"kop-{number}"] = forms.ChoiceField(
                label=brought.table.headings[number][:200],
                choices=list(LABELS.items()),
                initial=field,
                help_text=" · ".join(sample[:80] for sample in brought.table.samples(number)),
            )

    @property
    def columns(self) -> dict[int, str]:
        """The field that was chosen for each heading."""
        chosen = {name.removeprefix("kop-"): field for name, field in self.cleaned_data.items() if name != "kind"}
        return {int(number): field for number, field in chosen.items()}

    def heading_fields(self) -> list[Any]:
        """The boxes of the headings."""
        return [self[name] for name in self.fields if name != "kind"]


class CellsForm(forms.Form):
    """The cells of one activity, to be typed anew where they were read wrong."""

    def __init__(self, *args: Any, cells: list[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, (address, heading, text) in enumerate(cells):
            self.fields[f"cel-{place}"] = forms.CharField(
                label=f"{heading[:200]} ({address})",
                initial=text,
                required=False,
                widget=forms.Textarea(attrs={"rows": min(12, 1 + text.count("\n") + len(text) // 80)}),
            )


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
