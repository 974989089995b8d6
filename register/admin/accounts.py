"""Accounts and groups: only administrators change them, and each change asks their own password once more."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponse, QueryDict

from providers.validators import validate_plain_text

from ..accounts.forms import Confirmation, GroupForm, NewUserForm, PasswordOfUserForm, UserForm

TYPED = {"first_name", "last_name", "name"}


class Confirmed(admin.ModelAdmin):
    """Whoever may change an account can become anybody, so a permission alone is not enough."""

    delete_confirmation_template = "admin/auth/delete_confirmation.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only administrators."""
        return request.user.is_active and request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only administrators."""
        return self.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only administrators."""
        return self.has_add_permission(request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None for several at once: each deletion is confirmed by itself."""
        return {}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the question at the end, for who can answer it."""
        groups = super().get_fieldsets(request, obj)
        asks = self.has_change_permission(request, obj)
        return [*groups, ("Bevestigen", {"fields": ("own_password",)})] if asks else groups

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Names stand under publications and in the history: they are text like any other."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in TYPED:
            field.validators.append(validate_plain_text)
        return field

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Asked again, with what is wrong, until the password is right."""
        form = Confirmation(request.POST if request.method == "POST" else None)
        if request.method == "POST" and not form.is_valid():
            # Without an answer Django asks and deletes nothing.
            request.POST = QueryDict()
        return super().delete_view(request, object_id, {**(extra_context or {}), "form": form})


# Importing theirs registered them.
admin.site.unregister((User, Group))


@admin.register(User)
class AccountAdmin(Confirmed, UserAdmin):
    """People who may sign in."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = PasswordOfUserForm
    change_user_password_template = "admin/auth/password_of_user.html"  # noqa: S105  # a file


@admin.register(Group)
class GroupsAdmin(Confirmed, GroupAdmin):
    """What members of a group may do."""

    form = GroupForm
    fieldsets = ((None, {"fields": ("name", "permissions")}),)
