"""The answers of search boxes."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Answers(AutocompleteJsonView):
    """Django's own, which fails on a relation that is asked for from its other side."""

    def process_request(self, request: HttpRequest) -> Any:
        """The words and the field they are for. Raises PermissionDenied for what is no field of a form."""
        found = super().process_request(request)
        if not hasattr(found[2], "get_limit_choices_to"):
            raise PermissionDenied
        return found


def autocomplete(request: HttpRequest) -> HttpResponseBase:
    """For people who are signed in at the admin."""
    return Answers.as_view(admin_site=admin.site)(request)
