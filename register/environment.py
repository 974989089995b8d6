"""Read one setting from the environment; stop the start when it is missing or wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

SHORTEST_SECRET = 50
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
HOST = re.compile(r"^(\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\]|\*)$")

CONTACT = re.compile(r"mailto:[^\s@]+@[^\s@]+|https://[A-Za-z0-9][^\s]*|tel:\+[0-9-]+")


def read_dotenv(path: Path) -> None:
    """Add what is in a .env file; the environment itself goes first."""
    if path.is_file():
        environ.Env.read_env(path)


def setting(name: str, parse: Callable[[str], T], *, default: str | None = None) -> T:
    """The parsed value of a setting, or ImproperlyConfigured with its name and what it expects."""
    value = environ.Env()(name, default="").strip() or default
    expected = (parse.__doc__ or "").strip().rstrip(".")
    if value is None:
        raise ImproperlyConfigured(f"{name} is missing. It expects {expected}.")
    try:
        return parse(value)
    except Exception as error:
        # `from None`: the cause may quote the value, and some values are passwords.
        raise ImproperlyConfigured(f"{name} is wrong. It expects {expected}.") from (
            error if isinstance(error, UnexpectedValueError) else None
        )


class UnexpectedValueError(ValueError):
    """A value that is not what its setting expects."""


def _require(condition: object) -> None:
    if not condition:
        raise UnexpectedValueError


def yes_or_no(value: str) -> bool:
    """true or false."""
    # environ's own cast reads every unknown word as false, a typing error included.
    return {"true": True, "1": True, "on": True, "false": False, "0": False, "off": False}[value.lower()]


def secret(value: str) -> str:
    """at least 50 random characters, known to nobody."""
    _require(len(value) >= SHORTEST_SECRET and len(set(value)) >= 5)
    _require(not value.startswith("django-insecure-"))
    return value


def hosts(value: str) -> list[str]:
    """host names separated by commas, without scheme, port or path."""
    names = _split(value)
    _require(names and all(HOST.match(name) for name in names))
    return names


def origins(value: str) -> list[str]:
    """addresses separated by commas, each https://host or http://host, without a path."""
    return [address(origin) for origin in _split(value)]


def address(value: str) -> str:
    """one address, https://host or http://host with an optional port, without a path."""
    value = value.rstrip("/")
    parts = urlsplit(value)
    _require(parts.scheme in ("http", "https") and parts.hostname)
    _require(not (parts.path or parts.query or parts.fragment or parts.username))
    _require(parts.port is None or parts.port > 0)
    return value


def contact(value: str) -> str:
    """nothing, or one address to report a leak to: mailto:name@host, https://host/page or tel:+31123456789."""
    # The address stands in a text file of lines, so it may not bring a line of its own.
    _require(not value or CONTACT.fullmatch(value))
    return value


def time_zone(value: str) -> str:
    """the name of a time zone, such as Europe/Amsterdam."""
    _require(value in available_timezones())
    return value


def log_level(value: str) -> str:
    """one of DEBUG, INFO, WARNING, ERROR or CRITICAL."""
    _require(value.upper() in LOG_LEVELS)
    return value.upper()


def database(value: str) -> dict:
    """sqlite:///path/to/file or postgres://user:password@host:5432/name."""
    _require(urlsplit(value).scheme in ("sqlite", "postgres", "postgresql"))
    config = environ.Env.db_url_config(value)
    _require(config["NAME"])
    return config


def cache(value: str) -> dict:
    """locmemcache://, dbcache://table, filecache:///folder, or dummycache:// for none."""
    # Others are known too, but need a package that is not installed: only the first request would tell.
    _require(urlsplit(value).scheme in ("locmemcache", "dbcache", "filecache", "dummycache"))
    config = environ.Env.cache_url_config(value)
    _require(config["BACKEND"])
    return config


def mail(value: str) -> dict:
    """consolemail:// or smtp+tls://user:password@host:587."""
    config = environ.Env.email_url_config(value)
    _require(config["EMAIL_BACKEND"])
    _require(config["EMAIL_HOST"] or not value.startswith("smtp"))
    return config


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
