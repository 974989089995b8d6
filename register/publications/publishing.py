"""The one writer of publications: check, build, render; then freeze in one short transaction."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction

from providers.models import Provider

from ..choices import FileKind, PublicationKind, Severity
from ..dossier import (
    SCHEMA_VERSION,
    Dossier,
    Edition,
    StoredDossierError,
    canonical_json,
    live_dossier,
    load_stored,
    register_fingerprint,
    statement_fingerprint,
)
from ..dossier.edition import Checked, Finding, read_checked
from ..drafts.findings import findings_to_publish
from ..findings import rules_version
from ..models import Publication, PublicationFile
from ..wording import date_words
from .sealing import seal

Files = Mapping[FileKind, bytes]
Render = Callable[[Edition], Files]

CHANGED_MEANWHILE = "Iemand heeft de feiten ondertussen gewijzigd. Bekijk het verschil opnieuw en publiceer dan."
NEVER_PUBLISHED = "Deze aanbieder is nooit gepubliceerd; er is niets in te trekken."
NOT_EXPLAINED = "Niet elke fout is hersteld of uitgelegd. Herstel ze, of geef één uitleg voor wat open blijft."
PUBLISHED_MEANWHILE = "Iemand anders heeft ondertussen gepubliceerd. Bekijk het verschil opnieuw en publiceer dan."


@dataclass(frozen=True)
class Refusal:
    """One reason not to publish, in Dutch, and the field of the order that repairs it; None when none does."""

    text: str
    field: str | None = None


class RefusedError(Exception):
    """Nothing was published; `refusals` say why, and `findings` are the fouten nobody explained.

    A text alone is a refusal that no field of the order repairs.
    """

    def __init__(self, *refusals: Refusal | str, findings: Iterable[Finding] = ()) -> None:
        self.refusals = tuple(item if isinstance(item, Refusal) else Refusal(item) for item in refusals)
        self.findings = tuple(findings)
        super().__init__(" ".join(self.reasons))

    @property
    def reasons(self) -> tuple[str, ...]:
        """The texts alone."""
        return tuple(refusal.text for refusal in self.refusals)


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


@dataclass(frozen=True)
class Ready:
    """A version and its files, made but not stored; `last` is the version it follows."""

    publication: Publication
    files: Files
    last: Publication | None


def publish(order: Order, *, now: datetime, today: date, render: Render) -> Publication:
    """Publish a provider's draft as its next version, or withdraw the provider.

    Raises RefusedError; then nothing is stored.
    """
    return freeze(prepare(order, now=now, today=today, render=render))[0]


def prepare(order: Order, *, now: datetime, today: date, render: Render) -> Ready:
    """Check an order and make its version with `render`, outside any transaction.

    Nobody's save waits for a PDF. Raises RefusedError.
    """
    last = Publication.objects.last_of(order.provider)
    draft = live_dossier(order.provider.pk)
    findings = findings_to_publish(order.provider.pk, draft, today)
    if refused := refusals(order, draft, last, today, findings):
        raise RefusedError(*refused, findings=unexplained(order, findings))
    publication = _publication(order, draft, last, now, findings)
    dossier = _load(publication)
    previous = _load(last) if last else None
    files = dict(render(edition_of(publication, dossier, previous)))
    hashes = {kind.value: hashlib.sha256(content).hexdigest() for kind, content in files.items()}
    publication.file_hashes = canonical_json(hashes).decode()
    publication.seal = seal(publication)
    return Ready(publication, files, last)


@transaction.atomic(durable=True)
def freeze(*versions: Ready) -> list[Publication]:
    """Store these versions with their files, all or none, in one short transaction.

    First checks that neither a draft nor a last version changed while the files were made.
    Raises RefusedError.
    """
    for ready in sorted(versions, key=lambda ready: ready.publication.provider_id):
        _freeze_one(ready)
    return [ready.publication for ready in versions]


def refusals(
    order: Order, dossier: Dossier, last: Publication | None, today: date, findings: Iterable[Finding]
) -> list[Refusal]:
    """Why this order cannot be carried out; empty when it can. `findings` are those of the draft."""
    is_version = order.kind == PublicationKind.VERSION
    return [
        Refusal(text, field)
        for refused, text, field in (
            (not order.note.strip(), "Vertel klanten in één zin wat er verandert.", "note"),
            (order.valid_from < today, "De datum “geldig vanaf” ligt in het verleden.", "valid_from"),
            (bool(last and order.valid_from < last.valid_from), _too_early(last), "valid_from"),
            (is_version and order.seen not in ("", register_fingerprint(dossier)), CHANGED_MEANWHILE, None),
            (not is_version and last is None, NEVER_PUBLISHED, None),
            (not is_version and bool(last and last.is_withdrawal), "Deze aanbieder is al ingetrokken.", None),
            (is_version and _is_unchanged(dossier, last), "Er is niets veranderd sinds de vorige versie.", None),
            (bool(unexplained(order, findings)), NOT_EXPLAINED, "explanation"),
        )
        if refused
    ]


def _too_early(last: Publication | None) -> str:
    return f"Versie {last.number} geldt vanaf {date_words(last.valid_from)}; kies die dag of later." if last else ""


def _is_unchanged(dossier: Dossier, last: Publication | None) -> bool:
    # Publishing the same facts after a withdrawal brings the provider back.
    return bool(last and not last.is_withdrawal and last.register_fingerprint == register_fingerprint(dossier))


def unexplained(order: Order, findings: Iterable[Finding]) -> list[Finding]:
    """The fouten that stop an order: without a decision of their own, and without one explanation for all."""
    if order.kind != PublicationKind.VERSION or order.explanation.strip():
        return []
    return [finding for finding in findings if finding.severity == Severity.ERROR and finding.is_open]


def edition_of(publication: Publication, dossier: Dossier, previous: Dossier | None = None) -> Edition:
    """The issue that faces are made from; `previous` gives the register its list of changes.

    Raises StoredDossierError when its findings cannot be read any more.
    """
    return Edition(
        dossier=dossier,
        made_at=publication.made_at,
        number=publication.number,
        valid_from=publication.valid_from,
        maker=publication.author,
        previous=previous,
        findings=stored_findings(publication),
        explanation=publication.explanation,
    )


def stored_findings(publication: Publication) -> tuple[Finding, ...] | None:
    """What the rules found when it was published; None when nobody looked. Raises StoredDossierError."""
    try:
        return read_checked(publication.findings)
    except msgspec.MsgspecError as error:
        raise StoredDossierError(f"De bevindingen zijn niet te lezen: {error}") from error


def _publication(
    order: Order, draft: Dossier, last: Publication | None, now: datetime, findings: tuple[Finding, ...]
) -> Publication:
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
        previous_seal=last.seal if last else "",
        **_frozen(order, draft, last, findings),
    )
    try:
        publication.clean_fields(exclude=["seal"])
    except ValidationError as error:
        raise RefusedError(*_as_refusals(error)) from error
    return publication


def _frozen(order: Order, draft: Dossier, last: Publication | None, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The facts of the new version: the draft, or on a withdrawal what was published last."""
    if last and order.kind == PublicationKind.WITHDRAWAL:
        names = ("schema_version", "dossier", "findings", "register_fingerprint", "statement_fingerprint")
        return {name: getattr(last, name) for name in names}
    return {
        "schema_version": SCHEMA_VERSION,
        "dossier": canonical_json(draft).decode(),
        "findings": canonical_json(Checked(rules=rules_version(), findings=findings)).decode(),
        "register_fingerprint": register_fingerprint(draft),
        "statement_fingerprint": statement_fingerprint(draft),
    }


