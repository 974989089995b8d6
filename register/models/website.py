"""Cookies, decisions by computers and reports on behaviour."""

from django.db import models

from providers.facts.fields import (
    LineField,
    answer,
    optional_choice,
    optional_line,
    optional_reference,
    optional_set,
    optional_text,
    sequence_field,
)
from providers.facts.help import public
from providers.facts.searching import numbered
from providers.models import OwnedKeyed, Recipient, Service

from ..choices import CookieKind, DecisionException
from .activity import optional_activity
from .facts import OwnedOnce


class CookiePolicy(OwnedOnce):
    """Whether the website uses cookies, and where more can be read."""

    uses_cookies = answer("gebruikt cookies", public("Plaatst de website cookies? Art. 11.7a Tw."))
    explanation = optional_text("uitleg", public("Wat men verder moet weten, in eigen woorden."))
    opt_out = optional_text("afmelden", public("Hoe mensen cookies weigeren of verwijderen."))
    more_information = optional_line("meer informatie", public("Naam of adres van het cookiestatement."))

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "cookiebeleid"


class Cookie(OwnedKeyed):
    """A kind of cookie or similar technique."""

    sequence = sequence_field()
    name = LineField("naam of soort", help_text=public("Naam van de cookie, of de soort."))
    kind = optional_choice("soort", CookieKind, public("Waarvoor de cookie dient."))
    purpose = optional_text("doel", public("Wat ermee gebeurt, in gewone taal."))
    vendor = optional_reference("leverancier", Recipient, public("Partij achter de cookie."))
    consent = answer("toestemming vooraf", public("Wordt vooraf toestemming gevraagd?"))
    privacy_friendly = answer(
        "privacyvriendelijk ingesteld", public("Zijn de gevolgen voor privacy klein? Art. 11.7a lid 3 Tw.")
    )
    storage_time = optional_line("bewaartijd", public("Hoe lang de cookie blijft staan, bijvoorbeeld “2 jaar”."))
    transfer_explanation = optional_line("doorgifte", public("Land en waarborg buiten de EER."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "cookie"
        verbose_name_plural = "cookies"
        ordering = ("provider", "sequence", numbered("key"))


class AutomatedDecisions(OwnedOnce):
    """Decisions by computers, art. 22 AVG."""

    takes_decisions = answer(
        "neemt geautomatiseerde besluiten",
        public("Besluiten zonder mens die mensen aanmerkelijk treffen. Art. 22 AVG."),
    )
    explanation = optional_text("uitleg", public("Wat men verder moet weten, in eigen woorden."))
    affected = optional_line("wie het raakt", public("De groepen mensen voor wie het gevolgen heeft."))
    logic = optional_text("logica", public("Hoe het besluit tot stand komt. Art. 13 lid 2, onder f, AVG."))
    consequences = optional_text("gevolgen", public("Wat het besluit voor iemand kan betekenen."))
    exception = optional_choice("uitzondering", DecisionException, public("Waarom het mag. Art. 22 lid 2 AVG."))
    human_intervention = answer("menselijke tussenkomst", public("Kan men een mens laten kijken?"))
    own_view = answer("eigen standpunt", public("Kan men zijn kant vertellen?"))
    contest = answer("aanvechten", public("Kan men het besluit aanvechten?"))
    condition = optional_line("voorwaarde", public("Wanneer dit geldt."))

    class Meta(OwnedOnce.Meta):
        verbose_name = verbose_name_plural = "geautomatiseerde besluiten"


class Report(OwnedKeyed):
    """A report on behaviour that a customer can ask for, and its options."""

    sequence = sequence_field()
    name = LineField("rapportage", help_text=public("Naam of korte omschrijving."))
    services = optional_set("diensten", Service, public("Bij welke diensten."))
    activity = optional_activity(public("De verwerking waarin de gegevens en de termijn staan."), models.SET_NULL)
    description = optional_text("omschrijving", public("Wat erin staat, in gewone taal."))
    contents = optional_text("inhoud", public("De gegevens in de rapportage, een per regel."))
    condition = optional_line("voorwaarde", public("Bijvoorbeeld “alleen in opdracht van de klant”."))
    frequency = optional_line("hoe vaak", public("Bijvoorbeeld wekelijks."))
    delivery = optional_line("hoe geleverd", public("Bijvoorbeeld per mail."))
    level = optional_line("niveau", public("Bijvoorbeeld per wachtrij of per medewerker."))
    software = optional_line("programma", public("Naam van het programma."))
    human_involved = answer("mens betrokken", public("Komt er een mens aan te pas?"))
    profiles = answer("individuele profielen", public("Ontstaan er profielen van personen?"))
    stored = answer("opgeslagen", public("Slaat de aanbieder de gegevens op?"))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "rapportage"
        verbose_name_plural = "rapportages"
        ordering = ("provider", "sequence", numbered("key"))
