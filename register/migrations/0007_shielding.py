import django.db.models.deletion
import providers.facts.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0006_clock_corrected'),
    ]

    operations = [
        migrations.CreateModel(
            name='Shielding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('deed', models.CharField(max_length=12)),
                ('reason', providers.facts.fields.PlainTextField(max_length=500)),
                ('author', providers.facts.fields.LineField(max_length=300)),
                ('made_at', models.DateTimeField()),
                ('previous_seal', models.CharField(blank=True, max_length=64)),
                ('seal', models.CharField(max_length=64)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shieldings', to='register.publication')),
            ],
            options={
                'verbose_name': 'afscherming',
                'verbose_name_plural': 'afschermingen',
                'ordering': ('pk',),
                'permissions': [('shield', 'Mag versies afschermen en lezen wat afgeschermd is')],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='register_shielding_reason')],
            },
        ),
    ]
