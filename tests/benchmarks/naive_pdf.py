"""The register as one WeasyPrint document, as anyone would make it first: what the chapters are measured against.

The same facts, tables, tags, bookmarks, contents with page numbers, heads, feet and attachment;
real lists, the garbage collector on, no chapters, no cache.
"""

from pathlib import Path

from django.template import Context, Engine
from weasyprint import CSS, HTML, Attachment

from register.article30 import article30
from register.dossier import Edition
from register.pdf import chapters
from register.pdf.assets import FETCHER, with_colours

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def naive_register_pdf(edition: Edition, facts: bytes) -> bytes:
    """The whole register in one go."""
    view = article30(edition)
    pages = tuple(page for pages in chapters.contents(view) for page in pages)
    contents = chapters.Piece("pdf/parts/contents.html", pages)
    body = [piece for chapter in (*chapters.completeness(view), (contents,), *chapters.body(view)) for piece in chapter]
    engine = Engine(
        [str(HERE / "naive"), str(ROOT / "templates")],
        libraries={name: f"register.templatetags.{name}" for name in ("interface", "statement_lines")},
    )
    context = Context({"view": view, "pieces": [*chapters.opening(view), *body]})
    html = engine.get_template("pdf/register.html").render(context).replace('href="intern:', 'href="#')
    sheets = [CSS(string=with_colours(path.read_text()), url_fetcher=FETCHER) for path in _styles()]
    attached = Attachment(string=facts, url_fetcher=FETCHER, name="register.json", relationship="Source")
    source = HTML(string=html, url_fetcher=FETCHER)
    content = source.write_pdf(stylesheets=sheets, pdf_variant="pdf/a-3a", attachments=[attached])
    assert content is not None
    return bytes(content)


def _styles() -> list[Path]:
    css = ROOT / "register" / "pdf" / "css"
    return [css / "page.css", css / "register.css", HERE / "naive" / "naive.css"]
