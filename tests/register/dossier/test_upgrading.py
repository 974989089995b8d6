"""A Dossier of an older schema stays readable, and its fingerprints stay those of its own text."""

import hashlib
import json
import tomllib

import pytest
from django.conf import settings

from register.choices import Status
from register.dossier import (
    SCHEMA_VERSION,
    StoredDossierError,
    canonical_json,
    json_schema,
    live_dossier,
    load_stored,
    statement_fingerprint,
    stored_register_fingerprint,
    stored_statement_fingerprint,
    upgrading,
)
from register.models import ProcessingActivity

NEWER = SCHEMA_VERSION + 1


@pytest.fixture
def dossier(demo):
    return live_dossier(demo.pk)


def older(dossier) -> str:
    """A made-up older form: services were called products, and a name for the register only existed."""
    content = json.loads(canonical_json(dossier))
    content["products"] = content.pop("services")
    content["provider"]["nickname"] = "alleen voor het register"
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def rename(content: dict) -> dict:
    return {**{name: value for name, value in content.items() if name != "products"}, "services": content["products"]}


def drop_nickname(content: dict) -> dict:
    content["provider"].pop("nickname")
    return content


def test_a_release_keeps_its_schema_as_it_is():
    # Published versions rely on it. Changed the Dossier? Follow the first lines of upgrading.py.
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]
    released = not project["version"].startswith("0.")
    kept = {path.name: path.read_text("utf-8") for path in upgrading.SCHEMAS.glob("*")}
    assert sorted(kept) == [f"dossier-{version}.json" for version in range(1, SCHEMA_VERSION + released)]
    assert not released or json.loads(kept[f"dossier-{SCHEMA_VERSION}.json"]) == json.loads(json.dumps(json_schema()))


def test_every_older_schema_has_a_step():
    assert sorted(upgrading.STEPS) == list(range(1, SCHEMA_VERSION))


def test_todays_text_is_read_as_it_is(dossier):
    assert load_stored(canonical_json(dossier).decode(), SCHEMA_VERSION) == dossier


def test_an_older_text_goes_through_every_step(dossier):
    steps = {SCHEMA_VERSION - 1: rename, SCHEMA_VERSION: drop_nickname}
    assert load_stored(older(dossier), SCHEMA_VERSION - 1, steps=steps, current=NEWER) == dossier


def test_a_missing_step_is_named(dossier):
    with pytest.raises(StoredDossierError, match=f"geen omzetting van schema {SCHEMA_VERSION} naar {NEWER}"):
        load_stored(older(dossier), SCHEMA_VERSION - 1, steps={SCHEMA_VERSION - 1: rename}, current=NEWER)


def test_a_newer_text_asks_for_a_newer_installation():
    with pytest.raises(StoredDossierError, match=f"heeft schema {NEWER}; deze installatie kent er {SCHEMA_VERSION}"):
        load_stored("{}", NEWER)


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_a_text_that_is_no_dossier_is_named(text):
    for reader in (load_stored, stored_statement_fingerprint):
        with pytest.raises(StoredDossierError, match=f"opgeslagen dossier \\(schema {SCHEMA_VERSION}\\) is onleesbaar"):
            reader(text, SCHEMA_VERSION)


def test_fingerprints_of_a_text_are_those_of_its_dossier(five, demo):
    from providers.models import Provider

    ended = ProcessingActivity.objects.filter(provider__slug="demo").first()
    ended.status = Status.ENDED
    ended.save()
    for provider in Provider.objects.all():
        dossier = live_dossier(provider.pk)
        text = canonical_json(dossier).decode()
        assert stored_register_fingerprint(text) == hashlib.sha256(canonical_json(dossier)).hexdigest()
        assert stored_statement_fingerprint(text, SCHEMA_VERSION) == statement_fingerprint(dossier)


def test_the_fingerprints_of_an_older_text_come_from_its_own_schema(dossier, monkeypatch, tmp_path):
    schema = json.loads(json.dumps(json_schema()))
    fields = schema["$defs"]["Dossier"]["properties"]
    fields["products"] = fields.pop("services")
    schema["$defs"]["Provider"]["properties"]["nickname"] = {"type": "string", "x-audience": "register"}
    (tmp_path / "dossier-0.json").write_text(json.dumps(schema))
    monkeypatch.setattr(upgrading, "SCHEMAS", tmp_path)
    text = older(dossier)
    without_nickname = text.replace('"nickname":"alleen voor het register",', "")
    renamed = text.replace('"Bellen"', '"Anders"')
    assert without_nickname != text != renamed
    own = stored_statement_fingerprint(text, 0)
    assert own == stored_statement_fingerprint(without_nickname, 0)
    assert own not in (stored_statement_fingerprint(renamed, 0), statement_fingerprint(dossier))


def test_the_fingerprint_of_an_unknown_schema_asks_for_a_newer_installation():
    with pytest.raises(StoredDossierError, match="Schema 9 is in deze installatie onbekend"):
        stored_statement_fingerprint("{}", 9)
