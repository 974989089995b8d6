"""What nobody else on this machine may read: the database with its side files, caches, mail and settings."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from django.utils.module_loading import import_string

OTHERS = 0o077
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


def keep_private() -> list[Path]:
    """Close what was made before for everybody but its owner; the paths that belong to somebody else stay open.

    Of a folder only the folder itself: nobody gets past it.
    """
    open_paths = [path for path in _private_paths() if path.exists() and path.stat().st_mode & OTHERS]
    return [path for path in open_paths if not _closed(path)]


def _closed(path: Path) -> bool:
    try:
        path.chmod(path.stat().st_mode & ~OTHERS)
    except PermissionError:
        return False
    return True


def _private_paths() -> Iterator[Path]:
    yield settings.BASE_DIR / ".env"
    if settings.DATABASE["ENGINE"].endswith("sqlite3"):
        yield from (Path(f"{settings.DATABASE['NAME']}{end}") for end in _SIDE_FILES)
    for cache in settings.CACHES.values():
        if issubclass(import_string(cache["BACKEND"]), FileBasedCache):
            yield Path(cache["LOCATION"])
    if settings.EMAIL_FILE_PATH:
        yield Path(settings.EMAIL_FILE_PATH)
