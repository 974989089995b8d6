"""The Dossier: frozen plain data (see `base` for how fields are marked)."""

from providers.choices import Channel, ContactUse, Voice

from ...choices import Status
from .activity import (
    Activity,
    ActivityOperation,
    ActivitySecurity,
    ActivitySystem,
    DataRow,
    Disclosure,
    GeneralBasis,
    GeneralPurpose,
    LegalBasis,
    Minors,
    PurposeRow,
    Remark,
    RetentionTerm,
    SubjectGroup,
    TermException,
)
from .base import AUDIENCE, SCHEMA_VERSION, Fact, Keyed, Keys, Node, Register, Word
from .editorial import Door, FirstLayerAnswer, Highlight, PageText, ServiceGroup
from .provider import (
    Address,
    ContactPoint,
    LegalEntity,
    Provider,
    Recipient,
    Service,
    SourceDocument,
    SourceHeading,
    System,
    TradeName,
)
from .statement import (
    AutomatedDecisions,
    BreachProcedure,
    ChangePolicy,
    Complaint,
    Cookie,
    CookiePolicy,
    EmergencyCalls,
    Report,
    RequestHandling,
    RoleClaim,
    SharingPolicy,
    StatedRight,
    UsageLogging,
)
from .words import DataCategory, DataSubjectCategory, ProcessingOperation, Purpose, SecurityMeasure, StatutoryGround

_USABLE = (Channel.EMAIL, Channel.PHONE, Channel.POST)


class Dossier(Node, kw_only=True):
    """Everything recorded about one provider."""

    provider: Provider
    entities: tuple[LegalEntity, ...] = ()
    trade_names: tuple[TradeName, ...] = ()
    addresses: tuple[Address, ...] = ()
    contact_points: tuple[ContactPoint, ...] = ()
    services: tuple[Service, ...] = ()
    systems: tuple[System, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    subject_groups: tuple[SubjectGroup, ...] = ()
    terms: tuple[RetentionTerm, ...] = ()
    activities: tuple[Activity, ...] = ()
    general_purposes: tuple[GeneralPurpose, ...] = ()
    general_bases: tuple[GeneralBasis, ...] = ()
    role_claims: tuple[RoleClaim, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    security: tuple[ActivitySecurity, ...] = ()
    operations: tuple[ActivityOperation, ...] = ()
    sharing: SharingPolicy | None = None
    logging: UsageLogging | None = None
    cookie_policy: CookiePolicy | None = None
    cookies: tuple[Cookie, ...] = ()
    decisions: AutomatedDecisions | None = None
    reports: tuple[Report, ...] = ()
    breach: BreachProcedure | None = None
    requests: RequestHandling | None = None
    rights: tuple[StatedRight, ...] = ()
    complaint: Complaint | None = None
    changes: ChangePolicy | None = None
    emergency: EmergencyCalls | None = None
    minors: tuple[Minors, ...] = ()
    remarks: tuple[Remark, ...] = ()
    page_text: PageText | None = None
    first_layer: tuple[FirstLayerAnswer, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    doors: tuple[Door, ...] = ()
    service_groups: tuple[ServiceGroup, ...] = ()
    data_categories: tuple[DataCategory, ...] = ()
    data_subject_categories: Register[tuple[DataSubjectCategory, ...]] = ()
    purposes: Register[tuple[Purpose, ...]] = ()
    measures: tuple[SecurityMeasure, ...] = ()
    processing_operations: tuple[ProcessingOperation, ...] = ()
    grounds: tuple[StatutoryGround, ...] = ()
    documents: Register[tuple[SourceDocument, ...]] = ()

    @property
    def active(self) -> tuple[Activity, ...]:
        """The activities that still happen; customers read of no other."""
        return tuple(item for item in self.activities if item.status == Status.ACTIVE)

    @property
    def is_own(self) -> bool:
        """Whether no text was taken over: what is recorded here is the statement itself."""
        return self.provider.voice == Voice.OWN or (self.provider.voice is None and not self.documents)

    @property
    def is_reachable(self) -> bool:
        """Whether the provider itself has a postal address, e-mail address or phone number (art. 30 lid 1, onder a)."""
        points = (item for item in self.contact_points if item.use != ContactUse.DPO and item.is_filled)
        return any(item.channel in _USABLE for item in points) or any(item.is_complete for item in self.addresses)
