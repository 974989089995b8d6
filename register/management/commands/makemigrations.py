"""`makemigrations` without words: a label, help text, choice, validator or order is no part of the schema."""

from typing import Any

from django.core.management.commands import makemigrations
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState
from django.db.models import Field

WORDS = frozenset({"verbose_name", "help_text", "choices", "validators"})
MODEL_WORDS = ("verbose_name", "verbose_name_plural", "ordering")


class WordlessAutodetector(MigrationAutodetector):
    """Finds what differs for the database.

    A new model keeps its own names: Django calls its permissions by them when it makes these.
    """

    def __init__(self, from_state: ProjectState, to_state: ProjectState, *args: Any) -> None:
        kept = from_state.models.keys() & to_state.models.keys()
        super().__init__(_without_words(from_state, kept), _without_words(to_state, kept), *args)


def _without_words(state: ProjectState, kept: set[tuple[str, str]]) -> ProjectState:
    bare = state.clone()
    for key, model in bare.models.items():
        model.fields = {name: _bare(field) for name, field in model.fields.items()}
        if key in kept:
            for word in MODEL_WORDS:
                model.options.pop(word, None)
    return bare


def _bare(field: Field) -> Field:
    """A copy, made as Django makes it for a migration."""
    _, _, args, options = field.deconstruct()
    return type(field)(*args, **{name: value for name, value in options.items() if name not in WORDS})


class Command(makemigrations.Command):
    autodetector = WordlessAutodetector
