"""Whole addresses on this site, for paper and messages that are read elsewhere."""

from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.urls import reverse


def whole(name: str, *args: object) -> str:
    """The address of a page with the site in front, port included."""
    return urljoin(settings.SITE_URL, reverse(name, args=args))


def check_of(document_number: str) -> str:
    """Where somebody who holds a document sees whether its number and fingerprint are ours."""
    return f"{whole('check')}?{urlencode({'nummer': document_number})}"
