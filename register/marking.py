"""The language a page speaks, and the words on it that stay Dutch because a provider typed them.

On a page in another language such words travel between two signs that Unicode keeps for use inside
a program, so they stay marked in whatever sentence they end up. `marked_up` turns the signs into
`lang="nl"` when the page is ready. Dutch pages hold none.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.utils.translation import get_language, gettext, pgettext

from providers.choices import AddressForm

DUTCH, ENGLISH = "nl", "en"
FORMAL, INFORMAL = "formeel", "informeel"
START, END = "\ufdd0", "\ufdd1"

P = ParamSpec("P")

_SIGNS = str.maketrans("", "", START + END)
_TAGS = re.compile(r"(<[^>]*>)")
# Neighbours with no word between them.
_NEXT = re.compile(rf"{END}([,;]? ){START}")
# No cell of a table: style sheets write the name of its column into it.
_WHOLE = re.compile(rf"<((?!td\b)[a-z][a-z0-9]*)((?:\s[^<>]*)?)>{START}([^<{START}{END}]*){END}</\1>")
_PART = re.compile(rf"{START}([^<{START}{END}]*){END}")
_TITLE = re.compile(r"(?<=<title>)[^<]*(?=</title>)")


def is_dutch() -> bool:
    """Whether the page that is being made is the Dutch one."""
    return (get_language() or DUTCH) == DUTCH


def context_of(form: AddressForm | None) -> str:
    """The gettext context of Dutch for readers who are addressed like this. Nothing recorded is u."""
    return INFORMAL if form == AddressForm.INFORMAL else FORMAL


def label(text: str, context: str = FORMAL) -> str:
    """The name of a choice, field or table in the language of the page; only Dutch has a form of address."""
    return pgettext(context, text) if is_dutch() else gettext(text)


def own(text: str) -> str:
    """Words as a provider typed them, marked unless the page is Dutch itself."""
    return text if is_dutch() else marked(text)


def marked(text: str) -> str:
    """The text between one pair of signs."""
    return f"{START}{bare(text)}{END}" if text else text


def bare(text: str) -> str:
    """The text without signs, to compare or to search in."""
    return text.translate(_SIGNS)


def is_own(text: str) -> bool:
    """Whether all of the text is between one pair of signs."""
    return text.startswith(START) and text.find(END) == len(text) - 1


def parted(text: str, sign: str) -> list[str]:
    """The parts of a text between which a sign stands, each with the signs of the whole; none of an empty text."""
    return [marked(part) if is_own(text) else part for part in text.split(sign) if text]


def inside(change: Callable[Concatenate[str, P], str]) -> Callable[Concatenate[str, P], str]:
    """Let a change of a text leave the signs around it in their place."""

    @wraps(change)
    def changed(text: str, /, *args: P.args, **kwargs: P.kwargs) -> str:
        if is_own(text):
            return marked(change(bare(text), *args, **kwargs))
        return change(text, *args, **kwargs)

    return changed


def marked_up(html: str) -> str:
    """A page in which every marked text has `lang="nl"`, on the element around it where that says no more."""
    if START not in html:
        return html
    html = _NEXT.sub(r"\1", _TITLE.sub(lambda title: bare(title[0]), html))
    html = "".join(bare(piece) if piece.startswith("<") else piece for piece in _TAGS.split(html))
    html = _PART.sub(rf'<span lang="{DUTCH}">\1</span>', _WHOLE.sub(rf'<\1\2 lang="{DUTCH}">\3</\1>', html))
    return bare(html)
