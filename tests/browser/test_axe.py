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
VIOLATIONS = "options => axe.run(options).then(found => found.violations)"
COLOURS = ["color-contrast", "link-in-text-block"]
IN_COLOUR = OPTIONS | {"runOnly": {"type": "rule", "values": COLOURS}}
IN_SHAPE = OPTIONS | {"rules": {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in COLOURS}}}
# In the dark only colours differ. Colours cost three quarters of all time, and all of a telephone's the narrowest has.
VIEWS = (
    (390, "light", IN_SHAPE),
    *((width, "light", OPTIONS) for width in (320, 1280)),
    *((width, "dark", IN_COLOUR) for width in (390, 1280)),
)
# For a page that has another of its kind, a small or an empty one, in all views: what it holds more looks the same.
LARGE = ((390, "light", OPTIONS), (1280, "dark", IN_COLOUR))
Views = tuple[tuple[int, str, dict], ...]


@pytest.fixture
def editions(live_server, officer, auditor, published, demo) -> Provider:
    """All providers published; the small one with a second version in force and a third announced."""
    today = timezone.localdate()
    put(demo)
    rename("Bellen en bereikbaar zijn")
    put(demo, date(2021, 3, 1), explanation="Zie versie 1.")
    rename("Bellen")
    put(demo, today + timedelta(days=30), on=today, explanation="Zie versie 1.")
    return demo


def findings(page: Page, address: str, views: Views = VIEWS, *, status: int = 200) -> str:
    """What axe finds at an address, at these widths and schemes; a line for each rule."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status
    page.evaluate(Axe().axe_script)
    lines = []
    for width, scheme, options in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for violation in page.evaluate(VIOLATIONS, options):
            places = [node["target"] for node in violation["nodes"][:4]]
            lines.append(f"{address} {width} {scheme}: {violation['id']} {places}\n")
    return "".join(lines)


PUBLIC = (
    "/",
    "/demo/",  # with a note about the version that was announced
    "/demo/versies/1/",
    "/demo/versies/",
    "/demo/verschil/1-2/",
    "/over/",
    "/toegankelijkheid/",
    "/controle/",
    "/controle/?nummer=REG-DM-1",
    "/accounts/login/",
)
ENGLISH = (
    "/en/",
    "/en/demo/#bewaren",  # with the way to the same section in Dutch
    "/en/demo/versies/",
    "/en/demo/verschil/1-2/",
)


def test_public_pages_in_english(page, editions):
    assert "".join(findings(page, address) for address in ENGLISH) == ""
    assert findings(page, "/en/vcare/", LARGE) == ""


def test_public_pages(page, editions):
    assert "".join(findings(page, address) for address in PUBLIC) == ""
    assert "".join(findings(page, address, LARGE) for address in ("/vcare/", "/telecom-service/")) == ""


def test_page_that_does_not_exist(browser, live_server, db):
    # A context of its own: the browser reports a 404 as an error, and the `page` fixture forbids those.
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    found = findings(context.new_page(), "/bestaat-niet/", status=404)
    context.close()
    assert found == ""


def test_pages_of_the_officer(page, editions, sign_in, officer):
    sign_in(officer)
    activity = ProcessingActivity.objects.get(number="DM-01")
    activities = reverse("admin:register_processingactivity_changelist")
    addresses = [
        reverse("admin:index"),
        reverse("desk", args=["demo"]),
        reverse("search") + "?q=bel",
        f"{activities}?q=DM-0",
        reverse("admin:register_processingactivity_add"),
        reverse("admin:register_processingactivity_history", args=[activity.pk]),
        reverse("admin:register_publication_changelist"),
        reverse("admin:register_publication_change", args=[Publication.objects.earliest("pk").pk]),
        reverse("admin:register_publish", args=["demo"]),
        reverse("admin:register_withdraw", args=["demo"]),
    ]
    assert "".join(findings(page, address) for address in addresses) == ""
    # Much in it, and a part that is folded away because of its role.
    large = [ProcessingActivity.objects.get(number=number).pk for number in ("TT-02", "VC-09")]
    forms = [reverse("admin:register_processingactivity_change", args=[pk]) for pk in large]
    assert "".join(findings(page, address, LARGE) for address in (activities, *forms)) == ""


def test_pages_about_findings_and_beside_the_form(page, editions, sign_in, officer):
    sign_in(officer)
    activity = ProcessingActivity.objects.get(number="DM-01")
    addresses = [
        reverse("findings") + "?ernst=waarschuwing&aanbieder=demo",
        reverse("admin:register_copy", args=[activity.pk]),
        reverse("admin:register_pick", args=[activity.pk]),
        reverse("admin:retention_retentionterm_change", args=[RetentionTerm.objects.get(key="kort").pk]),
    ]
    assert "".join(findings(page, address) for address in addresses) == ""
    assert findings(page, reverse("findings"), LARGE) == ""


def test_pages_of_the_auditor(page, editions, sign_in, auditor):
    sign_in(auditor)
    addresses = [
        "/register/",
        "/register/demo/",
        "/register/demo/verwerkingen/DM-01/",
        "/register/demo/concept/",
        "/register/demo/zelfcheck/?versie=concept",
        f"/register/demo/?versie=concept&op={timezone.localdate()}",
        "/accounts/password/change/",
        "/accounts/logout/",
    ]
    assert "".join(findings(page, address) for address in addresses) == ""
    large = ("/register/voips/", "/register/demo/?versie=1")
    assert "".join(findings(page, address, LARGE) for address in large) == ""


def test_steps_to_a_first_version(page, editions, sign_in, officer):
    sign_in(officer)
    steps = ("wie", "verwerkingen", "gegevens", "termijnen", "ontvangers", "verklaring")
    assert findings(page, reverse("guide_new")) == ""
    addresses = [reverse("guide_step", args=["demo", name]) for name in steps]
    assert "".join(findings(page, address, LARGE) for address in addresses) == ""
