"""The way to publishing, for who may go there."""

from typing import Any, NamedTuple

from django import template
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from providers.models import Provider
from register.access import PUBLISH
from register.models import ProcessingActivity, Publication

register = template.Library()


class PublishLink(NamedTuple):
    """Where a provider is published, and the number of its last version if there is one."""

    address: str
    number: int | None


@register.simple_tag
def publish_link(row: Any, user: Any) -> PublishLink | None:
    """The page that publishes a provider, for the provider itself or for one of its activities."""
    if not isinstance(row, Provider | ProcessingActivity) or not row.pk or not user.has_perm(PUBLISH):
        return None
    last = Publication.objects.filter(provider=OuterRef("pk")).order_by("-number")
    providers = Provider.objects.for_user(user).annotate(number=Subquery(last.values("number")[:1]))
    key = row.pk if isinstance(row, Provider) else row.provider_id
    found = providers.filter(pk=key).values_list("slug", "number").first()
    return PublishLink(reverse("admin:register_publish", args=[found[0]]), found[1]) if found else None
