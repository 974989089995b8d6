"""Dossiers made by hand, and the page that follows from them."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.template.loader import render_to_string

from register.choices import Status
from register.comparison import compare
from register.documents.files import public_html
from register.dossier import Dossier, Edition
from register.dossier import types as t
from register.statement import Statement, statement
from register.statement.page import Section

from .filled import filled_content

MADE = datetime(2026, 11, 1, 9, 14, tzinfo=UTC)
PROVIDER = t.Provider(slug="proef", prefix="PR", name="Proef")


def page(dossier: Dossier) -> Statement:
    """The page of a draft."""
    return statement(Edition(dossier=dossier, made_at=MADE))


def html(dossier: Dossier) -> str:
    """The same page as HTML."""
    return render_to_string("public/statement.html", {"page": page(dossier)})


def difference_html(before: Dossier, after: Dossier) -> str:
    """The page about what changed between two Dossiers, with all of it under one heading."""
    items = [item for section in compare(before, after).sections for item in section.items]
    context = {"provider": PROVIDER, "slug": "proef", "sections": [("", items)], "place": ("versions", "proef")}
    return public_html("public/difference.html", context)


def make(*activities: t.Activity, **parts: Any) -> Dossier:
    """A small Dossier."""
    return Dossier(**{"provider": PROVIDER, "activities": activities, **parts})


def activity(number: int = 1, **fields: Any) -> t.Activity:
    """An activity without anything but a number and a title."""
    return t.Activity(**{"number": f"PR-{number:02}", "title": f"Werk {number}", **fields})


def section(made: Statement, name: str) -> Section:
    """One section of a page; KeyError when it is not there."""
    return {item.id: item for item in made.sections}[name]


def texts(value: Any) -> list[str]:
    """All texts in a piece of view data, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    parts = dataclasses.fields(value) if dataclasses.is_dataclass(value) else ()
    return [text for part in parts for text in texts(getattr(value, part.name))]


def text(value: Any) -> str:
    """The same as one text."""
    return " ".join(texts(value))


def filled(mark: str = "{}") -> Dossier:
    """A Dossier with a value in every field, its activity active; `mark` goes around every typed text."""
    content = _marked(filled_content(), mark)
    content["activities"][0] |= {"status": Status.ACTIVE, "ended_on": None}
    # With one company nothing says which it is about.
    content["entities"].append({"key": "tweede", "name": mark.format("Merk9997x")})
    content["subject_groups"].append({"key": "tweede", "sequence": 2, "name": mark.format("Merk9998x")})
    content["activities"][0]["data"][0]["other_groups"] = ["tweede"]
    # With one group of people there are no doors.
    content["doors"].append({"sequence": 2, "group": "tweede", "label": mark.format("Merk9999x")})
    content["activities"][0]["data"].append(
        {"sequence": 2, "group": "tweede", "category": content["data_categories"][0]["key"]}
    )
    return msgspec.convert(content, Dossier)


def _marked(value: Any, mark: str) -> Any:
    if isinstance(value, dict):
        return {name: _marked(item, mark) for name, item in value.items()}
    if isinstance(value, list):
        return [_marked(item, mark) for item in value]
    return mark.format(value) if isinstance(value, str) and value.startswith("Merk") else value
