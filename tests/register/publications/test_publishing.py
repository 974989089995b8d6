"""A published version stays what it was, and there is exactly one of each."""

import hashlib
import json
from datetime import date

import pytest
from django.db import transaction

from providers.models import Service
from register.choices import PublicationKind, Severity
from register.dossier import StoredDossierError, canonical_json, live_dossier, load_dossier
from register.dossier.edition import NEVER_CHECKED, Checked, Decision
from register.drafts import findings
from register.drafts.decisions import decide, take_back
from register.findings import rules_version
from register.models import Publication
from register.publications.publishing import NOT_EXPLAINED, Refusal, RefusedError, edition_of, freeze, prepare
from register.publications.sealing import seal
from tests.data import edit
from tests.register.probe import Probe, fresh
from tests.register.published import FILES, NOW, TODAY, go, order

LONG = "woord " * 100


def test_the_first_version_freezes_the_draft(provider):
    publication = go(provider)
    edit(Service.objects.all(), name="Anders")
    stored = load_dossier(Publication.objects.get().dossier)
    assert publication.number == 1
    assert [service.name for service in stored.services] == ["Bellen", "Internet"]
    assert [service.name for service in live_dossier(provider.pk).services] == ["Anders", "Anders"]
    assert {file.kind: bytes(file.content) for file in publication.files.all()} == FILES


def test_the_files_are_sealed_with_the_facts(provider):
    publication = go(provider)
    hashes = {kind.value: hashlib.sha256(content).hexdigest() for kind, content in FILES.items()}
    assert json.loads(publication.file_hashes) == hashes
    assert {file.kind: file.sha256 for file in publication.files.all()} == hashes


def test_versions_form_a_chain(provider):
    first = go(provider)
    edit(Service.objects.all(), name="Anders")
    second = go(provider)
    assert (second.number, second.previous_seal) == (2, first.seal)


def test_the_files_know_their_number_and_what_was_before(provider):
    seen = []

    def render(edition):
        seen.append(edition)
        return FILES

    first = go(provider, render=render)
    edit(Service.objects.all(), name="Anders")
    go(provider, render=render)
    assert [(edition.number, edition.valid_from, edition.maker) for edition in seen] == [
        (1, TODAY, "officer"),
        (2, TODAY, "officer"),
    ]
    assert [edition.previous for edition in seen] == [None, load_dossier(first.dossier)]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"note": " "}, "Vertel klanten in één zin wat er verandert."),
        ({"note": LONG}, "wat er verandert: Zorg dat deze waarde niet meer dan 500 tekens bevat (het zijn er nu 599)."),
        ({"author": ""}, "door: Dit veld kan niet leeg zijn"),
        ({"valid_from": date(2026, 11, 20)}, "De datum “geldig vanaf” ligt in het verleden."),
        (
            {"seen": "0" * 64},
            "Iemand heeft de feiten ondertussen gewijzigd. Bekijk het verschil opnieuw en publiceer dan.",
        ),
        ({"kind": PublicationKind.WITHDRAWAL}, "Deze aanbieder is nooit gepubliceerd; er is niets in te trekken."),
        ({"note": "a\x07"}, "wat er verandert: Bevat een teken dat niet gedrukt kan worden (U+0007). Haal het weg."),
    ],
)
def test_what_cannot_be_published_is_refused_with_a_reason(provider, values, reason):
    with pytest.raises(RefusedError) as refused:
        go(provider, **values)
    assert refused.value.reasons == (reason,)
    assert not Publication.objects.exists()


def test_all_reasons_are_given_at_once_with_the_field_that_repairs_each(provider):
    with pytest.raises(RefusedError) as refused:
        go(provider, note="", valid_from=date(2026, 11, 1))
    assert refused.value.refusals == (
        Refusal("Vertel klanten in één zin wat er verandert.", "note"),
        Refusal("De datum “geldig vanaf” ligt in het verleden.", "valid_from"),
    )


def test_no_change_is_no_version(provider):
    go(provider)
    with pytest.raises(RefusedError, match="Er is niets veranderd"):
        go(provider)


def test_an_announced_version_may_not_be_overtaken_by_an_earlier_day(provider):
    go(provider, valid_from=date(2026, 12, 1))
    edit(Service.objects.all(), name="Anders")
    with pytest.raises(RefusedError, match="Versie 1 geldt vanaf 1 december 2026; kies die dag of later"):
        go(provider, valid_from=date(2026, 11, 30))
    assert go(provider, valid_from=date(2026, 12, 1)).number == 2


def test_an_open_fout_needs_an_explanation_and_is_named(provider, monkeypatch):
    Probe(monkeypatch)
    with pytest.raises(RefusedError) as refused:
        go(provider, explanation=" ")
    assert refused.value.reasons == (NOT_EXPLAINED,)
    assert refused.value.findings == fresh(provider.pk)
    assert not Publication.objects.exists()
    assert go(provider, explanation="Volgt volgende week.").number == 1


def test_a_fout_that_was_explained_itself_needs_no_other_explanation(provider, monkeypatch):
    Probe(monkeypatch)
    decide(*fresh(provider.pk), provider, "Volgt volgende week.", "Anna", NOW)
    assert go(provider, explanation="").number == 1


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.INFO])
def test_what_is_no_fout_stops_nobody(provider, monkeypatch, severity):
    Probe(monkeypatch, severity=severity)
    assert go(provider, explanation="").number == 1


