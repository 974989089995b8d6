"""What the rules find in the five real statements, each finding walked through beside the text.

`expected/<module of the catalogue>.yaml` holds per provider every finding of the rules in that
module, with the passage that proves it; for what is absent the passages that were read. A finding
that weighs less than its rule has its severity there too.
"""

import importlib
import pkgutil
from pathlib import Path

import msgspec
import pytest

from register.choices import Severity
from register.findings import BY_CODE, catalogue

FOLDER = Path(__file__).parent / "expected"
AREAS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Findings of one rule for one reason; `because` names the passage and says in Dutch what is there."""

    code: str
    objects: tuple[str, ...]
    because: str
    severity: Severity | None = None


def expected(area: str) -> dict[str, tuple[Expected, ...]]:
    """Provider to what the rules of this area find there."""
    return msgspec.yaml.decode((FOLDER / f"{area}.yaml").read_bytes(), type=dict[str, tuple[Expected, ...]])


def test_every_area_of_the_catalogue_was_walked_through():
    assert [module.name for module in pkgutil.iter_modules(catalogue.__path__)] == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_the_rules_find_this_and_nothing_else(area, checked):
    module = importlib.import_module(f"{catalogue.__name__}.{area}")
    codes = {rule.code for rule in catalogue.rules_of(module)}
    found = [(item.code, item.object, item.severity) for item in checked.findings if item.code in codes]
    rows = expected(area).get(checked.slug, ())
    assert sorted(found) == sorted(
        (row.code, name, row.severity or BY_CODE[row.code].severity) for row in rows for name in row.objects
    )


def test_a_message_is_short_enough_to_read(checked):
    assert [item.message for item in checked.findings if len(item.message) > 220] == []


@pytest.mark.parametrize("area", AREAS)
def test_each_reason_names_a_passage_of_the_right_document(area):
    documents = {"teamtelefoon": "000", "vcare": "001", "vtel": "002", "voips": "003", "telecom-service": "004"}
    for provider, rows in expected(area).items():
        for row in rows:
            passage, _, reason = row.because.partition(": ")
            assert passage.removeprefix("niet vermeld, ").startswith(f"{documents[provider]} r"), row
            assert len(reason) > 10, row
