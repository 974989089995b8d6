"""Publishing in the admin: what is shown, who may, and that a refusal loses nothing."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider, Service
from register import append_only
from register.admin.publication import views as publish_view
from register.choices import FileKind, PublicationKind, Status
from register.comparison import Kind
from register.documents import files as documents_files
from register.drafts.decisions import decide
from register.models import DocumentTask, ProcessingActivity, Publication
from register.permissions import OFFICER_GROUP
from register.publications.chain import chain_of
from register.publications.publishing import NOT_EXPLAINED, Order, publish
from register.wording import date_words
from tests.data import edit
from tests.forms import filled
from tests.register.pdf_reader import Reader
from tests.register.probe import Probe, fresh
from tests.register.versions_help import Clock

FILES = {FileKind.STATEMENT_PDF: b"verklaring", FileKind.REGISTER_PDF: b"register"}
NOTE = "Wij leveren nu ook internet."
UNCHANGED = "Er is niets veranderd sinds de vorige versie."
CHANGED_MEANWHILE = "Iemand heeft de feiten ondertussen gewijzigd. Bekijk het verschil opnieuw en publiceer dan."
PUBLISHED_MEANWHILE = "Iemand anders heeft ondertussen gepubliceerd. Bekijk het verschil opnieuw en publiceer dan."
PAGE, WITHDRAW, CANCEL = "register_publish", "register_withdraw", "register_cancel"


@pytest.fixture
def quick(monkeypatch):
    """Files that take no time; what is in them is tested with the PDFs."""
    monkeypatch.setattr(publish_view, "publication_files", lambda edition: FILES)


def address(name=PAGE, slug="demo") -> str:
    return reverse(f"admin:{name}", args=[slug])


def today():
    return timezone.localdate()


def go(provider, **values) -> Publication:
    """Publish as somebody else does."""
    known = {"valid_from": today(), "note": "Van een ander.", "author": "ander", "explanation": "Volgt."}
    order = Order(**{"provider": provider, **known, **values})
    return publish(order, now=timezone.now(), today=today(), render=lambda edition: FILES)


def change(name="Anders") -> None:
    edit(Service.objects.filter(key="bellen"), name=name)


def send(person, place=None, **values):
    """Fill in the page as it is shown, explain what is still open, and press the button."""
    place = place or address()
    return person.post(place, {**filled(person.get(place)), "note": NOTE, "explanation": "Volgt.", **values})


def reasons(response) -> list[str]:
    """The texts of the error summary, each a link to something on the page."""
    html = response.content.decode()
    found = re.search(r'<div class="error-summary".*?</div>', html, re.DOTALL)
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', found[0]) if found else []
    assert all(f'id="{target}"' in html for target, _ in links)
    return [text for _, text in links]


def test_the_tick_for_a_large_change_promises_no_mail(officer, provider):
    shown = officer.get(address()).content.decode()
    assert "Het programma stuurt niemand bericht: licht klanten zelf in." in shown
    assert "worden ingelicht" not in shown


def test_officer_publishes_the_first_version_with_real_files(officer, provider):
    response = send(officer, explanation="Volgt.", is_major="on")
    publication = Publication.objects.get()
    assert response.status_code == 302
    assert (publication.number, publication.note, publication.author) == (1, NOTE, "officer")
    assert (publication.explanation, publication.is_major, publication.valid_from) == ("Volgt.", True, today())
    assert {bytes(file.content[:5]) for file in publication.files.all()} == {b"%PDF-"}
    register = Reader(bytes(publication.files.get(kind=FileKind.REGISTER_PDF).content))
    pages = [register.text(number) for number in range(len(register.pdf.pages))]
    assert sum("Uitleg bij publicatie" in page and "Volgt." in page for page in pages) == 1
    html = officer.get(response.url).content.decode()
    assert f"{provider}, versie 1 is gepubliceerd." in html
    assert publish_links(html) == [
        "/demo/versies/1/",
        "/demo/versies/1/verklaring.pdf",
        "/register/demo/register.pdf?versie=1",
    ]


def publish_links(html) -> list[str]:
    return re.findall(r'publish-link" href="([^"]+)"', html)


def test_a_version_links_to_what_can_be_reached_and_says_from_when_the_rest_is_there(
    officer, visitor, provider, quick, monkeypatch
):
    first_day = today() + timedelta(days=10)
    detail = send(officer, valid_from=first_day.isoformat()).url
    announced = officer.get(detail).content.decode()
    assert publish_links(announced) == ["/register/demo/register.pdf?versie=1"]
    assert f"De pagina en de verklaring als pdf zijn er vanaf {date_words(first_day)}." in announced
    assert [officer.get(link).status_code for link in publish_links(announced)] == [200]
    assert visitor.get("/demo/versies/1/").status_code == 404

    Clock(monkeypatch).day = first_day
    in_force = officer.get(detail).content.decode()
    assert publish_links(in_force) == [
        "/demo/versies/1/",
        "/demo/versies/1/verklaring.pdf",
        "/register/demo/register.pdf?versie=1",
    ]
    assert "zijn er vanaf" not in in_force
    assert [officer.get(link).status_code for link in publish_links(in_force)] == [200, 200, 200]


def test_an_announced_version_after_the_first_can_be_read_at_once(officer, provider, quick):
    go(provider)
    change()
    detail = send(officer, valid_from=(today() + timedelta(days=10)).isoformat()).url
    links = publish_links(officer.get(detail).content.decode())
    assert links == [
        "/demo/versies/2/",
        "/demo/verschil/1-2/",
        "/demo/versies/2/verklaring.pdf",
        "/register/demo/register.pdf?versie=2",
    ]
    assert [officer.get(link).status_code for link in links] == [200] * 4


def test_second_version_shows_and_links_what_changes(officer, provider, quick):
    go(provider)
    change()
    html = officer.get(address()).content.decode()
    assert 'value="Publiceer versie 2"' in html
    assert '<del><span class="visually-hidden">vervallen: </span>Bellen</del>' in html
    assert '<ins><span class="visually-hidden">nieuw: </span>Anders</ins>' in html
    after = officer.get(send(officer).url).content.decode()
    assert 'href="/demo/verschil/1-2/">Verschil met versie 1</a>' in after


def test_changes_that_customers_do_not_read_say_so(officer, provider):
    go(provider)
    change()
    edit(ProcessingActivity.objects.filter(number="DM-01"), dpia_reason="nagekeken")
    shown = officer.get(address()).context["difference"]
    assert [(item.title, item.register_only) for section in shown.sections for item in section.items] == [
        ("Dienst Anders", False),
        ("DM-01 Bellen", True),
    ]
    assert 'only">Alleen in het register</span>' in officer.get(address()).content.decode()


def test_row_with_public_and_register_changes_is_told_once(officer, provider):
    go(provider)
    edit(ProcessingActivity.objects.filter(number="DM-01"), dpia_reason="nagekeken", condition="op verzoek")
    (section,) = officer.get(address()).context["difference"].sections
    (item,) = section.items
    assert [field.label for field in item.fields] == ["voorwaarde"]
    assert [field.label for field in item.register_fields] == ["motivering DPIA"]
    assert not item.register_only
    assert 'only">Alleen in het register</span>' in officer.get(address()).content.decode()


def test_an_ended_activity_goes_for_customers_and_changes_in_the_register(officer, provider):
    go(provider)
    edit(ProcessingActivity.objects.filter(number="DM-01"), status=Status.ENDED)
    (section,) = officer.get(address()).context["difference"].sections
    own = [(item.kind, item.register_only) for item in section.items if item.title == "DM-01 Bellen"]
    assert own == [(Kind.REMOVED, False), (Kind.CHANGED, True)]


def test_no_change_is_a_message_and_no_form(officer, provider):
    go(provider)
    html = officer.get(address()).content.decode()
    assert "Er is niets veranderd sinds versie 1" in html
    assert "Publiceer versie 2" not in html


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"note": " "}, ["Vertel klanten in één zin wat er verandert."]),
        ({"valid_from": "2020-01-01"}, ["De datum “geldig vanaf” ligt in het verleden."]),
        ({"note": "x" * 501}, ["Zorg dat deze waarde niet meer dan 500 tekens bevat (het zijn er nu 501)."]),
        ({"valid_from": "morgen"}, ["Voer een geldige datum in."]),
        ({"valid_from": ""}, ["Dit veld is verplicht."]),
        ({"seen": "0" * 64}, [CHANGED_MEANWHILE]),
        ({"seen": ""}, [CHANGED_MEANWHILE]),
        ({"number": "2"}, [PUBLISHED_MEANWHILE]),
        ({"number": ""}, [PUBLISHED_MEANWHILE]),
        (
            {"note": "a\x07"},
            ["Eén zin voor klanten: Bevat een teken dat niet gedrukt kan worden (U+0007). Haal het weg."],
        ),
        (
            {"note": "", "valid_from": "morgen", "seen": "0" * 64},
            [CHANGED_MEANWHILE, "Vertel klanten in één zin wat er verandert.", "Voer een geldige datum in."],
        ),
    ],
)
def test_refusal_shows_the_reasons_and_keeps_what_was_typed(officer, provider, quick, values, expected):
    response = send(officer, explanation="Mijn uitleg", is_major="on", **values)
    assert reasons(response) == expected
    assert not Publication.objects.exists()
    shown = filled(response)
    assert (shown["explanation"], shown["is_major"]) == (["Mijn uitleg"], ["on"])
    assert [shown[name][0].strip() for name in ("note", "valid_from")] == [
        values.get("note", NOTE).strip(),
        values.get("valid_from", today().isoformat()),
    ]


def test_a_refused_page_can_be_sent_again_at_once(officer, provider, quick):
    data = filled(officer.get(address()))
    change()
    refused = officer.post(address(), {**data, "note": NOTE, "explanation": "Volgt."})
    assert reasons(refused) == [CHANGED_MEANWHILE]
    assert officer.post(address(), filled(refused)).status_code == 302
    assert "Anders" in Publication.objects.get().dossier


def test_an_open_fout_needs_an_explanation(officer, provider, quick, monkeypatch):
    Probe(monkeypatch)
    assert officer.get(address()).context["problems"] == [NOT_EXPLAINED]
    response = send(officer, explanation=" ")
    assert reasons(response) == [NOT_EXPLAINED]
    assert response.context["form"].errors == {"explanation": [NOT_EXPLAINED]}
    assert send(officer, explanation="Volgt volgende week.").status_code == 302


def test_a_fout_that_was_explained_itself_needs_nothing_more(officer, provider, quick, monkeypatch):
    Probe(monkeypatch)
    decide(*fresh(provider.pk), provider, "Volgt.", "Anna", timezone.now())
    assert officer.get(address()).context["problems"] == []
    assert send(officer, explanation="").status_code == 302


def test_a_version_may_start_later_and_be_overtaken(officer, provider, quick):
    later = today() + timedelta(days=10)
    assert send(officer, valid_from=later.isoformat()).status_code == 302
    change()
    page = officer.get(address())
    assert filled(page)["valid_from"] == [later.isoformat()]
    assert "dan vervalt wat voor die dag of later is aangekondigd" in page.text
    assert send(officer, valid_from=today().isoformat()).status_code == 302
    assert chain_of(provider.pk).skipped == {1}


@pytest.mark.parametrize("name", [PAGE, WITHDRAW])
def test_a_day_far_ahead_asks_for_a_tick_that_comes_with_the_error(officer, provider, quick, name):
    go(provider)
    change()
    assert "far_ahead" not in filled(officer.get(address(name)))
    shown = filled(officer.get(address(name)))
    typed = {**shown, "note": NOTE, "explanation": "Volgt.", "valid_from": "2062-12-01"}
    asked = officer.post(address(name), typed)
    assert list(asked.context["form"].errors) == ["far_ahead"]
    assert "Ja, deze dag klopt" in asked.text
    assert officer.post(address(name), {**typed, "far_ahead": "on"}).status_code == 302


def test_what_was_announced_is_cancelled_on_a_page_of_its_own(officer, provider, quick):
    go(provider)
    assert "niets aangekondigd" in officer.get(address(CANCEL)).text
    change()
    go(provider, valid_from=today() + timedelta(days=10))
    assert address(CANCEL) in officer.get(address()).text
    page = officer.get(address(CANCEL))
    empty = officer.post(address(CANCEL), {**filled(page), "note": ""})
    assert list(empty.context["form"].errors) == ["note"]
    done = officer.post(address(CANCEL), {**filled(page), "note": "Gaat niet door."}, follow=True)
    assert "Wat bij Demo was aangekondigd, is ingetrokken (versie 3)." in done.text
    assert chain_of(provider.pk).skipped == {2}
    assert address(CANCEL) not in officer.get(address()).text


def test_the_second_of_two_officers_keeps_the_text(officer, provider, quick):
    data = filled(officer.get(address()))
    go(provider)
    response = officer.post(address(), {**data, "note": NOTE, "explanation": "Volgt."})
    assert reasons(response) == [PUBLISHED_MEANWHILE, UNCHANGED]
    assert filled(response)["note"] == [f"{NOTE}"]
    assert Publication.objects.get().note == "Van een ander."


def test_publishing_while_the_files_are_made_is_refused_with_the_text_kept(officer, provider, monkeypatch):
    def files(edition):
        go(provider)
        return FILES

    monkeypatch.setattr(publish_view, "publication_files", files)
    response = send(officer)
    assert reasons(response) == [PUBLISHED_MEANWHILE]
    assert filled(response)["note"] == [NOTE]
    assert Publication.objects.get().note == "Van een ander."


def test_editing_while_the_files_are_made_is_refused(officer, provider, monkeypatch):
    def files(edition):
        change()
        return FILES

    monkeypatch.setattr(publish_view, "publication_files", files)
    assert reasons(send(officer)) == [CHANGED_MEANWHILE]
    assert not Publication.objects.exists()


def test_a_tampered_version_before_stops_publishing(officer, provider, quick):
    go(provider)
    change()
    # PostgreSQL takes no trigger away while checks of this transaction are waiting.
    connection.check_constraints()
    append_only.remove()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_publication SET dossier = '{}'")
    assert "Versie 1 kan niet gelezen worden" in officer.get(address()).content.decode()
    refused = send(officer)
    (reason,) = reasons(refused)
    assert reason.startswith("Versie 1: Het opgeslagen dossier")
    # No other day makes an older version readable.
    assert refused.context["form"].errors == {"__all__": [reason]}
    assert Publication.objects.count() == 1


def test_a_version_with_another_number_than_was_shown_is_refused(officer, provider, monkeypatch):
    # Somebody publishes and withdraws between reading the last version and building the next one.
    stored = publish_view.publish

    def late(order, **rest):
        go(provider)
        go(provider, kind=PublicationKind.WITHDRAWAL)
        return stored(order, **rest)

    monkeypatch.setattr(publish_view, "publish", late)
    assert reasons(send(officer)) == [PUBLISHED_MEANWHILE]
    assert Publication.objects.count() == 2


@pytest.mark.parametrize("name", [PAGE, WITHDRAW])
def test_only_who_may_publish_reaches_the_pages(officer, auditor, visitor, provider, name):
    go(provider)
    change()
    Group.objects.get(name=OFFICER_GROUP).permissions.remove(Permission.objects.get(codename="publish"))
    for person, status in ((officer, 403), (auditor, 302), (visitor, 302)):
        assert person.get(address(name)).status_code == status
        assert person.post(address(name), {"note": NOTE, "valid_from": today()}).status_code == status
    assert "/publiceren/" not in officer.get("/admin/").content.decode()
    assert Publication.objects.count() == 1


def test_unknown_provider_is_not_found(officer, provider):
    assert officer.get(address(slug="niemand")).status_code == 404
    assert officer.put(address()).status_code == 405


def test_previews_are_the_drafts_of_page_and_pdfs(officer, provider):
    html = officer.get(address()).content.decode()
    previews = [
        "/register/demo/concept/",
        "/register/demo/concept/verklaring.pdf",
        "/register/demo/register.pdf?versie=concept",
    ]
    assert re.findall(r'<li>\s*<a href="([^"]+)" target', html) == previews
    assert [officer.get(place).status_code for place in previews] == [200, 200, 200]


def test_publishing_is_reached_from_start_provider_statement_and_activity(officer, provider):
    go(provider)
    change()
    rows = [reverse(f"admin:{name}_change", args=[provider.pk]) for name in PROVIDER_PAGES]
    for place in ("/admin/", *rows):
        assert f'href="{address()}"' in officer.get(place).content.decode(), place
    activity = reverse("admin:register_processingactivity_change", args=[provider.processingactivity_set.first().pk])
    assert f'<a href="{address()}#verschil-dm-01">Verschil met versie 1</a>' in officer.get(activity).content.decode()
    edit(ProcessingActivity.objects.filter(number="DM-01"), title="Anders")
    assert 'id="verschil-dm-01"' in officer.get(address()).content.decode()


PROVIDER_PAGES = ("providers_provider", "register_statementpage")


def test_withdrawing_is_a_page_of_its_own(officer, provider, quick):
    assert "Trek Demo" not in officer.get(address()).content.decode()
    go(provider)
    assert f'href="{address(WITHDRAW)}"' in officer.get(address()).content.decode()
    assert reasons(send(officer, address(WITHDRAW), note="")) == ["Vertel klanten in één zin wat er verandert."]
    response = send(officer, address(WITHDRAW))
    assert Publication.objects.last_of(provider).is_withdrawal
    assert "Demo is ingetrokken (versie 2)." in officer.get(response.url).content.decode()
    assert "is al ingetrokken" in officer.get(address(WITHDRAW)).content.decode()
    again = officer.post(address(WITHDRAW), {"note": NOTE, "valid_from": today(), "number": "3"})
    assert reasons(again) == ["Deze aanbieder is al ingetrokken."]


def test_a_withdrawn_provider_can_come_back_without_a_change(officer, provider, quick):
    go(provider)
    go(provider, kind=PublicationKind.WITHDRAWAL)
    assert "staat de aanbieder er weer in" in officer.get(address()).content.decode()
    assert send(officer).status_code == 302
    assert not Publication.objects.last_of(provider).is_withdrawal


def test_publications_are_only_read(officer, provider):
    publication = go(provider)
    listing = reverse("admin:register_publication_changelist")
    detail = reverse("admin:register_publication_change", args=[publication.pk])
    html = officer.get(listing).content.decode()
    for shown in (str(publication), "Van een ander.", "ander", publication.register_fingerprint[:8]):
        assert shown in html
    shown = officer.get(detail).content.decode()
    for text in (publication.seal, *publication.files.values_list("sha256", flat=True)):
        assert text in shown
    assert re.findall(r'name="_(?:save|continue|addanother)"|class="deletelink"|publication/add/', html + shown) == []
    for place in (detail, detail.replace("change", "delete"), reverse("admin:register_publication_add")):
        assert officer.post(place, {"note": "Anders", "post": "yes"}).status_code == 403
    deleting = {"action": "delete_selected", "_selected_action": [publication.pk], "post": "yes"}
    officer.post(listing, deleting)
    assert Publication.objects.get().note == "Van een ander."


def test_pages_have_no_inline_script_or_style(officer, provider):
    publication = go(provider)
    change()
    places = (address(), address(WITHDRAW), reverse("admin:register_publication_change", args=[publication.pk]))
    for place in (*places, reverse("admin:register_publication_changelist"), "/admin/"):
        html = officer.get(place).content.decode()
        assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", html) == [], place
        assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", html) == [], place


def queries(person, place) -> int:
    person.get(place)
    with CaptureQueriesContext(connection) as found:
        person.get(place)
    return len(found)


def test_queries_do_not_grow_with_rows(officer, provider, add_five):
    places = (address(), "/admin/", reverse("admin:register_publication_changelist"))
    go(provider)
    change()
    few = [queries(officer, place) for place in places]
    add_five()
    for other in Provider.objects.exclude(pk=provider.pk):
        go(other, explanation="Volgt.")
    assert [queries(officer, place) for place in places] == few


def test_the_register_of_a_large_provider_comes_later_and_the_page_says_so(provider, officer, monkeypatch):
    statement = {FileKind.STATEMENT_PDF: b"verklaring"}
    monkeypatch.setattr(publish_view, "publication_files", lambda edition: statement)
    announced = "Publiceren wacht niet op de pdf ervan: die wordt daarna gemaakt en komt bij de versie."
    assert announced not in officer.get(address()).content.decode()
    monkeypatch.setitem(documents_files.LONG_FROM, ("register", "pdf"), 2)
    assert announced in officer.get(address()).content.decode()
    page = officer.get(send(officer).headers["Location"]).content.decode()
    task = DocumentTask.objects.get()
    assert Publication.objects.get() == task.publication
    assert "Het register is groot: de pdf ervan wordt nu gemaakt en komt bij deze versie." in page
    assert f'<a href="{task.get_absolute_url()}">Bekijk hoe ver het is</a>' in page


def test_fouten_are_listed_with_remedy_and_link_and_the_rest_is_folded_away(officer, provider, quick):
    edit(ProcessingActivity.objects.filter(number="DM-02"), role="controller")
    response = officer.get(address())
    now, html = response.context["now"], response.content.decode()
    found = next(item for item in now.errors if item.finding.object == "activities:DM-02")
    assert all(text in html for text in (found.finding.message, found.finding.remedy, found.repair.partition("#")[0]))
    assert {item.finding.severity for item in now.errors} == {"fout"}
    assert "fout" not in {item.finding.severity for item in now.milder}
    assert len(now.errors) + len(now.milder) == len(now.findings)
    assert len(re.findall(r'<li id="bevinding-', html)) == len(now.findings)


def test_fout_with_an_explanation_of_its_own_does_not_stop_publishing(officer, provider, quick):
    edit(ProcessingActivity.objects.filter(number="DM-02"), role="controller")
    assert send(officer, explanation="").status_code == 200
    now = officer.get(address()).context["now"]
    assert now.unexplained > 0
    for item in now.errors:
        officer.post(
            item.row.address, {"feiten": item.finding.state, "onderwerp": item.finding.object, "reden": "Volgt."}
        )
    page = officer.get(address())
    assert (page.context["now"].unexplained, page.context["problems"]) == (0, [])
    assert "door officer op" in page.content.decode()
    assert send(officer, explanation="").status_code == 302


def test_publishing_by_a_second_click_leads_to_the_version_of_the_first(officer, demo, quick):
    page = reverse("admin:register_publish", args=[demo.slug])
    data = filled(officer.get(page)) | {"note": "Alles is nieuw.", "explanation": "Volgt."}
    first, second = officer.post(page, data), officer.post(page, data)
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert "Dat was al gedaan" in officer.get(second.url).content.decode()
