"""Rows that people read in the admin and never change there."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """No form for a row that never changes; posting to one is refused too."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is added elsewhere, beside what it is about."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It never changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is never deleted."""
        return False
