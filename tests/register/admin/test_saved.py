"""After saving, the page says which findings were solved, which are new and how many are left."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider, Recipient
from register.drafts.findings import draft_findings
from register.models import Disclosure, ProcessingActivity, StatementPage
from retention.models import RetentionTerm
from tests.data import edit
from tests.forms import add_row, filled, problems

LIST = "/admin/register/bevindingen/"


def page_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def said(person, row, **values):
    """Send the page of a row back with these values; what is said about findings."""
    page = page_of(row)
    response = person.post(page, {**filled(person.get(page)), **values})
    assert response.status_code == 302, problems(response)
    texts = [str(message) for message in get_messages(response.wsgi_request) if "over bij" in str(message)]
    return texts[0] if texts else ""


def left(provider, number=""):
    found = draft_findings(provider.pk, timezone.localdate())
    return len([item for item in found if not number or item.activity == number])


def test_a_repair_of_an_activity(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-02")
    before = left(demo, "DM-02")
    text = said(officer, activity, role="controller")
    assert before - left(demo, "DM-02") == 1
    assert text == (
        "1 bevinding opgelost (Rol niet vastgelegd), "
        f'<a href="{LIST}?aanbieder=demo&amp;verwerking=DM-02">{before - 1} over bij DM-02</a>.'
    )
    rows = officer.get(LIST, {"aanbieder": "demo", "verwerking": "DM-02"}).context["shown"]
    assert {item.finding.activity for item in rows} == {"DM-02"}
    assert len(rows) == before - 1


def test_an_answer_that_starts_a_duty_says_what_is_new_and_where(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    text = said(officer, activity, transfer="ja")
    assert text.startswith(
        f'1 nieuw (<a href="{page_of(activity)}#id_transfer_reason">Doorgifte zonder land of waarborg</a>), '
    )


def test_a_page_that_is_sent_back_as_it_was_says_what_is_left(officer, demo):
    activity = ProcessingActivity.objects.get(number="DM-01")
    assert said(officer, activity) == (
        f'<a href="{LIST}?aanbieder=demo&amp;verwerking=DM-01">{left(demo, "DM-01")} bevindingen over bij DM-01</a>.'
    )


@pytest.mark.parametrize(
    ("model", "values", "solved"),
    [
        (RetentionTerm, {"start_event": "na het gesprek"}, "Termijn zonder begin"),
        (Recipient, {"country": "NL"}, "Verwerker zonder land"),
        (Provider, {"dpo_designated": "nee", "dpo_reason": "Te klein."}, "Geen FG vastgelegd"),
    ],
)
def test_other_pages_tell_it_too(officer, demo, model, values, solved):
    edit(Recipient.objects.filter(provider=demo), kind="bedrijf")
    Disclosure.objects.create(provider=demo, recipient=Recipient.objects.get(), role="verwerker", condition="altijd")
    edit(ProcessingActivity.objects.filter(number="DM-01"), health_data="ja")
    row = model.objects.get(**({"slug": "demo"} if model is Provider else {"provider": demo}))
    text = said(officer, row, **values)
    assert text == (f'1 bevinding opgelost ({solved}), <a href="{LIST}?aanbieder=demo">{left(demo)} over bij Demo</a>.')


def test_the_page_of_the_statement_tells_it_too(officer, demo):
    page = page_of(StatementPage.objects.get(slug="demo"))
    data = filled(officer.get(page))
    for right in ("16", "17", "18", "20", "21"):
        add_row(data, "statedright_set", right=right, stated="ja")
    response = officer.post(page, data)
    assert response.status_code == 302, problems(response)
    assert any("opgelost (Rechten ontbreken)" in str(item) for item in get_messages(response.wsgi_request))


def test_a_preview_says_nothing_of_it(officer, demo):
    page = page_of(ProcessingActivity.objects.get(number="DM-02"))
    response = officer.post(page, {**filled(officer.get(page)), "role": "controller", "_preview": "1"})
    assert response.status_code == 200
    assert [str(item) for item in get_messages(response.wsgi_request)] == []
