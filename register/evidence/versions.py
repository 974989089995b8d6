"""What of each published version goes along: the bytes its seal was taken over, and the files it keeps."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..choices import FileKind
from ..dossier import StoredDossierError, canonical_json
from ..dossier.upgrading import stored_public_part
from ..models import Publication, PublicationFile
from ..publications.chain import Chain, chain_of
from ..publications.publishing import stored_findings
from ..publications.sealing import sealed_values
from ..publications.shielding import ShieldedError, sealed_deed
from .archive import Part
from .findings import findings_csv

# What a reader of the list of seals wants to see of a version; shielded, no more than everybody may.
SHOWN_SHIELDED = ("number", "kind")
SHOWN = (
    *(*SHOWN_SHIELDED, "author", "note", "is_major", "explanation", "schema_version"),
    *("register_fingerprint", "statement_fingerprint", "previous_seal"),
)
TELLS_OF_SHIELDED = "Noemt wat er veranderde sinds een versie die is afgeschermd."
NOT_MADE = "Is nog niet gemaakt."


@dataclass(frozen=True)
class Version:
    """One version: the files that were kept of it, and those that stay out with the reason."""

    publication: Publication
    files: Mapping[str, str]
    left_out: Mapping[str, str]

    @property
    def folder(self) -> str:
        """Where it stands in the zip."""
        return f"versies/{self.publication.number:04}"

    @property
    def why_shielded(self) -> str:
        """Since when and why nobody reads it; empty for a version that is open."""
        return str(ShieldedError(self.publication)) if self.publication.shielding else ""

    @property
    def last_event(self) -> datetime:
        """When it was made, or when somebody did something about it."""
        return max([self.publication.made_at, *(deed.made_at for deed in self.publication.shieldings.all())])

    def as_json(self) -> dict[str, Any]:
        """What the list of seals says of it."""
        publication, sealed = self.publication, json.loads(self.publication.file_hashes)
        shown = {name: getattr(publication, name) for name in (SHOWN_SHIELDED if self.why_shielded else SHOWN)}
        return {
            "number": publication.number,
            "folder": self.folder,
            "seal": publication.seal,
            "sealed": shown
            | {
                "valid_from": publication.valid_from.isoformat(),
                "made_at": publication.made_at.astimezone(UTC).isoformat(),
            },
            "shielded": self.why_shielded,
            "deeds": [deed.seal for deed in publication.shieldings.all()],
            "left_out": dict(self.left_out),
            "made_later": {kind: sha for kind, sha in self.files.items() if kind not in {*sealed, *self.left_out}},
        }


def versions_of(provider: int) -> tuple[Version, ...]:
    """All versions of a provider, the first one first, without their contents and in a fixed number of queries."""
    chain = chain_of(provider)
    files: dict[int, dict[str, str]] = {item.pk: {} for item in chain.publications}
    rows = PublicationFile.objects.filter(publication__provider=provider).order_by("kind")
    for publication, kind, sha256 in rows.values_list("publication", "kind", "sha256"):
        files[publication][kind] = sha256
    return tuple(_version(item, files[item.pk], chain) for item in reversed(chain.publications))


def _version(publication: Publication, files: dict[str, str], chain: Chain) -> Version:
    if publication.shielding:
        return Version(publication, {}, {})
    before = chain.before(publication)
    left_out = {FileKind.REGISTER_PDF.value: TELLS_OF_SHIELDED} if before and before.shielding else {}
    is_there = {*files, *json.loads(publication.file_hashes), *left_out}
    return Version(publication, files, left_out | {kind: NOT_MADE for kind in FileKind.values if kind not in is_there})


def version_parts(versions: tuple[Version, ...]) -> Iterator[Part]:
    """The contents, one file in memory at a time and in two queries however many versions there are."""
    for version in versions:
        for number, deed in enumerate(version.publication.shieldings.all(), start=1):
            yield Part(
                f"{version.folder}/afscherming-{number}.json", deed.made_at, (canonical_json(sealed_deed(deed)),)
            )
    known = {version.publication.pk: version for version in versions if not version.why_shielded}
    for publication in Publication.objects.filter(pk__in=known).order_by("number").iterator(chunk_size=1):
        folder = known[publication.pk].folder
        for name, content in _texts(publication):
            yield Part(f"{folder}/{name}", publication.made_at, (content,))
    files = PublicationFile.objects.filter(publication__in=known).order_by("publication__number", "kind")
    for file in files.iterator(chunk_size=1):
        version = known[file.publication_id]
        if file.kind in version.files and file.kind not in version.left_out:
            yield Part(f"{version.folder}/{file.kind}", file.made_at, (bytes(file.content),))


def _texts(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """What of a version is text. What cannot be read stays out, and whoever checks the box misses it."""
    yield "verzegeld.json", canonical_json(sealed_values(publication))
    yield "register.json", publication.dossier.encode()
    with suppress(StoredDossierError):
        yield "verklaring.json", canonical_json(stored_public_part(publication.dossier, publication.schema_version))
    yield "bevindingen.json", publication.findings.encode()
    with suppress(StoredDossierError):
        yield "bevindingen.csv", b"".join(findings_csv(stored_findings(publication) or ()))
