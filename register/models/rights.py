"""Rights, requests, complaints and changes of the statement."""

from typing import ClassVar

from django.db import models

from providers.facts.fields import answer, choice, optional_choice, optional_line, optional_text
from providers.facts.help import public, register_only
from providers.models import Owned
from retention.models import amount_field, complete_period, unit_field

from ..choices import IdentityCheck, RightKind
from .facts import OwnedOnce


class RequestHandling(OwnedOnce):
    """How requests about rights are made and answered, art. 12 AVG."""

    instructions = optional_text("hoe aanvragen", public("Hoe iemand een verzoek doet, in eigen woorden."))
    response_amount = amount_field("antwoordtermijn: getal", public("Binnen welke tijd de aanbieder antwoordt."))
    response_unit = unit_field("antwoordtermijn: eenheid", public("Dagen, weken of maanden."))
    response_text = optional_line("hoe snel", public("Bijvoorbeeld zo spoedig mogelijk."))
    extension = answer("verlenging", public("Kan de termijn worden verlengd?"))
    extension_amount = amount_field("verlenging: getal", public("Hoe lang de verlenging ten hoogste duurt."))
    extension_unit = unit_field("verlenging: eenheid", public("Dagen, weken of maanden."))
    extension_reason = optional_line("reden verlenging", public("Waarom verlengd kan worden."))
    extension_notice = optional_line("bericht van verlenging", public("Hoe en wanneer mensen dat horen."))
    identity_check = optional_choice(
        "identiteitscontrole", IdentityCheck, public("Wanneer men zich moet identificeren.")
    )
    identity_explanation = optional_text("toelichting identiteit", public("Hoe dat gaat, en waarom."))
    id_copy = answer("kopie identiteitsbewijs", public("Vraagt de aanbieder een kopie?"))
    id_copy_masked = answer("kopie afgeschermd", public("Vraagt de aanbieder delen zwart te maken?"))
    id_copy_masked_parts = optional_text("af te schermen", public("Welke delen zwart moeten, een per regel."))
    fee = answer("kosten", public("Rekent of kan de aanbieder kosten rekenen?"))
    fee_explanation = optional_line("toelichting kosten", public("Hoeveel en wanneer, in eigen woorden."))
    restricted = answer("beperkt tot een groep", public("Mogen alleen bepaalde mensen een verzoek doen?"))
    restricted_to = optional_line("wie een verzoek mag doen", public("Bijvoorbeeld “contracthouders”."))
    restricted_reason = optional_line("reden van de beperking", public("Waarom anderen geen verzoek mogen doen."))
    portability_format = optional_line(
        "bestandsvorm bij overdracht", public("In welke vorm gegevens worden meegegeven.")
    )
    new_purpose_consent = answer(
        "toestemming bij nieuw doel", public("Vraagt de aanbieder toestemming bij een ander doel?")
    )
    new_purpose_explanation = optional_text("toelichting nieuw doel", public("Hoe dat gaat."))

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "afhandeling van verzoeken"
        constraints = [
            complete_period("response_amount", "response_unit", "register_request_response"),
            complete_period("extension_amount", "extension_unit", "register_request_extension"),
        ]


class StatedRight(Owned):
    """A right as the provider's own statement mentions it."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "right")
    for_texts: ClassVar[tuple[str, ...]] = ("stated",)
    called_by: ClassVar[tuple[str, ...]] = ("right",)

    right = choice("recht", RightKind, public("Artikel van de AVG."), max_length=4)
    stated = answer("vermeld", register_only("Noemt de verklaring dit recht?"))
    label = optional_line("in eigen woorden", public("Een eigen naam voor dit recht, bijvoorbeeld vergetelheid."))
    condition = optional_line("voorwaarde", public("Voor wie of wanneer."))
    explanation = optional_text("uitleg", public("Wat men verder moet weten, in eigen woorden."))

    class Meta:
        verbose_name = "recht"
        verbose_name_plural = "rechten"
        ordering = ("provider", "right")
        constraints = [models.UniqueConstraint(fields=["provider", "right"], name="register_statedright_key")]


class Complaint(OwnedOnce):
    """Where to complain, art. 13(2)(d) and 77 AVG."""

    for_texts: ClassVar[tuple[str, ...]] = ("authority_mentioned",)

    first_contact = answer("eerst bij de aanbieder", public("Vraagt de aanbieder eerst contact op te nemen?"))
    authority_mentioned = answer(
        "toezichthouder genoemd", register_only("Noemt de verklaring het klachtrecht bij de AP?")
    )
    authority_link = optional_line("link naar de toezichthouder", public("Webadres waar men een klacht indient."))

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "klachten"


class ChangePolicy(OwnedOnce):
    """How changes of the statement are made and announced."""

    may_change = answer("mag wijzigen", public("Kan de aanbieder de verklaring wijzigen?"))
    unilateral = answer("eenzijdig", public("Zonder overleg?"))
    advises_to_check = answer(
        "raadt aan te controleren", public("Raadt de aanbieder aan de verklaring vaker te lezen?")
    )
    announces = answer("kondigt aan", public("Worden wijzigingen aangekondigd?"))
    announced_to = optional_line("aan wie", public("Wie bericht krijgt."))
    announced_how = optional_line("hoe", public("Bijvoorbeeld per mail."))
    announced_when = optional_line("wanneer", public("Bijvoorbeeld voordat de wijziging ingaat."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “bij grote wijzigingen”."))

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "wijzigingen van de verklaring"