def _load(publication: Publication) -> Dossier:
    try:
        return load_stored(publication.dossier, publication.schema_version)
    except StoredDossierError as error:
        raise RefusedError(f"Versie {publication.number}: {error}") from error


def _as_refusals(error: ValidationError) -> Iterable[Refusal]:
    for name, messages in error.message_dict.items():
        field: Any = Publication._meta.get_field(name)
        yield from (Refusal(f"{field.verbose_name}: {message}", name) for message in messages)


def _freeze_one(ready: Ready) -> None:
    publication = ready.publication
    # Whoever comes second waits here and then sees what the first one did. Only publishing waits:
    # a key of the provider does not change, so rows that point to it can still be saved.
    Provider.objects.select_for_update(no_key=True).get(pk=publication.provider_id)
    if Publication.objects.last_of(publication.provider_id) != ready.last:
        raise RefusedError(PUBLISHED_MEANWHILE)
    if not publication.is_withdrawal and publication.register_fingerprint != register_fingerprint(
        live_dossier(publication.provider_id)
    ):
        raise RefusedError(CHANGED_MEANWHILE)
    publication.save()
    PublicationFile.objects.bulk_create(
        _file(publication, kind, content, publication.made_at) for kind, content in sorted(ready.files.items())
    )


def add_file(publication: Publication, kind: FileKind, content: bytes, now: datetime) -> None:
    """Keep a file that took too long to make before publishing; the first one stays."""
    # Two makers at once: the second waits here and then finds the file of the first.
    with transaction.atomic():
        Provider.objects.select_for_update(no_key=True).get(pk=publication.provider_id)
        if not publication.files.filter(kind=kind).exists():
            _file(publication, kind, content, now).save()


def _file(publication: Publication, kind: FileKind, content: bytes, made_at: datetime) -> PublicationFile:
    return PublicationFile(
        publication=publication,
        kind=kind,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        made_at=made_at,
    )
