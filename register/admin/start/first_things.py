"""“Eerst doen”: what an officer does first, one line for each rule and provider."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from providers.models import Provider

from ...choices import Severity
from ...findings import rule_name
from ...wording import date_words
from ..findings.shown import Noted, shown
from ..next_control import Due

MOST = 8


@dataclass(frozen=True)
class Line:
    """What is wrong, where, how heavy it is, and the act that repairs it with its address.

    `more` counts what the same rule found elsewhere at this provider; `all_address` lists all of that.
    """

    what: str
    law: str
    provider: str
    where: str
    tone: str
    weight: str
    act: str
    address: str
    more: int = 0
    all_address: str = ""


def first_things(rows: Iterable[Noted], late: Iterable[tuple[Provider, Due, str]]) -> list[Line]:
    """At most eight: fouten without explanation, fouten, controls that are late, waarschuwingen.

    `late` are providers with their control and the page on which it is done. Within each kind the rule
    that fires most stands first.
    """
    groups = sorted(_grouped(rows), key=lambda group: (_rank(group[0]), -len(group)))
    before = [group for group in groups if group[0].is_mistake][:MOST]
    after = [group for group in groups if group[0].is_warning][:MOST]
    lines = list(_lines([*before, *after]))
    controls = [_control(*item) for item in sorted(late, key=lambda item: -item[1].days_late)]
    return [*lines[: len(before)], *controls, *lines[len(before) :]][:MOST]


def _grouped(rows: Iterable[Noted]) -> list[list[Noted]]:
    """By provider and rule, the heaviest first."""
    groups: dict[tuple[int, str], list[Noted]] = {}
    for row in sorted(rows, key=_rank):
        if row.is_mistake or row.is_warning:
            groups.setdefault((row.provider.pk, row.finding.code), []).append(row)
    return list(groups.values())


def _rank(row: Noted) -> int:
    if not row.is_mistake:
        return 2
    return 0 if row.finding.is_open else 1


def _lines(groups: list[list[Noted]]) -> Iterator[Line]:
    for item, group in zip(shown((group[0] for group in groups), reverse("admin:index")), groups, strict=True):
        finding = item.finding
        more = len(group) - 1
        query = {"aanbieder": item.row.provider.slug, "regel": finding.code}
        yield Line(
            what=rule_name(finding.code).name,
            # The first law is the one that the rule is named after.
            law=finding.article.partition("; ")[0],
            provider=item.row.provider.name,
            where=finding.where,
            tone=finding.severity,
            weight=Severity(finding.severity).label,
            act=rule_name(finding.code).act,
            address=item.repair,
            more=more,
            all_address=f"{reverse('findings')}?{urlencode(query)}" if more else "",
        )


def _control(provider: Provider, due: Due, address: str) -> Line:
    return Line(
        what="Controle te laat",
        law="art. 24 lid 1 AVG",
        provider=provider.name,
        where=f"sinds {date_words(due.control.due)}",
        tone="fout",
        weight=due.text.capitalize(),
        act="Controleer",
        address=address,
    )
