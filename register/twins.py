"""Rows below an activity made once more below another one, also when that is of another provider."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from providers.facts.searching import fold

from .models import ProcessingActivity

# Rows below an activity; rows that merely mention one (a report, a highlight) stay with the original.
ROWS = ("purposerow", "datarow", "activitysystem", "minors", "disclosure", "activitysecurity", "activityoperation")
# No document says the copy, and no other system knows it.
_LEFT_OUT = {"id", "source", "reading", "note", "reference"}
# People, documents and decisions of one provider: true of another only when somebody there says so.
_OF_ONE = {
    *("department", "owner", "contact", "controller_list", "consent_proof", "balancing_test", "authorisation", "proof"),
    *("agreement", "agreement_reference", "agreement_date", "agreement_ends"),
    *("dpia", "dpia_date", "dpia_criteria", "dpia_reason", "dpia_link"),
}


class Twins:
    """The rows of a copy; `left` names what another provider does not have, and what was left open for it."""

    def __init__(self, original: ProcessingActivity, copy: ProcessingActivity) -> None:
        self.left: list[str] = []
        self._provider = copy.provider
        self._is_elsewhere = original.provider_id != copy.provider_id
        self._made: dict[models.Model, models.Model] = {}
        self._keys: set[tuple[Any, ...]] = set()
        self._there: dict[Any, dict[str, models.Model]] = {}

    def make(self, row: Any, **parent: models.Model) -> Any:
        """The twin of a row below its parent; None when another provider has nothing to make it of."""
        twin = type(row)(**parent)
        if any(field.name == "provider" for field in row._meta.fields):
            twin.provider = self._provider
        if self._is_elsewhere and not self._may_stand(row, twin):
            self.left.append(f"{row._meta.verbose_name} “{row}”")
            return None
        self.take_over(row, twin, skip=("provider", *parent))
        self._made[row] = twin
        return twin

    def take_over(self, row: Any, twin: Any, *, skip: tuple[str, ...]) -> None:
        """Give the twin the values and the sets of a row, and store it; members that were copied are replaced."""
        self._fill(row, twin, skip)
        twin.save()
        for field in row._meta.many_to_many:
            members = (self._other(member) for member in getattr(row, field.name).all())
            getattr(twin, field.name).set([member for member in members if member is not None])

    def _may_stand(self, row: Any, twin: Any) -> bool:
        """Whether the row says something there, and nothing that stands there already."""
        needed = (field.name for field in row._meta.fields if field.is_relation and not field.null)
        if any(self._other(getattr(row, name)) is None for name in needed if name not in ("provider", "activity")):
            return False
        trial = type(row)(**{name: getattr(twin, name) for name in ("provider", "activity") if hasattr(twin, name)})
        self._fill(row, trial, ("provider", "activity"))
        key = (type(row), *trial.own_key())
        is_new = key not in self._keys
        self._keys.add(key)
        return is_new and any(getattr(trial, name) for name in row.identity_fields())

    def _fill(self, row: Any, twin: Any, skip: Iterable[str]) -> None:
        left_out = _LEFT_OUT | set(skip) | (_OF_ONE if self._is_elsewhere else set())
        for field in row._meta.concrete_fields:
            if field.name not in left_out:
                value = getattr(row, field.name)
                setattr(twin, field.name, self._other(value) if field.is_relation else value)

    def _other(self, member: Any) -> Any:
        """What a twin names where the row names this: the twin of it, the same word, or its like elsewhere."""
        if member in self._made:
            return self._made[member]
        if not self._is_elsewhere or not hasattr(member, "provider_id"):
            return None if self._is_elsewhere and hasattr(member, "activity_id") else member
        like = self._like(member)
        if like is None:
            self.left.append(f"{member._meta.verbose_name} “{member}”")
        return like

    def _like(self, member: Any) -> models.Model | None:
        """The row of the other provider that is called so or, else, has this key."""
        model = type(member)
        if model not in self._there:
            rows = list(model._default_manager.filter(provider=self._provider))
            by_key = {f"key:{row.key}": row for row in rows}
            self._there[model] = by_key | {f"name:{fold(str(row))}": row for row in rows}
        known = self._there[model]
        return known.get(f"name:{fold(str(member))}") or known.get(f"key:{member.key}")
