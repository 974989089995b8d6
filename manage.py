#!/usr/bin/env python
"""Command line of the register: `python manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    """Run one management command."""
    # Databases, caches and exports are for their owner alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "register.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
