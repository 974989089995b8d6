"""The way to publishing, for who may go there."""

from typing import Any, NamedTuple

from django import template
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from providers.models import Provider
from register.access import PUBLISH
from register.choices import PublicationKind
from register.models import ProcessingActivity, Publication

register = template.Library()


class PublishLink(NamedTuple):
    """Where a provider is published, and its last version if there is one."""

    address: str
    name: str
    number: int | None
    valid_from: Any
    is_withdrawn: bool


@register.simple_tag
def publish_link(row: Any, user: Any) -> PublishLink | None:
    """The page that publishes a provider, for the provider itself or for one of its activities."""
    if not isinstance(row, Provider | ProcessingActivity) or not row.pk:
        return None
    provider = row.pk if isinstance(row, Provider) else row.provider_id
    return next(iter(_links(user, pk=provider)), None)


@register.simple_tag
def publish_links(user: Any) -> list[PublishLink]:
    """The same for every provider that this person may publish."""
    return _links(user)


def _links(user: Any, **which: Any) -> list[PublishLink]:
    if not user.has_perm(PUBLISH):
        return []
    last = Publication.objects.filter(provider=OuterRef("pk")).order_by("-number")
    providers = (
        Provider.objects.for_user(user)
        .filter(**which)
        .annotate(**{name: Subquery(last.values(name)[:1]) for name in ("number", "valid_from", "kind")})
        .order_by("name", "slug")
        .values_list("slug", "name", "number", "valid_from", "kind")
    )
    return [
        PublishLink(
            reverse("admin:register_publish", args=[slug]), name, number, since, kind == PublicationKind.WITHDRAWAL
        )
        for slug, name, number, since, kind in providers
    ]
