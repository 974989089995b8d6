"""A field or a choice that exists can be typed in the admin and read in every face that should show it.

The walk over single fields of page, register and JSON is in test_statement_parity,
test_article30_fields and test_audience; here are the admin, the choices and what no face may print.
"""

import enum
import html as escaping
import re

import msgspec
import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import TextChoices
from django.urls import NoReverseMatch, reverse

from providers.models import Provider
from register.article30 import article30
from register.documents.files import register_page
from register.dossier import TABLES, Dossier, live_dossier
from register.pdf.documents import statement_html
from tests.register.article30.test_fields import SILENT, _get, _set, is_elsewhere
from tests.register.filled import edition, filled_content, filled_dossier, leaves
from tests.register.pdf_pages import register_html
from tests.register.statement_help import PROVIDER, make
from tests.register.statement_help import html as statement_of


def forms_of(page):
    """Model and names of fields of the form and of every inline on a page."""
    form = page.context["adminform"]
    yield form.model_admin.model, {name for fieldset in form for line in fieldset for name in names_in(line)}
    for formset in page.context["inline_admin_formsets"]:
        shown = {name for fieldset in formset.fieldsets for name in flat(fieldset[1]["fields"])}
        yield formset.formset.model, shown
        # The bases of a purpose stand in its row.
        for form in formset.formset.forms:
            for basis in getattr(form, "nested", ()):
                yield basis._meta.model, {*basis.fields, "article"}


def names_in(line):
    return [field.field["name"] if field.is_readonly else field.field.name for field in line]


def flat(fields):
    for field in fields:
        if isinstance(field, str):
            yield field
        else:
            yield from flat(field)


@pytest.mark.django_db
def test_every_field_can_be_typed_in_the_admin(client, demo):
    client.force_login(User.objects.create_superuser("beheerder"))
    found: dict[type, set[str]] = {}
    for model in admin.site._registry:
        row = model._default_manager.first()
        page = f"admin:{model._meta.app_label}_{model._meta.model_name}_{'change' if row else 'add'}"
        try:
            address = reverse(page, args=[row.pk] if row else [])
        except NoReverseMatch:
            continue
        answer = client.get(address)
        if answer.status_code == 200 and answer.context and "adminform" in answer.context:
            for shown, names in forms_of(answer):
                found.setdefault(shown._meta.concrete_model, set()).update(names)
    missing = [
        f"{model._meta.label}.{field.name}"
        for model, *_ in TABLES.values()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.name not in found.get(model, set()) | parents(model)
    ]
    assert missing == []


def parents(model):
    """What a row belongs to is known from the page it stands on; a purpose can also be a fact itself."""
    if model._meta.model_name == "termexception":
        return {"id", "term"}
    own = {"purpose"} if model._meta.model_name in ("purposerow", "generalpurpose", "disclosure", "cookie") else set()
    return {"id", "provider", "activity", "purpose", "document"} - own


def choice_leaves():
    """Path and type of every field of the Dossier that holds a choice."""
    content = filled_content()
    for path, owner, name, kind in leaves(content, Dossier):
        found = next((part for part in kinds(kind) if isinstance(part, type) and issubclass(part, enum.Enum)), None)
        # A term of one kind lacks what another kind has.
        if found and name not in SILENT and not is_elsewhere(path) and _get(content, path) is not None:
            yield pytest.param(path, found, id=f"{owner.__name__}.{name}")


def kinds(kind):
    yield kind
    for part in getattr(kind, "__args__", ()):
        yield from kinds(part)


@pytest.mark.parametrize(("path", "kind"), list(choice_leaves()))
def test_every_choice_says_something_of_its_own_in_the_register(path, kind):
    assert issubclass(kind, TextChoices)
    said = set()
    for member in kind:
        content = filled_content()
        _set(content, path, [member.value] if isinstance(_get(content, path), list) else member.value)
        view = article30(edition(msgspec.convert(content, Dossier)))
        said.add(re.sub(r"fingerprint='\w+'", "", repr(view)))
    assert len(said) == len(kind)


def visible(html):
    """The words of a page, without styles."""
    return escaping.unescape(re.sub(r"<(style|title)[^>]*>.*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL))


HOLES = re.compile(
    r"\bNone\b|\bnull\b|\bTrue\b|\bFalse\b|\bdict_|[{}]|\[\]"
    r"|\(\s*\)|“\s*”|‘\s*’|: *;|; *;|, *,|\.\.(?!\.)|<\w+ "
)
FACES = {
    "page": statement_of,
    "statement_pdf": lambda dossier: statement_html(edition(dossier)),
    "register": lambda dossier: register_page(edition(dossier)),
    "register_pdf": lambda dossier: register_html(edition(dossier)),
}


def holes(html):
    text = visible(html)
    return [text[max(0, hole.start() - 40) : hole.end() + 40] for hole in HOLES.finditer(text)]


def empty_places(html):
    """Headings with nothing below them, and lists, cells and paragraphs without words."""
    bare = re.sub(r"\s+", " ", html)
    headings = re.findall(r"<(h[2-4])\b[^>]*>((?:(?!</\1>).)*)</\1> ?(?:</div> ?)*(?:</section>|<h[12]\b)", bare)
    empty = re.findall(r"<(p|li|dd|ul|ol|dl|tbody|h[1-4])(?: [^>]*)?> ?</\1>", bare)
    return [visible(text) for _, text in headings] + empty


@pytest.mark.django_db
@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_no_face_prints_a_hole(face, five):
    dossiers = {provider.slug: live_dossier(provider.pk) for provider in Provider.objects.all()}
    dossiers |= {"empty": make(), "bare": Dossier(provider=PROVIDER), "filled": filled_dossier()}
    made = {name: face(dossier) for name, dossier in dossiers.items()}
    assert {name: [*holes(html), *empty_places(html)] for name, html in made.items()} == {name: [] for name in made}
