"""The page of a provider, with its names, addresses and contact points."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..facts.keys import made_key, made_prefix
from ..models import Address, ContactPoint, LegalEntity, Provider, TradeName
from ..spreadsheets.resource import resource_for
from .forms import PageForm
from .history import ProviderHistory
from .imports import ImportPage
from .keys import LEFT_EMPTY
from .pages import ORIGIN, Counted, RecordedFilter, group, inline, recorded


def draft_address(provider: Provider) -> str:
    """Where the draft is read; the views are the register's, which stands above this app."""
    return reverse("register_concept", args=[provider.slug])


class ProviderForm(PageForm):
    """A provider; a new one gets its address and prefix from its name where these were left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("slug", "prefix") if not self.instance.pk else ():
            self.fields[name].required = False
            self.fields[name].help_text = f"{self.fields[name].help_text} {LEFT_EMPTY}"

    def clean(self) -> Any:
        """With both, so that the model's own checks see them."""
        cleaned = super().clean()
        taken = dict(Provider.objects.values_list("slug", "prefix")) if not self.instance.pk else {}
        if cleaned.get("slug") == "":
            cleaned["slug"] = made_key(Provider, cleaned, taken, "slug")
        if cleaned.get("prefix") == "":
            cleaned["prefix"] = made_prefix(cleaned.get("name", ""), set(taken.values()))
        return cleaned


@admin.register(Provider)
class ProviderAdmin(ProviderHistory, ImportPage):
    """One provider with its names, addresses and contact points."""

    resource_classes = (
        resource_for(
            Provider,
            *("slug", "prefix", "name", "group_name", "website", "kvk", "kvk_place", "vat_number", "iban"),
            *("voice", "address_form", "dpo_designated", "dpo_name", "dpo_reason", "representative"),
            *("public_telecom", "statement_scope", "review_months", "source", "reading", "note"),
        ),
    )
    list_display = (
        *("name", "prefix"),
        *(Counted("service", "diensten", "service_count"), Counted("recipient", "ontvangers", "recipient_count")),
        *("dpo", "draft"),
    )
    list_filter = (
        ("dpo_designated", RecordedFilter),
        ("address_form", RecordedFilter),
        ("public_telecom", RecordedFilter),
    )
    search_fields = ("name", "slug", "prefix", "group_name", "tradename__name")
    form = ProviderForm
    # Published addresses and document numbers are made of these and stay for ever.
    fixed_fields = ("slug", "prefix")
    inlines = (
        inline(LegalEntity, ("key", "name", "kvk")),
        inline(TradeName, ("name", "entity")),
        inline(Address, ("key", "kind", "addressee", "entity"), ("building", "street"), ("postcode", "city")),
        inline(ContactPoint, ("key", "use", "channel"), ("value", "address", "person", "entity")),
    )
    fieldsets = (
        group(
            "Naam en adres op de site",
            "Hoe klanten de aanbieder kennen en waar zij de verklaring vinden. "
            "Adres en voorvoegsel staan vast zodra de aanbieder is opgeslagen.",
            ("name", "group_name"),
            ("slug", "prefix"),
            "website",
        ),
        group(
            "Herkomst van de feiten",
            "Is er al een tekst, dan legt u vast wat die zegt en blijft de rest open. Is die er niet, dan is wat u "
            "hier vastlegt de verklaring, en schrijft u een vindplaats in vrije woorden. U kunt later wisselen: wat is "
            "vastgelegd, blijft.",
            "voice",
        ),
        group(
            "Inschrijving",
            "Wat klanten mogen lezen; leeg is niet vastgelegd.",
            ("kvk", "kvk_place"),
            ("vat_number", "iban"),
        ),
        group(
            "Functionaris en vertegenwoordiger",
            "Wie toeziet op gegevensbescherming. Art. 27 en 37 AVG.",
            ("dpo_designated", "dpo_name"),
            "dpo_reason",
            "representative",
        ),
        group(
            "Verklaring",
            "Voor wie de verklaring geldt en hoe zij lezers aanspreekt.",
            ("address_form", "public_telecom"),
            "statement_scope",
        ),
        group(
            "Controle",
            "Hoe vaak iemand alles opnieuw leest. Een verwerking kan een eigen getal hebben.",
            "review_months",
        ),
        ORIGIN,
    )

    def response_post_save_add(self, request: HttpRequest, obj: Provider) -> HttpResponseRedirect:
        """On to the page from which the rest is recorded."""
        return HttpResponseRedirect(reverse("desk", args=[obj.slug]))

    def view_on_site(self, obj: Provider) -> str:
        """The statement as it would read now."""
        return draft_address(obj)

    @admin.display(description="FG aangewezen", ordering="dpo_designated")
    def dpo(self, obj: Provider) -> str:
        """Whether there is a data protection officer."""
        return recorded(obj.get_dpo_designated_display())

    @admin.display(description="verklaring")
    def draft(self, obj: Provider) -> SafeString:
        """Link to the draft."""
        return format_html('<a href="{}">Bekijk als concept</a>', draft_address(obj))
