"""Lines of the statement as HTML: everything typed is escaped here and nowhere trusted."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from register.statement.page import Aside, Bullets, Cell, Gap, Line, Lines, Link, Part, Strong, Tag

register = template.Library()


@register.filter
def line(parts: Line) -> SafeString:
    """One line with its links, marks and asides."""
    return format_html_join("", "{}", ((_part(part),) for part in parts))


@register.filter
def width_class(width: str) -> str:
    """The class of a width on paper, where no drawing has attributes: w48 for 48.5%. An hour is seen too: w1."""
    return f"w{max(1, round(float(width.removesuffix('%'))))}"


@register.filter
def cell(value: Cell) -> SafeString:
    """What stands in a cell of a table."""
    lists = format_html_join("", "{}", ((_bullets(row),) for row in value.lists))
    return format_html("{}{}", stack(value.lines), lists)


def _bullets(value: Bullets) -> SafeString:
    members = (((_bullets(row) if isinstance(row, Bullets) else line(row)),) for row in value.members)
    return format_html("{}<ul>{}</ul>", line(value.label), format_html_join("", "<li>{}</li>", members))


@register.filter
def items(lines: Lines) -> SafeString:
    """Lines as list items."""
    return format_html_join("", "<li>{}</li>", ((line(parts),) for parts in lines))


@register.filter
def paragraphs(lines: Lines) -> SafeString:
    """Lines as paragraphs."""
    return format_html_join("", "<p>{}</p>", ((line(parts),) for parts in lines))


@register.filter
def smalls(lines: Lines) -> SafeString:
    """Lines as second lines under a title."""
    return format_html_join("", "<small>{}</small>", ((line(parts),) for parts in lines))


@register.filter
def stack(lines: Lines) -> SafeString:
    """One line bare, several lines each on their own."""
    return line(lines[0]) if len(lines) == 1 else format_html_join("", "<div>{}</div>", ((line(row),) for row in lines))


def _part(part: Part) -> SafeString | str:
    if isinstance(part, Link):
        return format_html('<a href="{}">{}</a>', part.href, part.text)
    if isinstance(part, Gap):
        return format_html('<span class="gap">{}</span>', part.text)
    if isinstance(part, Strong):
        return format_html("<strong>{}</strong>", part.text)
    if isinstance(part, Aside):
        return format_html("<small>{}</small>", part.text)
    if isinstance(part, Tag):
        # The role is a mark too: who reads it back does not depend on the words.
        kind = "tag" if part.role else "tag p"
        return format_html('<span class="{}" data-role="{}">{}</span>', kind, part.role or "", part.text)
    return part
