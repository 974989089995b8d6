"""The sign-in page: it carries along what somebody typed before, and gives it back to that person only."""

from typing import Any

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse

from register.submissions import carried as carrying
from register.submissions.carried import CARRIED, Carried
from register.submissions.keys import read_key
from register.submissions.once import forget_old


class SignIn(LoginView):
    """allauth's page, with one field more."""

    returning: Carried | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who signed in meanwhile, in another tab, goes on with the form."""
        carried = carrying.read(request.POST.get(CARRIED, ""))
        if carried and request.user.is_authenticated:
            return carrying.hand_over(request, carried)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what has to go along, also after a wrong password."""
        typed = getattr(self.request, CARRIED, None)
        sent = self.request.POST.get(CARRIED, "")
        own = {"typed": sent if typed is None else typed, "is_too_long": typed == "", "typed_field": CARRIED}
        return super().get_context_data(**kwargs) | own

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, and go on with the form."""
        carried = carrying.read(self.request.POST.get(CARRIED, ""))
        answer = super().form_valid(form)
        if not self.request.user.is_authenticated:
            return answer
        forget_old()
        return carrying.hand_over(self.request, carried) if carried else answer


def sign_in_first(request: HttpRequest) -> HttpResponse | None:
    """The sign-in page for a form that was sent by nobody; None for who is signed in, and for no form of ours.

    Strangers cannot make the site carry or keep anything: a form is ours by its signed key.
    """
    key = None if request.user.is_authenticated else read_key(request.POST)
    if key is None:
        return None
    return sign_in_page(request, carrying.signed(carrying.carry(request, key)))


def sign_in_page(request: HttpRequest, typed: str | None = None) -> HttpResponse:
    """The empty sign-in page as the answer to something that was sent; `typed` goes along, "" was too long."""
    setattr(request, CARRIED, typed)
    request.method = "GET"
    return SignIn.as_view()(request)
