"""What a statement says beside its activities; `step` is the heading it stands under."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from providers.admin.forms import RowFormSet
from providers.admin.pages import Inline, inline, once, unsourced

from ... import models
from ..activity.inlines import DisclosureInline, MinorsInline, OperationInline, SecurityInline
from .each_once import RightInline
from .first_layer import FirstLayerInline
from .naming import Naming


class WholeProvider(Inline):
    """Rows of the provider as a whole; those of one activity stand on its own page."""

    fk_name = "provider"
    narrowed = {"activity": None}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Rows without an activity."""
        return super().get_queryset(request).filter(**self.narrowed)


class WholeOperationInline(WholeProvider, OperationInline):
    step = 1
    verbose_name_plural = "bewerkingen die voor alles gelden"


class WholeDisclosureInline(WholeProvider, DisclosureInline):
    step = 2
    verbose_name_plural = "verstrekkingen die voor alles gelden"


class WholeSecurityInline(WholeProvider, SecurityInline):
    step = 6
    verbose_name_plural = "maatregelen die voor alles gelden"


class WholeMinorsInline(WholeProvider, MinorsInline):
    step = 1
    verbose_name_plural = "gegevens van kinderen, bij alles"


class HighlightFormSet(RowFormSet):
    default_error_messages = {
        **RowFormSet.default_error_messages,
        "too_many_forms": "Schrijf ten hoogste %(num)d zinnen onder “Goed om te weten”.",
    }


class HighlightInline(Naming):
    """At most three sentences; more lose their force."""

    model = models.Highlight
    step = 9
    formset = HighlightFormSet
    fieldsets = unsourced(("activity", "sequence"), "text")
    max_num = 3

    def get_formset(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse a fourth, also when the page was made before the third was saved."""
        return super().get_formset(*args, **{"validate_max": True, **kwargs})


INLINES = (
    inline(models.RoleClaim, ("role", "key"), "scope", step=1, for_texts=True),
    WholeOperationInline,
    inline(
        models.GeneralPurpose,
        ("name", "purpose", "condition"),
        ("explanation", "opt_out"),
        more=(("key", "sequence"),),
        step=1,
    ),
    inline(
        models.GeneralBasis,
        ("article", "label", "scope"),
        ("explanation", "interest"),
        more=(("statute", "balancing_test"), ("withdrawal", "consent_proof")),
        step=1,
    ),
    WholeMinorsInline,
    once(
        models.SharingPolicy,
        ("sells_data", "sells_condition"),
        ("shares_data", "consent_first"),
        "grounds",
        ("supplier_list", "supplier_contact"),
        ("agreements", "remains_responsible"),
        ("agreements_explanation", "own_agreement"),
        step=2,
    ),
    WholeDisclosureInline,
    once(models.UsageLogging, ("logs_usage", "automatic", "activity"), "explanation", step=3),
    once(models.CookiePolicy, ("uses_cookies", "more_information"), ("explanation", "opt_out"), step=4),
    inline(
        models.Cookie,
        ("name", "kind", "consent"),
        "purpose",
        more=(("vendor", "privacy_friendly", "storage_time", "transfer_explanation"), ("key", "sequence")),
        step=4,
    ),
    once(
        models.AutomatedDecisions,
        ("takes_decisions", "exception", "affected"),
        ("explanation", "logic", "consequences"),
        ("human_intervention", "own_view", "contest"),
        "condition",
        step=5,
    ),
    inline(
        models.Report,
        ("name", "services", "activity"),
        ("description", "contents"),
        more=(
            ("condition", "frequency", "delivery"),
            ("level", "software"),
            ("human_involved", "profiles", "stored"),
            ("key", "sequence"),
        ),
        step=5,
    ),
    WholeSecurityInline,
    once(
        models.BreachProcedure,
        ("investigation", "remedy"),
        ("informed", "informed_how", "informed_when"),
        ("recorded", "recorded_where"),
        ("reported", "reported_condition"),
        step=6,
    ),
    once(
        models.RequestHandling,
        "instructions",
        ("response_text", "response_amount", "response_unit"),
        ("extension", "extension_amount", "extension_unit"),
        ("extension_reason", "extension_notice"),
        ("identity_check", "identity_explanation"),
        ("id_copy", "id_copy_masked", "id_copy_masked_parts"),
        ("fee", "fee_explanation"),
        ("restricted", "restricted_to", "restricted_reason"),
        "portability_format",
        ("new_purpose_consent", "new_purpose_explanation"),
        step=7,
    ),
    RightInline,
    once(models.Complaint, ("first_contact", "authority_mentioned", "authority_link"), step=7),
    once(
        models.ChangePolicy,
        ("may_change", "unilateral", "advises_to_check"),
        ("announces", "announced_to"),
        ("announced_how", "announced_when", "condition"),
        step=8,
    ),
    once(
        models.EmergencyCalls,
        ("number_sent", "location_sent", "despite_blocking"),
        ("legal_duty", "visible_to_provider", "available_from"),
        "explanation",
        step=8,
    ),
    inline(
        models.Remark,
        ("section", "activity", "condition", "denial"),
        "text",
        more=(("key", "sequence"),),
        step=8,
        base=Naming,
    ),
    once(models.PageText, "tagline", "audience", step=9, base=Naming),
    FirstLayerInline,
    HighlightInline,
    inline(models.Door, ("group", "label", "sequence"), ("other_groups", "activities"), "heading", step=9),
    inline(models.ServiceGroup, ("name", "services"), ("key", "sequence"), step=9),
)
