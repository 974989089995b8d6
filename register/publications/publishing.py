"""The one writer of publications: check, build, render; then freeze in one short transaction."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from providers.facts.days import START, is_far, outside
from providers.models import Provider

from ..choices import FileKind, PublicationKind, Severity
from ..dossier import (
    SCHEMA_VERSION,
    Dossier,
    Edition,
    StoredDossierError,
    as_of,
    canonical_json,
    for_customers,
    live_dossier,
    load_stored,
    register_fingerprint,
    statement_fingerprint,
)
from ..dossier.edition import Checked, Finding, read_checked
from ..drafts.findings import findings_to_publish
from ..drafts.traces import traces
from ..findings import rules_version
from ..models import Publication, PublicationFile
from ..wording import date_words
from .chain import Chain, chain_of
from .sealing import seal

Files = Mapping[FileKind, bytes]
Render = Callable[[Edition], Files]

CANCELLATION = PublicationKind.CANCELLATION
_Check = tuple[bool, str, str | None]

CHANGED_MEANWHILE = "Iemand heeft de feiten ondertussen gewijzigd. Bekijk het verschil opnieuw en publiceer dan."
# Rendering takes time; what somebody else published meanwhile is that much later.
AT_ONCE = timedelta(minutes=10)
CLOCK_IS_BACK = (
    "De klok van de server staat terug: versie {number} is gemaakt op {moment:%d-%m-%Y om %H:%M}, en dat is nog niet "
    "geweest. Zet de klok goed. Stond zij toen verkeerd en staat zij nu goed, bevestig dat dan."
)
FAR_AHEAD = "{} ligt meer dan een jaar vooruit. Klopt die dag, bevestig dat dan; verbeter hem anders."
NO_ACTIVITIES = (
    "Er is geen verwerking vastgelegd waarover klanten lezen, dus er is nog niets te publiceren. Leg er ten minste één "
    "vast."
)
NEVER_PUBLISHED = "Deze aanbieder is nooit gepubliceerd; er is niets in te trekken."
NOTHING_ANNOUNCED = "Er is geen aangekondigde versie om in te trekken."
NOT_EXPLAINED = "Niet elke fout is hersteld of uitgelegd. Herstel ze, of geef één uitleg voor wat open blijft."
SHIELDED = (
    "Versie {number} is afgeschermd, en dit zou haar tekst opnieuw openbaar maken. Publiceer eerst een versie zonder "
    "wat niet openbaar mag zijn."
)
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
    `far_ahead` says that a first day more than a year from now is no slip, `clock_corrected` that the last version
    was made while the clock ran ahead.
    """

    provider: Provider
    valid_from: date
    note: str
    author: str
    explanation: str = ""
    is_major: bool = False
    seen: str = ""
    far_ahead: bool = False
    clock_corrected: bool = False
    kind: PublicationKind = PublicationKind.VERSION


class Before(NamedTuple):
    """The version before another: its number and its facts."""

    number: int
    dossier: Dossier


@dataclass(frozen=True)
class Ready:
    """A version and its files, made but not stored; `last` is the version it follows."""

    publication: Publication
    files: Files
    last: Publication | None


def publish(order: Order, *, now: datetime, today: date, render: Render) -> Publication:
    """Publish a provider's draft as its next version, withdraw the provider, or cancel what was announced.

    Raises RefusedError; then nothing is stored.
    """
    return freeze(prepare(order, now=now, today=today, render=render))[0]


def prepare(order: Order, *, now: datetime, today: date, render: Render) -> Ready:
    """Check an order and make its version with `render`, outside any transaction.

    Nobody's save waits for a PDF. Raises RefusedError.
    """
    chain = chain_of(order.provider.pk)
    draft = live_dossier(order.provider.pk, today)
    findings = findings_to_publish(order.provider.pk, draft, today)
    if refused := refusals(order, draft, chain, now, today, findings):
        raise RefusedError(*refused, findings=unexplained(order, findings))
    publication = _publication(order, draft, chain, now, today, findings)
    edition = edition_of(publication, _load(publication), _before(publication, chain))
    known = traces(order.provider.pk, now, is_published=True)
    files = dict(render(msgspec.structs.replace(edition, traces=known)))
    hashes = {kind.value: hashlib.sha256(content).hexdigest() for kind, content in files.items()}
    publication.file_hashes = canonical_json(hashes).decode()
    publication.seal = seal(publication)
    return Ready(publication, files, chain.last)


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
    order: Order, dossier: Dossier, chain: Chain, now: datetime, today: date, findings: Iterable[Finding]
) -> list[Refusal]:
    """Why this order cannot be carried out; empty when it can. `dossier` is the draft, with its `findings`."""
    is_version = order.kind == PublicationKind.VERSION
    checks = (
        (not order.note.strip(), "Vertel klanten in één zin wat er verandert.", "note"),
        *_about_the_day(order, today),
        *_about_the_clock(order, chain, now),
        (is_version and order.seen not in ("", register_fingerprint(dossier)), CHANGED_MEANWHILE, None),
        *_about_the_chain(order, dossier, chain, today),
        (bool(unexplained(order, findings)), NOT_EXPLAINED, "explanation"),
    )
    return [Refusal(text, field) for refused, text, field in checks if refused]


