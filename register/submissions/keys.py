"""The key that each form of the admin carries: whose form it is, and which one; only this site can make one."""

from enum import StrEnum
from typing import Any, NamedTuple
from uuid import uuid4

from django.core import signing

FIELD = "formulier"
# Of a button beside a form: whatever sends both at once is about the form.
DEED_FIELD = "daad"
_SALT = __name__


class Kind(StrEnum):
    """What saving the form does."""

    NEW = "nieuw"  # makes a row: other text in the same form would make another
    CHANGE = "wijziging"  # the second one is compared with what is stored, elsewhere
    DEED = "daad"  # a button: nothing is typed


class FormKey(NamedTuple):
    """One form as it was shown to one person, at the address `page`."""

    user: str
    kind: str
    number: str
    page: str


def make_key(user: Any, kind: Kind, page: str) -> str:
    """A key for a form that is shown now, signed."""
    return signing.dumps([str(user.pk), kind, uuid4().hex, page], salt=_SALT)


def read_key(typed: Any) -> FormKey | None:
    """The key of a form that was sent; None without one of ours."""
    try:
        return FormKey(*signing.loads(typed.get(FIELD) or typed.get(DEED_FIELD, ""), salt=_SALT))
    except signing.BadSignature:
        return None
