"""When somebody last looked at a retention term, for its page in the admin."""

from typing import Any

from django import template
from django.utils import timezone

from register.access import REVIEW
from register.drafts.reviews import Control, controls
from retention.models import RetentionTerm

register = template.Library()


@register.simple_tag
def term_control(term: Any, user: Any) -> Control | None:
    """The last control of a term, for who may do the next one; None while its provider is not published."""
    if not isinstance(term, RetentionTerm) or not term.pk or not user.has_perm(REVIEW):
        return None
    own = controls([term.provider_id], timezone.localdate()).get(term.provider_id)
    return own.terms.get(term.key) if own else None
