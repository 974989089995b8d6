"""manage.py export, with a register of which the PDF always counts as long."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from register.documents import files

    files.LONG_FROM["register", "pdf"] = 1
    call_command("export", *sys.argv[1:])


if __name__ == "__main__":
    main()
