"""The documents of a provider as files: one maker per kind and format, for addresses and commands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse

from providers.spreadsheets.formats import Ods, Xlsx

from ..article30 import ROLES, Selection, questions, selected
from ..choices import FileKind
from ..dossier import Dossier, Edition
from ..dossier.issues import Around
from ..exchange.workbook import of_dossier
from ..linked import register_linked, statement_linked
from ..marking import marked_up
from ..pdf.documents import register_pdf, statement_html, statement_pdf
from ..pdf.joining import places
from ..pdf.making import Progress
from ..pdf.workers import TooHeavyError
from ..publications.editions import Choice, Published
from ..publications.on_a_day import said_of
from ..publications.publishing import RefusedError
from ..publications.verification import broken_seal
from ..statement import situation_page, statement
from ..statement.address_form import Say
from ..statement.page import Link
from ..statement.versions import period
from ..wording import local_day
from .as_json import narrowed, register_json, statement_json
from .parity import Roles, differences, in_html, in_json, without_roles

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "jsonld": "application/ld+json",
    "xlsx": Xlsx.content_type,
    "ods": Ods.content_type,
    # One for each kind of row.
    "csv": "application/zip",
}
FILES = {"statement": FileKind.STATEMENT_PDF, "register": FileKind.REGISTER_PDF}
# Nobody waits for a document of so many activities or more: about three seconds (tests/benchmarks/long_documents.py).
LONG_FROM = {("register", "pdf"): 60, ("statement", "pdf"): 150}


TELLS_OF_SHIELDED = (
    "De pdf van dit register noemt wat er veranderde sinds een versie die is afgeschermd. Kies het register op het "
    "scherm of als json."
)


@dataclass(frozen=True)
class Download:
    """A file with its name and type; a stored one has the SHA-256 of when it was made."""

    name: str
    content_type: str
    content: bytes
    sha256: str = ""


class NotAvailableError(Exception):
    """This document does not exist in this form; the text says why, in Dutch."""


def register_page(
    edition: Edition,
    selection: Selection = Selection(),  # noqa: B008  # frozen
    choice: Choice | None = None,
    *,
    most: int | None = None,
) -> str:
    """The register on screen, with the way to the other versions of a choice.

    It says nothing about who reads it, so that a file of it is the same. A register of more than `most` activities
    leads to a page for each of them instead of holding them all.
    """
    view, history = selected(edition, selection), choice.history if choice else None
    context = {
        "view": view,
        "is_long": most is not None and len(view.activities) > most,
        **address_context(edition, choice),
        "selection": selection,
        "questions": questions(edition.dossier, selection),
        "total": len(edition.dossier.activities),
        "issues": [(issue, period(issue)) for issue in history.issues()] if history else [],
        "in_force": history.in_force.number if history and history.in_force else None,
        "seals": len(history.publications) if history else 0,
        "broken_seal": broken_seal(history.publications[0].provider_id) if history and history.publications else "",
        "has_statement": bool(history and history.shown),
    }
    return render_to_string("register/register.html", context)


def address_context(edition: Edition, choice: Choice | None = None) -> dict[str, Any]:
    """What a page of the register says of the day it was asked for, and what its links ask for."""
    asked = choice.asked if choice else {"versie": str(edition.version)}
    said = said_of(choice) if choice else ""
    return {"version": edition.version, "asked": asked, "query": urlencode(asked), "said": said}


def statement_page(edition: Edition, around: Around | None = None) -> str:
    """The page of the statement as customers get it, or that of a draft for who is signed in."""
    template = "register/concept.html" if edition.is_draft else "public/statement.html"
    return public_html(template, _page_context(edition, around))


def situation_html(edition: Edition, slug: str, around: Around) -> str | None:
    """The page for one situation; nothing when the statement has none of that name."""
    name, *args = around.place
    page = situation_page(edition, slug, reverse(name, args=args), around)
    if page is None:
        return None
    place = ("situation" if around.is_current else "version_situation", *args, slug)
    context = {"page": page, "around": around, "place": place, "slug": edition.dossier.provider.slug}
    return public_html("public/situation.html", context)


def preview_page(edition: Edition, live: int | None) -> str:
    """The page of what was typed and not saved, with the number of the version that everybody reads meanwhile."""
    return public_html("register/preview.html", {**_page_context(edition), "live": live})


def _page_context(edition: Edition, around: Around | None = None) -> dict[str, Any]:
    return {
        "page": statement(edition, around),
        "slug": edition.dossier.provider.slug,
        "fingerprint": around.this.fingerprint if around else edition.statement_fingerprint,
        "downloads": _links(around) if around else (),
        "around": around,
        "linked": around.path("statement_jsonld") if around else "",
        "place": around.place if around else None,
    }


def public_html(template: str, context: dict[str, Any]) -> str:
    """A page without the indentation and empty lines of its templates, and without anything of a session.

    Words of a provider say that they are Dutch where the page is not.
    """
    return marked_up(re.sub(r"\s*\n\s*", "\n", render_to_string(template, context)))


def _links(around: Around) -> tuple[Link, ...]:
    say, size = Say(), around.this.pdf_size
    json = Link(say("Json"), around.path("statement_json"))
    if not size:
        return (json,)
    return (Link(say("Pdf ({size} kB)", size=max(1, round(size / 1000))), around.path("statement_pdf")), json)


def document(
    kind: str, form: str, choice: Choice, role: str | None = None, progress: Progress | None = None
) -> Download:
    """A document of a version or of the draft; the PDFs of a version are served as they were made.

    Raises NotAvailableError, and ShieldedError for a version that nobody may read.
    """
    if form == "pdf" and role is None and isinstance(choice, Published):
        return _without_shielded(choice) if kind == "register" and choice.tells_of_shielded else _stored(kind, choice)
    if form == "html" and (page := _page(kind, choice, role)):
        return Download(_edition_name(kind, form, choice.edition, role), CONTENT_TYPES[form], page.encode())
    return make(kind, form, edition_for(kind, choice), role, progress)


def _page(kind: str, choice: Choice, role: str | None) -> str:
    """What the address shows, which knows the other versions; nothing for what there is not."""
    if kind == "statement" and role is None:
        return statement_page(choice.edition, choice.around)
    if kind == "register" and (role is None or role in ROLES):
        return register_page(choice.register_edition, Selection(role=role or ""), choice)
    return ""


def edition_for(kind: str, choice: Choice) -> Edition:
    """What a document of this kind is made of: the register also tells what changed."""
    return choice.register_edition if kind == "register" else choice.edition


def is_long(kind: str, form: str, dossier: Dossier) -> bool:
    """Whether making this document takes longer than a person should wait for an answer."""
    least = LONG_FROM.get((kind, form))
    return least is not None and len(dossier.activities) >= least


def takes_long(kind: str, form: str, choice: Choice, role: str | None = None) -> bool:
    """Whether this document has to be made in the background; a PDF of a version usually exists."""
    if form == "pdf" and role is not None:
        # There is none, and who asks for it hears so at once.
        return False
    if form == "pdf" and isinstance(choice, Published):
        return choice.is_made_later(FILES[kind])
    return is_long(kind, form, choice.edition.dossier)


def _without_shielded(choice: Published) -> Download:
    """The register anew, because the one that was made tells what stood in a version that was shielded since."""
    if is_long("register", "pdf", choice.edition.dossier):
        raise NotAvailableError(TELLS_OF_SHIELDED)
    made = make("register", "pdf", choice.register_edition)
    return Download(file_name("register", "pdf", choice), made.content_type, made.content)


def _stored(kind: str, choice: Published) -> Download:
    file = choice.file(FILES[kind])
    if file is None:
        raise NotAvailableError("Van deze versie is geen pdf bewaard.")
    return Download(file_name(kind, "pdf", choice), CONTENT_TYPES["pdf"], bytes(file.content), file.sha256)


def file_name(kind: str, form: str, choice: Published) -> str:
    """Name of a document of a version, without reading its contents."""
    publication = choice.publication
    return _name(kind, form, publication.provider.slug, f"v{publication.number}", publication.made_at)


def _register_pdf(edition: Edition, role: str | None, progress: Progress | None) -> bytes:
    if role:
        raise NotAvailableError("De pdf is altijd het hele register; kies bij een rol html of json.")
    return register_pdf(edition, register_json(edition), progress=progress)


def _register_linked(edition: Edition, role: str | None, progress: Progress | None) -> bytes:
    if role:
        raise NotAvailableError("Het register als json-ld is altijd heel; kies bij een rol html of json.")
    return register_linked(edition)


def _workbook(form: str, edition: Edition, role: str | None, progress: Progress | None) -> bytes:
    return of_dossier(narrowed(edition.dossier, role), form)


_MAKERS: dict[str, dict[str, Callable[[Edition, str | None, Progress | None], bytes]]] = {
    "register": {
        "pdf": _register_pdf,
        "json": lambda edition, role, progress: register_json(edition, role),
        "jsonld": _register_linked,
        "html": lambda edition, role, progress: register_page(edition, Selection(role=role or "")).encode(),
        **{form: partial(_workbook, form) for form in ("xlsx", "ods", "csv")},
    },
    "statement": {
        "pdf": lambda edition, role, progress: statement_pdf(edition, statement_json(edition)),
        "html": lambda edition, role, progress: statement_page(edition).encode(),
        "json": lambda edition, role, progress: statement_json(edition),
        "jsonld": lambda edition, role, progress: statement_linked(edition),
    },
}
_NAMES = {"register": "register", "statement": "verklaring"}


def make(kind: str, form: str, edition: Edition, role: str | None = None, progress: Progress | None = None) -> Download:
    """The document as a file. Raises NotAvailableError when there is none of this kind."""
    maker = _MAKERS.get(kind, {}).get(form)
    if maker is None:
        forms = ", ".join(sorted(_MAKERS.get(kind, {})))
        raise NotAvailableError(f"{_NAMES.get(kind, kind)} bestaat nog niet als {form}; wel als {forms}.")
    if role is not None and (kind != "register" or role not in ROLES):
        raise NotAvailableError(f"Een rol kiezen kan alleen bij het register: {', '.join(ROLES)}.")
    try:
        content = maker(edition, role, progress)
    except TooHeavyError as error:
        raise NotAvailableError(str(error)) from error
    return Download(_edition_name(kind, form, edition, role), CONTENT_TYPES[form], content)


def publication_files(edition: Edition) -> dict[FileKind, bytes]:
    """The files that a publication keeps; made once, before it is stored.

    The register of a large provider is not among them: publishing does not wait for it, it comes later.
    Raises RefusedError when a face of the statement does not hold exactly the active activities.
    """
    statement = make("statement", "pdf", edition).content
    if found := differences(edition, _faces(edition, statement)):
        raise RefusedError(*(f"Register en verklaring lopen uiteen. {text}" for text in found))
    files = {FileKind.STATEMENT_PDF: statement}
    if not is_long("register", "pdf", edition.dossier):
        files[FileKind.REGISTER_PDF] = make("register", "pdf", edition).content
    return files


def _faces(edition: Edition, pdf: bytes) -> dict[str, Roles]:
    return {
        "Pagina": in_html(statement_page(edition)),
        "Pdf": in_html(statement_html(edition)),
        "Bestand van de pdf": without_roles(places(pdf), edition),
        "Json": in_json(statement_json(edition)),
    }


def _edition_name(kind: str, form: str, edition: Edition, role: str | None) -> str:
    version = str(edition.version) if edition.is_draft else f"v{edition.version}"
    return _name(kind, form, edition.dossier.provider.slug, version, edition.made_at, role)


def _name(kind: str, form: str, slug: str, version: str, made_at: datetime, role: str | None = None) -> str:
    """For example register-teamtelefoon-v3-2026-11-01.pdf."""
    day = local_day(made_at).isoformat()
    parts = (_NAMES[kind], slug, version, role, day)
    return "-".join(part for part in parts if part) + f".{'zip' if form == 'csv' else form}"
