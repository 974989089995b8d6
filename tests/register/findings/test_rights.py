"""What the examples cannot say about the rules for the statement, requests and accountability."""

from datetime import date
from typing import Any

import pytest

from register.dossier.edition import Finding
from register.findings import check, next_change, tables
from register.findings.examples import Example

CATEGORY = {
    "recipients": [{"key": "leveranciers", "name": "Leveranciers", "kind": "soort"}],
    "disclosures": [{"sequence": 1, "recipient": "leveranciers", "role": "leverancier"}],
}


TAKEN_OVER = {"provider": {"voice": "overgenomen"}}


def findings(code: str, dossier: dict[str, Any], **rest: Any) -> list[Finding]:
    """What one rule finds, after silencing."""
    return [item for item in check(Example(about="", dossier=dossier, **rest).case) if item.code == code]


def only(code: str, dossier: dict[str, Any], **rest: Any) -> Finding:
    (finding,) = findings(code, dossier, **rest)
    return finding


def test_whoever_names_nobody_is_not_also_told_to_name_companies():
    assert only("AVG13-1-e", CATEGORY).object == "statement"
    assert findings("AVG13-1-e-NAAM", CATEGORY) == []


def test_only_the_missing_rights_are_named():
    rights = [{"right": right, "stated": "ja"} for right in ("15", "16", "17", "20")]
    assert only("AVG13-2-b", {**TAKEN_OVER, "rights": rights}).message == (
        "Van deze rechten is niet vastgelegd dat de aanbieder ze noemt: beperking en bezwaar."
    )


def test_a_decision_about_rights_lapses_when_another_right_goes_missing():
    rights = [{"right": right, "stated": "ja"} for right in ("15", "16", "17", "20")]
    before = only("AVG13-2-b", {**TAKEN_OVER, "rights": rights})
    relabelled = [{**right, "label": "anders"} for right in rights]
    assert only("AVG13-2-b", {**TAKEN_OVER, "rights": relabelled}).state == before.state
    assert only("AVG13-2-b", {**TAKEN_OVER, "rights": rights[:-1]}).state != before.state


def test_a_decision_about_a_dpia_lapses_with_a_new_risk_only():
    activity = {"role": "controller", "health_data": "ja"}
    before = only("AVG35-3", {"activities": [activity]})
    assert only("AVG35-3", {"activities": [{**activity, "title": "Anders"}]}).state == before.state
    location = {
        "data_categories": [{"key": "gps", "name": "GPS", "kind": "locatie"}],
        "activities": [{**activity, "data": [{"sequence": 1, "category": "gps"}]}],
    }
    assert only("AVG35-3", location).state != before.state


def test_a_term_is_said_as_the_provider_says_it():
    requests = {"response_amount": 6, "response_unit": "week"}
    message = only("AVG12-3", {"requests": requests}).message
    assert message == "De reactietermijn is 6 weken; de wet geeft één maand."


def test_a_review_says_its_day():
    finding = only("AVG24-1-REVIEW", {}, reviewed_on=date(2025, 3, 1))
    assert (
        finding.message == "De verklaring is voor het laatst beoordeeld op 1 maart 2025: 12 maanden geleden of langer."
    )


def test_each_decision_is_repaired_where_it_is_missing():
    decisions = {"takes_decisions": "ja", "exception": "22-2-a", "logic": "x", "own_view": "ja", "contest": "ja"}
    assert only("AVG13-2-f", {"decisions": decisions}).field == "consequences"
    assert only("AVG22-2", {"decisions": decisions}).field == "human_intervention"


def test_a_long_list_of_recipients_stays_short():
    names = [f"Soort {number}" for number in range(1, 6)]
    dossier = {
        "recipients": [{"key": name, "name": name, "kind": "soort"} for name in names],
        "disclosures": [{"sequence": 1, "recipient": name, "role": "ontvanger"} for name in names],
    }
    message = only("AVG13-1-e-NAAM", dossier).message
    assert message.endswith("alleen als categorie genoemd: “Soort 1”, “Soort 2”, “Soort 3” en nog 2.")


def test_words_are_named_once_with_the_column_of_the_first():
    purpose = {"key": "d", "sequence": 1, "name": "Wbp", "explanation": "De Wbp en het CBP.", "bases": []}
    finding = only("KW-TEKST", {"activities": [{"purposes": [purpose]}]})
    assert finding.message == "De tekst bevat resten of verouderde termen: “Wbp” en “CBP”."
    assert (finding.object, finding.field, finding.activity) == ("activities:VB-01", "purposes", "VB-01")


@pytest.mark.parametrize(
    "text", ["een cbp-nummer", "de subverwerker", "bewerkersgroep", "3 < 4", "<https://x.nl>", "R&D;"]
)
def test_ordinary_words_are_no_leftovers(text):
    assert findings("KW-TEKST", {"activities": [{"description": text}]}) == []


def test_keys_and_passages_are_no_texts():
    dossier = {
        "recipients": [{"key": "bewerker", "name": "Bedrijf", "source": "bewerker r1"}],
        "activities": [{"services": ["bewerker"], "data": [{"sequence": 1, "category": "bewerker"}]}],
    }
    assert findings("KW-TEKST", dossier) == []


