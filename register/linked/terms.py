"""The terms of the W3C Data Privacy Vocabulary that our words stand for, and the context in which they are read."""

from pathlib import Path
from typing import Any

import msgspec

Node = dict[str, Any]
# Lists of our keys with the term of each, and the version of the vocabulary.
TERMS: dict[str, Any] = msgspec.yaml.decode((Path(__file__).parent / "data" / "dpv.yaml").read_bytes())
CONTEXT: Node = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "legal-eu": "https://w3id.org/dpv/legal/eu#",
    "legal-nl": "https://w3id.org/dpv/legal/nl#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "@language": "nl",
    # These belong to no language, or are no text.
    **{name: {"@language": None} for name in ("dct:identifier", "dct:hasVersion", "dct:language", "dpv:hasName")},
    **{name: {"@type": "xsd:date"} for name in ("dct:issued", "dct:modified", "dct:valid")},
    "rdf:value": {"@type": "xsd:duration"},
    "dct:conformsTo": {"@type": "@id"},
}


def term(table: str, key: str | None) -> list[str]:
    """The term for one of our keys, as a list; empty for words of somebody's own."""
    found = TERMS[table].get(key)
    return [found] if found else []


def known(**values: Any) -> Node:
    """A node of what is recorded: `at` and `kind` are its address and types, `dpv_x` is dpv:x, nothing is left out."""
    return {_name(name): value for name, value in values.items() if value not in (None, "", [], ())}


def named(term: str) -> Node:
    """A reference to a term or a node."""
    return {"@id": term}


def _name(name: str) -> str:
    prefix, _, rest = name.partition("_")
    return {"at": "@id", "kind": "@type"}.get(name, f"{prefix}:{rest}")
