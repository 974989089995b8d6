"""Names of people and of their groups are written in one way too; their tables are Django's own."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver

from .text import tidy_line

_NAMES = ("username", "first_name", "last_name", "email", "name")


@receiver(pre_save, sender="auth.User")
@receiver(pre_save, sender="auth.Group")
def tidy_names(instance: Any, **kwargs: Any) -> None:
    """What two people see as one name is one name."""
    for name in _NAMES:
        if isinstance(typed := getattr(instance, name, None), str):
            setattr(instance, name, tidy_line(typed))
