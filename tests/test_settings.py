"""Settings: named, documented, refused when wrong."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {"SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmn"}
WRONG = {
    "SECRET_KEY": ["short", "a" * 60, "django-insecure-" + "abcdefghij" * 5],
    "PROXIES": ["-1", "many", "12"],
    "HSTS": ["true", "everything"],
    "SITE_URL": [
        *(
            "example.nl",
            "https://example.nl/path",
            "ftp://example.nl",
            "http://a:b@c",
            "https://a_b.nl",
            "https://a b.nl",
        ),
        *("https://*", "https://a..nl", f"https://{'é' * 80}", "https://a.nl:port", "https://[::1", "https://a.nl?b"),
    ],
    "DEBUG": ["perhaps", "ture"],
    "ALLOWED_HOSTS": ["a_b.nl", "a..nl", "https://example.nl", "example.nl/", ","],
    "CSRF_TRUSTED_ORIGINS": ["example.nl"],
    "DATABASE_URL": ["mysql://user@host/name", "postgres://user@host:5432", "nonsense"],
    "CACHE_URL": [
        *("nonsense", "sesame://", "rediscache://host:6379/1", "memcache://host:11211"),
        *("filecache://", "filecache://cache", "dbcache://"),
    ],
    "PDF_CACHE_URL": ["filecache://", "nonsense", "sesame://", "rediscache://host:6379/1"],
    "EMAIL_URL": ["nonsense", "sesame://", "smtp://"],
    "MAIL_FROM": ["register", "Register <a@b.nl>", "a@b.nl\nBcc: c@d.nl", "a@b.nl,c@d.nl"],
    "SECURITY_CONTACT": ["lek@example.nl", "http://example.nl", "mailto:lek", "mailto:a@b\nExpires: never", "tel:085"],
    "TIME_ZONE": ["Europe/Leek", "../etc/passwd"],
    "LOG_LEVEL": ["LOUD"],
}


def names_read() -> set[str]:
    """The names in every `setting("NAME", …)` of settings.py."""
    tree = ast.parse((ROOT / "register" / "settings.py").read_text())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "setting" and isinstance(call.args[0], ast.Constant)
    }


def start(tmp_path: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings of a copy without .env, in a process of its own."""
    package = tmp_path / "register"
    package.mkdir(exist_ok=True)
    for name in ("__init__.py", "settings.py", "environment.py", "file_cache.py"):
        (package / name).write_text((ROOT / "register" / name).read_text())
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_env_example_lists_exactly_the_settings_that_are_read():
    text = (ROOT / ".env.example").read_text()
    listed = re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)
    assert sorted(listed) == sorted(names_read())


def test_every_setting_has_a_wrong_value_here():
    assert set(WRONG) == names_read()


def test_env_example_with_a_key_is_enough_to_start(tmp_path):
    text = (ROOT / ".env.example").read_text().replace("SECRET_KEY=", "SECRET_KEY=" + "x1y2z" * 12)
    (tmp_path / ".env").write_text(text)
    done = start(tmp_path, "from register import settings; print(settings.TIME_ZONE)")
    assert (done.stdout, done.stderr) == ("Europe/Amsterdam\n", "")


def test_a_missing_secret_key_is_named(tmp_path):
    done = start(tmp_path, "import register.settings")
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: SECRET_KEY ontbreekt. "
        "Verwacht: ten minste 50 willekeurige tekens die niemand kent."
    )


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_stops_the_start_with_its_name(tmp_path, name, value):
    done = start(tmp_path, "import register.settings", **{**GOOD, name: value})
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name} klopt niet. Verwacht: " in done.stderr


@pytest.mark.parametrize("value", ["locmemcache://", "dbcache://cache", "filecache:///tmp/cache", "dummycache://"])
def test_every_cache_that_is_named_can_be_used(tmp_path, value):
    code = (
        "import django; from django.conf import settings; from register import settings as s;"
        "settings.configure(CACHES=s.CACHES); django.setup();"
        "from django.core.cache import caches; print(type(caches['default']).__module__)"
    )
    done = start(tmp_path, code, **GOOD, CACHE_URL=value)
    assert done.stdout.startswith(("django.core.cache.backends.", "register.file_cache")), done.stderr


def test_a_wrong_value_is_not_repeated_in_the_message(tmp_path):
    done = start(tmp_path, "import register.settings", **GOOD, DATABASE_URL="mysql://user:hunter2@host/name")
    assert done.returncode == 1
    assert "hunter2" not in done.stderr


def test_cookies_and_redirect_follow_the_scheme_of_the_site(tmp_path):
    code = (
        "from register import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS > 0)"
    )
    plain = start(tmp_path, code, **GOOD, SITE_URL="http://127.0.0.1:8001")
    secure = start(tmp_path, code, **GOOD, SITE_URL="https://register.example.nl")
    assert plain.stdout == "False False False False\n"
    assert secure.stdout == "True True True True\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [("", "False False"), ("site", "False False"), ("subdomains", "True False"), ("preload", "True True")],
)
def test_other_sites_are_only_bound_to_https_when_somebody_asks(tmp_path, asked, told):
    code = (
        "from register import settings as s; print(s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD,"
        " s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    )
    done = start(tmp_path, code, **GOOD, SITE_URL="https://register.example.nl", HSTS=asked)
    assert done.stdout == f"{told} __Host-sessionid __Host-csrftoken 1\n"
    two = start(tmp_path, code, **GOOD, SITE_URL="https://register.example.nl", PROXIES="2")
    assert two.stdout.endswith(" 2\n")


def test_the_host_of_the_site_is_answered_without_repeating_it(tmp_path):
    code = "from register import settings as s; print(s.ALLOWED_HOSTS[-1])"
    done = start(tmp_path, code, **GOOD, SITE_URL="https://register.example.nl")
    assert done.stdout == "register.example.nl\n"


@pytest.mark.parametrize(
    ("site", "sent"),
    [
        ("https://café.example", "https://xn--caf-dma.example"),
        ("https://CAFE.example:8443/", "https://cafe.example:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_site_is_known_as_browsers_send_it(tmp_path, site, sent):
    code = "from register import settings as s; print(s.SITE_URL, s.CSRF_TRUSTED_ORIGINS, s.ALLOWED_HOSTS[-1])"
    done = start(tmp_path, code, **GOOD, SITE_URL=site, ALLOWED_HOSTS="*")
    host = sent.partition("://")[2].removesuffix(":8443").removesuffix(":8000")
    assert done.stdout == f"{sent} ['{sent}'] {host}\n", done.stderr


def test_hosts_with_other_letters_are_known_as_browsers_send_them(tmp_path):
    code = "from register import settings as s; print(s.ALLOWED_HOSTS[:2])"
    done = start(tmp_path, code, **GOOD, ALLOWED_HOSTS="café.example,.Één.example")
    assert done.stdout == "['xn--caf-dma.example', '.xn--n-9faa.example']\n", done.stderr


def test_check_deploy_is_clean_on_an_https_site():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**os.environ, **GOOD, "SITE_URL": "https://register.example.nl"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout
