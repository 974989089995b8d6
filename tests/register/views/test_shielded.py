"""A version that was shielded: nobody reads its content, and everybody reads that it is there and why it is hidden."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from register import append_only
from register.choices import PublicationKind, ShieldingDeed
from register.models import DocumentTask, Publication, Shielding
from register.publications.publishing import RefusedError
from register.publications.shielding import record
from register.publications.verification import verify
from register.wording import date_words
from tests.register.versions_help import put, rename

SECRET = "Jan Jansen uit Urk"
REASON = "Er stond een naam in."
NAMES = ["verklaring.pdf", "verklaring.json", ""]


@pytest.fixture
def leaked(demo):
    """Two versions; the second, in force, says what nobody should read."""
    put(demo)
    rename(SECRET)
    put(demo, note=f"Nieuw: {SECRET}.")
    return Publication.objects.get(number=2)


def shield(publication, deed=ShieldingDeed.SHIELD):
    record(publication, deed, reason=REASON, author="beheerder", now=timezone.now())


def public_addresses():
    yield from ("/", "/demo/", "/en/demo/", "/demo/versies/", "/en/demo/versies/", "/controle/?nummer=REG-DM-2")
    yield from (f"/demo/{name}" for name in NAMES)
    yield from (f"/demo/versies/{number}/{name}" for number in (1, 2, 3) for name in NAMES)
    for pair in ("1-2", "2-1", "2-3", "3-2", "1-3"):
        yield from (f"/demo/verschil/{pair}/", f"/en/demo/verschil/{pair}/", f"/demo/verschil/{pair}/?ongewijzigd=ja")


def register_addresses():
    for version in ("", "?versie=1", "?versie=2", "?versie=3", "?versie=concept"):
        for name in ("", "register.pdf", "register.json", "verwerkingen/DM-01/"):
            yield f"/register/demo/{name}{version}"
    yield from ("/register/", "/register/demo/concept/", "/register/demo/concept/verklaring.pdf")


def read(client, address):
    """The text of an answer, of a PDF too."""
    answer = client.get(address)
    if answer.get("Content-Type") == "application/pdf" and answer.content.startswith(b"%PDF"):
        from tests.register.pdf_reader import Reader

        reader = Reader(answer.content)
        return " ".join(reader.text(place) for place in range(len(reader.pdf.pages)))
    return answer.content.decode(errors="replace")


def test_before_it_everybody_reads_it(leaked, visitor):
    for address in ("/demo/", "/demo/versies/2/", "/demo/verschil/1-2/", "/demo/versies/2/verklaring.json"):
        assert SECRET in visitor.get(address).text


def test_nobody_reads_it_anywhere(leaked, visitor, auditor, officer):
    for address in public_addresses():
        visitor.get(address)
    shield(leaked)
    rename("Bellen")
    put(leaked.provider, note="Hersteld.")
    rename("Bellen en meer")
    for address in public_addresses():
        assert SECRET not in read(visitor, address), address
    for person in (auditor, officer):
        for address in register_addresses():
            assert SECRET not in read(person, address), address
    change = reverse("admin:register_publication_change", args=[leaked.pk])
    publish = reverse("admin:register_publish", args=["demo"])
    for address in ("/admin/", reverse("admin:register_publication_changelist"), change, publish):
        assert SECRET not in officer.get(address).text, address


@pytest.mark.parametrize("name", NAMES)
def test_its_addresses_say_what_stands(leaked, visitor, name):
    kept = visitor.get(f"/demo/versies/2/{name}")["ETag"]
    shield(leaked)
    for address in (f"/demo/versies/2/{name}", f"/demo/{name}"):
        answer = visitor.get(address, HTTP_IF_NONE_MATCH=kept)
        assert (answer.status_code, answer["Cache-Control"]) == (410, "public, no-cache")
        assert answer["X-Robots-Tag"] == "noindex"
        assert REASON in answer.text
        for value in (leaked.register_fingerprint, leaked.statement_fingerprint, leaked.seal):
            assert value in re.sub(r"<[^>]*>|\s", "", answer.text)
    assert visitor.get(f"/demo/versies/1/{name}").status_code == 200


def test_lists_name_it_with_the_reason(leaked, visitor):
    shield(leaked)
    text = visitor.get("/demo/versies/").text
    assert REASON in text
    assert "Afgeschermd" in text
    assert "/demo/verschil/1-2/" not in text
    assert "De verklaring is afgeschermd." in visitor.get("/").text
    assert REASON in visitor.get("/controle/?nummer=REG-DM-2").text


def test_it_stays_in_the_chain_and_is_verified(leaked, capsys):
    shield(leaked)
    call_command("verify_publications")
    assert (
        f"demo: Versie 2 is afgeschermd op {date_words(timezone.localdate())}. Reden: {REASON}"
        in capsys.readouterr().out
    )


def test_a_reason_that_was_changed_is_named(leaked):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    shield(leaked)
    append_only.remove()
    Shielding._base_manager.update(reason="Anders.")
    append_only.install()
    assert "het zegel onder “afgeschermd” klopt niet" in verify().difference


def test_it_opens_again(leaked, visitor):
    shield(leaked)
    assert visitor.get("/demo/").status_code == 410
    shield(leaked, ShieldingDeed.OPEN)
    assert SECRET in visitor.get("/demo/").text


def test_what_repeats_it_goes_along_and_nothing_repeats_it_later(leaked, visitor):
    put(leaked.provider, kind=PublicationKind.WITHDRAWAL, note="Gestopt.")
    shield(leaked)
    assert [bool(row.shielding) for row in Publication.objects.order_by("number")] == [False, True, True]
    assert visitor.get("/demo/versies/3/").status_code == 410


def test_a_withdrawal_does_not_bring_it_back(leaked):
    shield(leaked)
    with pytest.raises(RefusedError, match="Versie 2 is afgeschermd, en dit zou haar tekst opnieuw openbaar maken"):
        put(leaked.provider, kind=PublicationKind.WITHDRAWAL)


def test_documents_in_the_background_go_too(leaked):
    DocumentTask.objects.create(
        provider=leaked.provider, kind="register", form="pdf", fingerprint="x", asked_at=timezone.now(), edition=b""
    )
    shield(leaked)
    assert not DocumentTask.objects.exists()


def test_the_command_gives_nothing_of_it(leaked, tmp_path):
    shield(leaked)
    with pytest.raises(CommandError, match="Versie 2 is afgeschermd"):
        call_command(
            "export", "statement", "demo", "--format", "json", "--version", "2", "--output", str(tmp_path / "x")
        )


@pytest.mark.parametrize("person", ["officer", "auditor", "visitor"])
def test_only_an_administrator_may(leaked, request, person):
    client, address = request.getfixturevalue(person), reverse("admin:register_shield", args=[leaked.pk])
    assert client.post(address, {"reason": REASON, "_afgeschermd": "x"}).status_code in (302, 403)
    assert not Shielding.objects.exists()


def test_an_administrator_shields_reads_and_opens_with_a_reason(leaked, administrator):
    address = reverse("admin:register_shield", args=[leaked.pk])
    assert address in administrator.get(reverse("admin:register_publication_change", args=[leaked.pk])).text
    for reason in ("", "  ", "<b>x</b>"):
        assert administrator.post(address, {"reason": reason, "_afgeschermd": "x"}).status_code == 200
    assert administrator.post(address, {"reason": REASON, "_ingezien": "x"}).status_code == 200
    assert not Shielding.objects.exists()
    administrator.post(address, {"reason": REASON, "_afgeschermd": "x"})
    for content in ("statement-html", "statement-json", "register-json"):
        answer = administrator.post(address, {"reason": "Klacht nagaan.", "_ingezien": "x", "content": content})
        assert SECRET in answer.text
        assert "no-store" in answer["Cache-Control"]
    administrator.post(address, {"reason": "Toch niet.", "_geopend": "x"})
    found = Shielding.objects.values_list("deed", "reason", "author")
    assert list(found) == [
        ("afgeschermd", REASON, "beheerder"),
        *[("ingezien", "Klacht nagaan.", "beheerder")] * 3,
        ("geopend", "Toch niet.", "beheerder"),
    ]
