"""Publish in a child process that is killed at many moments; prints as JSON what each one left behind."""

import json
import os
import select
import signal
import sys
from collections.abc import Callable

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"
MOMENTS = 20


def in_child(work: Callable[[int, int], None]) -> tuple[int, int, int]:
    """Start a child that tells its progress through a pipe and is answered through another.

    This process itself never opens the database.
    """
    reader, writer = os.pipe()
    answers, answer = os.pipe()
    child = os.fork()
    if child == 0:
        # Else the child waits for ever for the answer of a parent that is gone.
        os.close(answer)
        try:
            work(writer, answers)
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(writer)
    os.close(answers)
    return child, reader, answer


def publish_step_by_step(pipe: int, answers: int, name: str) -> None:
    """One byte before and after every statement, every file and the commit: T inside the transaction.

    After each it waits until it may go on.
    """
    from django.db import connection

    from providers.models import Provider, Service
    from tests.data import edit
    from tests.register.published import FILES, go

    def step():
        os.write(pipe, b"T" if connection.in_atomic_block else b".")
        os.read(answers, 1)

    def statement(execute, *args):
        step()
        result = execute(*args)
        step()
        return result

    def render(edition):
        for _ in FILES:
            step()
        return FILES

    edit(Service.objects.filter(provider__slug="demo"), name=name)
    provider = Provider.objects.get(slug="demo")
    commit = connection._commit
    connection._commit = lambda: (step(), commit(), step())
    with connection.execute_wrapper(statement):
        go(provider, render=render)


def publish_and_kill(name: str, moment: int | None) -> str:
    """The steps that were taken before the kill; all of them without a moment."""
    child, reader, answer = in_child(lambda pipe, answers: publish_step_by_step(pipe, answers, name))
    steps = b""
    # A child that hangs would otherwise hold up the tests for ever.
    while select.select([reader], [], [], 30)[0] and (byte := os.read(reader, 1)):
        steps += byte
        if len(steps) == moment:
            break
        os.write(answer, b".")
    if moment is not None:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reader)
    os.close(answer)
    assert moment is None or os.WIFSIGNALED(status), "the child was done before it could be killed"
    return steps.decode()


def look() -> dict:
    """What is in the database, read by a new process."""

    def work(pipe, answers):
        from register.models import Publication, PublicationFile
        from register.publications.verification import verify

        found = {
            "publications": Publication.objects.count(),
            "files": PublicationFile.objects.count(),
            "difference": verify().difference,
        }
        os.write(pipe, json.dumps(found).encode())

    child, reader, answer = in_child(work)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    os.close(answer)
    os.waitpid(child, 0)
    return json.loads(text)


def main() -> None:
    django.setup()
    # Every later version has one before it, which is read too.
    publish_and_kill("Eerste", None)
    total = len(publish_and_kill("Zonder onderbreking", None))
    # The last four: before and after the last insert, before and after the commit.
    moments = [1 + number * (total - 5) // (MOMENTS - 5) for number in range(MOMENTS - 4)]
    moments += [total - 3, total - 2, total - 1, total]
    states = [look()]
    kills = []
    for moment in moments:
        steps = publish_and_kill(f"Moment {moment}", moment)
        states.append(look())
        kills.append({"moment": moment, "of": total, "in_transaction": steps[-1] == "T", "left": states[-1]})
    publish_and_kill("Na alles", None)
    json.dump({"first": states[0], "kills": kills, "last": look()}, sys.stdout)


if __name__ == "__main__":
    main()
