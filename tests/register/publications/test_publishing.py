"""A published version stays what it was, and there is exactly one of each."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from providers.models import Service
from register.choices import PublicationKind, Severity
from register.dossier import StoredDossierError, canonical_json, live_dossier, load_dossier
from register.dossier.edition import NEVER_CHECKED, Checked, Decision
from register.drafts import findings
from register.drafts.decisions import decide, take_back
from register.findings import rules_version
from register.models import ProcessingActivity, Publication
from register.publications.chain import chain_of
from register.publications.editions import history_of, shown_everywhere
from register.publications.publishing import (
    NO_ACTIVITIES,
    NOT_EXPLAINED,
    NOTHING_ANNOUNCED,
    Refusal,
    RefusedError,
    edition_of,
    freeze,
    prepare,
    publish,
)
from register.publications.sealing import seal
from register.publications.verification import verify
from tests.data import edit
from tests.register.probe import Probe, fresh
from tests.register.published import FILES, NOW, TODAY, go, order
from tests.register.versions_help import Clock

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


def days(provider):
    """What counts on some days: today, tomorrow, in December and long after that."""
    chain = chain_of(provider.pk)
    on = (TODAY, TODAY + timedelta(days=1), date(2026, 12, 1), date(2063, 1, 1))
    return [found.number if (found := chain.in_force_on(day)) else None for day in on]


def test_a_version_may_overtake_one_that_was_announced_and_never_one_that_counts(provider):
    go(provider)
    edit(Service.objects.all(), name="Ooit")
    go(provider, valid_from=date(2062, 12, 1), far_ahead=True)
    edit(Service.objects.all(), name="Nu")
    third = go(provider, valid_from=TODAY + timedelta(days=1))
    assert days(provider) == [1, 3, 3, 3]
    assert chain_of(provider.pk).skipped == {2}
    assert chain_of(provider.pk).before(third).number == 1
    with pytest.raises(RefusedError, match="ligt in het verleden"):
        go(provider, valid_from=TODAY - timedelta(days=1))
    assert verify().difference == ""


def test_what_was_announced_may_come_sooner_with_the_same_facts(provider):
    go(provider, valid_from=date(2062, 12, 1), far_ahead=True)
    assert go(provider).number == 2
    assert days(provider) == [2, 2, 2, 2]


def test_a_withdrawal_overtakes_and_says_what_counted_until_then(provider):
    first = go(provider)
    edit(Service.objects.all(), name="Ooit")
    go(provider, valid_from=date(2026, 12, 1))
    gone = go(provider, kind=PublicationKind.WITHDRAWAL)
    assert gone.dossier == first.dossier
    assert days(provider) == [3, 3, 3, 3]


def test_an_announced_withdrawal_may_be_overtaken_too(provider):
    go(provider)
    go(provider, kind=PublicationKind.WITHDRAWAL, valid_from=date(2062, 12, 1), far_ahead=True)
    assert go(provider, kind=PublicationKind.WITHDRAWAL, valid_from=date(2026, 12, 1)).number == 3
    edit(Service.objects.all(), name="Toch")
    assert go(provider).number == 4
    assert days(provider) == [4, 4, 4, 4]


def test_what_was_announced_is_cancelled_and_what_counted_stays(provider):
    first = go(provider)
    for day in (date(2026, 12, 1), date(2062, 12, 1)):
        edit(Service.objects.all(), name=f"Vanaf {day}")
        go(provider, valid_from=day, far_ahead=True)
    made = go(provider, kind=PublicationKind.CANCELLATION, explanation="")
    assert (made.kind, made.dossier, made.number) == (PublicationKind.CANCELLATION, first.dossier, 4)
    assert chain_of(provider.pk).skipped == {2, 3}
    assert days(provider) == [4, 4, 4, 4]
    assert verify().difference == ""
    with pytest.raises(RefusedError, match=NOTHING_ANNOUNCED):
        go(provider, kind=PublicationKind.CANCELLATION)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_cancelling_brings_nothing_into_force_that_did_not_count(provider, is_withdrawn):
    if is_withdrawn:
        go(provider)
        go(provider, kind=PublicationKind.WITHDRAWAL)
    go(provider, valid_from=date(2026, 12, 1))
    assert go(provider, kind=PublicationKind.CANCELLATION).is_withdrawal
    history = history_of("demo", date(2063, 1, 1))
    assert (history.is_active, bool(history.shown)) == (False, is_withdrawn)


FAR = "{} ligt meer dan een jaar vooruit. Klopt die dag, bevestig dat dan; verbeter hem anders."
NEVER = "Geldig vanaf: kies een dag van 1 januari 2000 tot en met 31 december 2076, niet 31 december 9999."


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2027, 11, 21), None),
        (date(2027, 11, 22), FAR.format("22 november 2027")),
        (date(2062, 12, 1), FAR.format("1 december 2062")),
        (date(9999, 12, 31), NEVER),
    ],
)
@pytest.mark.parametrize("kind", [PublicationKind.VERSION, PublicationKind.WITHDRAWAL])
def test_a_day_far_ahead_is_asked_once_more(provider, kind, day, refusal):
    go(provider)
    edit(Service.objects.all(), name="Anders")
    if refusal is None:
        assert go(provider, kind=kind, valid_from=day).number == 2
        return
    with pytest.raises(RefusedError) as refused:
        go(provider, kind=kind, valid_from=day)
    assert refused.value.reasons == (refusal,)


def test_a_version_is_never_made_before_the_last_one(provider):
    go(provider)
    edit(Service.objects.all(), name="Anders")
    day = TODAY - timedelta(days=2)
    with pytest.raises(RefusedError, match="De klok van de server staat terug: versie 1 is gemaakt op 21-11-2026"):
        publish(order(provider, valid_from=day), now=NOW - timedelta(days=2), today=day, render=lambda edition: FILES)


def test_a_version_of_a_clock_that_ran_ahead_closes_no_door(provider):
    go(provider)
    edit(Service.objects.all(), name="Te vroeg")
    later = NOW + timedelta(days=12000)
    publish(order(provider, valid_from=later.date()), now=later, today=later.date(), render=lambda edition: FILES)
    edit(Service.objects.all(), name="Op tijd")
    with pytest.raises(RefusedError, match="De klok van de server staat terug"):
        go(provider)
    assert go(provider, clock_corrected=True).clock_corrected
    assert (days(provider), chain_of(provider.pk).skipped) == ([3, 3, 3, 3], {2})
    assert verify().difference == ""
    edit(Service.objects.all(), name="Gewoon")
    assert not go(provider, clock_corrected=True).clock_corrected


def test_a_clock_that_was_set_back_takes_nothing_away(provider, visitor, monkeypatch):
    go(provider)
    clock = Clock(monkeypatch)
    clock.day = TODAY - timedelta(days=400)
    assert history_of("demo", clock.day).shown.number == 1
    assert [item.number for item in shown_everywhere(clock.day)] == [1]
    assert visitor.get("/demo/").status_code == 200


def test_a_past_day_is_what_it_was(provider):
    go(provider)
    before = TODAY - timedelta(days=1)
    assert (history_of("demo", before).shown, shown_everywhere(before)) == (None, [])


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


@pytest.mark.parametrize("change", [{"internal": True}, {"status": "beëindigd", "ended_on": TODAY - timedelta(days=1)}])
def test_a_provider_without_activities_that_customers_read_about_is_never_published(provider, change):
    edit(ProcessingActivity.objects.all(), **change)
    with pytest.raises(RefusedError) as refused:
        go(provider, explanation="Komt later.")
    assert refused.value.refusals == (Refusal(NO_ACTIVITIES),)
    assert not Publication.objects.exists()
