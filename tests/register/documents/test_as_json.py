"""The JSON that others rely on, and its schema."""

import hashlib
import json
from datetime import UTC, datetime

import msgspec
import pytest
from jsonschema import Draft202012Validator

from register.choices import Role
from register.documents.as_json import register_json, schema_json, statement_json
from register.dossier import Dossier, canonical_json
from tests.register.filled import edition, filled_dossier

ENVELOPE = ["schema", "schema_version", "kind", "provider", "version", "valid_from", "fingerprint", "values", "dossier"]
DRAFT = [*ENVELOPE[:6], "as_of", *ENVELOPE[6:]]


def own_fingerprint(content: dict) -> str:
    """As another program would compute it: sorted keys, UTF-8, no spaces."""
    text = json.dumps(content["dossier"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(("make", "more"), [(register_json, {"explanation"}), (statement_json, set())])
def test_envelope_carries_the_fingerprint_of_what_is_in_it(make, more):
    content = json.loads(make(edition(filled_dossier())))
    assert [name for name in content if name not in more] == DRAFT
    assert set(content) == {*DRAFT, *more}
    assert content["fingerprint"] == own_fingerprint(content)
    assert (content["version"], content["valid_from"], content["schema_version"]) == ("concept", None, 1)


@pytest.mark.parametrize("make", [register_json, statement_json])
def test_only_a_draft_says_of_which_day_it_is(make):
    draft = json.loads(make(edition(filled_dossier())))
    version = json.loads(make(edition(filled_dossier(), number=2)))
    assert draft["as_of"] == edition(filled_dossier()).made_at.date().isoformat()
    assert "as_of" not in version


def test_register_holds_everything_and_fits_the_schema():
    dossier = filled_dossier()
    content = json.loads(register_json(edition(dossier)))["dossier"]
    assert canonical_json(msgspec.convert(content, Dossier)) == canonical_json(dossier)
    Draft202012Validator(json.loads(schema_json())).validate(content)


def test_statement_holds_no_register_field():
    content = json.loads(statement_json(edition(filled_dossier())))
    text = json.dumps(content)
    assert '"source"' not in text
    assert "documents" not in content["dossier"]


def test_only_the_register_says_what_was_explained_at_publication():
    published = edition(filled_dossier(), number=3, explanation="Volgt in december.")
    assert json.loads(register_json(published))["explanation"] == "Volgt in december."
    assert json.loads(register_json(edition(filled_dossier())))["explanation"] is None
    assert b"december" not in statement_json(published)


def test_statement_has_another_fingerprint_than_the_register():
    draft = edition(filled_dossier())
    found = json.loads(statement_json(draft))["fingerprint"]
    assert found == draft.statement_fingerprint != draft.register_fingerprint


def test_a_role_narrows_the_register_and_its_fingerprint():
    draft = edition(filled_dossier(Role.PROCESSOR))
    content = json.loads(register_json(draft, "verwerker"))
    assert content["role"] == "verwerker"
    assert len(content["dossier"]["activities"]) == 1
    assert json.loads(register_json(draft, "onbekend"))["dossier"]["activities"] == []
    assert content["fingerprint"] == own_fingerprint(content)


def test_same_facts_same_bytes():
    assert register_json(edition(filled_dossier())) == register_json(edition(filled_dossier()))


def test_a_draft_made_just_after_midnight_is_of_the_new_day():
    late = msgspec.structs.replace(edition(filled_dossier()), made_at=datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    assert json.loads(register_json(late))["as_of"] == "2026-12-01"
