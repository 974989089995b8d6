"""`migrate` that asks for a migration only where `makemigrations` would make one."""

from django.core.management.commands import migrate

from .makemigrations import WordlessAutodetector


class Command(migrate.Command):
    autodetector = WordlessAutodetector
