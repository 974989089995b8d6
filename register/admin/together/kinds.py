"""What can be recorded for many rows at once: each kind with its rows, its field, and how one row is saved."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from providers.facts.help import public
from providers.models import Provider, Recipient
from retention.models import RetentionTerm

from ...drafts.reviews import record_review
from ...models import DataRow, Disclosure, LegalBasis, ProcessingActivity, PurposeRow
from ...permissions import name_of

Activities = QuerySet[ProcessingActivity]


class Kind:
    """One column of the rows of a model; the kinds below differ from that."""

    key: ClassVar[str]
    name: ClassVar[str]
    permission: ClassVar[str]
    model: ClassVar[Any]
    column: ClassVar[str] = ""
    # Whether it comes beside what stands there, and replaces nothing.
    adds: ClassVar[bool] = False
    # The rule that finds rows on which this is missing.
    code: ClassVar[str] = ""
    related: ClassVar[tuple[str, ...]] = ("activity",)

    def rows(self, activities: Activities) -> QuerySet:
        """The rows of these activities that it can be recorded for."""
        return self.model.objects.filter(activity__in=activities).select_related(*self.related)

    def activity(self, row: Any) -> ProcessingActivity:
        """The activity of a row."""
        return row if isinstance(row, ProcessingActivity) else row.activity

    def called(self, row: Any) -> str:
        """The row within its activity; empty for an activity itself."""
        return "" if isinstance(row, ProcessingActivity) else str(row)

    def now(self, row: Any) -> str:
        """What stands there, in words; empty when nothing is recorded."""
        return self.in_words({self.column: getattr(row, self.column)})

    def fields(self, provider: Provider) -> dict[str, forms.Field]:
        """What the officer chooses; nothing is chosen beforehand."""
        return {self.column: self.model._meta.get_field(self.column).formfield(required=True)}

    def in_words(self, chosen: dict[str, Any]) -> str:
        """What was chosen."""
        field = self.model._meta.get_field(self.column)
        value = chosen[self.column] or ""
        if hasattr(field, "in_words"):
            return str(field.in_words(value))
        return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)

    def save(self, row: Any, chosen: dict[str, Any], request: HttpRequest) -> None:
        """Record it. Raises ValidationError for a row that cannot have it."""
        setattr(row, self.column, chosen[self.column])
        row.full_clean()
        row.save()


class OfActivities(Kind):
    model = ProcessingActivity

    def rows(self, activities: Activities) -> QuerySet:
        """The activities themselves."""
        return activities


class RoleKind(OfActivities):
    key, name, column, code = "rol", "rol", "role", "AVG24-1-ROL"
    permission = "register.change_processingactivity"


class TermKind(Kind):
    key, name, column, code = "bewaartermijn", "bewaartermijn", "term", "AVG30-1-f"
    model, permission = DataRow, "register.change_datarow"
    related: ClassVar[tuple[str, ...]] = ("activity", "group", "category", "term")

    def called(self, row: DataRow) -> str:
        """The data, with whose they are."""
        return f"{row} ({row.group})" if row.group and str(row) != str(row.group) else str(row)

    def fields(self, provider: Provider) -> dict[str, forms.Field]:
        """The terms of the provider."""
        field: Any = super().fields(provider)[self.column]
        field.queryset = RetentionTerm.objects.filter(provider=provider)
        # That of the form of one row says what an empty field means.
        field.help_text = public("De termijn komt in de plaats van wat er staat. Art. 30 lid 1, onder f, AVG.")
        return {self.column: field}


class OriginKind(TermKind):
    key, name, column, code = "herkomst", "herkomst", "origin", "AVG14-2-f"
    related = ("activity", "group", "category")
    fields = Kind.fields


class BasisKind(Kind):
    """A basis is added beside those that a purpose has."""

    key, name, code = "grondslag", "grondslag", "AVG6-1"
    model, permission, adds = PurposeRow, "register.add_legalbasis", True

    def rows(self, activities: Activities) -> QuerySet:
        """Purposes with their bases."""
        return super().rows(activities).prefetch_related("bases")

    def now(self, row: PurposeRow) -> str:
        """The bases of a purpose."""
        return ", ".join(str(basis.get_article_display()) for basis in row.bases.all())

    def fields(self, provider: Provider) -> dict[str, forms.Field]:
        """The parts of art. 6."""
        field: Any = LegalBasis._meta.get_field("article")
        return {"article": field.formfield()}

    def in_words(self, chosen: dict[str, Any]) -> str:
        """The basis that was chosen."""
        return str(LegalBasis(**chosen).get_article_display())

    def save(self, row: PurposeRow, chosen: dict[str, Any], request: HttpRequest) -> None:
        """Add the basis, unless the purpose has it."""
        _add(LegalBasis(purpose=row, **chosen))


class RecipientKind(OfActivities):
    """A recipient is added beside those that an activity has."""

    key, name, code = "ontvanger", "ontvanger", "AVG30-1-d"
    permission, adds = "register.add_disclosure", True

    def rows(self, activities: Activities) -> QuerySet:
        """Activities with their recipients."""
        return activities.prefetch_related("disclosure_set__recipient")

    def now(self, row: ProcessingActivity) -> str:
        """The recipients of an activity, or that there are none."""
        said = [str(link) for link in row.disclosure_set.all()]
        return ", ".join([*said, *(["uitdrukkelijk geen ontvangers"] if row.no_recipients else [])])

    def fields(self, provider: Provider) -> dict[str, forms.Field]:
        """Who, and as what."""
        found: dict[str, Any] = {name: Disclosure._meta.get_field(name).formfield() for name in ("recipient", "role")}  # type: ignore[union-attr]
        found["recipient"].queryset = Recipient.objects.filter(provider=provider)
        return found

    def in_words(self, chosen: dict[str, Any]) -> str:
        """The recipient that was chosen, and as what."""
        return str(Disclosure(**chosen))

    def save(self, row: ProcessingActivity, chosen: dict[str, Any], request: HttpRequest) -> None:
        """Add the recipient, unless the activity has it."""
        _add(Disclosure(provider_id=row.provider_id, activity=row, **chosen))


class ReviewKind(OfActivities):
    """That somebody looked and changed nothing; there is nothing to choose."""

    key, name, adds = "controle", "gecontroleerd, niets gewijzigd", True
    permission = "register.add_review"

    def rows(self, activities: Activities) -> QuerySet:
        """Those that still happen."""
        return activities.active(timezone.localdate())  # type: ignore[attr-defined]

    def now(self, row: ProcessingActivity) -> str:
        """Nothing stands there: each control is a new one."""
        return ""

    def fields(self, provider: Provider) -> dict[str, forms.Field]:
        """None."""
        return {}

    def in_words(self, chosen: dict[str, Any]) -> str:
        """What is recorded."""
        return self.name

    def save(self, row: ProcessingActivity, chosen: dict[str, Any], request: HttpRequest) -> None:
        """Log the control."""
        record_review(row.provider, name_of(request.user), timezone.now(), activity=row.number)


def _add(row: Any) -> None:
    """Save a new row, unless there is one with the same key."""
    if not type(row)._base_manager.filter(**row.identity()).exists():
        row.full_clean()
        row.save()


_ALL: Iterable[Kind] = (RoleKind(), BasisKind(), TermKind(), OriginKind(), RecipientKind(), ReviewKind())
KINDS = {kind.key: kind for kind in _ALL}
BY_CODE = {kind.code: kind for kind in _ALL if kind.code}
