"""The address that monitoring asks."""

import errno
import logging
import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .outage import BUSY, OUTDATED, UNREACHABLE, trouble

logger = logging.getLogger(__name__)

# What a save needs on the disk, with room to spare.
ROOM = 256_000


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 with `ok` when people can read and save, otherwise 503 with one word of `outage.py` for what is wrong."""
    word = _problem()
    return HttpResponse(word or "ok", status=503 if word else 200, content_type="text/plain")


def _problem() -> str:
    try:
        # First: on a full disk SQLite cannot read either, and does not say why.
        if connection.vendor == "sqlite":
            _write_file()
        if not _is_migrated():
            return OUTDATED
        if connection.vendor != "sqlite":
            _write_row()
    except (DatabaseError, InterfaceError, OSError) as error:
        return _told(error)
    return ""


def _told(error: Exception) -> str:
    word = trouble(error) or UNREACHABLE
    if word == BUSY:
        # Somebody saves, so it can be done.
        return ""
    logger.error("The database cannot be used: %s", word, exc_info=error)
    return word


def _is_migrated() -> bool:
    applied = MigrationRecorder.Migration.objects.values_list("app", "name")
    return _latest() <= set(applied)


def _write_file() -> None:
    """SQLite writes beside its file; trying it in the database itself would wait for whoever saves."""
    path = Path(connection.settings_dict["NAME"])
    if not path.is_file():
        # In memory, as in the tests.
        return
    with TemporaryFile(dir=path.parent) as file:
        file.write(bytes(ROOM))
    if not os.access(path, os.W_OK):
        raise OSError(errno.EROFS, "readonly database")


def _write_row() -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Somebody who holds the table for long is no reason to keep monitoring waiting.
            cursor.execute("SET LOCAL lock_timeout = '1s'")
        Session.objects.create(session_key=uuid4().hex, session_data="", expire_date=timezone.now())
        transaction.set_rollback(True)


@cache
def _latest() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
