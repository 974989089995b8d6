"""A field that exists reaches the register: markers for texts, a difference for everything else."""

import copy
import dataclasses
import enum
from typing import Any

import msgspec
import pytest
from django.utils.html import escape

from register.article30 import article30
from register.choices import Role
from register.documents.files import register_page
from register.dossier import Dossier, public_part
from tests.register.filled import edition, filled_content, filled_dossier, leaves
from tests.register.pdf_pages import register_html

# Fields that the register does not print, with the reason.
SILENT = {
    "key": "ties rows together and says nothing itself",
    "sequence": "is the order in which rows are printed",
    "line": "says from which line on a heading holds",
    "telling": "is the order in which the statement names data",
}
ROLES = [Role.CONTROLLER, Role.JOINT, Role.PROCESSOR, None]


def _all_leaves() -> list[Any]:
    return [leaf for leaf in leaves(filled_content(), Dossier) if leaf[2] not in SILENT]


def _get(content: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        content = content[step]
    return content


def _set(content: Any, path: tuple[Any, ...], value: Any) -> None:
    _get(content, path[:-1])[path[-1]] = value


def _without(value: Any, kind: Any) -> Any:
    """Another value: none where that is allowed."""
    if "None" in str(kind):
        return None
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list):
        return []
    if isinstance(value, enum.Enum):
        return next(member for member in type(value) if member is not value)
    return f"{value}anders"


def _view(content: dict[str, Any]) -> Any:
    view = article30(edition(msgspec.convert(content, Dossier)))
    return dataclasses.replace(view, fingerprint="")


def test_walk_sees_every_type():
    assert len(_all_leaves()) > 300
    assert {owner.__name__ for _, owner, _, _ in _all_leaves()} >= {
        "Provider",
        "DataRow",
        "Report",
        "Door",
        "LegalBasis",
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("make", [register_page, register_html])
@pytest.mark.django_db
def test_every_text_is_in_the_register(role, make):
    content = filled_content()
    content["activities"][0]["role"] = role
    html = make(edition(msgspec.convert(content, Dossier)))
    missing = []
    for path, _, name, _ in _all_leaves():
        value = _get(content, path)
        if type(value) is str:  # and no choice, whose label is printed
            marker = value.split(" r")[-1] if name == "source" else value
            if marker not in html and not marker.startswith("sleutel-"):
                missing.append(".".join(map(str, path)))
    assert missing == []


@pytest.mark.parametrize("role", ROLES)
def test_every_other_field_makes_a_difference(role):
    content = filled_content()
    content["activities"][0]["role"] = role
    whole = _view(content)
    silent = []
    for path, _, _, kind in _all_leaves():
        changed = copy.deepcopy(content)
        _set(changed, path, _without(_get(content, path), kind))
        if changed != content and _view(changed) == whole:
            silent.append(".".join(map(str, path)))
    assert silent == []


@pytest.mark.django_db
def test_public_part_is_in_the_register_too():
    html = register_page(edition(filled_dossier()))
    texts = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                if name not in SILENT:
                    walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, str) and value.startswith("Merk"):
            texts.append(value)

    walk(msgspec.to_builtins(public_part(filled_dossier())))
    assert [text for text in texts if escape(text) not in html] == []
