"""What somebody typed, on its way through a page that is not the form itself."""

import re

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

_SECRET = re.compile("csrfmiddlewaretoken|password|wachtwoord", re.IGNORECASE)


def is_secret(name: str) -> bool:
    """Whether a field holds what no page may repeat: a password, or the token of its own page."""
    return bool(_SECRET.search(name))


def hidden_fields(post: QueryDict) -> SafeString:
    """All fields as hidden inputs in their order, so that one button sends them again.

    Passwords are left out and so is the token, of which a page has its own; files cannot be carried.
    """
    typed = ((name, value) for name, values in post.lists() if not is_secret(name) for value in values)
    return format_html_join("\n", '<input type="hidden" name="{}" value="{}">', typed)
