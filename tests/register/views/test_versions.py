"""What the world reads of every version, on the days around it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.models import Provider, Service
from register.choices import PublicationKind
from register.dossier import Dossier
from register.models import Publication, PublicationFile
from register.publications.editions import TamperedError, stored_dossier
from register.statement.versions import span
from register.templatetags.interface import grouped
from register.views import page_cache
from tests.data import edit
from tests.register.versions_help import DECEMBER, MARCH, NOVEMBER, Clock, put, put_three, rename

WITHDRAWAL = PublicationKind.WITHDRAWAL
PAGES = ("/demo/", "/demo/verklaring.pdf", "/demo/verklaring.json", "/demo/versies/", "/demo/versies/1/",
         "/demo/versies/1/verklaring.pdf", "/demo/versies/1/verklaring.json")  # fmt: skip


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def three(demo, clock) -> Provider:
    """Version 1 of March, 2 of November, and 3 announced for December; it is the twentieth of November."""
    put_three(demo, clock)
    return demo


def notes(text: str) -> list[str]:
    """The notes above a page, without their links."""
    found = re.findall(r'<p class="note state">(.*?)</p>', text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", note).strip() for note in found]


@pytest.mark.parametrize("path", PAGES)
def test_never_published_is_not_there(demo, visitor, path):
    assert visitor.get(path).status_code == 404
    assert "Demo" not in visitor.get("/").text


@pytest.mark.parametrize("path", PAGES)
def test_a_first_version_is_not_there_before_its_day(demo, visitor, clock, path):
    clock.day = NOVEMBER
    put(demo, DECEMBER, on=NOVEMBER)
    assert visitor.get(path).status_code == 404
    assert "Demo" not in visitor.get("/").text
    clock.day = DECEMBER
    assert visitor.get(path).status_code == 200
    assert "Demo" in visitor.get("/").text


def test_current_page_announces_the_next_version(three, visitor):
    text = visitor.get("/demo/").text
    assert "Telefonie" in text
    assert "Telefonie en meer" not in text
    assert notes(text) == ["Vanaf 1 december 2026 geldt versie 3. Bekijk wat er verandert"]
    assert '<a href="/demo/verschil/2-3/">Bekijk wat er verandert</a>' in text
    assert "noindex" not in text


def test_an_announced_version_comes_without_anybody(three, visitor, clock):
    before = visitor.get("/demo/")
    clock.day = DECEMBER
    after = visitor.get("/demo/", headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, notes(after.text)) == (200, [])
    assert "Telefonie en meer" in after.text
    assert visitor.get("/demo/verklaring.pdf").content == b"verklaring.pdf REG-DM-3"


def test_a_recent_change_is_told_for_sixty_days(three, visitor, clock):
    said = "Gewijzigd op 1 november 2026: Bellen heet nu telefonie."
    assert said in visitor.get("/demo/").text
    for day, told in ((date(2026, 12, 30), "Er komt iets bij"), (date(2027, 1, 29), "Er komt iets bij")):
        clock.day = day
        assert f"Gewijzigd op 1 december 2026: {told}" in visitor.get("/demo/").text
    clock.day = date(2027, 1, 30)
    assert "Gewijzigd op" not in visitor.get("/demo/").text


def test_an_old_version_says_which_it_is(three, visitor):
    response = visitor.get("/demo/versies/1/")
    assert notes(response.text) == [
        "Dit is versie 1, geldig van 12 maart tot en met 31 oktober 2026. Naar de huidige versie"
    ]
    assert response["X-Robots-Tag"] == "noindex"
    assert '<link rel="canonical" href="/demo/">' in response.text
    assert "Telefonie" not in response.text.partition('<h2 id="versies"')[0]
    assert visitor.get("/demo/versies/1/verklaring.pdf").content == b"verklaring.pdf REG-DM-1"


def test_an_announced_version_says_so(three, visitor):
    response = visitor.get("/demo/versies/3/")
    assert notes(response.text) == ["Dit is versie 3, die geldt vanaf 1 december 2026. Naar de huidige versie"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_current_number_is_the_current_page(three, visitor):
    assert visitor.get("/demo/versies/2/").content == visitor.get("/demo/").content


@pytest.mark.parametrize(
    "path",
    ["/demo/versies/0/", "/demo/versies/4/", "/demo/versies/99999999999999999999/", "/demo/versies/-1/",
     "/demo/versies/een/", "/demo/versies/4/verklaring.pdf", "/demo/versies/4/verklaring.json",
     "/demo/verschil/1-4/", "/demo/verschil/2-2/", "/demo/verschil/1/", "/weg/versies/", "/weg/verschil/1-2/"],
)  # fmt: skip
def test_an_unknown_version_is_not_there(three, visitor, path):
    response = visitor.get(path)
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.text


def test_a_page_leads_to_other_versions_where_there_are_any(demo, visitor, clock):
    put(demo, MARCH)
    clock.day = MARCH
    assert "Andere versies" not in visitor.get("/demo/").text
    rename("Telefonie")
    put(demo, NOVEMBER, on=MARCH)
    link = '<dt>Andere versies</dt><dd><a href="/demo/versies/">Bekijk wat er veranderde</a>'
    assert link in visitor.get("/demo/").text


def test_section_nine_names_the_last_three(three, visitor):
    rename("Nog weer anders")
    put(three, DECEMBER, on=date(2026, 11, 20), note="Toch anders.")
    text = visitor.get("/demo/").text.partition('<h2 id="versies">')[2]
    assert re.findall(r"<dt>Versie (\d)</dt>", text) == ["4", "3", "2"]
    for line in (
        "1 december 2026, nog niet van kracht",
        "vervallen voor de eerste dag, 1 december 2026",
        "1 november 2026 tot en met 30 november 2026",
    ):
        assert line.removeprefix("1 november 2026 ") in text
    assert '<a href="/demo/versies/">Alle versies van deze verklaring</a>' in text


def test_list_of_versions(three, visitor):
    text = visitor.get("/demo/versies/").text
    assert re.findall(r"<h2>Versie (\d)", text) == ["3", "2", "1"]
    periods = re.findall(r'<p class="small muted num">([^<]+)</p>', text)
    assert periods == [
        "Vanaf 1 december 2026, nog niet van kracht",
        "1 tot en met 30 november 2026",
        "12 maart tot en met 31 oktober 2026",
    ]
    assert text.count("Van kracht") == text.count("Aangekondigd") == 1
    for address in ("/demo/versies/2/", "/demo/verschil/1-2/", "/demo/versies/1/verklaring.pdf"):
        assert f'href="{address}"' in text


def test_difference_marks_one_word_once(three, visitor):
    text = visitor.get("/demo/verschil/1-2/").text
    assert re.findall(r"<(ins|del)><span class=\"vh\">([^<]+)</span>([^<]+)</\1>", text) == [
        ("del", "vervallen: ", "Bellen"),
        ("ins", "nieuw: ", "Telefonie"),
    ]
    counts = dict(re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", text))
    assert {name: counts[name] for name in ("Toegevoegd", "Gewijzigd", "Vervallen")} == {
        "Toegevoegd": "0", "Gewijzigd": "1", "Vervallen": "0",
    }  # fmt: skip
    assert int(counts["Ongewijzigd"]) > 5
    assert "Wat wij vastleggen en waarom" in text
    assert text.count('<span class="tag">Gewijzigd</span>') == 1


def test_difference_shows_what_stayed_on_request(three, visitor):
    changes, everything = "/demo/verschil/1-2/", "/demo/verschil/1-2/?ongewijzigd=ja"
    assert '<a href="?ongewijzigd=ja">Toon ook ongewijzigde tekst</a>' in visitor.get(changes).text
    text = visitor.get(everything).text
    assert '<a href="./">Toon alleen wat er veranderde</a>' in text
    assert text.count('<span class="tag">Ongewijzigd</span>') == int(re.findall(r"Ongewijzigd</dt><dd>(\d+)", text)[0])
    assert text.count("<ins>") == text.count("<del>") == 1
    assert visitor.get("/demo/verschil/1-2/?ongewijzigd=x").content == visitor.get(changes).content
    assert visitor.get(everything)["ETag"] != visitor.get(changes)["ETag"]


def test_difference_of_any_two_and_backwards(three, visitor):
    assert "versie 3 (vanaf 1 december 2026, nog niet van kracht) vergeleken met versie 1" in visitor.get(
        "/demo/verschil/1-3/"
    ).text.replace("Versie", "versie")
    assert '<del><span class="vh">vervallen: </span>Telefonie</del>' in visitor.get("/demo/verschil/2-1/").text


def test_what_was_typed_is_escaped_everywhere(demo, visitor, clock):
    put(demo, MARCH)
    rename("<b>x</b> & y")
    put(demo, NOVEMBER, note='Nu 1 <2 & "x".')
    clock.day = NOVEMBER
    for path in ("/demo/", "/demo/versies/", "/demo/versies/1/", "/demo/verschil/1-2/", "/"):
        text = visitor.get(path).text
        assert "<b>x" not in text
        assert "<2" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in visitor.get("/demo/verschil/1-2/").text


def test_withdrawn(three, visitor, clock):
    put(three, DECEMBER, on=date(2026, 11, 20), kind=WITHDRAWAL, note="Wij stoppen.")
    stops = "Vanaf 1 december 2026 is deze aanbieder niet meer actief in dit register."
    assert notes(visitor.get("/demo/").text) == [stops]
    clock.day = date(2027, 1, 1)
    text = visitor.get("/demo/").text
    assert notes(text) == ["Deze aanbieder is sinds 1 december 2026 niet meer actief in dit register. Wij stoppen."]
    # Version 3 was announced for the day on which the provider stopped: nobody ever read it as in force.
    assert "Telefonie" in text
    assert "Telefonie en meer" not in text
    index = visitor.get("/").text
    assert "Niet meer actief" in index.partition("laatste versie 2")[0]
    assert '<li class="card">' not in index
    assert notes(visitor.get("/demo/versies/4/").text)[0].startswith("Dit is versie 4: de intrekking vanaf 1 december")
    assert "Naar de laatste versie" in visitor.get("/demo/versies/1/").text


def test_the_difference_with_a_withdrawal_says_what_it_is(three, visitor, clock):
    put(three, DECEMBER, on=date(2026, 11, 20), kind=WITHDRAWAL, note="Wij stoppen.")
    clock.day = date(2027, 1, 1)
    said = "Met versie 4 is deze aanbieder vanaf 1 december 2026 niet meer actief in dit register. Wij stoppen."
    nothing, same = "Tussen deze versies is niets veranderd", "De verklaring zelf is daarbij niet veranderd."
    found = {}
    for address in ("3-4", "2-4", "2-3"):
        text = visitor.get(f"/demo/verschil/{address}/").text
        found[address] = (said in text, same in text, nothing in text)
        assert re.findall(r'<ul class="links"><li><a href="/demo/">([^<]+)</a>', text) == ["Naar de laatste versie"]
    assert found == {"3-4": (True, False, False), "2-4": (True, True, False), "2-3": (False, False, False)}


def test_a_withdrawal_that_another_version_overtook_never_stopped_the_provider(three, visitor, clock):
    put(three, date(2027, 2, 1), on=date(2026, 11, 20), kind=WITHDRAWAL, note="Wij stoppen.")
    put(three, date(2027, 2, 1), on=date(2026, 11, 21), note="Toch niet.")
    assert "Versie 4 is een intrekking die nooit is ingegaan." in visitor.get("/demo/verschil/3-4/").text


def test_a_provider_that_comes_back_is_active_again(three, visitor, clock):
    put(three, DECEMBER, on=date(2026, 11, 20), kind=WITHDRAWAL)
    put(three, date(2027, 2, 1), note="Wij zijn er weer.")
    clock.day = date(2027, 2, 1)
    assert notes(visitor.get("/demo/").text) == []
    assert "Niet meer actief" not in visitor.get("/").text


@pytest.mark.parametrize("name", ["verklaring.pdf", "verklaring.json"])
def test_numbered_files_never_change_and_are_asked_again(three, visitor, name):
    numbered, current = visitor.get(f"/demo/versies/2/{name}"), visitor.get(f"/demo/{name}")
    assert numbered["Cache-Control"] == "public, no-cache"
    assert current["Cache-Control"] == "public, max-age=60"
    assert (numbered.content, numbered["ETag"]) == (current.content, current["ETag"])
    assert numbered["Content-Disposition"].startswith('inline; filename="verklaring-demo-v2-2026-11-01')


def test_etag_of_a_stored_file_is_its_hash(three, visitor):
    file = PublicationFile.objects.get(publication__number=2, kind="verklaring.pdf")
    assert visitor.get("/demo/verklaring.pdf")["ETag"] == f'"{file.sha256}"'


def test_a_file_that_is_not_made_yet_is_not_there(demo, visitor, monkeypatch):
    monkeypatch.setattr("tests.register.versions_help.FileKind", ())
    put(demo)
    assert visitor.get("/demo/verklaring.pdf").status_code == 404
    assert "verklaring.pdf" not in visitor.get("/demo/").text


@pytest.mark.parametrize("path", [*PAGES, "/demo/versies/2/", "/demo/verschil/1-2/", "/controle/?nummer=REG-DM-1"])
def test_public_pages_keep_no_session_and_are_only_read(three, visitor, officer, path):
    alone = visitor.get(path)
    assert not alone.cookies
    assert "Cookie" not in alone.get("Vary", "")
    assert visitor.post(path).status_code == 405
    assert visitor.head(path).content == b""
    assert visitor.head(path).status_code == 200
    page_cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert officer.get(path).content == alone.content
    assert not [query for query in queries if "session" in query["sql"] or "auth_user" in query["sql"]]


@pytest.mark.parametrize("path", [*PAGES, "/demo/verschil/1-2/"])
def test_twenty_versions_cost_as_many_queries_as_two(demo, visitor, clock, path):
    counts = []
    for until in (2, 20):
        while Publication.objects.count() < until:
            rename(f"Naam {Publication.objects.count()}")
            put(demo, MARCH)
        clock.day = MARCH
        page_cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5


def test_check_tells_fingerprints_and_nothing_else(three, visitor):
    publication = Publication.objects.get(number=2)
    text = visitor.get("/controle/?nummer=+reg-dm-2+").text
    files = publication.files.order_by("kind").values_list("sha256", flat=True)
    assert re.findall(r"<code>(.*?)</code>", text) == [
        grouped(value)
        for value in (publication.register_fingerprint, publication.statement_fingerprint, *files, publication.seal)
    ]
    assert "1 november 2026" in text
    assert publication.note not in text
    assert "Telefonie" not in text


def test_a_hash_is_read_in_eight_groups_of_eight():
    text = re.sub(r"<[^>]+>", "", grouped("0123456789abcdef" * 4))
    assert text == " ".join(["01234567", "89abcdef"] * 4)


@pytest.mark.parametrize(
    ("path", "address"), [("/", "/controle/"), ("/demo/", "/controle/"), ("/en/demo/versies/", "/en/controle/")]
)
def test_every_public_page_leads_to_the_check(three, visitor, path, address):
    footer = visitor.get(path).text.partition("<footer>")[2]
    assert f'<a href="{address}">' in footer


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("", 200, "Vul het in"),
        ("REG-DM-9", 404, "Er is geen document met nummer REG-DM-9."),
        ("REG-XX-1", 404, "Er is geen document"),
        ("onzin <b>", 404, "ONZIN &lt;B&gt;"),
        ("REG-DM-CONCEPT", 404, "Een concept is niet vastgesteld."),
        ("REG-DM-99999999999999", 404, "Er is geen document"),
    ],
)
def test_check_of_what_does_not_exist(three, visitor, asked, status, said):
    response = visitor.get("/controle/", {"nummer": asked})
    assert (response.status_code, said in response.text) == (status, True)
    assert "form-action 'self'" in response["Content-Security-Policy"]


def test_a_number_of_a_version_that_never_counted_is_unknown(demo, visitor, clock):
    clock.day = NOVEMBER
    put(demo, DECEMBER, on=NOVEMBER)
    assert visitor.get("/controle/?nummer=REG-DM-1").status_code == 404


@pytest.mark.parametrize("path", ["/demo/", "/demo/verklaring.json", "/demo/verklaring.pdf"])
def test_what_was_tampered_with_is_not_shown(demo, visitor, path):
    forged = put(demo)
    forged.pk, forged.number, forged.previous_seal, forged._state.adding = None, 2, forged.seal, True
    forged.dossier = forged.dossier.replace("Bellen", "Bedot")
    forged.save()
    own = {"size": 5, "sha256": "0" * 64, "made_at": forged.made_at}
    PublicationFile.objects.create(publication=forged, kind="verklaring.pdf", content=b"bedot", **own)
    visitor.raise_request_exception = False
    response = visitor.get(path)
    assert (response.status_code, "Er ging iets mis" in response.text) == (500, True)
    assert visitor.get("/demo/versies/1/").status_code == 200


def test_tampering_names_the_version(demo, monkeypatch):
    put(demo)
    publication = Publication.objects.get()
    assert isinstance(stored_dossier(publication), Dossier)
    publication.dossier = publication.dossier.replace("Bellen", "Belle")
    with pytest.raises(TamperedError, match="Demo, versie 1: het dossier is veranderd na publicatie"):
        stored_dossier(publication)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 12), date(2026, 3, 20), "12 tot en met 20 maart 2026"),
        (date(2026, 3, 12), date(2026, 10, 31), "12 maart tot en met 31 oktober 2026"),
        (date(2025, 3, 12), date(2026, 10, 31), "12 maart 2025 tot en met 31 oktober 2026"),
    ],
)
def test_a_span_says_nothing_twice(first, last, words):
    assert span(first, last) == words


def test_a_renamed_draft_changes_nothing_public(three, visitor):
    pages = {path: visitor.get(path).content for path in (*PAGES, "/")}
    edit(Provider.objects.all(), name="Anders")
    edit(Service.objects.all(), name="Anders")
    page_cache.clear()
    assert {path: visitor.get(path).content for path in pages} == pages
