"""The PDFs: the only place that knows the PDF library."""

from .documents import register_pdf, statement_html, statement_pdf
from .places import places

__all__ = ["places", "register_pdf", "statement_html", "statement_pdf"]
