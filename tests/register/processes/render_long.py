"""A process that makes chapters without end in two workers."""

import itertools

from register.pdf.jobs import Job
from register.pdf.workers import render_all

if __name__ == "__main__":
    chapters = (Job("<p>woord</p>" * 20_000, ("page.css", "register.css")) for _ in itertools.repeat(None, 4))
    print([place for place, _ in render_all(chapters, workers=2)])  # noqa: T201
