"""Pages of the register: the vocabulary, activities, and what a statement says beside them."""

from . import activity, groups, publications, purpose, site, statement, words

__all__ = ["activity", "groups", "publications", "purpose", "site", "statement", "words"]
