"""A page has one address; written in other capitals it leads there."""

import pytest
from django.core.exceptions import ValidationError

from providers.models import Provider
from register.loading import LoadError, load
from tests.forms import filled, problems
from tests.spreadsheets import complaints, sheet, upload

PUBLIC = [
    ("/VCARE/", "/vcare/"),
    ("/Vcare/", "/vcare/"),
    ("/vcarE/?ongewijzigd=ja&x=/A", "/vcare/?ongewijzigd=ja&x=/A"),
    ("/en/VCARE/", "/en/vcare/"),
    ("/EN/VCARE/", "/en/vcare/"),
    ("/VCARE/versies/", "/vcare/versies/"),
    ("/VCARE/Versies/1/", "/vcare/versies/1/"),
    ("/VCARE/verklaring.pdf", "/vcare/verklaring.pdf"),
    ("/vcare/VERKLARING.JSON", "/vcare/verklaring.json"),
    ("/VCARE/versies/1/Verklaring.pdf", "/vcare/versies/1/verklaring.pdf"),
    ("/Over/", "/over/"),
    ("/%56CARE/", "/vcare/"),
]
STAFF = [
    ("/register/VCARE/", "/register/vcare/"),
    ("/register/Vcare/register.json?rol=verwerker", "/register/vcare/register.json?rol=verwerker"),
    ("/register/vcare/verwerkingen/vc-01/", "/register/vcare/verwerkingen/VC-01/"),
    ("/register/VCARE/verwerkingen/VC-001/?versie=1", "/register/vcare/verwerkingen/VC-01/?versie=1"),
    ("/admin/register/publication/publiceren/VCARE/", "/admin/register/publication/publiceren/vcare/"),
]


@pytest.mark.parametrize(("typed", "address"), PUBLIC)
def test_a_public_page(published, visitor, typed, address):
    answer = visitor.get(typed)
    assert (answer.status_code, answer.get("Location")) == (301, address)
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize(("typed", "address"), STAFF)
def test_a_page_of_the_register_or_the_admin(published, officer, typed, address):
    answer = officer.get(typed)
    assert (answer.status_code, answer.get("Location")) == (301, address)
    assert officer.get(address).status_code == 200


def test_a_form_goes_along(published, officer):
    answer = officer.post("/admin/register/gecontroleerd/VCARE/", {})
    assert (answer.status_code, answer["Location"]) == (308, "/admin/register/gecontroleerd/vcare/")


@pytest.mark.parametrize(
    "typed", ["//EVIL.example/", "//EVIL.example/%2e%2e", "/\\EVIL.example/", "/NOWHERE/x/y/", "/XYZ.html"]
)
def test_nothing_leads_elsewhere(published, visitor, typed):
    assert visitor.get(f"http://testserver{typed}").status_code == 404


REFUSED = [
    *("_", "-", "--", "-vcare", "vcare-", "v--care", "v_care", "123", "vcaré"),
    *("Admin", "ADMIN", "re-gister", "wellknown", "EN"),
]


@pytest.mark.parametrize("slug", REFUSED)
def test_an_address_that_is_none_or_another_s_is_refused_through_every_door(demo, officer, tmp_path, slug):
    form = officer.post(
        "/admin/providers/provider/add/",
        filled(officer.get("/admin/providers/provider/add/")) | {"slug": slug, "prefix": "NW", "name": "Nieuw"},
    )
    assert "slug" in problems(form)
    path = tmp_path / "nieuw.yaml"
    path.write_text(f'- {{model: providers.provider, fields: {{slug: "{slug}", prefix: NW, name: Nieuw}}}}')
    with pytest.raises(LoadError, match="slug"):
        load([path])
    assert Provider.objects.count() == 1


@pytest.mark.parametrize("slug", ["Demo", "DEMO", " demo "])
def test_the_address_of_another_in_other_capitals_is_taken(demo, slug):
    with pytest.raises(ValidationError) as refused:
        Provider(slug=slug, prefix="NW", name="Nieuw").full_clean()
    assert list(refused.value.message_dict) == ["slug"]


def test_a_spreadsheet_finds_the_provider_whatever_its_capitals(demo, officer):
    stored = {"prefix": "DM", "name": "Demo", "source": "900 r1", "note": "geheim van de notitie"}
    answer = upload(officer, Provider, "csv", sheet(Provider, {"slug": "DEMO", **stored}).encode())
    assert complaints(answer) == []
    assert answer.context["result"].totals["skip"] == 1


@pytest.mark.parametrize("prefix", ["tt", "T", "TTTTT", "T1", "ТТ", "T\nT"])
def test_a_prefix_is_capitals_alone(db, prefix):
    with pytest.raises(ValidationError) as refused:
        Provider(slug="nieuw", prefix=prefix, name="Nieuw").full_clean()
    assert list(refused.value.message_dict) == ["prefix"]


def test_a_line_end_behind_a_prefix_is_no_part_of_it(db):
    row = Provider(slug="nieuw", prefix="TT\n", name="Nieuw")
    row.full_clean()
    assert row.prefix == "TT"
