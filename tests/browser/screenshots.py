"""Take the pictures of the README: `script/screenshots` starts the server and calls this.

python -m tests.browser.screenshots ADDRESS FILE, where FILE holds the logins as `demo_logins` prints them.
"""

import io
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from .chromium import FLAGS, program

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
MOST_BYTES = 60_000
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Picture:
    """What to take: an address, the size and colours of the screen, and who looks."""

    name: str
    path: str
    width: int
    height: int
    scheme: str = "light"
    login: str = ""


PICTURES = (
    Picture("statement", "/teamtelefoon/", 1280, 1300),
    Picture("statement-phone", "/teamtelefoon/", 390, 1300, "dark"),
    Picture("retention", "/teamtelefoon/#bewaren", 1280, 1000),
    Picture("admin", "/admin/", 1280, 900, login="officer"),
    Picture("register", "/register/teamtelefoon/", 1280, 1000, login="auditor"),
)


def main(address: str, logins: str) -> None:
    """Take all pictures. Each is smaller than MOST_BYTES, or this stops."""
    passwords = dict(line.split() for line in Path(logins).read_text().splitlines() if len(line.split()) == 2)
    _wait_for(f"{address}/gezond")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        for picture in PICTURES:
            content = _small(_take(browser, address, picture, passwords))
            if len(content) > MOST_BYTES:
                sys.exit(f"{picture.name}: {len(content)} bytes, at most {MOST_BYTES}")
            (FOLDER / f"{picture.name}.webp").write_bytes(content)
            sys.stdout.write(f"    {picture.name}.webp  {len(content) / 1000:.0f} kB\n")
        browser.close()


def _wait_for(address: str) -> None:
    for _ in range(SECONDS_TO_START):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - the server that was just started
        except URLError:
            time.sleep(1)
        else:
            return
    sys.exit("De server start niet.")


def _take(browser: Browser, address: str, picture: Picture, passwords: dict[str, str]) -> bytes:
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(base_url=address, viewport=size, locale="nl-NL", color_scheme=picture.scheme)
    page = context.new_page()
    if picture.login:
        _log_in(page, picture.login, passwords[picture.login])
    page.goto(picture.path)
    taken = page.screenshot()
    context.close()
    return taken


def _log_in(page: Page, name: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def _small(picture: bytes) -> bytes:
    content = io.BytesIO()
    # Few colours on flat ground: a palette costs nothing that anybody sees.
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(64).convert("RGB").save(content, "WEBP", lossless=True)
    return content.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
