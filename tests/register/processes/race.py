"""Two publishers at once, and a save while a file is made; prints what happened as JSON."""

import json
import os
import sys
import threading

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"
ROUNDS = 5


def two_publishers(round_number: int) -> dict:
    """Both have made their files when they reach the transaction together."""
    from django.db import connection

    from providers.models import Provider, Service
    from register.models import Publication
    from register.publications.publishing import RefusedError
    from tests.data import edit
    from tests.register.published import FILES, go

    meet = threading.Barrier(2)
    answers = []

    def render(edition):
        meet.wait(timeout=20)
        return FILES

    def publisher(name):
        try:
            made = go(Provider.objects.get(slug="demo"), render=render, author=name)
            answers.append(["versie", made.number, made.author])
        except RefusedError as error:
            answers.append(["geweigerd", *error.reasons])
        finally:
            connection.close()

    edit(Service.objects.filter(provider__slug="demo"), name=f"Ronde {round_number}")
    before = Publication.objects.count()
    threads = [threading.Thread(target=publisher, args=(name,)) for name in ("Anna", "Bram")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return {"added": Publication.objects.count() - before, "answers": sorted(answers, key=lambda answer: answer[0])}


def a_save_meanwhile() -> dict:
    """Whether a save is done before a publisher has its files, and what the publisher then hears."""
    from django.db import connection

    from providers.models import Provider, Service
    from register.publications.publishing import RefusedError
    from tests.data import edit
    from tests.register.published import FILES, go

    saved = []

    def save():
        service = Service.objects.filter(provider__slug="demo").first()
        service.name = "Tijdens het maken"
        service.save()
        connection.close()

    def render(edition):
        officer = threading.Thread(target=save)
        officer.start()
        officer.join(timeout=30)
        saved.append(not officer.is_alive())
        return FILES

    edit(Service.objects.filter(provider__slug="demo"), name="Vooraf")
    try:
        go(Provider.objects.get(slug="demo"), render=render)
        answer = ["gepubliceerd"]
    except RefusedError as error:
        answer = list(error.reasons)
    return {"saved": saved, "answer": answer}


def main() -> None:
    django.setup()
    rounds = [two_publishers(number) for number in range(ROUNDS)]
    json.dump({"rounds": rounds, "save": a_save_meanwhile()}, sys.stdout)


if __name__ == "__main__":
    main()
