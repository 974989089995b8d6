"""`migrate` that asks for a migration only where `makemigrations` would make one, and knows what is too old."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from .makemigrations import WordlessAutodetector

# The first migration of every database from before the first release, and of no later one.
BEFORE_THE_FIRST_RELEASE = ("providers", "0001_initial")
TOO_OLD = "Deze database is van vóór de eerste uitgave van het register, dat met een lege database begint."
START_ANEW = {
    "sqlite": "Verplaats {name} en start opnieuw.",
    "postgresql": "Maak een nieuwe PostgreSQL-database naast {name}, noem die in DATABASE_URL en start opnieuw.",
}


class Command(migrate.Command):
    autodetector = WordlessAutodetector

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a database whose tables these migrations did not make; its owner is told how to go on."""
        connection = connections[options["database"]]
        if BEFORE_THE_FIRST_RELEASE in MigrationRecorder(connection).applied_migrations():
            how = START_ANEW[connection.vendor].format(name=connection.settings_dict["NAME"])
            raise CommandError(f"{TOO_OLD} {how}")
        super().handle(*args, **options)
