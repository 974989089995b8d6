"""The WSGI application that web processes serve."""

import os

from django.core.wsgi import get_wsgi_application

# Databases, caches and uploads are for their owner alone, however this is started.
os.umask(0o077)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "register.settings")

application = get_wsgi_application()

# Only now are there models. What a stopped process left unfinished is taken over.
from register.documents.tasks import start  # noqa: E402

start()
