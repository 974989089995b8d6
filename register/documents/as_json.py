"""The register and the statement as JSON that other programs rely on: keys may be added, never renamed."""

from typing import Any

import msgspec

from ..article30 import with_roles
from ..dossier import (
    SCHEMA_PATH,
    SCHEMA_VERSION,
    Dossier,
    Edition,
    canonical_json,
    fingerprint,
    for_customers,
    json_schema,
    public_part,
)
from ..filling import used
from ..wording import local_day


def register_json(edition: Edition, role: str | None = None) -> bytes:
    """The whole Dossier in its envelope, or with the activities of one role only.

    What was said about open points at publication is for auditors, so only this envelope has it.
    """
    dossier, said = edition.dossier, {"explanation": edition.explanation or None}
    if role is None:
        return _envelope(edition, "register", dossier, within=dossier, **said)
    part = narrowed(dossier, role)
    return _envelope(edition, "register", part, within=part, role=role, **said)


def narrowed(dossier: Dossier, role: str | None) -> Dossier:
    """With the activities of one role only, when there is one."""
    return dossier if role is None else msgspec.structs.replace(dossier, activities=with_roles(dossier, role))


def statement_json(edition: Edition) -> bytes:
    """What customers may read, in its envelope."""
    return _envelope(edition, "statement", public_part(edition.dossier), within=for_customers(edition.dossier))


def schema_json() -> bytes:
    """The JSON Schema of the Dossier."""
    return _readable(json_schema())


def _envelope(edition: Edition, kind: str, content: Any, *, within: Dossier, **more: str | None) -> bytes:
    """The fingerprint is that of exactly the `dossier` beside it.

    So sentences in it name facts as they were typed; `values` has the words that every page prints there.
    """
    return _readable(
        {
            "schema": SCHEMA_PATH,
            "schema_version": SCHEMA_VERSION,
            "kind": kind,
            **more,
            "provider": edition.dossier.provider.slug,
            "version": edition.version,
            "valid_from": edition.valid_from,
            **({"as_of": local_day(edition.made_at)} if edition.is_draft else {}),
            "fingerprint": fingerprint(content),
            "values": used(edition.dossier, within),
            "dossier": msgspec.json.decode(canonical_json(content)),
        }
    )


def _readable(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
