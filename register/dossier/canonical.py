"""One Dossier, one series of bytes: canonical JSON, fingerprints, the public part, the schema."""

import enum
import hashlib
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from .customers import for_customers
from .types import AUDIENCE, SCHEMA_VERSION, Dossier

# Made at import, as all decoders here: what msgspec knows of a type it works out at first use, and when several
# threads do so at once the process is gone. This one knows all nodes of a Dossier.
_decoder = msgspec.json.Decoder(Dossier)

SCHEMA_PATH = f"/schema/dossier-{SCHEMA_VERSION}.json"


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; equal values give equal bytes anywhere."""
    return msgspec.json.encode(value, order="sorted")


def fingerprint(value: Any) -> str:
    """SHA-256 over the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def register_fingerprint(dossier: Dossier) -> str:
    """Fingerprint of everything in the Dossier."""
    return fingerprint(dossier)


def statement_fingerprint(dossier: Dossier) -> str:
    """Fingerprint of what customers may read."""
    return fingerprint(public_part(dossier))


def public_part(dossier: Dossier) -> dict[str, Any]:
    """The Dossier as plain data without register fields and without what does not concern customers."""
    return _public(for_customers(dossier))


def public_dossier(dossier: Dossier) -> Dossier:
    """The same as a Dossier, for faces that read one; a register field that cannot be empty is still there."""
    return _without_register(for_customers(dossier))


def _without_register(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_without_register, value))
    if not isinstance(value, msgspec.Struct):
        return value
    shown = public_fields(type(value))
    rows = {name: _without_register(getattr(value, name)) for name in shown}
    hidden = {
        field.name: field.default
        for field in msgspec.structs.fields(type(value))
        if field.name not in shown and field.default is not msgspec.NODEFAULT
    }
    return msgspec.structs.replace(value, **rows, **hidden)


def _public(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return {name: _public(getattr(value, name)) for name in public_fields(type(value))}
    if isinstance(value, tuple):
        return [_public(item) for item in value]
    return msgspec.to_builtins(value)


@cache
def public_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """Names of the fields that customers may read."""
    hints = get_type_hints(struct, include_extras=True)
    return tuple(name for name in struct.__struct_fields__ if not _is_register(hints[name]))


def _is_register(hint: Any) -> bool:
    metas = (item for item in get_args(hint) if isinstance(item, msgspec.Meta))
    return any((meta.extra_json_schema or {}).get(AUDIENCE) == "register" for meta in metas)


def load_dossier(content: bytes | str) -> Dossier:
    """Read canonical JSON back. Raises msgspec.ValidationError naming the place."""
    return _decoder.decode(content)


def json_schema() -> dict[str, Any]:
    """JSON Schema of the register's Dossier; fields for the register only are marked."""
    schema = msgspec.json.schema(Dossier, schema_hook=choices_schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_PATH,
        "title": f"Dossier van een aanbieder, versie {SCHEMA_VERSION}",
        **schema,
    }


def choices_schema(kind: type) -> dict[str, Any]:
    """A closed list in a JSON Schema. Raises NotImplementedError for any other type."""
    if issubclass(kind, enum.Enum):
        return {"title": kind.__name__, "enum": sorted(item.value for item in kind)}
    raise NotImplementedError(kind)
