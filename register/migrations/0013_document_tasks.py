# Documents that are made in the background.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('providers', '0002_history'),
        ('register', '0012_draft_fingerprint'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='document')),
                ('form', models.CharField(max_length=10, verbose_name='vorm')),
                ('role', models.CharField(blank=True, max_length=20, verbose_name='rol')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='vingerafdruk van waar het van gemaakt wordt')),
                ('edition', models.BinaryField(default=b'', verbose_name='waar het van gemaakt wordt')),
                ('asked_by', models.CharField(max_length=150, verbose_name='gevraagd door')),
                ('asked_at', models.DateTimeField(verbose_name='gevraagd op')),
                ('state', models.CharField(choices=[('wacht', 'Wacht'), ('bezig', 'Bezig'), ('klaar', 'Klaar'), ('mislukt', 'Mislukt')], default='wacht', max_length=10, verbose_name='stand')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='keer begonnen')),
                ('worker', models.UUIDField(null=True, verbose_name='wie eraan werkt')),
                ('heartbeat', models.DateTimeField(null=True, verbose_name='laatste teken van leven')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='delen klaar')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='delen')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='klaar op')),
                ('message', models.CharField(blank=True, max_length=500, verbose_name='melding')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='naam van het bestand')),
                ('content', models.BinaryField(null=True, verbose_name='inhoud')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='providers.provider', verbose_name='aanbieder')),
                ('publication', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='register.publication', verbose_name='publicatie waar het bestand bij komt')),
            ],
            options={
                'verbose_name': 'document in de maak',
                'verbose_name_plural': 'documenten in de maak',
                'ordering': ('asked_at', 'pk'),
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('provider', 'kind', 'form', 'role', 'fingerprint'), name='register_documenttask_once')],
            },
        ),
    ]
