"""Who the provider is: names, addresses, contact, services, systems and recipients."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .access import OwnedQuerySet
from .choices import AddressForm, AddressKind, Channel, ContactUse, RecipientKind, SystemOwner, Voice
from .facts.base import Fact
from .facts.days import HAPPENED, DayField
from .facts.fields import (
    FITS,
    CodeField,
    KeyField,
    LineField,
    answer,
    choice,
    optional_choice,
    optional_line,
    optional_reference,
    optional_text,
    review_interval,
    sequence_field,
)
from .facts.help import public, public_data, register_only
from .facts.natural import NaturalModel
from .facts.searching import numbered
from .facts.several import CountriesField
from .facts.source_text import SourceTextField, fingerprint, fingerprints, lines_of
from .validators import validate_address, validate_kvk, validate_not_reserved, validate_prefix


class Provider(Fact):
    """One address on the site, one register, one statement."""

    natural_fields: ClassVar[tuple[str, ...]] = ("slug",)

    slug = KeyField(
        "adres op de site",
        unique=True,
        max_length=60,
        validators=[validate_address, validate_not_reserved],
        help_text=public("Laatste deel van het webadres, bijvoorbeeld teamtelefoon."),
    )
    prefix = CodeField(
        "voorvoegsel",
        max_length=4,
        unique=True,
        validators=[validate_prefix],
        help_text=register_only("Begin van de nummers van verwerkingen, bijvoorbeeld TT."),
    )
    name = LineField("naam", help_text=public("Naam waaronder klanten de aanbieder kennen."))
    voice = optional_choice(
        "herkomst van de feiten",
        Voice,
        register_only("Leeg: overgenomen zodra er een brondocument is, en anders zelf vastgesteld."),
    )
    group_name = optional_line("naam van de groep", public("Naam van het concern, als de verklaring daarvoor spreekt."))
    website = optional_line("website", public("Bijvoorbeeld www.voorbeeld.nl."))
    kvk = CodeField(
        "KvK-nummer",
        max_length=8,
        blank=True,
        validators=[validate_kvk],
        help_text=public("Acht cijfers uit het handelsregister."),
    )
    kvk_place = optional_line("plaats KvK", public("Plaats van inschrijving."))
    vat_number = optional_line("btw-nummer", public("Bijvoorbeeld NL001234567B01."))
    iban = optional_line("IBAN", public("Rekeningnummer, als klanten het mogen lezen."))
    address_form = optional_choice(
        "aanspreekvorm", AddressForm, public("Spreekt de aanbieder lezers aan met u of met je?")
    )
    dpo_designated = answer("FG aangewezen", public("Is er een functionaris voor gegevensbescherming? Art. 37 AVG."))
    dpo_name = optional_line("naam FG", public("Naam van de functionaris. Art. 30 lid 1, onder a, AVG."))
    dpo_reason = optional_line("toelichting FG", register_only("Waarom er geen FG is of hoeft te zijn."))
    representative = answer(
        "vertegenwoordiger in de EU", register_only("Alleen voor partijen van buiten de Unie. Art. 27 AVG.")
    )
    public_telecom = answer(
        "openbare telecomdienst", register_only("Biedt de aanbieder een openbare communicatiedienst? Art. 11.5 Tw.")
    )
    statement_scope = optional_text(
        "reikwijdte van de verklaring", public("Voor wie en wanneer de verklaring geldt, in eigen woorden.")
    )

    review_months = review_interval("om de 12 maanden")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbieder"
        verbose_name_plural = "aanbieders"
        ordering = ("name", "slug")

    @property
    def is_own(self) -> bool:
        """Whether no text was taken over: what is recorded here is the statement itself, as `Dossier.is_own` says."""
        if self.voice:
            return self.voice == Voice.OWN
        return not (self.pk and SourceDocument.objects.filter(provider=self.pk).exists())


class Owned(Fact):
    """A fact that belongs to one provider."""

    provider = models.ForeignKey(Provider, models.CASCADE, verbose_name="aanbieder")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class OwnedKeyed(Fact):
    """A fact of one provider that other rows point to by a short key, unique there."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "key")

    key = KeyField(
        "sleutel", max_length=60, help_text=public_data("Korte naam waarmee bestanden naar deze regel verwijzen.")
    )
    provider = models.ForeignKey(Provider, models.CASCADE, verbose_name="aanbieder")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("provider", numbered("key"))
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "key"],
                name="%(app_label)s_%(class)s_key",
                violation_error_message="Deze sleutel bestaat al bij deze aanbieder.",
            )
        ]


