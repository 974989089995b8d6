"""Whoever gets past the triggers is still found: the first difference is named."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from providers.models import Provider, Service
from register import append_only
from register.choices import PublicationKind
from register.models import Publication, PublicationFile
from register.publications.sealing import SEALED, seal
from register.publications.verification import verify
from tests.data import edit
from tests.register.published import NOW, go


@pytest.fixture
def chain(demo):
    """Three versions of the small provider; the last one withdraws it."""
    provider = demo
    first = go(provider)
    edit(Service.objects.all(), name="Anders")
    second = go(provider)
    third = go(provider, kind=PublicationKind.WITHDRAWAL)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return first, second, third


@pytest.fixture
def unguarded(chain):
    """The same chain for somebody who removed the triggers."""
    append_only.remove()
    yield chain
    append_only.install()


def tamper(row, **values) -> None:
    """Change a stored row, and put the triggers back as if nothing happened."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    append_only.install()


def test_an_untouched_chain_is_right(chain, capsys):
    call_command("verify_publications")
    assert capsys.readouterr().out == (
        f"demo: versie 3, zegel {chain[2].seal}\n3 publicaties en 6 bestanden zijn wat ze waren.\n"
    )


def test_nothing_published_is_right(db):
    checked = verify()
    assert (checked.publications, checked.files, checked.heads, checked.difference) == (0, 0, [], "")


def test_a_seal_is_the_same_after_storing(chain):
    # Databases give moments back in their own zone.
    assert [seal(stored) for stored in Publication.objects.order_by("number")] == [made.seal for made in chain]


@pytest.mark.parametrize(
    ("values", "difference"),
    [
        ({"note": "Mooier dan het was."}, "het zegel klopt niet"),
        ({"author": "iemand anders"}, "het zegel klopt niet"),
        ({"made_at": NOW + timedelta(microseconds=1)}, "het zegel klopt niet"),
        ({"made_at": NOW - timedelta(days=400)}, "is eerder gemaakt dan de versie ervoor"),
        ({"explanation": "Achteraf."}, "het zegel klopt niet"),
        ({"is_major": True}, "het zegel klopt niet"),
        ({"clock_corrected": True}, "het zegel klopt niet"),
        ({"findings": "[1]"}, "het zegel klopt niet"),
        ({"kind": "intrekking"}, "het zegel klopt niet"),
        ({"seal": "0" * 64}, "het zegel klopt niet"),
        ({"file_hashes": "{}"}, "het zegel klopt niet"),
        ({"valid_from": NOW.date() - timedelta(days=1)}, "geldt eerder dan een versie die al van kracht was."),
        ({"previous_seal": "0" * 64}, "sluit niet aan op het zegel van de versie ervoor."),
        ({"dossier": "{}"}, "het dossier heeft een andere vingerafdruk (register)."),
        ({"register_fingerprint": "0" * 64}, "het dossier heeft een andere vingerafdruk (register)."),
        ({"statement_fingerprint": "0" * 64}, "het openbare deel heeft een andere vingerafdruk (verklaring)."),
        ({"schema_version": 9}, "Dit dossier heeft schema 9; deze installatie kent er 1. Werk de installatie bij."),
    ],
)
def test_a_changed_version_is_named(unguarded, values, difference):
    tamper(unguarded[1], **values)
    assert verify().difference.startswith(f"demo, versie 2: {difference}")
    with pytest.raises(CommandError, match=r"Verschil gevonden\. demo, versie 2") as error:
        call_command("verify_publications")
    assert error.value.returncode == 1


def test_every_field_is_sealed_or_checked_in_another_way():
    fields = {field.name for field in Publication._meta.concrete_fields}
    assert fields == {*SEALED, "id", "provider", "dossier", "valid_from", "made_at", "clock_corrected", "seal"}


def test_a_dossier_with_its_own_new_fingerprint_is_named(unguarded):
    text = unguarded[0].dossier.replace("Bellen", "Mailen")
    tamper(unguarded[0], dossier=text, register_fingerprint=hashlib.sha256(text.encode()).hexdigest())
    assert verify().difference.startswith("demo, versie 1: het openbare deel heeft een andere vingerafdruk")


def test_a_version_that_was_sealed_again_no_longer_fits_the_next(unguarded):
    first = Publication.objects.get(number=1)
    first.note = "Anders."
    tamper(first, note=first.note, seal=seal(first))
    assert verify().difference == "demo, versie 2: sluit niet aan op het zegel van de versie ervoor."


@pytest.mark.parametrize("number", [1, 2])
def test_a_deleted_version_is_missed(unguarded, number):
    gone = unguarded[number - 1]
    PublicationFile._base_manager.filter(publication=gone)._raw_delete("default")
    Publication._base_manager.filter(pk=gone.pk)._raw_delete("default")
    append_only.install()
    assert verify().difference == f"demo, versie {number} ontbreekt."


def test_a_version_moved_to_another_provider_is_named(unguarded):
    other = Provider.objects.create(slug="ander", name="Ander", prefix="AN")
    Publication._base_manager.update(provider=other)
    append_only.install()
    assert verify().difference == "ander, versie 1: het dossier is van demo."


@pytest.mark.parametrize(
    ("values", "difference"),
    [
        ({"content": b"anders"}, "is 6 bytes groot in plaats van 8."),
        ({"content": b"REGISTER"}, "heeft een andere SHA-256 dan erbij staat."),
        ({"size": 9}, "is 8 bytes groot in plaats van 9."),
        ({"sha256": "0" * 64}, "heeft een andere SHA-256 dan erbij staat."),
        (
            {"content": b"REGISTER", "sha256": hashlib.sha256(b"REGISTER").hexdigest()},
            "heeft een andere SHA-256 dan is verzegeld.",
        ),
    ],
)
def test_a_changed_file_is_named(unguarded, values, difference):
    tamper(unguarded[0].files.get(kind="register.pdf"), **values)
    assert verify().difference == f"demo, versie 1: register.pdf {difference}"


def test_a_deleted_file_is_missed(unguarded):
    PublicationFile._base_manager.filter(publication=unguarded[2], kind="verklaring.pdf")._raw_delete("default")
    append_only.install()
    assert verify().difference == "demo, versie 3: verklaring.pdf ontbreekt."


def test_a_file_that_was_added_later_has_only_its_own_hash(chain):
    PublicationFile.objects.create(
        publication=chain[0], kind="later", content=b"x", sha256=hashlib.sha256(b"x").hexdigest(), size=1, made_at=NOW
    )
    assert verify().difference == ""
    PublicationFile.objects.create(
        publication=chain[1], kind="later", content=b"x", sha256="0" * 64, size=1, made_at=NOW
    )
    assert verify().difference == "demo, versie 2: later heeft een andere SHA-256 dan erbij staat."


def test_a_missing_trigger_is_named(chain):
    append_only.remove()
    name = append_only.missing_triggers()[0]
    assert verify().difference == f"De trigger {name} ontbreekt of staat uit; draai manage.py migrate."
    append_only.install()


def test_checking_costs_few_queries(chain, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        checked = verify()
    assert (checked.publications, checked.files, checked.difference) == (3, 6, "")
