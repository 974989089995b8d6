"""What somebody typed, on its way past the sign-in page.

Until somebody has signed in it is kept nowhere but in that page, signed; then for a moment in the session
of the person who typed it, and in no other.
"""

import time
from typing import NamedTuple

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from ..typed import is_secret
from .keys import DEED_FIELD, FIELD, FormKey, Kind

CARRIED = "getypt"
_IN_SESSION = "returned"
_SALT = __name__
_SECONDS_IN_PAGE, _SECONDS_IN_SESSION = 12 * 60 * 60, 10 * 60
_LEFT_OUT = (FIELD, DEED_FIELD)
BACK = (
    "U was afgemeld, of dit formulier was verlopen, toen u op de knop drukte. Er is nog niets opgeslagen. "
    "Controleer wat hier staat en doe het opnieuw."
)
FILE_AGAIN = "Een bestand dat u had gekozen kan niet mee: kies het opnieuw."
NOT_YOURS = "Het formulier dat nog open stond is van iemand anders. Het is niet getoond en niet opgeslagen."


class Carried(NamedTuple):
    """The form of one person, and the page that shows it."""

    user: str
    page: str
    typed: str
    has_file: bool


def carry(request: HttpRequest, key: FormKey) -> Carried:
    """What was sent; never passwords, files or buttons."""
    page = key.page if key.kind == Kind.DEED else request.get_full_path()
    typed = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if not _is_left_out(name):
            typed.setlist(name, values)
    return Carried(key.user, page, typed.urlencode(), bool(request.FILES))


def _is_left_out(name: str) -> bool:
    is_button = name.startswith("_") and name not in (IS_POPUP_VAR, TO_FIELD_VAR)
    return is_secret(name) or is_button or name in _LEFT_OUT


def signed(carried: Carried) -> str:
    """To stand in a page; empty when it is more than can be sent from there."""
    text = signing.dumps(carried, salt=_SALT, compress=True)
    return text if len(text) < int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) - 10_000 else ""


def read(text: str) -> Carried | None:
    """What a page carried; None when this site did not write it, or long ago."""
    try:
        return Carried(*signing.loads(text, salt=_SALT, max_age=_SECONDS_IN_PAGE))
    except signing.BadSignature:
        return None


def hand_over(request: HttpRequest, carried: Carried) -> HttpResponse:
    """Lead the person who is signed in to the page of the form; it is kept for who typed it."""
    if str(request.user.pk) != carried.user:
        messages.warning(request, NOT_YOURS)
        return redirect(get_adapter(request).get_login_redirect_url(request))
    request.session[_IN_SESSION] = [time.time(), carried]
    return redirect(carried.page)


def bring_back(request: HttpRequest) -> None:
    """Give the page that is asked for what was typed into it (`request.returned`), once."""
    if not (request.user.is_authenticated and request.session.get(_IN_SESSION)):
        return
    since, values = request.session[_IN_SESSION]
    carried = Carried(*values)
    is_here = carried.page == request.get_full_path()
    if is_here or time.time() - since > _SECONDS_IN_SESSION:
        del request.session[_IN_SESSION]
    if is_here:
        request.returned = QueryDict(carried.typed)  # type: ignore[attr-defined]
        messages.warning(request, f"{BACK} {FILE_AGAIN}" if carried.has_file else BACK)
