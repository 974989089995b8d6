"""Pages of the register: the vocabulary, activities, and what a statement says beside them."""

from . import activity, groups, logs, publications, purpose, site, statement, words

__all__ = ["activity", "groups", "logs", "publications", "purpose", "site", "statement", "words"]
