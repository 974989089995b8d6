"""The page of this site that led to another one: where people return to when they are done."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

BACK = "terug"
_GOES_ON = {"_continue", "_addanother", "_popup", "_saveasnew"}


def back_of(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, as long as that is here."""
    asked = request.POST.get(BACK) or request.GET.get(BACK, "")
    is_here = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_here else otherwise


def returning(address: str, back: str, **asked: object) -> str:
    """The address of a form that leads to `back` after saving; a place on that form stays in it."""
    path, sign, place = address.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{urlencode({**asked, BACK: back}, safe='/')}{sign}{place}"


def leading_back(address: str, back: str) -> str:
    """The same for what may be a list, which would filter by it: that stays as it is."""
    return address if not back or "?" in address.partition("#")[0] else returning(address, back)


def returned(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Back to the page of the admin that led to this form, when somebody saved and is done with it."""
    back = request.GET.get(BACK, "")
    goes_on = _GOES_ON & set(request.POST)
    if answer.status_code != HTTPStatus.FOUND or goes_on or not back.startswith(reverse("admin:index")):
        return answer
    return HttpResponseRedirect(back)
