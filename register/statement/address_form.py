"""How the page speaks to its reader: u or je.

Every interface sentence is written once, in Dutch with u. The sentences with je are translations
of it in the gettext context "informeel" (locale/nl), so a translation into another language later
finds both in one place.
"""

from dataclasses import dataclass

from django.utils.translation import pgettext

from providers.choices import AddressForm

FORMAL, INFORMAL = "formeel", "informeel"


@dataclass(frozen=True)
class Say:
    """Says an interface sentence in the form of address of one provider."""

    context: str = FORMAL

    @classmethod
    def to_readers_of(cls, form: AddressForm | None) -> "Say":
        """Nothing recorded is u."""
        return cls(INFORMAL if form == AddressForm.INFORMAL else FORMAL)

    def __call__(self, text: str, /, **values: object) -> str:
        """The sentence in the right form, with values in their places."""
        said = pgettext(self.context, text)
        return said.format(**values) if values else said
