"""Every document is PDF/A-3a and PDF/UA-1, rule by rule, by a validator that nothing here has a part in."""

import io
from collections.abc import Callable

import page as validator
import pikepdf
import pytest

from providers.models import Provider
from register.documents.as_json import register_json, statement_json
from register.dossier import Dossier, Edition, live_dossier
from register.pdf.documents import register_pdf, statement_pdf
from register.pdf.joining import written
from tests.data import FIVE
from tests.register.filled import MADE_AT, edition, filled_dossier
from tests.register.pdf.hostile import HOSTILE, with_text

DOCUMENTS: dict[str, Callable[[Edition], bytes]] = {
    "register": lambda made: register_pdf(made, register_json(made)),
    "statement": lambda made: statement_pdf(made, statement_json(made)),
}
every_document = pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)


def published(dossier: Dossier) -> Edition:
    return edition(dossier, number=1, valid_from=MADE_AT.date(), maker="M. de Boer")


def broken(content: bytes) -> list[tuple[str, str]]:
    """The rules of either standard that a document breaks."""
    reports = (validator.validate_pdf_bytes(content, profile=profile) for profile in ("ua1", "3a"))
    return [(failure.rule_id, failure.message) for report in reports for failure in report.failures]


@every_document
def test_of_everything_that_can_be_recorded(make):
    assert broken(make(published(filled_dossier()))) == []
    assert broken(make(edition(filled_dossier()))) == []


# Half a sign is in no Dossier: it could not be written as JSON.
@every_document
@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - {"lone surrogate"}))
def test_of_hostile_texts(make, name):
    assert broken(make(published(with_text(HOSTILE[name])))) == []


@every_document
@pytest.mark.parametrize("slug", FIVE)
def test_of_the_five(make, slug, five):
    dossier = live_dossier(Provider.objects.get(slug=slug).pk)
    assert broken(make(published(dossier))) == []


def with_words(count: int) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Words = pikepdf.String("x" * count)
    pdf.Root.File = pdf.make_stream(b"y" * count)
    return pdf


def test_a_stream_that_ends_in_a_return_keeps_it():
    mended = set()
    for count in range(600):
        plain = io.BytesIO()
        with_words(count).save(plain, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        content = written(with_words(count))
        if content == plain.getvalue():
            continue
        assert "PDFA3A-STREAM-LENGTH-001" in dict(broken(plain.getvalue()))
        assert "PDFA3A-STREAM-LENGTH-001" not in dict(broken(content))
        with pikepdf.open(io.BytesIO(content)) as read:
            assert read.check_pdf_syntax() == []
            assert (str(read.Root.Words), read.Root.File.read_bytes()) == ("x" * count, b"y" * count)
            mended |= {str(item.get("/Type")) for item in read.objects if ends_in_return(item)}
    assert mended == {"/ObjStm", "None"}


def ends_in_return(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Stream) and item.read_raw_bytes().endswith(b"\r")
