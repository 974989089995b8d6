"""The documents of a provider as files: one maker per kind and format, for addresses and commands."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .article30 import ROLES, article30
from .choices import FileKind
from .dossier import Edition
from .exports import register_json, statement_json
from .pdf import register_pdf, statement_pdf
from .statement import statement
from .statement.page import Link

CONTENT_TYPES = {"pdf": "application/pdf", "json": "application/json", "html": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Download:
    """A file with its name and type."""

    name: str
    content_type: str
    content: bytes


class NotAvailableError(Exception):
    """This document does not exist in this form; the text says why, in Dutch."""


def register_page(edition: Edition, role: str | None = None) -> str:
    """The register on screen. It says nothing about who reads it, so that a file of it is the same."""
    context = {"view": article30(edition, role), "role": role or "", "roles": list(ROLES)}
    return render_to_string("register/register.html", context)


def statement_page(edition: Edition) -> str:
    """The public page of the statement, without the indentation and empty lines of the templates."""
    slug = {"provider": edition.dossier.provider.slug}
    context = {
        "page": statement(edition),
        "fingerprint": edition.statement_fingerprint,
        "downloads": [
            Link("Pdf", reverse("statement_pdf", kwargs=slug)),
            Link("Json", reverse("statement_json", kwargs=slug)),
        ],
    }
    return re.sub(r"\s*\n\s*", "\n", render_to_string("public/statement.html", context))


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
    return Download(_name(kind, form, edition, role), CONTENT_TYPES[form], maker(edition, role))


def publication_files(edition: Edition) -> dict[FileKind, bytes]:
    """The files that a publication keeps; made once, before it is stored."""
    return {
        FileKind.STATEMENT_PDF: make("statement", "pdf", edition).content,
        FileKind.REGISTER_PDF: make("register", "pdf", edition).content,
    }


def _name(kind: str, form: str, edition: Edition, role: str | None) -> str:
    """For example register-teamtelefoon-v3-2026-11-01.pdf (design.md 9.4)."""
    version = edition.version if edition.is_draft else f"v{edition.version}"
    day = timezone.localtime(edition.made_at).date().isoformat()
    parts = (_NAMES[kind], edition.dossier.provider.slug, str(version), role, day)
    return "-".join(part for part in parts if part) + f".{form}"
