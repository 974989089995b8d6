"""Every page of the admin in one walk: nothing scrolls sideways at any width, and nothing is in English."""

import re

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Page

from register.models import ProcessingActivity
from tests.register.versions_help import put

WIDTHS = (390, 768, 1280, 1600)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Of the words that Django and the packages would leave; these are no Dutch.
ENGLISH = re.compile(
    r"\b(?:the|are|Add|Change|View|Delete|Remove|Model|Search|Select|Save|Toggle|Skip|Home|History|Close|Show|Hide"
    r"|Yes|Today|Choose|Available|selected|Welcome|Log out|results|theme|current|required|please)\b"
)
WORDS = """() => {
  const said = [...document.querySelectorAll("[title], [aria-label], [placeholder], [alt]")].flatMap(
    (one) => ["title", "aria-label", "placeholder", "alt"].map((name) => one.getAttribute(name) ?? ""));
  return [document.title, document.body.textContent, ...said].join("\\n");
}"""


def addresses() -> list[str]:
    """Each list, each empty form, and of each kind a row with its history; then pages that belong to no model."""
    found = ["/admin/", "/admin/mijn/demo/", "/admin/mijn/demo/klantvraag/?wie=bellers", "/admin/handleiding/"]
    found += ["/admin/zoeken/?q=bel", "/admin/register/bevindingen/?aanbieder=demo"]
    found += [reverse(f"admin:register_{deed}", args=["demo"]) for deed in ("publish", "withdraw")]
    activity = ProcessingActivity.objects.get(number="DM-01")
    found += [reverse(f"admin:register_{deed}", args=[activity.pk]) for deed in ("copy", "pick")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [
            reverse(f"{name}_{kind}") for kind in ("changelist", "add", "import", "deleted") if is_there(name, kind)
        ]
        if row := model._default_manager.first():
            found += [reverse(f"{name}_{kind}", args=[row.pk]) for kind in ("change", "history")]
    return found


def is_there(name: str, kind: str) -> bool:
    try:
        reverse(f"{name}_{kind}")
    except NoReverseMatch:
        return False
    return True


@pytest.fixture
def walk(page: Page, officer, sign_in, demo):
    """Every page that the officer may see, one after the other."""
    put(demo)
    sign_in(officer)
    open_to_him = [address for address in addresses() if officer.get(address).status_code == 200]
    assert len(open_to_him) > 60

    def pages():
        for address in open_to_him:
            page.goto(address, wait_until="domcontentloaded")
            yield address

    return pages()


def test_no_page_scrolls_sideways_or_speaks_english(page, walk):
    wide, english = [], {}
    for address in walk:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if (more := page.evaluate(WIDER)) > 0:
                wide.append((address, width, more))
        for word in ENGLISH.findall(page.evaluate(WORDS)):
            english.setdefault(word, address)
    assert (wide, english) == ([], {})
