"""Proposals that an officer takes become facts; one that is recorded already gets this line as a source too."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from providers.facts.keys import made_key
from providers.models import LineReason, OwnedKeyed, Provider, SourceDocument

from ..models import (
    DataCategory,
    DataRow,
    DataSubjectCategory,
    GeneralBasis,
    LegalBasis,
    ProcessingActivity,
    PurposeRow,
)
from .recorded import MODELS
from .types import Kind, Proposal, signature_of

NO_ACTIVITY = "Kies bij welke verwerking deze gegevens horen."
NO_REASON = "Schrijf bij de regel waarom dit geen feit is."
# The word by which people know a fact of each kind, which may be typed anew before it is taken.
OWN_WORDS = {
    Kind.TERM: "name", Kind.CONTACT: "value", Kind.ENTITY: "name", Kind.RECIPIENT: "name", Kind.GROUP: "name",
    Kind.DATA: "name", Kind.BASIS: "label", Kind.ADDRESS: "street",
}  # fmt: skip
_WORDS = {Kind.DATA: DataCategory, Kind.GROUP: DataSubjectCategory}


class RefusedError(Exception):
    """Nothing was taken: per proposal (its token) what is wrong."""

    def __init__(self, problems: dict[str, list[str]]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Wanted:
    """A proposal with what the officer adds: other words, the activity of data, the purpose of a basis."""

    proposal: Proposal
    words: str = ""
    activity: ProcessingActivity | None = None
    purpose: PurposeRow | None = None


@transaction.atomic
def take(document: SourceDocument, wanted: Iterable[Wanted]) -> int:
    """Record each proposal with its line as source, all or none; how many. Raises RefusedError."""
    problems: dict[str, list[str]] = {}
    items = list(wanted)
    for item in items:
        try:
            _take(document, item)
        except ValidationError as error:
            problems[item.proposal.token] = error.messages
    if problems:
        raise RefusedError(problems)
    return len(items)


def put_aside(document: SourceDocument, line: int, words: str, reason: str) -> None:
    """Record why a line (no words) or a proposal of it is no fact; without a reason what was recorded goes.

    Raises ValidationError.
    """
    row = LineReason.objects.filter(document=document, line=line, words=words).first()
    if not reason:
        if row:
            row.delete()
        return
    row = row or LineReason(document=document, line=line, words=words)
    if row.pk is None or row.reason != reason:
        row.reason = reason
        row.full_clean()
        row.save()


def _take(document: SourceDocument, item: Wanted) -> None:
    kind, provider = item.proposal.kind, document.provider
    source = f"{document.code} r{item.proposal.line}"
    model, owner = _place(item, provider)
    for row in model._default_manager.filter(**owner):
        if any(signature_of(kind, row)) and signature_of(kind, row) == item.proposal.signature:
            _add_source(row, source)
            return
    row = model(**owner, **_values(item, model), source=source)
    if isinstance(row, OwnedKeyed):
        taken = set(model._default_manager.filter(provider=provider).values_list("key", flat=True))
        row.key = made_key(model, {name: getattr(row, name) for name in (*model.key_from, *model.called_by)}, taken)
    row.full_clean()
    row.save()


def _add_source(row: Any, source: str) -> None:
    if source not in row.source.split("; "):
        row.source = "; ".join(filter(None, (row.source, source)))
        row.full_clean()
        row.save()


def _place(item: Wanted, provider: Provider) -> tuple[Any, dict[str, Any]]:
    """The kind of row that a proposal becomes, and whose it is."""
    match item.proposal.kind:
        case Kind.DATA if item.activity is None:
            raise ValidationError(NO_ACTIVITY)
        case Kind.DATA:
            return DataRow, {"activity": item.activity}
        case Kind.BASIS if item.purpose:
            return LegalBasis, {"purpose": item.purpose}
        case Kind.BASIS:
            return GeneralBasis, {"provider": provider}
    return MODELS[item.proposal.kind][0], {"provider": provider}


def _values(item: Wanted, model: type[models.Model]) -> dict[str, Any]:
    kind, values = item.proposal.kind, dict(item.proposal.values)
    if item.words and (name := OWN_WORDS.get(kind)):
        values[name] = item.words
    if word := _WORDS.get(kind):
        values["category"] = word._default_manager.get(key=values["category"])
    return values
