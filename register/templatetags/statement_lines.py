"""Lines of the statement as HTML: everything typed is escaped here and nowhere trusted."""

from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from register.statement.page import Aside, Bullet, Line, Lines, Link, Part, Strong

register = template.Library()


@register.filter
def line(parts: Line) -> SafeString:
    """One line with its links, marks and asides."""
    return format_html_join("", "{}", ((_part(part),) for part in parts))


@register.filter
def items(lines: Lines) -> SafeString:
    """Lines as list items."""
    return format_html_join("", "<li>{}</li>", ((line(parts),) for parts in lines))


@register.filter
def paragraphs(lines: Lines) -> SafeString:
    """Lines as paragraphs, items as lists."""
    return format_html_join("", "{}", ((_run(run, "<p>{}</p>"),) for run in _runs(lines)))


@register.filter
def stack(lines: Lines) -> SafeString:
    """One line bare, several lines each on their own, items as lists."""
    single = "{}" if len(lines) == 1 else "<div>{}</div>"
    return format_html_join("", "{}", ((_run(run, single),) for run in _runs(lines)))


def _runs(lines: Lines) -> list[tuple[bool, list[Line]]]:
    return [(is_item, list(run)) for is_item, run in groupby(lines, lambda parts: isinstance(parts[0], Bullet))]


def _run(run: tuple[bool, list[Line]], single: str) -> SafeString:
    is_list, lines = run
    if is_list:
        return format_html('<ul class="dots">{}</ul>', items(tuple(lines)))
    return format_html_join("", single, ((line(parts),) for parts in lines))


def _part(part: Part) -> SafeString | str:
    if isinstance(part, Link):
        return format_html('<a href="{}">{}</a>', part.href, part.text)
    if isinstance(part, Bullet):
        return ""
    if isinstance(part, Strong):
        return format_html("<strong>{}</strong>", part.text)
    if isinstance(part, Aside):
        return format_html("<small>{}</small>", part.text)
    return part
