"""Public pages are made once and kept in memory, because a published page is fixed until the next event.

Two stores. `rendered` keeps what was made under everything it was made of. The middleware in front
keeps whole answers by address. Such an answer counts while the day and the state of the
publications are those it was made on. That state is asked of the database once a second, and at
once after a publication in this process; so what another process publishes shows within a second.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from providers.models import Provider

from ..models import Publication

GetResponse = Callable[[HttpRequest], HttpResponse]
MAX_BYTES = 32_000_000
RECHECK_SECONDS = 1.0
_MADE_ON = "made_on"

Moment = tuple[date, Any]


class Sized(Protocol):
    """Something with content of a size."""

    @property
    def content(self) -> bytes:
        """The bytes."""


T = TypeVar("T", bound=Sized)


class Store(Generic[T]):
    """The most recently used values, up to a number of bytes; safe between threads."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max, self._size = max_bytes, 0
        self._items: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """The value, which becomes the last to go."""
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
            return self._items.get(key)

    def put(self, key: Hashable, value: T) -> None:
        """Keep a value, at the cost of those that were not used for longest."""
        with self._lock:
            self._drop(key)
            self._items[key] = value
            self._size += len(value.content)
            while self._size > self._max:
                self._drop(next(iter(self._items)))

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._items.clear()
            self._size = 0

    def _drop(self, key: Hashable) -> None:
        if key in self._items:
            self._size -= len(self._items.pop(key).content)


@dataclass(frozen=True)
class Made:
    """Bytes with their tag."""

    content: bytes
    tag: str


@dataclass(frozen=True)
class Answer:
    """A whole answer, with the day and the state of the publications on which it was made."""

    content: bytes
    headers: dict[str, str]
    made_on: Moment

    def to(self, request: HttpRequest) -> HttpResponse:
        """What this request gets of it: all, only the head, or that nothing changed."""
        tags = request.META.get("HTTP_IF_NONE_MATCH")
        if tags and _is_among(self.headers["ETag"], tags):
            return HttpResponseNotModified(headers=self._headers_unchanged)
        return HttpResponse(b"" if request.method == "HEAD" else self.content, headers=self.headers)

    @cached_property
    def _headers_unchanged(self) -> dict[str, str]:
        return {name: value for name, value in self.headers.items() if "Content-" not in name}


def _is_among(tag: str, tags: str) -> bool:
    return tag == tags or any(one == "*" or one.removeprefix("W/") == tag for one in parse_etags(tags))


class State:
    """How many publications and files each provider has, and the newest: changes with every event."""

    def __init__(self) -> None:
        self._value: Any = None
        self._asked = float("-inf")
        self._lock = threading.Lock()

    def now(self) -> Any:
        """At most one small query a second."""
        with self._lock:
            if monotonic() - self._asked >= RECHECK_SECONDS:
                self._value = self._read()
                self._asked = monotonic()
            return self._value

    def forget(self) -> None:
        """Ask again at the next request."""
        with self._lock:
            self._asked = float("-inf")

    def _read(self) -> Any:
        # Slugs are addresses; a seal tells one database from another with as many rows.
        rows = Provider.objects.order_by("slug").values_list("slug", "prefix")
        return tuple(
            rows.annotate(Count("publications", distinct=True), Count("publications__files"), Max("publications__seal"))
        )


_made: Store[Made] = Store()
_answers: Store[Answer] = Store()
_state = State()
_making = threading.Lock()


def rendered(key: Hashable, make: Callable[[], bytes]) -> Made:
    """What `make` gives, made once for this key. A template being written (DEBUG) is made anew each time."""
    if settings.DEBUG:
        return _tagged(make())
    found = _made.get(key)
    if found is None:
        with _making:
            found = _made.get(key) or _tagged(make())
            _made.put(key, found)
    return found


def _tagged(content: bytes) -> Made:
    return Made(content, f'"{hashlib.sha256(content).hexdigest()}"')


def moment() -> Moment:
    """The day and the state of the publications; to be asked before a page is made."""
    return timezone.localdate(), _state.now()


def keep(response: HttpResponse, made_on: Moment) -> HttpResponse:
    """Mark an answer, with its ETag, that is the same for everybody until the next event.

    What happened while the page was made gives the next moment another state, so it is not used again.
    """
    setattr(response, _MADE_ON, made_on)
    return response


def clear() -> None:
    """Forget all pages."""
    _made.clear()
    _answers.clear()
    _state.forget()


@receiver(post_save, sender=Publication)
def _on_publication(**kwargs: Any) -> None:
    _state.forget()
    transaction.on_commit(_state.forget)


def public_answers(get_response: GetResponse) -> GetResponse:
    """Answer public pages from memory. It stands in front, so what it keeps has every header."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        # The host as it was sent: an answer is only kept under one that Django accepted.
        meta = request.META
        key = (request.scheme, meta.get("HTTP_HOST"), request.path, meta.get("QUERY_STRING"))
        found = _answers.get(key)
        if found and found.made_on == moment():
            return found.to(request)
        response = get_response(request)
        made_on = getattr(response, _MADE_ON, None)
        if made_on is None:
            return response
        answer = Answer(response.content, dict(response.headers), made_on)
        # A query says nothing to these pages; keeping one answer for each would let anybody empty the store.
        if not (meta.get("QUERY_STRING") or settings.DEBUG):
            _answers.put(key, answer)
        return answer.to(request)

    return middleware
