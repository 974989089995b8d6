"""Forms about activities: from frames, with their role and bases, and whose data of which kind they use."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from providers.choices import NOT_RECORDED
from providers.facts.searching import fold
from providers.models import Provider, Service

from ...activities import add_data
from ...choices import FOR_OTHERS, Basis, DataOrigin
from ...models import (
    DataCategory,
    DataSubjectCategory,
    LegalBasis,
    ProcessingActivity,
    Purpose,
    PurposeRow,
    SubjectGroup,
)
from .frames import FRAMES, Frame, frame_of
from .lines import make_activity
from .parts import Part, StoredLine, Ticks, stored

NOT_CHOSEN = "Kruis ook de verwerking zelf aan, of haal de andere vinkjes weg."
NO_WHOM = "Kruis ook aan van wie deze gegevens zijn."
# In which column the words beside a basis belong.
_BESIDE = {Basis.LEGITIMATE_INTERESTS: "interest", Basis.LEGAL_OBLIGATION: "statute", Basis.CONSENT: "withdrawal"}


class FrameForm(forms.Form):
    """One activity that many providers have; unticked it stays a proposal."""

    chosen = forms.BooleanField(required=False)

    def __init__(
        self, typed: Any, *, provider: Provider, place: int, frame: Frame, words: dict[str, Purpose], services: Any
    ) -> None:
        super().__init__(typed, prefix=f"kader-{place}", label_suffix="")
        self.provider, self.frame, self.words, self.services = provider, frame, words, services
        self.fields["chosen"].label = frame.title
        purposes = ((key, words[key].name) for key in frame.purposes if key in words)
        self.fields["purposes"] = Ticks(purposes, "Doelen")
        self.fields["services"] = Ticks(((row.pk, row.name) for row in services), "Diensten")

    def clean(self) -> Any:
        """Refuse ticks of an activity that was not chosen."""
        cleaned = super().clean() or {}
        if not cleaned.get("chosen") and (cleaned.get("purposes") or cleaned.get("services")):
            raise ValidationError(NOT_CHOSEN)
        return cleaned

    def save(self) -> None:
        """The activity, with the purposes and services that were ticked."""
        typed = self.cleaned_data
        row = ProcessingActivity(provider=self.provider, title=self.frame.title)
        row = make_activity(row, [(self.words[key].name, self.words[key]) for key in typed["purposes"]])
        row.services.set([service for service in self.services if str(service.pk) in typed["services"]])


class RoleLine(StoredLine):
    class Meta:
        model = ProcessingActivity
        fields = ("role",)


class ProcessorLine(StoredLine):
    """What is asked of an activity for somebody else."""

    class Meta:
        model = ProcessingActivity
        fields = ("on_behalf_of", "controller_list", "agreement", "agreement_reference")


class BasisLine(forms.ModelForm):
    """The basis of one purpose, with the words that belong to it."""

    beside = forms.CharField(required=False, max_length=300, label="Belang, wet of intrekken")

    class Meta:
        model = LegalBasis
        fields = ("article",)

    def __init__(self, typed: Any, *, purpose: PurposeRow) -> None:
        bases = list(purpose.bases.all())
        prefix = f"grondslag-{purpose.pk}"
        shown = typed if typed is not None and f"{prefix}-rij" in typed else None
        row = bases[0] if bases else LegalBasis(purpose=purpose)
        told = {"beside": getattr(row, _BESIDE.get(row.article, "explanation"))}
        options: dict[str, Any] = {"label_suffix": "", "empty_permitted": not bases, "use_required_attribute": False}
        super().__init__(shown, instance=row, prefix=prefix, initial=told, **options)
        self.purpose = purpose
        self.fields["article"].choices = [("", NOT_RECORDED), *Basis.choices]  # type: ignore[attr-defined]

    @property
    def named(self) -> str:
        """The purpose and whose it is."""
        return f"{self.purpose.activity.number}: {self.purpose}"

    def save(self, commit: bool = True) -> Any:
        """With what was typed where it belongs to this basis."""
        setattr(self.instance, _BESIDE.get(self.instance.article, "explanation"), self.cleaned_data["beside"])
        return stored(self.instance)

    def _post_clean(self) -> None:
        # Its column may be any of three, so the model checks the words before they are put there.
        words = {name: self.cleaned_data.get("beside", "") for name in _BESIDE.values()}
        try:
            LegalBasis(article=Basis.CONTRACT, **words).clean_fields(exclude=["purpose"])
        except ValidationError as error:
            self.add_error("beside", next(iter(error.messages)))
        super()._post_clean()  # type: ignore[misc]  # has no stub


class DataForm(forms.Form):
    """Whose data of which kind an activity uses, and where these come from."""

    def __init__(self, typed: Any, *, activity: ProcessingActivity, groups: Any, words: Any) -> None:
        super().__init__(typed, prefix=f"gegevens-{activity.pk}", label_suffix="")
        self.activity, self.groups, self.words = activity, groups, words
        frame = frame_of(activity.title)
        for name, label, known, fit in (
            ("groups", "Van wie", groups, frame.groups),
            ("data", "Welke gegevens", words, frame.data),
        ):
            pairs = {key: word.name for key, word in known.items()}
            self.fields[name] = Ticks(((key, pairs[key]) for key in fit if key in pairs), label)
            rest = ((key, text) for key, text in pairs.items() if key not in fit)
            self.fields[f"more_{name}"] = Ticks(rest, f"{label}: andere woorden")
        self.fields["origin"] = Ticks(((key, text) for key, text in DataOrigin.choices if key), "Herkomst")

    @property
    def named(self) -> str:
        """The activity."""
        return str(self.activity)

    @property
    def shown(self) -> list[Any]:
        """What the activity has already."""
        return list(self.activity.datarow_set.all())

    def clean(self) -> Any:
        """Refuse data of nobody, and an origin without data."""
        cleaned = super().clean() or {}
        self.of = [*cleaned.get("groups", ()), *cleaned.get("more_groups", ())]
        self.kinds = [*cleaned.get("data", ()), *cleaned.get("more_data", ())]
        if bool(self.of) != bool(self.kinds):
            raise ValidationError(NO_WHOM if self.kinds else "Kruis ook aan welke gegevens het zijn.")
        return cleaned

    def save(self) -> None:
        """A row for each kind of data, of all the people that were ticked."""
        if not self.kinds:
            return
        first, *others = [_group(self.activity.provider, self.groups[key]) for key in self.of]
        kinds = [self.words[key] for key in self.kinds]
        origin = ", ".join(self.cleaned_data["origin"])
        add_data(self.activity, kinds, group=first, others=others, origin=origin)


class DutyLine(StoredLine):
    class Meta:
        model = ProcessingActivity
        fields = ("obligation", "obligation_consequence")


def chosen(provider: Provider, activities: Sequence[ProcessingActivity], typed: Any) -> Part:
    """The frames that are no activity yet."""
    taken = {fold(row.title) for row in activities}
    words = {word.key: word for word in Purpose.objects.all()}
    services = list(Service.objects.filter(provider=provider))
    offered = [(place, frame) for place, frame in enumerate(FRAMES) if fold(frame.title) not in taken]
    made = [
        FrameForm(typed, provider=provider, place=place, frame=frame, words=words, services=services)
        for place, frame in offered
    ]
    return Part(
        "Vaak voorkomende verwerkingen",
        made,
        "frames",
        "Kruis aan wat u doet. Alleen wat u aankruist, wordt vastgelegd.",
    )


def roles_and_bases(activities: Sequence[ProcessingActivity], typed: Any) -> list[Part]:
    """Tables: the role of each activity, what a processor has to say, and the basis of each purpose."""
    roles = [RoleLine(typed, instance=row, kind="rol") for row in activities]
    others = [ProcessorLine(typed, instance=row, kind="verwerker") for row in activities if row.role in FOR_OTHERS]
    own = [row.pk for row in activities if row.role not in FOR_OTHERS]
    purposes = (
        PurposeRow.objects.filter(activity__in=own).select_related("activity__provider").prefetch_related("bases")
    )
    # Who has more than one basis for a purpose sees them on a page of their own.
    bases = [BasisLine(typed, purpose=row) for row in purposes if len(row.bases.all()) <= 1]
    found = (
        Part("Rol", roles, "table", "Wie beslist over doel en middelen."),
        Part("Voor een ander", others, "table", "Voor wie u dit doet en wat daarover is afgesproken."),
        Part("Grondslag", bases, "table", "Bij een gerechtvaardigd belang: welk belang. Bij een wet: welk artikel."),
    )
    return [part for part in found if part.forms]


def data(activities: Sequence[ProcessingActivity], typed: Any) -> list[Part]:
    """Ticks for each activity, and whether people have to give their data."""
    groups = {word.key: word for word in DataSubjectCategory.objects.all()}
    words = {word.key: word for word in DataCategory.objects.all()}
    ticks = [DataForm(typed, activity=row, groups=groups, words=words) for row in activities]
    duty = [DutyLine(typed, instance=row, kind="plicht") for row in activities if row.role not in FOR_OTHERS]
    return [
        Part("Van wie en wat", ticks, "data", "Alles wat u bij een verwerking aankruist, geldt voor al deze mensen."),
        *([Part("Moeten mensen deze gegevens geven?", duty, "table")] if duty else []),
    ]


def _group(provider: Provider, word: DataSubjectCategory) -> SubjectGroup:
    """The provider's own group for a shared word, made when there is none."""
    found = SubjectGroup.objects.filter(provider=provider, category=word).first()
    return found or stored(SubjectGroup(provider=provider, name=word.name, category=word))
