"""Rows per second of an import with sets and full history, beside plain django-import-export with simple-history.

    python -m tests.benchmarks.imports [--database URL] [--sizes N N N]

Plain is what both packages do out of the box, for a model with the columns and sets of ours that are filled here; the
table it reads is in memory already. Ours is the command, from the bytes of a workbook to the last row, every check and
the history of one edit included. After that: a workbook of many activities, and many rows by the command.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Activities: for the comparison, for the workbook that is timed, and in the large file.
SIZES = (300, 1_000, 3_300)
LEAST, SECONDS = 8.0, 3.0


def main() -> int:
    """Print what was measured; 1 when ours is less than eight times as fast, or the workbook takes too long."""
    from tests.benchmarks.setup import use_temporary_database

    parser = argparse.ArgumentParser()
    parser.add_argument("--database")
    parser.add_argument("--sizes", type=int, nargs=3, default=SIZES)
    options = parser.parse_args()
    folder = use_temporary_database(options.database)
    compared, exported, large = options.sizes
    ours = _ours("klein", "KL", compared, folder)
    taken = _export("middel", "MD", exported, folder)
    fast = _ours("groot", "GR", large, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    plain = compared / _seconds(lambda: _plain(compared))
    for line in (
        f"gewoon {plain:.0f} rijen/s; wij {ours:.0f} rijen/s: {ours / plain:.1f} maal",
        f"werkmap van {exported} verwerkingen in {taken:.1f} CPU-s",
        f"bestand van {3 * large} rijen: {fast:.0f} rijen/s; geheugen ten hoogste {peak} MB",
    ):
        print(line)  # noqa: T201
    return 1 if ours < LEAST * plain or taken > SECONDS else 0


def _seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def _plain(count: int) -> None:
    from import_export import fields, resources, widgets

    from tests.benchmarks import plain

    plain.make_tables()
    owner = plain.PlainOwner.objects.create(slug="gewoon")
    plain.PlainService.objects.bulk_create(plain.PlainService(owner=owner, key=f"dienst{n}") for n in range(5))
    many = widgets.ManyToManyWidget(plain.PlainService, field="key", separator=",")
    declared = {
        "owner": fields.Field("owner", "owner", widget=widgets.ForeignKeyWidget(plain.PlainOwner, "slug")),
        **{name: fields.Field(name, name, widget=many) for name in ("services", "others", "more")},
    }
    meta = {"import_id_fields": ["number"], "fields": [*declared, "number", "title", "description", "source", "role"]}
    kind = resources.modelresource_factory(plain.PlainActivity, meta_options=meta, custom_fields=declared)
    result = kind().import_data(plain.dataset(count), raise_errors=True)
    assert result.totals["new"] == count
    assert plain.PlainActivity.history.count() >= count


def _contents(slug: str, prefix: str, count: int) -> Iterator[Any]:
    """A provider in which each activity has a purpose and a kind of data that serves it: three rows, four sets."""
    from providers.models import Provider, Service
    from register.exchange.facts import Content
    from register.models import DataRow, ProcessingActivity, PurposeRow

    yield Content(Provider, {"slug": slug, "prefix": prefix, "name": slug}, "")
    for number in range(5):
        yield Content(Service, {"provider": [slug], "key": f"dienst{number}", "name": f"Dienst {number}"}, "")
    for number in range(1, count + 1):
        own = {"activity": [name := f"{prefix}-{number:02}"], "source": f"000 r{number}"}
        services = [[slug, f"dienst{place}"] for place in range(number % 4 + 1)]
        typed = {"number": name, "title": f"Verwerking {number}", "description": "Wat er gebeurt. " * 5}
        yield Content(ProcessingActivity, {"provider": [slug], **typed, "services": services, "role": "controller"}, "")
        yield Content(PurposeRow, {**own, "key": "doel", "name": "Bereikbaar zijn"}, "")
        yield Content(DataRow, {**own, "name": "Nummer", "purposes": [[name, "doel"]], "origin": "klant"}, "")


def _ours(slug: str, prefix: str, count: int, folder: Path) -> float:
    """Rows per second of the command."""
    from django.core.management import call_command

    from register.exchange.workbook import workbook
    from register.models import ProcessingActivity

    path = folder / f"{slug}.xlsx"
    path.write_bytes(workbook(_contents(slug, prefix, count), "xlsx"))
    with (folder / "uitvoer.txt").open("w") as out:
        taken = _seconds(lambda: call_command("import_register", path, stdout=out))
    assert ProcessingActivity.objects.filter(provider__slug=slug).count() == count
    return 3 * count / taken


def _export(slug: str, prefix: str, count: int, folder: Path) -> float:
    """CPU seconds from rows to workbook, of this process."""
    from providers.models import Provider
    from register.exchange.workbook import of_providers

    _ours(slug, prefix, count, folder)
    number = Provider.objects.get(slug=slug).pk
    start = time.process_time()
    of_providers([number], "xlsx")
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