def _about_the_day(order: Order, today: date) -> Iterator[_Check]:
    yield order.valid_from < today, "De datum “geldig vanaf” ligt in het verleden.", "valid_from"
    yield bool(beyond := outside(order.valid_from, START, today)), f"Geldig vanaf: {beyond}", "valid_from"
    is_unasked = not beyond and is_far(order.valid_from, today) and not order.far_ahead
    yield is_unasked, FAR_AHEAD.format(date_words(order.valid_from)), "far_ahead"


def _about_the_chain(order: Order, dossier: Dossier, chain: Chain, today: date) -> Iterator[_Check]:
    is_version, is_cancellation = (order.kind == kind for kind in (PublicationKind.VERSION, CANCELLATION))
    last, is_later = chain.last, bool(chain.last and order.valid_from >= chain.last.valid_from)
    yield is_cancellation and not chain.announced(today), NOTHING_ANNOUNCED, None
    yield order.kind == PublicationKind.WITHDRAWAL and last is None, NEVER_PUBLISHED, None
    is_again = order.kind == PublicationKind.WITHDRAWAL and bool(last and last.is_withdrawal) and is_later
    yield is_again, "Deze aanbieder is al ingetrokken.", None
    is_same = is_version and is_later and _is_unchanged(as_of(dossier, order.valid_from), last)
    yield is_same, "Er is niets veranderd sinds de vorige versie.", None
    tells_nothing = is_version and not for_customers(as_of(dossier, order.valid_from)).active
    yield tells_nothing, NO_ACTIVITIES, None


def _about_the_clock(order: Order, chain: Chain, now: datetime) -> Iterator[_Check]:
    """No version is made before the last one: two came at once, or the clock is or was wrong."""
    if chain.last is None or now >= chain.last.made_at:
        return
    text = CLOCK_IS_BACK.format(number=chain.last.number, moment=timezone.localtime(chain.last.made_at))
    is_ahead = chain.last.made_at - now > AT_ONCE
    yield not is_ahead, PUBLISHED_MEANWHILE, None
    yield is_ahead and not order.clock_corrected, text, "clock_corrected"


def _is_unchanged(dossier: Dossier, last: Publication | None) -> bool:
    # Publishing the same facts after a withdrawal brings the provider back.
    return bool(last and not last.is_withdrawal and last.register_fingerprint == register_fingerprint(dossier))


def unexplained(order: Order, findings: Iterable[Finding]) -> list[Finding]:
    """The fouten that stop an order: without a decision of their own, and without one explanation for all."""
    if order.kind != PublicationKind.VERSION or order.explanation.strip():
        return []
    return [finding for finding in findings if finding.severity == Severity.ERROR and finding.is_open]


def edition_of(publication: Publication, dossier: Dossier, before: Before | None = None) -> Edition:
    """The issue that faces are made from; `before` gives the register its list of changes.

    Raises StoredDossierError when its findings cannot be read any more.
    """
    return Edition(
        dossier=dossier,
        made_at=publication.made_at,
        number=publication.number,
        valid_from=publication.valid_from,
        maker=publication.author,
        previous=before.dossier if before else None,
        follows=before.number if before else None,
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
    order: Order, draft: Dossier, chain: Chain, now: datetime, today: date, findings: tuple[Finding, ...]
) -> Publication:
    last = chain.last
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
        clock_corrected=bool(last and now < last.made_at),
        previous_seal=last.seal if last else "",
    )
    if order.kind == PublicationKind.VERSION:
        _freeze_draft(publication, draft, findings)
    else:
        _repeat(publication, chain, today)
    try:
        publication.clean_fields(exclude=["seal"])
    except ValidationError as error:
        raise RefusedError(*_as_refusals(error)) from error
    return publication


def _freeze_draft(publication: Publication, draft: Dossier, findings: tuple[Finding, ...]) -> None:
    """The facts of a new version: the draft as it will be on its first day."""
    facts = as_of(draft, publication.valid_from)
    publication.schema_version = SCHEMA_VERSION
    publication.dossier = canonical_json(facts).decode()
    publication.findings = canonical_json(Checked(rules=rules_version(), findings=findings)).decode()
    publication.register_fingerprint = register_fingerprint(facts)
    publication.statement_fingerprint = statement_fingerprint(facts)


def _repeat(publication: Publication, chain: Chain, today: date) -> None:
    """On a withdrawal what counts until then; on a cancellation what counts today, or that nothing does."""
    source = chain.before(publication)
    if publication.is_cancellation:
        source = chain.in_force_on(today)
        if source is None or source.is_withdrawal:
            publication.kind = PublicationKind.WITHDRAWAL
    source = source or chain.last
    if source and source.shielding:
        raise RefusedError(SHIELDED.format(number=source.number))
    for name in ("schema_version", "dossier", "findings", "register_fingerprint", "statement_fingerprint"):
        setattr(publication, name, getattr(source, name))


def _before(publication: Publication, chain: Chain) -> Before | None:
    """The version whose place this one takes; none that is shielded, since the register says what was in it."""
    found = chain.before(publication)
    return Before(found.number, _load(found)) if found and not found.shielding else None


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
    if publication.kind == PublicationKind.VERSION and publication.register_fingerprint != register_fingerprint(
        live_dossier(publication.provider_id, publication.valid_from)
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
