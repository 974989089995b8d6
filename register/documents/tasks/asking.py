"""Asking for a document: given at once when that is quick, else one task however many people ask."""

import hashlib
from datetime import UTC, datetime, time

import msgspec

from providers.models import Provider

from ...choices import TaskState
from ...dossier import Edition, canonical_json
from ...models import DocumentTask, Publication
from ...publications.editions import Choice, Published, choose
from ...wording import local_day
from ..files import CONTENT_TYPES, FILES, Download, document, edition_for, takes_long
from .background import wake


def document_or_task(
    kind: str, form: str, choice: Choice, role: str | None = None, *, by: str, moment: datetime
) -> Download | DocumentTask:
    """The document, or while it still has to be made its task; `by` is who asks. Raises NotAvailableError."""
    if not takes_long(kind, form, choice, role):
        return document(kind, form, choice, role)
    task = ask(kind, form, choice, role, by=by, moment=moment)
    wake()
    return made(task) if task.state == TaskState.DONE and not task.publication_id else task


def ask(kind: str, form: str, choice: Choice, role: str | None = None, *, by: str, moment: datetime) -> DocumentTask:
    """The one task of this document, new or not."""
    edition = edition_for(kind, choice)
    task, _ = DocumentTask.objects.without_content().get_or_create(
        provider=Provider.objects.get(slug=edition.dossier.provider.slug),
        kind=kind,
        form=form,
        role=role or "",
        fingerprint=_fingerprint(edition),
        defaults={
            "publication": choice.publication,
            "edition": msgspec.json.encode(edition),
            "asked_by": by,
            "asked_at": moment,
        },
    )
    return task


def ask_missing(publication: Publication, *, by: str, moment: datetime) -> DocumentTask | None:
    """The task of the register PDF that publishing did not wait for; None when there is nothing to make."""
    choice = choose(publication.provider_id, str(publication.number), day=publication.valid_from, moment=moment)
    if not isinstance(choice, Published) or not choice.is_made_later(FILES["register"]):
        return None
    return ask("register", "pdf", choice, by=by, moment=moment)


def again(task: DocumentTask) -> None:
    """Start a task anew that failed; nothing happens when somebody else did so already."""
    DocumentTask.objects.filter(pk=task.pk, state=TaskState.FAILED).update(
        state=TaskState.WAITING, attempts=0, done=0, total=0, message="", finished_at=None
    )
    wake()


def made(task: DocumentTask) -> Download:
    """The file of a task that is done and belongs to no version."""
    return Download(task.name, CONTENT_TYPES[task.form], bytes(task.content or b""))


def _fingerprint(edition: Edition) -> str:
    """Of everything the document is made of; the day counts and the hour does not, so later askers share it."""
    day = datetime.combine(local_day(edition.made_at), time(), UTC)
    return hashlib.sha256(canonical_json(msgspec.structs.replace(edition, made_at=day))).hexdigest()
