"""Web processes that are asked for the same long document; prints what each got as JSON.

The renderer writes a line in the file RENDERS each time it starts, and takes as many seconds as SECONDS says.
"""

import json
import os
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"
ADDRESS = "/register/demo/register.pdf?versie=concept"
ASKERS = 3
PARTS = 4


def prepare() -> None:
    """A register of which the PDF always takes long."""
    django.setup()
    from register import querysets
    from register.documents import files
    from register.documents.tasks import working

    def render(edition, facts, *, progress=None):
        with Path(os.environ["RENDERS"]).open("a") as file:
            file.write(f"{os.getpid()}\n")
        for part in range(PARTS):
            progress(part, PARTS)
            time.sleep(float(os.environ["SECONDS"]) / PARTS)
        return b"%PDF " + edition.document_number.encode()

    files.register_pdf = render
    files.LONG_FROM["register", "pdf"] = 1
    querysets.SILENT = timedelta(seconds=3)
    working.PAUSE = 0.1


def asked_by_all() -> list[str]:
    """The addresses that several people are sent to who ask at the same time."""
    from django.db import connection
    from django.test import Client

    meet = threading.Barrier(ASKERS)
    answers: list[str] = []

    def ask() -> None:
        client = Client(SERVER_NAME="localhost")
        client.force_login(reader())
        meet.wait(timeout=30)
        answer = client.get(ADDRESS)
        answers.append(answer.headers.get("Location") or answer.content.decode())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def reader():
    """An administrator: whoever comes first makes the account."""
    from django.contrib.auth.models import User

    return User.objects.get_or_create(username="lezer", defaults={"is_superuser": True})[0]


def finished() -> dict:
    """The task, when nothing is open any more."""
    from register.models import DocumentTask

    for _ in range(600):
        if not DocumentTask.objects.open().exists():
            break
        time.sleep(0.1)
    task = DocumentTask.objects.get()
    return {"state": task.state, "content": bytes(task.content or b"").decode(), "attempts": task.attempts}


def main() -> None:
    """`ask` asks and waits for the end; `start` only starts, as a web process without visitors does."""
    prepare()
    if sys.argv[1] == "ask":
        answers = asked_by_all()
    else:
        from register.documents.tasks import start

        start()
        answers = []
    json.dump({"answers": answers, **finished()}, sys.stdout)


if __name__ == "__main__":
    main()
