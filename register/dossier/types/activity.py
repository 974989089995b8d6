"""A processing activity and its rows, and the terms and groups they point to."""

from datetime import date

from providers.choices import Answer
from retention.choices import Afterwards, TermKind, Unit
from retention.periods import Period

from ...choices import (
    Authorisation,
    Basis,
    DataOrigin,
    DpiaStatus,
    LinkRole,
    Role,
    Section,
    SpecialException,
    Status,
    TransferMechanism,
)
from .base import Fact, Keyed, Keys, Register, Text


class RetentionTerm(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    description: Text = None
    kind: TermKind | None = None
    amount: int | None = None
    unit: Unit | None = None
    is_maximum: bool = False
    start_event: Text = None
    end_event: Text = None
    afterwards: Afterwards | None = None
    anonymised_amount: int | None = None
    anonymised_unit: Unit | None = None
    anonymised_is_maximum: bool = False
    anonymised_method: Register[Text] = None
    ground: Text = None
    ground_stated: Text = None
    condition: Text = None

    @property
    def period(self) -> Period | None:
        """The fixed term, if there is one."""
        return Period.of(self.amount, self.unit)

    @property
    def says_something(self) -> bool:
        """Whether there is a period, a criterion, or somebody else who decides."""
        return bool(self.period or self.end_event or self.kind == TermKind.CONTROLLER)

    @property
    def anonymised_period(self) -> Period | None:
        """How long the data are kept without names afterwards, if stated."""
        return Period.of(self.anonymised_amount, self.anonymised_unit)


class SubjectGroup(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    category: Register[Text] = None
    condition: Text = None
    description: Text = None


class LegalBasis(Fact, kw_only=True):
    article: Basis
    label: Register[Text] = None
    explanation: Text = None
    interest: Text = None
    balancing_test: Register[Text] = None
    statute: Text = None
    withdrawal: Text = None
    consent_proof: Register[Text] = None


class PurposeRow(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    purpose: Register[Text] = None
    explanation: Text = None
    condition: Text = None
    bases: tuple[LegalBasis, ...] = ()


class DataRow(Fact, kw_only=True):
    sequence: Register[int]
    group: Text = None
    category: Text = None
    name: Text = None
    purposes: Keys = ()
    optional: bool = False
    condition: Text = None
    explanation: Text = None
    origin: DataOrigin | None = None
    origin_detail: Text = None
    term: Text = None
    exception: SpecialException | None = None
    confidentiality: Register[Answer | None] = None
    statute: Text = None
    masked: Answer | None = None


class ActivitySystem(Fact, kw_only=True):
    sequence: Register[int]
    system: str
    condition: Text = None


class Disclosure(Fact, kw_only=True):
    sequence: Register[int]
    recipient: str
    role: LinkRole
    condition: Text = None
    purpose: Text = None
    authorisation: Register[Authorisation | None] = None
    transfer: Answer | None = None
    mechanism: TransferMechanism | None = None
    proof: Register[Text] = None


class ActivitySecurity(Fact, kw_only=True):
    sequence: Register[int]
    measure: str
    explanation: Text = None
    condition: Text = None


class ActivityOperation(Fact, kw_only=True):
    sequence: Register[int]
    operation: str


class Remark(Keyed, kw_only=True):
    section: Section
    sequence: Register[int]
    text: str
    condition: Text = None


class Activity(Fact, kw_only=True):
    number: str
    title: str
    description: Text = None
    status: Register[Status] = Status.ACTIVE
    ended_on: date | None = None
    entities: Keys = ()
    services: Keys = ()
    condition: Text = None
    role: Role | None = None
    role_explanation: Text = None
    on_behalf_of: Text = None
    controller_list: Register[Text] = None
    agreement: Register[Answer | None] = None
    agreement_reference: Register[Text] = None
    no_recipients: bool = False
    no_processors: bool = False
    recipients_reason: Text = None
    transfer: Answer | None = None
    transfer_reason: Text = None
    obligation: Answer | None = None
    obligation_consequence: Text = None
    subject_is_party: Register[Answer | None] = None
    health_data: Register[Answer | None] = None
    health_reason: Register[Text] = None
    retention_reason: Text = None
    security_reason: Register[Text] = None
    dpia: Register[DpiaStatus | None] = None
    dpia_date: Register[date | None] = None
    dpia_reason: Register[Text] = None
    purposes: tuple[PurposeRow, ...] = ()
    data: tuple[DataRow, ...] = ()
    systems: tuple[ActivitySystem, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    security: tuple[ActivitySecurity, ...] = ()
    operations: tuple[ActivityOperation, ...] = ()
    remarks: tuple[Remark, ...] = ()
