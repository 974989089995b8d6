"""Print what of a database has to be the same after a restore: fingerprints, seals, the next number, the guards.

Afterwards a backup of it is made in the file that is named.
"""

import json
import os
import sys
from io import StringIO

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import DatabaseError, connection, transaction

    from providers.models import Provider, Service
    from register.append_only import missing_triggers
    from register.backups.writing import last_backup
    from register.dossier import live_dossier, register_fingerprint
    from register.models import Publication
    from register.publications.verification import verify

    demo = Provider.objects.get(slug="demo")
    with transaction.atomic():
        number = Service.objects.create(provider=demo, key="nieuw", name="Nieuw").pk
        transaction.set_rollback(True)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM register_publication")
        refused = False
    except DatabaseError:
        refused = True
    json.dump(
        {
            "dossier": register_fingerprint(live_dossier(demo.pk)),
            "heads": [str(head) for head in verify().heads],
            "difference": verify().difference,
            "next": number > Service.history.order_by("-id").values_list("id", flat=True)[0],
            "files": [file.sha256 for made in Publication.objects.all() for file in made.files.all()],
            "signs in": User.objects.get(username="officer").check_password("een lang wachtwoord"),
            "triggers": missing_triggers(),
            "refused": refused,
            "last": last_backup()[:14],
        },
        sys.stdout,
    )
    call_command("backup", sys.argv[1], stdout=StringIO())


if __name__ == "__main__":
    main()