def test_findings_are_frozen_with_their_decisions_under_the_seal(provider, monkeypatch):
    Probe(monkeypatch)
    (found,) = fresh(provider.pk)
    decide(found, provider, "Volgt volgende week.", "Anna", NOW)
    seen = []
    publication = go(provider, render=lambda edition: seen.append(edition) or FILES)
    take_back(found, provider, "Anna", NOW)
    edit(Service.objects.all(), name="Anders")
    (kept,) = edition_of(Publication.objects.get(), live_dossier(provider.pk)).findings
    assert (kept.code, kept.state, kept.decision) == (
        found.code,
        found.state,
        Decision(reason="Volgt volgende week.", by="Anna", at=NOW),
    )
    assert [edition.findings for edition in seen] == [(kept,)]
    assert publication.findings == canonical_json(Checked(rules=rules_version(), findings=(kept,))).decode()
    publication.findings = NEVER_CHECKED
    assert seal(publication) != publication.seal


def test_nothing_found_differs_from_a_version_of_before_there_were_rules(provider, monkeypatch):
    monkeypatch.setattr(findings, "check", lambda case: ())
    publication = go(provider)
    dossier = live_dossier(provider.pk)
    assert edition_of(publication, dossier).findings == ()
    publication.findings = NEVER_CHECKED
    assert edition_of(publication, dossier).findings is None


def test_a_version_is_looked_at_as_customers_will_read_it(provider, monkeypatch):
    go(provider)
    edit(Service.objects.all(), name="Anders")
    probe = Probe(monkeypatch)
    go(provider, valid_from=date(2026, 12, 1))
    (case,) = probe.cases
    assert (case.in_force, case.reviewed_on, case.today) == (case.dossier, TODAY, TODAY)


def test_a_withdrawal_keeps_the_findings_of_what_was_published(provider, monkeypatch):
    Probe(monkeypatch)
    first = go(provider)
    edit(Service.objects.all(), name="Anders")
    gone = go(provider, kind=PublicationKind.WITHDRAWAL, explanation="")
    assert gone.findings == first.findings != NEVER_CHECKED


def test_findings_that_cannot_be_read_are_said_to_be_so(provider):
    publication = go(provider)
    publication.findings = '[{"code": 1}]'
    with pytest.raises(StoredDossierError, match="De bevindingen zijn niet te lezen"):
        edition_of(publication, live_dossier(provider.pk))


def test_a_withdrawal_keeps_what_was_published_and_not_the_draft(provider):
    first = go(provider)
    edit(Service.objects.all(), name="Nooit gepubliceerd")
    provider.contactpoint_set.all().delete()
    gone = go(provider, kind=PublicationKind.WITHDRAWAL, note="Gestopt.")
    assert (gone.number, gone.is_withdrawal, gone.previous_seal) == (2, True, first.seal)
    assert gone.dossier == first.dossier


def test_withdrawing_twice_is_refused_and_publishing_again_brings_it_back(provider):
    go(provider)
    go(provider, kind=PublicationKind.WITHDRAWAL)
    with pytest.raises(RefusedError, match="al ingetrokken"):
        go(provider, kind=PublicationKind.WITHDRAWAL)
    assert go(provider).number == 3


def test_facts_that_change_while_the_files_are_made_stop_it(provider):
    def render(edition):
        edit(Service.objects.all(), name="Intussen anders")
        return FILES

    with pytest.raises(RefusedError, match="ondertussen gewijzigd"):
        go(provider, render=render)
    assert not Publication.objects.exists()


def test_a_version_that_appears_while_the_files_are_made_stops_it(provider):
    def render(edition):
        go(provider)
        return FILES

    with pytest.raises(RefusedError, match="ondertussen gepubliceerd"):
        go(provider, render=render)
    assert Publication.objects.count() == 1


def test_a_renderer_that_fails_leaves_nothing(provider):
    def render(edition):
        raise OSError("schijf vol")

    with pytest.raises(OSError, match="schijf vol"):
        go(provider, render=render)
    assert not Publication.objects.exists()


def test_several_versions_are_stored_together_or_not_at_all(provider):
    ready = prepare(order(provider), now=NOW, today=TODAY, render=lambda edition: FILES)
    # The second of these finds that the first has just been stored.
    with pytest.raises(RefusedError, match="ondertussen gepubliceerd"):
        freeze(ready, ready)
    assert not Publication.objects.exists()


def test_publishing_inside_a_transaction_is_a_mistake(provider):
    # Everybody else would wait for the files, and "published" could still be undone.
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        go(provider)
    assert not Publication.objects.exists()


def test_a_stored_dossier_of_a_newer_schema_stops_it(provider, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setattr("register.publications.publishing.SCHEMA_VERSION", 9)
        newer.setattr("register.publications.publishing._load", lambda publication: load_dossier(publication.dossier))
        go(provider)
    edit(Service.objects.all(), name="Anders")
    with pytest.raises(RefusedError, match="Versie 1: Dit dossier heeft schema 9; deze installatie kent er 1"):
        go(provider)


def test_the_register_knows_the_explanation_when_it_is_made_and_ever_after(provider):
    seen = []

    def render(edition):
        seen.append(edition.explanation)
        return FILES

    publication = go(provider, render=render, explanation="Contact volgt.")
    stored = edition_of(publication, load_dossier(publication.dossier))
    assert [*seen, stored.explanation] == ["Contact volgt.", "Contact volgt."]
    assert "Contact volgt." not in publication.dossier
