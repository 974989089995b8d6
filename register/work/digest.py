"""Mail to who asked for it: what they have to do, and what is late and nobody has to do; plain text, once a day."""

from collections.abc import Iterator
from datetime import date
from smtplib import SMTPException
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.urls import reverse

from providers.models import Provider

from ..models import DigestWish
from ..permissions import READ_REGISTER
from ..wording import date_words
from .items import Item, late_of_nobody, of_person, work_of

SUBJECT = "Verwerkingsregister: {late} te laat, {given} voor u"


class NotSentError(Exception):
    """The mail of one person did not go; the text says why, in Dutch."""


def wishes(today: date) -> list[DigestWish]:
    """Whoever wants mail, may read registers and did not get it today."""
    rows = DigestWish.objects.filter(person__is_active=True, person__is_staff=True).exclude(sent_on=today)
    found = rows.exclude(person__email="").select_related("person").order_by("pk")
    return [wish for wish in found if wish.person.has_perm(READ_REGISTER)]


def send(wish: DigestWish, today: date, connection: BaseEmailBackend) -> bool:
    """Send what there is to do; false when that is nothing, or when another process was first.

    Raises NotSentError; the next run then tries again.
    """
    items = work_of(list(Provider.objects.for_user(wish.person)), today)
    own, nobody = of_person(items, wish.person), late_of_nobody(items, today)
    if not (own or nobody):
        return False
    claimed = DigestWish.objects.filter(pk=wish.pk, sent_on=wish.sent_on).update(sent_on=today)
    if not claimed:
        return False
    late = sum(item.is_late(today) for item in (*own, *nobody))
    mail = EmailMessage(
        SUBJECT.format(late=late, given=len(own)),
        "\n".join(_lines(own, nobody, today)),
        settings.DEFAULT_FROM_EMAIL,
        [wish.person.email],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    try:
        # One address and nothing more: a header of its own, or a second reader, would get in here.
        validate_email(wish.person.email)
        mail.send()
    except (ValidationError, SMTPException, OSError, ValueError) as error:
        DigestWish.objects.filter(pk=wish.pk).update(sent_on=wish.sent_on)
        raise NotSentError(f"{wish.person}: {error}") from error
    return True


def _lines(own: list[Item], nobody: list[Item], today: date) -> Iterator[str]:
    for heading, items in (("Voor u", own), ("Te laat, en aan niemand toegewezen", nobody)):
        if items:
            yield from (heading, "")
        for item in items:
            yield f"- {item.what}: {item.provider.name}, {item.where}{_day(item, today)}"
            yield f"  {urljoin(settings.SITE_URL, item.path)}"
        if items:
            yield ""
    yield "U krijgt dit omdat u daarvoor koos. Afmelden of de lijst bekijken:"
    yield urljoin(settings.SITE_URL, reverse("my_work"))


def _day(item: Item, today: date) -> str:
    if item.due is None:
        return ""
    return f", uiterlijk {date_words(item.due)}{' (te laat)' if item.is_late(today) else ''}"
