"""Edits are counted per provider; what all of them share has a count of its own, without a provider."""

from django.db import migrations


def start_counting(apps, schema_editor):
    """From zero."""
    _counts(apps, schema_editor).create(provider=None)


def stop_counting(apps, schema_editor):
    """Without this count nothing is kept of a draft, so nothing can be out of date."""
    _counts(apps, schema_editor).filter(provider=None).delete()


def _counts(apps, schema_editor):
    return apps.get_model("register", "EditCount").objects.using(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("register", "0002_groups_and_permissions")]

    operations = [migrations.RunPython(start_counting, stop_counting)]
