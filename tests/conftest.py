"""The database, the rows that tests start from, and the cast: an officer, an auditor and a visitor."""

import gc
from collections.abc import Callable

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.core.cache import cache
from django.core.management.commands import flush, migrate
from django.db import connection
from django.test import Client, override_settings

from providers.models import Provider
from register import append_only
from register.loading import load
from register.permissions import AUDITOR_GROUP, OFFICER_GROUP
from register.views import page_cache
from tests import migrated, prepared
from tests.data import VOCABULARY, load_all, load_demo
from tests.register import own_database
from tests.register.versions_help import put_all

# How long an example takes says more about the machine than about the program.
hypothesis.settings.register_profile("whatever machine", deadline=None)
hypothesis.settings.load_profile("whatever machine")

PASSWORD = "een lang wachtwoord voor de proef"


def pytest_collection_finish() -> None:
    """What is there before the first test stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """A database in the cluster is created as a copy of the migrated one."""
    if own_database.ON_POSTGRESQL:
        migrated.migrated()
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.TEMPLATE


@pytest.fixture(scope="session")
def _no_migrations():
    """For as long as the database of the tests is made: its tables come from the migrated one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate.Command, "handle", migrated.copy_tables)
        yield patch


@pytest.fixture(scope="session")
def django_db_setup(_no_migrations, django_db_setup, django_db_blocker):
    """After a test that empties the database there is again what migrations put in it."""
    _no_migrations.undo()
    with django_db_blocker.unblock():
        migrated_rows = prepared.all_rows()
    handle = flush.Command.handle

    def flush_and_put_back(self: flush.Command, **options: object) -> None:
        # Emptying is a deletion, which published rows refuse.
        append_only.remove(using=str(options["database"]))
        handle(self, **options | {"inhibit_post_migrate": True})
        append_only.install(using=str(options["database"]))
        prepared.put_back(migrated_rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", flush_and_put_back)
        yield


@pytest.fixture(scope="session")
def _vocabulary(django_db_setup, django_db_blocker) -> list[prepared.Rows]:
    with django_db_blocker.unblock():
        return prepared.shared("vocabulary", lambda: prepared.rows_of(lambda: load([VOCABULARY])))


@pytest.fixture(scope="session")
def _demo(django_db_blocker, _vocabulary) -> list[prepared.Rows]:
    with django_db_blocker.unblock():
        return prepared.shared("demo", lambda: prepared.rows_of(load_demo, _vocabulary))


@pytest.fixture(scope="session")
def _five(django_db_blocker, _vocabulary, _demo) -> list[prepared.Rows]:
    # With other numbers than the demo has and than its history will get, because some tests need both.
    with django_db_blocker.unblock():
        return prepared.shared("five", lambda: prepared.rows_of(load_all, _vocabulary, _demo, apart=1000))


@pytest.fixture(scope="session")
def _publications(django_db_blocker, _vocabulary, _five) -> list[prepared.Rows]:
    with django_db_blocker.unblock():
        return prepared.shared("published", lambda: prepared.rows_of(put_all, _vocabulary, _five))


@pytest.fixture
def vocabulary(_vocabulary, db) -> None:
    """The words that all providers share."""
    prepared.keep_numbers_ahead()
    prepared.put_back(_vocabulary)


@pytest.fixture
def demo(_demo, vocabulary) -> Provider:
    """The small provider of tests/data/demo.yaml, with nothing published."""
    prepared.put_back(_demo)
    return Provider.objects.get(slug="demo")


@pytest.fixture
def provider(demo) -> Provider:
    """The same, for tests in which it is just a provider."""
    return demo


@pytest.fixture
def five(_five, vocabulary) -> None:
    """The five providers of the project, with nothing published."""
    prepared.put_back(_five)


@pytest.fixture
def add_five(_five, vocabulary) -> Callable[[], None]:
    """`add_five()`: the five providers halfway a test."""
    return lambda: prepared.put_back(_five)


@pytest.fixture
def published(_publications, five) -> None:
    """The five providers of the project, published."""
    prepared.put_back(_publications)


@pytest.fixture
def officer(db) -> Person:
    """A privacy officer, signed in."""
    return person("officer", OFFICER_GROUP, is_staff=True)


@pytest.fixture
def auditor(db) -> Person:
    """An auditor, signed in."""
    return person("auditor", AUDITOR_GROUP, is_staff=False)


@pytest.fixture
def administrator(db) -> Person:
    """Who may do everything, signed in."""
    client = Person()
    client.user = User.objects.create_superuser("beheerder", password=PASSWORD)
    client.force_login(client.user)
    return client


@pytest.fixture
def signed_in_stranger(db) -> Person:
    """Somebody with an account and without any group."""
    stranger = person("stranger", AUDITOR_GROUP, is_staff=False)
    stranger.user.groups.clear()
    return stranger


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
