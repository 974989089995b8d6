"""The annex of Telecom Service comes in as its fourteen activities, with at most ten cells corrected."""

import pytest

from register.bringing.brought import Brought, bring
from register.bringing.words import squash
from register.models import ProcessingActivity
from tests.register.bringing import annex

# The number of an activity and the column, counted from one, of each cell that an officer types anew: a heading that is
# no service, systems in a sentence, and data that stand in sentences.
CORRECTED = (*((1, 1), (2, 1), (8, 1), (11, 1), (12, 1)), *((4, 2), (9, 2), (12, 2), (13, 2)))


def typed(activity: ProcessingActivity, column: int) -> str:
    """What an officer types in the place of a cell: what it means, a line for each thing."""
    if column == 2:
        role = f"\nRol: {activity.get_role_display()}" if activity.role else ""
        return "\n".join(f"- {row.name}" for row in activity.datarow_set.all()) + role
    service = next((row.name for row in activity.services.all()), f"Titel: {activity.title}")
    return f"{service}\nSystemen: " + "; ".join(annex.systems(activity))


def facts(activity: ProcessingActivity) -> dict:
    bases = {basis.article for purpose in activity.purposerow_set.all() for basis in purpose.bases.all()}
    return {
        "services": {squash(row.name) for row in activity.services.all()},
        "systems": set(map(squash, annex.systems(activity))),
        "bases": bases,
        "processors": set(map(squash, annex.processors(activity))),
        "no_processors": activity.no_processors,
        "no_recipients": activity.no_recipients,
        "role": activity.role,
    }


def names(activity: ProcessingActivity) -> set[str]:
    return {squash(row.name) for row in activity.datarow_set.all() if row.name}


@pytest.fixture
def brought(five, administrator):
    """Reads an annex for a new provider."""

    def read(content: bytes) -> Brought:
        return Brought(bring(administrator.user, "bijlage.txt", "html", content, name="Nieuw", prefix="NW"))

    return read


@pytest.mark.parametrize("path", annex.ANNEXES, ids=lambda path: path.name if path else "made")
def test_the_annex_gives_the_fourteen_activities_with_at_most_ten_corrections(brought, path):
    recorded = annex.activities()
    assert len(CORRECTED) <= 10
    table = brought(annex.content(path))
    for number, column in CORRECTED:
        cell, heading = table.found[number - 1].cells[column - 1]
        table.correct(heading, cell.text, typed(recorded[number - 1], column))
    report = Brought(table.kept).write("NW-01", keep=True)
    assert report.counts == {"nieuw": 14}
    read_in = list(ProcessingActivity.objects.filter(provider=report.provider).order_by("number"))
    assert [facts(row) for row in read_in] == [facts(row) for row in recorded]
    # Nothing that the project did not record; parts of an item, and data named elsewhere, it recorded apart.
    assert [names(new) - names(old) for new, old in zip(read_in, recorded, strict=True)] == [set()] * 14
    found, known = (sum(len(names(row)) for row in rows) for rows in (read_in, recorded))
    assert found / known > 0.7


def test_a_fact_of_the_annex_names_its_cell(brought):
    report = brought(annex.made().encode()).write("NW-01", keep=True)
    activity = ProcessingActivity.objects.get(provider=report.provider, number="NW-01")
    (document,) = {row.document for row in activity.passages}
    # The table begins with its head.
    assert activity.source == f"{document} r2 k1; {document} r2 k5"
    assert {row.source for row in activity.datarow_set.all()} == {f"{document} r2 k2"}
    assert {basis.source for row in activity.purposerow_set.all() for basis in row.bases.all()} == {f"{document} r2 k4"}
