"""Whether what was published is still what it was: fingerprints, files, seals and the chain they form."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from providers.models import Provider

from ..append_only import missing_triggers
from ..dossier import StoredDossierError, load_stored, stored_register_fingerprint, stored_statement_fingerprint
from ..models import Publication, PublicationFile
from .chain import made_on
from .sealing import seal
from .shielding import ShieldedError, seal_of


@dataclass(frozen=True, slots=True)
class Head:
    """The last version of a provider; whoever keeps its seal elsewhere also sees a chain that was cut or remade."""

    provider: str
    number: int
    seal: str


@dataclass
class Checked:
    """What was looked at; `difference` is the first thing that is not as it was, in Dutch."""

    publications: int = 0
    files: int = 0
    heads: list[Head] = field(default_factory=list)
    shielded: list[str] = field(default_factory=list)
    difference: str = ""


def verify(only: Provider | None = None) -> Checked:
    """Recompute everything, provider by provider and version by version, until the first difference.

    With `only`, what was published of one provider.
    """
    checked = Checked()
    providers = [only] if only else Provider.objects.order_by("slug")
    checked.difference = next(_differences(providers, checked), "")
    return checked


def broken_seal(provider: int) -> str:
    """The first thing in a provider's chain of seals that is not as it was, in Dutch; empty when all is.

    One query, and without the files: quick enough for a page.
    """
    links = _links(Publication.objects.filter(provider=provider))
    return next((text for publication, before, starts in links for text in _link(publication, before, starts)), "")


def _differences(providers: Iterable[Provider], checked: Checked) -> Iterator[str]:
    for provider in providers:
        last: Publication | None = None
        publications = Publication.objects.filter(provider=provider).select_related("provider")
        for last, before, starts in _links(publications):
            yield from (f"{provider.slug}, {text}" for text in _of_one(last, before, starts, checked))
            checked.publications += 1
        if last:
            checked.heads.append(Head(provider.slug, last.number, last.seal))
    for name in missing_triggers():
        yield f"De trigger {name} ontbreekt of staat uit; draai manage.py migrate."


def _links(publications: Any) -> Iterator[tuple[Publication, Publication | None, list[date]]]:
    """Each version of one provider, with the one before it and the first days of all before it."""
    before: Publication | None = None
    starts: list[date] = []
    for publication in publications.order_by("number").iterator(chunk_size=1):
        yield publication, before, starts
        before = publication
        starts.append(publication.valid_from)


def _link(publication: Publication, before: Publication | None, starts: list[date]) -> Iterator[str]:
    expected = before.number + 1 if before else 1
    if publication.number != expected:
        yield f"versie {expected} ontbreekt."
    yield from (f"versie {publication.number}: {text}" for text in _chain(publication, before, starts))


def _of_one(
    publication: Publication, before: Publication | None, starts: list[date], checked: Checked
) -> Iterator[str]:
    name = f"versie {publication.number}"
    yield from (f"{name}: {text}" for text in _content(publication, publication.provider))
    yield from _link(publication, before, starts)
    yield from (f"{name}: {text}" for text in _shieldings(publication, checked))
    yield from (f"{name}: {text}" for text in _files(publication, checked))


def _content(publication: Publication, provider: Provider) -> Iterator[str]:
    text = publication.dossier
    if stored_register_fingerprint(text) != publication.register_fingerprint:
        yield "het dossier heeft een andere vingerafdruk (register)."
    try:
        dossier = load_stored(text, publication.schema_version)
        found = stored_statement_fingerprint(text, publication.schema_version)
    except StoredDossierError as error:
        yield str(error)
        return
    if found != publication.statement_fingerprint:
        yield "het openbare deel heeft een andere vingerafdruk (verklaring)."
    if dossier.provider.slug != provider.slug:
        yield f"het dossier is van {dossier.provider.slug}."


def _chain(publication: Publication, before: Publication | None, starts: list[date]) -> Iterator[str]:
    if publication.previous_seal != (before.seal if before else ""):
        yield "sluit niet aan op het zegel van de versie ervoor."
    if before and publication.made_at < before.made_at and not publication.clock_corrected:
        yield "is eerder gemaakt dan de versie ervoor; de klok van de server stond verkeerd."
    # What was announced may be overtaken; what counted already may not.
    if any(publication.valid_from < start <= made_on(publication) for start in starts):
        yield "geldt eerder dan een versie die al van kracht was."
    if seal(publication) != publication.seal:
        yield "het zegel klopt niet: nummer, datum, maker, zin, uitleg, bevindingen of dossier is gewijzigd."


def _shieldings(publication: Publication, checked: Checked) -> Iterator[str]:
    before = ""
    for row in publication.shieldings.all():
        if row.previous_seal != before or seal_of(row) != row.seal:
            yield f"het zegel onder “{row.get_deed_display().lower()}” klopt niet: reden, moment of maker is gewijzigd."
        before = row.seal
    if publication.shielding:
        checked.shielded.append(f"{publication.provider.slug}: {ShieldedError(publication)}")


def _files(publication: Publication, checked: Checked) -> Iterator[str]:
    # A file that was made later is not in the list that was sealed; then only its own hash counts.
    sealed: dict[str, str] = json.loads(publication.file_hashes)
    for file in publication.files.order_by("kind").iterator(chunk_size=1):
        yield from (f"{file.kind} {text}" for text in _file(file, sealed.pop(file.kind, file.sha256)))
        checked.files += 1
    yield from (f"{kind} ontbreekt." for kind in sorted(sealed))


def _file(file: PublicationFile, sealed: str) -> Iterator[str]:
    content = bytes(file.content)
    if len(content) != file.size:
        yield f"is {len(content)} bytes groot in plaats van {file.size}."
    if hashlib.sha256(content).hexdigest() != file.sha256:
        yield "heeft een andere SHA-256 dan erbij staat."
    if file.sha256 != sealed:
        yield "heeft een andere SHA-256 dan is verzegeld."
