"""The cast: an officer who edits, an auditor who reads, a visitor who is nobody."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection, connections
from django.test import Client, override_settings

from register import append_only
from register.access import AUDITOR_GROUP, OFFICER_GROUP
from register.views import page_cache

PASSWORD = "een lang wachtwoord voor de proef"


class Person(Client):
    """A test client that knows whose it is."""

    user: AbstractBaseUser | AnonymousUser = AnonymousUser()


def person(username: str, group: str, *, is_staff: bool) -> Person:
    """A signed-in member of a group. The group comes from the migrations, with its permissions."""
    user = User.objects.create_user(username, password=PASSWORD, is_staff=is_staff)
    user.groups.add(Group.objects.get(name=group))
    client = Person()
    client.user = user
    client.force_login(user)
    return client


@pytest.fixture(scope="session", autouse=True)
def _no_chapters_from_before():
    """A PDF is made anew by every test: one from the cache would prove nothing."""
    none = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    with override_settings(CACHES={**settings.CACHES, "pdf": none}):
        yield


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_triggers():
    """Emptying the database between tests is a deletion, which published rows refuse."""
    handle = flush.Command.handle

    def without_triggers(self: flush.Command, **options: object) -> None:
        append_only.remove(using=str(options["database"]))
        handle(self, **options)
        append_only.install(using=str(options["database"]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", without_triggers)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Let every connection know what migrations made, so that it can be put back."""
    # Playwright's event loop gives the browser tests a connection object of their own.
    contents = getattr(connection, "_test_serialized_contents", None)
    if contents is not None:
        type(connections["default"])._test_serialized_contents = contents


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put back what migrations made, for every test that empties the database after itself."""
    for item in items:
        if {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture
def officer(db) -> Person:
    """A privacy officer, signed in."""
    return person("officer", OFFICER_GROUP, is_staff=True)


@pytest.fixture
def auditor(db) -> Person:
    """An auditor, signed in."""
    return person("auditor", AUDITOR_GROUP, is_staff=False)


@pytest.fixture
def visitor(db) -> Person:
    """Somebody from outside, not signed in."""
    return Person()


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    # Names with a hash exist only after collectstatic.
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    # The real hasher takes a second of every ten tests, on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _empty_cache():
    # Wrong passwords counted in one test would lock the next one out; pages of one test are not those of the next.
    cache.clear()
    page_cache.clear()
