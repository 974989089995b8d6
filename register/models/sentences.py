"""Texts in an officer's own words that may name facts of the same provider, which stay for as long as they do."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from providers.facts.typed import short
from providers.models import ContactPoint, LegalEntity, Recipient, Service
from retention.models import RetentionTerm

from ..placeholders import ANSWER, KINDS, is_kind, named, placeholder, without
from .activity import SubjectGroup

# What a placeholder of each kind names.
FACTS: Mapping[str, Any] = {
    "termijn": RetentionTerm,
    "ontvanger": Recipient,
    "contact": ContactPoint,
    "bedrijf": LegalEntity,
    "groep": SubjectGroup,
    "dienst": Service,
}
MAY_NAME = "U kunt een waarde invoegen, zoals {termijn:sleutel}: die verandert mee met het feit."
_MOST = 8
_UNKNOWN_KIND = "“{typed}” is geen waarde. Wel kan hier: {kinds}."
_UNKNOWN_KEY = "“{typed}” is er niet. Wel kan hier: {known}."
_NONE = "niets, want deze aanbieder heeft er geen"
_LOOSE = "Een accolade hoort om een waarde, zoals {termijn:sleutel}. Haal haar weg of maak de waarde af."


class Sentences(models.Model):
    """A row of a provider; `naming` are its texts that may name facts."""

    naming: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a value of a kind that does not exist, and one of which this provider has no fact."""
        super().clean()
        errors = {name: problem for name in self.naming if (problem := _problem(self, getattr(self, name)))}
        if errors:
            raise ValidationError(errors)


def _problem(row: Any, text: str) -> str | None:
    for kind, key in named(text):
        typed = short(placeholder(kind, key))
        if not is_kind(kind, key):
            kinds = ", ".join((*(placeholder(name, "sleutel") for name in KINDS), placeholder(ANSWER)))
            return _UNKNOWN_KIND.format(typed=typed, kinds=kinds)
        if key and key not in (keys := _keys(kind, row.provider_id)):
            known = ", ".join(placeholder(kind, item) for item in keys[:_MOST])
            more = f" en nog {len(keys) - _MOST}" if len(keys) > _MOST else ""
            return _UNKNOWN_KEY.format(typed=typed, known=f"{known}{more}" if known else _NONE)
    return _LOOSE if {"{", "}"} & set(without(text)) else None


def _keys(kind: str, provider: int | None) -> list[str]:
    return list(FACTS[kind].objects.filter(provider=provider).values_list("key", flat=True))


def sentences_about(rows: Iterable[Any]) -> Iterator[Any]:
    """The rows in which a text names one of these facts, which are of one model."""
    names = {(row.provider_id, kind, row.key) for row in rows for kind, model in FACTS.items() if type(row) is model}
    providers = {provider for provider, _, _ in names}
    tellers: list[Any] = [model for model in apps.get_models() if issubclass(model, Sentences) and model.naming]
    for teller in tellers:
        holds = Q(*(Q(**{f"{field}__contains": "{"}) for field in teller.naming), _connector=Q.OR)
        for row in teller.objects.filter(holds, provider__in=providers):
            if names & {(row.provider_id, *name) for field in teller.naming for name in named(getattr(row, field))}:
                yield row


class Named:
    """Protects a fact that a sentence names, as a foreign key with PROTECT would.

    Django asks the private fields of a model what a deletion takes along: on a page, in a list, for a row of a form
    and in a program alike.
    """

    name, attname, column = "sentences", None, None
    is_relation = many_to_one = True
    many_to_many = one_to_many = one_to_one = concrete = editable = auto_created = hidden = False
    related_model = remote_field = None

    def is_cached(self, instance: models.Model) -> bool:
        """Never: nothing is kept of it."""
        return False

    def bulk_related_objects(self, rows: Iterable[models.Model], using: str) -> tuple[models.Model, ...]:
        """Nothing goes along. Raises ProtectedError with the sentences that name one of these rows."""
        if found := set(sentences_about(rows)):
            raise models.ProtectedError("Een zin noemt dit feit: " + "; ".join(sorted(map(str, found))), found)
        return ()


def protect() -> None:
    """Keep facts from now on for as long as a sentence names them."""
    for model in FACTS.values():
        model._meta.add_field(Named(), private=True)
