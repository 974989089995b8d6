"""Take the pictures of the README and of the guide: `script/screenshots` starts the server and calls this.

python -m tests.browser.screenshots ADDRESS FILE [FOLDER], where FILE holds the logins as `demo_logins` prints them;
with a FOLDER of docs/ only the pictures in it.
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

FOLDER = Path(__file__).parents[2] / "docs"
MOST_BYTES = 60_000
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Picture:
    """What to take: an address, the size and colours of the screen, who looks, and what is clicked or chosen first.

    A deed is the selector of what is clicked, or of a field with what is chosen in it.
    """

    name: str
    path: str
    width: int
    height: int
    scheme: str = "light"
    login: str = ""
    deeds: tuple[str | tuple[str, str], ...] = ()


def _task(name: str, path: str, *deeds: str | tuple[str, str]) -> Picture:
    return Picture(f"handleiding/{name}", path, 1200, 800, login="officer", deeds=deeds)


ACTIVITIES = "/admin/register/processingactivity/?q="
# What an officer changes, so that there is something to publish and to take back.
EDIT = _task(
    "", "/admin/register/bevindingen/?aanbieder=teamtelefoon", "text=Ga naar het veld",
    ("#id_role", "Verwerker"), "[name=_save]",
)  # fmt: skip
PICTURES = (
    Picture("screenshots/statement", "/teamtelefoon/", 1280, 1300),
    Picture("screenshots/statement-phone", "/teamtelefoon/", 390, 1300, "dark"),
    Picture("screenshots/retention", "/teamtelefoon/#bewaren", 1280, 1000),
    Picture("screenshots/admin", "/admin/", 1280, 900, login="officer"),
    Picture("screenshots/register", "/register/teamtelefoon/", 1280, 1000, login="auditor"),
    _task("aanbieder", "/admin/nieuw/"),
    _task("intrekken", "/admin/register/publication/intrekken/teamtelefoon/"),
    _task("termijn", "/admin/retention/retentionterm/?q=logbestanden", "#result_list tbody th a", ".used summary"),
    _task("kopie", f"{ACTIVITIES}TT-01", "#result_list tbody th a", "text=Kopiëren"),
    _task("einde", f"{ACTIVITIES}TT-0", "tbody tr:nth-child(9) input", ("[name=action]", "end")),
    _task("bevindingen", "/admin/register/bevindingen/?aanbieder=teamtelefoon"),
    _task("bron", "/register/teamtelefoon/bron/000/#regels"),
    _task("klantvraag", "/admin/mijn/teamtelefoon/klantvraag/?wie=bellers&dienst="),
    _task("dag", "/register/teamtelefoon/?versie=concept"),
    _task("zoeken", "/admin/zoeken/?q=voicemail"),
    EDIT,
    _task("publiceren", "/admin/register/publication/publiceren/teamtelefoon/"),
    _task("geschiedenis", f"{ACTIVITIES}TT-02", "#result_list tbody th a", ".historylink"),
)


def main(address: str, logins: str, folder: str = "") -> None:
    """Take all pictures, or those of a folder. Each is smaller than MOST_BYTES, or this stops."""
    passwords = dict(line.split() for line in Path(logins).read_text().splitlines() if len(line.split()) == 2)
    _wait_for(f"{address}/gezond")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        for picture in PICTURES:
            if not picture.name.startswith(folder):
                continue
            content = _small(_take(browser, address, picture, passwords))
            if picture == EDIT:
                continue
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
    for deed in picture.deeds:
        if isinstance(deed, str):
            page.locator(deed).first.click()
        else:
            page.locator(deed[0]).select_option(deed[1])
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
