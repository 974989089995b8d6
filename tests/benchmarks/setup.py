"""A database and a cache of our own in a temporary folder, with generated providers; never those of .env."""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path


def use_temporary_database(database: str | None = None) -> Path:
    """Start Django on an empty database, by default a SQLite file; call before any import of a model.

    Returns a temporary folder, which goes when the process ends.
    """
    folder = Path(tempfile.mkdtemp(prefix="benchmark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["PDF_CACHE_URL"] = f"filecache://{folder / 'pdf-cache'}"
    os.environ["DATABASE_URL"] = database or f"sqlite:///{folder / 'benchmark.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    os.environ["LOG_LEVEL"] = "ERROR"

    import django
    from django.conf import settings

    # Names with a hash exist only after collectstatic.
    django.setup()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.ALLOWED_HOSTS = ["*"]

    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return folder


def add_provider(slug: str, prefix: str, count: int) -> None:
    """A provider with so many activities, each with four to ten kinds of data."""
    from providers.models import Provider, Service, SourceDocument
    from register import models
    from retention.models import RetentionTerm

    provider = Provider.objects.create(slug=slug, prefix=prefix, name=f"Aanbieder {prefix}")
    SourceDocument.objects.create(provider=provider, code=slug, title=f"Verklaring {prefix}")
    service = Service.objects.create(provider=provider, key="bellen", name="Bellen")
    term = RetentionTerm.objects.create(
        provider=provider, key="kort", name="Belgegevens", kind="termijn", amount=31, unit="dag"
    )
    group = models.SubjectGroup.objects.create(provider=provider, key="bellers", name="Bellers")
    category, _ = models.DataCategory.objects.get_or_create(key="naam", defaults={"name": "Naam"})
    for number in range(1, count + 1):
        activity = models.ProcessingActivity.objects.create(
            provider=provider,
            number=f"{prefix}-{number:02d}",
            title=f"Telefonie en bereikbaarheid van team {number}",
            description="Gesprekken komen terecht bij wie bereikbaar is. Wat er gebeurt wordt vastgelegd.",
            role="controller",
            source=f"{slug} r{number}",
        )
        activity.services.add(service)
        models.PurposeRow.objects.create(
            activity=activity, key="doel", name="Gesprekken doorschakelen", explanation="Wie belt komt goed terecht."
        )
        for place in range(4 + number % 7):
            models.DataRow.objects.create(
                activity=activity,
                sequence=place,
                group=group,
                category=category,
                name=f"Gegeven {place} van verwerking {number}",
                condition="alleen als de klant dit afneemt" if place % 3 == 0 else "",
                term=term if place % 2 else None,
                source=f"{slug} r{number + place}",
            )
