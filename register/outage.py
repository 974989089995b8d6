"""When the database or the disk cannot do its work: which errors say so, and one line of each in the log."""

import errno
import logging

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError

# A word for monitoring and the log, with the signs of it: codes of PostgreSQL, and words of SQLite that has no codes.
FULL, READ_ONLY, OUTDATED, BUSY = "vol", "alleen-lezen", "migraties", "bezet"
DAMAGED, UNREACHABLE = "beschadigd", "onbereikbaar"
_SIGNS = {
    FULL: ("53100", "disk is full"),
    READ_ONLY: ("25006", "readonly database"),
    OUTDATED: ("42P01", "42703", "no such table", "no such column", "has no column"),
    BUSY: ("40001", "40P01", "55P03", "57014", "is locked"),
    DAMAGED: ("XX001", "XX002", "malformed", "not a database"),
}
_OF_SYSTEM = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}
# These say that a row is wrong, and repeat what somebody typed.
_ABOUT_ROWS = (DataError, IntegrityError)


def trouble(error: BaseException | None) -> str:
    """What keeps the database or the disk from working, in one word; empty for any other error."""
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0, "")
    if not isinstance(error, DatabaseError | InterfaceError) or isinstance(error, _ABOUT_ROWS):
        return ""
    code = getattr(error.__cause__, "sqlstate", None)
    said = code or str(error)
    known = next((word for word, signs in _SIGNS.items() if any(sign in said for sign in signs)), "")
    return known or (UNREACHABLE if isinstance(error, OperationalError | InterfaceError) else "")


class OneLine(logging.Filter):
    """Leaves the traceback of what is nobody's mistake in the program out of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        error = record.exc_info[1] if record.exc_info else None
        if word := trouble(error):
            first = str(error).strip().partition("\n")[0]
            record.msg, record.args = f"{record.getMessage()} ({word}: {first})", ()
        if word or getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
