from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0005_submission"),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='clock_corrected',
            field=models.BooleanField(default=False),
        ),
    ]
