"""Pages of providers and documents, filled in as an officer does."""

from django.urls import reverse

from providers.admin.forms import TWICE
from providers.models import ContactPoint, Provider, Recipient, Service, SourceDocument
from tests.forms import add_row, filled, problems


def page(row):
    return reverse(f"admin:providers_{row._meta.model_name}_change", args=[row.pk])


def test_officer_adds_a_provider_with_an_address(officer, db):
    place = reverse("admin:providers_provider_add")
    data = filled(officer.get(place)) | {"name": "Nieuw", "slug": "nieuw", "prefix": "NW"}
    add_row(data, "address_set", key="post", kind="post", street="Postbus 1", city="Leek")
    response = officer.post(place, data)
    assert response.status_code == 302, problems(response)
    assert str(Provider.objects.get(slug="nieuw").address_set.get()) == "Postbus 1, Leek"


def test_new_provider_cannot_borrow_an_address(officer, demo):
    strange = demo.address_set.create(key="x", city="Leek")
    place = reverse("admin:providers_provider_add")
    data = filled(officer.get(place)) | {"name": "Nieuw", "slug": "nieuw", "prefix": "NW"}
    row = {"key": "post", "use": "privacy", "channel": "post", "address": strange.pk}
    add_row(data, "contactpoint_set", **row)
    assert problems(officer.post(place, data)) == {"contactpoint_set-0-address": ["Hoort bij een andere aanbieder."]}
    assert not Provider.objects.filter(slug="nieuw").exists()


def test_address_and_prefix_of_a_stored_provider_stay(officer, demo):
    data = filled(officer.get(page(demo))) | {"slug": "anders", "prefix": "XX", "website": "www.demo.example"}
    assert officer.post(page(demo), data).status_code == 302
    demo.refresh_from_db()
    assert (demo.slug, demo.prefix, demo.website) == ("demo", "DM", "www.demo.example")


def test_reserved_address_is_refused(officer, db):
    place = reverse("admin:providers_provider_add")
    data = filled(officer.get(place)) | {"name": "Nieuw", "slug": "admin", "prefix": "NW"}
    assert problems(officer.post(place, data)) == {
        "slug": ["“admin” is een adres van het register zelf. Kies een andere naam."]
    }


def test_two_contact_points_with_one_key_are_refused(officer, demo):
    data = filled(officer.get(page(demo)))
    same = {"key": "privacy", "use": "support", "channel": "email", "value": "a@b.example"}
    add_row(data, "contactpoint_set", **same)
    assert problems(officer.post(page(demo), data)) == {"contactpoint_set-1-key": [TWICE]}
    assert ContactPoint.objects.count() == 1


def test_key_of_another_row_is_refused_though_the_provider_is_read_only(officer, demo):
    service = Service.objects.get(key="internet")
    data = filled(officer.get(page(service))) | {"key": "bellen"}
    assert problems(officer.post(page(service), data)) == {"__all__": ["Deze sleutel bestaat al bij deze aanbieder."]}


def test_stored_row_keeps_its_provider(officer, demo):
    other = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    recipient = Recipient.objects.get()
    data = filled(officer.get(page(recipient))) | {"provider": other.pk}
    assert officer.post(page(recipient), data).status_code == 302
    assert Recipient.objects.get().provider == demo


def test_provider_links_to_its_draft(officer, demo):
    listing = officer.get(reverse("admin:providers_provider_changelist")).content.decode()
    assert '<a href="/register/demo/concept/">Bekijk als concept</a>' in listing
    assert '<a href="/register/demo/concept/">Bekijk als concept</a>' in officer.get(page(demo)).content.decode()


def test_document_shows_which_rows_come_from_which_lines(officer, demo):
    uses = officer.get(page(SourceDocument.objects.get())).content.decode()
    rows = [part.split() for part in uses.split("<tr>")]
    texts = [" ".join(row) for row in rows if "Nummer" in row or any("Nummer" in x for x in row)]
    assert any("regels 4-5" in text and "gegevens" in text for text in texts)
    assert "/admin/register/processingactivity/" in uses
    assert "/admin/retention/retentionterm/" in uses


def test_document_keeps_its_version_and_every_line_of_its_text(officer, demo):
    text = "\n\n  Eerste regel \n<b>tweede</b>\n\n"
    document = SourceDocument.objects.get()
    document.version, document.text, document.line_count = "2.1", text, None
    document.save()
    data = filled(officer.get(page(document))) | {"title": "Anders"}
    assert officer.post(page(document), data).status_code == 302
    stored = SourceDocument.objects.get()
    assert (stored.title, stored.version, stored.text) == ("Anders", "2.1", text)


def test_place_of_a_system_is_kept(officer, demo):
    system = demo.system_set.create(key="crm", name="CRM", place="Leek", country="NL")
    data = filled(officer.get(page(system))) | {"name": "CRM en ERP", "country": "Nederland; Duitsland"}
    assert officer.post(page(system), data).status_code == 302
    system.refresh_from_db()
    assert (system.name, system.place, system.country) == ("CRM en ERP", "Leek", "NL, DE")


def test_document_asks_as_many_queries_whatever_its_rows(officer, demo, django_assert_max_num_queries):
    document = SourceDocument.objects.get()
    officer.get(page(document))
    with django_assert_max_num_queries(100) as few:
        officer.get(page(document))
    for number in range(30):
        Service.objects.create(provider=demo, key=f"d{number}", name="D", source="900 r1; 900 r2")
    with django_assert_max_num_queries(100) as many:
        officer.get(page(document))
    assert len(many) == len(few)
