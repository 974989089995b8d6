"""A real browser sends a form back with its own line ends; saving it untouched changes nothing."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from providers.models import Provider, SourceDocument
from register.models import ProcessingActivity, PurposeRow, Report, StatementPage
from retention.models import RetentionTerm
from tests.register.admin.test_untouched import standing

TEXT = "Café\n\n  - punt a\n  - punt b\nslot"


@pytest.fixture
def pages(five):
    """The statement of Vtel, whose texts have lines, and one page of some other kinds."""
    vtel = Provider.objects.get(slug="vtel")
    for model in (Provider, RetentionTerm, PurposeRow):
        row = model.objects.first()
        row.note = TEXT
        row.save()
    rows = [
        StatementPage.objects.get(slug="vtel"),
        Provider.objects.first(),
        ProcessingActivity.objects.filter(provider=vtel).first(),
        RetentionTerm.objects.first(),
        PurposeRow.objects.first(),
        SourceDocument.objects.first(),
    ]
    return [reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]) for row in rows]


def test_opened_and_saved(page, sign_in, officer, live_server, pages):
    sign_in(officer)
    assert "\n" in "".join(Report.objects.values_list("contents", flat=True))
    before = standing()
    for place in pages:
        page.goto(place)
        page.locator("[name=_continue]").last.click()
        expect(page.locator(".messagelist .success")).to_be_visible()
    assert standing() == before
