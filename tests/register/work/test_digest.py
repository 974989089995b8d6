"""Mail about the work, through a real mail server: only to who asked, once a day, as text, and never a header more."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.utils import timezone

from providers.models import Provider
from register.choices import Role
from register.drafts.teamwork import assign
from register.models import DigestWish, ProcessingActivity
from register.permissions import OFFICER_GROUP
from tests.data import edit
from tests.register.work.smtp_server import mail_server

CODE = "AVG30-1-b"
FROM = "register@voorbeeld.nl"


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.MAIL_FROM = settings.DEFAULT_FROM_EMAIL = FROM
        settings.SITE_URL = "https://register.voorbeeld.nl"
        yield server


@pytest.fixture
def provider(demo) -> Provider:
    edit(ProcessingActivity.objects.filter(number="DM-02"), role=Role.CONTROLLER)
    return demo


def today():
    return timezone.localdate()


def colleague(name, **values):
    user = User.objects.create_user(name, is_staff=True, **{"email": f"{name}@voorbeeld.nl", **values})
    user.groups.add(Group.objects.get(name=OFFICER_GROUP))
    DigestWish.objects.create(person=user)
    return user


def give(provider, person, due=None, number="DM-02"):
    assign(provider, CODE, f"activities:{number}", person=person, due=due, author="x", now=timezone.now())


def run():
    call_command("send_digest")


def test_a_person_who_asked_gets_one_plain_text_with_what_is_hers_and_what_is_late(server, provider):
    ProcessingActivity.objects.create(provider=provider, number="DM-09", title="Zoë’s leeg", role=Role.CONTROLLER)
    ProcessingActivity.objects.create(provider=provider, number="DM-08", title="Van een ander", role=Role.CONTROLLER)
    marieke, other = colleague("marieke"), User.objects.create_user("ander", is_staff=True)
    give(provider, marieke, today() - timedelta(days=1))
    give(provider, None, today() - timedelta(days=2), "DM-09")
    give(provider, other, today() - timedelta(days=3), "DM-08")
    run()
    [letter] = server.letters
    message = letter.message
    assert (letter.sender, letter.recipients) == (FROM, ["marieke@voorbeeld.nl"])
    assert (message["Subject"], message["To"]) == ("Verwerkingsregister: 2 te laat, 1 voor u", "marieke@voorbeeld.nl")
    assert (message.get_content_type(), message.is_multipart(), message["Auto-Submitted"]) == (
        *("text/plain", False),
        "auto-generated",
    )
    text = message.get_content()
    assert (
        text.index("Voor u") < text.index("DM-02 Beheer") < text.index("Te laat, en aan niemand") < text.index("Zoë’s")
    )
    assert "Van een ander" not in text
    assert "https://register.voorbeeld.nl/admin/register/processingactivity/" in text
    assert text.rstrip().endswith("https://register.voorbeeld.nl/admin/mijn-werk/")
    assert "<" not in text


def test_nobody_gets_mail_by_default_and_nothing_to_do_is_no_mail(server, provider):
    wish = DigestWish.objects.filter(person=colleague("marieke"))
    run()
    give(provider, User.objects.get(username="marieke"))
    wish.delete()
    run()
    assert server.letters == []


def test_twice_on_a_day_is_once_and_the_next_day_it_comes_again(server, provider):
    marieke = colleague("marieke")
    give(provider, marieke)
    run()
    run()
    assert len(server.letters) == 1
    DigestWish.objects.update(sent_on=today() - timedelta(days=1))
    run()
    assert len(server.letters) == 2


@pytest.mark.parametrize("values", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_left_or_has_no_address_gets_none(server, provider, values):
    marieke = colleague("marieke")
    User.objects.filter(pk=marieke.pk).update(**values)
    give(provider, marieke)
    run()
    assert server.letters == []


def test_who_may_not_read_registers_any_more_gets_none(server, provider):
    give(provider, colleague("marieke"))
    Group.objects.get(name=OFFICER_GROUP).permissions.remove(Permission.objects.get(codename="read_register"))
    run()
    assert server.letters == []


HOSTILE = [
    "a@voorbeeld.nl\nBcc: dief@elders.nl",
    "a@voorbeeld.nl\r\n\r\nHallo",
    "a@voorbeeld.nl, dief@elders.nl",
    "geen adres",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_an_address_that_brings_more_sends_nothing_elsewhere_and_stops_nobody(server, provider, address):
    bad, good = colleague("aa"), colleague("marieke")
    # Past the form and the model, which would refuse or tidy it.
    User.objects.filter(pk=bad.pk).update(email=address)
    ProcessingActivity.objects.create(provider=provider, number="DM-09", title="Leeg", role=Role.CONTROLLER)
    give(provider, bad)
    give(provider, good, number="DM-09")
    with pytest.raises(CommandError, match="Niet verstuurd: 1"):
        run()
    assert [letter.recipients for letter in server.letters] == [["marieke@voorbeeld.nl"]]
    assert DigestWish.objects.get(person=bad).sent_on is None


def test_names_that_look_like_headers_stay_words_in_the_text(server, provider):
    marieke = colleague("marieke", first_name="x\r\nBcc: dief@elders.nl", last_name="\n.\nQUIT")
    name = "Demo\r\n.\r\nRCPT TO:<dief@elders.nl>"
    edit(Provider.objects.filter(pk=provider.pk), name=name)
    edit(ProcessingActivity.objects.filter(number="DM-02"), title="Beheer\nSubject: ander\n\n.")
    give(provider, marieke)
    run()
    [letter] = server.letters
    message = letter.message
    assert (letter.recipients, message["Bcc"], message.get_all("Subject")) == (
        *(["marieke@voorbeeld.nl"], None),
        ["Verwerkingsregister: 0 te laat, 1 voor u"],
    )
    assert "Demo . RCPT TO:<dief@elders.nl>, DM-02 Beheer Subject: ander ." in message.get_content()


def test_a_server_that_refuses_is_tried_again_the_next_time(server, provider):
    give(provider, colleague("marieke"))
    server.refuses.add("marieke@voorbeeld.nl")
    with pytest.raises(CommandError):
        run()
    server.refuses.clear()
    run()
    assert len(server.letters) == 1


def test_a_server_that_is_gone_is_said_in_words(server, provider, settings, capsys):
    give(provider, colleague("marieke"))
    with mail_server() as gone:
        settings.EMAIL_PORT = gone.server_address[1]
    with pytest.raises(CommandError, match="volgende keer"):
        run()
    assert capsys.readouterr().err.startswith("marieke: ")
    assert DigestWish.objects.get().sent_on is None


def test_without_a_sender_nothing_goes(server, provider, settings):
    settings.MAIL_FROM = ""
    give(provider, colleague("marieke"))
    with pytest.raises(CommandError, match="MAIL_FROM"):
        run()
    assert server.letters == []