@pytest.mark.parametrize("unit", ["<a ", "<a" + " " * 300, "<", "&#1", "sub-", "gerechtigd ", "skip to ", "\x00{0}%s"])
def test_a_hostile_text_is_read_to_the_end(unit):
    text = unit * (200_000 // len(unit)) + " Wbp"
    finding = only("KW-TEKST", {"activities": [{"description": text}]})
    assert finding.message == "De tekst bevat resten of verouderde termen: “Wbp”."


def test_a_long_tag_is_cut_off():
    tag = f"<b class={'x' * 150}>"
    message = only("KW-TEKST", {"activities": [{"description": tag}]}).message
    assert message == f"De tekst bevat resten of verouderde termen: “{tag[:60]}…”."


@pytest.mark.parametrize("pattern", ["a*", "a+", "a{2,}", "("])
def test_a_pattern_that_could_run_wild_is_refused(pattern, tmp_path, monkeypatch):
    (tmp_path / "text_patterns.yaml").write_text(f"source: x\nmarks: ['<']\nwords: ['{pattern}']\n")
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"data/text_patterns\.yaml: "):
        tables.text_pattern.__wrapped__()


def test_a_group_that_only_its_description_tells_apart_is_shown_with_it():
    group = {"key": "b", "sequence": 1, "name": "bellers", "description": "Onder wie patiënten."}
    dossier = {"subject_groups": [group], "activities": [{"data": [{"sequence": 1, "group": "b", "name": "Stem"}]}]}
    assert "“bellers: Onder wie patiënten”" in only("AVG9-2-ZORG", dossier).message


def test_two_general_roles_are_named_both():
    claims = [{"key": "a", "role": "controller"}, {"key": "b", "role": "processor"}]
    dossier = {"role_claims": claims, "activities": [{"role": "controller"}, {"role": "processor"}]}
    assert only("AVG28-10", dossier).message == (
        "Voorbeeld B.V. is in het algemeen vastgelegd als verwerkingsverantwoordelijke en ook verwerker, "
        "maar de rol verschilt per verwerking."
    )


def test_missing_choices_of_a_legal_entity_are_named_once():
    dossier = {
        "entities": [{"key": "bv", "name": "B.V."}, {"key": "alarm", "name": "Alarm B.V."}],
        "addresses": [{"key": "k", "street": "Weg 1", "city": "Leek"}],
        "activities": [{}, {"entities": ["bv"]}, {"role": "processor"}],
    }
    finding = only("AVG30-1-a", dossier)
    assert finding.message == (
        "Van Voorbeeld B.V. is niet of niet eenduidig vastgelegd: welke rechtspersoon het doet (VB-01 en VB-03)."
    )
    assert (finding.object, finding.field) == ("provider", "entities")


def test_an_own_model_is_told_beside_a_missing_agreement():
    dossier = {"sharing": {"own_agreement": "Een model."}, "activities": [{"role": "processor"}]}
    assert only("AVG28-3", dossier).message == (
        "Er is geen verwerkersovereenkomst vastgelegd met de opdrachtgever voor “Bellen”; er is wel een eigen model."
    )


def test_the_only_purpose_for_everything_is_one_for_each_activity():
    purpose = {"key": "leveren", "sequence": 1, "name": "Leveren"}
    dossier = {"general_purposes": [purpose], "activities": [{"role": "controller"}]}
    assert findings("AVG30-1-b", dossier) == []
    two = {**dossier, "general_purposes": [purpose, {**purpose, "key": "innen", "name": "Innen"}]}
    assert only("AVG30-1-b", two).message == (
        "Bij “Bellen” staat geen verwerkingsdoel; welk van de 2 algemene doelen geldt, is niet vastgelegd."
    )


def test_a_word_of_a_name_gives_a_proposal_and_nothing_is_chosen():
    rows = [{"sequence": 1, "name": "Kopie paspoort"}, {"sequence": 2, "name": "Wachtrij"}]
    dossier = {"activities": [{"role": "controller", "data": rows}]}
    assert only("AVG30-1-c-SOORT", dossier).message == (
        "Bij “Bellen” is geen categorie gekozen voor “Kopie paspoort” (lijkt een kopie van een identiteitsbewijs, "
        "door “Kopie paspoort”) en “Wachtrij”."
    )
    assert only("UAVG46", dossier).message.endswith("“Kopie paspoort” (lijkt zo door het woord “Kopie paspoort”).")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Burgerservicenummer", "bsn"),
        ("foto van het paspoort", "bsn"),
        ("Medische gegevens", "bijzonder"),
        ("gespreksopnames", "inhoud"),
        ("Locatiegegevens", "locatie"),
        ("verkeersgegevens", "verkeer"),
        ("Strafrechtelijk verleden", "strafrechtelijk"),
        ("Opname in de telefoongids", None),
        ("Vestigingslocatie", None),
        ("Naam", None),
    ],
)
def test_known_words_count_where_a_word_starts(name, kind):
    found = tables.recognise(name)
    assert (found.known.kind.value if found else None) == kind


def test_an_agreement_that_ends_changes_the_findings_on_the_day_after():
    link = {"sequence": 1, "recipient": "p", "role": "verwerker", "agreement_ends": "2026-12-31", "agreement": "ja"}
    dossier = {"recipients": [{"key": "p", "name": "Partij", "country": ["NL"]}], "disclosures": [link]}
    last = Example(about="", dossier=dossier, today=date(2026, 12, 31))
    assert next_change(last.case) == date(2027, 1, 1)
    assert [item.object for item in findings("AVG28-3", dossier, today=last.today)] == ["recipients:p"]
    assert only("AVG28-3", dossier, today=date(2027, 1, 1)).message == (
        "Op 31 december 2026 eindigde de verwerkersovereenkomst met “Partij”."
    )
