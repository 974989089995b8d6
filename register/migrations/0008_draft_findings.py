"""Findings of drafts are kept, beside a count of edits that tells when they are out of date."""

import django.db.models.deletion
from django.db import migrations, models


def start_counting(apps, schema_editor):
    """A count for every provider there is, and one for the words that all of them share."""
    using = schema_editor.connection.alias
    providers = apps.get_model("providers", "Provider").objects.using(using)
    counts = apps.get_model("register", "EditCount").objects.using(using)
    counts.create(provider=None)
    for provider in providers.values_list("pk", flat=True):
        counts.create(provider_id=provider)


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_history"), ("register", "0007_history")]

    operations = [
        migrations.CreateModel(
            name="EditCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edits", models.PositiveBigIntegerField(default=0, verbose_name="wijzigingen")),
                (
                    "provider",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edit_count",
                        to="providers.provider",
                        verbose_name="aanbieder",
                    ),
                ),
            ],
            options={
                "verbose_name": "telling van wijzigingen",
                "verbose_name_plural": "tellingen van wijzigingen",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DraftFindings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("findings", models.TextField(verbose_name="bevindingen")),
                ("state", models.CharField(max_length=100, verbose_name="stand van de feiten")),
                ("rules_version", models.CharField(max_length=64, verbose_name="versie van de regels")),
                ("checked_on", models.DateField(verbose_name="gecontroleerd op")),
                ("good_until", models.DateField(null=True, verbose_name="geldig tot")),
                (
                    "provider",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_findings",
                        to="providers.provider",
                        verbose_name="aanbieder",
                    ),
                ),
            ],
            options={
                "verbose_name": "bevindingen van een concept",
                "verbose_name_plural": "bevindingen van concepten",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(start_counting, migrations.RunPython.noop),
    ]
