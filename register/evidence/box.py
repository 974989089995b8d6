"""Proof in a box: one zip from which somebody without this program sees that nothing was changed.

What costs time is worked out first, and in the background when there is much of it; the rest is copied from what
is stored, one file in memory at a time.
"""

import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from providers.models import Provider

from ..choices import FileKind
from ..dossier import StoredDossierError, canonical_json
from ..dossier.edition import Checked
from ..dossier.upgrading import schema_of
from ..drafts.findings import draft_findings
from ..findings import rules_version
from ..models import EditCount
from ..publications.verification import verify
from ..wording import local_day
from .archive import Part, write
from .edits import Period, edits_csv, edits_json, edits_of, withheld
from .explanation import check_address, explanation
from .findings import findings_csv
from .versions import NOT_MADE, Version, version_parts, versions_of

# Told after each step: steps that are done, all steps.
Tell = Callable[[int, int], None]
STEPS = 3
# Nobody waits for a history of so many records or more: about three seconds.
LONG_FROM = 7_000
CHECKER = Path(__file__).with_name("controleer.py")
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """What was worked out: the first difference that was found, and the files that are not stored anywhere.

    `last_edit` dates them, so that the same facts give the same bytes.
    """

    verdict: str
    findings_json: bytes
    findings_csv: bytes
    edits_json: bytes
    edits_csv: bytes
    last_edit: datetime


_decoder = msgspec.msgpack.Decoder(Worked)


def packed(worked: Worked) -> bytes:
    """The same as the queue keeps it."""
    return zlib.compress(msgspec.msgpack.encode(worked))


def unpacked(content: bytes) -> Worked:
    """What was packed."""
    return _decoder.decode(zlib.decompress(content))


class Box(NamedTuple):
    """A zip, ready to be read from its beginning, and gone when it is closed."""

    name: str
    file: BinaryIO
    manifest: str


def is_long(provider: Provider) -> bool:
    """Whether working it out takes longer than a person should wait."""
    return EditCount.objects.filter(provider=provider, edits__gte=LONG_FROM).exists()


def missing(versions: tuple[Version, ...]) -> list[Version]:
    """The versions whose register is still to be made as PDF."""
    return [version for version in versions if version.left_out.get(FileKind.REGISTER_PDF) == NOT_MADE]


def work_out(provider: Provider, period: Period, today: date, tell: Tell = lambda done, total: None) -> Worked:
    """Check all that was published, and tell what the rules find now and what was edited in a period."""
    verdict = verify(only=provider).difference
    tell(1, STEPS)
    findings = draft_findings(provider.pk, today)
    tell(2, STEPS)
    versions = versions_of(provider.pk)
    edits = withheld(edits_of(provider.pk), [version.publication for version in versions])
    asked = [edit for edit in edits if period.has(edit.at)]
    return Worked(
        verdict=verdict,
        findings_json=canonical_json(Checked(rules=rules_version(), findings=findings)),
        findings_csv=b"".join(findings_csv(findings)),
        edits_json=edits_json(asked),
        edits_csv=edits_csv(asked),
        last_edit=edits[-1].at if edits else LONG_AGO,
    )


def make_box(provider: Provider, period: Period, worked: Worked) -> Box:
    """Write the box to a file of its own on disk. Equal contents give equal bytes, whenever it is made."""
    versions = versions_of(provider.pk)
    moment = max([worked.last_edit, *(version.last_event for version in versions)])
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by who sends it
    try:
        manifest = write(file, _parts(provider, versions, period, worked, moment), moment)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    day = local_day(moment).isoformat()
    return Box("-".join(filter(None, ("dossier", provider.slug, period.key, day))) + ".zip", file, manifest)


def _parts(
    provider: Provider, versions: tuple[Version, ...], period: Period, worked: Worked, moment: datetime
) -> Iterator[Part]:
    about = explanation(provider.name, versions, period, worked.verdict)
    seals = {
        "provider": provider.slug,
        "check": check_address(versions),
        "versions": [version.as_json() for version in versions],
    }
    made = {
        "LEESMIJ.txt": about.encode(),
        CHECKER.name: CHECKER.read_bytes(),
        "zegels.json": _readable(seals),
        "concept/bevindingen.json": worked.findings_json,
        "concept/bevindingen.csv": worked.findings_csv,
        "geschiedenis/wijzigingen.json": worked.edits_json,
        "geschiedenis/wijzigingen.csv": worked.edits_csv,
    }
    for number in sorted({version.publication.schema_version for version in versions}):
        with suppress(StoredDossierError):
            made[f"schema/dossier-{number}.json"] = _readable(schema_of(number))
    yield from (Part(path, moment, (content,)) for path, content in made.items())
    yield from version_parts(versions)


def _readable(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
