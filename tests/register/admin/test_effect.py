"""“Bekijk wat dit verandert”: the sentences of the public page before and after a save that is not kept."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.models import Address, ContactPoint, Provider, Recipient, Service, SourceDocument
from register.admin import effect
from register.admin.effect import changed_lines
from register.models import ActivitySecurity, DataRow, Disclosure, ProcessingActivity, SecurityMeasure
from register.statement.sentences import Said
from retention.models import RetentionTerm
from tests.forms import filled
from tests.providers.history.test_undo import everything


def page_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def weigh(person, row, **values):
    """The form after the button, with these values typed in it."""
    return person.post(page_of(row), filled(person.get(page_of(row))) | values | {"_effect": "1"})


def words(page, mark):
    """What comes or goes on all pages."""
    lines = [line for item in page.context["effect"].pages for line in item.lines]
    return [piece.text for line in lines for piece in line.pieces if piece.mark == mark]


@pytest.fixture
def term(demo):
    made = RetentionTerm.objects.create(
        provider=demo, key="nieuw", name="Proeftermijn", kind="termijn", amount=3, unit="maand"
    )
    DataRow.objects.create(
        activity=ProcessingActivity.objects.get(number="DM-01"), sequence=80, name="Proefgegeven", term=made
    )
    return made


def test_a_term_shows_its_sentences_before_and_after_and_keeps_what_was_typed(officer, term):
    before = everything()
    page = weigh(officer, term, amount="7")
    assert page.status_code == 200
    assert any("3 maanden" in text or text == "3" for text in words(page, "vervallen"))
    assert any("7 maanden" in text or text == "7" for text in words(page, "nieuw"))
    assert everything() == before
    assert filled(page)["amount"] == ["7"]
    assert [str(message) for message in page.context["messages"]] == []
    numbers = {line.number for item in page.context["effect"].pages for line in item.lines}
    assert "DM-01" in numbers
    assert reverse("activity", args=["demo", "DM-01"]) in page.content.decode()


def test_what_was_typed_is_saved_afterwards(officer, term):
    page = weigh(officer, term, amount="7")
    assert officer.post(page_of(term), filled(page)).status_code == 302
    term.refresh_from_db()
    assert term.amount == 7


def other(row, demo):
    """A row of each kind that a page may say, the field to change, and what then stands there."""
    activity = ProcessingActivity.objects.get(number="DM-01")
    rows = {
        Recipient: ("name", lambda: Recipient.objects.create(provider=demo, key="rr", name="Oude naam BV")),
        Service: ("name", lambda: Service.objects.create(provider=demo, key="ss", name="Oude naam")),
        ContactPoint: ("value", lambda: ContactPoint.objects.filter(provider=demo, channel="email").first()),
        Address: (
            "street",
            lambda: Address.objects.create(
                provider=demo, key="straat", kind="post", street="Oudeweg 1", postcode="9351 AB", city="Leek"
            ),
        ),
        ProcessingActivity: ("title", lambda: activity),
    }
    name, make = rows[row]
    made = make()
    if row is Recipient:
        Disclosure.objects.create(provider=demo, activity=activity, recipient=made, role="ontvanger")
    if row is Service:
        activity.services.add(made)
    return made, name


@pytest.mark.parametrize("model", [Recipient, ContactPoint, Address, ProcessingActivity])
def test_every_kind_of_row_shows_what_the_page_will_say(officer, demo, model):
    row, name = other(model, demo)
    new = "nieuw@proef.example" if model is ContactPoint else "Vernieuwd"
    page = weigh(officer, row, **{name: new})
    assert any("ernieuwd" in text or new in text for text in words(page, "nieuw"))
    assert "Nog niets is opgeslagen" in page.content.decode()


def test_the_statement_form_has_it_too(officer, demo):
    address = reverse("admin:register_statementpage_change", args=[demo.pk])
    data = filled(officer.get(address)) | {"statement_scope": "Alleen voor de proef.", "_effect": "1"}
    before = everything()
    page = officer.post(address, data)
    assert page.status_code == 200
    assert page.context["effect"] is not None
    assert everything() == before


def test_a_change_that_no_page_says_says_so(officer, term):
    page = weigh(officer, term, note="Alleen voor ons.")
    assert page.context["effect"].pages == []
    assert "Geen zin op de pagina verandert." in page.content.decode()


def test_a_form_with_mistakes_says_what_is_wrong(officer, term):
    page = weigh(officer, term, name="<b>vet</b>")
    assert "effect" not in page.context
    assert "Er is niets opgeslagen" in page.content.decode()


def test_hostile_text_is_only_text(officer, term):
    page = weigh(officer, term, name="A & B", condition='" onload="x')
    assert 'value="&quot; onload=&quot;x"' in page.content.decode() or "&quot; onload=&quot;x" in page.content.decode()


def test_a_shared_word_shows_every_page_that_uses_it_and_no_more_than_is_bearable(officer, five, monkeypatch):
    word = SecurityMeasure.objects.alias(users=Count("activitysecurity__provider", distinct=True)).latest("users")
    users = set(ActivitySecurity.objects.filter(measure=word).values_list("provider", flat=True))
    assert len(users) > 1
    page = weigh(officer, word, name="Vernieuwd slot")
    assert {item.provider.pk for item in page.context["effect"].pages} <= users
    assert any("ernieuwd" in text for text in words(page, "nieuw"))
    monkeypatch.setattr(effect, "MOST_PROVIDERS", 1)
    monkeypatch.setattr(effect, "MOST_LINES", 1)
    page = weigh(officer, word, name="Vernieuwd slot")
    assert page.context["effect"].unseen == len(users) - 1
    assert all(len(item.lines) == 1 for item in page.context["effect"].pages)
    assert "die zijn hier niet bekeken" in page.content.decode()


def test_who_may_not_change_or_read_registers_gets_nothing(officer, auditor, term):
    typed = filled(officer.get(page_of(term))) | {"amount": "7", "_effect": "1"}
    officer.user.groups.clear()
    officer.user.user_permissions.set(Permission.objects.filter(codename__endswith="_retentionterm"))
    assert 'name="_effect"' not in officer.get(page_of(term)).content.decode()
    before = everything()
    page = officer.post(page_of(term), typed)
    assert page.context["effect"] is None
    assert "Nog niet opgeslagen." in page.content.decode()
    officer.user.user_permissions.set(Permission.objects.filter(codename="view_retentionterm"))
    assert officer.post(page_of(term), typed).status_code == 403
    assert auditor.post(page_of(term), typed).status_code == 302
    assert everything() == before


def test_it_costs_the_same_with_one_row_as_with_many(officer, demo, term):
    activity = ProcessingActivity.objects.get(number="DM-01")
    typed = filled(officer.get(page_of(term))) | {"amount": "7", "_effect": "1"}

    def asked():
        with CaptureQueriesContext(connection) as queries:
            officer.post(page_of(term), typed)
        return len(queries)

    asked()
    before = asked()
    for number in range(6):
        DataRow.objects.create(activity=activity, sequence=90 + number, name=f"Meer {number}", term=term)
    assert asked() == before


def test_lines_are_compared_heading_by_heading():
    same = Said("Kop", "", "Blijft.")
    lines = changed_lines(
        [same, Said("A", "A-1", "Drie maanden."), Said("B", "", "Gaat weg.")], [Said("A", "A-1", "Vier maanden."), same]
    )
    told = [(line.place, line.number, [(piece.mark.value, piece.text) for piece in line.pieces]) for line in lines]
    assert told == [
        ("A", "A-1", [("vervallen", "Drie"), ("nieuw", "Vier"), ("gelijk", "maanden.")]),
        ("B", "", [("vervallen", "Gaat weg.")]),
    ]


def test_a_document_that_no_page_names_can_be_weighed(officer, demo):
    document = SourceDocument.objects.filter(provider=demo).first()
    page = weigh(officer, document, title="Een andere titel")
    assert page.status_code == 200
    assert Provider.objects.get(pk=demo.pk).name == "Demo"