class LegalEntity(OwnedKeyed):
    """A company with its name in the articles; a group may have several."""

    name = LineField("statutaire naam", help_text=public("Naam met rechtsvorm, bijvoorbeeld Voorbeeld B.V."))
    kvk = CodeField(
        "KvK-nummer",
        max_length=8,
        blank=True,
        validators=[validate_kvk],
        help_text=public("Acht cijfers, als het bedrijf een eigen nummer heeft."),
    )

    class Meta(OwnedKeyed.Meta):
        verbose_name = "rechtspersoon"
        verbose_name_plural = "rechtspersonen"


def optional_entity() -> "models.ForeignKey[LegalEntity | None, LegalEntity | None]":
    """The one of several legal entities that a row is about."""
    return optional_reference("rechtspersoon", LegalEntity, public("Alleen als het van één rechtspersoon is."))


class TradeName(Owned):
    """Another name that the provider uses for itself."""

    natural_fields: ClassVar[tuple[str, ...]] = ("provider", "name")

    name = LineField("handelsnaam", help_text=public("Een andere naam die de aanbieder gebruikt."))
    entity = optional_entity()

    class Meta:
        verbose_name = "handelsnaam"
        verbose_name_plural = "handelsnamen"
        ordering = ("provider", "name")
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="providers_tradename_key")]


