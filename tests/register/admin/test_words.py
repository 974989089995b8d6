"""The words of the admin: no wrong articles, one name for the start page, and names that people know."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from providers.models import Service
from register.findings.places import subject_of
from register.models import FindingDecision, ProcessingActivity
from tests.forms import filled

SERVICE = "/admin/providers/service/"


def change_page(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def told(response):
    """The messages, without the links in them."""
    return [re.sub("<[^>]*>", "", str(message)) for message in response.context["messages"]]


def shown(response):
    page = " ".join(response.content.decode().split())
    return page, page.partition("<title>")[2].partition("</title>")[0].strip()


def test_what_was_saved_is_told_without_an_article(officer, demo):
    page = change_page(Service.objects.get(key="bellen"))

    def save(button):
        return officer.post(page, filled(officer.get(page)) | {button: "1"}, follow=True)

    said = [told(save(button)) for button in ("_save", "_continue", "_addanother")]
    assert said == [
        ["dienst “Bellen” is gewijzigd."],
        ["dienst “Bellen” is gewijzigd. U kunt hieronder verder."],
        ["dienst “Bellen” is gewijzigd. Hieronder kunt u de volgende toevoegen."],
    ]
    assert ">Dienst “<a" in save("_save").content.decode()


def test_what_was_added_and_deleted_is_told_without_an_article(officer, demo):
    data = filled(officer.get(f"{SERVICE}add/")) | {"provider": demo.pk, "name": "Faxen"}
    added = officer.post(f"{SERVICE}add/", data, follow=True)
    deleted = officer.post(f"{SERVICE}{Service.objects.get(key='faxen').pk}/delete/", {"post": "yes"}, follow=True)
    assert (told(added), told(deleted)) == (["dienst “Faxen” is toegevoegd."], ["dienst “Faxen” is verwijderd."])


def test_rows_are_added_without_an_article(officer, demo):
    page = officer.get(change_page(ProcessingActivity.objects.get(number="DM-01")))
    rows = page.context["inline_admin_formsets"]
    texts = [json.loads(formset.inline_formset_data())["options"]["addText"] for formset in rows]
    assert texts[:4] == [
        *("Doel van de verwerking toevoegen", "Bewerking toevoegen"),
        *("Systeem van de verwerking toevoegen", "Gegevens toevoegen"),
    ]


@pytest.mark.parametrize("place", [SERVICE, f"{SERVICE}add/", "/admin/register/processingactivity/add/"])
def test_start_page_is_called_start_everywhere(officer, demo, place):
    page, _ = shown(officer.get(place))
    assert re.findall(r'<div class="breadcrumbs"> <a href="/admin/">([^<]*)</a>', page) == ["Start"]


def test_title_of_a_refused_form_begins_in_dutch(officer, demo):
    page = change_page(Service.objects.get(key="bellen"))
    _, title = shown(officer.post(page, filled(officer.get(page)) | {"name": ""}))
    assert title.startswith("Fout: ")


def test_decision_names_its_subject_as_people_do(officer, demo):
    decision = FindingDecision.objects.create(
        provider=demo,
        code="AVG30-1-b",
        object="activities:DM-02",
        state="x",
        reason="Volgt.",
        author="officer",
        made_at=timezone.now(),
    )
    for page in ("/admin/register/findingdecision/", change_page(decision)):
        text, _ = shown(officer.get(page))
        assert ("DM-02" in text, "activities:" in text) == (True, False)


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("activities:VC-09", "VC-09"),
        ("data:TT-02/bellers/Nummer/", "TT-02/bellers/Nummer"),
        ("disclosures:/meldkamers/ontvanger/", "meldkamers/ontvanger"),
        ("provider", "Aanbieder"),
        ("breach", "Datalekken"),
        ("statement", "Verklaring"),
    ],
)
def test_subject_is_the_row_without_its_table(name, subject):
    assert subject_of(name) == subject
