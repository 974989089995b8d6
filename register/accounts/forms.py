"""Forms that ask the password of who is signed in once more."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm


class OwnPassword(forms.CharField):
    """The password of who is signed in; a wrong one counts as it does at signing in.

    A field of the form and not a page before it: what somebody else put on a page cannot fill it in.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        super().__init__(
            label="Uw eigen wachtwoord",
            help_text="Typ het wachtwoord waarmee u zelf bent aangemeld. Zonder dat verandert er niets.",
            strip=False,
            widget=widget,
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """The password. Raises ValidationError when it is wrong, or when there were too many."""
        typed = super().clean(value)
        if not get_adapter().reauthenticate(context.request.user, typed):
            raise forms.ValidationError("Dit is niet het wachtwoord waarmee u bent aangemeld.", code="own_password")
        return typed


class Confirmation(forms.Form):
    """Only the question, for a deletion."""

    own_password = OwnPassword()


class UserForm(UserChangeForm):
    own_password = OwnPassword()


class NewUserForm(AdminUserCreationForm):
    own_password = OwnPassword()


class GroupForm(forms.ModelForm):
    own_password = OwnPassword()


class PasswordOfUserForm(AdminPasswordChangeForm):
    usable_password_help_text = "Zonder wachtwoord kan deze gebruiker zich niet aanmelden; het huidige gaat verloren."  # noqa: S105  # a sentence
    own_password = OwnPassword()


class OwnPasswordForm(ChangePasswordForm):
    """One's own password: the current one is asked by allauth, but a wrong one did not count."""

    def clean_oldpassword(self) -> str:
        """The current password. Raises ValidationError when it is wrong, or when there were too many."""
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]
