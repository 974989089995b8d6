"""Published rows are added and never changed or deleted, whichever way one tries."""

# The SQL here is the attack itself.
# ruff: noqa: S608

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from providers.models import Provider
from register import append_only
from register.models import Publication, PublicationFile

from .published import go

MESSAGE = append_only.MESSAGE
PUBLICATION, FILE = Publication._meta.db_table, PublicationFile._meta.db_table


@pytest.fixture
def publication(demo):
    made = go(demo)
    if connection.vendor == "postgresql":
        # What waits for the end of the transaction would refuse first, for another reason.
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    return made


def stored() -> list:
    """Everything in both tables."""
    return [list(model.objects.order_by("pk").values()) for model in (Publication, PublicationFile)]


def execute(sql: str) -> None:
    """Run SQL as any database tool would."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


def columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


def copied(model: type[models.Model], **changed: str) -> str:
    """INSERT of a copy of each row, with some columns replaced by SQL."""
    names = columns(model)
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f'INTO "{model._meta.db_table}" ({quoted}) SELECT {values} FROM "{model._meta.db_table}"'


EVERYWHERE = [
    f"UPDATE {PUBLICATION} SET note = 'anders'",
    f"UPDATE {PUBLICATION} SET note = note",
    f"UPDATE {FILE} SET size = 1",
    f"DELETE FROM {FILE}",
    f"DELETE FROM {PUBLICATION}",
    f"DELETE FROM {PUBLICATION} WHERE number = 1",
]
OWN = {
    "sqlite": [
        f"INSERT OR REPLACE {copied(Publication)}",
        f"INSERT OR REPLACE {copied(Publication, id='99')}",
        f"REPLACE {copied(Publication, number='2', previous_seal=chr(39) + 'x' + chr(39))}",
        f"INSERT OR REPLACE {copied(PublicationFile)}",
        f"INSERT OR REPLACE {copied(PublicationFile, id='id + 99')}",
        f"INSERT OR IGNORE {copied(PublicationFile)}",
        f"UPDATE OR REPLACE {FILE} SET kind = 'register.pdf'",
        f"INSERT {copied(Publication)} WHERE true ON CONFLICT DO UPDATE SET note = 'anders'",
    ],
    "postgresql": [
        f"TRUNCATE {FILE}",
        f"TRUNCATE {PUBLICATION} CASCADE",
        "TRUNCATE providers_provider CASCADE",
        f"INSERT {copied(Publication)} ON CONFLICT (id) DO UPDATE SET note = 'anders'",
        f"INSERT {copied(Publication, id='99')} ON CONFLICT (provider_id, number) DO UPDATE SET note = 'anders'",
        f"MERGE INTO {PUBLICATION} USING (SELECT 1) AS x ON true WHEN MATCHED THEN DELETE",
        f"SET LOCAL session_replication_role = replica; UPDATE {PUBLICATION} SET note = 'anders'",
    ],
}


@pytest.mark.parametrize("sql", EVERYWHERE)
def test_the_database_refuses_a_change(publication, sql):
    refuses(sql)


def test_the_database_refuses_its_own_ways_to_change(publication):
    for sql in OWN[connection.vendor]:
        refuses(sql)


def refuses(sql: str) -> None:
    before = stored()
    with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
        execute(sql)
    assert stored() == before


def attempts() -> dict:
    """Ways to change through the ORM, by name, and what refuses them."""
    first, file = Publication.objects.get(), PublicationFile.objects.first()
    same = {field.attname: getattr(first, field.attname) for field in Publication._meta.concrete_fields}
    return {
        "save": (TypeError, first.save),
        "save fields": (TypeError, lambda: first.save(update_fields=["note"])),
        "save file": (TypeError, file.save),
        "delete": (TypeError, first.delete),
        "delete file": (TypeError, file.delete),
        "update": (TypeError, lambda: Publication.objects.update(note="anders")),
        "update files": (TypeError, lambda: PublicationFile.objects.update(size=1)),
        "update through the provider": (TypeError, lambda: first.provider.publications.update(note="anders")),
        "delete all": (TypeError, lambda: Publication.objects.filter(number=1).delete()),
        "delete files": (TypeError, lambda: first.files.all().delete()),
        "save under its number": (DatabaseError, lambda: Publication(**same).save()),
        "save base": (DatabaseError, lambda: models.Model.save(first)),
        "bulk update": (TypeError, lambda: Publication.objects.bulk_update([first], ["note"])),
        "raw delete": (DatabaseError, lambda: Publication.objects.all()._raw_delete("default")),
        "base manager": (DatabaseError, lambda: Publication._base_manager.update(note="anders")),
        "upsert": (
            DatabaseError,
            lambda: Publication.objects.bulk_create(
                [Publication(**same)], update_conflicts=True, update_fields=["note"], unique_fields=["id"]
            ),
        ),
        "delete the provider": (models.ProtectedError, Provider.objects.all().delete),
    }


def test_every_way_through_the_orm_is_refused(publication):
    before = stored()
    for name, (error, attempt) in attempts().items():
        with pytest.raises(error), transaction.atomic():
            attempt()
        assert stored() == before, name


def test_adding_is_let_through(publication):
    later = PublicationFile.objects.create(
        publication=publication, kind="later.pdf", content=b"x", sha256="0" * 64, size=1, made_at=publication.made_at
    )
    assert publication.files.filter(pk=later.pk).exists()


def test_every_append_only_table_has_all_its_triggers(db):
    tables = {model._meta.db_table for model in append_only.append_only_models()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
        )
        found = [table for _, table in cursor.fetchall()]
    assert {PUBLICATION, FILE} <= tables
    assert {table: found.count(table) for table in tables} == dict.fromkeys(tables, 3)
    assert append_only.missing_triggers() == []


def test_a_missing_trigger_is_noticed_and_migrating_puts_it_back(publication):
    name = append_only.trigger_names(Publication, connection.vendor)[0]
    execute(f'DROP TRIGGER "{name}"' + (f" ON {PUBLICATION}" if connection.vendor == "postgresql" else ""))
    assert append_only.missing_triggers() == [name]
    call_command("migrate", verbosity=0)
    assert append_only.missing_triggers() == []
    refuses(f"UPDATE {PUBLICATION} SET note = 'anders'")


def test_long_names_of_tables_give_triggers_of_their_own():
    # PostgreSQL cuts off names at 63 bytes; two triggers would then be one.
    table = "register_historicalprocessingactivity_special_categories_of_data"
    names = append_only.trigger_names(SimpleNamespace(_meta=SimpleNamespace(db_table=table)), "postgresql")
    assert len(set(names)) == 3
    assert all(len(name) <= 63 for name in names)


@isolate_apps("register")
def test_a_table_that_cannot_be_guarded_is_refused():
    class Trial(models.Model):  # noqa: DJ008
        number = models.IntegerField()

        class Meta:
            app_label = "register"
            constraints = [
                models.UniqueConstraint(fields=["number"], condition=models.Q(number__gt=1), name="register_trial")
            ]

    with pytest.raises(NotImplementedError, match="register_trial"):
        list(append_only.sqlite_triggers([Trial]))
