"""The annex with open points: what the rules found, with its law, its remedy and what people said."""

from datetime import UTC, datetime

import msgspec
import pytest

from register.article30 import article30
from register.choices import Severity
from register.documents.files import register_page
from register.dossier.edition import Decision, Finding
from tests.register.filled import edition
from tests.register.pdf_pages import register_html
from tests.register.statement_help import activity, make

DOSSIER = make(activity(1), activity(2))
SAID = Decision(reason="Volgt in december.", by="M. de Boer", at=datetime(2026, 11, 1, 23, 30, tzinfo=UTC))


def finding(code="AVG30-1-f", severity=Severity.ERROR, number="PR-01", **more):
    values = {
        "article": "art. 30 lid 1, onder f, AVG",
        "message": f"Geen termijn bij werk {number}.",
        "remedy": "Vul de termijn in.",
        "object": f"activities:{number}",
        "where": f"{number} Werk",
        "activity": number,
    }
    return Finding(code=code, severity=severity, **(values | more))


FINDINGS = (
    finding(decision=SAID),
    finding(number="PR-02"),
    finding("AVG35-3", Severity.WARNING, decision=SAID),
    finding("AVG12-2", Severity.WARNING, "", remedy="Bied een formulier."),
    finding("TW11.10-1", Severity.INFO, ""),
)


def view(findings, **more):
    return article30(msgspec.structs.replace(edition(DOSSIER), findings=findings, **more))


def annex(made):
    return next((item for item in made.annexes if item.title == "Open punten"), None)


def cover(made):
    return {field.label: field.text for field in made.cover}


def test_each_severity_has_a_table_and_each_rule_a_row():
    tables = annex(view(FINDINGS)).tables
    assert [(table.title, [row.label for row in table.rows]) for table in tables] == [
        ("Fout (2)", ["Geen bewaartermijn"]),
        ("Waarschuwing (2)", ["DPIA niet beoordeeld", "Geen goede weg voor verzoeken"]),
        ("Info (1)", ["112 niet vermeld"]),
    ]


def test_a_row_names_the_activities_the_words_of_people_and_the_remedy_once():
    row = annex(view(FINDINGS)).tables[0].rows[0]
    assert row.article == "AVG30-1-f: art. 30 lid 1, onder f, AVG"
    assert row.blocks[0].items == (
        "Geen termijn bij werk PR-01.",
        "Toegelicht door M. de Boer op 2 november 2026: Volgt in december.",
        "Geen termijn bij werk PR-02.",
        "Herstel: Vul de termijn in.",
    )


def test_what_is_said_of_several_activities_is_one_line_with_their_numbers():
    def said(number, title):
        return finding(number=number, message=f"Bij “{title}” is geen grondslag vastgelegd.")

    first, second = DOSSIER.activities
    row = annex(view((said(first.number, first.title), said(second.number, second.title)))).tables[0].rows[0]
    assert row.blocks[0].items[0] == "Bij PR-01 en PR-02 is geen grondslag vastgelegd."
    assert row.numbers == ("PR-01", "PR-02")


def test_a_decision_keeps_its_activity():
    first, second = DOSSIER.activities
    rows = [
        finding(number=item.number, message=f"Bij “{item.title}” ontbreekt iets.", decision=decision)
        for item, decision in ((first, SAID), (second, None))
    ]
    assert annex(view(tuple(rows))).tables[0].rows[0].blocks[0].items[:3] == (
        "Bij PR-01 ontbreekt iets.",
        "Toegelicht door M. de Boer op 2 november 2026: Volgt in december.",
        "Bij PR-02 ontbreekt iets.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("make_page", "place"), [(register_page, "#"), (register_html, "intern:")])
def test_the_annex_leads_back_to_the_activity(make_page, place):
    html = make_page(msgspec.structs.replace(edition(DOSSIER), findings=FINDINGS))
    assert f'Geen termijn bij werk <a href="{place}PR-01">PR-01</a>.' in html


def test_the_cover_counts_explained_fouten_and_not_accepted_waarschuwingen():
    made = view(FINDINGS)
    assert cover(made)["Fouten en waarschuwingen"] == "2 fouten, waarvan 1 toegelicht, en 1 waarschuwing"
    assert list(made.figures)[-2:] == [("Fouten", 2), ("Waarschuwingen", 1)]


def test_an_activity_shows_its_own():
    first, second = view(FINDINGS).activities
    assert [(field.label, field.blocks[0].items[0]) for field in first.points] == [
        ("Fout", "Geen termijn bij werk PR-01."),
        ("Waarschuwing", "Geen termijn bij werk PR-01."),
    ]
    assert len(second.points) == 1


def test_nothing_found_is_said_and_nobody_looked_is_not_a_number():
    assert annex(view(())) is None
    assert cover(view(()))["Fouten en waarschuwingen"] == "0 fouten en 0 waarschuwingen"
    assert "Fouten en waarschuwingen" not in cover(view(None))
    assert [label for label, _ in view(None).figures] == ["Verwerkingen", "Soorten (sub)verwerkers", "Bewaartermijnen"]


@pytest.mark.parametrize(
    ("findings", "titles"),
    [
        (FINDINGS, ["Bij publicatie", "Fout (2)", "Waarschuwing (2)", "Info (1)"]),
        ((), ["Bij publicatie"]),
        (None, ["Bij publicatie"]),
    ],
)
def test_what_the_officer_explained_at_publication_comes_first_whatever_was_found(findings, titles):
    tables = annex(view(findings, explanation="Volgt in december.")).tables
    assert [table.title for table in tables] == titles
    assert [(row.label, row.text) for row in tables[0].rows] == [("Uitleg bij publicatie", "Volgt in december.")]


@pytest.mark.parametrize(
    ("findings", "start"),
    [((), "Wat de regels van dit register vonden: 0 fouten"), (None, "Bij deze versie zijn geen regels nagelopen.")],
)
def test_the_annex_does_not_count_what_nobody_looked_for(findings, start):
    assert annex(view(findings, explanation="Volgt.")).intro.startswith(start)


@pytest.mark.django_db
@pytest.mark.parametrize("make_page", [register_page, register_html])
def test_faces_print_the_explanation_escaped(make_page):
    html = make_page(msgspec.structs.replace(edition(DOSSIER), findings=(), explanation="Volgt <b>nog</b>."))
    assert html.count("Volgt &lt;b&gt;nog&lt;/b&gt;.") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("make_page", [register_page, register_html])
def test_faces_print_them_escaped(make_page):
    nasty = finding(message="<b>vet</b>", decision=msgspec.structs.replace(SAID, reason="<i>schuin</i>"))
    html = make_page(msgspec.structs.replace(edition(DOSSIER), findings=(nasty,)))
    assert "&lt;b&gt;vet&lt;/b&gt;" in html
    assert "&lt;i&gt;schuin&lt;/i&gt;" in html
    assert "Open punten" in html
