"""Reading a Dossier that was stored by an older version of this project.

A stored text is never rewritten. Its fingerprints are taken over the text itself, by the schema
of its own time; faces get it through a chain of small steps, each from one schema to the next.

Until the first release the schema is number 1 and changes freely. From 1.0.0 on (a test says so) the
schema of each release stays in schemas/dossier-<number>.json; who changes the Dossier raises
SCHEMA_VERSION, writes the new schema beside the old ones and adds the step from the old version here.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..choices import Status
from .canonical import fingerprint, json_schema, load_dossier, public_part
from .types import AUDIENCE, SCHEMA_VERSION, Dossier

Step = Callable[[dict[str, Any]], dict[str, Any]]

SCHEMAS = Path(__file__).parent / "schemas"
# From this schema version to the next; plain data in, plain data out.
STEPS: dict[int, Step] = {}


class StoredDossierError(Exception):
    """This stored Dossier cannot be read; the text says why, in Dutch."""


def load_stored(
    text: str, schema_version: int, *, steps: Mapping[int, Step] = STEPS, current: int = SCHEMA_VERSION
) -> Dossier:
    """The Dossier of a stored text, in today's form whatever its age. Raises StoredDossierError."""
    if schema_version > current:
        raise StoredDossierError(
            f"Dit dossier heeft schema {schema_version}; deze installatie kent er {current}. Werk de installatie bij."
        )
    try:
        if schema_version == current:
            return load_dossier(text)
        content = json.loads(text)
        for version in range(schema_version, current):
            content = _step(steps, version)(content)
        return msgspec.convert(content, Dossier)
    except (ValueError, LookupError, TypeError) as error:
        raise StoredDossierError(f"Het opgeslagen dossier (schema {schema_version}) is onleesbaar: {error}") from error


def _step(steps: Mapping[int, Step], version: int) -> Step:
    if version not in steps:
        raise StoredDossierError(f"Er is geen omzetting van schema {version} naar {version + 1}.")
    return steps[version]


def stored_register_fingerprint(text: str) -> str:
    """Fingerprint of everything in a stored text."""
    return hashlib.sha256(text.encode()).hexdigest()


def stored_statement_fingerprint(text: str, schema_version: int) -> str:
    """Fingerprint of what customers may read of a stored text. Raises StoredDossierError."""
    return fingerprint(stored_public_part(text, schema_version))


def stored_public_part(text: str, schema_version: int) -> Any:
    """What customers may read of a stored text as plain data, by the schema of its own time.

    Raises StoredDossierError.
    """
    schema = schema_of(schema_version)
    if schema_version == SCHEMA_VERSION:
        return public_part(load_stored(text, schema_version))
    try:
        content = json.loads(text)
        active = [item for item in content.get("activities", []) if item["status"] == Status.ACTIVE]
        return _public({**content, "activities": active}, schema, schema["$defs"])
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoredDossierError(f"Het opgeslagen dossier (schema {schema_version}) is onleesbaar: {error}") from error


def schema_of(version: int) -> dict[str, Any]:
    """The JSON Schema of a version as it was then. Raises StoredDossierError."""
    if version == SCHEMA_VERSION:
        return json_schema()
    path = SCHEMAS / f"dossier-{version}.json"
    if not path.exists():
        raise StoredDossierError(
            f"Schema {version} is in deze installatie onbekend; zij kent er {SCHEMA_VERSION}. Werk de installatie bij."
        )
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _public(value: Any, schema: Mapping[str, Any], types: Mapping[str, Any]) -> Any:
    """The value without the fields that its schema marks for the register."""
    if "$ref" in schema:
        return _public(value, types[schema["$ref"].rpartition("/")[2]], types)
    if isinstance(value, dict):
        fields = _object(schema, types)["properties"]
        return {
            name: _public(item, fields[name], types)
            for name, item in value.items()
            if fields[name].get(AUDIENCE) != "register"
        }
    if isinstance(value, list):
        return [_public(item, schema["items"], types) for item in value]
    return value


def _object(schema: Mapping[str, Any], types: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part of a schema that describes an object, also where the value may be absent."""
    if "properties" in schema:
        return schema
    options = (types[option["$ref"].rpartition("/")[2]] for option in schema["anyOf"] if "$ref" in option)
    return next(options)
