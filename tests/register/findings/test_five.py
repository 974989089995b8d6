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

from providers.models import Provider
from register.choices import Severity
from register.dossier import Dossier, live_dossier
from register.findings import Case, catalogue, check
from tests.data import load_all

FOLDER = Path(__file__).parent / "expected"
AREAS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
DAY = date(2026, 11, 22)
FIVE = ("teamtelefoon", "telecom-service", "vcare", "voips", "vtel")


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Findings of one rule for one reason; `because` names the passage and says in Dutch what is there."""

    code: str
    objects: tuple[str, ...]
    because: str


def expected(area: str) -> dict[str, tuple[Expected, ...]]:
    """Provider to what the rules of this area find there."""
    return msgspec.yaml.decode((FOLDER / f"{area}.yaml").read_bytes(), type=dict[str, tuple[Expected, ...]])


@pytest.fixture(scope="module")
def five(django_db_setup, django_db_blocker) -> dict[str, Dossier]:
    """The Dossiers of the five providers; the database is put back at once."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_all()
        dossiers = {row.slug: live_dossier(row.pk) for row in Provider.objects.filter(slug__in=FIVE)}
        transaction.set_rollback(True)
    return dossiers


def test_every_area_of_the_catalogue_was_walked_through():
    assert [module.name for module in pkgutil.iter_modules(catalogue.__path__)] == AREAS


@pytest.mark.django_db
@pytest.mark.parametrize("provider", FIVE)
@pytest.mark.parametrize("area", AREAS)
def test_the_rules_find_this_and_nothing_else(five, area, provider):
    rules = importlib.import_module(f"{catalogue.__name__}.{area}").RULES
    codes = {rule.code for rule in rules}
    found = check(Case(dossier=five[provider], today=DAY))
    rows = expected(area).get(provider, ())
    assert sorted((item.code, item.object) for item in found if item.code in codes) == sorted(
        (row.code, name) for row in rows for name in row.objects
    )


# Fouten, waarschuwingen and infos.
COUNTS = {
    "teamtelefoon": (10, 31, 1),
    "telecom-service": (30, 46, 5),
    "vcare": (19, 21, 6),
    "voips": (16, 43, 5),
    "vtel": (31, 20, 4),
}


@pytest.mark.django_db
@pytest.mark.parametrize("provider", FIVE)
def test_so_many_of_each_severity(five, provider):
    found = Counter(item.severity for item in check(Case(dossier=five[provider], today=DAY)))
    assert tuple(found[severity] for severity in Severity) == COUNTS[provider]


@pytest.mark.django_db
@pytest.mark.parametrize("provider", FIVE)
def test_a_message_is_short_enough_to_read(five, provider):
    found = check(Case(dossier=five[provider], today=DAY))
    assert [item.message for item in found if len(item.message) > 220] == []


@pytest.mark.parametrize("area", AREAS)
def test_each_reason_names_a_passage_of_the_right_document(area):
    documents = {"teamtelefoon": "000", "vcare": "001", "vtel": "002", "voips": "003", "telecom-service": "004"}
    for provider, rows in expected(area).items():
        for row in rows:
            passage, _, reason = row.because.partition(": ")
            assert passage.removeprefix("niet vermeld, ").startswith(f"{documents[provider]} r"), row
            assert len(reason) > 10, row
