"""Read one setting from the environment; stop the start when it is missing or wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import validate_email

T = TypeVar("T")

SHORTEST_SECRET = 50
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# What Django itself answers; with another sign in it everybody would get a 400.
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]*:[0-9a-f:.]*\]")

_EXPECTED: dict[Callable[[str], object], str] = {}

CONTACT = re.compile(r"mailto:[^\s@]+@[^\s@]+|https://[A-Za-z0-9][^\s]*|tel:\+[0-9-]+")


def read_dotenv(path: Path) -> None:
    """Add what is in a .env file; the environment itself goes first."""
    if path.is_file():
        environ.Env.read_env(path)


def setting(name: str, parse: Callable[[str], T], *, default: str | None = None) -> T:
    """The parsed value of a setting, or ImproperlyConfigured with its name and what it expects, in Dutch.

    `parse` is one of the readers below; whatever one raises means that the value is wrong.
    """
    value = environ.Env()(name, default="").strip() or default
    expected = _EXPECTED[parse]
    if value is None:
        raise ImproperlyConfigured(f"{name} ontbreekt. Verwacht: {expected}.")
    try:
        return parse(value)
    except Exception as error:
        # `from None`: the cause may quote the value, and some values are passwords.
        raise ImproperlyConfigured(f"{name} klopt niet. Verwacht: {expected}.") from (
            error if isinstance(error, UnexpectedValueError) else None
        )


def expects(text: str) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Say in Dutch what a reader of settings expects, for who gave something else."""

    def told(parse: Callable[[str], T]) -> Callable[[str], T]:
        _EXPECTED[parse] = text
        return parse

    return told


class UnexpectedValueError(ValueError):
    """A value that is not what its setting expects."""


def _require(condition: object) -> None:
    if not condition:
        raise UnexpectedValueError


@expects("true of false")
def yes_or_no(value: str) -> bool:
    """Whether it is true."""
    # environ's own cast reads every unknown word as false, a typing error included.
    return {"true": True, "1": True, "on": True, "false": False, "0": False, "off": False}[value.lower()]


@expects("ten minste 50 willekeurige tekens die niemand kent")
def secret(value: str) -> str:
    """A key that is long enough and no example."""
    _require(len(value) >= SHORTEST_SECRET and len(set(value)) >= 5)
    _require(not value.startswith("django-insecure-"))
    return value


@expects("hostnamen met komma’s ertussen, zonder https://, poort of pad")
def hosts(value: str) -> list[str]:
    """The names of hosts."""
    names = _split(value)
    _require(names)
    return [name if name == "*" else _dot(name) + _host(name.removeprefix(".")) for name in names]


def _dot(name: str) -> str:
    return "." if name.startswith(".") else ""


def _host(name: str) -> str:
    """The name as browsers send it: without capitals, and in IDNA where it has letters such as é."""
    sent = name.lower() if name.startswith("[") else name.encode("idna").decode().lower()
    _require(HOST.fullmatch(sent))
    return sent


@expects("adressen met komma’s ertussen, elk https://host of http://host, zonder pad")
def origins(value: str) -> list[str]:
    """The addresses, without a slash at the end."""
    return [address(origin) for origin in _split(value)]


@expects("één adres, https://host of http://host, eventueel met een poort, zonder pad")
def address(value: str) -> str:
    """The address as browsers send it, without a slash at the end."""
    parts = urlsplit(value.rstrip("/"))
    _require(parts.scheme in ("http", "https") and parts.hostname)
    _require(not (parts.path or parts.query or parts.fragment or parts.username))
    _require(parts.port is None or parts.port > 0)
    name = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    return f"{parts.scheme}://{_host(name)}" + (f":{parts.port}" if parts.port else "")


@expects("niets, of één adres om een lek te melden: mailto:naam@host, https://host/pagina of tel:+31123456789")
def contact(value: str) -> str:
    """The address, or nothing."""
    # The address stands in a text file of lines, so it may not bring a line of its own.
    _require(not value or CONTACT.fullmatch(value))
    return value


@expects("niets, of één e-mailadres waarvandaan overzichten gaan, zoals register@voorbeeld.nl")
def sender(value: str) -> str:
    """The address, or nothing."""
    if value:
        validate_email(value)
    return value


@expects("de naam van een tijdzone, zoals Europe/Amsterdam")
def time_zone(value: str) -> str:
    """The name of a time zone that this machine knows."""
    _require(value in available_timezones())
    return value


@expects("DEBUG, INFO, WARNING, ERROR of CRITICAL")
def log_level(value: str) -> str:
    """The level in capitals."""
    _require(value.upper() in LOG_LEVELS)
    return value.upper()


@expects("een getal van 0 tot en met 9")
def small_number(value: str) -> int:
    """The number."""
    _require(len(value) == 1 and value in "0123456789")
    return int(value)


@expects("site, subdomains of preload")
def hsts(value: str) -> str:
    """How far browsers take it that there is only https."""
    _require(value in ("site", "subdomains", "preload"))
    return value


@expects("sqlite:///pad/naar/bestand of postgres://gebruiker:wachtwoord@host:5432/naam")
def database(value: str) -> dict:
    """The database as Django describes it."""
    _require(urlsplit(value).scheme in ("sqlite", "postgres", "postgresql"))
    config = environ.Env.db_url_config(value)
    _require(config["NAME"])
    return config


@expects("locmemcache://, dbcache://tabel, filecache:///map, of dummycache:// voor geen")
def cache(value: str) -> dict:
    """The cache as Django describes it."""
    # Others are known too, but need a package that is not installed: only the first request would tell.
    _require(urlsplit(value).scheme in ("locmemcache", "dbcache", "filecache", "dummycache"))
    config = environ.Env.cache_url_config(value)
    _require(config["BACKEND"])
    if value.startswith("dbcache"):
        _require(config["LOCATION"])
    if value.startswith("filecache"):
        _require(Path(config["LOCATION"]).is_absolute())
        config["BACKEND"] = "register.file_cache.FileCache"
    return config


@expects("consolemail:// of smtp+tls://gebruiker:wachtwoord@host:587")
def mail(value: str) -> dict:
    """The way to send mail as Django describes it."""
    config = environ.Env.email_url_config(value)
    _require(config["EMAIL_BACKEND"])
    _require(config["EMAIL_HOST"] or not value.startswith("smtp"))
    return config


def _split(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
