"""The direction of imports. A room that is new here gets a place in LAYERS first."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("providers", "retention", "register")

# A module of register/ imports from the layers above its own line only, never from its own line.
# A name stands for the module or room and for everything below it.
LAYERS = (
    ("environment", "rendering"),
    ("settings",),
    ("role_names",),
    ("choices", "permissions", "brevity", "marking", "typed", "outage", "file_cache", "placeholders", "addresses"),
    ("querysets",),
    ("models",),
    ("twins",),
    (
        *("activities", "append_only", "loading", "accounts", "health", "middleware", "private"),
        *("backups", "submissions", "requests"),
    ),
    ("dossier",),
    ("exchange",),
    ("wording",),
    ("filling",),
    ("comparison",),
    ("findings", "statement", "migrations", "proposals"),
    ("transparency",),
    ("article30", "drafts", "linked", "bringing"),
    ("publications", "pdf", "apps", "work"),
    ("evidence", "api"),
    ("documents",),
    ("templatetags",),
    ("admin", "views", "management"),
    ("urls", "wsgi", "serving"),
)


def module_of(path: Path) -> tuple[str, ...]:
    """providers/models.py is ("providers", "models"); a package is its own __init__."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every module that a file imports, relative imports and those inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            # `from register import dossier` names a module, `from register.dossier import x` none.
            for alias in node.names:
                yield (*module, alias.name) if len(module) == 1 else module


def arrows() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(module, what it imports) for every file of the three apps."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            module = module_of(path)
            package = module if path.name == "__init__.py" else module[:-1]
            for target in imported(ast.parse(path.read_text()), package):
                yield module, target


def layer(name: str) -> int | None:
    """The line in LAYERS that has a module of register/."""
    return next((number for number, names in enumerate(LAYERS) if name in names), None)


def complaint(module: tuple[str, ...], target: tuple[str, ...]) -> str | None:
    """Why this import is not allowed, or nothing."""
    arrow = f"{'.'.join(module)} imports {'.'.join(target)}"
    if target[0] == "weasyprint" and not is_pdf(module):
        return f"{arrow}: only register/pdf/ knows the PDF library"
    if target[0] not in APPS:
        return None
    if APPS.index(target[0]) > APPS.index(module[0]):
        return f"{arrow}: providers <- retention <- register"
    if module[0] != "register" or target[0] != "register" or len(module) < 2 or len(target) < 2:
        return None
    return inside_register(arrow, module[1], target[1])


def inside_register(arrow: str, own: str, other: str) -> str | None:
    """The same for two modules of register/."""
    own_layer, other_layer = layer(own), layer(other)
    if own_layer is None or other_layer is None:
        missing = own if own_layer is None else other
        return f"{arrow}: register/{missing} has no place in LAYERS"
    if own != other and other_layer >= own_layer:
        return f"{arrow}: that is against the order of LAYERS"
    return None


def is_pdf(module: tuple[str, ...]) -> bool:
    return module[0] == "register" and len(module) > 1 and module[1] == "pdf"


def test_imports_run_one_way():
    seen = list(arrows())
    assert len(seen) > 50, "no imports were read: this test looks in the wrong place"
    assert [text for arrow in seen if (text := complaint(*arrow))] == []


def test_every_module_of_register_has_a_place():
    names = {module_of(path)[1] for path in (ROOT / "register").rglob("*.py") if len(module_of(path)) > 1}
    assert {name for name in names if layer(name) is None} == set()


def test_register_package_is_empty():
    # It is imported before the settings exist.
    assert (ROOT / "register" / "__init__.py").read_text() == ""


@pytest.mark.parametrize(
    ("source", "package", "own"),
    [
        ("from register import models", ("providers",), ("providers", "models")),
        ("import retention.models", ("providers",), ("providers", "models")),
        ("from register.views import page", ("register",), ("register", "dossier")),
        ("from . import urls", ("register",), ("register", "views")),
        ("from ..statement import x", ("register", "models"), ("register", "models", "words")),
        ("def f():\n    import weasyprint", ("register",), ("register", "views")),
        ("from .article30 import x", ("register",), ("register", "statement")),
        ("from .unheard_of import x", ("register",), ("register", "views")),
    ],
)
def test_a_wrong_arrow_is_found(source, package, own):
    targets = list(imported(ast.parse(source), package))
    assert [text for target in targets if (text := complaint(own, target))]


def test_a_right_arrow_is_let_through():
    source = "from ..choices import Role\nfrom .words import Purpose\nfrom retention.models import X"
    targets = list(imported(ast.parse(source), ("register", "models")))
    assert targets == [("register", "choices"), ("register", "models", "words"), ("retention", "models")]
    assert [complaint(("register", "models", "facts"), target) for target in targets] == [None] * 3


def test_types_are_worked_out_at_import():
    """A decoder made at import: msgspec crashes when several threads use a type for the first time."""
    decoding = re.compile(r"msgspec\.(?:json|msgpack|yaml)\.decode\([^\n]*type=")
    found = [path.name for path in (ROOT / "register").rglob("*.py") if decoding.search(path.read_text("utf-8"))]
    # Under a lock, and only for tests and `docs/regels.md`.
    assert sorted(found) == ["examples.py", "tables.py"]


def test_no_template_has_a_style_attribute():
    """The content policy forbids them, also where one template is printed by another face."""
    templates = [
        path for path in (ROOT / "templates").rglob("*.html") if re.search(r"\sstyle\s*=", path.read_text("utf-8"))
    ]
    assert templates == []
