"""The one writer of publications: check, build, render; then freeze in one short transaction."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from providers.models import Provider

from .choices import FileKind, PublicationKind
from .dossier import (
    SCHEMA_VERSION,
    Dossier,
    Edition,
    canonical_json,
    live_dossier,
    register_fingerprint,
    statement_fingerprint,
)
from .models import Publication, PublicationFile
from .sealing import seal

Files = Mapping[FileKind, bytes]
Render = Callable[[Edition], Files]

CHANGED_MEANWHILE = "Iemand heeft de feiten ondertussen gewijzigd. Bekijk het verschil opnieuw en publiceer dan."
NO_CONTACT = (
    "Er is geen contact vastgelegd (art. 13 lid 1, onder a, AVG). "
    "Leg een adres, e-mailadres of telefoonnummer vast, of leg uit waarom het ontbreekt."
)
PUBLISHED_MEANWHILE = "Iemand anders heeft ondertussen gepubliceerd. Bekijk het verschil opnieuw en publiceer dan."


class RefusedError(Exception):
    """Nothing was published; `reasons` says why, in Dutch."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class Order:
    """What someone asks to publish.

    `seen` is the register fingerprint of the draft that person looked at; empty accepts what is there.
    """

    provider: Provider
    valid_from: date
    note: str
    author: str
    explanation: str = ""
    is_major: bool = False
    seen: str = ""
    kind: PublicationKind = PublicationKind.VERSION


def publish(order: Order, *, now: datetime, today: date, render: Render) -> Publication:
    """Publish a provider's draft as its next version, or withdraw the provider.

    `render` makes the files before the transaction starts, so nobody's save waits for a PDF. The
    transaction then checks that neither the draft nor the last version changed meanwhile and adds
    the publication with its files. Raises RefusedError; then nothing is stored.
    """
    last = Publication.objects.last_of(order.provider)
    dossier = live_dossier(order.provider.pk)
    if reasons := refusals(order, dossier, last, today):
        raise RefusedError(*reasons)
    publication = _publication(order, dossier, last, now)
    files = dict(render(edition_of(publication, dossier)))
    return _freeze(publication, files, last)


def refusals(order: Order, dossier: Dossier, last: Publication | None, today: date) -> list[str]:
    """Why this order cannot be carried out, in Dutch; empty when it can."""
    return [
        text
        for refused, text in (
            (not order.note.strip(), "Vertel klanten in één zin wat er verandert."),
            (order.valid_from < today, "De datum “geldig vanaf” ligt in het verleden."),
            (bool(last and order.valid_from < last.valid_from), _too_early(last)),
            (bool(order.seen) and order.seen != register_fingerprint(dossier), CHANGED_MEANWHILE),
            (_is_withdrawn_again(order, last), "Deze aanbieder is al ingetrokken."),
            (_is_unchanged(order, dossier, last), "Er is niets veranderd sinds de vorige versie."),
            (not order.explanation.strip() and not has_contact(dossier), NO_CONTACT),
        )
        if refused
    ]


def _too_early(last: Publication | None) -> str:
    return f"Versie {last.number} geldt vanaf {last.valid_from:%d-%m-%Y}; kies die dag of later." if last else ""


def _is_withdrawn_again(order: Order, last: Publication | None) -> bool:
    return order.kind == PublicationKind.WITHDRAWAL and (last is None or last.is_withdrawal)


def _is_unchanged(order: Order, dossier: Dossier, last: Publication | None) -> bool:
    if last is None or last.is_withdrawal or order.kind == PublicationKind.WITHDRAWAL:
        return False
    return last.register_fingerprint == register_fingerprint(dossier)


def has_contact(dossier: Dossier) -> bool:
    """Whether anyone can reach the provider in some way."""
    return bool(dossier.addresses or any(point.value or point.address for point in dossier.contact_points))


def edition_of(publication: Publication, dossier: Dossier) -> Edition:
    """The issue that faces are made from."""
    return Edition(
        dossier=dossier,
        made_at=publication.made_at,
        number=publication.number,
        valid_from=publication.valid_from,
        maker=publication.author,
    )


def _publication(order: Order, dossier: Dossier, last: Publication | None, now: datetime) -> Publication:
    publication = Publication(
        provider=order.provider,
        number=last.number + 1 if last else 1,
        kind=order.kind,
        valid_from=order.valid_from,
        made_at=now,
        author=order.author,
        note=order.note.strip(),
        is_major=order.is_major,
        explanation=order.explanation.strip(),
        schema_version=SCHEMA_VERSION,
        dossier=canonical_json(dossier).decode(),
        register_fingerprint=register_fingerprint(dossier),
        statement_fingerprint=statement_fingerprint(dossier),
        previous_seal=last.seal if last else "",
    )
    publication.seal = seal(publication)
    try:
        publication.clean_fields()
    except ValidationError as error:
        raise RefusedError(*_messages(error)) from error
    return publication


def _messages(error: ValidationError) -> Iterable[str]:
    for name, messages in error.message_dict.items():
        field: Any = Publication._meta.get_field(name)
        yield from (f"{field.verbose_name}: {message}" for message in messages)


@transaction.atomic
def _freeze(publication: Publication, files: Files, last: Publication | None) -> Publication:
    # Whoever comes second waits here and then sees what the first one did.
    Provider.objects.select_for_update().get(pk=publication.provider_id)
    if Publication.objects.last_of(publication.provider) != last:
        raise RefusedError(PUBLISHED_MEANWHILE)
    if register_fingerprint(live_dossier(publication.provider_id)) != publication.register_fingerprint:
        raise RefusedError(CHANGED_MEANWHILE)
    publication.save()
    PublicationFile.objects.bulk_create(
        PublicationFile(
            publication=publication,
            kind=kind,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            made_at=publication.made_at,
        )
        for kind, content in sorted(files.items())
    )
    return publication
