"""What a statement says beside its activities."""

from providers.choices import Answer
from retention.choices import Unit
from retention.periods import Period

from ...choices import CookieKind, DecisionException, IdentityCheck, RightKind, Role
from .base import Fact, Keyed, Keys, Register, Text


class RoleClaim(Keyed, kw_only=True):
    role: Role
    scope: Text = None


class SharingPolicy(Fact, kw_only=True):
    sells_data: Answer | None = None
    sells_condition: Text = None
    shares_data: Answer | None = None
    grounds: Text = None
    consent_first: Answer | None = None
    supplier_list: Answer | None = None
    supplier_contact: Text = None
    agreements: Answer | None = None
    agreements_explanation: Text = None
    remains_responsible: Answer | None = None
    own_agreement: Text = None


class UsageLogging(Fact, kw_only=True):
    logs_usage: Answer | None = None
    automatic: Answer | None = None
    activity: Text = None
    explanation: Text = None


class CookiePolicy(Fact, kw_only=True):
    uses_cookies: Answer | None = None
    explanation: Text = None
    opt_out: Text = None
    more_information: Text = None


class Cookie(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    kind: CookieKind | None = None
    purpose: Text = None
    vendor: Text = None
    consent: Answer | None = None
    privacy_friendly: Answer | None = None
    storage_time: Text = None
    transfer_explanation: Text = None


class AutomatedDecisions(Fact, kw_only=True):
    takes_decisions: Answer | None = None
    explanation: Text = None
    affected: Text = None
    logic: Text = None
    consequences: Text = None
    exception: DecisionException | None = None
    human_intervention: Answer | None = None
    own_view: Answer | None = None
    contest: Answer | None = None
    condition: Text = None


class Report(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    services: Keys = ()
    activity: Text = None
    description: Text = None
    contents: Text = None
    condition: Text = None
    frequency: Text = None
    delivery: Text = None
    level: Text = None
    software: Text = None
    human_involved: Answer | None = None
    profiles: Answer | None = None
    stored: Answer | None = None


class BreachProcedure(Fact, kw_only=True):
    investigation: Text = None
    remedy: Text = None
    informed: Text = None
    informed_how: Text = None
    informed_when: Text = None
    recorded: Answer | None = None
    recorded_where: Text = None
    reported: Answer | None = None
    reported_condition: Text = None


class RequestHandling(Fact, kw_only=True):
    instructions: Text = None
    response_amount: int | None = None
    response_unit: Unit | None = None
    response_text: Text = None
    extension: Answer | None = None
    extension_amount: int | None = None
    extension_unit: Unit | None = None
    extension_reason: Text = None
    extension_notice: Text = None
    identity_check: IdentityCheck | None = None
    identity_explanation: Text = None
    id_copy: Answer | None = None
    id_copy_masked: Answer | None = None
    id_copy_masked_parts: Text = None
    fee: Answer | None = None
    fee_explanation: Text = None
    restricted: Answer | None = None
    restricted_to: Text = None
    restricted_reason: Text = None
    portability_format: Text = None
    new_purpose_consent: Answer | None = None
    new_purpose_explanation: Text = None

    @property
    def response(self) -> Period | None:
        """The provider's own term for an answer, if it states one."""
        return Period.of(self.response_amount, self.response_unit)

    @property
    def extension_period(self) -> Period | None:
        """By how much the term may be extended, if stated."""
        return Period.of(self.extension_amount, self.extension_unit)


class StatedRight(Fact, kw_only=True):
    right: RightKind
    stated: Register[Answer | None] = None
    label: Text = None
    condition: Text = None
    explanation: Text = None


class Complaint(Fact, kw_only=True):
    first_contact: Answer | None = None
    authority_mentioned: Register[Answer | None] = None
    authority_link: Text = None


class ChangePolicy(Fact, kw_only=True):
    may_change: Answer | None = None
    unilateral: Answer | None = None
    advises_to_check: Answer | None = None
    announces: Answer | None = None
    announced_to: Text = None
    announced_how: Text = None
    announced_when: Text = None
    condition: Text = None


class EmergencyCalls(Fact, kw_only=True):
    number_sent: Answer | None = None
    location_sent: Answer | None = None
    despite_blocking: Answer | None = None
    legal_duty: Answer | None = None
    visible_to_provider: Answer | None = None
    available_from: Text = None
    explanation: Text = None
