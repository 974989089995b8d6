"""Spreadsheets of providers, their services and their recipients."""

from .models import Provider, Recipient, Service
from .spreadsheets.resource import resource_for

ProviderResource = resource_for(
    Provider,
    *("slug", "prefix", "name", "group_name", "website", "kvk", "kvk_place", "vat_number", "iban"),
    *("address_form", "dpo_designated", "dpo_name", "dpo_reason", "representative"),
    *("public_telecom", "statement_scope", "source", "note"),
)
ServiceResource = resource_for(
    Service,
    *("provider", "key", "sequence", "name", "description", "condition", "voice", "care"),
    *("source", "note"),
)
RecipientResource = resource_for(
    Recipient,
    *("provider", "key", "name", "kind", "country", "agreement", "agreement_reference"),
    *("description", "source", "note"),
)
