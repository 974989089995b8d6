"""Migrate a database in memory, where nothing waits for the disk, and leave it in the SQLite file that is named."""

import os
import sqlite3
import sys
from contextlib import closing

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with closing(sqlite3.connect(sys.argv[1])) as file:
        connection.connection.backup(file)


if __name__ == "__main__":
    main()
