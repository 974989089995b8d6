"""The whole site for a browser, with a renderer that waits: prints its address and a session of a reader.

Part n of the document is ready when there is a file named n in the folder STEPS; a file named
`fails` makes it fail.
"""

import json
import os
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"
PARTS = 4


def prepare() -> None:
    """A register of which the PDF always takes long, and style sheets without collectstatic."""
    django.setup()
    from django.conf import settings

    from register.documents import files
    from register.views import tasks

    folder = Path(os.environ["STEPS"])

    def render(edition, facts, *, progress=None):
        for part in range(1, PARTS + 1):
            while not (folder / str(part)).exists():
                if (folder / "fails").exists():
                    raise files.NotAvailableError("Een tekst in dit register is veel te lang.")
                time.sleep(0.05)
            progress(part, PARTS)
        return b"%PDF " + edition.document_number.encode()

    files.register_pdf = render
    files.LONG_FROM["register", "pdf"] = 1
    tasks.REFRESH = 1
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


def session() -> str:
    """Of somebody who only reads."""
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from register.permissions import AUDITOR_GROUP

    reader, _ = User.objects.get_or_create(username="lezer")
    reader.groups.add(Group.objects.get(name=AUDITOR_GROUP))
    client = Client()
    client.force_login(reader)
    return client.cookies["sessionid"].value


def main() -> None:
    prepare()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from register.wsgi import application

    server = ThreadedWSGIServer(("localhost", 0), WSGIRequestHandler)
    server.set_app(StaticFilesHandler(application))
    address = f"http://localhost:{server.server_port}"
    sys.stdout.write(json.dumps({"address": address, "session": session()}) + "\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
