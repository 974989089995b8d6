"""Closed lists of this app. Values are stable keys, labels are what people see (docs/law.md 1.4)."""

from django.db import models

NOT_RECORDED = "Nog niet vastgelegd"
# Stands where the name of a person would: nobody typed or published it.
TAKEN_OVER = "overgenomen bij de installatie"


class MayBeOpen(models.TextChoices):
    """A closed list whose empty choice says that nothing is recorded."""

    __empty__ = NOT_RECORDED


class Answer(MayBeOpen):
    """A legal fact: yes, no or does not apply; empty when nobody recorded it."""

    YES = "ja", "Ja"
    NO = "nee", "Nee"
    NOT_APPLICABLE = "nvt", "Niet van toepassing"


class Voice(MayBeOpen):
    """Where the facts of a register come from."""

    TAKEN_OVER = "overgenomen", "Overgenomen uit een bestaande tekst"
    OWN = "eigen", "Door ons zelf vastgesteld"


class AddressForm(MayBeOpen):
    FORMAL = "u", "u"
    INFORMAL = "je", "je"


class AddressKind(MayBeOpen):
    SEAT = "vestiging", "Vestigingsadres"
    VISIT = "bezoek", "Bezoekadres"
    POST = "post", "Postadres"
    REQUEST = "verzoek", "Adres voor verzoeken"


class ContactUse(models.TextChoices):
    """What one writes or calls for."""

    GENERAL = "algemeen", "Algemeen"
    PRIVACY = "privacy", "Vragen over privacy"
    DPO = "fg", "Functionaris voor gegevensbescherming"
    REQUEST = "verzoek", "Verzoeken over rechten"
    SUPPORT = "support", "Support"
    SALES = "verkoop", "Verkoop"
    COMPLAINT = "klacht", "Klachten"
    SECURITY = "beveiliging", "Misbruik of onveiligheid melden"
    SUPPLIERS = "leveranciers", "Lijst met leveranciers opvragen"


class Channel(models.TextChoices):
    EMAIL = "email", "E-mail"
    PHONE = "telefoon", "Telefoon"
    WEBSITE = "website", "Website"
    POST = "post", "Post"
    DESK = "klantenservice", "Klantenservice"


class RecipientKind(MayBeOpen):
    COMPANY = "bedrijf", "Bedrijf met naam"
    CATEGORY = "soort", "Soort bedrijf of instelling"
    AUTHORITY = "overheid", "Overheid of toezichthouder"
    GROUP = "personen", "Groep personen"


class SystemOwner(MayBeOpen):
    OWN = "eigen", "In eigen beheer"
    CUSTOMER = "klant", "Van de klant"
    THIRD_PARTY = "extern", "Van een andere partij"
