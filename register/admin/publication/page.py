"""Published versions in the admin: to read, never to change; and the way to publish."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from providers.admin.pages import group

from ...choices import PublicationKind
from ...models import Publication, PublicationFile
from ...permissions import SHIELD
from ...publications.editions import history_of
from ...publications.shielding import ShieldedError
from ...querysets import PublicationQuerySet
from ...wording import date_words
from ..read_only import ReadOnly
from .shielding import shield_page
from .views import publish_page

NOT_YET = "De pagina en de verklaring als pdf zijn er vanaf {first_day}."


class FileInline(ReadOnly, admin.StackedInline):
    """The files of a version, by their hashes."""

    model = PublicationFile
    verbose_name_plural = "bestanden"
    fields = readonly_fields = ("kind", "sha256", "size", "made_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Without the files themselves."""
        return super().get_queryset(request).defer("content")


@admin.register(Publication)
class PublicationAdmin(ReadOnly, admin.ModelAdmin):
    """What was published, by whom, and under which seal."""

    show_facets = admin.ShowFacets.NEVER
    list_display = ("version", "kind", "valid_from", "author", "told", "short_fingerprint")
    list_filter = ("provider", "kind")
    list_select_related = ("provider",)
    search_fields = ("provider__name", "note", "author", "register_fingerprint", "statement_fingerprint")
    inlines = (FileInline,)
    change_form_template = "admin/register/publication.html"
    fieldsets = (
        group(
            "Versie",
            "Zo is het gepubliceerd. Een versie verandert nooit en wordt nooit gewist.",
            ("provider", "number", "kind"),
            ("valid_from", "made_at", "author"),
            ("told", "is_major"),
            "explained",
            "links",
        ),
        group(
            "Vingerafdrukken en zegel",
            "SHA-256 van de inhoud. Elk zegel bevat het zegel van de versie ervoor.",
            "register_fingerprint",
            "statement_fingerprint",
            "previous_seal",
            "seal",
        ),
    )
    readonly_fields = ("told", "explained", "links")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The versions this person may see, without the stored Dossier."""
        rows = cast(PublicationQuerySet, super().get_queryset(request))
        return rows.for_user(request.user).without_content().with_shielding()

    def get_urls(self) -> list[URLPattern]:
        """The pages on which a version is made; one provider each."""
        view, kinds = self.admin_site.admin_view(publish_page), PublicationKind
        own = [
            path("publiceren/<slug:slug>/", view, {"kind": kinds.VERSION}, name="register_publish"),
            path("intrekken/<slug:slug>/", view, {"kind": kinds.WITHDRAWAL}, name="register_withdraw"),
            path("<int:number>/afschermen/", self.admin_site.admin_view(shield_page), name="register_shield"),
            path("aankondiging/<slug:slug>/", view, {"kind": kinds.CANCELLATION}, name="register_cancel"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="versie", ordering="provider__name")
    def version(self, obj: Publication) -> str:
        """Provider and number."""
        return str(obj)

    @admin.display(description="wat er verandert", ordering="note")
    def told(self, obj: Publication) -> str:
        """The sentence for customers, or why nobody may read it any more."""
        return str(ShieldedError(obj)) if obj.shielding else obj.note

    @admin.display(description="uitleg bij open punten")
    def explained(self, obj: Publication) -> str:
        """What the officer said about what was open; it may tell what was shielded."""
        return "" if obj.shielding else obj.explanation

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Whoever may shield a version finds the way to it here."""
        context["may_shield"] = request.user.has_perm(SHIELD)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="vingerafdruk", ordering="register_fingerprint")
    def short_fingerprint(self, obj: Publication) -> str:
        """The first eight signs."""
        return f"{obj.register_fingerprint[:8]}…"

    @admin.display(description="bekijk")
    def links(self, obj: Publication) -> SafeString:
        """The page, what changed, and both PDFs, as far as they can be reached today."""
        if obj.shielding:
            return format_html("{}", "Afgeschermd: alleen een beheerder kan de inhoud nog lezen.")
        today = timezone.localdate()
        first_day = history_of(obj.provider_id, today).public_from
        register = [(f"{reverse('register_pdf', args=[obj.provider.slug])}?versie={obj.number}", "Register als pdf")]
        if first_day and first_day > today:
            return format_html("{} {}", _links(register), NOT_YET.format(first_day=date_words(first_day)))
        return _links([*_public_addresses(obj), *register])


def _links(addresses: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("", '<a class="publish-link" href="{}">{}</a>', addresses)


def _public_addresses(publication: Publication) -> Iterator[tuple[str, str]]:
    """Where everyone reads a version, with words for the link."""
    slug, number = publication.provider.slug, publication.number
    yield reverse("version_statement", args=[slug, number]), "Pagina"
    if number > 1:
        yield reverse("difference", args=[slug, number - 1, number]), f"Verschil met versie {number - 1}"
    yield reverse("version_statement_pdf", args=[slug, number]), "Verklaring als pdf"
