"""The promise: publishing never makes a page that contradicts itself."""

from typing import Any

import pytest

from providers.models import ContactPoint, LegalEntity, Provider, Recipient, Service
from register.choices import Severity
from register.documents.as_json import statement_json
from register.documents.files import register_page, situation_html, statement_page
from register.models import FirstLayerAnswer, Highlight, PageText, Remark, RequestHandling, SubjectGroup
from register.publications.editions import History, Published, history_of
from register.publications.publishing import RefusedError
from register.statement import facts_of, statement
from register.statement.situations import Situations
from retention.models import RetentionTerm
from tests.register.published import TODAY, go

# Per kind the model, what a row needs beside its key, the column, and its words before and after a change.
KINDS: dict[str, tuple[Any, dict[str, Any], str, Any, Any, str, str]] = {
    "termijn": (
        RetentionTerm,
        {"name": "Proef", "kind": "termijn", "unit": "dag"},
        *("amount", 53, 47, "53 dagen", "47 dagen"),
    ),
    "ontvanger": (Recipient, {}, "name", "Oostpost", "Westpost", "Oostpost", "Westpost"),
    "contact": (
        ContactPoint,
        {"use": "algemeen", "channel": "email"},
        *("value", "oud@demo.example", "nieuw@demo.example", "oud@demo.example", "nieuw@demo.example"),
    ),
    "bedrijf": (LegalEntity, {}, "name", "Oost B.V.", "West B.V.", "Oost B.V.", "West B.V."),
    "groep": (SubjectGroup, {}, "name", "Oostbellers", "Westbellers", "oostbellers", "westbellers"),
    "dienst": (Service, {}, "name", "Oostbel", "Westbel", "Oostbel", "Westbel"),
}
TEXTS = (
    lambda provider, text: FirstLayerAnswer(provider=provider, question="hoelang", text=text),
    lambda provider, text: Highlight(provider=provider, sequence=1, text=text),
    lambda provider, text: Remark(provider=provider, key="m", section="bewaren", text=text),
    lambda provider, text: Remark(provider=provider, key="m", section="wat", text="Zo is het.", condition=text),
)


def put(row: Any) -> None:
    """Save a row as a form would."""
    row.full_clean()
    row.save()


def fact_of(provider: Provider, kind: str) -> tuple[Any, str, Any, str, str]:
    """A fact of this kind, the column that changes and to what, and its words before and after."""
    if kind == "antwoordtermijn":
        row = RequestHandling(provider=provider, response_amount=53, response_unit="dag")
        put(row)
        return row, "response_amount", 47, "53 dagen", "47 dagen"
    model, values, column, before, after, *words = KINDS[kind]
    row = model(provider=provider, key="proef", **{column: before}, **values)
    put(row)
    return row, column, after, *words


def place_of(kind: str) -> str:
    return "{antwoordtermijn}" if kind == "antwoordtermijn" else f"{{{kind}:proef}}"


def read(provider: Provider) -> str:
    """Everything that anybody reads of the version in force."""
    history: History = history_of(provider.pk, TODAY)
    choice = Published(history, history.in_force)
    pages = [statement_page(choice.edition, choice.around), register_page(choice.edition)]
    slugs = [item.slug for item in Situations(facts_of(choice.edition.dossier)).all]
    pages += [page for slug in slugs if (page := situation_html(choice.edition, slug, choice.around))]
    assert len(pages) > 2
    return "\n".join([*pages, str(statement(choice.edition)), str(statement_json(choice.edition), "utf-8")])


@pytest.mark.parametrize("text", range(len(TEXTS)))
@pytest.mark.parametrize("kind", [*KINDS, "antwoordtermijn"])
def test_a_sentence_follows_its_fact(provider, kind, text):
    row, column, value, old, new = fact_of(provider, kind)
    put(TEXTS[text](provider, f"Onze proef noemt {place_of(kind)} als voorbeeld."))
    go(provider)
    before = read(provider)
    assert f"roef noemt {old} als voorbeeld" in before
    assert new not in before
    setattr(row, column, value)
    put(row)
    publication = go(provider)
    after = read(provider)
    assert f"roef noemt {new} als voorbeeld" in after
    assert old not in after
    assert "KW-FEIT" not in publication.findings


def test_the_line_of_the_index_follows_its_fact(provider, visitor):
    row, column, value, old, new = fact_of(provider, "termijn")
    put(PageText(provider=provider, tagline="Antwoord na {termijn:proef}."))
    go(provider)
    assert f"Antwoord na {old}." in visitor.get("/").content.decode()
    setattr(row, column, value)
    put(row)
    go(provider)
    html = visitor.get("/").content.decode()
    assert f"Antwoord na {new}." in html
    assert old not in html


@pytest.mark.parametrize("kind", ["termijn", "contact", "antwoordtermijn"])
def test_a_fact_that_was_emptied_stops_the_publication(provider, kind):
    row, column, *_ = fact_of(provider, kind)
    put(Highlight(provider=provider, sequence=1, text=f"Dit is {place_of(kind)}."))
    setattr(row, column, "" if column == "value" else None)
    if kind == "termijn":
        row.kind = row.unit = ""
    if kind == "antwoordtermijn":
        row.response_unit = ""
    put(row)
    assert stops(provider) == ["highlights:1"]


@pytest.mark.parametrize(
    ("kind", "typed", "changed"),
    [("termijn", "53 dagen", "53 dagen"), ("ontvanger", "Oostpost", "Oostpost"), ("bedrijf", "Oost B.V.", "Oost B.V.")],
)
def test_what_was_typed_stops_the_publication_before_and_after_its_fact_changed(provider, kind, typed, changed):
    row, column, value, *_ = fact_of(provider, kind)
    put(FirstLayerAnswer(provider=provider, question="hoelang", text=f"Dit is {typed}."))
    assert stops(provider) == ["first_layer:hoelang"]
    go(provider)
    setattr(row, column, value)
    put(row)
    assert stops(provider) == ["first_layer:hoelang"]


def stops(provider: Provider) -> list[str]:
    """What of the own words stops a publication without an explanation."""
    with pytest.raises(RefusedError) as caught:
        go(provider, explanation="")
    found = [item for item in caught.value.findings if item.code == "KW-FEIT"]
    assert {item.severity for item in found} <= {Severity.ERROR}
    return [item.object for item in found]
