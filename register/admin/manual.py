"""The guide for officers as a page of the admin, made of the document that everybody can read: docs/handleiding.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "handleiding.md"
_PICTURE = re.compile(r"!\[(?P<alt>[^]]*)]\((?P<file>[^)]+)\)")
_STEP = re.compile(r"\d+\. ")


@dataclass
class Task:
    """A task with its picture and steps; every second piece of a step stands on the screen in just these words."""

    title: str
    picture: str = ""
    alt: str = ""
    steps: list[list[str]] = field(default_factory=list)


@cache
def tasks() -> tuple[Task, ...]:
    """All tasks, in the order of the document. Each part of it is separated from the next by an empty line."""
    found: list[Task] = []
    for part in DOCUMENT.read_text(encoding="utf-8").split("\n\n"):
        if part.startswith("## "):
            found.append(Task(part.removeprefix("## ").strip()))
        elif picture := _PICTURE.match(part):
            found[-1].alt, found[-1].picture = picture["alt"], picture["file"]
        elif _STEP.match(part):
            found[-1].steps = [step.split("**") for step in _items(part)]
    return tuple(found)


def _items(part: str) -> Iterator[str]:
    """The items of a list that the document breaks where a line is full."""
    for item in re.split(r"\n(?=\d+\. )", part):
        yield " ".join(_STEP.sub("", item, count=1).split())


def manual(request: HttpRequest) -> HttpResponse:
    """For everybody who may sign in to the admin."""
    context = {**admin.site.each_context(request), "title": "Handleiding", "tasks": tasks()}
    return TemplateResponse(request, "admin/manual.html", context)
