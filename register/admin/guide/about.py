"""Forms about the provider itself: who it is, what it offers, how it secures data and takes requests."""

from typing import Any, ClassVar

from django import forms

from providers.admin.provider import ProviderForm
from providers.choices import Channel, ContactUse
from providers.models import Address, ContactPoint, LegalEntity, Provider, Service

from ...models import ActivitySecurity, ProcessingActivity, RequestHandling, SecurityMeasure
from .parts import BelowProvider, Part, StoredLine, Ticks, stored

_NEW_ONLY = ("slug", "prefix")


class NameForm(ProviderForm):
    """The provider; its address and prefix are asked once."""

    class Meta:
        model = Provider
        fields = ("name", *_NEW_ONLY, "address_form", "kvk", "public_telecom", "dpo_designated", "dpo_name")

    def __init__(self, typed: Any, *, provider: Provider) -> None:
        # The others of the page share its object, so they must not see what was refused.
        super().__init__(typed, instance=provider, prefix="aanbieder", label_suffix="", use_required_attribute=False)
        for name in _NEW_ONLY if provider.pk else ():
            del self.fields[name]


class EntityForm(BelowProvider):
    class Meta:
        model = LegalEntity
        fields = ("name",)


class AddressForm(BelowProvider):
    class Meta:
        model = Address
        fields = ("kind", "street", "postcode", "city")


class ContactForm(BelowProvider):
    """One way to reach the provider for one use; an empty one is none."""

    class Meta:
        model = ContactPoint
        fields = ("value",)

    def __init__(self, typed: Any, *, provider: Provider) -> None:
        super().__init__(typed, provider=provider)
        use, channel = ContactUse(self.always["use"]), Channel(self.always["channel"])
        self.fields["value"].label = f"{use.label}: {channel.label}"


class MailForm(ContactForm):
    always: ClassVar[dict[str, Any]] = {"use": ContactUse.PRIVACY, "channel": Channel.EMAIL}


class PhoneForm(ContactForm):
    always: ClassVar[dict[str, Any]] = {"use": ContactUse.PRIVACY, "channel": Channel.PHONE}


class RequestMailForm(ContactForm):
    always: ClassVar[dict[str, Any]] = {"use": ContactUse.REQUEST, "channel": Channel.EMAIL}


class ServiceLine(StoredLine):
    class Meta:
        model = Service
        fields = ("description", "voice", "care")


class RequestsForm(BelowProvider):
    class Meta:
        model = RequestHandling
        fields = ("instructions", "identity_check")


class DecisionsLine(StoredLine):
    class Meta:
        model = ProcessingActivity
        fields = ("decisions", "profiling")


class SecurityForm(forms.Form):
    """Measures that hold for everything; what is recorded is not asked again."""

    def __init__(self, typed: Any, *, provider: Provider) -> None:
        super().__init__(typed, prefix="beveiliging", label_suffix="")
        self.provider = provider
        general = ActivitySecurity.objects.filter(provider=provider, activity=None).select_related("measure")
        self.known = {row.measure_id: str(row.measure) for row in general}
        self.words = {word.pk: word for word in SecurityMeasure.objects.exclude(pk__in=self.known)}
        words = ((pk, word.name) for pk, word in self.words.items())
        self.fields["measures"] = Ticks(words, "Maatregelen die voor alles gelden")

    @property
    def told(self) -> str:
        """What is recorded already."""
        return f"Al vastgelegd: {', '.join(self.known.values())}." if self.known else ""

    def save(self) -> None:
        """A row for each tick."""
        for place, pk in enumerate(self.cleaned_data["measures"], start=len(self.known) + 1):
            stored(ActivitySecurity(provider=self.provider, measure=self.words[int(pk)], sequence=10 * place))


def who(provider: Provider, typed: Any) -> list[Part]:
    """Name and contact."""
    below = (EntityForm, AddressForm, MailForm, PhoneForm)
    return [
        Part("Naam", [NameForm(typed, provider=provider)]),
        Part("Rechtspersoon, adres en contact", [form(typed, provider=provider) for form in below]),
    ]


def decisions(activities: list[ProcessingActivity], typed: Any) -> Part:
    """Whether computers decide, by activity."""
    lines = [DecisionsLine(typed, instance=row, kind="besluit") for row in activities]
    return Part("Besluiten door computers", lines, "table")
