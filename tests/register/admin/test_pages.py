"""What holds for every page of the admin: all fields, few queries, no inline script or style."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.admin.sources import fact_models
from providers.history.owners import parent_field
from providers.models import Recipient, Service
from register.admin.activity.bases import BasisForm
from register.models import DataCategory, ProcessingActivity
from register.permissions import AUDITOR_GROUP, OFFICER_GROUP, READ_REGISTER

APPS = ("providers", "retention", "register")
# What is only ever added to has pages of another kind, without a form.
PAGES = {
    model: page
    for model, page in admin.site._registry.items()
    if model._meta.app_label in APPS and not getattr(model, "append_only", False)
}
HIDDEN = {"id", "provider", "activity"}


def address(model, what, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def name_of(model):
    return model._meta.model_name


def edited_fields():
    """Model to the fields that some page or inline lets an officer edit."""
    found: dict = {}
    for model, page in PAGES.items():
        found.setdefault(model, set()).update(flatten_fieldsets(page.fieldsets))
        for inline in page.inlines:
            names = inline.fieldsets and flatten_fieldsets(inline.fieldsets)
            found.setdefault(inline.model, set()).update(names or inline.fields)
            if nested := getattr(inline, "nested", None):
                # There is a line for each article, so that nobody chooses one.
                found.setdefault(nested, {"article"}).update(BasisForm._meta.fields)
    return found


def test_every_field_of_every_fact_can_be_edited():
    edited = edited_fields()
    missing = {
        f"{model.__name__}.{field.name}"
        for model in fact_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.name not in HIDDEN and field is not parent_field(model) and field.name not in edited.get(model, ())
    }
    assert missing == set()


def test_every_fieldset_of_a_page_says_what_belongs_in_it():
    silent = {
        (model.__name__, title)
        for model, page in PAGES.items()
        for title, options in page.fieldsets
        if not page.__class__.__dict__.get("is_hidden") and not options.get("description")
    }
    assert silent == set()


@pytest.mark.parametrize("model", PAGES, ids=name_of)
def test_pages_open_without_inline_script_or_style(officer, model, demo):
    page = PAGES[model]
    addresses = [address(model, "changelist")]
    if model._meta.model_name != "statementpage":
        addresses.append(address(model, "add"))
    if row := model.objects.first():
        addresses.append(address(model, "change", row.pk))
    if hasattr(page, "formats"):
        addresses += [address(model, "import"), address(model, "export")]
    for place in addresses:
        # The page of a purpose leads to that of its activity.
        response = officer.get(place, follow=True)
        html = response.content.decode()
        assert response.status_code == 200, place
        assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", html) == [], place
        assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", html) == [], place


@pytest.mark.parametrize("way", ["", "-"], ids=["up", "down"])
def test_every_heading_of_a_list_can_be_clicked(officer, demo, way):
    for model, page in admin.site._registry.items():
        if model._meta.app_label in APPS:
            asked = ".".join(f"{way}{column}" for column in range(len(page.list_display) + 1))
            assert officer.get(address(model, "changelist"), {"o": asked}).status_code == 200, model


def queries_of_lists(officer):
    """Name of each list to the number of queries it asks."""
    numbers = {}
    for model in PAGES:
        officer.get(address(model, "changelist"))
        with CaptureQueriesContext(connection) as queries:
            officer.get(address(model, "changelist"))
        numbers[name_of(model)] = len(queries)
    return numbers


def test_lists_ask_as_many_queries_for_many_rows_as_for_few(officer, demo, add_five):
    few = queries_of_lists(officer)
    add_five()
    assert min(model.objects.count() for model in (ProcessingActivity, Recipient, Service)) > 20
    assert queries_of_lists(officer) == few


def test_officers_edit_everything_and_auditors_only_read(db):
    officers = Group.objects.get(name=OFFICER_GROUP).permissions
    for model in PAGES:
        wanted = {f"{verb}_{name_of(model)}" for verb in ("add", "change", "delete", "view")}
        held = officers.filter(content_type__app_label=model._meta.app_label, content_type__model=name_of(model))
        assert wanted <= set(held.values_list("codename", flat=True))
    reader = User.objects.create_user("lezer")
    reader.groups.add(Group.objects.get(name=AUDITOR_GROUP))
    assert reader.get_all_permissions() == {
        READ_REGISTER,
        "register.view_publication",
        "register.view_findingdecision",
        "register.view_review",
    }


def test_words_say_how_often_they_are_used(officer, demo):
    html = officer.get(address(DataCategory, "changelist"), {"q": "telefoonnummer"}).content.decode()
    assert '<td class="field-used">1</td>' in html


def test_list_of_activities_says_and_filters_what_is_not_recorded(officer, demo):
    response = officer.get(address(ProcessingActivity, "changelist"), {"role__exact": ""})
    assert [row.number for row in response.context["cl"].result_list] == ["DM-02"]
    assert '<td class="field-role_shown">Nog niet vastgelegd</td>' in response.content.decode()


def test_header_is_dutch(officer):
    html = officer.get("/admin/").content.decode()
    assert "<title>" in html
    assert ">Verwerkingsregister</a>" in html
    assert "Django" not in html
