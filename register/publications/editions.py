"""How a face gets its Edition: the version in force, a numbered one, or the draft.

The day is an argument everywhere: a version announced for tomorrow counts tomorrow by itself.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from msgspec.structs import replace

from ..choices import FileKind, PublicationKind
from ..dossier import Dossier, Edition, live_dossier
from ..dossier.edition import Finding
from ..dossier.issues import LISTED, RECENT, Around, Issue
from ..dossier.past import dossier_as_of
from ..dossier.upgrading import StoredDossierError, load_stored
from ..drafts.findings import Findings, draft_findings, findings_as_of
from ..drafts.traces import traces
from ..models import Publication, PublicationFile
from .chain import Chain, made_on
from .publishing import edition_of, stored_findings
from .shielding import ShieldedError, check_open


class TamperedError(Exception):
    """What is stored does not have the fingerprint it had when it was published, so it is not shown."""


@dataclass(frozen=True)
class History(Chain):
    """All versions of one provider, newest first, on one day."""

    day: date

    @cached_property
    def in_force(self) -> Publication | None:
        """The one version that counts; a withdrawal counts too."""
        return self.in_force_on(self.day)

    @cached_property
    def shown(self) -> Publication | None:
        """What the provider's own address shows: after a withdrawal the last version before it."""
        return next((item for item in self._versions if item.valid_from <= self.day), None)

    @property
    def public_from(self) -> date | None:
        """The first day on which the world reads anything of this provider; then it reads every version."""
        return min((item.valid_from for item in self._versions), default=None)

    @property
    def _versions(self) -> Iterator[Publication]:
        return (item for item in self.publications if not item.is_withdrawal and item.number not in self.skipped)

    @property
    def is_active(self) -> bool:
        """False after a withdrawal."""
        return bool(self.in_force and not self.in_force.is_withdrawal)

    @property
    def name(self) -> str:
        """The name of the provider in the version shown, else in the newest that may be read, else its address."""
        first = (self.shown,) if self.shown else ()
        found = (item for item in (*first, *self.publications) if not item.shielding)
        return next((stored_dossier(item).provider.name for item in found), self.publications[0].provider.slug)

    def get(self, number: int) -> Publication | None:
        """The version with this number."""
        return next((item for item in self.publications if item.number == number), None)

    def issue(self, publication: Publication) -> Issue:
        """A version as lists and notes name it."""
        older, is_skipped = self.before(publication), publication.number in self.skipped
        newer = [item.valid_from for item in self.publications if item.number > publication.number]
        shielding = publication.shielding
        # There is nothing to compare with what nobody may read.
        is_open = not (shielding or (older and older.shielding))
        return Issue(
            number=publication.number,
            valid_from=publication.valid_from,
            fingerprint=publication.statement_fingerprint,
            until=min(newer) - timedelta(days=1) if newer else None,
            note=shielding.reason if shielding else publication.note,
            previous=older.number if older and is_open else None,
            pdf_size=None if shielding else getattr(publication, "pdf_size", None),
            shielded_on=timezone.localdate(shielding.made_at) if shielding else None,
            is_withdrawal=publication.is_withdrawal,
            is_cancellation=publication.is_cancellation,
            is_announced=publication.valid_from > self.day and not is_skipped,
            is_skipped=is_skipped,
        )

    def issues(self) -> tuple[Issue, ...]:
        """All of them, newest first."""
        return tuple(map(self.issue, self.publications))

    def around(self, publication: Publication) -> Around:
        """A version among the others; only where one is in force."""
        current = self.shown or publication
        announced = self.announced(self.day)
        return Around(
            provider=publication.provider.slug,
            this=self.issue(publication),
            current=current.number,
            latest=tuple(map(self.issue, self.publications[:LISTED])),
            announced=self.issue(announced[-1]) if announced else None,
            ended=self.issue(self.in_force) if self.in_force and self.in_force.is_withdrawal else None,
            is_recent=self.day - publication.valid_from < RECENT,
        )


@dataclass(frozen=True)
class Published:
    """A version that was published, with the ones around it. `is_opened` reads also one that is shielded.

    `on` is the day that was asked for instead of a number.
    """

    history: History
    publication: Publication
    is_opened: bool = False
    on: date | None = None

    @property
    def asked(self) -> dict[str, str]:
        """What an address has to ask for to get this."""
        return {"op": self.on.isoformat()} if self.on else {"versie": str(self.publication.number)}

    @cached_property
    def edition(self) -> Edition:
        """Its facts, with the findings of that moment. Raises TamperedError or ShieldedError."""
        if not self.is_opened:
            check_open(self.publication)
        # What lists leave out comes in one query; asked for one by one each would cost its own.
        if left_out := self.publication.get_deferred_fields():
            self.publication.refresh_from_db(fields=left_out)
        return edition_of(self.publication, sealed_dossier(self.publication))

    @cached_property
    def traced(self) -> Edition:
        """The same with what was known of each activity when it was published: when it was edited and looked at."""
        known = traces(self.publication.provider_id, self.publication.made_at, is_published=True)
        return replace(self.edition, traces=known)

    @cached_property
    def register_edition(self) -> Edition:
        """The same with the version before it, for the list of changes."""
        before = self.history.before(self.publication)
        if before is None or before.shielding:
            return self.traced
        return replace(self.traced, previous=stored_dossier(before), follows=before.number)

    @property
    def tells_of_shielded(self) -> bool:
        """Whether its register, as it was made, says what stood in a version that was shielded since."""
        before = self.history.before(self.publication)
        return bool(before and before.shielding)

    @property
    def around(self) -> Around:
        """What this version's page says about the others."""
        return self.history.around(self.publication)

    def file(self, kind: FileKind) -> PublicationFile | None:
        """A file as it was made; nothing while it does not exist. Raises TamperedError or ShieldedError."""
        if not self.is_opened:
            check_open(self.publication)
        found = PublicationFile.objects.filter(publication=self.publication, kind=kind).first()
        if found and hashlib.sha256(found.content).hexdigest() != found.sha256:
            raise TamperedError(f"{self.publication}: {kind} is veranderd na publicatie.")
        return found

    def is_made_later(self, kind: FileKind) -> bool:
        """True while a file does not exist that publishing did not wait for; one that was sealed is never remade."""
        if kind in json.loads(self.publication.file_hashes):
            return False
        return not PublicationFile.objects.filter(publication=self.publication, kind=kind).exists()


