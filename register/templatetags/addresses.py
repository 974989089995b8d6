"""Addresses in what people typed, as links.

Django's urlize sends www. to http, and sees no address between “ and ”.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# A sentence may end right after an address; its full stop or bracket is no part of it. A mail address is looked for
# only where a word begins, or an endless word would take endless time.
_ADDRESS = re.compile(
    r"(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<web>(?:https?://|www\.)[\w.-]+\w(?:/[^\s<>\"“”()\[\]]*[\w/=-])?)",
    re.IGNORECASE,
)


_NUMBER = re.compile(r"(\w+-\d+)")


@register.filter
def linked(text: str, numbers: Collection[str] = ()) -> SafeString | str:
    """The text, in which a mail address, a web address or one of these numbers of activities leads there.

    Everything else is escaped as ever.
    """
    if not numbers and "@" not in text and "://" not in text and "www." not in text.lower():
        return text
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [(_numbered(text[end : found.start()], numbers, "intern:"), _link(found))]
        end = found.end()
    return format_html("{}{}", format_html_join("", "{}{}", pieces), _numbered(text[end:], numbers, "intern:"))


@register.filter
def numbered(text: str, numbers: Collection[str]) -> SafeString | str:
    """The text, in which one of these numbers leads to its activity on the same page."""
    return _numbered(text, numbers, "#")


def _numbered(text: str, numbers: Collection[str], place: str) -> SafeString | str:
    if not numbers:
        return text
    known = _known(tuple(numbers))
    pieces = (
        (format_html('<a href="{0}{1}">{1}</a>', place, word) if word in known else word,)
        for word in _NUMBER.split(text)
    )
    return format_html_join("", "{}", pieces)


@lru_cache(maxsize=64)
def _known(numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(numbers)


def _link(found: re.Match[str]) -> SafeString:
    address = found[0]
    web = address if "://" in address else f"https://{address}"
    target = f"mailto:{address}" if found["mail"] else web
    return format_html('<a href="{}">{}</a>', target, address)
