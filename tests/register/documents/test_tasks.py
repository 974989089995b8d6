"""Documents that nobody waits for: asked once, made in the background, shown without script."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider
from register.choices import FileKind, TaskState
from register.documents import files
from register.documents.files import NotAvailableError, make, publication_files
from register.documents.tasks import ask, ask_missing, complete, work_through, working
from register.documents.tasks.working import STOPPED, Beat, OvertakenError, claim, work
from register.models import DocumentTask, PublicationFile
from register.publications.editions import choose, draft
from register.publications.verification import verify
from register.querysets import KEPT, MOST_ATTEMPTS, SILENT
from tests.register.published import FILES, NOW, TODAY, go
from tests.register.versions_help import rename

ADDRESS = "/register/demo/register.pdf?versie=concept"


@pytest.fixture(autouse=True)
def _no_sign_of_life(monkeypatch):
    # Its thread has a connection of its own, which does not see what a test did not commit.
    monkeypatch.setattr(working, "INTERVAL", 3600)


@pytest.fixture
def renders(monkeypatch) -> list[str]:
    """A register that always takes long, and a renderer that costs nothing; the documents it made."""
    made: list[str] = []

    def render(edition, facts, *, progress=None):
        for part in range(5):
            if progress:
                progress(part, 4)
        made.append(edition.document_number)
        return b"%PDF van " + edition.document_number.encode() + f" {timezone.localtime(edition.made_at)}".encode()

    monkeypatch.setattr(files, "register_pdf", render)
    monkeypatch.setitem(files.LONG_FROM, ("register", "pdf"), 1)
    return made


@pytest.fixture
def task(demo, renders) -> DocumentTask:
    """A draft that the officer asked for and nobody made yet."""
    return ask("register", "pdf", draft(demo.pk, NOW), by="officer", moment=NOW)


def put_without_register(provider: Provider):
    return go(provider, render=lambda edition: {FileKind.STATEMENT_PDF: FILES[FileKind.STATEMENT_PDF]})


def change(task: DocumentTask, **values) -> None:
    DocumentTask.objects.filter(pk=task.pk).update(**values)


def test_everybody_who_asks_gets_the_same_task(demo, renders, officer, auditor):
    answers = [person.get(ADDRESS) for person in (officer, auditor, officer)]
    task = DocumentTask.objects.get()
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (303, f"/register/taken/{task.pk}/")
    ] * 3
    assert (task.asked_by, task.state, renders) == ("officer", TaskState.WAITING, [])


def test_once_made_its_address_gives_it_at_once(demo, renders, auditor, officer):
    auditor.get(ADDRESS)
    work_through()
    task = DocumentTask.objects.get()
    there, here = officer.get(ADDRESS), auditor.get(f"/register/taken/{task.pk}/bestand/")
    assert there.status_code == here.status_code == 200
    assert there.content == here.content
    assert there.headers["Content-Disposition"] == here.headers["Content-Disposition"]
    assert renders == ["REG-DM-CONCEPT"]


def test_in_the_background_the_same_bytes_are_made(demo):
    choice = draft(demo.pk, NOW)
    ask("register", "pdf", choice, by="officer", moment=NOW)
    work_through()
    made = make("register", "pdf", choice.edition)
    task = DocumentTask.objects.get()
    assert (task.name, bytes(task.content)) == (made.name, made.content)


def test_other_facts_are_another_document(demo, renders, auditor):
    auditor.get(ADDRESS)
    rename("Anders")
    auditor.get(ADDRESS)
    work_through()
    assert renders == ["REG-DM-CONCEPT"] * 2


def test_it_is_made_of_the_facts_it_was_asked_of(demo):
    choice = draft(demo.pk, NOW)
    ask("register", "json", choice, by="officer", moment=NOW)
    rename("Anders")
    work_through()
    assert bytes(DocumentTask.objects.get().content) == make("register", "json", choice.edition).content


@pytest.mark.parametrize(("least", "status"), [(3, 200), (2, 303)])
def test_only_a_large_register_goes_to_the_background(demo, renders, auditor, monkeypatch, least, status):
    monkeypatch.setattr(files, "register_pdf", lambda edition, facts, progress: b"kort")
    monkeypatch.setitem(files.LONG_FROM, ("register", "pdf"), least)
    assert len(draft(demo.pk, NOW).edition.dossier.activities) == 2
    assert auditor.get(ADDRESS).status_code == status


def test_a_pdf_of_one_role_is_refused_at_once(demo, renders, auditor):
    answer = auditor.get(ADDRESS, {"versie": "concept", "rol": "verwerker"})
    assert (answer.status_code, DocumentTask.objects.count()) == (400, 0)
    assert "De pdf is altijd het hele register" in answer.content.decode()


def test_a_large_draft_of_the_statement_too(demo, auditor, monkeypatch):
    monkeypatch.setitem(files.LONG_FROM, ("statement", "pdf"), 1)
    monkeypatch.setattr(files, "statement_pdf", lambda edition, facts: b"verklaring")
    answer = auditor.get("/register/demo/concept/verklaring.pdf")
    work_through()
    assert auditor.get(f"{answer.headers['Location']}bestand/").content == b"verklaring"


# The page


@pytest.fixture
def of_version(demo, renders) -> DocumentTask:
    """The register of a version, which nobody made yet."""
    return ask_missing(put_without_register(demo), by="officer", moment=NOW)


def test_the_page_reads_neither_documents_nor_facts(of_version, auditor):
    shown = auditor.get(of_version.get_absolute_url()).context["task"]
    assert shown.get_deferred_fields() == {"edition", "content"}
    assert shown.publication.get_deferred_fields() == {"dossier", "findings"}


def test_a_task_that_is_taken_leaves_the_facts_of_its_version(of_version):
    taken = claim(NOW)
    assert taken.get_deferred_fields() == {"content"}
    assert taken.publication.get_deferred_fields() == {"dossier", "findings"}


def test_making_a_register_reads_no_facts_of_its_version(of_version):
    with CaptureQueriesContext(connection) as queries:
        work(claim(NOW))
    assert [query["sql"] for query in queries if '"register_publication"."dossier"' in query["sql"]] == []
    assert DocumentTask.objects.get().state == TaskState.DONE


def test_the_page_says_that_it_waits(task, auditor):
    page = auditor.get(task.get_absolute_url())
    assert "Het document wacht op zijn beurt." in page.content.decode()
    assert "<title>Nog niet klaar: Register van Demo als pdf, concept" in page.content.decode()
    assert (page.headers["Refresh"], page.headers["Cache-Control"]) == ("5", "no-store, private")


def test_the_page_says_how_far_it_is(task, auditor):
    change(task, state=TaskState.BUSY, heartbeat=timezone.now(), done=3, total=8)
    page = auditor.get(task.get_absolute_url()).content.decode()
    assert '<p class="lead" role="status">\n      3 van 8 delen klaar (37%).' in page
    assert '<progress class="far" aria-labelledby="document" value="3" max="8">37%</progress>' in page
    assert "<title>37% klaar: Register van Demo als pdf, concept" in page


def test_a_reader_can_stop_the_refreshing(task, auditor):
    page = auditor.get(task.get_absolute_url(), {"verversen": "nee"})
    assert "Refresh" not in page.headers
    assert "Kijk opnieuw" in page.content.decode()


def test_the_page_gives_the_file_when_it_is_done(task, auditor):
    work_through()
    page = auditor.get(task.get_absolute_url())
    assert "Refresh" not in page.headers
    assert "Download register-demo-concept-2026-11-21.pdf" in page.content.decode()
    assert f'href="/register/taken/{task.pk}/bestand/"' in page.content.decode()


def test_the_file_that_does_not_exist_yet_leads_to_the_page(task, auditor):
    answer = auditor.get(f"/register/taken/{task.pk}/bestand/")
    assert (answer.status_code, answer.headers["Location"]) == (303, task.get_absolute_url())


@pytest.mark.parametrize("name", ["task", "task_file"])
def test_a_page_costs_the_same_with_one_task_and_with_many(task, auditor, name):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            auditor.get(reverse(name, args=[task.pk]))
        return len(queries)

    auditor.get(task.get_absolute_url())
    one = cost()
    for day in range(1, 6):
        ask("register", "pdf", draft(task.provider_id, NOW + timedelta(days=day)), by="officer", moment=NOW)
    assert (DocumentTask.objects.count(), cost()) == (6, one)


PATHS = ["/register/taken/{}/", "/register/taken/{}/bestand/", "/register/taken/{}/opnieuw/"]


@pytest.mark.parametrize("path", PATHS)
def test_who_is_not_signed_in_is_asked_to(task, visitor, path):
    place = path.format(task.pk)
    answer = visitor.post(place) if "opnieuw" in place else visitor.get(place)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={place}")


@pytest.mark.parametrize("path", PATHS)
def test_who_may_not_read_registers_sees_nothing_of_it(task, signed_in_stranger, path):
    change(task, state=TaskState.FAILED, message="Geheim", finished_at=timezone.now())
    place = path.format(task.pk)
    answer = signed_in_stranger.post(place) if "opnieuw" in place else signed_in_stranger.get(place)
    assert answer.status_code == 403
    assert "Geheim" not in answer.content.decode()
    assert DocumentTask.objects.get().state == TaskState.FAILED


@pytest.mark.parametrize("path", PATHS)
def test_a_task_that_is_not_there_or_not_theirs_is_not_found(task, auditor, monkeypatch, path):
    def ask_for(number):
        place = path.format(number)
        return (auditor.post(place) if "opnieuw" in place else auditor.get(place)).status_code

    assert ask_for(task.pk + 1) == 404
    monkeypatch.setattr("register.querysets.DocumentTaskQuerySet.for_user", lambda tasks, user: tasks.none())
    assert ask_for(task.pk) == 404


def test_starting_anew_is_no_link(task, auditor):
    assert auditor.get(f"/register/taken/{task.pk}/opnieuw/").status_code == 405


# When it fails


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (NotAvailableError("Een tekst is te lang."), "Een tekst is te lang."),
        (RuntimeError("boom"), "Door een fout in het programma kon dit document niet worden gemaakt."),
    ],
)
def test_a_failure_is_told_and_not_tried_again_by_itself(task, auditor, monkeypatch, error, message):
    tries = []

    def broken(edition, facts, *, progress=None):
        tries.append(edition)
        raise error

    monkeypatch.setattr(files, "register_pdf", broken)
    work_through()
    work_through()
    page = auditor.get(task.get_absolute_url())
    assert message in page.content.decode()
    assert "boom" not in page.content.decode()
    assert "Probeer opnieuw" in page.content.decode()
    assert "Refresh" not in page.headers
    assert len(tries) == 1


def test_after_a_failure_it_is_made_when_somebody_tries_again(task, auditor, renders):
    change(task, state=TaskState.FAILED, message="Mislukt.", attempts=MOST_ATTEMPTS, finished_at=timezone.now())
    answer = auditor.post(f"/register/taken/{task.pk}/opnieuw/")
    assert (answer.status_code, answer.headers["Location"]) == (302, task.get_absolute_url())
    work_through()
    assert (renders, DocumentTask.objects.get().state) == (["REG-DM-CONCEPT"], TaskState.DONE)


def test_trying_again_does_not_disturb_who_already_does(task, auditor):
    change(task, state=TaskState.BUSY, worker=uuid4(), heartbeat=timezone.now(), done=1, total=2)
    auditor.post(f"/register/taken/{task.pk}/opnieuw/")
    assert DocumentTask.objects.values_list("state", "done").get() == (TaskState.BUSY, 1)


def test_an_edition_of_an_older_program_is_not_guessed_at(task, auditor):
    change(task, edition=b'{"dossier": {}}')
    work_through()
    assert (
        "Vraag het opnieuw vanaf de pagina van het register." in auditor.get(task.get_absolute_url()).content.decode()
    )


# Who makes it


def test_a_task_is_taken_once(task):
    assert claim(NOW).pk == task.pk
    assert claim(NOW) is None


def test_a_silent_process_is_succeeded_and_its_result_thrown_away(task, renders):
    first = claim(NOW)
    assert claim(NOW + SILENT) is None
    second = claim(NOW + SILENT + timedelta(seconds=1))
    work(second)
    change(task, content=b"van de tweede")
    work(first)
    found = DocumentTask.objects.get()
    assert (bytes(found.content), found.state, found.attempts) == (b"van de tweede", TaskState.DONE, 2)


def test_a_process_that_was_succeeded_stops_halfway(task):
    sign = Beat(claim(NOW))
    change(task, worker=uuid4())
    sign._tell()
    with pytest.raises(OvertakenError):
        sign.progress(1, 2)


def test_a_sign_of_life_tells_how_far_it_is(task):
    sign = Beat(claim(NOW))
    sign.progress(3, 7)
    sign._tell()
    found = DocumentTask.objects.get()
    assert (found.done, found.total, found.heartbeat > NOW) == (3, 7, True)


def test_a_document_that_stops_its_process_each_time_is_given_up(task, auditor):
    moment = NOW
    for _ in range(MOST_ATTEMPTS):
        assert claim(moment).pk == task.pk
        moment += SILENT + timedelta(seconds=1)
    assert claim(moment) is None
    assert DocumentTask.objects.values_list("state", "message").get() == (TaskState.FAILED, STOPPED)


def test_what_was_finished_is_thrown_away_after_some_hours(task):
    work_through()
    finished = DocumentTask.objects.get().finished_at
    assert DocumentTask.objects.stale(finished + KEPT).count() == 0
    assert DocumentTask.objects.stale(finished + KEPT + timedelta(seconds=1)).count() == 1
    change(task, finished_at=finished - KEPT - timedelta(minutes=1))
    work_through()
    assert not DocumentTask.objects.exists()


def test_the_facts_do_not_stay_longer_than_needed(task):
    assert bytes(DocumentTask.objects.get().edition)
    work_through()
    assert bytes(DocumentTask.objects.get().edition) == b""


def test_a_process_of_its_own_makes_what_waits(task, renders):
    call_command("make_documents", "--once")
    assert renders == ["REG-DM-CONCEPT"]


# Published versions


def test_publishing_does_not_wait_for_a_large_register(demo, renders):
    publication = go(demo, render=publication_files)
    assert list(publication.files.values_list("kind", flat=True)) == [FileKind.STATEMENT_PDF]
    assert renders == []


def test_the_register_of_a_version_is_made_later_and_kept(demo, renders, auditor):
    publication = put_without_register(demo)
    answer = auditor.get("/register/demo/register.pdf?versie=1")
    task = DocumentTask.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, task.get_absolute_url())
    assert str(task) == "Register van Demo als pdf, versie 1"
    work_through()
    edition = choose(demo.pk, "1", day=TODAY, moment=NOW).register_edition
    expected = make("register", "pdf", edition).content
    kept = PublicationFile.objects.get(publication=publication, kind=FileKind.REGISTER_PDF)
    assert bytes(kept.content) == expected == auditor.get("/register/demo/register.pdf?versie=1").content
    assert DocumentTask.objects.get().content is None
    assert verify().difference == ""


def test_its_file_is_that_of_the_version(demo, renders, auditor):
    put_without_register(demo)
    task = ask_missing(demo.publications.get(), by="officer", moment=NOW)
    work_through()
    answer = auditor.get(f"/register/taken/{task.pk}/bestand/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/register/demo/register.pdf?versie=1")


def test_a_file_that_was_sealed_and_is_gone_is_never_made_anew(demo, renders, auditor):
    publication = go(demo)
    assert ask_missing(publication, by="officer", moment=NOW) is None
    assert auditor.get("/register/demo/register.pdf?versie=1").content == b"register"


def test_who_waits_at_the_command_line_makes_it(demo, renders):
    put_without_register(demo)
    seen = []
    task = ask_missing(demo.publications.get(), by="opdrachtregel", moment=NOW)
    done = complete(task, lambda done, total: seen.append((done, total)))
    assert (done.state, renders) == (TaskState.DONE, ["REG-DM-1"])
    assert seen[:5] == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_command_says_that_the_register_comes_later(demo, renders, capsys):
    call_command("publish", "demo", "--note", "Nieuw.", "--explain", "Volgt.")
    assert capsys.readouterr().out.splitlines()[1:] == [
        "demo: het register als pdf wordt nu gemaakt en komt bij deze versie.",
        "demo: het register als pdf is klaar.",
    ]
    assert PublicationFile.objects.filter(kind=FileKind.REGISTER_PDF).count() == 1


def test_export_gives_what_the_address_will_give(demo, renders, auditor, tmp_path):
    put_without_register(demo)
    path = tmp_path / "register.pdf"
    call_command("export", "register", "demo", "--format", "pdf", "--version", "1", "--output", str(path))
    assert path.read_bytes() == auditor.get("/register/demo/register.pdf?versie=1").content
    assert renders == ["REG-DM-1"]


def test_who_asked_is_written_down(demo, renders, auditor):
    auditor.get(ADDRESS)
    assert DocumentTask.objects.get().asked_by == User.objects.get(username="auditor").get_username()
