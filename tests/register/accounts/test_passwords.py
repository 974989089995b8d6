"""What anybody would try is no password; what nobody would is one."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from providers.models import Provider
from register.accounts.passwords import MESSAGE
from tests.conftest import PASSWORD

GUESSED = (
    *("aaaaaaaaaaaa", "teamtelefoon", "TeamTelefoon2026!", "t34mt3l3f00n!!", "Welkom2026!!", "W3lkom2026!!"),
    *("W31k0m2026!!", "welkom-welkom", "Wachtwoord123", "wachtwoord123", "W@chtw00rd!!", "Wachtwoord2026"),
    *("droowthcaw123", "Zomer2026!!!!", "Zomer-Winter-2026", "Feyenoord1908!", "Ajax1900Ajax!", "PSV-psv-PSV-psv"),
    *("qwertyuiop12", "Qwerty123456!", "asdfghjkl;12", "1qaz2wsx3edc", "zaq12wsxcde3", "abcdefghijkl"),
    *("abcabcabcabc", "abcd1234abcd", "121212121212", "Kip!Kip!Kip!Kip!", "zebra1zebra2zebra3", "1q2w3e4r5t6y"),
    *("Amsterdam020!", "Amsterdam-2026", "maart2026maart", "Maandag01012026", "Beheerder2026!", "administrator!"),
    *("Officer-officer1", "registerregister", "Verwerkingsregister", "Privacyregister1", "127.0.0.1:8000!"),
    *("Ikhouvanjou2026", "ikhouvanajax12", "Password1234!", "Letmein-letmein", "P@ssw0rd2026", "P@$$w0rd2026"),
    *("Telecom-Service-1", "Véél-Wélkóm-2026", "ＷＥＬＫＯＭ２０２６！！", "20262026202620", "Lente2026Zomer2026"),
    *("Welkom01Welkom02", "Vtel-Telecom-2026", "Koningsdag2704!", "geheimgeheim12", "Jan-Piet-Klaas"),
    *("mijnwachtwoord1", "Sanne-Visser-80", "ditismijnwachtwoord", "mijnwachtwoordismijn"),
)
GOOD = (
    *("paard batterij nietje correct", "vier losse tegels naast elkaar", "Grijze pinda vliegt schuin 7"),
    *("xK9#mQ2$vL7p", "tZ4-uLbq_9sWc", "Qx7vLm2pRt9w", "stapel dolfijnen op zolder", PASSWORD),
    *("kwispelende lantaarnpaal", "correct horse battery staple"),
)


@pytest.fixture
def sanne(demo):
    for slug, name in (("teamtelefoon", "TeamTelefoon"), ("ts", "Telecom Service"), ("vtel", "Vtel telecom")):
        Provider.objects.create(slug=slug, name=name, prefix=slug[:2].upper())
    return User(username="s.visser", first_name="Sanne", last_name="Visser")


def test_what_anybody_would_try_is_refused(sanne):
    assert [password for password in GUESSED if not refused(password, sanne)] == []


def test_what_nobody_would_try_is_taken(sanne):
    assert [password for password in GOOD if refused(password, sanne)] == []


def refused(password, user):
    try:
        validate_password(password, user)
    except ValidationError:
        return True
    return False


def test_the_message_says_what_to_do_instead(sanne):
    with pytest.raises(ValidationError) as error:
        validate_password("Welkom2026!!", sanne)
    assert error.value.messages == [MESSAGE]


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["Welkom2026!!", "verwerkingsregister"])
def test_a_command_takes_no_other_password_than_a_form(monkeypatch, password):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    with pytest.raises(CommandError, match="te raden"):
        call_command("createsuperuser", interactive=False, username="chef", email="chef@example.nl")
    assert not User.objects.exists()
