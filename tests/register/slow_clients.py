"""Clients that send nothing, half a head or a body a byte at a time."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

HALF_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: "
SLOW_BODY = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nlogin="
KINDS = {"silent": b"", "half a head": HALF_HEAD, "slow body": SLOW_BODY}


@contextmanager
def hanging(kind: str, number: int, connect) -> Iterator[list[socket.socket]]:
    """So many connections of one kind, made by `connect()` and open as long as this is entered."""
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(connect())) for _ in range(number)]
        for client in clients:
            client.sendall(KINDS[kind])
        yield clients


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process) -> None:
    """Until somebody listens there; fails when the process that should do so has ended."""
    for _ in range(600):
        assert process.poll() is None, process.stderr.read()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")
