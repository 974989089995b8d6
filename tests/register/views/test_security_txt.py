"""Where to report a leak, in the form of RFC 9116."""

from datetime import datetime, timedelta

from django.utils import timezone

ADDRESS = "/.well-known/security.txt"


def test_without_a_contact_there_is_no_such_page(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get(ADDRESS).status_code == 404


def test_it_names_the_contact_and_expires_within_a_year(client, settings):
    settings.SECURITY_CONTACT = "mailto:lek@example.nl"
    settings.SITE_URL = "https://register.example.nl"
    response = client.get(ADDRESS)
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert fields == {
        "Contact": "mailto:lek@example.nl",
        "Preferred-Languages": ", ".join(dict(settings.LANGUAGES)),
        "Canonical": "https://register.example.nl/.well-known/security.txt",
    }
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=86400"


def test_it_is_only_read_and_keeps_nothing(client, settings):
    settings.SECURITY_CONTACT = "https://example.nl/lek"
    assert client.post(ADDRESS).status_code == 405
    assert not client.get(ADDRESS).cookies
