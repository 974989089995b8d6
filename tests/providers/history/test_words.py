"""The history shows what stands in a column as the form does."""

from django.urls import reverse

from providers.models import Recipient
from register.models import DataRow
from tests.data import edit


def history(client, model, row):
    return client.get(reverse(f"admin:{model}_history", args=[row.pk])).content.decode()


def test_countries_and_choices_are_shown_in_words(officer, demo):
    recipient, data = Recipient.objects.first(), DataRow.objects.filter(name="Naam").first()
    edit(Recipient.objects.filter(pk=recipient.pk), country="NL, US")
    edit(DataRow.objects.filter(pk=data.pk), origin="klant, systeem")
    assert "Nederland, Verenigde Staten" in history(officer, "providers_recipient", recipient)
    assert "Van de klant, Ontstaat bij het gebruik" in history(officer, "register_processingactivity", data.activity)
