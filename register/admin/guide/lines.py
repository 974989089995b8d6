"""Several rows typed at once, one on a line; what cannot be read is said by line, and then nothing is saved."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from providers.facts.searching import fold
from providers.facts.text import tidy_line
from providers.facts.typed import read_choice, short
from providers.models import Provider, Recipient, Service
from retention.models import RetentionTerm
from retention.reading import read_term

from ...models import ProcessingActivity, PurposeRow
from ..activity.numbers import next_numbers
from .parts import give_key, stored

MOST_LINES, MOST_SIGNS = 50, 20_000
TOO_MANY = f"Dit zijn meer dan {MOST_LINES} regels. Doe het in delen."
TWIN = "Er is al een {kind} “{name}”."
TOO_MANY_PARTS = "Dat zijn te veel puntkomma’s; er passen {count} delen op een regel."


class Lines(forms.Form):
    """A box of lines, each of which is a new row of a provider, with a semicolon between its columns."""

    model: ClassVar[Any]
    columns: ClassVar[tuple[str, ...]] = ("name",)
    label = help_text = ""

    lines = forms.CharField(required=False, max_length=MOST_SIGNS, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, typed: Any, *, provider: Provider) -> None:
        self.provider = provider
        super().__init__(typed, prefix=f"nieuw-{self.model._meta.model_name}", label_suffix="")
        self.fields["lines"].label, self.fields["lines"].help_text = self.label, self.help_text

    def clean_lines(self) -> list[Any]:
        """The rows, not saved yet. Raises ValidationError with what is wrong in each line."""
        typed = [line for line in self.cleaned_data["lines"].splitlines() if tidy_line(line)]
        if len(typed) > MOST_LINES:
            raise ValidationError(TOO_MANY)
        known = {fold(str(name)) for name in self._names()}
        rows, problems = [], []
        for number, line in enumerate(typed, start=1):
            try:
                rows.append(self._row(tidy_line(line), known))
            except (ValueError, ValidationError) as error:
                found = error.messages if isinstance(error, ValidationError) else [str(error)]
                problems += [f"Regel {number}: {text}" for text in found]
        if problems:
            raise ValidationError(problems)
        return rows

    def save(self) -> None:
        """One after the other, so that each gets a key of its own."""
        last = self.model.objects.filter(provider=self.provider).count()
        for place, row in enumerate(self.cleaned_data["lines"], start=last + 1):
            self.keep(row, place)

    def keep(self, row: Any, place: int) -> None:
        """Save a row in its place among the others."""
        row.key = ""
        if hasattr(row, "sequence"):
            row.sequence = 10 * place
        stored(row)

    def read(self, line: str) -> dict[str, Any]:
        """The values of a line by column. Raises ValueError."""
        parts = [part.strip() for part in line.split(";")]
        if len(parts) > len(self.columns):
            raise ValueError(TOO_MANY_PARTS.format(count=len(self.columns)))
        return {name: self._value(name, part) for name, part in zip(self.columns, parts, strict=False)}

    def _value(self, name: str, typed: str) -> Any:
        column = self.model._meta.get_field(name)
        return read_choice(column, typed) if column.choices else column.to_python(typed)

    def _names(self) -> Iterator[str]:
        return self.model.objects.filter(provider=self.provider).values_list(self.columns[0], flat=True).iterator()

    def _row(self, line: str, known: set[str]) -> Any:
        values = self.read(line)
        name = values[self.columns[0]]
        if fold(name) in known:
            raise ValueError(TWIN.format(kind=self.model._meta.verbose_name, name=short(name)))
        known.add(fold(name))
        row = self.model(provider=self.provider, **values)
        give_key(row)
        row.full_clean(exclude=["number"])
        return row


class ServiceLines(Lines):
    """New services."""

    model = Service
    columns = ("name", "description")
    label = "Nieuwe diensten"
    help_text = "Eén per regel, met na een puntkomma wat de dienst doet. Bijvoorbeeld: Bellen; Bellen via internet."


class TermLines(Lines):
    """New terms, in the words in which people say them."""

    model = RetentionTerm
    label = "Nieuwe termijnen"
    help_text = (
        "Eén per regel: waarover hij gaat, een dubbele punt en hoe lang. Bijvoorbeeld: Gespreksgegevens: 6 maanden na "
        "het gesprek. Ook “tot …” en “zolang …” worden gelezen."
    )

    def read(self, line: str) -> dict[str, Any]:
        """Name and length; without a name the term is called as it is said."""
        name, sign, words = line.rpartition(": ")
        return {"name": name if sign else line, **read_term(words)}


class RecipientLines(Lines):
    """New recipients with their country."""

    model = Recipient
    columns = ("name", "country", "kind")
    label = "Nieuwe ontvangers"
    help_text = (
        "Eén per regel: naam, land en zo nodig de soort, met een puntkomma ertussen. Bijvoorbeeld: CloudVoice Inc; "
        "Verenigde Staten; Bedrijf met naam."
    )


class ActivityLines(Lines):
    """New activities under titles of their own."""

    model = ProcessingActivity
    columns = ("title",)
    label = "Andere verwerkingen"
    help_text = "Eén per regel: een titel en daarna elk doel, met puntkomma’s ertussen."

    def read(self, line: str) -> dict[str, Any]:
        """The title; purposes wait for their activity."""
        return {"title": line.partition(";")[0].strip()}

    def _row(self, line: str, known: set[str]) -> Any:
        row = super()._row(line, known)
        row.purposes_typed = [part.strip() for part in line.split(";")[1:] if part.strip()]
        for name in row.purposes_typed:
            PurposeRow(name=name, key="-").clean_fields(exclude=["activity"])
        return row

    def keep(self, row: Any, place: int) -> None:
        """With a number and its purposes."""
        make_activity(row, [(name, None) for name in row.purposes_typed])


def make_activity(row: ProcessingActivity, purposes: list[tuple[str, Any]]) -> ProcessingActivity:
    """Save a new activity under the next free number, with purposes: their words, and the shared word if there is one.

    Raises ValidationError.
    """
    [row.number] = next_numbers(row.provider)
    stored(row)
    for place, (name, word) in enumerate(purposes, start=1):
        stored(PurposeRow(activity=row, name=name, purpose=word, sequence=10 * place))
    return row
