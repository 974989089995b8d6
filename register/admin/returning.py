"""The page of this site that led to another one: where people return to when they are done."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

BACK = "terug"


def back_of(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, as long as that is here."""
    asked = request.POST.get(BACK) or request.GET.get(BACK, "")
    is_here = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_here else otherwise


def leading_back(path: str, back: str) -> str:
    """The address of a form, from which saving leads back; that of a list, which would filter by it, stays as it is."""
    page, mark, place = path.partition("#")
    return path if not back or "?" in page else f"{page}?{urlencode({BACK: back}, safe='/')}{mark}{place}"
