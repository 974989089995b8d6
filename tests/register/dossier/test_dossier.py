import json
import random

import jsonschema
import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.dossier import (
    TABLES,
    Edition,
    build,
    canonical_json,
    json_schema,
    live_dossier,
    load_dossier,
    public_part,
    read_tables,
    register_fingerprint,
    statement_fingerprint,
)
from register.dossier.types import Activity, DataRow
from register.models import DataRow as DataRowModel
from register.models import ProcessingActivity
from tests.data import edit


def test_rows_become_nested_facts_with_keys(provider):
    activity = live_dossier(provider.pk).activities[0]
    assert activity.number == "DM-01"
    assert activity.role.label == "Verwerkingsverantwoordelijke"
    assert activity.services == ("bellen", "internet")
    assert [row.name for row in activity.data] == ["Naam", "Nummer"]
    assert activity.data[1].purposes == ("leveren",)
    assert [basis.article for basis in activity.purposes[0].bases] == ["b"]


def test_nothing_recorded_is_none_and_never_a_default(provider):
    activity = live_dossier(provider.pk).activities[1]
    assert (activity.role, activity.transfer, activity.dpia, activity.purposes, activity.data) == (
        None, None, None, (), (),
    )  # fmt: skip


def test_each_of_several_values_comes_along(provider):
    edit(provider.recipient_set.all(), country="IE, US")
    assert {row.country for row in live_dossier(provider.pk).recipients} == {("IE", "US")}


def test_rows_of_the_provider_and_of_an_activity_are_kept_apart(provider):
    dossier = live_dossier(provider.pk)
    assert [item.condition for item in dossier.disclosures] == ["op verzoek"]
    assert [item.condition for item in dossier.activities[0].disclosures] == [None]


def test_only_words_in_use_are_in_it(provider):
    dossier = live_dossier(provider.pk)
    assert [word.key for word in dossier.data_categories] == ["naam", "telefoonnummer"]
    assert [word.key for word in dossier.measures] == ["passend"]
    assert dossier.processing_operations == ()


def test_internal_notes_never_enter(provider):
    assert b"geheim van de notitie" not in canonical_json(live_dossier(provider.pk))


def test_json_is_read_back_the_same(provider):
    dossier = live_dossier(provider.pk)
    assert load_dossier(canonical_json(dossier)) == dossier


def test_it_is_frozen(provider):
    with pytest.raises(AttributeError):
        live_dossier(provider.pk).provider.name = "Anders"


def test_json_follows_the_published_schema(provider):
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(canonical_json(live_dossier(provider.pk))), schema)


def test_a_type_that_is_wrong_is_refused_by_place():
    with pytest.raises(msgspec.ValidationError, match=r"\$\.role"):
        msgspec.json.decode(b'{"number":"DM-01","title":"x","role":"baas"}', type=Activity)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers())
def test_order_of_rows_changes_nothing(provider, seed):
    tables = read_tables([provider.pk])[provider.pk]
    expected = canonical_json(build(tables))
    shuffled = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}  # noqa: S311
    assert canonical_json(build(shuffled)) == expected


def test_database_numbers_change_nothing(provider):
    before = register_fingerprint(live_dossier(provider.pk))
    row = DataRowModel.objects.get(name="Nummer")
    purposes = list(row.purposes.all())
    row.delete()
    row.pk = 100_000
    row.save(force_insert=True)
    row.purposes.set(purposes)
    assert register_fingerprint(live_dossier(provider.pk)) == before


def test_number_100_comes_after_number_99(provider):
    for number in ("DM-100", "DM-99"):
        ProcessingActivity.objects.create(provider=provider, number=number, title=number)
    numbers = [activity.number for activity in live_dossier(provider.pk).activities]
    assert numbers == ["DM-01", "DM-02", "DM-99", "DM-100"]


def queries(provider) -> int:
    with CaptureQueriesContext(connection) as context:
        live_dossier(provider.pk)
    return len(context)


def test_queries_do_not_grow_with_rows(provider):
    few = queries(provider)
    for number in range(10, 60):
        activity = ProcessingActivity.objects.create(provider=provider, number=f"DM-{number}", title="x")
        DataRowModel.objects.create(activity=activity, name="Naam")
    assert queries(provider) == few


def test_every_table_is_read_with_one_query_and_each_set_with_one(provider):
    sets = sum(len(table.model._meta.many_to_many) for table in TABLES.values())
    assert queries(provider) == len(TABLES) + sets


def test_public_part_leaves_out_sources_and_ended_activities(provider):
    edit(ProcessingActivity.objects.filter(number="DM-02"), status="beëindigd")
    public = public_part(live_dossier(provider.pk))
    assert [activity["number"] for activity in public["activities"]] == ["DM-01"]
    assert b'"source"' not in canonical_json(public)
    assert b'"documents"' not in canonical_json(public)


def test_a_register_fact_changes_one_fingerprint_and_a_public_fact_both(provider):
    before = live_dossier(provider.pk)
    edit(ProcessingActivity.objects.filter(number="DM-01"), dpia_reason="nagekeken")
    register_only = live_dossier(provider.pk)
    edit(ProcessingActivity.objects.filter(number="DM-01"), title="Anders")
    public = live_dossier(provider.pk)
    assert register_fingerprint(before) != register_fingerprint(register_only)
    assert statement_fingerprint(before) == statement_fingerprint(register_only)
    assert statement_fingerprint(register_only) != statement_fingerprint(public)


def test_fingerprint_is_the_same_for_ever():
    # A change here means that published fingerprints no longer match: raise the schema version.
    node = DataRow(sequence=1, name="É", optional=True)
    assert canonical_json(node).decode() == (
        '{"category":null,"condition":null,"confidentiality":null,"exception":null,"explanation":null,'
        '"group":null,"masked":null,"name":"É","optional":true,"origin":[],"origin_detail":null,"other_groups":[],'
        '"purposes":[],"reading":null,"sequence":1,"source":null,"statute":null,"term":null}'
    )


def test_a_draft_has_no_number(provider):
    from datetime import UTC, datetime

    edition = Edition(dossier=live_dossier(provider.pk), made_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert (edition.is_draft, edition.version, edition.document_number) == (True, "concept", "REG-DM-CONCEPT")
