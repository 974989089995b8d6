"""What every page of the admin has, before it looks at what it is about: forms that lose nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest, HttpResponse

from providers.unsaved import TypedAgain
from register.submissions.carried import bring_back
from register.submissions.keys import read_key
from register.submissions.once import answered

from .refused import refuse_rows
from .sign_in import sign_in_first

View = Callable[..., Any]

# Versions have a number, which is used once; and they are made outside any transaction.
NUMBERED = ("register_publish", "register_withdraw", "register_cancel")


class Site(AdminSite):
    """Django's own, in which a form is saved once, and comes back when nobody was signed in."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Also pages of packages show what was typed before."""
        made = admin_class or ModelAdmin
        if not issubclass(made, TypedAgain):
            made = type(made.__name__, (TypedAgain, made), {})
        super().register(model_or_iterable, made, **options)

    def admin_view(self, view: View, cacheable: bool = False) -> Any:
        """The view behind the sign-in page, which takes along what was sent."""
        inner = super().admin_view(saved_once(view), cacheable)

        @wraps(inner)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST":
                early = refuse_rows(request) or sign_in_first(request)
                return early or inner(request, *args, **kwargs)
            bring_back(request)
            return inner(request, *args, **kwargs)

        return page


def saved_once(view: View) -> View:
    """Answer a form that was sent before with what it led to."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def act() -> HttpResponse:
            return view(request, *args, **kwargs)

        if request.method != "POST":
            return act()
        is_numbered = request.resolver_match is not None and request.resolver_match.url_name in NUMBERED
        return answered(request, None if is_numbered else read_key(request.POST), act)

    return page
