"""Which forms were saved lately, so that the same one is not saved twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0004_log_of_backups")]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=32, unique=True)),
                ("content", models.CharField(max_length=64)),
                ("address", models.TextField(default="")),
                ("popup", models.TextField(default="")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "opgeslagen formulier",
                "verbose_name_plural": "opgeslagen formulieren",
                "default_permissions": (),
            },
        ),
    ]
