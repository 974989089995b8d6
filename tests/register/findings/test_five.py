"""What the rules find in the five statements is what somebody found who read them, passage by passage."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from providers.models import Provider
from register.dossier import live_dossier
from register.findings import Case, check
from register.findings.catalogue import accountability, requests, statement
from tests.data import load_all

EXPECTED = Path(__file__).parent / "expected"
DAY = date(2026, 11, 22)
AREAS = {"rights": (statement, requests, accountability)}


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    object: str
    because: str


@pytest.fixture
def found(db):
    """Findings by provider."""
    load_all()
    providers = Provider.objects.all()
    return {item.slug: check(Case(dossier=live_dossier(item.pk), today=DAY)) for item in providers}


@pytest.mark.parametrize("area", AREAS)
def test_the_five_statements(area, found):
    path = EXPECTED / f"{area}.yaml"
    expected = msgspec.yaml.decode(path.read_bytes(), type=dict[str, list[Expected]])
    codes = {rule.code for module in AREAS[area] for rule in module.RULES}
    assert {
        slug: sorted((finding.code, finding.object) for finding in findings if finding.code in codes)
        for slug, findings in found.items()
    } == {slug: sorted((item.code, item.object) for item in items) for slug, items in expected.items()}
