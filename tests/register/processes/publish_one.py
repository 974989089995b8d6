"""Change a fact of the small provider and publish it, as the role of DATABASE_URL; prints the number."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from providers.models import Provider, Service
    from tests.data import edit
    from tests.register.published import go

    edit(Service.objects.filter(provider__slug="demo"), name=sys.argv[1])
    sys.stdout.write(str(go(Provider.objects.get(slug="demo")).number))


if __name__ == "__main__":
    main()
