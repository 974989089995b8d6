"""Which forms were saved lately, so that the same one is not saved twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0004_log_of_backups")]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True, verbose_name="sleutel")),
                ("content", models.CharField(max_length=64, verbose_name="vingerafdruk van wat er stond")),
                ("address", models.TextField(default="", verbose_name="waar het staat")),
                ("popup", models.TextField(default="", verbose_name="antwoord aan het venster eronder")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="opgeslagen op")),
            ],
            options={
                "verbose_name": "opgeslagen formulier",
                "verbose_name_plural": "opgeslagen formulieren",
                "default_permissions": (),
            },
        ),
    ]
