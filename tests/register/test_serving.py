"""A web process keeps answering others while clients hang, counts bodies while they come, and ends what it began."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from register.serving import with_scheme
from tests.register.own_database import ROOT
from tests.register.slow_clients import KINDS, free_port, hanging, wait_for

THREADS = 8


class Server:
    """Web processes as script/server starts them, with an application that tells what it was asked."""

    def __init__(self, *options: str) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "tests.register.processes.echo", "--no-control-socket"),
                *("--bind", f"127.0.0.1:{self.port}", "--threads", str(THREADS), "--log-level", "warning"),
                *("--worker-class", "register.serving.BufferingWorker", *options),
            ],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for(self.port, self.process)

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def ask(self, path: str = "/", **options) -> http.client.HTTPResponse:
        """The answer to a request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(options.pop("method", "GET"), path, **options)
        return connection.getresponse()

    def stop(self) -> None:
        """End it at once, if it still runs."""
        self.process.terminate()
        self.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def server():
    started = Server()
    yield started
    started.stop()


def told(answer: http.client.HTTPResponse) -> dict:
    assert answer.status == 200
    return json.loads(answer.read())


@pytest.mark.parametrize("number", [THREADS, 5 * THREADS])
@pytest.mark.parametrize("kind", KINDS)
def test_others_are_answered_while_clients_hang(server, kind, number):
    with hanging(kind, number, server.connect):
        before = time.monotonic()
        for _ in range(20):
            told(server.ask())
        assert time.monotonic() - before < 5


def test_who_does_not_read_holds_no_thread(server):
    with hanging("silent", THREADS, server.connect) as clients:
        for client in clients:
            client.sendall(b"GET /groot HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.5)
        told(server.ask())


@pytest.mark.parametrize("headers", [{"Content-Length": "800000000"}, {"Transfer-Encoding": "chunked"}])
def test_a_body_without_end_is_refused_while_it_comes(server, headers):
    sent = 0
    with server.connect() as client:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        client.sendall(f"POST / HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode())
        try:
            while sent < 40_000_000:
                client.sendall(b"10000\r\n" + b"a" * 65_536 + b"\r\n")
                sent += 65_536
        except ConnectionError:
            pass
    # What is on its way when the server has had enough, in the buffers of both ends, counts too.
    assert sent < 30_000_000


def test_a_body_that_is_too_large_is_told_so(server):
    assert server.ask(method="POST", headers={"Content-Length": "800000000"}).status == 413


def test_a_body_of_unknown_length_arrives_whole(server):
    answer = server.ask(method="POST", body=iter([b"een", b"twee"]), encode_chunked=True)
    assert told(answer)["length"] == 7


@pytest.mark.parametrize(("proxies", "scheme"), [(["127.0.0.1"], "https"), (["*"], "https"), (["10.0.0.1"], "http")])
def test_only_a_known_proxy_says_that_a_visitor_came_by_https(proxies, scheme):
    heard = []
    application = with_scheme(lambda environ, start: heard.append(environ["wsgi.url_scheme"]) or [], proxies)
    asked = {"wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"}
    application(asked, lambda *args: None)
    assert heard == [scheme]


def test_the_server_does_not_tell_what_it_is(server):
    answer = server.ask(headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"})
    assert answer.headers["Server"] is None
    assert told(answer) == {
        "scheme": "https",
        "address": "127.0.0.1",
        "host": f"127.0.0.1:{server.port}",
        "forwarded_for": "192.0.2.1",
        "length": 0,
    }


def test_two_processes_finish_what_they_began_and_stop():
    server = Server("--workers", "2")
    try:
        with ThreadPoolExecutor(2) as askers:
            answers = [askers.submit(server.ask, "/traag") for _ in range(2)]
            time.sleep(0.4)
            os.kill(server.process.pid, signal.SIGTERM)
            assert [answer.result().status for answer in answers] == [200, 200]
        assert server.process.wait(timeout=20) == 0
    finally:
        server.stop()


def test_a_process_without_its_master_stops():
    server = Server()
    (worker,) = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    server.process.kill()
    server.process.communicate(timeout=20)
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.1)
    raise AssertionError("the web process is still there")
