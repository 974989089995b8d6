"""Rows of a file into the register, all or nothing; what the file no longer has goes only on request."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from providers.models import Provider

from ..dossier import TABLES
from ..loading import load_entries
from ..loading.entries import Entry
from ..loading.known import in_order
from ..loading.report import CHANGED, GONE, MOVED, NEW, Report
from ..loading.rows import Loading

OWNERS = {table.model: str(table.owner) for table in TABLES.values() if table.owner and table.model is not Provider}


@dataclass(frozen=True)
class Wish:
    """What may happen to rows that are there: become as in the file, and go when the file has them no longer."""

    replace: bool = True
    remove: bool = False
    dry_run: bool = False


def bring(
    entries: list[Entry],
    wish: Wish,
    kinds: Collection[Any],
    user: Any = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Load these rows; `kinds` are the models of which the file has all rows, `user` who may do so.

    A shared word belongs to everybody: a new one is added, one that differs is reported and stays. A row of the
    providers in the file that the file has not is reported, and goes only on request. Raises LoadError, and
    PermissionDenied for what this person may not do.
    """

    def then(loading: Loading) -> None:
        _find_gone(loading, kinds, remove=wish.remove)
        if user is not None:
            _check_deeds(user, loading, wish)
        if wish.dry_run:
            transaction.set_rollback(True)

    with transaction.atomic():
        # Whoever is saving something of these providers goes first.
        slugs = [item.fields.get("slug") for item in entries if item.content.get("model") == Provider._meta.label_lower]
        list(Provider._base_manager.filter(slug__in=filter(None, slugs)).select_for_update().order_by("pk"))
        return load_entries(entries, lambda model: wish.replace and is_owned(model), (), then, progress)


def is_owned(model: Any) -> bool:
    """Whether rows of this kind are of one provider, and no words that all share."""
    return model is Provider or model in OWNERS


def _check_deeds(user: Any, loading: Loading, wish: Wish) -> None:
    deeds = {NEW: "add", CHANGED: "change", MOVED: "change"} | ({GONE: "delete"} if wish.remove else {})
    asked = {(deeds[item.deed], item.model) for item in loading.report.outcomes if item.deed in deeds}
    refused = sorted(
        str(model._meta.verbose_name_plural)
        for deed, model in asked
        if not user.has_perm(f"{model._meta.app_label}.{deed}_{model._meta.model_name}")
    )
    added = {item.name for item in loading.report.outcomes if item.deed == NEW and item.model is Provider}
    hidden = Provider.objects.filter(pk__in=loading.met[Provider]).exclude(name__in=added)
    if refused or hidden.exclude(pk__in=Provider.objects.for_user(user).values("pk")).exists():
        raise PermissionDenied(f"Dit mag u niet allemaal wijzigen: {', '.join(refused) or 'een andere aanbieder'}.")


def _find_gone(loading: Loading, kinds: Collection[Any], *, remove: bool) -> None:
    for model in reversed(in_order()):
        if model not in kinds or model not in OWNERS:
            continue
        found = model._default_manager.filter(**{f"{OWNERS[model]}__in": loading.met[Provider]})
        for row in found.exclude(pk__in=loading.met[model]):
            loading.report.tell(GONE, "", row)
            if remove:
                _remove(loading, row)


def _remove(loading: Loading, row: models.Model) -> None:
    try:
        row.delete()
    except models.ProtectedError as error:
        named = "; ".join(sorted({f"{item._meta.verbose_name} “{item}”" for item in error.protected_objects})[:3])
        loading.problems.append(f"{row._meta.verbose_name} “{row}” kan niet weg; wordt nog genoemd door {named}.")
