"""Words of the page itself: not facts from a source, so they carry none."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from providers.access import OwnedQuerySet
from providers.facts.base import check_one_provider
from providers.facts.fields import (
    KeyField,
    LineField,
    PlainTextField,
    choice,
    optional_line,
    optional_set,
    optional_text,
    sequence_field,
)
from providers.facts.help import public, public_data, register_only
from providers.facts.natural import NaturalModel
from providers.facts.searching import numbered
from providers.models import Provider, Service

from ..brevity import SENTENCES, WORDS, count_sentences, count_words, is_brief
from ..choices import FirstLayer
from .activity import ProcessingActivity, SubjectGroup, optional_activity
from .sentences import MAY_NAME, Sentences


class Editorial(Sentences, NaturalModel):
    """A text that belongs to the page of one provider."""

    provider = models.ForeignKey(Provider, models.CASCADE, verbose_name="aanbieder")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse references to rows of another provider."""
        super().clean()
        check_one_provider(self)


class PageText(Editorial):
    """The sentences around the facts."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider",)
    called_by: ClassVar[tuple[str, ...]] = ()
    naming: ClassVar[tuple[str, ...]] = ("tagline", "audience")

    provider = models.OneToOneField(Provider, models.CASCADE, verbose_name="aanbieder")
    tagline = optional_text("ondertitel", public(f"Eén zin op de beginpagina: wat de aanbieder doet. {MAY_NAME}"))
    audience = optional_text("voor wie", public(f"Voor wie de verklaring bedoeld is. {MAY_NAME}"))

    class Meta:
        verbose_name = "paginatekst"
        verbose_name_plural = "paginateksten"
        ordering = ("provider",)

    def __str__(self) -> str:
        return f"paginatekst van {self.provider}"


class FirstLayerAnswer(Editorial):
    """An answer in the summary that replaces the proposal made from the facts."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "question")
    called_by: ClassVar[tuple[str, ...]] = ("question",)
    naming: ClassVar[tuple[str, ...]] = ("text",)

    question = choice("vraag", FirstLayer, public("Een van de zes vaste vragen."), max_length=12)
    text = PlainTextField(
        "antwoord", max_length=300, help_text=public(f"Ten hoogste 25 woorden en twee zinnen. {MAY_NAME}")
    )

    class Meta:
        verbose_name = "antwoord in het kort"
        verbose_name_plural = "antwoorden in het kort"
        ordering = ("provider", "question")
        constraints = [models.UniqueConstraint(fields=["provider", "question"], name="register_firstlayer_key")]

    def clean(self) -> None:
        """Refuse what is too long for a first layer."""
        super().clean()
        if not is_brief(self.text):
            sentences = count_sentences(self.text)
            found = f"nu {count_words(self.text)} woorden in {sentences} {'zin' if sentences == 1 else 'zinnen'}"
            raise ValidationError({"text": f"Schrijf ten hoogste {WORDS} woorden en {SENTENCES} zinnen; {found}."})


class Highlight(Editorial):
    """A sentence under “Goed om te weten”, about an activity that may surprise."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "sequence")
    called_by: ClassVar[tuple[str, ...]] = ("text",)
    naming: ClassVar[tuple[str, ...]] = ("text",)

    sequence = sequence_field()
    activity = optional_activity(register_only("De verwerking waar het over gaat."), models.SET_NULL)
    text = PlainTextField(
        "zin", max_length=400, help_text=public(f"Wat mensen kan verrassen, geen geruststelling. {MAY_NAME}")
    )

    class Meta:
        verbose_name = verbose_name_plural = "goed om te weten"
        ordering = ("provider", "sequence")
        constraints = [models.UniqueConstraint(fields=["provider", "sequence"], name="register_highlight_key")]

    def __str__(self) -> str:
        return self.text[:80]


class Door(Editorial):
    """A button in the first person that brings people to the page about their situation."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "group")
    called_by: ClassVar[tuple[str, ...]] = ("label",)

    sequence = sequence_field()
    group = models.ForeignKey(
        SubjectGroup,
        models.CASCADE,
        verbose_name="betrokkenen",
        help_text=public("Wie op de knop drukt: hij brengt hen naar alles wat hen raakt."),
    )
    other_groups = optional_set(
        "en ook", SubjectGroup, public("Andere groepen die op dezelfde knop drukken."), related_name="+"
    )
    activities = optional_set(
        "verwerkingen", ProcessingActivity, public("Verwerkingen die hen raken zonder dat er een groep bij staat.")
    )
    heading = optional_line("kop", public("In de u-vorm, bijvoorbeeld “U belt een klant”. Leeg: de naam van de groep."))
    label = LineField(
        "opschrift", max_length=60, help_text=public("In de ik-vorm, bijvoorbeeld “Ik bel naar een klant”.")
    )

    class Meta:
        verbose_name = "deur"
        verbose_name_plural = "deuren"
        ordering = ("provider", "sequence", "group")
        constraints = [models.UniqueConstraint(fields=["provider", "group"], name="register_door_key")]


class ServiceGroup(Editorial):
    """Services that share one heading on the page when there are many."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "key")

    key = KeyField("sleutel", max_length=60, help_text=public_data("Korte naam van de groep."))
    sequence = sequence_field()
    name = LineField("naam", help_text=public("Kop boven hun kaarten, bijvoorbeeld Telefonie."))
    services = optional_set("diensten", Service, public("De diensten onder deze kop."))

    class Meta:
        verbose_name = "groep diensten"
        verbose_name_plural = "groepen diensten"
        ordering = ("provider", "sequence", numbered("key"))
        constraints = [models.UniqueConstraint(fields=["provider", "key"], name="register_servicegroup_key")]
