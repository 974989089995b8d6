"""Where a finding is repaired: the page in the admin, with the field on it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Exists, F, IntegerField, OuterRef, QuerySet, Value
from django.forms.models import _get_foreign_key
from django.urls import reverse

from providers.history.owners import parent_field
from providers.models import Provider

from ..dossier import TABLES
from ..dossier.edition import Finding
from ..models import DataRow, LegalBasis, ProcessingActivity, PurposeRow, StatementPage
from ..models.rows import DATA_NAME
from ..transparency.gaps import Repair

Page = type[Any]

# Lists below an activity that are edited among the rows of another table.
_EDITED_IN = {"purposes": "purpose_rows", "systems": "activity_systems"}
_NOTHING = Value(None, output_field=IntegerField())


class Spot(NamedTuple):
    """A row's page, and its place among the rows of its kind there; None when the page is its own.

    `inside` is what its field begins with when it stands inside that row.
    """

    page: Page
    pk: int
    place: int | None = None
    inside: str = ""


class RepairPlaces:
    """Addresses for findings of these providers; asks one query for each kind of row they hang on."""

    def __init__(self, providers: Collection[int]) -> None:
        self._providers = providers
        self._known: dict[str, dict[tuple[int | None, str], Spot]] = {}

    def path(self, provider: int, finding: Finding | Repair) -> str:
        """Address of the field that repairs a finding or closes a gap, or of what is nearest: row, list, page.

        `provider` is the number of its row. Several rows with pages of their own give their list. A finding
        on a row that is gone leads to the provider's statement.
        """
        table, _, key = finding.object.partition(":")
        if table == "statement" and _has_list(finding.field):
            return f"{_address(TABLES[finding.field].model, 'changelist')}?provider__id__exact={provider}"
        spot = self._spot(provider, table, key)
        address = _address(spot.page, "change", spot.pk)
        if spot.page is ProcessingActivity and finding.field == "bases":
            return address + self._anchor_of_bases(spot)
        return address + _anchor(spot, "purpose_rows" if table == "bases" else table, finding.field)

    def url(self, provider: int, finding: Finding) -> str:
        """The same, starting with the address of this site."""
        return urljoin(settings.SITE_URL, self.path(provider, finding))

    def _spot(self, provider: int, table: str, key: str) -> Spot:
        is_on_provider = table == "provider" or _inline(Provider, table)
        whole = Spot(Provider if is_on_provider else StatementPage, provider)
        if not key or table not in TABLES:
            return whole
        if table == "bases":
            purpose, _, article = key.rpartition("/")
            return self._spot(provider, "purpose_rows", purpose)._replace(inside=f"basis-{article}-")
        if table not in self._known:
            self._known[table] = dict(reversed(list(self._read(table))))
        owner = provider if TABLES[table].owner else None
        return self._known[table].get((owner, key), whole)

    def _read(self, table: str) -> Iterator[tuple[tuple[int | None, str], Spot]]:
        """Every row of a table by provider and key, in the order in which a page shows them."""
        model, owner = TABLES[table].model, TABLES[table].owner
        rows: QuerySet = model._default_manager.all()
        if owner:
            rows = rows.filter(**{f"{owner}__in": self._providers})
        parent = _parent(model)
        number = F(parent.name) if parent else _NOTHING
        columns = ("pk", F(owner) if owner else _NOTHING, number, *_parts(model))
        above: defaultdict[tuple[Page, int], int] = defaultdict(int)
        for pk, provider, number, *parts in rows.values_list(*columns):
            name = (provider, "/".join("" if part is None else str(part) for part in parts))
            is_inside = parent and number
            if admin.site.is_registered(model) and not is_inside:
                yield name, Spot(model, pk)
                continue
            page = (parent.related_model, number) if is_inside else (StatementPage, provider)
            yield name, Spot(page[0], page[1], above[page])
            above[page] += 1

    def _anchor_of_bases(self, spot: Spot) -> str:
        """Where a basis is chosen: at the purpose that it hangs on, else the first one without."""
        if spot.place is not None:
            return f"#id_purposerow_set-{spot.place}-bases"
        place = self._first_without_basis.get(spot.pk)
        return "#purposerow_set-group" if place is None else f"#id_purposerow_set-{place}-bases"

    @cached_property
    def _first_without_basis(self) -> dict[int, int]:
        """By number of the activity the place of its first purpose without a basis; of the first when all have one."""
        rows = PurposeRow.objects.filter(activity__provider__in=self._providers)
        found: defaultdict[int, list[bool]] = defaultdict(list)
        for activity, has_basis in rows.values_list(
            "activity", Exists(LegalBasis.objects.filter(purpose=OuterRef("pk")))
        ):
            found[activity].append(has_basis)
        return {activity: has_basis.index(min(has_basis)) for activity, has_basis in found.items()}


def row_address(row: PurposeRow) -> str:
    """The address of a purpose among the rows of its activity."""
    rows = PurposeRow.objects.filter(activity=row.activity_id).values_list("pk", flat=True)
    return f"{_address(ProcessingActivity, 'change', row.activity_id)}#purposerow_set-{list(rows).index(row.pk)}"


def _parent(model: Any) -> Any:
    """The field of the row on whose page a row is edited, an activity or a term; None below a provider itself."""
    activity = next((field for field in model._meta.fields if field.name == "activity"), None)
    parent = activity or parent_field(model)
    has_part = parent and any(part.model is model for part in _parts_of(parent.related_model))
    return parent if has_part and parent.related_model is not Provider else None


def _parts(model: Any) -> list[Any]:
    """What findings/places.py joins to the key of a row: its natural key without the provider."""
    lookups = [name for name in model.natural_lookups() if not name.endswith("slug")]
    return [DATA_NAME if model is DataRow and name == "name" else name for name in lookups]


def _address(page: Page, what: str, *args: int) -> str:
    return reverse(f"admin:{page._meta.app_label}_{page._meta.model_name}_{what}", args=args)


def _anchor(spot: Spot, table: str, field: str) -> str:
    """The nearest element to a field, on the page of a spot; empty for the page as a whole."""
    inline = _inline(spot.page, table)
    if inline is None:
        return _on_page(spot.page, field)
    prefix = _prefix(spot.page, inline)
    # Of a row that there is once the form is there before the row is.
    index = 0 if inline.max_num == 1 and inline.extra else spot.place
    if index is None:
        return f"#{prefix}-group"
    if spot.inside or field in flatten_fieldsets(inline.fieldsets):
        return f"#id_{prefix}-{index}-{spot.inside}{field}"
    return f"#{prefix}-{index}"


def _on_page(page: Page, field: str) -> str:
    form = admin.site.get_model_admin(page)
    readonly = (*form.readonly_fields, *getattr(form, "fixed_fields", ()))
    if field in flatten_fieldsets(form.fieldsets or ()) and field not in readonly:
        return f"#id_{field}"
    inline = _inline(page, _EDITED_IN.get(field, field))
    return f"#{_prefix(page, inline)}-group" if inline else ""


def _inline(page: Page, table: str) -> Any:
    """The part of a page in which the rows of a table are edited; None when it has none."""
    if table not in TABLES:
        return None
    return next((part for part in _parts_of(page) if part.model is TABLES[table].model), None)


def _parts_of(page: Page) -> Any:
    return admin.site.get_model_admin(page).inlines if admin.site.is_registered(page) else ()


def _has_list(table: str) -> bool:
    """Whether the rows of a provider have pages of their own, and so a list, instead of a place in its statement."""
    is_own = table in TABLES and TABLES[table].owner == "provider" and not _inline(StatementPage, table)
    return is_own and admin.site.is_registered(TABLES[table].model)


def _prefix(page: Page, inline: Any) -> str:
    """What Django puts before the names of these rows; see BaseInlineFormSet.get_default_prefix."""
    key: Any = _get_foreign_key(page, inline.model, fk_name=inline.fk_name)
    return key.remote_field.get_accessor_name(model=inline.model)