class Address(OwnedKeyed):
    """Where the provider can be visited or written to."""

    called_by: ClassVar[tuple[str, ...]] = ("street", "city")
    key_from: ClassVar[tuple[str, ...]] = ("kind",)

    kind = optional_choice("soort adres", AddressKind, public("Waarvoor het adres dient."))
    entity = optional_entity()
    addressee = optional_line("geadresseerde", public("Naam op de envelop, met “o.v.v.” erbij."))
    building = optional_line("gebouw of terrein", public("Bijvoorbeeld Kennispark Twente."))
    street = optional_line("straat en nummer of postbus", public("Bijvoorbeeld Dorpsstraat 1 of Postbus 12."))
    postcode = optional_line("postcode", public("Met of zonder spatie."))
    city = optional_line("plaats", public("Plaatsnaam."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "adres"
        verbose_name_plural = "adressen"

    def __str__(self) -> str:
        parts = (self.addressee, self.building, self.street, f"{self.postcode} {self.city}".strip())
        return ", ".join(part for part in parts if part)


class ContactPoint(OwnedKeyed):
    """A way to reach the provider, for one use."""

    called_by: ClassVar[tuple[str, ...]] = ("value",)
    key_from: ClassVar[tuple[str, ...]] = ("use", "channel")

    use = choice("waarvoor", ContactUse, public("Waar mensen dit contact voor gebruiken."))
    channel = choice("manier", Channel, public("E-mail, telefoon of post."))
    value = optional_line("adres of nummer", public("E-mailadres, nummer of webadres; leeg bij post."))
    address = optional_reference("postadres", Address, public("Alleen bij post."))
    person = optional_line("contactpersoon", public("Naam of functie van wie men te spreken krijgt."))
    entity = optional_entity()

    class Meta(OwnedKeyed.Meta):
        verbose_name = "contactpunt"
        verbose_name_plural = "contactpunten"
        constraints = [
            *OwnedKeyed.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(channel=Channel.POST, address=None),
                name="providers_contactpoint_post_has_address",
                violation_error_message="Kies bij post het adres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.value or self.address or self.get_channel_display()}"


class Service(OwnedKeyed):
    """What a customer can take from the provider."""

    sequence = sequence_field("in de documenten")
    name = LineField("naam", help_text=public("Naam waaronder klanten de dienst kennen."))
    description = optional_text("omschrijving", public("Wat de dienst doet, in een of twee zinnen."))
    condition = optional_line(
        "voorwaarde", public("Wanneer de dienst geldt, bijvoorbeeld “alleen bij gebruik Medido”.")
    )
    voice = answer("spraakdienst", register_only("Kan men ermee bellen? Art. 11.10 Tw."))
    care = answer("zorgdienst", register_only("Is de dienst voor de zorg bedoeld?"))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "dienst"
        verbose_name_plural = "diensten"
        ordering = ("provider", "sequence", numbered("key"))


def countries_field() -> CountriesField:
    """Where something is or happens; empty when not recorded."""
    return CountriesField(
        "land",
        max_length=200,
        blank=True,
        help_text=public(
            "Een land, of met Ctrl meer; Europese Unie als alleen dat vastligt; geen keuze als er niets vastligt."
        ),
    )


class Recipient(OwnedKeyed):
    """Who receives data: a company, or a kind of company when no name is stated."""

    name = LineField("naam of soort", help_text=public("Naam van het bedrijf; zonder naam de soort."))
    kind = optional_choice("soort ontvanger", RecipientKind, public("Een bedrijf met naam of een soort."))
    country = countries_field()
    address = optional_line("adres", public("Waar de ontvanger gevestigd is, als dat is vastgelegd."))
    contact = optional_line("contact", public("Hoe de ontvanger te bereiken is, als dat is vastgelegd."))
    agreement = answer("verwerkersovereenkomst", register_only("Is er een overeenkomst? Art. 28 lid 3 AVG."))
    agreement_reference = optional_line("vindplaats overeenkomst", register_only("Datum en plaats van het document."))
    description = optional_text("toelichting", public("Wat de ontvanger doet."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "ontvanger"
        verbose_name_plural = "ontvangers"


class System(OwnedKeyed):
    """Where data are kept or seen."""

    name = LineField("naam", help_text=public("Naam van het systeem, bijvoorbeeld CRM- en ERP-systeem."))
    owner = optional_choice("eigenaar", SystemOwner, register_only("Wie het systeem beheert."))
    host = optional_reference(
        "gehost door",
        Recipient,
        register_only("De ontvanger bij wie het systeem draait, als dat is vastgelegd."),
        on_delete=models.SET_NULL,
    )
    place = optional_line("plaats", public("Waar het systeem staat, bijvoorbeeld een stad of een rekencentrum."))
    country = countries_field()
    description = optional_text("omschrijving", public("Wat het systeem doet."))

    class Meta(OwnedKeyed.Meta):
        verbose_name = "systeem"
        verbose_name_plural = "systemen"


OTHER_TEXT = "Plak de tekst waaruit de feiten komen, of maak dat veld leeg als dit de juiste is."


class SourceDocument(NaturalModel):
    """A text from which facts were taken; the text itself may be kept with it, and is in no Dossier."""

    natural_fields: ClassVar[tuple[str, ...]] = ("code",)
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    # A copy at each save would be large, and a text that somebody may not keep would stay for ever.
    unrecorded: ClassVar[tuple[str, ...]] = ("text",)

    provider = models.ForeignKey(Provider, models.CASCADE, verbose_name="aanbieder")
    code = KeyField(
        "code", max_length=40, unique=True, help_text=register_only("Naam in vindplaatsen, bijvoorbeeld 000.")
    )
    title = LineField("titel", help_text=register_only("Hoe het document heet."))
    dated = DayField(
        "datum", span=HAPPENED, null=True, blank=True, help_text=register_only("Datum die op het document staat.")
    )
    version = optional_line("versie", register_only("Versie die op het document staat."))
    address = optional_line("webadres", register_only("Waar het document te vinden is of was."))
    sha256 = CodeField(
        "SHA-256",
        max_length=64,
        blank=True,
        help_text=register_only(
            "Vingerafdruk van het bestand, om het te herkennen. Leeg: die van de tekst in UTF-8, met regeleinde LF."
        ),
    )
    line_count = models.PositiveIntegerField(
        "aantal regels", null=True, blank=True, validators=[FITS], help_text=register_only("Leeg: geteld in de tekst.")
    )
    text = SourceTextField(
        "tekst",
        blank=True,
        help_text="De tekst zelf, met elke regel op haar plaats, om bij de feiten na te lezen. Alleen voor wie "
        "registers mag lezen: geen document bevat haar. De geschiedenis bewaart haar niet; wat u wist, is weg.",
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "brondocument"
        verbose_name_plural = "brondocumenten"
        ordering = (numbered("code"),)

    def __str__(self) -> str:
        return f"{self.code}, {self.title}"

    def clean(self) -> None:
        """Refuse a text that is not the recorded one; with a text what is not recorded of it is filled in."""
        super().clean()
        if self.text and (problems := self._misfits()):
            raise ValidationError({"text": problems})
        self.measure()

    def measure(self) -> None:
        """Record number of lines and fingerprint of the text, as far as they are not recorded."""
        if self.text:
            self.line_count = len(lines_of(self.text)) if self.line_count is None else self.line_count
            self.sha256 = self.sha256 or fingerprint(self.text)

    def _misfits(self) -> list[str]:
        found = []
        if self.line_count not in (None, count := len(lines_of(self.text))):
            found.append(f"Deze tekst heeft {count} regels; vastgelegd zijn er {self.line_count}. {OTHER_TEXT}")
        if self.sha256 and self.sha256.lower() not in fingerprints(self.text):
            found.append(
                f"De SHA-256 van deze tekst is {fingerprint(self.text)}; vastgelegd is {self.sha256}. {OTHER_TEXT}"
            )
        return found


class SourceHeading(NaturalModel):
    """A heading in a document, so that a line number can be shown with its heading."""

    natural_fields: ClassVar[tuple[str, ...]] = ("document", "line")
    called_by: ClassVar[tuple[str, ...]] = ("title",)

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="headings", verbose_name="document")
    line = models.PositiveIntegerField("regel", validators=[FITS], help_text=register_only("Regelnummer van de kop."))
    title = LineField("kop", help_text=register_only("De kop, zoals die in het document staat."))

    class Meta:
        verbose_name = "kop"
        verbose_name_plural = "koppen"
        ordering = ("document", "line")
        constraints = [models.UniqueConstraint(fields=["document", "line"], name="providers_sourceheading_key")]


class LineReason(NaturalModel):
    """Why a line of a document, or some words of it, are no fact; what has neither fact nor reason is still open."""

    natural_fields: ClassVar[tuple[str, ...]] = ("document", "line", "words")
    called_by: ClassVar[tuple[str, ...]] = ("line", "reason")

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="reasons", verbose_name="document")
    line = models.PositiveIntegerField("regel", validators=[FITS], help_text=register_only("Regelnummer."))
    words = optional_line("woorden", register_only("Het voorstel dat geen feit is; leeg is de hele regel."))
    reason = LineField("reden", help_text=register_only("Waarom hier geen feit staat, bijvoorbeeld een aanhef."))

    class Meta:
        verbose_name = "regel zonder feit"
        verbose_name_plural = "regels zonder feit"
        ordering = ("document", "line", "words")
        constraints = [models.UniqueConstraint(fields=["document", "line", "words"], name="providers_linereason_key")]
