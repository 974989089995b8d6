"""Where a page ends inside a row: the rest is a row of its own, that says label and head of its list again.

WeasyPrint would leave the label empty there, and it can let the lines of one text hang behind their dash in no
other way. Both are done here to each page that is laid out, in the boxes of the library.
"""

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, ParentBox, TableCellBox, TableRowBox, TextBox
from weasyprint.layout import page as pages

# Behind a label that is said again, and before each item of a list (class `items`, in which one text is all items).
_MORE, _DASH = " (vervolg)", "– "
_make_page = pages.make_page

# Where to go on: in which child of a box, and where in there; of a text how many bytes were printed.
Places = dict[int, Any]


def install() -> None:
    """From now on pages end like this in this process."""
    pages.make_page = _made


def _made(context: Any, root: Any, *given: Any) -> tuple[Any, Places | None, Any]:
    page, places, next_page = _make_page(context, root, *given)
    _hang(page)
    return page, places and _go_on(root, places, page), next_page


def _hang(box: Any) -> None:
    """Move what begins an item, or is the head of a list, to the left by the padding of the list."""
    kind = _class(box)
    for place, child in enumerate(box.children):
        if isinstance(child, LineBox):
            if "items" in kind and (_begins_item(child) or (place == 0 and "headed" in kind)):
                child.translate(-box.padding_left)
        elif isinstance(child, ParentBox):
            _hang(child)


def _class(box: Any) -> str:
    return "" if box.element is None else box.element.get("class") or ""


def _begins_item(line: Any) -> bool:
    return isinstance(line.children[0], TextBox) and line.children[0].text.startswith(_DASH)


def _go_on(box: Any, places: Places, page: Any) -> Places:
    """These places, after the row in which the page ends got a row behind it for what did not fit."""
    index, deeper = next(iter(places.items()))
    if not deeper:
        return places
    inner = box.children[index]
    if not isinstance(inner, TableRowBox):
        return {index: _go_on(inner, deeper, page)}
    if _says_too_little(inner, deeper) and (back := _taken_back(page, is_last=inner is box.children[-1])):
        return {index + 1 - back: None}
    rest = inner.copy_with_children([_rest_of(cell, deeper.get(n)) for n, cell in enumerate(inner.children)])
    box.children = [*box.children[: index + 1], rest, *box.children[index + 1 :]]
    return {index + 1: None}


def _says_too_little(row: Any, places: Places) -> bool:
    """Part of a label, or a label alone."""
    return any(row.children[n].element_tag == "th" or place == {0: None} for n, place in places.items())


def _taken_back(page: Any, *, is_last: bool) -> int:
    """Take the last row from the page, and one more if it would stand alone on the next; the first stays. How many."""
    group, row = page, page.children[0]
    while not isinstance(row, TableRowBox):
        group, row = row, row.children[-1]
    count = min(2 if is_last else 1, len(group.children) - 1)
    group.children = group.children[: len(group.children) - count]
    return count


def _rest_of(cell: TableCellBox, places: Places | None) -> Any:
    if cell.element_tag == "th":
        return _again(cell)
    return _after(cell, places) if places else cell.copy_with_children([])


def _again(box: Any) -> Any:
    if isinstance(box, TextBox):
        return box.copy_with_text(box.text.removesuffix(_MORE) + _MORE)
    return box.copy_with_children([*map(_again, box.children[:1]), *box.children[1:]])


def _after(box: Any, places: Places) -> Any:
    """A copy with what was not printed yet."""
    ((index, deeper),) = places.items()
    if isinstance(box, TextBox):
        return box.copy_with_text(box.text.encode()[index:].decode())
    rest = box.children[index:]
    if deeper:
        rest = [_after(rest[0], deeper), *rest[1:]]
        if isinstance(rest[0], LineBox) and "headed" in _class(box):
            # Its text begins with its head.
            text = box.children[0].children[0]
            head = text.copy_with_text(f"{text.text.partition(chr(10))[0]}\n")
            rest[0].children = [head, *rest[0].children]
    return box.copy_with_children(rest)
