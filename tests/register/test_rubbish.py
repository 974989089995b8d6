"""Every address, action and search box answers rubbish with a refusal and never with an error of the program."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.urls import URLResolver, get_resolver
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from providers.models import Provider, Recipient
from tests.forms import filled

TRIED = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NUMBERS = ["0", "1", "-1", "01", "1.5", "1e9", "nan", "99999999999999999999", "9" * 5000, "٣", "²", "1__2", "1,2"]
WORDS = ["", "abc", "\0", "a\0b", "'", '"', "%", "%s", "é", "😀", "\u2028", "\ufffd", "../", "[]", "None", "_5F", "__"]
DATES = ["2026-13-45", "9999-12-31", "0001-01-01", "2026-02-30T25:61"]
RUBBISH = st.sampled_from([*NUMBERS, *WORDS, *DATES]) | st.text(max_size=8)
REAL = {"provider": "demo", "slug": "demo", "object_id": "1", "app_label": "providers", "code": "AVG24-1-ROL"}
NAMES = st.sampled_from(
    [
        *("q", "o", "p", "e", "x", "all", "page", "leeg", "_facets", "_popup", "_to_field", "_changelist_filters"),
        *("next", "versie", "rol", "dienst", "deel", "bevinding", "verversen", "ongewijzigd", "nummer", "provider"),
    ]
)
LOOKUPS = ["", "__exact", "__in", "__isnull", "__id__exact", "__contains", "__year", "__bogus"]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def routes(patterns, start: str = "") -> Iterator[str]:
    """Every address of the site, with its parts between <>."""
    for pattern in patterns:
        route = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif "(?P" not in route:
            yield route


ROUTES = sorted({route for route in routes(get_resolver().url_patterns) if "logout" not in route})


def list_of(model, tail: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{tail}"


@st.composite
def addresses(draw) -> str:
    """An address with rubbish in some of its parts."""

    def part(match: re.Match[str]) -> str:
        converter, _, name = match[1].rpartition(":")
        if converter == "int":
            return draw(st.sampled_from(["0", "1", "99999999999999999999", "9" * 5000]))
        if name in REAL and draw(st.booleans()):
            return REAL[name]
        return quote(draw(RUBBISH), safe="") or "-"

    return "/" + re.sub("<([^>]+)>", part, draw(st.sampled_from(ROUTES)))


@st.composite
def lists(draw) -> tuple[str, dict[str, str]]:
    """A list of the admin, or its export, with rubbish in what it filters on."""
    model = draw(st.sampled_from(MODELS))
    fields = [field.name for field in model._meta.get_fields()]
    filters = [getattr(found, "parameter_name", None) for found in admin.site._registry[model].list_filter]
    names = st.builds(str.__add__, st.sampled_from(fields), st.sampled_from(LOOKUPS))
    own = st.sampled_from([name for name in filters if name] or ["q"])
    return (
        list_of(model, draw(st.sampled_from(["", "", "export/"]))),
        draw(st.dictionaries(NAMES | names | own, RUBBISH, max_size=2)),
    )


def status(client, method: str, address: str, data=None) -> int:
    """Of the answer; nothing of it stays, also not after an error in the database."""
    cookies = client.cookies.output()
    with transaction.atomic():
        answer = getattr(client, method)(address, data or {})
        transaction.set_rollback(True)
    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
    return answer.status_code


@TRIED
@given(addresses(), st.dictionaries(NAMES, RUBBISH, max_size=2))
def test_an_address(administrator, address, query):
    assert status(administrator, "get", address, query) < 500


@TRIED
@given(lists())
@example(("/admin/providers/recipient/", {"country": "\0"}))
@example(("/admin/providers/recipient/", {"q": "\0"}))
@example(("/admin/providers/provider/export/", {"x": "1"}))
@example(("/admin/providers/recipient/", {"provider": "99999999999999999999"}))
@example(("/admin/account/emailaddress/", {"emailconfirmation": "99999999999999999999"}))
def test_a_list(administrator, asked):
    assert status(administrator, "get", *asked) < 500


@TRIED
@given(
    st.sampled_from([(model, field.name) for model in apps.get_models() for field in model._meta.get_fields()]),
    st.dictionaries(st.sampled_from(["term", "page", "provider", "activity"]), RUBBISH, max_size=2),
)
@example((Provider, "system"), {})
@example((Recipient, "provider"), {"term": "\0"})
def test_a_search_box(administrator, asked, query):
    model, field = asked
    names = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    assert status(administrator, "get", "/admin/autocomplete/", {**names, **query}) < 500


@TRIED
@given(
    st.sampled_from(MODELS),
    st.lists(RUBBISH, min_size=1, max_size=2),
    st.dictionaries(st.sampled_from(["index", "select_across", "post"]), RUBBISH, max_size=2),
)
@example(Recipient, ["abc"], {})
@example(Recipient, ["99999999999999999999"], {})
def test_an_action(administrator, model, chosen, form):
    actions = admin.site._registry[model].get_actions(_request(administrator))
    for action in [*actions, "niets"]:
        data = {**form, "action": action, "_selected_action": chosen}
        assert status(administrator, "post", list_of(model), data) < 500


def _request(client):
    request = client.get("/admin/").wsgi_request
    request.user = client.user
    return request


@TRIED
@given(addresses(), st.dictionaries(NAMES, RUBBISH, max_size=3))
@example("/admin/auth/group/1/change/", {"_to_field": ""})
def test_a_form(administrator, address, form):
    assert status(administrator, "post", address, form) < 500


@TRIED
@given(st.sampled_from(MODELS), st.sampled_from(ROUTES), st.booleans(), st.data())
def test_a_page_that_is_sent_back(administrator, model, route, is_row, data):
    row = model._default_manager.order_by("pk").first()
    tail = "add/" if row is None or not is_row else f"{row.pk}/change/"
    address = list_of(model, tail) if is_row or "<" not in route else "/" + re.sub("<([^>]+)>", _real, route)
    page = administrator.get(address)
    fields = filled(page) if page.status_code == 200 and "text/html" in page["Content-Type"] else {}
    names = [name for name in fields if name != "csrfmiddlewaretoken"] or ["x"]
    form = {**fields, **data.draw(st.dictionaries(st.sampled_from(names), RUBBISH, min_size=1, max_size=3))}
    assert status(administrator, "post", address, form) < 500


def _real(match: re.Match[str]) -> str:
    return REAL.get(match[1].rpartition(":")[2], "1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("q=%00", 400), ("q=%ff", 400), ("q=%C3%28", 400), ("q=%F0%9F%98%80", 200), ("q=%C3%A9", 200)],
)
def test_what_is_no_text_is_refused(administrator, query, expected):
    assert administrator.get(f"/admin/providers/recipient/?{query}").status_code == expected


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("sent", [b"\xff", b"caf\xe9", b"\0", b"\xed\xa0\x80"])
def test_a_form_with_other_bytes_is_refused_and_nothing_is_kept(administrator, kind, sent):
    if kind.startswith("multipart"):
        parts = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n%s\r\n--x--\r\n'
        body = parts % (b"Bel " + sent)
    else:
        body = urlencode({"name": b"Bel " + sent}).encode()
    answer = administrator.post("/admin/providers/recipient/add/", body, content_type=kind)
    assert answer.status_code == 400
    assert not Recipient.objects.filter(name__startswith="Bel ").exists()


def test_a_cookie_with_rubbish_is_refused(provider, visitor):
    visitor.cookies.load('sessionid="\\000\\000aaaaaaaa"')
    assert visitor.get("/admin/").status_code == 400
    assert connection.is_usable()