@dataclass(frozen=True)
class Draft:
    """What the rows say, now or at a past moment; nobody published it. `history` stands beside it, if asked.

    `on` is the day that was asked for instead of now.
    """

    edition: Edition
    provider: int
    history: History | None = None
    on: date | None = None

    publication = None
    around = None

    @property
    def asked(self) -> dict[str, str]:
        """What an address has to ask for to get this."""
        return {"versie": "concept", **({"op": self.on.isoformat()} if self.on else {})}

    @property
    def register_edition(self) -> Edition:
        """The same: a draft knows the version before it."""
        return self.traced

    @property
    def traced(self) -> Edition:
        """The same with when each activity was edited and looked at."""
        return replace(self.edition, traces=traces(self.provider, self.edition.made_at))


Choice = Published | Draft


def stored_dossier(publication: Publication) -> Dossier:
    """The facts of a version in today's form. Raises ShieldedError, TamperedError or StoredDossierError."""
    check_open(publication)
    return sealed_dossier(publication)


def sealed_dossier(publication: Publication) -> Dossier:
    """The same, also when nobody may read it. Raises TamperedError or StoredDossierError."""
    if hashlib.sha256(publication.dossier.encode()).hexdigest() != publication.register_fingerprint:
        raise TamperedError(f"{publication}: het dossier is veranderd na publicatie.")
    return load_stored(publication.dossier, publication.schema_version)


def readable_dossier(publication: Publication | None) -> Dossier | None:
    """The same; None without a version, and for one that cannot be read, may not be, or was tampered with."""
    try:
        return stored_dossier(publication) if publication else None
    except (ShieldedError, StoredDossierError, TamperedError):
        return None


def history_of(provider: int | str, day: date, *, known: datetime | None = None) -> History:
    """The versions of a provider by slug or number of the row, in one query and without their contents.

    With `known`, those that were made by that moment.
    """
    size = PublicationFile.objects.filter(publication=OuterRef("pk"), kind=FileKind.STATEMENT_PDF).values("size")
    which = {"provider": provider} if isinstance(provider, int) else {"provider__slug": provider}
    when = {"made_at__lte": known} if known else {}
    found = Publication.objects.without_content().with_shielding().filter(**which, **when).select_related("provider")
    versions = tuple(found.annotate(pdf_size=Subquery(size[:1])).order_by("-number"))
    # A clock that was set back must not take away what was in force: today is no earlier than the last version.
    if versions and day == timezone.localdate():
        day = max(day, made_on(versions[0]))
    return History(versions, day)


def draft(provider: int, moment: datetime, history: History | None = None) -> Draft:
    """The draft of a provider, with the last version before it: the one that publishing builds upon."""
    findings = draft_findings(provider, timezone.localdate(moment))
    return _draft(provider, live_dossier(provider, timezone.localdate(moment)), moment, findings, history)


def draft_as_of(provider: int, moment: datetime, on: date | None = None) -> Draft:
    """The draft as it was at a past moment: facts, findings and the versions before it as they were known then.

    Raises NothingYetError when the provider was not in the register.
    """
    dossier = dossier_as_of(provider, moment)
    history = history_of(provider, timezone.localdate(moment), known=moment)
    return _draft(provider, dossier, moment, findings_as_of(provider, dossier, moment), history, on)


def _draft(
    provider: int,
    dossier: Dossier,
    moment: datetime,
    findings: Findings,
    history: History | None,
    on: date | None = None,
) -> Draft:
    before = history.last if history else None
    previous = stored_dossier(before) if before and not before.shielding else None
    edition = Edition(dossier=dossier, made_at=timezone.localtime(moment), previous=previous, findings=findings)
    return Draft(edition, provider, history, on)


def choose(provider: int, version: str, *, day: date, moment: datetime) -> Choice | None:
    """The version that someone who may see all of them asks for: in force (empty), a number, or concept."""
    history = history_of(provider, day)
    if version == "concept":
        return draft(provider, moment, history)
    if not version:
        found = history.shown
    else:
        found = history.get(int(version)) if version.isascii() and version.isdecimal() and len(version) < 9 else None
    return Published(history, found) if found else None


def shown_everywhere(day: date) -> list[Any]:
    """Per provider what its own address shows, without contents; `latest_kind` tells a withdrawal."""
    started = Publication.objects.started(day).filter(provider=OuterRef("provider")).order_by("-number")
    version = started.exclude(kind=PublicationKind.WITHDRAWAL)
    shown = Publication.objects.without_content().filter(pk=Subquery(version.values("pk")[:1]))
    return list(shown.annotate(latest_kind=Subquery(started.values("kind")[:1])).select_related("provider"))


def findings_of(publications: list[Any]) -> dict[int, tuple[Finding, ...]]:
    """What the rules found in these versions, in one query; without those that nobody or no program can tell it of."""
    found = {}
    for row in Publication.objects.filter(pk__in=[item.pk for item in publications]).only("findings"):
        with suppress(StoredDossierError):
            if (findings := stored_findings(row)) is not None:
                found[row.pk] = findings
    return found
