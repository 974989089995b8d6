"""A form that is refused says on top what is wrong, with a link to each field."""

import re
from html import unescape

import pytest
from django.urls import reverse

from providers.admin.forms import TWICE
from register.models import ProcessingActivity
from tests.forms import add_row, filled

REQUIRED = "Dit veld is verplicht."


def page_of(name, pk):
    return reverse(f"admin:register_{name}_change", args=[pk])


def activity_page():
    return page_of("processingactivity", ProcessingActivity.objects.get(number="DM-01").pk)


def summary(response):
    """Address and text of the lines on top, in their order; nothing when there is no summary."""
    page = response.content.decode()
    box = page.partition('<div class="error-summary"')[2].partition("</div>")[0]
    lines = re.findall(r"<li>\s*(?:<a href=\"([^\"]*)\">)?([^<]*)", box)
    # A link leads to something that is on the page.
    assert [place for place, _ in lines if place and f'id="{place[1:]}"' not in page] == []
    return [(place, unescape(text).strip()) for place, text in lines]


def test_untouched_form_has_no_summary(officer, demo):
    assert summary(officer.get(activity_page())) == []


def test_wrong_fields_of_the_page_and_of_rows_are_links(officer, demo):
    data = filled(officer.get(activity_page())) | {"title": "", "purposerow_set-0-name": ""}
    add_row(data, "disclosure_set", recipient="", role="", sequence=0, condition="soms")
    answer = officer.post(activity_page(), data)
    assert summary(answer) == [
        ("#id_title", f"Titel: {REQUIRED}"),
        ("#id_purposerow_set-0-name", f"Doel van de verwerking “Leveren”, Doel: {REQUIRED}"),
        ("#id_disclosure_set-1-recipient", f"Verstrekking 2, Partij: {REQUIRED}"),
        ("#id_disclosure_set-1-role", f"Verstrekking 2, Rol: {REQUIRED}"),
    ]
    assert "Corrigeer de onderstaande" not in answer.content.decode()


def test_stored_row_is_named_as_its_heading_names_it(officer, demo):
    data = filled(officer.get(activity_page())) | {"purposerow_set-0-source": "regel 5"}
    (line,) = summary(officer.post(activity_page(), data))
    assert line[0] == "#id_purposerow_set-0-source"
    assert line[1].startswith("Doel van de verwerking “Leveren”, Vindplaats: “regel 5” is geen vindplaats")


def test_row_that_is_wrong_as_a_whole_is_a_link_to_the_row(officer, demo):
    page = page_of("statementpage", demo.pk)
    data = filled(officer.get(page))
    same = {name: data[f"disclosure_set-0-{name}"] for name in ("recipient", "role", "condition")}
    add_row(data, "disclosure_set", **same, sequence=0)
    assert summary(officer.post(page, data)) == [("#id_disclosure_set-1-recipient", f"Verstrekking 2, Partij: {TWICE}")]


def test_group_of_rows_that_is_wrong_as_a_whole_is_a_link_to_the_group(officer, demo):
    page = page_of("statementpage", demo.pk)
    data = filled(officer.get(page))
    for number in range(4):
        add_row(data, "highlight_set", sequence=number, text=f"Zin {number}.")
    text = "Schrijf ten hoogste 3 zinnen onder “Goed om te weten”."
    assert ("#highlight_set-group", text) in [
        (place, line.partition(": ")[2]) for place, line in summary(officer.post(page, data))
    ]


def test_what_is_wrong_with_the_form_as_a_whole_is_text(officer, demo):
    data = filled(officer.get(activity_page())) | {"seen": "0"}
    (line,) = summary(officer.post(activity_page(), data))
    assert (line[0], line[1].partition(":")[0]) == ("", "Niet opgeslagen")


def test_answer_to_a_fixed_question_is_a_link_to_its_field(officer, demo):
    page = page_of("statementpage", demo.pk)
    data = filled(officer.get(page)) | {"firstlayeranswer_set-0-text": "<b>Vet</b>"}
    ((place, text),) = summary(officer.post(page, data))
    assert place == "#id_firstlayeranswer_set-0-text"
    assert text.endswith("Eigen antwoord: Bevat HTML-opmaak (<b>). Gebruik gewone tekst.")


@pytest.mark.parametrize("query", ["", "?leeg=1", "?_changelist_filters=q%3Dbellen"])
def test_form_is_sent_without_the_place_that_a_link_led_to(officer, demo, query):
    page = officer.get(activity_page() + query).content.decode()
    (action,) = re.findall(r'<form action="([^"]*)" method="post" id="processingactivity_form"', page)
    assert action in ({query, activity_page() + query} - {""})
