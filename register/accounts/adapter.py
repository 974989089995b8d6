"""What differs here from allauth's own accounts: nobody signs up, where a login leads, and who is slowed down."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from . import known, log
from .limits import TooManyError, count


class AccountAdapter(DefaultAccountAdapter):
    """Administrators make the accounts; officers start in the admin, auditors in the register."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the administrator makes the accounts."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after signing in when the address has no `next`."""
        return reverse("admin:index") if request.user.is_staff else "/register/"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of the visitor; that of the connection when a proxy says something that is no address."""
        try:
            told = get_client_ip(request)
        except ImproperlyConfigured:
            told = None
        return told or request.META.get("REMOTE_ADDR", "")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this attempt, until it proves right. Raises ValidationError that says how long to wait."""
        name = credentials.get("username", "")
        try:
            self._login_failed_rl_usage = count(request, name, self.get_client_ip(request))
        except TooManyError as error:
            log.note("locked-out", name)
            raise ValidationError(str(error), code="too_many_login_attempts") from error

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> HttpResponse:
        """Remember this browser and address for this name."""
        response = super().post_login(request, user, **options)
        known.remember(request, response, user.get_username(), self.get_client_ip(request))
        return response
