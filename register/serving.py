"""How web processes talk to the outside: gunicorn starts and watches them, waitress reads and writes.

A thread gets a request when all of it is there and is free before the answer has gone out; so who sends
slowly, or nothing at all, costs a connection and no thread.
"""

import os
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from django.conf import settings
from gunicorn.workers.base import Worker
from waitress import create_server, wasyncore
from waitress.server import BaseWSGIServer

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

MOST_CONNECTIONS = 500
# Of a connection on which nothing moves.
IDLE_SECONDS = 30
# Bytes of all headers together.
MAX_HEAD = 32_768


class BufferingWorker(Worker):
    """A web process; gunicorn's --threads, --graceful-timeout and FORWARDED_ALLOW_IPS say what they always say."""

    def run(self) -> None:
        """Serve until the master process says stop or is gone; what was begun then is finished."""
        open_now: dict[int, Any] = {}
        server = self._server(open_now)
        while self.alive and self.is_watched():
            self._step(open_now)
        self._finish(open_now)
        server.task_dispatcher.shutdown(timeout=1)

    def is_watched(self) -> bool:
        """Whether the process that started this one is still there."""
        return self.ppid == os.getppid()

    def _server(self, open_now: dict[int, Any]) -> Any:
        return create_server(
            with_scheme(self.wsgi, self.cfg.forwarded_allow_ips),
            map=open_now,
            sockets=[listener.sock for listener in self.sockets],
            threads=self.cfg.threads,
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=IDLE_SECONDS // 3,
            max_request_body_size=settings.MAX_BODY,
            max_request_header_size=MAX_HEAD,
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
            ident=None,
        )

    def _step(self, open_now: dict[int, Any]) -> None:
        self.notify()
        wasyncore.loop(timeout=1.0, use_poll=True, map=open_now, count=1)

    def _finish(self, open_now: dict[int, Any]) -> None:
        for item in open_now.values():
            if isinstance(item, BaseWSGIServer):
                item.accepting = False
        until = monotonic() + self.cfg.graceful_timeout
        while monotonic() < until and any(map(_is_busy, open_now.values())):
            self._step(open_now)


def _is_busy(item: Any) -> bool:
    return bool(getattr(item, "requests", None) or getattr(item, "total_outbufs_len", 0))


def with_scheme(application: Application, proxies: list[str]) -> Application:
    """The same application, which hears from these proxies, or from all with "*", that the visitor came by https."""

    def told(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        is_proxy = "*" in proxies or environ.get("REMOTE_ADDR") in proxies
        if is_proxy and environ.get("HTTP_X_FORWARDED_PROTO") == "https":
            environ["wsgi.url_scheme"] = "https"
        return application(environ, start_response)

    return told
