"""A decision about a finding lasts through edits that have nothing to do with it, and no longer."""

import pytest

from register.findings import BY_CODE
from register.findings.checking import run
from register.findings.examples import Example

HOSTING = {"key": "hosting", "name": "Hosting B.V."}
PROCESSOR = {"sequence": 1, "recipient": "hosting", "role": "verwerker"}
CONTRACT = {"key": "a", "sequence": 1, "name": "Bellen", "bases": [{"article": "b"}]}
BARE = {"key": "b", "sequence": 2, "name": "Support"}
INTEREST = {"key": "a", "sequence": 1, "name": "Misbruik", "bases": [{"article": "f"}]}
MAIL = {"key": "mail", "use": "algemeen", "channel": "email", "value": "info@voorbeeld.nl"}
GENERAL = [{"key": "leveren", "sequence": 1, "name": "Leveren"}, {"key": "innen", "sequence": 2, "name": "Innen"}]
SUITABLE = {"key": "passend", "name": "Passende maatregelen", "kind": "algemeen"}
CLAIM = {"key": "rol", "role": "processor"}


def activity(**facts):
    return {"activities": [{"role": "controller", **facts}]}


def state(code, dossier):
    """The state of the one finding of this rule."""
    [finding] = run(BY_CODE[code], Example(about="", dossier=dossier).case)
    return finding.state


# Code of the rule, facts on which it fires, an edit beside the matter, an edit that matters.
EDITS = [
    (
        "AVG24-1-ROL",
        activity(role=None),
        activity(role=None, condition="Bij gebruik"),
        activity(role=None, on_behalf_of="klant"),
    ),
    ("AVG30-1-a", {}, {"systems": [{"key": "crm", "name": "CRM"}]}, {"contact_points": [MAIL]}),
    (
        "AVG30-1-a-FG",
        {"provider": {"dpo_designated": "ja"}},
        {"provider": {"dpo_designated": "ja", "kvk": "12345678"}},
        {"provider": {"dpo_designated": "ja", "dpo_name": "A. Jansen"}},
    ),
    ("AVG30-1-b", activity(), activity(role=None), {"general_purposes": GENERAL, **activity()}),
    ("AVG30-1-c", activity(), activity(description="Bellen"), activity(data=[{"sequence": 1, "name": "Naam"}])),
    ("AVG30-1-d", activity(), activity(transfer="nee"), activity(no_processors=True)),
    (
        "AVG30-1-f",
        activity(data=[{"sequence": 1, "name": "Naam"}]),
        activity(data=[{"sequence": 1, "name": "Naam", "explanation": "Van de klant."}]),
        activity(data=[{"sequence": 1, "name": "Naam"}, {"sequence": 2, "name": "Adres"}]),
    ),
    (
        "AVG30-1-g",
        activity(),
        activity(purposes=[BARE]),
        {"measures": [SUITABLE], **activity(security=[{"sequence": 1, "measure": "passend"}])},
    ),
    (
        "AVG28-3",
        {"recipients": [HOSTING], "disclosures": [PROCESSOR]},
        {"recipients": [{**HOSTING, "country": ["NL"]}], "disclosures": [PROCESSOR]},
        {"recipients": [{**HOSTING, "agreement": "ja"}], "disclosures": [PROCESSOR]},
    ),
    (
        "AVG28-10",
        {"role_claims": [CLAIM], **activity()},
        {"role_claims": [CLAIM], "activities": [{"role": "controller"}, {"role": "joint"}]},
        {"role_claims": [{**CLAIM, "scope": "Alle diensten."}], **activity()},
    ),
    (
        "AVG6-1-KOPPELING",
        activity(purposes=[CONTRACT, BARE]),
        activity(purposes=[{**CONTRACT, "explanation": "Zo belt u."}, BARE]),
        activity(purposes=[CONTRACT, BARE, {"key": "c", "sequence": 3, "name": "Facturatie"}]),
    ),
    (
        "AVG6-1-f",
        activity(purposes=[INTEREST]),
        activity(purposes=[{**INTEREST, "explanation": "Bij oplichting."}]),
        activity(purposes=[{**INTEREST, "bases": [{"article": "f", "interest": "Een veilig net."}]}]),
    ),
]


@pytest.mark.parametrize(("code", "facts", "beside", "matters"), EDITS, ids=[edit[0] for edit in EDITS])
def test_a_decision_lapses_only_when_it_matters(code, facts, beside, matters):
    assert state(code, facts) == state(code, beside)
    assert state(code, facts) != state(code, matters)
