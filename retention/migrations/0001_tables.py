import django.db.models.deletion
import providers.facts.fields
import providers.facts.sources
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('providers', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalStatutoryGround',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True)),
                ('change_id', models.UUIDField()),
                ('history_user_id', models.CharField(blank=True, max_length=150)),
                ('key', models.SlugField(max_length=60)),
                ('name', providers.facts.fields.LineField(max_length=300)),
                ('law', providers.facts.fields.LineField(max_length=300)),
                ('amount', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('unit', models.CharField(blank=True, max_length=10)),
                ('start', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('status', models.CharField(max_length=20)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(max_length=1)),
            ],
            options={
                'verbose_name': 'geschiedenis van wettelijke gronden',
                'verbose_name_plural': 'geschiedenis van wettelijke gronden',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='StatutoryGround',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('name', providers.facts.fields.LineField(max_length=300)),
                ('law', providers.facts.fields.LineField(max_length=300)),
                ('amount', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('unit', models.CharField(blank=True, max_length=10)),
                ('start', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('status', models.CharField(max_length=20)),
            ],
            options={
                'verbose_name': 'wettelijke grond',
                'verbose_name_plural': 'wettelijke gronden',
                'ordering': ('name', 'key'),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 1), ('amount__isnull', False), models.Q(('unit', ''), _negated=True)), models.Q(('amount__isnull', True), ('unit', '')), _connector='OR'), name='retention_ground_period', violation_error_message='Vul getal (ten minste 1) en eenheid allebei in, of geen van beide.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalRetentionTerm',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True)),
                ('change_id', models.UUIDField()),
                ('history_user_id', models.CharField(blank=True, max_length=150)),
                ('source', providers.facts.fields.LineField(blank=True, max_length=300, validators=[providers.facts.sources.validate_source])),
                ('note', providers.facts.fields.PlainTextField(blank=True, max_length=5000)),
                ('key', models.SlugField(max_length=60)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('name', providers.facts.fields.LineField(max_length=300)),
                ('description', providers.facts.fields.PlainTextField(blank=True, max_length=5000)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('amount', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('unit', models.CharField(blank=True, max_length=10)),
                ('is_maximum', models.BooleanField(default=False)),
                ('start_event', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('end_event', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('afterwards', models.CharField(blank=True, max_length=40)),
                ('anonymised_amount', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('anonymised_unit', models.CharField(blank=True, max_length=10)),
                ('anonymised_is_maximum', models.BooleanField(default=False)),
                ('anonymised_method', providers.facts.fields.PlainTextField(blank=True, max_length=5000)),
                ('ground_stated', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('condition', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(max_length=1)),
                ('provider', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='providers.provider')),
                ('ground', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='retention.statutoryground')),
            ],
            options={
                'verbose_name': 'geschiedenis van bewaartermijnen',
                'verbose_name_plural': 'geschiedenis van bewaartermijnen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': (),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RetentionTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('source', providers.facts.fields.LineField(blank=True, max_length=300, validators=[providers.facts.sources.validate_source])),
                ('note', providers.facts.fields.PlainTextField(blank=True, max_length=5000)),
                ('key', models.SlugField(max_length=60)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('name', providers.facts.fields.LineField(max_length=300)),
                ('description', providers.facts.fields.PlainTextField(blank=True, max_length=5000)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('amount', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('unit', models.CharField(blank=True, max_length=10)),
                ('is_maximum', models.BooleanField(default=False)),
                ('start_event', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('end_event', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('afterwards', models.CharField(blank=True, max_length=40)),
                ('anonymised_amount', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('anonymised_unit', models.CharField(blank=True, max_length=10)),
                ('anonymised_is_maximum', models.BooleanField(default=False)),
                ('anonymised_method', providers.facts.fields.PlainTextField(blank=True, max_length=5000)),
                ('ground_stated', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('condition', providers.facts.fields.LineField(blank=True, max_length=300)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='providers.provider')),
                ('ground', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='retention.statutoryground')),
            ],
            options={
                'verbose_name': 'bewaartermijn',
                'verbose_name_plural': 'bewaartermijnen',
                'ordering': ('provider', 'sequence', 'key'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('provider', 'key'), name='retention_retentionterm_key', violation_error_message='Deze sleutel bestaat al bij deze aanbieder.'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gte', 1), ('amount__isnull', False), models.Q(('unit', ''), _negated=True)), models.Q(('amount__isnull', True), ('unit', '')), _connector='OR'), name='retention_term_period', violation_error_message='Vul getal (ten minste 1) en eenheid allebei in, of geen van beide.'), models.CheckConstraint(condition=models.Q(models.Q(('anonymised_amount__gte', 1), ('anonymised_amount__isnull', False), models.Q(('anonymised_unit', ''), _negated=True)), models.Q(('anonymised_amount__isnull', True), ('anonymised_unit', '')), _connector='OR'), name='retention_term_anonymised', violation_error_message='Vul getal (ten minste 1) en eenheid allebei in, of geen van beide.'), models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('kind', 'termijn'), _negated=True), name='retention_term_period_kind', violation_error_message='Een vaste termijn heeft een getal en een eenheid.'), models.CheckConstraint(condition=models.Q(('kind', 'termijn'), ('amount__isnull', True), _connector='OR'), name='retention_term_amount_kind', violation_error_message='Een getal hoort bij een vaste termijn; kies die soort.')],
            },
        ),
    ]
