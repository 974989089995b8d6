"""The PDFs: the only place that knows the PDF library."""

from .documents import Progress, register_pdf, statement_html, statement_pdf
from .places import places

__all__ = ["Progress", "places", "register_pdf", "statement_html", "statement_pdf"]
