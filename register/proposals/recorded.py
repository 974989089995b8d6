"""What is recorded already, in the terms of proposals."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models

from providers.models import Address, ContactPoint, LegalEntity, Provider, Recipient, SourceDocument
from retention.models import RetentionTerm

from ..models import DataCategory, DataRow, DataSubjectCategory, GeneralBasis, LegalBasis, StatedRight, SubjectGroup
from .phrases import Phrases
from .proposing import Known
from .types import Kind, Signature, signature_of

MODELS: dict[Kind, tuple[type[models.Model], ...]] = {
    Kind.TERM: (RetentionTerm,),
    Kind.CONTACT: (ContactPoint,),
    Kind.ADDRESS: (Address,),
    Kind.ENTITY: (LegalEntity,),
    Kind.RIGHT: (StatedRight,),
    Kind.BASIS: (GeneralBasis, LegalBasis),
    Kind.RECIPIENT: (Recipient,),
    Kind.GROUP: (SubjectGroup,),
    Kind.DATA: (DataRow,),
}
# Too general to be a kind of data, or with a place of their own.
_NO_DATA = ("persoonsgegevens", "cookies")
# One word for what the vocabulary needs several for.
_SHORT = {
    "gebruiker": "gebruiker", "medewerker": "medewerker", "bezoeker": "websitebezoeker", "patiënt": "patient",
    "bewoner": "bewoner", "bestuurder": "bestuurder", "tekeningsbevoegde": "tekenbevoegde", "personeel": "personeel",
}  # fmt: skip
# How rows are found that belong to a provider through others.
_OWNERS: dict[Any, str] = {DataRow: "activity__provider", LegalBasis: "purpose__activity__provider"}


def known_words(provider: Provider) -> Known:
    """The words to look for in a text of this provider, in two queries."""
    return Known(
        data=Phrases(dict(DataCategory.objects.exclude(key__in=_NO_DATA).values_list("name", "key"))),
        groups=Phrases(_SHORT | dict(DataSubjectCategory.objects.values_list("name", "key"))),
        own_names=frozenset({provider.name.casefold()}),
    )


def recorded(document: SourceDocument) -> dict[int, set[tuple[Kind, Signature]]]:
    """Line of a document to what is recorded from it, as far as proposals can say it; a query per kind of row."""
    found: dict[int, set[tuple[Kind, Signature]]] = defaultdict(set)
    for kind, row in _rows(document.provider):
        if kind != Kind.TERM and not any(signature_of(kind, row)):
            continue
        for passage in row.passages:
            if passage.document == document.code:
                for line in passage.lines():
                    found[line].add((kind, signature_of(kind, row)))
    return dict(found)


def _rows(provider: Provider) -> Iterator[tuple[Kind, Any]]:
    for kind, several in MODELS.items():
        for model in several:
            rows = model._default_manager.filter(**{_OWNERS.get(model, "provider"): provider})
            category = {field.name for field in model._meta.fields} & {"category"}
            yield from ((kind, row) for row in rows.select_related(*category))
