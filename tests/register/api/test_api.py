"""The API: made and tested from one description, for who has a token of that provider, and a problem for all others."""

import json
import logging
import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from providers.models import Provider
from register.accounts import tokens
from register.api.openapi import ERRORS, openapi
from register.api.resources import MOST, TABLE, Resource, routes, shown
from register.choices import ShieldingDeed
from register.dossier.types.base import Node
from register.models import ApiToken, Publication
from register.publications.shielding import record
from tests.conftest import Person
from tests.forms import filled
from tests.register.filled import filled_dossier
from tests.register.versions_help import NOVEMBER, put, rename

ROOT = "/api/v1"
DEMO = f"{ROOT}/aanbieders/demo"
LISTS = [route.path for route in routes() if not route.is_one]
ROUTES = {route.path: route for route in routes()}


@pytest.fixture
def secret(demo) -> str:
    """A token for the small provider, of which one version is in force."""
    put(demo, NOVEMBER)
    return tokens.make(ApiToken(provider=demo, name="logboek"), author="officer", now=timezone.now())


@pytest.fixture
def program(secret) -> Client:
    """A program with that token."""
    return Client(headers={"Authorization": f"Bearer {secret}"})


def fits(content: object, schema: object) -> list[str]:
    """What is wrong with an answer by the description."""
    whole = {**schema, "components": openapi()["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(content)]


def sent(row: Node) -> object:
    """A row as a program gets it."""
    return json.loads(json.dumps(shown(row)))


def described(path: str, status: int = 200) -> object:
    content = openapi()["paths"][path]["get"]["responses"][str(status)]["content"]
    (kind,) = content.values()
    return kind["schema"]


def address(path: str, **names: str) -> str:
    """A path of the description below the provider of the tests."""
    return ROOT + path.replace("{aanbieder}", "demo").format(**names)


def test_the_description_is_a_valid_one_and_for_everybody(client, db):
    response = client.get(f"{ROOT}/openapi.json")
    content = json.loads(response.content)
    validate(content)
    assert content["openapi"].startswith("3.")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["API-Version"] == content["info"]["version"] == "1.0.0"


def test_the_description_keeps_the_design_rules(db):
    with override_settings(SECURITY_CONTACT="mailto:ict@voorbeeld.nl"):
        openapi.cache_clear()
        content = openapi()
    openapi.cache_clear()
    assert {"name", "url", "email"} == set(content["info"]["contact"])
    assert re.search(r"/v1$", content["servers"][0]["url"])
    names = [item["get"]["operationId"] for item in content["paths"].values()]
    assert len(set(names)) == len(names)
    for path, item in content["paths"].items():
        assert re.fullmatch(r"(/([a-z0-9.-]+|\{[a-z]+\}))+", path)
        for parameter in item["get"].get("parameters", ()):
            assert re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", parameter["name"])
        for response in item["get"]["responses"].values():
            assert "API-Version" in response["headers"]
    for name, schema in content["components"]["schemas"].items():
        assert re.fullmatch(r"[A-Z][A-Za-z]*", name)
        for field, kind in schema.get("properties", {}).items():
            assert re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", field)
            if re.search(r"\wDate$", field):
                assert kind["format"] == "date"


@pytest.mark.parametrize("path", LISTS)
def test_every_list_and_every_row_is_as_described(program, path):
    response = program.get(address(path))
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    content = json.loads(response.content)
    assert fits(content, described(path)) == []
    one = next(route for route in routes() if route.is_one and route.path.startswith(f"{path}/{{"))
    assert content["total"] == len(content["items"])
    for row in content["items"]:
        key = next(iter(row.keys() & {one.resource.key}))
        found = program.get(address(one.path, **{one.resource.one: row[key], "aanbieder": "demo"}))
        assert json.loads(found.content) == row
        assert fits(row, described(one.path)) == []


@pytest.mark.parametrize("resource", TABLE, ids=lambda resource: resource.path)
def test_rows_in_which_everything_is_filled_are_as_described(resource: Resource):
    dossier = filled_dossier()
    rows: list[Node] = [dossier.provider, *dossier.activities, *dossier.services, *dossier.recipients]
    rows += [*dossier.subject_groups, *dossier.data_categories, *dossier.terms]
    schema = {"$ref": f"#/components/schemas/{resource.kind.__name__}"}
    assert [error for row in rows if type(row) is resource.kind for error in fits(sent(row), schema)] == []


@pytest.mark.parametrize("path", [f"{DEMO}/verwerkingen", f"{DEMO}/verwerkingen/DM-01", f"{ROOT}/aanbieders"])
@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer vr_onzin", "Basic b2ZmaWNlcjp4", "Bearer \u00e9"])
def test_without_a_good_token_nothing_is_read(program, client, path, sent):
    response = client.get(path, headers={"Authorization": sent} if sent else {})
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response["WWW-Authenticate"] == "Bearer"
    assert fits(json.loads(response.content), described("/aanbieders", 401)) == []


def test_being_signed_in_is_no_token(program, officer):
    assert officer.get(f"{DEMO}/verwerkingen").status_code == 401


def test_a_token_opens_one_provider_only(secret, add_five, client):
    add_five()
    other = tokens.make(ApiToken(provider=Provider.objects.get(slug="vcare"), name="x"), author="o", now=timezone.now())
    assert client.get(f"{DEMO}/verwerkingen", headers={"Authorization": f"Bearer {other}"}).status_code == 404
    assert client.get(f"{DEMO}/verwerkingen", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_a_revoked_token_opens_nothing(program):
    assert program.get(f"{DEMO}/verwerkingen").status_code == 200
    ApiToken.objects.update(revoked=True)
    assert program.get(f"{DEMO}/verwerkingen").status_code == 401


def test_too_many_wrong_tokens_wait_and_a_good_one_does_not(program, client):
    wrong = {"Authorization": "Bearer vr_verkeerd"}
    answers = [client.get(DEMO, headers=wrong).status_code for _ in range(12)]
    assert answers == [401] * 10 + [429] * 2
    assert int(client.get(DEMO, headers=wrong)["Retry-After"]) > 0
    assert program.get(DEMO).status_code == 200
    cache.clear()
    assert client.get(DEMO, headers=wrong).status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{ROOT}/weg", 404),
        (f"{ROOT}/aanbieders/", 404),
        (f"{DEMO}/verwerkingen/", 404),
        (f"{DEMO}/verwerkingen/DM-99", 404),
        (f"{DEMO}/verwerkingen?versie=9", 404),
        (f"{DEMO}/verwerkingen?versie=concept", 400),
        (f"{DEMO}/verwerkingen?versie=1&op=2026-11-02", 400),
        (f"{DEMO}/verwerkingen?op=morgen", 400),
        (f"{DEMO}/verwerkingen?op=2026-01-01", 404),
        (f"{DEMO}/verwerkingen?pagina=0", 400),
        (f"{DEMO}/verwerkingen?pagina=-1", 400),
        (f"{DEMO}/verwerkingen?aantal={MOST + 1}", 400),
        (f"{DEMO}/verwerkingen?aantal=²", 400),
        (f"{DEMO}/verwerkingen?sorteer=naam", 400),
        (f"{DEMO}/verwerkingen?pagina=%00", 400),
        (f"{DEMO}/verwerkingen/%00", 400),
    ],
)
def test_every_refusal_is_a_problem(program, path, status):
    response = program.get(path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    content = json.loads(response.content)
    assert content["status"] == status
    assert response["API-Version"] == "1.0.0"
    assert fits(content, {"$ref": "#/components/schemas/Problem"}) == []
    assert status in ERRORS


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(program, method):
    response = getattr(program, method)(f"{DEMO}/verwerkingen")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response["Content-Type"] == "application/problem+json"


def test_pages_lead_to_each_other(program):
    first = program.get(f"{DEMO}/verwerkingen?aantal=1")
    content = json.loads(first.content)
    assert (len(content["items"]), content["pageSize"], content["page"]) == (1, 1, 1)
    links = dict(reversed(found) for found in re.findall(r'<([^>]+)>; rel="(\w+)"', first["Link"]))
    assert set(links) == {"next", "first", "last"}
    seen = [content["items"][0]["number"]]
    while "next" in links:
        response = program.get(links["next"])
        seen += [row["number"] for row in json.loads(response.content)["items"]]
        links = dict(reversed(found) for found in re.findall(r'<([^>]+)>; rel="(\w+)"', response["Link"]))
    assert len(seen) == content["total"] == len(set(seen))


def test_what_did_not_change_is_not_sent_again_and_is_private(program):
    response = program.get(f"{DEMO}/verwerkingen/DM-01")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Authorization"
    again = program.get(f"{DEMO}/verwerkingen/DM-01", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert program.head(f"{DEMO}/verwerkingen/DM-01").content == b""


def test_a_version_by_number_and_by_day(program, demo, monkeypatch):
    rename("Telefonie")
    put(demo, date(2026, 11, 10))

    def service(query: str) -> str:
        return json.loads(program.get(f"{DEMO}/diensten?{query}").content)["items"][0]["name"]

    assert service("") == service("versie=2") == service("op=2026-11-15") == "Telefonie"
    assert service("versie=1") == service("op=2026-11-05") == service("op=2026-11-05T10:00:00Z") != "Telefonie"


def test_a_shielded_version_is_gone(program, demo):
    record(Publication.objects.get(), ShieldingDeed.SHIELD, reason="Per ongeluk.", author="b", now=timezone.now())
    assert program.get(f"{DEMO}/verwerkingen").status_code == 410
    (version,) = json.loads(program.get(f"{DEMO}/versies").content)["items"]
    assert (version["isShielded"], version["note"]) == (True, "Per ongeluk.")


def test_use_is_noted_without_the_token(program, secret, caplog):
    with caplog.at_level(logging.INFO, "register.access"):
        program.get(DEMO)
        program.get(DEMO)
    assert [record.getMessage() for record in caplog.records] == [
        f'event=token-used token="{secret[:9]}" provider="demo"'
    ]
    assert ApiToken.objects.get().last_used_at is not None
    assert secret not in str(ApiToken.objects.values())


def test_it_asks_as_much_of_one_activity_as_of_many(program, demo):
    def asked(path: str) -> int:
        program.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert program.get(path).status_code == 200
        return len(queries)

    assert asked(f"{DEMO}/verwerkingen?aantal=1") == asked(f"{DEMO}/verwerkingen") == 4


ADD = "/admin/register/apitoken/add/"


def test_an_officer_makes_a_token_that_is_shown_once(officer, demo, client):
    put(demo, NOVEMBER)
    response = officer.post(ADD, {**filled(officer.get(ADD)), "provider": demo.pk, "name": "Logboek"})
    (secret,) = re.findall(r"vr_[\w-]{43}", response.text)
    assert client.get(DEMO, headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    row = ApiToken.objects.get()
    page = officer.get(reverse("admin:register_apitoken_change", args=[row.pk]))
    assert secret not in page.text
    assert row.start in page.text
    again = officer.post(ADD, {**filled(officer.get(ADD)), "provider": demo.pk, "name": "Logboek"})
    assert again.status_code == 200
    assert ApiToken.objects.count() == 1


def test_an_officer_revokes_a_token_for_ever(officer, program):
    row = ApiToken.objects.get()
    change = reverse("admin:register_apitoken_change", args=[row.pk])
    officer.post(change, {**filled(officer.get(change)), "revoked": "on"})
    assert program.get(DEMO).status_code == 401
    officer.post(change, filled(officer.get(change)))
    row.refresh_from_db()
    assert row.revoked
    assert officer.post(reverse("admin:register_apitoken_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("who", ["auditor", "signed_in_stranger", "visitor"])
def test_nobody_else_makes_one(request, who, demo):
    someone: Person = request.getfixturevalue(who)
    assert someone.post(ADD, {"provider": demo.pk, "name": "x"}).status_code in (302, 403)
    assert not ApiToken.objects.exists()
