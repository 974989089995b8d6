"""Back to the page of the admin that led to a form."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

_GOES_ON = {"_continue", "_addanother", "_popup", "_saveasnew"}


def returning(address: str, back: str, **asked: object) -> str:
    """The address of a form that leads to `back` after saving; a place on that form stays in it."""
    path, sign, place = address.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{urlencode({**asked, 'terug': back})}{sign}{place}"


def returned(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Back to the page of the admin that led to this form, when somebody saved and is done with it."""
    back = request.GET.get("terug", "")
    goes_on = _GOES_ON & set(request.POST)
    if answer.status_code != HTTPStatus.FOUND or goes_on or not back.startswith(reverse("admin:index")):
        return answer
    return HttpResponseRedirect(back)
