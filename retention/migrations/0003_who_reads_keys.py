# Help texts of keys say that anybody finds them in the public data file.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('retention', '0002_history'),
    ]

    operations = [
        migrations.AlterField(
            model_name='retentionterm',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='statutoryground',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar dit woord verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, unique=True, verbose_name='sleutel'),
        ),
    ]
