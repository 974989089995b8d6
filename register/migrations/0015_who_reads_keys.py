# Help texts: keys stand in the public data file, and what to choose in five lists.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('providers', '0003_who_reads_keys'),
        ('register', '0014_review_without_note'),
    ]

    operations = [
        migrations.AlterField(
            model_name='activityoperation',
            name='operation',
            field=models.ForeignKey(help_text='Wat er met de gegevens gebeurt, uit de gedeelde lijst. Staat op de openbare pagina.', on_delete=django.db.models.deletion.PROTECT, to='register.processingoperation', verbose_name='bewerking'),
        ),
        migrations.AlterField(
            model_name='activitysecurity',
            name='measure',
            field=models.ForeignKey(help_text='De soort maatregel, uit de gedeelde lijst. Staat op de openbare pagina.', on_delete=django.db.models.deletion.PROTECT, to='register.securitymeasure', verbose_name='maatregel'),
        ),
        migrations.AlterField(
            model_name='activitysystem',
            name='system',
            field=models.ForeignKey(help_text='Waarin deze verwerking gebeurt. Staat op de openbare pagina.', on_delete=django.db.models.deletion.PROTECT, to='providers.system', verbose_name='systeem'),
        ),
        migrations.AlterField(
            model_name='cookie',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='datacategory',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar dit woord verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, unique=True, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='datasubjectcategory',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar dit woord verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, unique=True, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='disclosure',
            name='recipient',
            field=models.ForeignKey(help_text='De partij die gegevens krijgt. Staat op de openbare pagina.', on_delete=django.db.models.deletion.PROTECT, to='providers.recipient', verbose_name='ontvanger'),
        ),
        migrations.AlterField(
            model_name='door',
            name='group',
            field=models.ForeignKey(help_text='Wie op de knop drukt: hij brengt hen naar hun eerste tabel. Staat op de openbare pagina.', on_delete=django.db.models.deletion.CASCADE, to='register.subjectgroup', verbose_name='betrokkenen'),
        ),
        migrations.AlterField(
            model_name='processingoperation',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar dit woord verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, unique=True, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='purpose',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar dit woord verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, unique=True, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='purposerow',
            name='key',
            field=models.SlugField(help_text='Korte naam, uniek binnen de verwerking. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='remark',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='report',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='roleclaim',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='securitymeasure',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar dit woord verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, unique=True, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='servicegroup',
            name='key',
            field=models.SlugField(help_text='Korte naam van de groep. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
        migrations.AlterField(
            model_name='subjectgroup',
            name='key',
            field=models.SlugField(help_text='Korte naam waarmee bestanden naar deze regel verwijzen. Staat alleen in het openbare gegevensbestand.', max_length=60, verbose_name='sleutel'),
        ),
    ]
