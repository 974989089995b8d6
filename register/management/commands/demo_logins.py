"""One login for each kind of user, to look around with on a machine of one's own."""

import secrets

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from register.access import AUDITOR_GROUP, OFFICER_GROUP

# name, group, may use the admin, administrator
LOGINS = (
    ("officer", OFFICER_GROUP, True, False),
    ("auditor", AUDITOR_GROUP, False, False),
    ("beheerder", None, True, True),
)


class Command(BaseCommand):
    """Prints each password once; it is stored nowhere in a readable form."""

    help = "Maakt de voorbeeldaccounts officer, auditor en beheerder, alleen op de ingebouwde database."

    def handle(self, *args: object, **options: object) -> None:
        """Make the logins that do not exist yet."""
        if connection.vendor != "sqlite":
            # A database server is real use; a forgotten demo login there is an open door.
            self.stderr.write("Geen voorbeeldaccounts: die zijn er alleen op de ingebouwde SQLite.")
            return
        made = [(name, password) for name, *kind in LOGINS if (password := make(name, *kind))]
        if made:
            self.stdout.write("Voorbeeldaccounts, de wachtwoorden staan alleen hier:")
        for name, password in made:
            self.stdout.write(f"    {name:<12}{password}")


@transaction.atomic
def make(name: str, group: str | None, is_staff: bool, is_superuser: bool) -> str | None:
    """The password of a new user, or nothing when the user was there already."""
    if User.objects.filter(username=name).exists():
        return None
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(name, password=password, is_staff=is_staff, is_superuser=is_superuser)
    if group:
        # The migrations make the groups; without one this login could do nothing.
        user.groups.add(Group.objects.get(name=group))
    return password
