"""Throw away the documents in the making in the database of DATABASE_URL."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from register.models import DocumentTask

    DocumentTask.objects.all().delete()


if __name__ == "__main__":
    main()
