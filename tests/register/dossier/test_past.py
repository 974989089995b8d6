"""The draft of any past moment is the draft that was exported at that moment."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.facts.recording import one_change
from providers.models import Provider, Recipient, Service, System
from register.dossier import TABLES, canonical_json, live_dossier
from register.dossier.past import NothingYetError, dossier_as_of
from register.models import (
    ActivityOperation,
    DataCategory,
    DataRow,
    Disclosure,
    LegalBasis,
    ProcessingActivity,
    ProcessingOperation,
    PurposeRow,
    Remark,
    Report,
    ServiceGroup,
    UsageLogging,
)
from retention.models import RetentionTerm

EDITS = 40


class Officer:
    """Makes one random edit at a time, of every kind that an officer can make."""

    def __init__(self, provider: Provider, seed: int) -> None:
        self.provider = provider
        self.random = random.Random(seed)  # noqa: S311
        self.count = 0

    def edit(self) -> str:
        """Do something; what it was."""
        self.count += 1
        deeds = [self.text, self.word, self.services, self.from_the_other_side, self.purposes, self.empty, self.group]
        deeds += [self.add_row, self.add_activity, self.add_options, self.add_basis]
        deeds += [self.remove_row, self.remove_many, self.remove_service, self.remove_recipient, self.remove_activity]
        deeds = [self.text, self.word, self.services, self.from_the_other_side, self.purposes, self.empty, self.group]
        deeds += [self.add_row, self.add_activity, self.add_options, self.add_basis]
        deeds += [self.remove_row, self.remove_many, self.remove_service, self.remove_recipient, self.remove_activity]
        deed = self.random.choice(deeds)
        with one_change("officer"), transaction.atomic():
            deed()
        return deed.__name__

    def new(self, what: str) -> str:
        return f"{what} {self.count}"

    def one(self, rows):
        found = list(rows.order_by("pk"))
        return self.random.choice(found) if found else None

    def some(self, rows):
        return [row for row in rows.order_by("pk") if self.random.random() < 0.5]

    def activity(self):
        return self.one(self.provider.processingactivity_set) or self.add_activity()

    def text(self):
        row = self.one(self.random.choice([Service, RetentionTerm, ProcessingActivity, Provider]).objects)
        for name in ("title", "name"):
            if hasattr(row, name):
                setattr(row, name, self.new("Tekst"))
        row.save()

    def word(self):
        category = DataCategory.objects.filter(datarow__isnull=False).first()
        if category:
            category.name = self.new("Woord")
            category.save(update_fields=["name"])

    def services(self):
        self.activity().services.set(self.some(self.provider.service_set))

    def from_the_other_side(self):
        service = self.one(self.provider.service_set)
        if service:
            service.processingactivity_set.set(self.some(self.provider.processingactivity_set))

    def purposes(self):
        row = self.one(DataRow.objects)
        if row:
            row.purposes.set(self.some(row.activity.purposerow_set))

    def empty(self):
        self.activity().services.clear()

    def group(self):
        made = ServiceGroup.objects.create(provider=self.provider, key=f"g{self.count}", name=self.new("Groep"))
        made.services.set(self.some(self.provider.service_set))

    def add_row(self):
        activity = self.activity()
        PurposeRow.objects.create(activity=activity, key=f"p{self.count}", name=self.new("Doel"))
        row = DataRow.objects.create(activity=activity, name=self.new("Gegeven"))
        row.purposes.set(self.some(activity.purposerow_set))

    def add_basis(self):
        purpose = self.one(PurposeRow.objects.filter(bases=None))
        if purpose:
            LegalBasis.objects.create(purpose=purpose, article="f", interest=self.new("Belang"))

    def add_activity(self):
        made = self.provider.processingactivity_set.create(number=f"DM-{self.count + 10}", title=self.new("Nieuw"))
        made.services.add(*self.some(self.provider.service_set))
        Remark.objects.create(
            provider=self.provider, key=f"m{self.count}", section="delen", activity=made, text=self.new("Zin")
        )
        return made

    def add_options(self):
        """References that are emptied when what they point to goes."""
        recipient = Recipient.objects.create(provider=self.provider, key=f"o{self.count}", name=self.new("Bedrijf"))
        System.objects.create(provider=self.provider, key=f"s{self.count}", name="Systeem", host=recipient)
        Service.objects.create(provider=self.provider, key=f"d{self.count}", name=self.new("Dienst"))
        UsageLogging.objects.update_or_create(provider=self.provider, defaults={"activity": self.activity()})
        report = Report.objects.create(provider=self.provider, key=f"r{self.count}", name=self.new("Rapport"))
        report.services.set(self.some(self.provider.service_set))

    def remove_row(self):
        row = self.one(self.random.choice([DataRow, Remark, Report, Disclosure, LegalBasis, ServiceGroup]).objects)
        if row:
            row.delete()

    def remove_many(self):
        DataRow.objects.filter(name__startswith="Gegeven").delete()

    def remove_service(self):
        if service := self.one(self.provider.service_set):
            service.delete()

    def remove_recipient(self):
        if recipient := self.one(Recipient.objects.filter(disclosure=None)):
            recipient.delete()

    def remove_activity(self):
        if activity := self.one(self.provider.processingactivity_set):
            activity.delete()


@pytest.mark.parametrize("seed", range(3))
def test_the_draft_of_every_past_moment_equals_the_one_exported_then(demo, seed):
    officer = Officer(demo, seed)
    exported = []
    for _ in range(EDITS):
        deed = officer.edit()
        exported.append((deed, timezone.now(), canonical_json(live_dossier(demo.pk))))
    assert len({content for _, _, content in exported}) > EDITS / 2
    for deed, moment, content in exported:
        assert canonical_json(dossier_as_of(demo.pk, moment)) == content, deed


def test_the_five_providers_as_loaded_equal_the_live_rows(five):
    now = timezone.now()
    for provider in Provider.objects.all():
        assert dossier_as_of(provider.pk, now) == live_dossier(provider.pk)


def test_before_the_first_record_there_was_nothing(demo):
    with pytest.raises(NothingYetError):
        dossier_as_of(demo.pk, timezone.now() - timedelta(days=1))


def test_a_deleted_provider_can_still_be_read(demo):
    before = live_dossier(demo.pk)
    moment, number = timezone.now(), demo.pk
    demo.disclosure_set.all().delete()
    demo.processingactivity_set.all().delete()
    demo.delete()
    assert dossier_as_of(number, moment) == before
    with pytest.raises(NothingYetError):
        dossier_as_of(number, timezone.now())


def test_the_number_of_queries_does_not_grow_with_rows_or_edits(demo):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            dossier_as_of(demo.pk, timezone.now())
        return len(queries)

    few = cost()
    activity = demo.processingactivity_set.first()
    for number in range(20):
        ActivityOperation.objects.filter(activity=activity).delete()
        operation = ProcessingOperation.objects.first()
        ActivityOperation.objects.create(provider=demo, activity=activity, operation=operation)
        DataRow.objects.create(activity=activity, name=f"Rij {number}")
    sets = sum(len(table.model._meta.many_to_many) for table in TABLES.values())
    assert cost() == few <= len(TABLES) + sets
