"""The documents: which template, which style sheets, which attachment."""

from collections.abc import Callable

from django.template.loader import render_to_string

from ..article30 import article30
from ..dossier import Edition
from ..statement import statement
from .rendering import AttachedFile, render

# Called with the number of parts that are ready and that of all parts.
Progress = Callable[[int, int], None]

REGISTER_STYLES = ("page.css", "register.css")
STATEMENT_STYLES = ("page.css", "statement.css")


def register_html(edition: Edition) -> str:
    """The page of which the register PDF is made."""
    return render_to_string("pdf/register.html", {"view": article30(edition)})


def register_pdf(edition: Edition, facts: bytes, *, progress: Progress | None = None) -> bytes:
    """The whole register of one provider; `facts` is the same as JSON and goes inside."""
    attached = AttachedFile("register.json", facts, "Het register als JSON, volgens /schema/dossier-1.json")
    made = render(register_html(edition), styles=REGISTER_STYLES, moment=edition.made_at, files=(attached,))
    if progress:
        progress(1, 1)
    return made


def statement_html(edition: Edition) -> str:
    """The page of which the statement PDF is made: the blocks of the public page in a frame of paper."""
    context = {
        "page": statement(edition),
        "edition": edition,
        "provider": edition.dossier.provider.name,
        "fingerprint": edition.statement_fingerprint,
    }
    return render_to_string("pdf/statement.html", context)


def statement_pdf(edition: Edition, facts: bytes) -> bytes:
    """The statement of one provider; `facts` is its public part as JSON and goes inside."""
    attached = AttachedFile("verklaring.json", facts, "De verklaring als JSON, volgens /schema/dossier-1.json")
    return render(statement_html(edition), styles=STATEMENT_STYLES, moment=edition.made_at, files=(attached,))
