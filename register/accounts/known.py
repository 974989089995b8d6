"""Browsers and addresses that signed in under a name before: nobody elsewhere can shut those out.

A browser keeps a signed cookie with a hash of the name and a random number, for a year. An address is kept
in the cache, as a hash together with the name, for thirty days. Neither can be read back.
"""

import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from providers.facts.text import in_form

COOKIE = "__Host-known" if settings.HTTPS else "known"
SALT = __name__
COOKIE_SECONDS = 365 * 24 * 60 * 60
ADDRESS_SECONDS = 30 * 24 * 60 * 60


def same(name: str) -> str:
    """The name as databases compare it, so that no other way to write it has a count of its own."""
    # In this order: upper case knows letters, such as an i without a dot, that lower case keeps apart.
    return in_form("NFKC", name).strip().upper().lower()


def remember(request: HttpRequest, response: HttpResponse, name: str, address: str) -> None:
    """After signing in under this name."""
    cache.set(_key(name, address), True, ADDRESS_SECONDS)
    if not browser(request, name):
        response.set_signed_cookie(
            COOKIE,
            f"{_hash(same(name))}.{secrets.token_hex(16)}",
            salt=SALT,
            max_age=COOKIE_SECONDS,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def browser(request: HttpRequest, name: str) -> str:
    """The number of this browser if it signed in under this name, else nothing."""
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=COOKIE_SECONDS) or ""
    owner, _, number = value.partition(".")
    return number if constant_time_compare(owner, _hash(same(name))) else ""


def is_known_address(name: str, address: str) -> bool:
    """Whether somebody signed in under this name from this address."""
    return cache.get(_key(name, address), False)


def _key(name: str, address: str) -> str:
    return f"known:{_hash(f'{same(name)} {address}')}"


def _hash(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
