"""What a machine can tell about accessibility: the rules of axe-core, on every kind of page, size and colour scheme."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from providers.models import Provider
from register.models import ProcessingActivity, Publication
from retention.models import RetentionTerm
from tests.register.versions_help import put, rename

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": STANDARDS},
    # Off by default, though WCAG 2.2 AA asks it.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    # It would copy stylesheets into the page for an experimental rule, which the policy refuses and reports.
    "preload": False,
}
# In the dark only colours differ, and no colour depends on the width.
IN_COLOUR = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
VIEWS = (
    *((width, "light", OPTIONS) for width in (320, 390, 1280)),
    *((width, "dark", IN_COLOUR) for width in (390, 1280)),
)


@pytest.fixture
def editions(live_server, officer, auditor, published) -> None:
    """All providers published; one of them with a second version in force and a third announced."""
    provider = Provider.objects.get(slug="teamtelefoon")
    today = timezone.localdate()
    rename("Bellen en bereikbaar zijn")
    put(provider, date(2021, 3, 1), explanation="Zie versie 1.")
    rename("Bellen")
    put(provider, today + timedelta(days=30), on=today, explanation="Zie versie 1.")


def findings(page: Page, address: str, *, status: int = 200) -> str:
    """What axe finds at an address, at every width and in both schemes; a line for each rule."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status
    axe, lines = Axe(), []
    for width, scheme, options in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for violation in axe.run(page, options=options).response["violations"]:
            places = [node["target"] for node in violation["nodes"][:4]]
            lines.append(f"{address} {width} {scheme}: {violation['id']} {places}\n")
    return "".join(lines)


PUBLIC = (
    "/",
    "/vcare/",
    "/telecom-service/",
    "/teamtelefoon/",  # with a note about the version that was announced
    "/teamtelefoon/versies/1/",
    "/teamtelefoon/versies/",
    "/teamtelefoon/verschil/1-2/",
    "/over/",
    "/toegankelijkheid/",
    "/controle/",
    "/controle/?nummer=REG-TT-1",
    "/accounts/login/",
)


ENGLISH = (
    "/en/",
    "/en/vcare/#bewaren",  # with the way to the same section in Dutch
    "/en/teamtelefoon/",
    "/en/teamtelefoon/versies/",
    "/en/teamtelefoon/verschil/1-2/",
)


def test_public_pages_in_english(page, editions):
    assert "".join(findings(page, address) for address in ENGLISH) == ""


def test_public_pages(page, editions):
    assert "".join(findings(page, address) for address in PUBLIC) == ""


def test_page_that_does_not_exist(browser, live_server, db):
    # A context of its own: the browser reports a 404 as an error, and the `page` fixture forbids those.
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    found = findings(context.new_page(), "/bestaat-niet/", status=404)
    context.close()
    assert found == ""


def test_pages_of_the_officer(page, editions, sign_in, officer):
    sign_in(officer)
    activity = ProcessingActivity.objects.get(number="TT-02")
    with_role = ProcessingActivity.objects.get(number="VC-09")
    addresses = [
        reverse("admin:index"),
        reverse("admin:register_processingactivity_changelist"),
        reverse("admin:register_processingactivity_add"),
        reverse("admin:register_processingactivity_change", args=[activity.pk]),
        # With a part that is folded away because of its role.
        reverse("admin:register_processingactivity_change", args=[with_role.pk]),
        reverse("admin:register_processingactivity_history", args=[activity.pk]),
        reverse("admin:register_publication_changelist"),
        reverse("admin:register_publication_change", args=[Publication.objects.earliest("pk").pk]),
        reverse("admin:register_publish", args=["teamtelefoon"]),
        reverse("admin:register_withdraw", args=["teamtelefoon"]),
    ]
    assert "".join(findings(page, address) for address in addresses) == ""


def test_pages_about_findings_and_beside_the_form(page, editions, sign_in, officer):
    sign_in(officer)
    activity = ProcessingActivity.objects.get(number="TT-02")
    addresses = [
        reverse("findings"),
        reverse("findings") + "?ernst=waarschuwing&aanbieder=voips",
        reverse("admin:register_copy", args=[activity.pk]),
        reverse("admin:register_pick", args=[activity.pk]),
        reverse("admin:retention_retentionterm_change", args=[RetentionTerm.objects.earliest("pk").pk]),
    ]
    assert "".join(findings(page, address) for address in addresses) == ""


def test_pages_of_the_auditor(page, editions, sign_in, auditor):
    sign_in(auditor)
    addresses = [
        "/register/",
        "/register/teamtelefoon/",
        "/register/teamtelefoon/?versie=2",
        "/register/teamtelefoon/verwerkingen/TT-02/",
        "/register/teamtelefoon/concept/",
        "/accounts/password/change/",
        "/accounts/logout/",
    ]
    assert "".join(findings(page, address) for address in addresses) == ""
