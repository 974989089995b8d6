"""The one reader: a provider's rows become a Dossier, and every face is made from that."""

from .building import as_of, build, live_dossier, live_dossiers
from .canonical import (
    SCHEMA_PATH,
    canonical_json,
    fingerprint,
    json_schema,
    load_dossier,
    public_dossier,
    public_part,
    register_fingerprint,
    statement_fingerprint,
)
from .customers import for_customers
from .edition import Edition
from .tables import TABLES, read_tables
from .typed import typed_fields, with_marks
from .types import SCHEMA_VERSION, Dossier
from .upgrading import StoredDossierError, load_stored, stored_register_fingerprint, stored_statement_fingerprint
