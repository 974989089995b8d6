"""A processing activity and its rows, and the terms and groups they point to."""

from datetime import date

from providers.choices import Answer
from retention.choices import NO_TERM, WITH_LENGTH, Afterwards, TermKind, Unit
from retention.periods import Period
from retention.phrases import kind_of

from ...choices import (
    FOR_OTHERS,
    Authorisation,
    Basis,
    DataOrigin,
    DpiaCriterion,
    DpiaStatus,
    LinkRole,
    Role,
    Section,
    SpecialException,
    Status,
    TransferMechanism,
)
from .base import Fact, Keyed, Keys, Register, Text


class TermException(Fact, kw_only=True):
    sequence: Register[int]
    condition: str
    amount: int | None = None
    unit: Unit | None = None
    is_maximum: bool = False
    wording: Text = None

    @property
    def period(self) -> Period | None:
        """The term in this case, if it has a length."""
        return Period.of(self.amount, self.unit)


class RetentionTerm(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    description: Text = None
    kind: TermKind | None = None
    amount: int | None = None
    unit: Unit | None = None
    minimum_amount: int | None = None
    minimum_unit: Unit | None = None
    chosen_by: Text = None
    chosen_for: Text = None
    is_maximum: bool = False
    start_event: Text = None
    start_not_applicable: bool = False
    end_event: Text = None
    criterion: Text = None
    afterwards: Afterwards | None = None
    anonymised_amount: int | None = None
    anonymised_unit: Unit | None = None
    anonymised_is_maximum: bool = False
    anonymised_is_total: bool = False
    anonymised_method: Register[Text] = None
    ground: Text = None
    ground_stated: Text = None
    condition: Text = None
    exceptions: tuple[TermException, ...] = ()

    @property
    def period(self) -> Period | None:
        """The fixed term; of a choice the longest, if there is one."""
        return Period.of(self.amount, self.unit)

    @property
    def says_something(self) -> bool:
        """Whether there is anything to check: a period, a criterion, no end, or somebody else who decides.

        A formula, and a term “per solution”, say nothing about these data, whatever kind they were recorded as.
        """
        if self.kind in NO_TERM:
            return False
        decided = self.kind in (TermKind.CONTROLLER, TermKind.NO_END)
        in_words = self.kind not in WITH_LENGTH and self._meant not in (None, TermKind.FORMULA)
        return bool(self.period) or decided or in_words

    @property
    def is_empty(self) -> bool:
        """Whether there is no length, no word and no choice: only a name."""
        return not (self.says_something or self.criterion or self.end_event or self.kind in NO_TERM)

    @property
    def is_fixed(self) -> bool:
        """Whether the data go after a time that nobody chooses or decides in each case."""
        return self.period is not None and self.kind not in (TermKind.RANGE, TermKind.CONTROLLER)

    @property
    def has_no_end(self) -> bool:
        """Whether the data stay for ever: as a kind, or in words."""
        return self.kind == TermKind.NO_END or (not self.period and self._meant == TermKind.NO_END)

    @property
    def _meant(self) -> TermKind | None:
        """What the words are, whatever kind they were recorded as; None without words."""
        words = self.criterion or self.end_event
        return (kind_of(words) or TermKind.EVENT) if words else None

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


class GeneralBasis(LegalBasis, kw_only=True):
    scope: Text = None


class GeneralPurpose(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    purpose: Register[Text] = None
    explanation: Text = None
    condition: Text = None
    opt_out: Text = None


class PurposeRow(GeneralPurpose, kw_only=True):
    bases: tuple[LegalBasis, ...] = ()


class DataRow(Fact, kw_only=True):
    sequence: Register[int]
    group: Text = None
    other_groups: Keys = ()
    category: Text = None
    name: Text = None
    purposes: Keys = ()
    optional: bool = False
    condition: Text = None
    explanation: Text = None
    origin: tuple[DataOrigin, ...] = ()
    origin_detail: Text = None
    term: Text = None
    exception: SpecialException | None = None
    confidentiality: Register[Answer | None] = None
    statute: Text = None
    masked: Answer | None = None

    @property
    def groups(self) -> Keys:
        """Everybody the data are of; empty when not recorded."""
        return (*filter(None, [self.group]), *self.other_groups)


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
    services: Keys = ()
    engaged_by: Text = None
    agreement: Register[Answer | None] = None
    agreement_reference: Register[Text] = None
    agreement_date: Register[date | None] = None
    agreement_ends: Register[date | None] = None
    transfer: Answer | None = None
    mechanism: TransferMechanism | None = None
    proof: Register[Text] = None

    @property
    def tells_of_transfer(self) -> bool:
        """Whether anything is recorded about data that leave the EEA."""
        return bool(self.transfer or self.mechanism or self.proof)


class ActivitySecurity(Fact, kw_only=True):
    sequence: Register[int]
    measure: str
    explanation: Text = None
    condition: Text = None


class ActivityOperation(Fact, kw_only=True):
    sequence: Register[int]
    operation: str


class Minors(Fact, kw_only=True):
    intended: Answer | None = None
    age: int | None = None
    parental_consent: Answer | None = None
    checks_age: Answer | None = None
    explanation: Text = None
    removal: Text = None


class Remark(Keyed, kw_only=True):
    section: Section
    sequence: Register[int]
    text: str
    condition: Text = None
    denial: bool = False


class Activity(Fact, kw_only=True):
    number: str
    title: str
    description: Text = None
    status: Register[Status] = Status.ACTIVE
    ended_on: date | None = None
    internal: Register[bool] = False
    reference: Register[Text] = None
    department: Register[Text] = None
    owner: Register[Text] = None
    contact: Register[Text] = None
    access: Register[Text] = None
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
    decisions: Answer | None = None
    profiling: Answer | None = None
    decision_logic: Text = None
    decision_consequences: Text = None
    retention_reason: Text = None
    security_reason: Register[Text] = None
    dpia: Register[DpiaStatus | None] = None
    dpia_date: Register[date | None] = None
    dpia_criteria: Register[tuple[DpiaCriterion, ...]] = ()
    dpia_reason: Register[Text] = None
    dpia_link: Register[Text] = None
    purposes: tuple[PurposeRow, ...] = ()
    data: tuple[DataRow, ...] = ()
    systems: tuple[ActivitySystem, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    security: tuple[ActivitySecurity, ...] = ()
    operations: tuple[ActivityOperation, ...] = ()
    minors: tuple[Minors, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def for_others(self) -> bool:
        """Whether a controller, or a processor of one, decides what happens."""
        return self.role in FOR_OTHERS
