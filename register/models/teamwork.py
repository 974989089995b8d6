"""How people share the work on a draft: who does what by when, what they tell each other, who wants mail of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from providers.facts.days import END, MADE, DayField
from providers.facts.fields import LineField, PlainTextField
from providers.facts.help import internal
from providers.models import Provider


class About(models.Model):
    """Something about a finding, by its rule and object; without a rule about the object, such as `activities:TS-02`.

    Named and not pointed to: findings come and go, and the name of an activity or a term outlives its row.
    """

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="+", verbose_name="aanbieder")
    code = models.CharField("regel", max_length=40, blank=True)
    object = models.TextField("onderwerp")
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.provider}: {self.code or 'controle'} bij {self.object.partition(':')[2].strip('/')}"


class Assignment(About):
    """Who repairs a finding, or does the control of an activity, a term or the whole statement, and by which day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    due = DayField("uiterlijk", span=END, null=True, blank=True)
    author = LineField("door")

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"
        ordering = ("provider", "due", "pk")
        default_permissions = ("change",)
        constraints = [models.UniqueConstraint(fields=["provider", "code", "object"], name="register_assignment_key")]


class Comment(About):
    """What a colleague says about a finding or an activity; in no Dossier, document or export."""

    text = PlainTextField("opmerking", max_length=2000, help_text=internal("Voor collega's, met uw naam en de datum."))
    author = LineField("door")
    # The name stays when the account is gone; only this account may take the comment away.
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ("provider", "pk")
        default_permissions = ("add",)
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="register_comment_text")]


class DigestWish(models.Model):
    """Somebody who wants mail of what is due; `sent_on` is the last day on which it went."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="wie")
    sent_on = DayField("laatst verstuurd op", span=MADE, null=True)

    class Meta:
        verbose_name = "wens voor een overzicht per mail"
        verbose_name_plural = "wensen voor een overzicht per mail"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)
