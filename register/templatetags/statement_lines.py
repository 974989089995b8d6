"""Lines of the statement as HTML: everything typed is escaped here and nowhere trusted."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from register.statement.page import Aside, Line, Lines, Link, Part, Strong

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
    """Lines as paragraphs."""
    return format_html_join("", "<p>{}</p>", ((line(parts),) for parts in lines))


@register.filter
def stack(lines: Lines) -> SafeString:
    """One line bare, several lines each on their own."""
    return line(lines[0]) if len(lines) == 1 else format_html_join("", "<div>{}</div>", ((line(row),) for row in lines))


def _part(part: Part) -> SafeString | str:
    if isinstance(part, Link):
        return format_html('<a href="{}">{}</a>', part.href, part.text)
    if isinstance(part, Strong):
        return format_html("<strong>{}</strong>", part.text)
    if isinstance(part, Aside):
        return format_html("<small>{}</small>", part.text)
    return part
