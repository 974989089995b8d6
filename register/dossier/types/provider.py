"""Who the provider is."""

from datetime import date

from providers.choices import AddressForm, AddressKind, Answer, Channel, ContactUse, RecipientKind, SystemOwner, Voice

from .base import Fact, Keyed, Keys, Node, Register, Text


class Provider(Fact, kw_only=True):
    slug: str
    prefix: Register[str]
    name: str
    voice: Register[Voice | None] = None
    group_name: Text = None
    website: Text = None
    kvk: Text = None
    kvk_place: Text = None
    vat_number: Text = None
    iban: Text = None
    address_form: AddressForm | None = None
    dpo_designated: Answer | None = None
    dpo_name: Text = None
    dpo_reason: Register[Text] = None
    representative: Register[Answer | None] = None
    public_telecom: Register[Answer | None] = None
    statement_scope: Text = None


class LegalEntity(Keyed, kw_only=True):
    name: str
    kvk: Text = None


class TradeName(Fact, kw_only=True):
    name: str
    entity: Text = None


class Address(Keyed, kw_only=True):
    kind: AddressKind | None = None
    entity: Text = None
    addressee: Text = None
    building: Text = None
    street: Text = None
    postcode: Text = None
    city: Text = None

    @property
    def is_complete(self) -> bool:
        """Whether a letter would arrive."""
        return bool(self.street and self.city)


class ContactPoint(Keyed, kw_only=True):
    use: ContactUse
    channel: Channel
    value: Text = None
    address: Text = None
    person: Text = None
    entity: Text = None

    @property
    def is_filled(self) -> bool:
        """Whether it says where to turn to."""
        return bool(self.value or self.address)


class Service(Keyed, kw_only=True):
    sequence: Register[int]
    name: str
    description: Text = None
    condition: Text = None
    voice: Register[Answer | None] = None
    care: Register[Answer | None] = None


class Recipient(Keyed, kw_only=True):
    name: str
    kind: RecipientKind | None = None
    country: Keys = ()
    address: Text = None
    contact: Text = None
    agreement: Register[Answer | None] = None
    agreement_reference: Register[Text] = None
    description: Text = None

    @property
    def is_named(self) -> bool:
        """False for a kind of company or a group of people; an unknown kind may be a name."""
        return self.kind not in (RecipientKind.CATEGORY, RecipientKind.GROUP)


class System(Keyed, kw_only=True):
    name: str
    owner: Register[SystemOwner | None] = None
    host: Register[Text] = None
    place: Text = None
    country: Keys = ()
    description: Text = None


class SourceHeading(Node, kw_only=True):
    line: int
    title: str


class SourceDocument(Node, kw_only=True):
    code: str
    title: str
    dated: date | None = None
    version: Text = None
    address: Text = None
    sha256: Text = None
    line_count: int | None = None
    headings: tuple[SourceHeading, ...] = ()
