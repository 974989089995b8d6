"""The statement as people read it: on a small or enlarged screen, in their own colours, on paper; and what it loads."""

from io import BytesIO
from urllib.parse import urlsplit

import pikepdf
import pytest

from providers.models import Provider
from register.models import Publication
from tests.register.versions_help import put, rename

SLUGS = ("teamtelefoon", "vcare", "vtel", "voips", "telecom-service")
# What WCAG 1.4.12 lets a reader set: nothing may get lost.
TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    "p { margin-bottom: 2em !important }"
)
# A4 pages, with all that is closed on the screen.
PAGES = {"teamtelefoon": 8, "vcare": 8, "vtel": 10, "voips": 8, "telecom-service": 11}


@pytest.fixture
def pages(published) -> tuple[str, ...]:
    """Every kind of public page; the difference has a change in it."""
    provider = Provider.objects.get(slug="teamtelefoon")
    rename("Verbindingswerkzaamheden")
    put(provider, explanation="Zie versie 1.")
    about = ("/over/", "/toegankelijkheid/", "/controle/?nummer=REG-TT-1", "/accounts/login/")
    versions = ("/teamtelefoon/versies/", "/teamtelefoon/verschil/1-2/", "/teamtelefoon/verschil/1-2/?ongewijzigd=ja")
    return ("/", *(f"/{slug}/" for slug in SLUGS), *versions, *about)


def width(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def cut_off(page) -> list[str]:
    """Texts that stick out of the box they are in, or that a box hides."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main *")]
            .filter(e => e.getClientRects().length && !e.closest(".vh, svg, .scroll"))
            .filter(e => !["inline", "contents"].includes(getComputedStyle(e).display))
            .filter(e => e.scrollWidth > e.clientWidth + 1 && !e.closest("thead"))
            .map(e => e.outerHTML.slice(0, 80))"""
    )


def test_nothing_scrolls_sideways_at_400_percent(page, pages):
    page.set_viewport_size({"width": 320, "height": 256})
    for address in pages:
        page.goto(address)
        assert (address, width(page), cut_off(page)) == (address, 320, [])


@pytest.mark.parametrize("size", [320, 390])
def test_the_registers_fit_a_telephone(page, published, sign_in, auditor, size):
    sign_in(auditor)
    page.set_viewport_size({"width": size, "height": 800})
    found = {}
    for address in ("/register/", *(f"/register/{slug}/" for slug in SLUGS)):
        page.goto(address)
        found[address] = width(page)
    assert set(found.values()) == {size}, found


def test_a_register_of_forty_activities_is_twelve_screens_with_what_is_closed_closed(page, published, sign_in, auditor):
    sign_in(auditor)
    provider = Provider.objects.get(slug="telecom-service")
    for number in range(provider.processingactivity_set.count(), 40):
        title = "Dienstverlening op het gebied van cloudtelefonie en aanverwante diensten"
        made = provider.processingactivity_set.create(number=f"TS-{number + 50}", title=title)
        made.purposerow_set.create(key="doel", name=title)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/register/telecom-service/?versie=concept")
    assert page.locator("main details").count() > 40
    assert page.evaluate("document.documentElement.scrollHeight") <= 12 * 800


def test_a_hash_is_seen_in_groups_and_copied_whole(browser, live_server, published):
    context = browser.new_context(base_url=live_server.url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/controle/?nummer=REG-TT-1")
    first = page.locator("code").first
    seen = first.inner_text()
    first.evaluate("e => getSelection().selectAllChildren(e)")
    page.keyboard.press("Control+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    known = Publication.objects.get(provider__slug="teamtelefoon").register_fingerprint
    assert seen.split() == [known[place : place + 8] for place in range(0, 64, 8)]
    assert copied == known


def test_nothing_is_lost_with_more_space_between_letters_and_lines(browser, live_server, pages):
    # The policy of the page refuses styles of others; a reader's browser does not ask it.
    context = browser.new_context(base_url=live_server.url, bypass_csp=True, viewport={"width": 320, "height": 800})
    page = context.new_page()
    found = []
    for address in pages:
        page.goto(address)
        page.add_style_tag(content=TEXT_SPACING)
        found.append((address, width(page), cut_off(page)))
    context.close()
    assert found == [(address, 320, []) for address in pages]


def test_only_this_host_is_asked_and_nothing_is_kept(page, pages, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request))
    for address in pages[:-1]:  # the last one signs in, with a form and its cookie
        page.goto(address)
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(live_server.url).netloc}
    assert {request.resource_type for request in asked} <= {"document", "stylesheet", "font", "image", "other"}
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_statement_prints_in_black_on_few_pages(page, published):
    page.emulate_media(color_scheme="dark")
    lengths = {}
    for slug in SLUGS:
        page.goto(f"/{slug}/")
        with pikepdf.open(_printed(page)) as document:
            lengths[slug] = len(document.pages)
    assert {slug: length for slug, length in lengths.items() if length > PAGES[slug]} == {}
    page.emulate_media(media="print")
    colours = page.evaluate("[document.body, document.documentElement].map(e => getComputedStyle(e).color)")
    assert colours == ["rgb(0, 0, 0)"] * 2
    assert page.locator(".toc, .who, .bar, .btn, .skip").filter(visible=True).count() == 0


def test_a_small_statement_prints_on_at_most_six_pages(page, live_server, demo):
    put(demo, explanation="Zie versie 1.")
    page.goto("/demo/")
    with pikepdf.open(_printed(page)) as document:
        assert len(document.pages) <= 6


def _printed(page) -> BytesIO:
    return BytesIO(page.pdf(prefer_css_page_size=True))
