# Help texts of keys say that anybody finds them in the public data file.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('providers', '0002_history'),
    ]

    operations = [
        migrations.AlterField(
            model_name='address',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='contactpoint',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='legalentity',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='recipient',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='service',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='system',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
    ]
