"""What somebody sends is refused by its size before it is parsed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

LOGIN = "/accounts/login/"
IMPORT = "/admin/providers/recipient/import/"


@pytest.fixture
def kept(monkeypatch):
    """The names of all files that were written to the disk."""
    names = []
    make = TemporaryUploadedFile.__init__
    monkeypatch.setattr(
        TemporaryUploadedFile, "__init__", lambda self, name, *rest: names.append(name) or make(self, name, *rest)
    )
    return names


def send(client, address: str, size: int) -> int:
    return client.post(address, {"import_file": SimpleUploadedFile("groot.csv", b"a" * size)}).status_code


def test_nobody_writes_on_the_disk_without_signing_in(visitor, db, kept, settings):
    assert send(visitor, LOGIN, settings.DATA_UPLOAD_MAX_MEMORY_SIZE) == 413
    assert send(visitor, IMPORT, settings.DATA_UPLOAD_MAX_MEMORY_SIZE) == 413
    assert kept == []


def test_who_only_reads_sends_no_files(auditor, kept, settings):
    assert send(auditor, "/register/taken/1/opnieuw/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE) == 413
    assert kept == []


def test_an_officer_sends_a_spreadsheet_and_not_more(officer, settings):
    assert send(officer, IMPORT, 5_000_000) == 200
    answer = officer.post(IMPORT, {"import_file": SimpleUploadedFile("groot.csv", b"a" * settings.MAX_BODY)})
    assert answer.status_code == 413
    assert "Een spreadsheet mag hoogstens 5 MB zijn;" in answer.text
