"""The address of proof in a box: for who may read registers, at once or after the background made what takes long."""

import io
import logging
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from providers.access import OwnedQuerySet
from register import append_only
from register.choices import FileKind, TaskState
from register.documents.tasks import work_through, working
from register.evidence import box
from register.models import DocumentTask, Publication, PublicationFile
from tests.register.evidence.boxes import box_of, verify
from tests.register.published import FILES, go
from tests.register.versions_help import rename

ADDRESS = "/register/demo/dossier.zip"
PAGE = "/register/demo/?versie=1"


@pytest.fixture
def demo(demo):
    """The small provider, published once."""
    go(demo)
    return demo


@pytest.fixture
def long_one(demo, monkeypatch):
    """The same when its history is called long."""
    # The thread that tells it is alive has a connection of its own, which does not see what a test did not commit.
    monkeypatch.setattr(working, "INTERVAL", 3600)
    monkeypatch.setattr(box, "LONG_FROM", 1)
    return demo


def tamper(model, **values) -> None:
    """Change all rows, for somebody who removed the triggers and put them back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    append_only.remove()
    model._base_manager.update(**values)
    append_only.install()


def content(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_officer_and_auditor_get_the_same_zip(demo, officer, auditor, tmp_path):
    answers = [person.get(ADDRESS) for person in (officer, auditor)]
    contents = [content(answer) for answer in answers]
    assert contents == [box_of(demo)] * 2
    for answer in answers:
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="dossier-demo-')
        assert int(answer.headers["Content-Length"]) == len(contents[0])
        assert "no-store" in answer.headers["Cache-Control"]
    (tmp_path / "dossier.zip").write_bytes(contents[0])
    assert verify(tmp_path / "dossier.zip")[0] == 0


def test_nobody_else_gets_it(demo, visitor, signed_in_stranger):
    answer = visitor.get(ADDRESS)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={ADDRESS}")
    assert signed_in_stranger.get(ADDRESS).status_code == 403


def test_a_provider_that_is_not_there_or_not_theirs_is_not_found(demo, auditor, monkeypatch):
    assert auditor.get("/register/weg/dossier.zip").status_code == 404
    monkeypatch.setattr(OwnedQuerySet, "for_user", lambda rows, user: rows.none())
    assert auditor.get(ADDRESS).status_code == 404


def test_it_is_no_form(demo, auditor):
    assert auditor.post(ADDRESS).status_code == 405


def test_it_is_logged_with_what_proves_it(demo, auditor, caplog):
    with caplog.at_level(logging.INFO, logger="register.views.auditor"):
        content(auditor.get(ADDRESS))
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("auditor downloaded dossier-demo-")
    assert len(caplog.messages[0].rpartition("manifest ")[2]) == 64


def test_a_period_is_in_the_name_and_in_the_history(demo, auditor):
    day = timezone.localdate()
    answer = auditor.get(f"{ADDRESS}?van=2020-01-01&tot=2020-12-31")
    assert 'filename="dossier-demo-20200101-20201231-' in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(content(answer))) as archive:
        assert archive.read("geschiedenis/wijzigingen.json").strip() == b"[]"
    with zipfile.ZipFile(io.BytesIO(content(auditor.get(f"{ADDRESS}?van={day}&tot=")))) as archive:
        assert len(archive.read("geschiedenis/wijzigingen.json")) > 100


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("van=gisteren", "“gisteren” is geen datum"),
        ("tot=2026-02-30", "“2026-02-30” is geen datum"),
        ("van=0001-01-01", "“van”: kies een dag"),
        ("tot=9999-12-31", "“tot”: kies een dag"),
        ("van=2026-02-02&tot=2026-02-01", "De eerste dag, 2 februari 2026, ligt na de laatste, 1 februari 2026."),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_words(demo, auditor, query, message):
    answer = auditor.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 400
    assert message in answer.text


# In the background


def test_a_long_history_is_worked_out_in_the_background(long_one, auditor, officer, monkeypatch):
    answer = auditor.get(f"{ADDRESS}?van=2020-01-01")
    task = DocumentTask.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/register/taken/{task.pk}/")
    assert officer.get(f"{ADDRESS}?van=2020-01-01").headers["Location"] == answer.headers["Location"]
    work_through()
    page = auditor.get(f"/register/taken/{task.pk}/")
    assert "Klaar: Dossier als bewijs van Demo" in page.text
    file = auditor.get(f"/register/taken/{task.pk}/bestand/")
    assert (file.status_code, file.headers["Location"]) == (303, f"{ADDRESS}?van=2020-01-01")
    made = content(auditor.get(file.headers["Location"]))
    assert len(DocumentTask.objects.get().content) < len(made)
    monkeypatch.setattr(box, "LONG_FROM", 10**6)
    assert content(officer.get(f"{ADDRESS}?van=2020-01-01")) == made


def test_after_an_edit_it_is_worked_out_anew(long_one, auditor):
    auditor.get(ADDRESS)
    work_through()
    rename("Anders")
    assert auditor.get(ADDRESS).status_code == 303
    assert DocumentTask.objects.count() == 2


def test_what_fails_is_told(long_one, auditor, monkeypatch):
    monkeypatch.setattr(working, "work_out", lambda *args: 1 / 0)
    auditor.get(ADDRESS)
    work_through()
    task = DocumentTask.objects.get()
    assert task.state == TaskState.FAILED
    assert auditor.get(ADDRESS).headers["Location"] == f"/register/taken/{task.pk}/"
    assert "Het document is niet gemaakt." in auditor.get(f"/register/taken/{task.pk}/").text


def test_a_register_that_is_still_to_be_made_is_made_first(demo, auditor, monkeypatch):
    monkeypatch.setattr(working, "INTERVAL", 3600)
    monkeypatch.setattr("register.documents.files.register_pdf", lambda *args, **more: b"%PDF later")
    rename("Anders")
    go(demo, render=lambda edition: {FileKind.STATEMENT_PDF: FILES[FileKind.STATEMENT_PDF]})
    answer = auditor.get(ADDRESS)
    first, second = DocumentTask.objects.order_by("pk")
    assert (first.kind, second.kind) == ("register", "dossier")
    assert answer.headers["Location"] == f"/register/taken/{second.pk}/"
    work_through()
    with zipfile.ZipFile(io.BytesIO(content(auditor.get(ADDRESS)))) as archive:
        assert archive.read("versies/0002/register.pdf") == b"%PDF later"


# On the page of the register


def test_the_page_says_that_the_chain_is_right(demo, auditor):
    text = " ".join(auditor.get(PAGE).text.split())
    assert f'<a class="btn" href="{ADDRESS}">Dossier als bewijs (zip)</a>' in text
    assert "Zegels nagerekend bij het openen van deze pagina: 1 versie, de keten klopt." in text
    rename("Anders")
    go(demo)
    assert "bij het openen van deze pagina: 2 versies, de keten klopt." in auditor.get(PAGE).text


def test_the_page_says_that_the_chain_is_broken(demo, auditor):
    tamper(Publication, author="iemand anders")
    text = auditor.get(PAGE).text
    assert '<p class="note" role="alert"><strong>De keten van zegels klopt niet.</strong> Versie 1: het zegel' in text
    assert "de keten klopt" not in text


def test_a_broken_chain_goes_into_the_box_and_is_found_there(demo, auditor, tmp_path):
    tamper(Publication, author="iemand anders")
    tamper(PublicationFile, content=b"anders")
    path = tmp_path / "dossier.zip"
    path.write_bytes(content(auditor.get(ADDRESS)))
    status, text = verify(path)
    assert status == 1
    assert "FOUT versie 1: het zegel klopt niet" in text
    assert "FOUT versie 1: register.pdf is niet het bestand" in text
    with zipfile.ZipFile(path) as archive:
        assert "\nNEE. Toen dit dossier werd gemaakt" in archive.read("LEESMIJ.txt").decode()


def test_a_dossier_that_nobody_can_read_goes_into_the_box(demo, auditor, tmp_path):
    tamper(Publication, dossier="{}", findings="{", schema_version=9)
    path = tmp_path / "dossier.zip"
    path.write_bytes(content(auditor.get(ADDRESS)))
    status, text = verify(path)
    assert status == 1
    assert "FOUT versie 1: verklaring.json is niet het bestand" in text


def test_the_page_asks_as_much_for_one_version_as_for_five(demo, auditor):
    def asked():
        auditor.get(PAGE)
        with CaptureQueriesContext(connection) as found:
            assert auditor.get(PAGE).status_code == 200
        return len(found)

    with_one = asked()
    for name in "abcd":
        rename(name)
        go(demo)
    assert asked() == with_one


def test_a_provider_without_versions_has_the_link_on_its_draft(add_five, auditor):
    add_five()
    text = auditor.get("/register/vcare/?versie=concept").text
    assert "/register/vcare/dossier.zip" in text
    assert "nagerekend" not in text
    assert zipfile.is_zipfile(io.BytesIO(content(auditor.get("/register/vcare/dossier.zip"))))
