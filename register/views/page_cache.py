"""Public pages are made once and kept in memory, because a published page is fixed until the next event.

The middleware in front keeps whole answers by address. An answer counts while the day and the state
of the publications are those it was made on. That state is asked of the database once a second, and
at once after a publication in this process; so what another process publishes shows within a second.
While the database does not answer, pages that were kept are given as they last were, and say so in a header.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import Count, Max
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.utils import timezone
from django.utils.http import parse_etags

from providers.models import Provider

from ..models import Publication, Shielding
from ..outage import trouble

View = Callable[..., HttpResponse]
MAX_BYTES = 32_000_000
RECHECK_SECONDS = 1.0
# All that a query can ask of these pages. The rest is not heard, or anybody could fill the memory with one page.
QUERIES = {"ongewijzigd": "ja"}
OLD = "register; hit; detail=database-onbereikbaar"
_MADE_ON, _UNTIL_KEPT = "made_on", "until_kept"

Moment = tuple[date, Any]


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


class Store:
    """The most recently used answers, up to a number of bytes; safe between threads."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max, self._size = max_bytes, 0
        self._items: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Answer | None:
        """The answer, which becomes the last to go."""
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
            return self._items.get(key)

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer, at the cost of those that were not used for longest."""
        with self._lock:
            self._drop(key)
            self._items[key] = answer
            self._size += len(answer.content)
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


class State:
    """How many publications and files each provider has, and the newest deeds: changes with every event."""

    def __init__(self) -> None:
        self._value: Any = None
        self._asked = float("-inf")
        self._lock = threading.Lock()
        # Why the database does not answer, as long as that is so.
        self.error: Exception | None = None

    def now(self) -> Any:
        """At most one small query a second. The last one known while the database does not answer; see `error`."""
        # One visitor waits for a database that is silent, not all of them.
        if self._lock.acquire(blocking=self.error is None):
            try:
                if monotonic() - self._asked >= RECHECK_SECONDS:
                    self._ask()
            finally:
                self._lock.release()
        return self._value

    def _ask(self) -> None:
        try:
            self._value, self.error = self._read(), None
        except (DatabaseError, InterfaceError) as error:
            if not trouble(error):
                raise
            self.error = error
        self._asked = monotonic()

    def forget(self) -> None:
        """Ask again at the next request."""
        with self._lock:
            self._asked, self.error = float("-inf"), None

    def _read(self) -> Any:
        # Slugs are addresses; a seal tells one database from another with as many rows.
        rows = Provider.objects.order_by("slug").values_list("slug", "prefix")
        return tuple(
            rows.annotate(
                Count("publications", distinct=True),
                Count("publications__files", distinct=True),
                Max("publications__seal"),
                Max("publications__shieldings"),
            )
        )


_answers, _state = Store(), State()
_making = threading.Lock()


def kept(view: View) -> View:
    """The answer of this view is the same for everybody until the next event, and gets an ETag.

    Of several who ask at once, one makes it. What happens meanwhile gives the next moment another
    state, so it is not used again. Of the query the view sees no more than QUERIES.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        getattr(request, _UNTIL_KEPT).enter_context(_making)
        if found := _found(request):
            return _marked(HttpResponse(found.content, headers=found.headers), found.made_on)
        request.GET = QueryDict(_query(request))
        made_on = _moment()
        if _state.error:
            # It would wait for the database as well, and the next visitor for this one.
            raise OperationalError(str(_state.error))
        response = view(request, *args, **kwargs)
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()}"'
        return _marked(response, made_on)

    return page


def _marked(response: HttpResponse, made_on: Moment) -> HttpResponse:
    setattr(response, _MADE_ON, made_on)
    return response


def _moment() -> Moment:
    return timezone.localdate(), _state.now()


def _key(request: HttpRequest) -> Hashable:
    # The host as it was sent: an answer is only kept under one that Django accepted.
    return request.scheme, request.META.get("HTTP_HOST"), request.path, _query(request)


def _query(request: HttpRequest) -> str:
    if not (whole := request.META.get("QUERY_STRING")):
        return ""
    asked = dict(parse_qsl(whole, keep_blank_values=True))
    return urlencode({name: value for name, value in QUERIES.items() if asked.get(name) == value})


def _found(request: HttpRequest) -> Answer | None:
    if (found := _answers.get(_key(request))) is None:
        return None
    day, state = _moment()
    # Nobody can tell what a new day brings without the database.
    return found if found.made_on == (found.made_on[0] if _state.error else day, state) else None


def _told(response: HttpResponse) -> HttpResponse:
    if _state.error:
        response.headers["Cache-Status"] = OLD
    return response


def clear() -> None:
    """Forget all pages."""
    _answers.clear()
    _state.forget()


@receiver(post_save, sender=Publication)
@receiver(post_save, sender=Shielding)
def _on_publication(**kwargs: Any) -> None:
    _state.forget()
    transaction.on_commit(_state.forget)


def public_answers(get_response: View) -> View:
    """Answer public pages from memory. It stands in front, so what it keeps has every header."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        if found := _found(request):
            return _told(found.to(request))
        with ExitStack() as until_kept:
            setattr(request, _UNTIL_KEPT, until_kept)
            response = get_response(request)
            made_on = getattr(response, _MADE_ON, None)
            if made_on is None:
                return response
            answer = Answer(response.content, dict(response.headers), made_on)
            # A template that is being written is read anew each time.
            if not settings.DEBUG:
                _answers.put(_key(request), answer)
        return answer.to(request)

    return middleware
