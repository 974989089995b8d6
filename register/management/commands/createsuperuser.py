"""Django's own command, that also looks at a password from the environment."""

import os
from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    """Refuses there what it refuses when somebody types."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Make the administrator. Raises CommandError when the password is too easy to guess."""
        password = os.environ.get("DJANGO_SUPERUSER_PASSWORD")
        if password is not None and not options["interactive"]:
            try:
                validate_password(password, User(username=options["username"] or ""))
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
        return super().handle(*args, **options)
