"""The PDFs: the only place that knows the PDF library."""

from .documents import register_pdf, statement_pdf

__all__ = ["register_pdf", "statement_pdf"]
