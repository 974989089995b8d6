"""Pages of what a provider has: services, systems, recipients, ways to reach it, and documents to read facts in."""

from typing import Any, ClassVar

from django.contrib import admin
from django.template.loader import render_to_string

from ..facts.searching import numbered
from ..models import Address, ContactPoint, LegalEntity, Recipient, Service, SourceDocument, SourceHeading, System
from ..spreadsheets.resource import resource_for
from .imports import ImportPage
from .pages import ORIGIN, Counted, Inline, Page, RecordedFilter, group, recorded, unsourced
from .sources import uses_of

KEYED = ("provider", "key")


class OwnedPage(Page):
    """Rows of one provider that have a key."""

    list_select_related: ClassVar[tuple[str, ...]] = ("provider",)
    search_fields: ClassVar[tuple[str, ...]] = ("name", "key")

    @admin.display(description="vindplaats", ordering=numbered("source"))
    def source_code(self, obj: Any) -> str:
        """The source as it was typed."""
        return recorded(obj.source)


@admin.register(Service)
class ServiceAdmin(ImportPage, OwnedPage):
    """What customers can take."""

    resource_classes = (
        resource_for(
            Service,
            *("provider", "key", "sequence", "name", "description", "condition", "voice", "care"),
            *("source", "reading", "note"),
        ),
    )
    list_display = ("name", "provider", "condition", "source_code")
    list_filter = ("provider", ("voice", RecordedFilter), ("care", RecordedFilter))
    fieldsets = (
        group(
            None,
            "Een dienst, met de naam waaronder klanten die kennen.",
            KEYED,
            ("name", "sequence"),
            "description",
            "condition",
        ),
        group("Regels die gelden", "Nodig om de juiste wet te kiezen.", ("voice", "care")),
        ORIGIN,
    )


@admin.register(Recipient)
class RecipientAdmin(ImportPage, OwnedPage):
    """Who receives data."""

    resource_classes = (
        resource_for(
            Recipient,
            *("provider", "key", "name", "kind", "country", "address", "contact"),
            *("agreement", "agreement_reference", "description", "source", "reading", "note"),
        ),
    )
    list_display = ("name", "provider", "kind_shown", "country_shown", "source_code")
    list_filter = ("provider", ("kind", RecordedFilter), ("agreement", RecordedFilter))
    fieldsets = (
        group(
            None,
            "Een bedrijf met naam, of een soort bedrijf als de naam niet vastligt.",
            KEYED,
            ("name", "kind", "country"),
            ("address", "contact"),
            "description",
        ),
        group(
            "Overeenkomst",
            "Wat met deze partij is afgesproken. Art. 28 lid 3 AVG.",
            ("agreement", "agreement_reference"),
        ),
        ORIGIN,
    )

    @admin.display(description="soort", ordering="kind")
    def kind_shown(self, obj: Recipient) -> str:
        """Company, kind of company, authority or people."""
        return recorded(obj.get_kind_display())

    @admin.display(description="land", ordering="country")
    def country_shown(self, obj: Recipient) -> str:
        """Country, when it is known."""
        return recorded(obj.country)


@admin.register(System)
class SystemAdmin(OwnedPage):
    """Where data are kept or seen."""

    list_display = ("name", "provider", "host", "source_code")
    list_select_related = ("provider", "host")
    list_filter = ("provider", ("owner", RecordedFilter))
    fieldsets = (
        group(
            None,
            "Een systeem, waar het staat en bij wie het draait.",
            KEYED,
            "name",
            ("owner", "host"),
            ("place", "country"),
            "description",
        ),
        ORIGIN,
    )


@admin.register(ContactPoint)
class ContactPointAdmin(OwnedPage):
    """A way to reach the provider."""

    list_display = ("__str__", "provider", "use", "channel", "source_code")
    list_select_related = ("provider", "address")
    list_filter = ("provider", "use", "channel")
    search_fields = ("value", "key", "person", "address__street", "address__city")
    fieldsets = (
        group(
            None,
            "Eén manier om de aanbieder te bereiken, voor één doel.",
            KEYED,
            ("use", "channel"),
            ("value", "address"),
            ("person", "entity"),
        ),
        ORIGIN,
    )


@admin.register(Address)
class AddressAdmin(OwnedPage):
    """Edited on the page of the provider; here to be found."""

    is_hidden = True
    list_display = ("__str__", "provider", "kind")
    list_filter = ("provider",)
    search_fields = ("street", "city", "addressee", "key")
    fieldsets = (
        *unsourced(KEYED, ("kind", "entity", "addressee"), ("building", "street"), ("postcode", "city")),
        ORIGIN,
    )


@admin.register(LegalEntity)
class LegalEntityAdmin(OwnedPage):
    """Edited on the page of the provider; here to be found."""

    is_hidden = True
    list_display = ("name", "provider", "kvk")
    list_filter = ("provider",)
    fieldsets = (*unsourced(KEYED, ("name", "kvk")), ORIGIN)


class HeadingInline(Inline):
    """One line for each heading."""

    model = SourceHeading
    fieldsets = unsourced(("line", "title"))


@admin.register(SourceDocument)
class SourceDocumentAdmin(Page):
    """A document, its headings, and what was read in which lines."""

    list_display = ("code", "title", "provider", "line_count", Counted("headings", "koppen", "heading_count"))
    list_select_related = ("provider",)
    list_filter = ("provider",)
    search_fields = ("code", "title")
    inlines = (HeadingInline,)
    readonly_fields = ("facts",)
    fieldsets = (
        group(
            None,
            "Een document waaruit feiten komen of waarnaar zij verwijzen.",
            ("provider", "code"),
            "title",
            ("dated", "version", "address"),
            ("line_count", "sha256"),
            "text",
        ),
        group("Wat hieruit is overgenomen", "Alle regels van het register die naar dit document wijzen.", "facts"),
    )

    @admin.display(description="feiten")
    def facts(self, obj: SourceDocument) -> str:
        """Lines, kind of row and the row itself, linked to where it is edited."""
        uses = uses_of(obj, self.admin_site) if obj.pk else []
        return render_to_string("admin/providers/source_uses.html", {"uses": uses, "document": obj})
