"""Shielding a version that should not have been public: its content is served no more, its place in the chain stays."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from providers.models import Provider

from ..choices import ShieldingDeed
from ..dossier import fingerprint
from ..models import DocumentTask, Publication, Shielding
from ..wording import local_date


class ShieldedError(Exception):
    """The content of this version is not shown; the text says since when and why, in Dutch."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        found = publication.shielding
        since = f" op {local_date(found.made_at)}. Reden: {found.reason}" if found else "."
        super().__init__(f"Versie {publication.number} is afgeschermd{since}")


def check_open(publication: Publication) -> None:
    """Raises ShieldedError when nobody may read this version."""
    if publication.shielding:
        raise ShieldedError(publication)


@transaction.atomic
def record(publication: Publication, deed: ShieldingDeed, *, reason: str, author: str, now: datetime) -> None:
    """Write down what somebody did about a version; raises ValidationError without a readable reason.

    Versions of the provider with the very same facts go along: a withdrawal, for example, repeats the version before
    it. Documents in the background are thrown away, since they may tell what changed since.
    """
    Provider.objects.select_for_update(no_key=True).get(pk=publication.provider_id)
    same = Publication.objects.filter(provider=publication.provider_id)
    if deed == ShieldingDeed.READ:
        same = same.filter(pk=publication.pk)
    for row in same.filter(register_fingerprint=publication.register_fingerprint).order_by("number"):
        _add(row, deed, reason.strip(), author, now)
    if deed == ShieldingDeed.SHIELD:
        DocumentTask.objects.filter(provider=publication.provider_id).delete()


def _add(publication: Publication, deed: ShieldingDeed, reason: str, author: str, now: datetime) -> None:
    before = publication.shieldings.last()
    row = Shielding(publication=publication, deed=deed, reason=reason, author=author, made_at=now)
    row.previous_seal = before.seal if before else ""
    row.seal = seal_of(row)
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError([text for texts in error.message_dict.values() for text in texts]) from error
    row.save()


def seal_of(row: Any) -> str:
    """The seal that belongs to a deed."""
    return fingerprint(sealed_deed(row))


def sealed_deed(row: Any) -> dict[str, Any]:
    """All that the seal of a deed covers: what it says, the version it is about and the deed before it."""
    values = {name: getattr(row, name) for name in ("deed", "reason", "author", "previous_seal")}
    return values | {"publication": row.publication.seal, "made_at": row.made_at.astimezone(UTC).isoformat()}
