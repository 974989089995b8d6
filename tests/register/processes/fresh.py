"""Migrate the database of DATABASE_URL and put the small provider in it."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from tests.data import load_demo

    call_command("migrate", verbosity=0)
    load_demo()


if __name__ == "__main__":
    main()
