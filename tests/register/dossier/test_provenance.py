"""Every line of the five texts holds facts or a reason why it holds none."""

import pytest
import yaml

from providers.facts.sources import parse_source
from providers.models import SourceDocument
from register.dossier import TABLES, live_dossier
from register.dossier.provenance import expand_ranges, facts_by_line, facts_with_source
from register.management.commands.list_sources import source_listing
from tests.data import FIXTURES

LINES = {"000": 104, "001": 120, "002": 161, "003": 79, "004": 26}
ACCOUNTS = sorted((FIXTURES / "sources").glob("*.yaml"))


def account(code: str) -> dict:
    return yaml.safe_load((FIXTURES / "sources" / f"{code}.yaml").read_text())


def test_there_is_an_account_of_all_five_texts():
    assert {item["document"]: item["lines"] for item in map(account, LINES)} == LINES


@pytest.mark.parametrize("code", LINES)
def test_every_line_is_accounted_for(five, code):
    document = SourceDocument.objects.get(code=code)
    facts = facts_by_line(live_dossier(document.provider_id), code)
    reasons = expand_ranges(account(code)["without_facts"])
    assert set(facts) | set(reasons) == set(range(1, LINES[code] + 1))


@pytest.mark.parametrize("code", LINES)
def test_database_and_account_speak_of_the_same_file(five, code):
    document = SourceDocument.objects.get(code=code)
    assert (document.sha256, document.line_count) == (account(code)["sha256"], LINES[code])


@pytest.mark.parametrize("code", LINES)
def test_the_listing_beside_it_is_up_to_date(five, code):
    path = FIXTURES / "sources" / f"{code}.yaml"
    assert path.with_suffix(".txt").read_text() == source_listing(path)


def test_every_fact_of_the_five_has_a_source(five):
    editorial = {"page_text", "first_layer", "highlights", "doors", "service_groups"}
    without = {
        f"{name}: {row}"
        for name, table in TABLES.items()
        if name not in editorial and hasattr(table.model, "source")
        for row in table.model.objects.filter(source="")
    }
    assert without == set()


def test_no_fact_names_a_text_of_another_provider(five):
    for document in SourceDocument.objects.all():
        sources = [found.source for found in facts_with_source(live_dossier(document.provider_id))]
        assert {passage.document for source in sources for passage in parse_source(source)} == {document.code}


def test_a_line_leads_to_its_facts(demo):
    facts = facts_by_line(live_dossier(demo.pk), "900")
    assert facts[2] == ["verwerking DM-01 Bellen"]
    assert facts[4] == ["bewaartermijn Kort", "DM-01 gegevens Nummer"]
    assert facts[5] == ["DM-01 gegevens Nummer"]
    assert 6 not in facts


def test_a_line_with_two_reasons_is_refused():
    with pytest.raises(ValueError, match="Regel 3 staat er twee keer in"):
        expand_ranges({"2-4": "leeg", 3: "kop"})
