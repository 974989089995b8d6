"""A new provider by hand, from nothing to a published version, counting what that costs an officer."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from providers.models import Provider
from register.admin.guide.steps import STEPS
from register.admin.publication import views as publish_view
from register.choices import FileKind, Severity
from register.models import Publication
from register.publications.publishing import stored_findings

FILES = {FileKind.STATEMENT_PDF: b"verklaring", FileKind.REGISTER_PDF: b"register"}
MOST_CLICKS, MOST_LOADS = 150, 40


class Officer:
    """Hands that count: a field entered or a tick is one click, a choice from a list two."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.loads = page, 0, 0
        page.on("load", self._loaded)

    def _loaded(self, page: Page) -> None:
        self.loads += 1

    def go(self, text: str) -> None:
        """Follow a link."""
        self.clicks += 1
        self.page.get_by_role("link", name=text).first.click()

    def press(self, text: str) -> None:
        """Press a button, and be where it leads."""
        self.clicks += 1
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=text, exact=True).click()

    def type(self, label: str, text: str, *, exact: bool = True) -> None:
        """Enter a field."""
        self.clicks += 1
        self.page.get_by_label(label, exact=exact).fill(text)

    def choose(self, label: str, text: str, within: str = "") -> None:
        """Choose from a list."""
        self.clicks += 2
        self._within(within).get_by_label(label, exact=True).select_option(label=text)

    def tick(self, within: str, *labels: str) -> None:
        """Tick boxes of one group."""
        for label in labels:
            self.clicks += 1
            self._within(within).get_by_label(label, exact=True).check()

    def _within(self, name: str):
        return self.page.get_by_role("group", name=name, exact=True) if name else self.page


ON, BILL, ASK = "Telefoongesprekken overbrengen", "Facturen en betalingen", "Formulieren op de website"


def who(officer: Officer) -> None:
    officer.page.goto("/admin/")
    officer.go("Nieuwe aanbieder")
    officer.type("Naam", "Belmaat")
    officer.choose("Aanspreekvorm", "u")
    officer.choose("Openbare telecomdienst", "Ja")
    officer.choose("FG aangewezen", "Nee")
    officer.type("Statutaire naam", "Belmaat B.V.")
    officer.type("Straat en nummer of postbus", "Dorpsstraat 1")
    officer.type("Postcode", "7511 AA")
    officer.type("Plaats", "Enschede")
    officer.type("Vragen over privacy: E-mail", "privacy@belmaat.example")
    officer.type("Vragen over privacy: Telefoon", "053 123 45 67")
    officer.press("Opslaan en verder")


def services(officer: Officer) -> None:
    officer.type("Nieuwe diensten", "Bellen; Bellen via internet.\nWebsite; De website belmaat.example.")
    officer.press("Opslaan en verder")


def activities(officer: Officer) -> None:
    for title, service, purposes in (
        (ON, "Bellen", ["Communicatie overbrengen"]),
        (BILL, "Bellen", ["Betaling en facturatie", "Boekhouding"]),
        (ASK, "Website", ["Vragen behandelen"]),
    ):
        officer.tick(title, title, service, *purposes)
    officer.press("Opslaan en verder")
    for number, title in (("BE-01", ON), ("BE-02", BILL), ("BE-03", ASK)):
        officer.choose(f"{number} {title}: Rol", "Verwerkingsverantwoordelijke")
    contract, law, interest = "Uitvoering van een overeenkomst", "Wettelijke verplichting", "Gerechtvaardigd belang"
    officer.choose("BE-01: Communicatie overbrengen: Grondslag", contract)
    officer.choose("BE-02: Betaling en facturatie: Grondslag", contract)
    officer.choose("BE-02: Boekhouding: Grondslag", law)
    officer.type(
        "BE-02: Boekhouding: Belang, wet of intrekken", "artikel 52 van de Algemene wet inzake rijksbelastingen"
    )
    officer.choose("BE-03: Vragen behandelen: Grondslag", interest)
    officer.type("BE-03: Vragen behandelen: Belang, wet of intrekken", "Wij willen vragen kunnen beantwoorden.")
    officer.press("Opslaan en verder")


def data(officer: Officer) -> None:
    use, self_ = "Ontstaat bij het gebruik", "Van de betrokkene zelf"
    officer.tick(f"BE-01 {ON}", "Bellers", "Telefoonnummer", "Gespreksinformatie", "Datum en tijdstip", use)
    officer.tick(f"BE-02 {BILL}", "Klanten", "Naam", "Adres", "E-mailadres", "Bankrekeningnummer", self_)
    officer.tick(f"BE-03 {ASK}", "Websitebezoekers", "Naam", "E-mailadres", "Vragen", self_)
    for number, title in (("BE-02", BILL), ("BE-03", ASK)):
        officer.choose(f"{number} {title}: Verplicht of noodzakelijk", "Ja")
        officer.type(f"{number} {title}: Gevolg van niet geven", "Zonder deze gegevens kunnen wij u niet helpen.")
    officer.press("Opslaan en verder")


