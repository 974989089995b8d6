"""Real requests at the same moment, to a real server with processes: one save wins, the other is refused."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from threading import Barrier
from types import SimpleNamespace
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from tests.forms import filled
from tests.register import own_database

ROUNDS = 4  # of three kinds: a field, a row and a set
SETS = (["1"], ["2"], ["1", "2"])
PEOPLE = ("eerste", "tweede")
SETTINGS = """from register.settings import *
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""
SIGN_IN = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest
keys = {}
for name in ("eerste", "tweede"):
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, User.objects.create_superuser(name), settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    keys[name] = request.session.session_key
print(json.dumps(keys))
"""


class Stay(HTTPRedirectHandler):
    """A redirect after saving is an answer, not a place to go."""

    def redirect_request(self, *args: object) -> None:
        return None


class Browser:
    """Somebody who is signed in at the server."""

    def __init__(self, address: str, session: str) -> None:
        self.address, self.session = address, session
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies), Stay)

    def ask(self, path: str, data: dict | None = None) -> SimpleNamespace:
        """Get a page, or send a form."""
        token = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        headers = {"Cookie": f"sessionid={self.session}; {token}"}
        body = urlencode(data, doseq=True).encode() if data is not None else None
        try:
            answer = self.opener.open(Request(self.address + path, body, headers), timeout=60)  # noqa: S310
        except URLError as error:
            if not hasattr(error, "code"):
                raise
            answer = error
        return SimpleNamespace(status=answer.status, content=answer.read())


@pytest.fixture(scope="module")
def browsers(tmp_path_factory):
    """Two signed-in officers of a server that runs in processes of its own."""
    folder = tmp_path_factory.mktemp("race")
    (folder / "race_settings.py").write_text(SETTINGS)
    environment = os.environ | {
        "DATABASE_URL": own_database.filled(folder).url,
        "DJANGO_SETTINGS_MODULE": "race_settings",
        "PYTHONPATH": os.pathsep.join([str(folder), str(own_database.ROOT)]),
    }

    def manage(*arguments: str) -> str:
        command = [sys.executable, str(own_database.ROOT / "manage.py"), *arguments]
        return subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, cwd=own_database.ROOT
        ).stdout

    sessions = json.loads(manage("shell", "--verbosity=0", "-c", SIGN_IN).splitlines()[-1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "register.wsgi", "--bind", f"127.0.0.1:{port}"]
    threads = ["--workers", "2", "--threads", "4", "--worker-class", "register.serving.BufferingWorker"]
    server = subprocess.Popen([*command, *threads, "--log-level", "warning"], env=environment, cwd=own_database.ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield [Browser(address, sessions[name]) for name in PEOPLE]
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 120
    while True:
        try:
            build_opener().open(address + "/gezond", timeout=5)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def page_of_activity(browser: Browser) -> str:
    """Address of the page of the first activity in the list."""
    html = browser.ask("/admin/register/processingactivity/").content.decode()
    return re.findall(r"/admin/register/processingactivity/\d+/change/", html)[0]


def change(data: dict, field: str, who: str, number: int) -> dict:
    """What this person makes of the form: a text of one's own, or another set than the stored one."""
    if field != "services":
        return data | {field: [f"{who} {number}"]}
    others = [members for members in SETS if members != sorted(data.get(field, []))]
    return data | {field: others[PEOPLE.index(who)]}


@pytest.mark.parametrize("field", ["title", "datarow_set-0-explanation", "services"])
def test_of_two_saves_at_the_same_moment_exactly_one_counts(browsers, field):
    page = page_of_activity(browsers[0])
    for number in range(ROUNDS):
        both = [filled(browser.ask(page)) for browser in browsers]
        forms = [change(data, field, who, number) for data, who in zip(both, PEOPLE, strict=True)]
        together = Barrier(2)

        def send(browser: Browser, form: dict, together: Barrier = together) -> SimpleNamespace:
            together.wait()
            return browser.ask(page, form)

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(send, browsers, forms))
        assert sorted(answer.status for answer in answers) == [200, 302]
        winner = [answer.status for answer in answers].index(302)
        assert filled(browsers[0].ask(page))[field] == forms[winner][field]
        loser = answers[1 - winner]
        assert f"Niet opgeslagen: {PEOPLE[winner]} op " in loser.content.decode()
        assert filled(loser)[field] == forms[1 - winner][field]


def at_once(browsers: list[Browser], page: str, forms: list[dict]) -> list[SimpleNamespace]:
    """The answers to these forms, all sent at the same moment."""
    together = Barrier(len(forms))

    def send(number: int) -> SimpleNamespace:
        together.wait()
        return browsers[number % len(browsers)].ask(page, forms[number])

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, range(len(forms))))


NEW = {
    "/admin/providers/recipient/add/": {"name": "Voorbeeld BV"},
    "/admin/register/processingactivity/add/": {"number": "DM-77", "title": "Voorbeeld"},
}


@pytest.mark.parametrize(("page", "typed"), NEW.items())
def test_one_form_sent_four_times_at_the_same_moment_is_one_row(browsers, page, typed):
    form = filled(browsers[0].ask(page)) | typed | {"provider": "1"}
    answers = at_once(browsers[:1], page, [form] * 4)
    assert [answer.status for answer in answers] == [302] * 4
    listed = browsers[0].ask(page.replace("add/", "")).content.decode()
    assert len(set(re.findall(r"/(\d+)/change/[^\"]*\">" + next(iter(typed.values())), listed))) == 1


@pytest.mark.parametrize(("page", "typed"), NEW.items())
def test_two_equal_forms_at_the_same_moment_give_one_row_and_one_clear_answer(browsers, page, typed):
    first = next(iter(typed))
    own = typed | {first: typed[first].replace("7", "8").replace("BV", "NV"), "provider": "1"}
    forms = [filled(browser.ask(page)) | own for browser in browsers]
    answers = at_once(browsers, page, forms)
    assert sorted(answer.status for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status == 200)
    assert re.search("Er is al een ontvanger “Voorbeeld NV”|bestaat al", refused.content.decode())
    assert filled(refused)[first] == [own[first]]
