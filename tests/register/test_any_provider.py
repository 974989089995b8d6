"""Providers that are not ours: what their statements say fits, is published, and is neither denied nor lost."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest

from providers.models import Provider
from register.article30 import article30
from register.documents.files import register_page, statement_page
from register.dossier import Dossier, Edition, live_dossier, public_part
from register.loading import load
from tests import prepared
from tests.data import FOLDER, VOCABULARY
from tests.register.versions_help import put

OTHERS = {"belhuis": "belhuis", "phrases": "proef", "polderbel": "polderbel", "terphost": "terphost"}
MADE_AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture(params=OTHERS)
def other(request, vocabulary) -> Provider:
    prepared.again(f"other {request.param}", lambda: load([FOLDER / "others" / f"{request.param}.yaml"]))
    return Provider.objects.get(slug=OTHERS[request.param])


def edition(provider: Provider) -> Edition:
    return Edition(dossier=live_dossier(provider.pk), made_at=MADE_AT)


def text_of(html: str) -> str:
    """What a reader sees, on one line; a link does not part words."""
    html = re.sub(r"</?a\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page(provider: Provider) -> str:
    return text_of(statement_page(edition(provider)))


def names(dossier: Dossier) -> Iterator[str]:
    """Names that belong to somebody: they are written as they are everywhere."""
    for rows in (dossier.entities, dossier.trade_names, dossier.recipients, dossier.systems, dossier.services):
        yield from (row.name for row in rows)


def test_it_loads_once(other):
    name = next(name for name, slug in OTHERS.items() if slug == other.slug)
    report = load([VOCABULARY, FOLDER / "others" / f"{name}.yaml"])
    assert (report.added, report.edited) == (0, [])


def test_it_can_be_published(other):
    assert put(other, explanation="Wat ontbreekt, volgt.").number == 1


def test_the_page_writes_every_name_as_it_is_somewhere_and_never_otherwise(other):
    shown = page(other)
    for name in names(live_dossier(other.pk)):
        found = [match for match in re.findall(re.escape(name), shown, re.IGNORECASE) if match != name]
        wrong = [match for match in found if match[1:] != name[1:] or name[:1].isupper()]
        assert (name, wrong) == (name, [])


def test_no_criterion_follows_until(other):
    shown = page(other).lower()
    wrong = ("tot zolang", "tot voor de duur", "tot niet langer", "tot onbeperkt", "tot gedurende", "tot totdat")
    assert [words for words in wrong if words in shown] == []


def test_no_sign_stands_twice(other):
    shown = page(other)
    # A stop may belong to a name, such as that of B.V. in a list.
    for name in names(live_dossier(other.pk)):
        shown = shown.replace(name, "naam")
    assert re.findall(r"\S*(?<![.…])\.\.(?!\.)\S*|\S*,,\S*|\S*;;\S*|\S+ [,;]\S*|\S*\.[,;](?!\S)", shown) == []


def test_what_is_only_in_the_register_is_on_no_public_face(vocabulary):
    load([FOLDER / "others" / "terphost.yaml"])
    provider = Provider.objects.get(slug="terphost")
    told = edition(provider)
    secret = ("TH-05", "Personeel", "eigen medewerkers", "loon betalen", "DSP-17", "hoofd administratie")
    shown = text_of(statement_page(told)) + str(public_part(told.dossier))
    assert [words for words in secret if words in shown] == []
    assert [words for words in secret if words not in text_of(register_page(told))] == []


def test_who_delivers_data_receives_none(vocabulary):
    load([FOLDER / "others" / "polderbel.yaml"])
    told = edition(Provider.objects.get(slug="polderbel"))
    activity = next(item for part in article30(told).parts for item in part.activities if item.number == "PB-02")
    receivers = next(field for field in activity.duties if field.label == "Ontvangers")
    assert "Betaalwacht" not in str(receivers)
    origin = next(field for field in activity.additional if field.label == "Herkomst")
    assert "Stichting Betaalwacht" in str(origin)
    first_layer = statement_page(told).partition("Op deze pagina")[0]
    assert "experio" not in first_layer
