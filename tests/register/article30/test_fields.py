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
# What is no part of a register of processing activities, with the reason; a list stands for all its rows.
_SITE = "is a setting of the site"
_PAGE = "is a text or a way through the public page"
_WORD = "tells of a word of the shared lists, not of this provider"
ELSEWHERE = {
    "provider.slug": _SITE,
    "provider.prefix": f"{_SITE}, and stands in each number",
    "provider.address_form": _SITE,
    "page_text": _PAGE,
    "first_layer": _PAGE,
    "highlights": _PAGE,
    "doors": _PAGE,
    "service_groups": _PAGE,
    "data_categories.name_en": _WORD,
    "data_categories.identity_document": _WORD,
    "data_subject_categories.name_en": _WORD,
    "data_subject_categories.own_people": _WORD,
    "purposes.name_en": _WORD,
    "purposes.type": _WORD,
    "measures.name_en": _WORD,
    "measures.explanation": _WORD,
    "processing_operations.name_en": _WORD,
}
ROLES = [Role.CONTROLLER, Role.JOINT, Role.PROCESSOR, None]


def _all_leaves() -> list[Any]:
    return [leaf for leaf in leaves(filled_content(), Dossier) if leaf[2] not in SILENT and not is_elsewhere(leaf[0])]


def is_elsewhere(path: tuple[Any, ...]) -> bool:
    """Whether a field is no part of a register."""
    names = ".".join(step for step in path if isinstance(step, str))
    return any(names == name or names.startswith(f"{name}.") for name in ELSEWHERE)


def test_what_is_no_part_of_a_register_is_in_the_dossier():
    paths = [[step for step in leaf[0] if isinstance(step, str)] for leaf in leaves(filled_content(), Dossier)]
    known = {".".join(path[:depth]) for path in paths for depth in (1, 2)}
    assert set(ELSEWHERE) <= known


@pytest.mark.parametrize("name", ["doors", "highlights", "first_layer", "page_text"])
@pytest.mark.parametrize("make", [register_page, register_html])
@pytest.mark.django_db
def test_the_public_page_stays_out_of_the_register(name, make):
    html = make(edition(filled_dossier()))
    texts = [_get(filled_content(), leaf[0]) for leaf in leaves(filled_content(), Dossier) if leaf[0][0] == name]
    assert [text for text in texts if isinstance(text, str) and text.startswith("Merk") and text in html] == []


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
        "Minors",
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

    def walk(value: Any, *path: str) -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                if name not in SILENT and not is_elsewhere((*path, name)):
                    walk(item, *path, name)
        elif isinstance(value, list):
            for item in value:
                walk(item, *path)
        elif isinstance(value, str) and value.startswith("Merk"):
            texts.append(value)

    walk(msgspec.to_builtins(public_part(filled_dossier())))
    assert [text for text in texts if escape(text) not in html] == []
