"""Spreadsheets of terms and of the law they follow from."""

from providers.spreadsheets.resource import resource_for

from .models import RetentionTerm, StatutoryGround

GroundResource = resource_for(StatutoryGround, "key", "name", "law", "amount", "unit", "start", "status")
TermResource = resource_for(
    RetentionTerm,
    *("provider", "key", "sequence", "name", "description", "kind", "amount", "unit"),
    *("is_maximum", "start_event", "end_event", "afterwards", "anonymised_amount"),
    *("anonymised_unit", "anonymised_is_maximum", "anonymised_method", "ground"),
    *("ground_stated", "condition", "source", "note"),
)
