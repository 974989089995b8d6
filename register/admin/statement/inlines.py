"""What a statement says beside its activities; `step` is the heading it stands under."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from providers.admin.forms import RowFormSet
from providers.admin.pages import Inline, OnceInline, sourced, unsourced

from ... import models
from ..activity.inlines import DisclosureInline, OperationInline, SecurityInline
from .first_layer import FirstLayerInline


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


def rows(model: type[Model], step: int, *lines: Any, more: tuple = (), base: type[Inline] = Inline) -> type[Inline]:
    """An inline for this model with these lines of fields."""
    has_source = any(field.name == "source" for field in model._meta.fields)
    layout = sourced if has_source else unsourced
    body = {"model": model, "step": step, "fieldsets": layout(*lines, more=more)}
    return type(f"{model.__name__}Inline", (base,), body)


def once(model: type[Model], step: int, *lines: Any) -> type[Inline]:
    """The same for a model of which there is one row at most."""
    return rows(model, step, *lines, base=OnceInline)


class HighlightFormSet(RowFormSet):
    default_error_messages = {
        **RowFormSet.default_error_messages,
        "too_many_forms": "Schrijf ten hoogste %(num)d zinnen onder “Goed om te weten”.",
    }


class HighlightInline(Inline):
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
    rows(models.RoleClaim, 1, ("role", "key"), "scope"),
    WholeOperationInline,
    once(
        models.SharingPolicy,
        2,
        ("sells_data", "shares_data", "consent_first"),
        "grounds",
        ("supplier_list", "supplier_contact"),
        ("agreements", "remains_responsible"),
        ("agreements_explanation", "own_agreement"),
    ),
    WholeDisclosureInline,
    once(models.UsageLogging, 3, ("logs_usage", "automatic", "activity"), "explanation"),
    once(models.CookiePolicy, 4, ("uses_cookies", "more_information"), ("explanation", "opt_out")),
    rows(
        models.Cookie,
        4,
        ("name", "kind", "consent"),
        "purpose",
        more=(
            ("vendor", "privacy_friendly", "transfer_explanation"),
            ("key", "sequence"),
        ),
    ),
    once(
        models.AutomatedDecisions,
        5,
        ("takes_decisions", "exception", "affected"),
        ("explanation", "logic", "consequences"),
        ("human_intervention", "own_view", "contest"),
        "condition",
    ),
    rows(
        models.Report,
        5,
        ("name", "services", "activity"),
        ("description", "contents"),
        more=(
            ("condition", "frequency", "delivery"),
            ("level", "software"),
            ("human_involved", "profiles", "stored"),
            ("key", "sequence"),
        ),
    ),
    WholeSecurityInline,
    once(
        models.BreachProcedure,
        6,
        ("investigation", "remedy"),
        ("informed", "informed_how", "informed_when"),
        ("recorded", "recorded_where"),
        ("reported", "reported_condition"),
    ),
    once(
        models.RequestHandling,
        7,
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
    ),
    rows(models.StatedRight, 7, ("right", "stated", "label"), ("condition", "explanation")),
    once(models.Complaint, 7, ("first_contact", "authority_mentioned", "authority_link")),
    once(
        models.ChangePolicy,
        8,
        ("may_change", "unilateral", "advises_to_check"),
        ("announces", "announced_to"),
        ("announced_how", "announced_when", "condition"),
    ),
    once(
        models.EmergencyCalls,
        8,
        ("number_sent", "location_sent", "despite_blocking"),
        ("legal_duty", "visible_to_provider", "available_from"),
        "explanation",
    ),
    rows(
        models.Remark,
        8,
        ("section", "activity", "condition"),
        "text",
        more=(("key", "sequence"),),
    ),
    once(models.PageText, 9, "tagline", "audience"),
    FirstLayerInline,
    HighlightInline,
    rows(models.Door, 9, ("group", "label", "sequence")),
    rows(models.ServiceGroup, 9, ("name", "services"), ("key", "sequence")),
)
