"""One line for each sign-in, failure, lock-out and sign-out: an event and the name of an account, nothing else."""

import json
import logging
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

_log = logging.getLogger("register.access")


def note(event: str, name: str) -> None:
    """Write the event. What is no name of an account stays out: it may be a password in the wrong box."""
    known = User.objects.filter(username__iexact=name).values_list("username", flat=True).first()
    # As JSON: a name with a line end in it is still one line.
    _log.info("event=%s user=%s", event, json.dumps(known))


@receiver(user_logged_in)
def _signed_in(request: Any, user: User, **kwargs: Any) -> None:
    note("signed-in", user.get_username())
    # Sessions begin here, so those that ended are never more than came since the last one.
    request.session.clear_expired()


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    note("failed", str(credentials.get("username", "")))


@receiver(user_logged_out)
def _signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        note("signed-out", user.get_username())


def note_token(event: str, start: str, provider: str) -> None:
    """The same of a token: its first signs, which open nothing."""
    _log.info("event=%s token=%s provider=%s", event, json.dumps(start), json.dumps(provider))
