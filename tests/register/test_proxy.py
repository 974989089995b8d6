"""The proxy configuration that is given: nginx itself waits for slow clients, and passes on what the register needs."""

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from tests.register.own_database import ROOT
from tests.register.slow_clients import KINDS, free_port, hanging, wait_for

GIVEN = ROOT / "deploy" / "nginx.conf"
HOST = "register.example.nl"
WHOLE = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 500; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/given.conf;
}}
"""
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


class Proxy:
    """nginx with the given configuration, in front of an application that has one thread."""

    def __init__(self, folder: Path) -> None:
        self.port, self.register = free_port(), free_port()
        self._certificate(folder)
        given = GIVEN.read_text()
        for old, new in {
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            "127.0.0.1:8000": f"127.0.0.1:{self.register}",
            "/etc/ssl/register": str(folder),
        }.items():
            assert old in given
            given = given.replace(old, new)
        (folder / "given.conf").write_text(given)
        (folder / "nginx.conf").write_text(WHOLE.format(folder=folder))
        self._processes = [self._start_register(), self._start_nginx(folder)]
        wait_for(self.register, self._processes[0])
        wait_for(self.port, self._processes[1])

    def _certificate(self, folder: Path) -> None:
        files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", *files]
        subprocess.run(made, check=True, capture_output=True)

    def _start_register(self) -> subprocess.Popen[str]:
        threads = ["--threads", "1", "--no-control-socket", "--log-level", "warning"]
        worker = ["--worker-class", "register.serving.BufferingWorker", "--bind", f"127.0.0.1:{self.register}"]
        program = [sys.executable, "-m", "gunicorn", "tests.register.processes.echo", *threads, *worker]
        return subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE, text=True)

    def _start_nginx(self, folder: Path) -> subprocess.Popen[str]:
        arguments = ["-c", folder / "nginx.conf", "-p", folder, "-e", folder / "error.log"]
        return subprocess.Popen([NGINX, *arguments], stderr=subprocess.PIPE, text=True)

    def connect(self) -> socket.socket:
        """A connection with TLS and nothing in it yet."""
        return _trusting().wrap_socket(socket.create_connection(("127.0.0.1", self.port), timeout=20))

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        """The answer to a request for the site."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=_trusting())
        connection.request(method, path, headers={"Host": HOST, **headers})
        return connection.getresponse()

    def open_at_the_register(self) -> int:
        """How many connections the register has; nginx keeps some of those that were used."""
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(local.endswith(f":{self.register:04X}") and state == "01" for _, local, _, state, *_ in lines)

    def stop(self) -> None:
        """End both."""
        for process in self._processes:
            process.terminate()
            process.communicate(timeout=30)


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    started = Proxy(tmp_path_factory.mktemp("nginx"))
    yield started
    started.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_the_register_does_not_see_clients_that_hang(proxy, kind):
    with hanging(kind, 8, proxy.connect):
        before = time.monotonic()
        for _ in range(10):
            assert proxy.ask().status == 200
        assert time.monotonic() - before < 5
        assert proxy.open_at_the_register() <= 1


def test_the_register_hears_who_came_and_how(proxy):
    headers = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "http"}
    assert json.loads(proxy.ask(**headers).read()) == {
        "scheme": "https",
        "address": "127.0.0.1",
        "host": HOST,
        "forwarded_for": "127.0.0.1",
        "length": 0,
    }


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/accounts/login/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, 413),
        ("/admin/providers/recipient/import/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 4, 413),
    ],
)
def test_a_body_that_is_too_large_does_not_reach_the_register(proxy, path, size, status):
    assert proxy.ask(path, "POST", **{"Content-Length": str(size)}).status == status


def test_a_spreadsheet_of_five_megabytes_fits(proxy):
    with proxy.connect() as client:
        head = f"POST /admin/providers/recipient/import/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 6000000\r\n\r\n"
        client.sendall(head.encode() + b"a" * 6_000_000)
        answer = http.client.HTTPResponse(client)
        answer.begin()
        assert json.loads(answer.read())["length"] == 6_000_000
