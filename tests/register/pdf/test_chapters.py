"""A large register: cut into chapters, made apart, kept, joined; and the same as if made at once."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NoReturn
from xml.etree.ElementTree import ParseError, fromstring

import msgspec
import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.template.loader import render_to_string
from weasyprint.html import UA_STYLESHEET

import register.settings
from register.article30 import article30
from register.documents.as_json import register_json
from register.dossier import Dossier
from register.pdf import cache, chapters, making, workers
from register.pdf.documents import register_pdf
from register.pdf.jobs import Rendered, job
from register.pdf.rendering import render
from register.pdf.workers import TooHeavyError, render_all
from tests.register.filled import edition, filled_content
from tests.register.pdf_reader import Reader

COUNT = 30
FEW = 6


def large(count: int = COUNT, **changed: Any) -> Dossier:
    """So many activities, one of them changed."""
    content = filled_content()
    first = content["activities"][0]
    content["activities"] = [
        {**first, "number": f"DM-{number:02}", "title": f"Verwerking {number}"} for number in range(1, count + 1)
    ]
    content["activities"][count // 2] |= changed
    return msgspec.convert(content, Dossier)


def make(dossier: Dossier, **more: Any) -> bytes:
    draft = edition(dossier)
    return register_pdf(draft, register_json(draft), **more)


def page(text: str = "tekst") -> str:
    return f'<html lang="nl"><head><title>x</title></head><body><h1>x</h1><p>{text}</p></body></html>'


@pytest.fixture
def kept(settings, tmp_path, monkeypatch):
    """A cache of files, empty at the start, and a few activities that are as many chapters as a large register."""
    monkeypatch.setattr(chapters, "SMALL", FEW - 1)
    monkeypatch.setattr(chapters, "ACTIVITIES", FEW // 3)
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {**settings.CACHES, "pdf": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
    return tmp_path


@pytest.fixture
def made(monkeypatch) -> list[Rendered]:
    """Every chapter that is really made in this process."""
    found: list[Rendered] = []
    monkeypatch.setattr("register.pdf.rendering.render", lambda one: found.append(render(one)) or found[-1])
    return found


@pytest.fixture(scope="module")
def whole() -> tuple[bytes, list[Rendered]]:
    """A large register, made here, with its chapters."""
    parts: list[Rendered] = []

    class Noting(making.Making):
        def make(self, jobs):
            parts.extend(chapter := super().make(jobs))
            return chapter

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("register.pdf.documents.Making", Noting)
        return make(large(), workers=0), parts


@pytest.fixture(scope="module")
def reader(whole) -> Reader:
    return Reader(whole[0])


def test_workers_give_the_same_bytes(whole):
    assert make(large(), workers=2) == whole[0]


def test_no_tag_is_lost_by_joining(whole, reader):
    _, parts = whole
    kinds = Counter(str(element.S) for element in reader.elements())
    readers = [Reader(part.pdf) for part in parts if part is not parts[-1]]
    apart = Counter(str(element.S) for one in readers for element in one.elements())
    assert apart.pop("/Document") == len(readers) > 3
    assert kinds.pop("/Document") == 1
    assert kinds == apart


def test_every_page_finds_its_own_tags(reader):
    numbers = [int(page.StructParents) for page in reader.pdf.pages]
    assert len(set(numbers)) == len(numbers)
    parents = reader.parents()
    assert list(parents) == sorted(parents)
    for page in reader.pdf.pages:
        for mcid, element in enumerate(parents[int(page.StructParents)]):
            assert mcid in element.K
            assert element.Pg.objgen == page.objgen


def test_contents_lead_to_the_pages_they_name(reader):
    texts = [reader.text(number) for number in range(len(reader.pdf.pages))]
    assert all(f"Verwerking {number}" in texts[reader.page_of(f"DM-{number:02}")] for number in range(1, COUNT + 1))
    assert set(reader.links()) <= reader.destinations()


def test_bookmarks_of_a_continued_part_hang_below_it(reader):
    titles = [title for level, title in reader.outline() if level == 1]
    assert len([title for title in titles if title.startswith("Deel ")]) == 1
    assert len([title for level, title in reader.outline() if level == 2 and "Verwerking " in title]) == COUNT


def test_the_tables_of_all_activities_know_their_part_on_every_page(monkeypatch):
    monkeypatch.setattr(chapters, "OVERVIEW", 20)
    pieces = [chapter[0] for chapter in chapters.completeness(article30(edition(large())))]
    (part,) = {part.title for part in pieces[0].content}
    templates = dict.fromkeys(piece.template for piece in pieces)
    assert [name.rpartition("/")[2] for name in templates] == ["overview.html", "completeness.html"]
    for template in templates:
        titles = [[shown.title for shown in piece.content] for piece in pieces if piece.template == template]
        assert titles == [[part], [f"{part} (vervolg)"]]


def test_every_page_says_its_part_and_number(reader):
    total = len(reader.pdf.pages)
    first, last = reader.page_of("DM-01"), reader.page_of(f"DM-{COUNT}")
    for number in range(1, total):
        assert f"Pagina {number + 1} van {total}" in reader.text(number, artifact=True)
    assert all("Deel " in reader.text(number, artifact=True) for number in range(first, last + 1))


def test_contents_have_the_pages_that_were_counted(whole):
    _, parts = whole
    view = article30(edition(large()))
    counted = [len(pages) for pages in chapters.contents(view)]
    contents = [part for part in parts if any(mark.title == "Inhoud" for mark in part.bookmarks)]
    assert [part.pages for part in contents] == counted


@pytest.mark.parametrize("count", [42, 43, 100])
def test_a_full_page_of_contents_stays_one_page(count):
    lines = tuple(chapters.Line(f"DM-{n}", "W" * 300, is_part=n % 7 == 0) for n in range(count))
    pages = [lines[start : start + chapters.LINES] for start in range(0, count, chapters.LINES)]
    piece = chapters.Piece("pdf/parts/contents.html", [[(line, 9999) for line in page] for page in pages])
    html = render_to_string("pdf/chapter.html", {"pieces": (piece,)})
    assert render(job(html, ("page.css", "register.css"))).pages == len(pages)


def test_one_changed_activity_is_one_chapter(kept, made):
    make(large(FEW), workers=0)
    first = len(made)
    make(large(FEW, description="Anders."), workers=0)
    again = made[first:]
    # The cover with its fingerprint, the heads and feet with theirs, and the chapter itself.
    assert len([part for part in again if "DM-04" in part.anchors]) == 1
    assert len([part for part in again if any(name.startswith("DM-") for name in part.anchors)]) == 1
    assert len(again) <= 4 < first


def test_from_the_cache_nothing_is_made(kept, made):
    before = make(large(FEW), workers=0)
    first = len(made)
    assert make(large(FEW), workers=0) == before
    assert len(made) == first


def test_a_damaged_chapter_is_made_again(kept, made):
    before = make(large(FEW), workers=0)
    files = sorted(kept.iterdir())
    files[0].write_bytes(b"")
    files[1].write_bytes(files[1].read_bytes()[:-20])
    forged = cache.key(job(page(), ("page.css",)))
    caches["pdf"].set(forged, b"x" * 40)
    assert cache.find(forged) is None
    assert make(large(FEW), workers=0) == before


def test_a_cache_that_cannot_be_written_is_no_cache(kept, monkeypatch):
    monkeypatch.setattr(caches["pdf"], "set", _refuse)
    assert make(large(3)).startswith(b"%PDF")


def _refuse(*args: Any) -> None:
    raise PermissionError


@pytest.mark.django_db(transaction=True)
def test_a_database_cache_without_its_table_is_no_cache(settings, caplog):
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {**settings.CACHES, "pdf": {"BACKEND": backend, "LOCATION": "not_there"}}
    cache.keep("x", Rendered(b"", 1, (), {}))
    assert cache.find("x") is None
    # On PostgreSQL each says why as well.
    said = [record.message.partition(" (")[0] for record in caplog.records if record.name == cache.__name__]
    assert said == [
        "A chapter cannot be kept in the cache.",
        "A chapter in the cache cannot be read and is made again.",
    ]
    # The connection still works.
    assert User.objects.count() == 0


def test_a_chapter_is_found_by_all_it_is_made_of():
    jobs = [
        job(page(), ("page.css",)),
        job(page("anders"), ("page.css",)),
        job(page(), ("page.css", "register.css")),
        job(page(), ("page.css",), edition(large(1)).made_at),
        job(page(), ("page.css",), is_tagged=False),
    ]
    assert len({cache.key(one) for one in jobs}) == len(jobs)
    assert cache.key(jobs[0]) == cache.key(job(page(), ("page.css",)))


def test_the_cache_is_bounded():
    assert register.settings.CACHES["pdf"]["OPTIONS"]["MAX_ENTRIES"] == 1500


def test_progress_counts_every_chapter_once(kept):
    for _ in range(2):
        seen: list[tuple[int, int]] = []
        make(large(FEW), workers=0, progress=lambda ready, total: seen.append((ready, total)))  # noqa: B023
        assert [ready for ready, _ in seen] == list(range(1, len(seen) + 1))
        assert {total for _, total in seen} == {len(seen)}


@pytest.fixture(scope="module")
def some() -> list[str]:
    """The HTML of a few chapters, of each kind."""
    view = article30(edition(large()))
    kinds = (*chapters.completeness(view)[:1], chapters.body(view)[0], chapters.body(view)[-1])
    return [render_to_string("pdf/chapter.html", {"pieces": pieces}) for pieces in kinds]


def test_the_defaults_that_are_left_out_change_nothing(some, monkeypatch):
    jobs = [job(html, ("page.css", "register.css")) for html in some]
    made = [render(one) for one in jobs]
    monkeypatch.setattr("register.pdf.rendering.defaults", lambda: UA_STYLESHEET)
    assert [render(one) for one in jobs] == made


def test_chapters_are_xml_and_read_the_same_as_html(some, monkeypatch):
    jobs = [job(html, ("page.css", "register.css")) for html in some]
    assert {fromstring(one.html).tag for one in jobs} == {"html"}  # noqa: S314  # our own
    made = [render(one) for one in jobs]
    monkeypatch.setattr("register.pdf.rendering.fromstring", _no_xml)
    assert [render(one) for one in jobs] == made


def _no_xml(html: str) -> None:
    raise ParseError


def test_a_small_register_starts_no_process(monkeypatch):
    monkeypatch.setattr(workers, "_in_processes", _refuse)
    assert make(large(14)).startswith(b"%PDF")


def test_a_chapter_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(workers, "SECONDS", 1)
    endless = job(page("<p>woorden en nog meer woorden</p>" * 20_000), ("page.css",))
    with pytest.raises(TooHeavyError):
        list(render_all([endless], workers=1))


def test_a_chapter_that_takes_too_much_memory_is_given_up(monkeypatch):
    monkeypatch.setattr(workers, "MEMORY", 450_000_000)
    endless = job(page("<p>woorden en nog meer woorden</p>" * 30_000), ("page.css",))
    with pytest.raises(TooHeavyError):
        list(render_all([endless], workers=1))


def test_workers_that_stop_while_more_is_coming_give_up_as_clearly(monkeypatch):
    class Stopped(ProcessPoolExecutor):
        def submit(self, *given: Any) -> NoReturn:
            raise BrokenProcessPool

    monkeypatch.setattr(workers, "ProcessPoolExecutor", Stopped)
    with pytest.raises(TooHeavyError):
        list(render_all([job(page(), ("page.css",))], workers=1))
