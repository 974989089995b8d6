"""How many wrong passwords are borne, by name and address together."""

import time
from collections.abc import Iterator
from math import ceil

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.core.cache import cache
from django.http import HttpRequest

from . import known

APP = "register"
RATES = {
    # Counted for one browser, or for one name from one address.
    "browser": "5/5m/key,20/h/key",
    "pair": "5/5m/key,20/h/key",
    # The rest hold only who never signed in from there: many names from one address, and one name from many.
    "address": "10/m/ip",
    "name": "100/h/key",
}


class TooManyError(Exception):
    """There were too many wrong passwords; says in Dutch how long to wait."""

    def __init__(self, seconds: float) -> None:
        minutes = max(1, ceil(seconds / 60))
        wait = "één minuut" if minutes == 1 else f"{minutes} minuten"
        super().__init__(f"Te veel verkeerde wachtwoorden. U kunt het over {wait} opnieuw proberen.")


def count(request: HttpRequest, name: str, address: str) -> RateLimitUsage:
    """Count one attempt before its password is looked at; the result takes it back when that was right.

    Raises TooManyError.
    """
    usage = RateLimitUsage(usage=[])
    for action, key in _counts(request, known.same(name), address):
        counted = ratelimit.consume(request, app=APP, action=action, key=key, config=RATES, limit_get=True)
        if counted is None:
            raise TooManyError(_seconds_left(request, action, key))
        usage.usage += counted.usage
    return usage


def _counts(request: HttpRequest, name: str, address: str) -> Iterator[tuple[str, str]]:
    if number := known.browser(request, name):
        yield "browser", number
        return
    if not known.is_known_address(name, address):
        yield "address", ""
        yield "pair", f"{name} {address}"
        yield "name", name
        return
    yield "pair", f"{name} {address}"


def _seconds_left(request: HttpRequest, action: str, key: str) -> float:
    left = [0.0]
    for rate in ratelimit.get_rates(app=APP, action=action, config=RATES):
        attempts = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        if len(attempts) >= rate.amount:
            left.append(attempts[rate.amount - 1] + rate.duration - time.time())
    return max(left)
