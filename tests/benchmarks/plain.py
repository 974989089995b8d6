"""Models as somebody makes them who uses django-import-export and django-simple-history as they come.

Only for a process that imports nothing else afterwards: they stand among those of the project.
"""

import tablib
from django.apps import apps
from django.db import connection, models
from simple_history.models import HistoricalRecords

LABEL = "providers"


class PlainOwner(models.Model):  # noqa: DJ008
    slug = models.SlugField(unique=True)

    class Meta:
        app_label = LABEL


class PlainService(models.Model):  # noqa: DJ008
    owner = models.ForeignKey(PlainOwner, models.CASCADE)
    key = models.SlugField()

    class Meta:
        app_label = LABEL


class PlainActivity(models.Model):  # noqa: DJ008
    owner = models.ForeignKey(PlainOwner, models.CASCADE)
    number = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=20, blank=True)
    services = models.ManyToManyField(PlainService, related_name="+")
    others = models.ManyToManyField(PlainService, related_name="+")
    more = models.ManyToManyField(PlainService, related_name="+")
    history = HistoricalRecords(m2m_fields=[services, others, more])

    class Meta:
        app_label = LABEL


def make_tables() -> None:
    """All of these, with those of their sets and their history."""
    found = [model for model in apps.get_models(include_auto_created=True) if "Plain" in model.__name__]
    with connection.schema_editor() as editor:
        for model in found:
            if not model._meta.auto_created:
                editor.create_model(model)


def dataset(count: int) -> tablib.Dataset:
    """As many activities, each with services in three sets."""
    names = ("owner", "number", "title", "description", "source", "role", "services", "others", "more")
    found = tablib.Dataset(headers=names)
    for number in range(1, count + 1):
        services = ",".join(f"dienst{place}" for place in range(number % 4 + 1))
        typed = (f"GW-{number:02}", f"Verwerking {number}", "Wat er gebeurt. " * 5, f"000 r{number}", "controller")
        found.append(("gewoon", *typed, services, services, services))
    return found
