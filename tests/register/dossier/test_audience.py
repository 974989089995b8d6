"""The help text of a field and the Dossier say the same about who reads it."""

import pytest

from providers.facts.help import DATA_ENDING, INTERNAL_ENDING, PUBLIC_ENDING, REGISTER_ENDING
from register.dossier import TABLES
from register.dossier.canonical import public_fields

# Columns that are no fact: what a row belongs to, and database numbers.
STRUCTURE = {"id", "provider", "activity", "purpose", "document", "term"}
# In the public JSON because other rows refer to them, shown on no page.
REFERENCES = {"key"}
# Lists of words that only the register shows; the base class speaks for all lists.
REGISTER_WORDS = {"data_subject_categories", "purposes"}


def fields(table):
    model, node, *_ = TABLES[table]
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        yield field, node


def described():
    for table in TABLES:
        for field, node in fields(table):
            if table in REGISTER_WORDS and field.name in {"name", "name_en", "key"}:
                continue
            if field.name in node.__struct_fields__:
                yield pytest.param(table, field, node, id=f"{table}.{field.name}")


# The next control itself stands in a register, as a day; how it was counted is for who keeps it.
INTERNAL = {"note", "review_months"}


@pytest.mark.parametrize(("table", "field", "node"), list(described()))
def test_help_text_names_the_audience_of_the_dossier(table, field, node):
    register_table = table in REGISTER_WORDS | {"documents", "headings"}
    is_public = field.name in public_fields(node) and not register_table
    ending = DATA_ENDING if field.name in REFERENCES else PUBLIC_ENDING
    expected = ending if is_public else REGISTER_ENDING
    assert field.help_text.endswith(expected)


def test_every_column_is_in_the_dossier_or_has_a_reason_not_to_be():
    missing = {
        f"{table}.{field.name}"
        for table in TABLES
        for field, node in fields(table)
        if field.name not in {*node.__struct_fields__, *STRUCTURE, *INTERNAL, *TABLES[table].model.unrecorded}
    }
    assert missing == set()


def test_notes_and_intervals_of_controls_are_internal_everywhere():
    notes = [field for table in TABLES for field, _ in fields(table) if field.name in INTERNAL]
    assert {field.name for field in notes} == INTERNAL
    assert {field.help_text.endswith(INTERNAL_ENDING) for field in notes} == {True}
    assert not [table for table in TABLES if INTERNAL & set(TABLES[table].node.__struct_fields__)]


def test_every_field_has_a_dutch_label():
    unnamed = [
        f"{table}.{field.name}"
        for table in TABLES
        for field, _ in fields(table)
        if not field.primary_key and str(field.verbose_name) == field.name.replace("_", " ")
    ]
    # These words are Dutch as they stand.
    dutch = {
        *("slug", "naam", "website", "status", "optioneel", "document", "rol", "code", "type", "logica", "postcode"),
        "contact",
    }
    assert [name for name in unnamed if name.split(".")[1] not in dutch] == []
