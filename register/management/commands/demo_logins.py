"""One login for each kind of user, to look around with on a machine of one's own."""

import secrets

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from providers.facts.recording import history_of
from providers.models import Provider
from register.permissions import AUDITOR_GROUP, OFFICER_GROUP

# name, group, may use the admin, administrator
LOGINS = (
    ("officer", OFFICER_GROUP, True, False),
    ("auditor", AUDITOR_GROUP, False, False),
    ("beheerder", None, True, True),
)


class Command(BaseCommand):
    """Prints each password once."""

    help = "Maakt de voorbeeldaccounts officer, auditor en beheerder, alleen op een lege ingebouwde database."

    def handle(self, *args: object, **options: object) -> None:
        """Make the logins when nobody ever used this database."""
        if connection.vendor != "sqlite":
            # A database server is real use; a forgotten demo login there is an open door.
            self.stderr.write("Geen voorbeeldaccounts: die zijn er alleen op de ingebouwde SQLite.")
            return
        if was_used():
            return
        lines = [f"    {name:<12}{make(name, *kind)}" for name, *kind in LOGINS]
        self.stdout.write("\n".join(["Voorbeeldaccounts, de wachtwoorden staan alleen hier:", *lines]))


def was_used() -> bool:
    """Whether there are accounts or providers, or were providers."""
    records = history_of(Provider)._base_manager
    return User.objects.exists() or Provider.objects.exists() or records.exists()


@transaction.atomic
def make(name: str, group: str | None, is_staff: bool, is_superuser: bool) -> str:
    """The password of a new user."""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(name, password=password, is_staff=is_staff, is_superuser=is_superuser)
    if group:
        # The migrations make the groups; without one this login could do nothing.
        user.groups.add(Group.objects.get(name=group))
    return password
