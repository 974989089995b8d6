"""The annex of Telecom Service as a file: the text itself where it is at hand, and else one made of its facts."""

from html import escape
from itertools import groupby
from pathlib import Path

from register.models import ProcessingActivity

STATEMENTS = Path(__file__).resolve().parents[4] / "shared" / "statements"
HEADINGS = ("Dienst", "Type persoonsgegevens", "Doeleinden", "Grondslag voor verwerking", "Betrokken (sub)verwerkers")


def activities() -> list[ProcessingActivity]:
    """The fourteen, as the project recorded them."""
    return list(ProcessingActivity.objects.filter(provider__slug="telecom-service").order_by("number"))


# Always the one made of the facts, and the text itself when this checkout stands beside it.
ANNEXES = (None, *STATEMENTS.glob("004_*"))


def content(path: Path | None) -> bytes:
    """What the file holds."""
    return path.read_bytes() if path else made().encode()


def made() -> str:
    """A table with a row for each activity, and lists in its cells."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells(row))}</tr>" for row in activities())
    head = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    return f"<p>Omschrijving</p><table><tr>{head}</tr>{rows}</table>"


def cells(activity: ProcessingActivity) -> list[str]:
    """What the annex says of an activity, a cell for each heading."""
    service = next((row.name for row in activity.services.all()), "Algemeen")
    return [
        f"<p><b>{escape(service)}</b></p><p><i>Systemen: {escape(' + '.join(systems(activity)))}</i></p>",
        _data(activity),
        "".join(f"<p>{escape(row.name)}</p>" for row in activity.purposerow_set.all()),
        " ".join(dict.fromkeys(row.label for purpose in activity.purposerow_set.all() for row in purpose.bases.all())),
        "Geen" if activity.no_processors else "".join(f"<p>{escape(name)}</p>" for name in processors(activity)),
    ]


def _data(activity: ProcessingActivity) -> str:
    found = ""
    for group, rows in groupby(activity.datarow_set.all(), key=lambda row: row.group):
        items = "".join(f"<li>•{escape(row.name)}</li>" for row in rows if row.name)
        found += (f"<p><u>Van {escape(group.name)}:</u></p>" if group else "") + f"<ul>{items}</ul>"
    return found


def systems(activity: ProcessingActivity) -> list[str]:
    return [row.system.name for row in activity.activitysystem_set.select_related("system")]


def processors(activity: ProcessingActivity) -> list[str]:
    rows = activity.disclosure_set.filter(role="(sub)verwerker").select_related("recipient")
    return [row.recipient.name for row in rows]
