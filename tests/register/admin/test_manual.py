"""The guide says what stands on the screen, with a picture for each task, and is a click away on every page."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from register.admin.manual import DOCUMENT, tasks
from register.models import ProcessingActivity
from retention.models import RetentionTerm
from tests.register.versions_help import put, rename

FOLDER = Path(settings.BASE_DIR) / "docs" / "handleiding"


def on_screen(response):
    html = response.content.decode()
    said = re.findall(r'(?:value|aria-label)="([^"]*)"', html)
    return " ".join(unescape(f"{re.sub(r'<[^>]+>', ' ', html)} {' '.join(said)}").split())


def test_each_task_has_a_number_a_picture_and_steps():
    assert [task.title.partition(".")[0] for task in tasks()] == [str(number) for number in range(1, 13)]
    assert [task.title for task in tasks() if not (task.picture and task.alt and task.steps)] == []
    assert all(step[0][:1].isupper() or not step[0] for task in tasks() for step in task.steps)


def test_each_picture_is_used_once_is_small_and_is_served():
    named = [task.picture for task in tasks()]
    assert sorted(named) == sorted(f"handleiding/{path.name}" for path in FOLDER.iterdir())
    assert [name for name in named if finders.find(name) is None] == []
    assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > 60_000] == []


def test_the_page_has_all_of_the_document(officer):
    page = on_screen(officer.get(reverse("manual")))
    for task in tasks():
        assert task.title in page
        assert task.alt in officer.get(reverse("manual")).content.decode()
        for step in task.steps:
            assert all(words.strip() in page for words in step)
    assert DOCUMENT.read_text().count("**") == 2 * sum(len(step) // 2 for task in tasks() for step in task.steps) + 2


def test_what_is_bold_stands_on_the_screen(officer, demo):
    put(demo)
    activity, term = ProcessingActivity.objects.get(number="DM-01"), RetentionTerm.objects.get(key="kort")
    rename("Bellen en gebeld worden")
    activity.description = "Wij verbinden gesprekken."
    activity.save()
    addresses = [
        *("/admin/", "/admin/mijn/demo/", "/register/demo/", "/admin/mijn/demo/klantvraag/?wie=bellers"),
        *("/admin/nieuw/", "/admin/register/bevindingen/?aanbieder=demo"),
        reverse("admin:register_publish", args=["demo"]),
        reverse("admin:register_processingactivity_changelist"),
        reverse("admin:register_copy", args=[activity.pk]),
        reverse("admin:register_processingactivity_change", args=[activity.pk]),
        reverse("admin:register_processingactivity_history", args=[activity.pk]),
        reverse("admin:retention_retentionterm_change", args=[term.pk]),
        reverse("admin:providers_provider_change", args=[demo.pk]),
    ]
    seen = " ".join(on_screen(officer.get(address)) for address in addresses)
    bold = {words for task in tasks() for step in task.steps for words in step[1::2]}
    assert len(bold) > 30
    assert {words for words in bold if words not in seen} == set()


@pytest.mark.parametrize("page", ["/admin/", "/admin/zoeken/", "/admin/register/processingactivity/add/"])
def test_every_page_leads_there(officer, demo, page):
    assert f'href="{reverse("manual")}"' in officer.get(page).content.decode()


def test_who_may_not_enter_the_admin_does_not_get_it(auditor, visitor, officer):
    assert [person.get(reverse("manual")).status_code for person in (auditor, visitor)] == [302, 302]
    officer.user.groups.clear()
    assert officer.get(reverse("manual")).status_code == 200


def test_it_asks_the_database_nothing_but_who_asks(officer, django_assert_max_num_queries):
    officer.get(reverse("manual"))
    with django_assert_max_num_queries(6):
        officer.get(reverse("manual"))
