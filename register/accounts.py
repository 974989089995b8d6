"""What differs here from allauth's own accounts: nobody signs up, and where a login leads."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Administrators make the accounts; officers start in the admin, auditors in the register."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the administrator makes the accounts."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after signing in when the address has no `next`."""
        return reverse("admin:index") if request.user.is_staff else "/register/"
