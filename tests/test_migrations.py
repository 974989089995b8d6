"""A migration is about the database: words that change ask for none, and none holds them."""

import importlib
import re
import sys

import pytest
from django.apps import apps
from django.core.management import call_command

OURS = ("providers", "retention", "register")
WORDS = re.compile(r"\b(?:help_text|choices|verbose_name)=")


def our_models():
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def our_fields():
    return [field for model in our_models() for field in (*model._meta.local_fields, *model._meta.local_many_to_many)]


def assert_no_change():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.fixture
def from_nothing(db, settings, tmp_path, monkeypatch):
    """The migrations that Django would write if there were none, as files that take the place of ours."""
    folder = tmp_path / "made_anew"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {label: f"made_anew.{label}" for label in OURS}
    call_command("makemigrations", *OURS, verbosity=0)
    importlib.invalidate_caches()
    yield [path for label in OURS for path in sorted((folder / label).glob("0*.py"))]
    for name in [name for name in sys.modules if name.startswith("made_anew")]:
        del sys.modules[name]


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


def test_no_migration_holds_the_words_of_a_field(from_nothing):
    assert len(from_nothing) >= len(OURS)
    assert {path.name: found for path in from_nothing if (found := WORDS.findall(path.read_text()))} == {}


def test_migrations_without_words_are_complete(from_nothing):
    assert_no_change()
