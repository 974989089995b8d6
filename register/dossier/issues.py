"""A version among the other versions of its provider, as every face and list tells of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

RECENT = timedelta(days=60)
LISTED = 3


@dataclass(frozen=True)
class Issue:
    """One version in a list of them. `until` is its last day, empty while nothing follows.

    `note` is what the officer told customers, or for a shielded version why it is.
    """

    number: int
    valid_from: date
    fingerprint: str = ""
    until: date | None = None
    note: str = ""
    previous: int | None = None
    pdf_size: int | None = None
    is_withdrawal: bool = False
    is_cancellation: bool = False
    is_announced: bool = False
    is_skipped: bool = False
    shielded_on: date | None = None


@dataclass(frozen=True)
class Around:
    """A version among the others, on one day. Equal values give the same page."""

    provider: str
    this: Issue
    current: int
    latest: tuple[Issue, ...] = ()
    announced: Issue | None = None
    ended: Issue | None = None
    is_recent: bool = False

    @property
    def is_active(self) -> bool:
        """False after a withdrawal."""
        return self.ended is None

    @property
    def is_current(self) -> bool:
        """True for the version that the provider's own address shows."""
        return self.this.number == self.current

    @property
    def place(self) -> tuple[Any, ...]:
        """The address of this version: a name, and what is in it; the current one has the short address."""
        if self.is_current:
            return ("statement", self.provider)
        return ("version_statement", self.provider, self.this.number)

    def situation(self, slug: str) -> str:
        """Address of the page of this version for one situation."""
        _, *args = self.place
        return reverse("situation" if self.is_current else "version_situation", args=[*args, slug])

    def path(self, name: str) -> str:
        """Address of a file of this version."""
        _, *args = self.place
        return reverse(name if self.is_current else f"version_{name}", args=args)
