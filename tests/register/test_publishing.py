"""A published version stays what it was, and there is exactly one of each."""

from datetime import UTC, date, datetime

import pytest

from providers.models import Service
from register.choices import FileKind, PublicationKind
from register.dossier import live_dossier, load_dossier
from register.models import Publication
from register.publishing import Order, RefusedError, publish
from tests.data import load_demo

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
FILES = {FileKind.STATEMENT_PDF: b"verklaring", FileKind.REGISTER_PDF: b"register"}


@pytest.fixture
def provider(db):
    return load_demo()


def order(provider, **values) -> Order:
    return Order(**{"provider": provider, "valid_from": TODAY, "note": "Nieuw.", "author": "officer", **values})


def go(provider, **values) -> Publication:
    return publish(order(provider, **values), now=NOW, today=TODAY, render=lambda edition: FILES)


def test_the_first_version_freezes_the_draft(provider):
    publication = go(provider)
    Service.objects.update(name="Anders")
    stored = load_dossier(Publication.objects.get().dossier)
    assert publication.number == 1
    assert [service.name for service in stored.services] == ["Bellen", "Internet"]
    assert [service.name for service in live_dossier(provider.pk).services] == ["Anders", "Anders"]
    assert {file.kind: bytes(file.content) for file in publication.files.all()} == FILES


def test_versions_form_a_chain(provider):
    first = go(provider)
    Service.objects.update(name="Anders")
    second = go(provider)
    assert (second.number, second.previous_seal) == (2, first.seal)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"note": " "}, "Vertel klanten in één zin wat er verandert."),
        ({"valid_from": date(2026, 11, 20)}, "De datum “geldig vanaf” ligt in het verleden."),
        (
            {"seen": "0" * 64},
            "Iemand heeft de feiten ondertussen gewijzigd. Bekijk het verschil opnieuw en publiceer dan.",
        ),
        ({"kind": PublicationKind.WITHDRAWAL}, "Deze aanbieder is al ingetrokken."),
        ({"note": "a\x07"}, "wat er verandert: Bevat een teken dat niet gedrukt kan worden (U+0007). Haal het weg."),
    ],
)
def test_what_cannot_be_published_is_refused_with_a_reason(provider, values, reason):
    with pytest.raises(RefusedError) as refused:
        go(provider, **values)
    assert refused.value.reasons == (reason,)
    assert not Publication.objects.exists()


def test_no_change_is_no_version(provider):
    go(provider)
    with pytest.raises(RefusedError, match="Er is niets veranderd"):
        go(provider)


def test_a_provider_nobody_can_reach_needs_an_explanation(provider):
    provider.contactpoint_set.all().delete()
    with pytest.raises(RefusedError, match="Er is geen contact vastgelegd"):
        go(provider)
    assert go(provider, explanation="Volgt volgende week.").number == 1


def test_facts_that_change_while_the_files_are_made_stop_it(provider):
    def render(edition):
        Service.objects.update(name="Intussen anders")
        return FILES

    with pytest.raises(RefusedError, match="ondertussen gewijzigd"):
        publish(order(provider), now=NOW, today=TODAY, render=render)
    assert not Publication.objects.exists()


def test_a_version_that_appears_while_the_files_are_made_stops_it(provider):
    def render(edition):
        go(provider)
        return FILES

    with pytest.raises(RefusedError, match="ondertussen gepubliceerd"):
        publish(order(provider), now=NOW, today=TODAY, render=render)
    assert Publication.objects.count() == 1
