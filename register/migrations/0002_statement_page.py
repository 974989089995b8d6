"""A provider seen as its statement: a proxy, so no table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0001_initial"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementPage",
            fields=[],
            options={
                "verbose_name": "verklaring",
                "verbose_name_plural": "verklaringen",
                "ordering": ("name", "slug"),
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("providers.provider",),
        ),
    ]
