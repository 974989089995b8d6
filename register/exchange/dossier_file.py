"""The JSON of a register, as it is downloaded, back into rows."""

import json
import re
from pathlib import Path
from typing import Any

from ..dossier import SCHEMA_VERSION, TABLES, Dossier, StoredDossierError, load_dossier, load_stored
from ..dossier.canonical import register_fingerprint
from ..loading.entries import Entry
from ..loading.report import LoadError
from .facts import LEFT_OUT, contents_of

MAX_BYTES = 100_000_000
# All kinds of rows that a Dossier can have: one that is not in the file is not there.
KINDS = frozenset(table.model for table in TABLES.values())
EDITED = "De inhoud is veranderd sinds het bestand is gemaakt: de vingerafdruk die erin staat is die van andere feiten."
NOT_IN_IT = (
    "Niet in dit bestand, en dus niet meegekomen: interne notities, de tekst van brondocumenten, de geschiedenis, "
    "eerdere versies en wat over bevindingen is beslist."
)

_WORDS = {"str": "tekst", "int": "een heel getal", "bool": "true of false", "array": "een lijst", "object": "een groep"}
_SAID = (
    (re.compile(r"Object missing required field `(.+?)`"), "“{0}” ontbreekt"),
    (re.compile(r"Object contains unknown field `(.+?)`"), "onbekend veld “{0}”"),
    (re.compile(r"Invalid enum value '(.*?)'"), "“{0}” kan hier niet"),
    (re.compile(r"Expected `(\w+)(?: \| null)?`, got `(\w+)`"), "hier hoort {0}, geen {1}"),
)


def read_dossier(path: Path) -> tuple[Dossier, list[str]]:
    """The Dossier in a register's JSON, and what to know about it. Raises LoadError naming the place."""
    if path.stat().st_size > MAX_BYTES:
        raise LoadError([f"{path.name} is groter dan {MAX_BYTES // 1_000_000} MB."])
    try:
        envelope = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise LoadError([f"{path.name} is geen leesbare json: {error}"]) from error
    if not isinstance(envelope, dict) or envelope.get("kind") not in ("register", "statement"):
        raise LoadError([f"{path.name} is geen register als json, zoals “export register … --format json” maakt."])
    if envelope["kind"] == "statement" or envelope.get("role"):
        raise LoadError([f"{path.name} bevat maar een deel van het register; neem het hele register als json."])
    dossier = _dossier(path.name, envelope)
    same = envelope.get("fingerprint") == register_fingerprint(dossier)
    return dossier, [NOT_IN_IT] if same else [EDITED, NOT_IN_IT]


def entries_of(dossier: Dossier, name: str) -> list[Entry]:
    """The rows of a Dossier, ready to load; what it leaves out of a row stays as it is."""
    return [
        Entry(f"{name}, {place}", {"model": model._meta.label_lower, "fields": fields}, kept=LEFT_OUT)
        for model, fields, place in contents_of(dossier)
    ]


def _dossier(name: str, envelope: dict[str, Any]) -> Dossier:
    version, text = envelope.get("schema_version"), json.dumps(envelope.get("dossier"))
    if not isinstance(version, int):
        raise LoadError([f"{name}: “schema_version” is geen getal."])
    try:
        return load_dossier(text) if version == SCHEMA_VERSION else load_stored(text, version)
    except (ValueError, StoredDossierError) as error:
        raise LoadError([f"{name}, {_in_dutch(str(error))}"]) from error


def _in_dutch(message: str) -> str:
    """What msgspec says of a value that cannot be, with the place first."""
    said, _, place = message.partition(" - at `$")
    for pattern, words in _SAID:
        if found := pattern.fullmatch(said):
            said = words.format(*(_WORDS.get(part, part) for part in found.groups()))
    return f"dossier{place.rstrip('`')}: {said}."
