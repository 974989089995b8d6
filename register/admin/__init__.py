"""Pages of the register, a room for each thing an officer does; importing this registers them all."""

from . import site, words
from .activity import page as activity_page
from .activity import purpose
from .findings import logs
from .publication import page as publication_page
from .statement import groups
from .statement import page as statement_page

__all__ = ["activity_page", "groups", "logs", "publication_page", "purpose", "site", "statement_page", "words"]
