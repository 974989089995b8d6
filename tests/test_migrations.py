"""A migration is about the database: words that change ask for none, and none holds them."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from providers.history.first import record_existing
from register.models import EditCount
from register.permissions import AUDITOR_GROUP, OFFICER_GROUP

OURS = ("providers", "retention", "register")
WORDS = re.compile(r"\b(?:help_text|choices|verbose_name)=")


def our_models():
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def our_fields():
    return [field for model in our_models() for field in (*model._meta.local_fields, *model._meta.local_many_to_many)]


def assert_no_change():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def our_files():
    return [path for label in OURS for path in Path(apps.get_app_config(label).path).glob("migrations/0*.py")]


def permissions():
    """What each group may do."""
    return {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}


@pytest.fixture
def migrate_register(transactional_db):
    """To a migration of the register, without a name to the last one; and afterwards to that again."""
    yield lambda *name: call_command("migrate", "register", *name, verbosity=0)
    call_command("migrate", "register", verbosity=0)


def test_models_and_migrations_agree(db):
    assert_no_change()


def test_other_help_is_no_migration(db, monkeypatch):
    for field in our_fields():
        monkeypatch.setattr(field, "help_text", "Anders gezegd.")
    assert_no_change()


def test_another_label_is_no_migration(db, monkeypatch):
    for field in our_fields():
        monkeypatch.setattr(field, "verbose_name", "anders")
        monkeypatch.setattr(field, "_verbose_name", "anders")
    assert_no_change()


def test_other_choices_are_no_migration(db, monkeypatch):
    fields = [field for field in our_fields() if field.choices]
    assert len(fields) > 50
    for field in fields:
        monkeypatch.setattr(field, "choices", [*field.choices, ("anders", "Anders")])
    assert_no_change()


@pytest.mark.parametrize("word", ["verbose_name", "verbose_name_plural"])
def test_another_name_of_a_model_is_no_migration(db, monkeypatch, word):
    for model in our_models():
        monkeypatch.setitem(model._meta.original_attrs, word, "anders")
    assert_no_change()


def test_another_column_is_a_migration(db, monkeypatch):
    monkeypatch.setattr(apps.get_model("providers.Provider")._meta.get_field("kvk"), "max_length", 9)
    with pytest.raises(SystemExit):
        assert_no_change()


def test_no_migration_holds_the_words_of_a_field():
    assert len(our_files()) >= len(OURS)
    assert {path: found for path in our_files() if (found := WORDS.findall(path.read_text()))} == {}


def test_an_officer_may_do_all_there_is_to_do_and_an_auditor_reads(db):
    ours = Permission.objects.filter(content_type__app_label__in=OURS)
    assert permissions() == {
        # What was hidden is for administrators.
        OFFICER_GROUP: set(ours.values_list("codename", flat=True)) - {"shield"},
        AUDITOR_GROUP: {"read_register", "view_publication", "view_findingdecision", "view_review"},
    }


def test_nobody_may_change_what_is_only_added(db):
    models = [model._meta.model_name for model in our_models() if getattr(model, "append_only", False)]
    codenames = [f"{verb}_{model}" for verb in ("change", "delete") for model in models]
    assert not Permission.objects.filter(codename__in=codenames).exists()


def test_groups_and_the_first_count_can_be_taken_back_and_made_again(migrate_register):
    before = permissions()
    migrate_register("0001")
    assert (permissions(), EditCount.objects.count()) == ({}, 0)
    migrate_register()
    assert (permissions(), EditCount.objects.get().provider) == (before, None)


def test_a_database_that_goes_back_lacks_columns_and_gets_no_first_records(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE providers_provider RENAME COLUMN iban TO not_there")
    (last,) = MigrationLoader(connection).graph.leaf_nodes("register")
    MigrationRecorder(connection).record_unapplied(*last)
    record_existing()


@pytest.mark.parametrize("command", ["migrate", "prepare_server"])
def test_a_database_from_before_the_first_release_is_told_to_start_anew(db, command):
    MigrationRecorder(connection).record_applied("providers", "0001_initial")
    how = {"sqlite": "Verplaats {} en start opnieuw.", "postgresql": "Maak een nieuwe PostgreSQL-database naast {}, "}
    with pytest.raises(CommandError, match=r"^Deze database is van vóór de eerste uitgave") as refused:
        call_command(command)
    assert how[connection.vendor].format(connection.settings_dict["NAME"]) in str(refused.value)
