"""What the site itself says, and the addresses of a page in each language."""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from register.statement.address_form import Say

register = template.Library()


# Seen and read aloud between groups, and left out by the style sheet when somebody copies the whole.
_GAP = SafeString('<span class="g"> </span>')


class Translation(NamedTuple):
    """A page in one of the languages."""

    code: str
    language: str
    address: str
    is_current: bool


@register.simple_tag
def say(text: str, **values: Any) -> str:
    """A sentence in the language of the page; the site itself says u."""
    return Say()(str(text), **values)


@register.filter
def grouped(fingerprint: str) -> SafeString:
    """A hash as the cover of a PDF shows it, in groups of eight that can be compared by eye."""
    groups = (fingerprint[place : place + 8] for place in range(0, len(fingerprint), 8))
    return format_html_join(_GAP, "{}", ((group,) for group in groups))


@register.simple_tag(takes_context=True)
def translations(context: Context) -> list[Translation]:
    """The same page in every language; the index where a page has no address of its own."""
    name, *args = context.get("place") or ("index",)
    return [_translation(code, language, name, args) for code, language in settings.LANGUAGES]


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[Translation]:
    """The same page in every language in which it is not."""
    return [item for item in translations(context) if not item.is_current]


def _translation(code: str, language: str, name: str, args: list[Any]) -> Translation:
    is_current = code == translation.get_language()
    with translation.override(code):
        return Translation(code, language, reverse(name, args=args), is_current)
