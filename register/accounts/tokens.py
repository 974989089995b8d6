"""Tokens for programs: made once, kept as a hash, and told of in the log of who came and went."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from providers.models import Provider

from ..models import ApiToken
from . import log
from .limits import APP

PREFIX = "vr_"
SHOWN = 9
# A row is not written for each of many requests.
_OFTEN = timedelta(minutes=1)
# Nobody guesses one; this keeps a program with a wrong token from asking for ever. A good one is never refused.
WRONG = {"token": "10/m/ip,100/h/ip"}


def make(token: ApiToken, *, author: str, now: datetime) -> str:
    """Save a new token; gives the token itself, which is kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token.start, token.sha256, token.author, token.made_at = secret[:SHOWN], _hash(secret), author, now
    token.save()
    log.note_token("token-made", token.start, token.provider.slug)
    return secret


def provider_of(secret: str, now: datetime) -> Provider | None:
    """The provider whose register may be read with this; None when there is no such token or it was revoked."""
    token = ApiToken.objects.select_related("provider").filter(sha256=_hash(secret), revoked=False).first()
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at >= _OFTEN:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        log.note_token("token-used", token.start, token.provider.slug)
    return token.provider


def is_one_too_many(request: HttpRequest) -> bool:
    """Count a wrong token of this address, and whether there were too many."""
    log.note_token("token-refused", "", "")
    return ratelimit.consume(request, app=APP, action="token", config=WRONG, limit_get=True) is None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
