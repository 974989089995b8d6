"""Make the documents that wait, in a process of its own beside the web processes."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from register.documents.tasks import work_through

# Seconds between two looks at an empty queue.
PAUSE = 2.0


class Command(BaseCommand):
    help = (
        "Maakt grote documenten die wachten, tot u het stopt. Nodig is het niet: een webproces doet het ook. "
        "Het is er voor wie dat werk in een eigen proces of op een andere machine wil."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop zodra er niets meer wacht")

    def handle(self, *args: Any, **options: Any) -> None:
        work_through()
        try:
            while not options["once"]:
                time.sleep(PAUSE)
                work_through()
        except KeyboardInterrupt:
            # What it was making goes on in another process, or with the next start.
            self.stdout.write("Gestopt.")
