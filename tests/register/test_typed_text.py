"""What people typed comes out as text on every page, also when it never passed a check."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import resolve
from lxml.html import HtmlElement, document_fromstring

from providers.facts.several import ChoicesField
from providers.models import Recipient
from register.models import DataRow, Publication
from tests import prepared
from tests.conftest import Person
from tests.data import edit
from tests.register.published import go

OURS = ("providers", "retention", "register")
# Ends a text, and an attribute in either kind of quotes; then a tag with attributes of its own.
PLANTED = "'\"><x-plant/planted planted=1>&amp;"
SHORT = "<s>"
# What the program itself makes and reads back, or what an address is made of; nobody types it freely.
MADE = re.compile(r"sha256|hash|seal|fingerprint|password|slug|number|^(findings|state|object|code|source|prefix)$")


def plantable(model: type[models.Model]) -> Iterator[models.Field]:
    """Columns that hold words of people."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, ChoicesField)
        if is_text and not field.choices and not MADE.search(field.name):
            yield field


def plant(row: models.Model) -> None:
    """Fill every such column past all validators, each with an end of its own; the history records it."""
    for field in plantable(type(row)):
        if field.name == "criterion" and not row.criterion:
            # Only some kinds of terms have one.
            continue
        fits = (field.max_length or 5000) > len(PLANTED) + 6
        setattr(row, field.name, f"{PLANTED}{row.pk}" if fits else SHORT[: field.max_length])
    row.save()


def plant_everywhere() -> None:
    """In facts and their history, and in accounts."""
    for model in (*apps.get_models(), User, Group):
        ours = model._meta.app_label in OURS and not model._meta.proxy and not getattr(model, "append_only", False)
        for row in model._base_manager.all() if ours else ():
            plant(row)
    # The one who looks has such a name too.
    for row in (*User.objects.all(), *Group.objects.all()):
        plant(row)


def sprouted(page: HtmlElement) -> list[str]:
    """Elements that came out of what was typed."""
    return [
        f"{element.getparent().tag} {dict(element.getparent().attrib)}"
        for element in page.iter()
        if element.tag in ("x-plant", "s") or "planted" in element.attrib
    ]


def walk(client: Person, *starts: str) -> dict[str, list[str]]:
    """Follow the links of each page, once for each kind of page; what sprouted where."""
    found, waiting, seen = {}, list(starts), set()
    while waiting:
        here = waiting.pop(0)
        kind = resolve(urlsplit(here).path.replace("/en/", "/", 1)).view_name
        if kind in seen:
            continue
        seen.add(kind)
        response = client.get(here, follow=True)
        assert response.status_code in (200, 405), here
        if response.headers["Content-Type"].startswith("text/html") and response.content:
            page = document_fromstring(response.content)
            found[kind] = sprouted(page)
            page.make_links_absolute("http://testserver" + here)
            waiting += [link.removeprefix("http://testserver") for *_, link, _ in page.iterlinks() if inside(link)]
    return found


def inside(link: str) -> bool:
    return link.startswith("http://testserver/") and "/static/" not in link and ".pdf" not in link


@pytest.fixture
def planted(demo, monkeypatch):
    monkeypatch.setattr(Publication, "clean_fields", lambda self, exclude: None)
    prepared.again("planted", lambda: grow(demo))


def grow(demo):
    User.objects.create_user("iemand")
    term = demo.retentionterm_set.create(key="zolang", name="Zolang", kind="criterium", criterion="zolang u klant bent")
    demo.retentionterm_set.first().exceptions.create(condition="bij een klacht", wording="langer")
    edit(DataRow.objects.filter(name="Naam"), term=term)
    go(demo)
    plant_everywhere()
    go(demo, note=PLANTED, author=PLANTED, explanation=PLANTED)


def test_no_page_makes_html_of_what_people_typed(planted, administrator):
    plant(administrator.user)
    found = walk(administrator, "/admin/", "/register/", "/", "/en/")
    assert len(found) > 120
    assert {kind: sprouts for kind, sprouts in found.items() if sprouts} == {}


def posted(client: Person, kind: str, marker: str) -> str:
    """The answer to a form in which the marker was typed, with what it says afterwards."""
    number = Recipient.objects.first().pk
    place = "/admin/providers/recipient/"
    rows = f"provider,key,name,country\ndemo,nieuw,{marker},NL\n".encode()
    sent = {
        "wrong field": (f"{place}add/", {"name": marker, "key": marker, "country": marker, "source": marker}),
        "saved": (f"{place}{number}/change/", {"name": "x", "provider": marker}),
        "wrong choice": (f"{place}add/", {"kind": marker, "provider": marker, "agreement": marker}),
        "bulk delete": (place, {"action": "delete_selected", "_selected_action": [number]}),
        "deleted": (f"{place}{number}/delete/", {"post": "yes"}),
        "end": ("/admin/register/processingactivity/", {"action": "end", "_selected_action": ["1", "2"]}),
        "action": (place, {"action": marker, "_selected_action": [marker]}),
        "upload": (f"{place}import/", {"format": "0", "import_file": SimpleUploadedFile(f"{marker}.csv", rows)}),
        "sign-in": ("/accounts/login/", {"login": marker, "password": "verkeerd", "next": marker}),
        "user": ("/admin/auth/user/add/", {"username": marker, "password1": marker, "password2": "x"}),
    }
    address, data = sent[kind]
    return client.post(address, data, follow=True).text


KINDS = (
    *("wrong field", "saved", "wrong choice", "bulk delete", "deleted"),
    *("end", "action", "upload", "sign-in", "user"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_to_a_form_makes_html_of_what_was_typed(planted, administrator, kind):
    client = Person() if kind == "sign-in" else administrator
    assert sprouted(document_fromstring(posted(client, kind, PLANTED))) == []


def test_help_of_packages_that_is_html_still_is(administrator, demo):
    number = administrator.user.pk
    places = ("user/add/", f"user/{number}/change/", f"user/{number}/password/", f"user/{number}/delete/", "group/add/")
    for place in places:
        page = document_fromstring(administrator.get(f"/admin/auth/{place}").content)
        assert "<" not in page.text_content(), place
    page = document_fromstring(administrator.get(f"/admin/auth/user/{number}/password/").content)
    assert len(page.xpath("//*[@id='id_password1_helptext']//li")) == 5


def test_searching_answers_with_data_and_no_page(planted, administrator):
    asked = {"app_label": "providers", "model_name": "system", "field_name": "host", "term": "plant"}
    answer = administrator.get("/admin/autocomplete/", asked)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert PLANTED in answer.json()["results"][0]["text"]