def terms(officer: Officer) -> None:
    lines = (
        "Gespreksgegevens: 6 maanden na het gesprek",
        "Facturen: 7 jaar na het einde van het boekjaar",
        "Klantgegevens: 3 maanden na einde contract",
        "Vragen: ten hoogste 1 jaar na het antwoord",
    )
    officer.type("Nieuwe termijnen", "\n".join(lines))
    officer.press("Opslaan en verder")
    officer.choose(f"BE-01 {ON}: Bewaartermijn", "Gespreksgegevens")
    officer.choose(f"BE-02 {BILL}: Bewaartermijn", "Facturen")
    officer.choose(f"BE-03 {ASK}: Bewaartermijn", "Vragen")
    officer.choose("BE-02: E-mailadres: Bewaartermijn", "Klantgegevens")
    officer.press("Opslaan en verder")


def recipients(officer: Officer) -> None:
    lines = (
        "CloudVoice Inc; Verenigde Staten; Bedrijf met naam",
        "Belastingdienst; Nederland; Overheid of toezichthouder",
        "WebHost Zwolle B.V.; Nederland; Bedrijf met naam",
    )
    officer.type("Nieuwe ontvangers", "\n".join(lines))
    officer.press("Opslaan en verder")
    officer.choose("CloudVoice Inc", "Verwerker", f"BE-01 {ON}")
    officer.choose("Belastingdienst", "Ontvanger", f"BE-02 {BILL}")
    officer.choose("WebHost Zwolle B.V.", "Verwerker", f"BE-03 {ASK}")
    for name in ("CloudVoice Inc", "WebHost Zwolle B.V."):
        officer.choose(f"{name}: Verwerkersovereenkomst", "Ja")
        officer.type(f"{name}: Vindplaats overeenkomst", "Contractenmap, 1 november 2026")
    officer.press("Opslaan en hier blijven")
    officer.choose("BE-01: CloudVoice Inc: Doorgifte buiten de EER", "Ja")
    mechanism = "Standaardbepalingen van de Commissie (SCC)"
    officer.choose("BE-01: CloudVoice Inc: Doorgiftemechanisme", mechanism)
    officer.type("BE-01: CloudVoice Inc: Bewijs", "Bijlage 2 van de overeenkomst")
    officer.press("Opslaan en verder")


def rest(officer: Officer) -> None:
    officer.type("Verzoeken over rechten: E-mail", "privacy@belmaat.example")
    officer.tick("Maatregelen die voor alles gelden", "Versleutelde verbindingen", "Alleen de nodige toegang")
    officer.press("Opslaan en hier blijven")
    expect(officer.page.get_by_text("Niets dat publiceren tegenhoudt.")).to_be_visible()
    officer.go("Publiceer Belmaat")
    officer.type("Eén zin voor klanten", "Onze eerste verklaring.")
    officer.press("Publiceer versie 1")


def test_a_provider_with_three_activities_is_published_within_150_clicks(
    page, sign_in, officer, vocabulary, monkeypatch
):
    monkeypatch.setattr(publish_view, "publication_files", lambda edition: FILES)
    sign_in(officer)
    hands = Officer(page)
    for chapter in (who, services, activities, data, terms, recipients, rest):
        chapter(hands)
    expect(page.locator(".messagelist .success")).to_contain_text("versie 1 is gepubliceerd")
    published = Publication.objects.get(provider=Provider.objects.get(slug="belmaat"))
    assert [item for item in stored_findings(published) if item.severity == Severity.ERROR] == []
    assert hands.clicks <= MOST_CLICKS
    assert hands.loads <= MOST_LOADS
    page.goto("/belmaat/")
    for words in (
        "6 maanden na het gesprek",
        "7 jaar na het einde van het boekjaar",
        "3 maanden na einde contract",
        "ten hoogste 1 jaar na het antwoord",
        "CloudVoice Inc",
        "Verenigde Staten",
        "privacy@belmaat.example",
    ):
        assert words.casefold() in (page.text_content("main") or "").casefold(), words
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for step in STEPS:
            page.goto(reverse("guide_step", args=["belmaat", step.slug]))
            assert page.evaluate("document.documentElement.scrollWidth") <= width, step.slug
