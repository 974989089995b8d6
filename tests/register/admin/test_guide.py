"""A new provider in seven steps: what each saves, where somebody is, and who may not."""

import pytest
from django.urls import reverse

from tests.forms import filled


def step(slug, name):
    return reverse("guide_step", args=[slug, name])


def test_walk(officer, vocabulary):
    page = officer.get("/admin/nieuw/")
    assert page.status_code == 200
    data = filled(page) | {"aanbieder-name": "Belmaat", "legalentity-name": "Belmaat B.V.", "contactpoint-privacy-email-value": "privacy@belmaat.example"}
    print(data)
    answer = officer.post("/admin/nieuw/", data)
    assert answer.status_code == 302, answer.context["errors"]
    assert answer["Location"] == step("belmaat", "diensten")
    for name in ("wie", "diensten", "verwerkingen", "gegevens", "termijnen", "ontvangers", "verklaring"):
        page = officer.get(step("belmaat", name))
        assert page.status_code == 200
