"""Fills in a form as a browser would: what the page shows is sent back, with the changes."""

from html.parser import HTMLParser

from django.http import HttpResponse


class _Fields(HTMLParser):
    """Names and values of everything a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._select: str | None = None
        self._text: tuple[str, list[str]] | None = None
        self._first: dict[str, str] = {}
        self._multiple = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name")
        if tag == "input" and name:
            self._input(name, found)
        elif tag == "select" and name:
            self._select, self._multiple = name, "multiple" in found
        elif tag == "option" and self._select:
            self._first.setdefault(self._select, found.get("value") or "")
            if "selected" in found:
                self.data.setdefault(self._select, []).append(found.get("value") or "")
        elif tag == "textarea" and name:
            self._text = (name, [])

    def _input(self, name: str, found: dict[str, str | None]) -> None:
        kind = found.get("type") or "text"
        if kind in ("submit", "file") or (kind in ("checkbox", "radio") and "checked" not in found):
            return
        self.data.setdefault(name, []).append(found.get("value") or ("on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            if not self._multiple and self._select in self._first:
                self.data.setdefault(self._select, [self._first[self._select]])
            self._select = None
        elif tag == "textarea" and self._text:
            # The page says \n; a browser sends \r\n, whatever it got.
            self.data[self._text[0]] = ["".join(self._text[1]).removeprefix("\n").replace("\n", "\r\n")]
            self._text = None


def filled(response: HttpResponse) -> dict[str, list[str]]:
    """What the browser would send from this page, templates of empty rows left out."""
    reader = _Fields()
    reader.feed(response.content.decode())
    return {name: value for name, value in reader.data.items() if "__prefix__" not in name}


def add_row(data: dict, prefix: str, **values: object) -> str:
    """Add a row below an inline, as the script does; the prefix of its fields."""
    number = int(data[f"{prefix}-TOTAL_FORMS"][0])
    data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
    for name, value in values.items():
        data[f"{prefix}-{number}-{name}"] = value
    return f"{prefix}-{number}"


def problems(response: HttpResponse) -> dict[str, list[str]]:
    """Field to messages, for the form and for its rows."""
    found = dict(response.context["adminform"].form.errors)
    for formset in response.context["inline_admin_formsets"]:
        for form in formset.formset.forms:
            found |= {form.add_prefix(name): texts for name, texts in form.errors.items()}
    return {name: list(texts) for name, texts in found.items()}
