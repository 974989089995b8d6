"""How the page speaks to its reader: u or je, in Dutch or in another language.

Every interface sentence is written once, in Dutch with u. The sentences with je are translations
of it in the gettext context "informeel" (locale/nl). Another language has one form, so its
catalogue has each sentence once. Which language it is, the address of the page decides.
"""

import re
from dataclasses import dataclass

from django.db.models import TextChoices

from providers.choices import AddressForm

from ..marking import END, FORMAL, context_of, label
from ..role_names import ONE_PROCESSOR, SEVERAL_PROCESSORS

_LAST_STOP = re.compile(rf"\.({END}?)$")


@dataclass(frozen=True)
class Say:
    """Says an interface sentence in the form of address of one provider."""

    context: str = FORMAL

    @classmethod
    def to_readers_of(cls, form: AddressForm | None) -> "Say":
        """Nothing recorded is u."""
        return cls(context_of(form))

    def __call__(self, text: str, /, **values: object) -> str:
        """The sentence in the right form, with values and the words for roles in their places."""
        said = label(text, self.context)
        if "{processor" in said:
            said = said.replace("{processor}", label(ONE_PROCESSOR)).replace("{processors}", label(SEVERAL_PROCESSORS))
        return said.format(**_with_one_stop(said, values)) if values else said

    def label(self, choice: TextChoices) -> str:
        """What a choice from a closed list is called."""
        return label(str(choice.label), self.context)


def _with_one_stop(said: str, values: dict[str, object]) -> dict[str, object]:
    """A value that ends in a stop, such as B.V., leaves it to the stop that follows."""
    followed = {name for name in values if f"{{{name}}}." in said}
    return {
        name: _LAST_STOP.sub(r"\1", value) if name in followed and isinstance(value, str) else value
        for name, value in values.items()
    }
