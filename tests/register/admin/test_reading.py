"""A text line by line in the admin: what is proposed, taken, put aside, and refused."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.models import Recipient, SourceDocument
from register.models import DataRow, GeneralBasis, LegalBasis, ProcessingActivity, PurposeRow, StatedRight, SubjectGroup
from register.permissions import OFFICER_GROUP
from retention.models import RetentionTerm
from tests.conftest import person

TEXT = """Over ons
Oude dossiers: wij bewaren die 6 maanden na opzegging.

U hebt recht op inzage.
Wij verwerken een postcode op basis van uw toestemming.
Klanten bellen met Northstar Voice Inc.
Wij vinden privacy belangrijk.
"""


@pytest.fixture
def document(demo):
    row = SourceDocument(provider=demo, code="789", title="Oude verklaring", text=TEXT)
    row.full_clean()
    row.save()
    return row


def address(document):
    return reverse("read_source", args=[document.pk])


def page(client, document, query=""):
    return client.get(address(document) + query)


def offers(response):
    """Line, kind and words of each proposal on a page, with its token."""
    found = [offer.proposal for line in response.context["lines"] for offer in line.offers]
    return {(row.line, row.kind.label, row.words): row.token for row in found}


def key(response):
    """The hidden fields of the form."""
    return {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    }


def send(client, document, query="", **fields):
    return client.post(address(document) + query, {**key(page(client, document, query)), **fields})


def token(client, document, kind):
    return next(value for (_, name, _), value in offers(page(client, document)).items() if name == kind)


def test_every_line_with_words_stands_there_with_what_it_seems_to_say(officer, document):
    response = page(officer, document)
    assert [line.number for line in response.context["lines"]] == [1, 2, 4, 5, 6, 7]
    assert list(offers(response)) == [
        (2, "Bewaartermijn", "6 maanden na opzegging"),
        (4, "Recht", "inzage"),
        (5, "Algemene grondslag", "op basis van uw toestemming"),
        (5, "Gegevens", "postcode"),
        (6, "Ontvanger", "Northstar Voice Inc."),
        (6, "Groep betrokkenen", "Klanten"),
    ]
    assert response.context["open_count"] == 6


def test_what_is_taken_is_recorded_with_its_line_and_open_no_more(officer, document, demo):
    activity = ProcessingActivity.objects.filter(provider=demo).first()
    wanted = list(offers(page(officer, document)).values())
    StatedRight.objects.filter(provider=demo).delete()
    response = send(officer, document, neem=wanted, **{"verwerking-5": activity.pk})
    assert response.status_code == 302
    found = [
        RetentionTerm.objects.get(provider=demo, source="789 r2"),
        StatedRight.objects.get(provider=demo, right="15"),
        GeneralBasis.objects.get(provider=demo, article="a"),
        DataRow.objects.get(activity=activity, source__contains="789 r5"),
        Recipient.objects.get(provider=demo, name="Northstar Voice Inc."),
    ]
    assert (found[0].amount, found[0].unit, found[0].start_event, found[0].name) == (
        6, "maand", "na opzegging", "Oude dossiers",
    )  # fmt: skip
    assert [row.source.rpartition("; ")[2] for row in found] == ["789 r2", "789 r4", "789 r5", "789 r5", "789 r6"]
    assert page(officer, document).context["open_count"] == 2
    assert offers(page(officer, document)) == {}


def test_other_words_are_recorded_as_they_were_typed(officer, document, demo):
    wanted = token(officer, document, "Ontvanger")
    send(officer, document, neem=wanted, **{f"woord-{wanted}": "Northstar"})
    assert Recipient.objects.get(provider=demo, source="789 r6").name == "Northstar"


def test_what_is_recorded_already_gets_the_line_as_a_source_too(officer, document, demo):
    row = Recipient(provider=demo, key="northstar", name="Northstar Voice Inc.")
    row.save()
    send(officer, document, neem=token(officer, document, "Ontvanger"))
    row.refresh_from_db()
    assert row.source == "789 r6"
    assert Recipient.objects.filter(provider=demo, name__startswith="Northstar").count() == 1


def test_a_basis_can_be_of_one_purpose(officer, document, demo):
    purpose = PurposeRow.objects.filter(activity__provider=demo).first()
    LegalBasis.objects.filter(purpose=purpose).delete()
    send(officer, document, neem=token(officer, document, "Algemene grondslag"), **{"doel-5": purpose.pk})
    assert LegalBasis.objects.get(purpose=purpose).source == "789 r5"


def test_data_without_an_activity_are_refused_and_nothing_else_is_saved(officer, document, demo):
    found = offers(page(officer, document))
    response = send(officer, document, neem=list(found.values()), **{"reden-7": "Een aanhef"})
    assert response.context["errors"] == [
        (f"#{found[5, 'Gegevens', 'postcode']}", "Regel 5: Kies bij welke verwerking deze gegevens horen.")
    ]
    assert not RetentionTerm.objects.filter(source="789 r2").exists()
    assert not document.reasons.exists()
    assert 'value="Een aanhef"' in response.content.decode()
    assert response.content.decode().count(" checked") == len(found)


def test_a_line_with_a_reason_is_done_and_a_reason_can_be_taken_back(officer, document):
    send(officer, document, **{"reden-7": "Een aanhef", "reden-1": ""})
    assert [(row.line, row.words, row.reason) for row in document.reasons.all()] == [(7, "", "Een aanhef")]
    assert page(officer, document).context["open_count"] == 5
    send(officer, document, **{"reden-7": ""})
    assert not document.reasons.exists()


def test_a_proposal_that_is_none_is_put_aside_with_the_reason_of_its_line(officer, document):
    wrong = token(officer, document, "Groep betrokkenen")
    response = send(officer, document, terzijde=wrong)
    assert response.context["errors"] == [("#r6", "Regel 6: Schrijf bij de regel waarom dit geen feit is.")]
    send(officer, document, terzijde=wrong, **{"reden-6": "Geen groep"})
    assert "Klanten" not in {words for _, _, words in offers(page(officer, document))}
    assert "Northstar Voice Inc." in {words for _, _, words in offers(page(officer, document))}


def test_only_what_is_open(officer, document):
    send(officer, document, **{"reden-7": "Een aanhef"})
    response = page(officer, document, "?regels=open")
    assert [line.number for line in response.context["lines"]] == [1, 2, 4, 5, 6]


def test_a_text_that_changed_meanwhile_takes_nothing(officer, document):
    wanted = token(officer, document, "Ontvanger")
    document.text, document.sha256 = TEXT.replace("Northstar", "Southstar"), ""
    document.save()
    response = send(officer, document, neem=wanted)
    assert "dit voorstel is er niet meer" in response.context["errors"][0][1]
    assert not Recipient.objects.filter(name__startswith="Northstar").exists()


@pytest.mark.parametrize("wanted", ["", "x", "0-recht-1", "99999999999-recht-1", "4-recht-000000000000", "²-recht-1"])
def test_a_token_that_nobody_made_takes_nothing(officer, document, wanted):
    assert send(officer, document, neem=wanted).status_code == 200


def test_html_in_a_text_is_shown_as_text(officer, document):
    document.text = "<script>alert(1)</script> Overeenkomst\n"
    document.line_count, document.sha256 = 1, ""
    document.save()
    assert "<script>alert" not in page(officer, document).content.decode()


def test_who_has_no_desk_is_led_to_the_sign_in_page(auditor, document):
    assert [client.get(address(document)).status_code for client in (auditor, Client())] == [302, 302]
    assert [client.post(address(document), {"reden-7": "x"}).status_code for client in (auditor, Client())] == [
        302,
        302,
    ]
    assert not document.reasons.exists()


def test_who_may_not_add_terms_cannot_take_one(document, db):
    client = person("half", OFFICER_GROUP, is_staff=True)
    wanted = token(client, document, "Bewaartermijn")
    group = client.user.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="add_retentionterm"))
    assert send(client, document, neem=wanted).status_code == 403
    assert not RetentionTerm.objects.filter(source="789 r2").exists()


def test_as_many_queries_for_many_lines_as_for_one(officer, document):
    counts = []
    for text in ("Naam van klanten, op basis van toestemming.\n" * count for count in (1, 40)):
        document.text, document.line_count, document.sha256 = text, None, ""
        document.measure()
        document.save()
        page(officer, document)
        with CaptureQueriesContext(connection) as found:
            assert len(page(officer, document).context["lines"]) == text.count("\n")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_group_is_recorded_with_its_category(officer, document, demo):
    SubjectGroup.objects.filter(provider=demo, category__key="klant").delete()
    send(officer, document, neem=token(officer, document, "Groep betrokkenen"))
    row = SubjectGroup.objects.get(provider=demo, source="789 r6")
    assert (row.name, row.category.key, row.key) == ("Klanten", "klant", "klanten")
