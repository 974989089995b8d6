"""The documents of a provider as files: one maker per kind and format, for addresses and commands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from .article30 import ROLES, article30
from .choices import FileKind
from .dossier import Edition
from .editions import Choice, Published
from .exports import register_json, statement_json
from .pdf.documents import register_pdf, statement_pdf
from .pdf.workers import TooHeavyError
from .statement import Around, statement
from .statement.page import Link

CONTENT_TYPES = {"pdf": "application/pdf", "json": "application/json", "html": "text/html; charset=utf-8"}
FILES = {"statement": FileKind.STATEMENT_PDF, "register": FileKind.REGISTER_PDF}


@dataclass(frozen=True)
class Download:
    """A file with its name and type; a stored one has the SHA-256 of when it was made."""

    name: str
    content_type: str
    content: bytes
    sha256: str = ""


class NotAvailableError(Exception):
    """This document does not exist in this form; the text says why, in Dutch."""


def register_page(edition: Edition, role: str | None = None) -> str:
    """The register on screen. It says nothing about who reads it, so that a file of it is the same."""
    context = {"view": article30(edition, role), "version": edition.version, "role": role or "", "roles": list(ROLES)}
    return render_to_string("register/register.html", context)


def statement_page(edition: Edition, around: Around | None = None) -> str:
    """The page of the statement as customers get it, or that of a draft for who is signed in."""
    context = {
        "page": statement(edition, around),
        "slug": edition.dossier.provider.slug,
        "fingerprint": around.this.fingerprint if around else edition.statement_fingerprint,
        "downloads": _links(around) if around else (),
        "around": around,
    }
    return public_html("register/concept.html" if edition.is_draft else "public/statement.html", context)


def public_html(template: str, context: dict[str, Any]) -> str:
    """A page without the indentation and empty lines of its templates, and without anything of a session."""
    return re.sub(r"\s*\n\s*", "\n", render_to_string(template, context))


def _links(around: Around) -> tuple[Link, ...]:
    json = Link("Json", around.path("statement_json"))
    size = around.this.pdf_size
    return (Link(f"Pdf ({max(1, round(size / 1000))} kB)", around.path("statement_pdf")), json) if size else (json,)


def document(kind: str, form: str, choice: Choice, role: str | None = None) -> Download:
    """A document of a version or of the draft; the PDFs of a version are served as they were made.

    Raises NotAvailableError.
    """
    if form == "pdf" and role is None and isinstance(choice, Published):
        return _stored(kind, choice)
    if (kind, form, role) == ("statement", "html", None):
        page = statement_page(choice.edition, choice.around).encode()
        return Download(_edition_name(kind, form, choice.edition, role), CONTENT_TYPES[form], page)
    return make(kind, form, choice.register_edition if kind == "register" else choice.edition, role)


def _stored(kind: str, choice: Published) -> Download:
    file = choice.file(FILES[kind])
    if file is None:
        raise NotAvailableError("Van deze versie is geen pdf bewaard.")
    return Download(file_name(kind, "pdf", choice), CONTENT_TYPES["pdf"], bytes(file.content), file.sha256)


def file_name(kind: str, form: str, choice: Published) -> str:
    """Name of a document of a version, without reading its contents."""
    publication = choice.publication
    return _name(kind, form, publication.provider.slug, f"v{publication.number}", publication.made_at)


def _register_pdf(edition: Edition, role: str | None) -> bytes:
    if role:
        raise NotAvailableError("De pdf is altijd het hele register; kies bij een rol html of json.")
    return register_pdf(edition, register_json(edition))


_MAKERS: dict[str, dict[str, Callable[[Edition, str | None], bytes]]] = {
    "register": {
        "pdf": _register_pdf,
        "json": register_json,
        "html": lambda edition, role: register_page(edition, role).encode(),
    },
    "statement": {
        "pdf": lambda edition, role: statement_pdf(edition, statement_json(edition)),
        "html": lambda edition, role: statement_page(edition).encode(),
        "json": lambda edition, role: statement_json(edition),
    },
}
_NAMES = {"register": "register", "statement": "verklaring"}


def make(kind: str, form: str, edition: Edition, role: str | None = None) -> Download:
    """The document as a file. Raises NotAvailableError when there is none of this kind."""
    maker = _MAKERS.get(kind, {}).get(form)
    if maker is None:
        forms = ", ".join(sorted(_MAKERS.get(kind, {})))
        raise NotAvailableError(f"{_NAMES.get(kind, kind)} bestaat nog niet als {form}; wel als {forms}.")
    if role is not None and (kind != "register" or role not in ROLES):
        raise NotAvailableError(f"Een rol kiezen kan alleen bij het register: {', '.join(ROLES)}.")
    try:
        content = maker(edition, role)
    except TooHeavyError as error:
        raise NotAvailableError(str(error)) from error
    return Download(_edition_name(kind, form, edition, role), CONTENT_TYPES[form], content)


def publication_files(edition: Edition) -> dict[FileKind, bytes]:
    """The files that a publication keeps; made once, before it is stored."""
    return {
        FileKind.STATEMENT_PDF: make("statement", "pdf", edition).content,
        FileKind.REGISTER_PDF: make("register", "pdf", edition).content,
    }


def _edition_name(kind: str, form: str, edition: Edition, role: str | None) -> str:
    version = str(edition.version) if edition.is_draft else f"v{edition.version}"
    return _name(kind, form, edition.dossier.provider.slug, version, edition.made_at, role)


def _name(kind: str, form: str, slug: str, version: str, made_at: datetime, role: str | None = None) -> str:
    """For example register-teamtelefoon-v3-2026-11-01.pdf (design.md 9.4)."""
    day = timezone.localtime(made_at).date().isoformat()
    parts = (_NAMES[kind], slug, version, role, day)
    return "-".join(part for part in parts if part) + f".{form}"
