"""Make a backup while somebody saves two rows together, again and again; prints how often."""

import os
import sys
import threading
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from django.db import connection, transaction

    from providers.models import Provider, Service
    from register.backups.writing import make_backup
    from tests.data import edit

    saves, stop = threading.Semaphore(0), threading.Event()
    done = []

    def save_together() -> None:
        while not stop.is_set():
            with transaction.atomic():
                edit(Provider.objects.filter(slug="demo"), group_name=f"Stand {len(done)}")
                edit(Service.objects.filter(provider__slug="demo"), description=f"Stand {len(done)}")
            done.append(1)
            saves.release()
        connection.close()

    def wait_for_a_save(ready: int, total: int) -> None:
        assert saves.acquire(timeout=60), "the backup kept somebody from saving"

    officer = threading.Thread(target=save_together)
    officer.start()
    try:
        make_backup(Path(sys.argv[1]), wait_for_a_save)
    finally:
        stop.set()
        officer.join()
    sys.stdout.write(str(len(done)))


if __name__ == "__main__":
    main()
