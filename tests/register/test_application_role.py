"""The roles of the README: the application adds publications and can do nothing else to them."""

import re
import uuid
from pathlib import Path

import psycopg
import pytest

from . import own_database

ROOT = Path(__file__).resolve().parent.parent.parent
OWNER, APP, DATABASE = "register_eigenaar", "register_app", "verwerkingsregister"
REFUSED = [
    "UPDATE register_publication SET note = 'anders'",
    "UPDATE register_publicationfile SET size = 1",
    "DELETE FROM register_publication",
    "DELETE FROM register_publicationfile",
    "TRUNCATE register_publication, register_publicationfile",
    "TRUNCATE providers_provider CASCADE",
    "INSERT INTO register_publicationfile TABLE register_publicationfile ON CONFLICT (id) DO UPDATE SET size = 1",
    "ALTER TABLE register_publication DISABLE TRIGGER ALL",
    "ALTER TABLE register_publication DISABLE TRIGGER register_publication_no_update",
    "ALTER TABLE register_publication ALTER COLUMN note TYPE text USING 'anders'",
    "DROP TRIGGER register_publication_no_update ON register_publication",
    "DROP TABLE register_publicationfile",
    "DROP FUNCTION register_refuse_change() CASCADE",
    "CREATE OR REPLACE FUNCTION register_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "SET session_replication_role = replica",
    f"SET ROLE {OWNER}",
    "SET ROLE tests",
]


def readme_sql() -> list[str]:
    """The blocks of SQL in the README."""
    return re.findall(r"```sql\n(.*?)```", (ROOT / "README.md").read_text(), re.S)


def test_the_readme_names_both_roles():
    first, second = readme_sql()
    assert f"CREATE ROLE {OWNER}" in first
    assert f"CREATE ROLE {APP}" in first
    assert f"OWNER {OWNER}" in first
    assert f"TO {APP}" in second


if own_database.ON_POSTGRESQL:

    @pytest.fixture(scope="module")
    def names():
        # Roles belong to the whole cluster, so each run has names of its own.
        suffix = uuid.uuid4().hex[:8]
        return {name: f"{name}_{suffix}" for name in (OWNER, APP, DATABASE)}

    @pytest.fixture(scope="module")
    def application(names):
        """The database of the README, with one published version, for the application's role."""

        def named(sql: str) -> str:
            return re.sub("|".join(names), lambda match: names[match[0]], sql)

        roles, grants = (named(sql) for sql in readme_sql())
        own_database.as_superuser(*[statement for statement in roles.split(";") if statement.strip()])
        owner = own_database.OwnDatabase(own_database.address(names[DATABASE], names[OWNER]))
        owner.run("tests.register.processes.fresh")
        with psycopg.connect(owner.url, autocommit=True) as connection:
            connection.execute(grants.encode())
        app = own_database.OwnDatabase(own_database.address(names[DATABASE], names[APP]))
        assert app.run("tests.register.processes.publish_one", "Eerste").stdout == "1"
        return app

    def test_the_application_publishes(application):
        assert application.run("tests.register.processes.publish_one", "Tweede").stdout == "2"
        done = application.run("manage", "verify_publications")
        assert done.stdout.endswith("2 publicaties en 4 bestanden zijn wat ze waren.\n")

    def test_the_application_makes_a_backup(application, tmp_path):
        application.run("manage", "backup", str(tmp_path / "back-up.zip"))
        assert (tmp_path / "back-up.zip").exists()

    def test_the_application_starts_when_there_is_nothing_to_migrate(application):
        application.run("manage", "migrate")

    # One test, so that one worker makes the database of this file.
    def test_the_application_can_do_nothing_else(application, names):
        answers = {}
        with psycopg.connect(application.url) as connection:
            before = connection.execute("SELECT * FROM register_publication ORDER BY id").fetchall()
            for sql in REFUSED:
                answers[sql] = answer(connection, sql.replace(OWNER, names[OWNER]))
            assert connection.execute("SELECT * FROM register_publication ORDER BY id").fetchall() == before
        assert before
        assert answers == dict.fromkeys(REFUSED, psycopg.errors.InsufficientPrivilege)

    def answer(connection: psycopg.Connection, sql: str) -> type[Exception] | None:
        """What the database has against a statement, of which nothing is kept."""
        try:
            connection.execute(sql.encode())
        except psycopg.Error as error:
            return type(error)
        finally:
            connection.rollback()
        return None
