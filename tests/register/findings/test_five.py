"""What the rules find in the five real statements, each finding walked through beside the text.

`expected/<module of the catalogue>.yaml` holds per provider every finding of the rules in that
module, with the passage that proves it; for what is absent the passages that were read.
"""

import importlib
import pkgutil
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest

from register.choices import Severity
from register.dossier.edition import Finding
from register.findings import Case, catalogue, check
from tests.data import FIVE

FOLDER = Path(__file__).parent / "expected"
AREAS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
DAY = date(2026, 11, 22)


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Findings of one rule for one reason; `because` names the passage and says in Dutch what is there."""

    code: str
    objects: tuple[str, ...]
    because: str


def expected(area: str) -> dict[str, tuple[Expected, ...]]:
    """Provider to what the rules of this area find there."""
    return msgspec.yaml.decode((FOLDER / f"{area}.yaml").read_bytes(), type=dict[str, tuple[Expected, ...]])


@pytest.fixture(scope="module")
def found(dossiers) -> dict[str, tuple[Finding, ...]]:
    """Provider to all that the rules find."""
    return {slug: check(Case(dossier=dossier, today=DAY)) for slug, dossier in dossiers.items()}


def test_every_area_of_the_catalogue_was_walked_through():
    assert [module.name for module in pkgutil.iter_modules(catalogue.__path__)] == AREAS


@pytest.mark.parametrize("provider", FIVE)
@pytest.mark.parametrize("area", AREAS)
def test_the_rules_find_this_and_nothing_else(found, area, provider):
    rules = importlib.import_module(f"{catalogue.__name__}.{area}").RULES
    codes = {rule.code for rule in rules}
    rows = expected(area).get(provider, ())
    assert sorted((item.code, item.object) for item in found[provider] if item.code in codes) == sorted(
        (row.code, name) for row in rows for name in row.objects
    )


# Fouten, waarschuwingen and infos.
COUNTS = {
    "teamtelefoon": (10, 31, 1),
    "telecom-service": (30, 46, 13),
    "vcare": (19, 21, 9),
    "voips": (16, 43, 5),
    "vtel": (31, 20, 5),
}


@pytest.mark.parametrize("provider", FIVE)
def test_so_many_of_each_severity(found, provider):
    counted = Counter(item.severity for item in found[provider])
    assert tuple(counted[severity] for severity in Severity) == COUNTS[provider]


@pytest.mark.parametrize("provider", FIVE)
def test_a_message_is_short_enough_to_read(found, provider):
    assert [item.message for item in found[provider] if len(item.message) > 220] == []


@pytest.mark.parametrize("area", AREAS)
def test_each_reason_names_a_passage_of_the_right_document(area):
    documents = {"teamtelefoon": "000", "vcare": "001", "vtel": "002", "voips": "003", "telecom-service": "004"}
    for provider, rows in expected(area).items():
        for row in rows:
            passage, _, reason = row.because.partition(": ")
            assert passage.removeprefix("niet vermeld, ").startswith(f"{documents[provider]} r"), row
            assert len(reason) > 10, row
