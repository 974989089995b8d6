"""Accepted findings on telecom, transfers and copies come back when, and only when, their facts change."""

from datetime import date

import pytest

from register.findings import BY_CODE, next_change
from register.findings.checking import run
from register.findings.examples import Example

TRAFFIC = {"key": "verkeer", "name": "Verkeersgegevens", "kind": "verkeer"}
COPY = {"key": "kopie", "name": "Kopie paspoort", "kind": "bsn", "identity_document": True}


def state(code: str, dossier: dict) -> str:
    (finding,) = run(BY_CODE[code], Example(about="", dossier=dossier).case)
    return finding.state


def traffic(provider: dict, **row) -> dict:
    rows = [{"sequence": 1, "category": "verkeer", **row}]
    return {"provider": provider, "data_categories": [TRAFFIC], "activities": [{"data": rows}]}


def copies(**row) -> dict:
    return {"data_categories": [COPY], "activities": [{"data": [{"sequence": 1, "category": "kopie", **row}]}]}


def test_a_public_service_makes_an_accepted_warning_a_fout():
    assert state("TW11.5-4", traffic({})) != state("TW11.5-4", traffic({"public_telecom": "ja"}))


@pytest.mark.parametrize("edit", [{"explanation": "Nummers"}, {"source": "000 r1"}, {"origin": ["systeem"]}])
def test_other_facts_leave_it_accepted(edit):
    assert state("TW11.5-4", traffic({})) == state("TW11.5-4", traffic({}, **edit))


def test_a_copy_that_turns_out_not_to_be_masked_is_judged_again():
    assert state("AVG5-1-c-KOPIE", copies()) != state("AVG5-1-c-KOPIE", copies(masked="nee"))
    assert state("AVG5-1-c-KOPIE", copies()) == state("AVG5-1-c-KOPIE", copies(optional=True))


def test_findings_change_on_the_day_that_an_adequacy_decision_ends():
    link = {"sequence": 1, "recipient": "p", "role": "ontvanger", "mechanism": "45"}
    dossier = {"recipients": [{"key": "p", "name": "Partij", "country": ["GB"]}], "disclosures": [link]}
    last = Example(about="", dossier=dossier, today=date(2031, 12, 27)).case
    after = Example(about="", dossier=dossier, today=date(2031, 12, 28)).case
    assert next_change(last) == after.today
    assert not list(run(BY_CODE["AVG44"], last))
    (finding,) = run(BY_CODE["AVG44"], after)
    assert finding.message == (
        "“Partij” in Verenigd Koninkrijk krijgt gegevens zonder geldig mechanisme voor doorgifte: "
        "voor dit land geldt geen adequaatheidsbesluit."
    )
