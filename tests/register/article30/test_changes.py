"""The annex with all changes since the version before, and the figure in the summary."""

import msgspec
import pytest

from register.article30 import article30
from register.article30.changes import changes
from register.choices import Role
from register.documents.as_json import register_json
from register.documents.files import register_page
from register.dossier import Dossier, Edition, public_part
from register.dossier.types import DataRow
from register.pdf.documents import register_pdf
from tests.register.filled import MADE_AT, edition, filled_dossier
from tests.register.pdf_reader import Reader

BEFORE = filled_dossier(Role.CONTROLLER)


def with_activity(**values) -> Dossier:
    first, *rest = BEFORE.activities
    return msgspec.structs.replace(BEFORE, activities=(msgspec.structs.replace(first, **values), *rest))


def issue(after: Dossier, **more) -> Edition:
    return Edition(dossier=after, made_at=MADE_AT, previous=BEFORE, number=3, **more)


def text(side) -> str:
    lines = (
        "".join(f"{run.before}{f'[{run.text}]' if run.is_marked else run.text}" for run in line) for line in side.lines
    )
    return "; ".join(lines) or side.absent


def rows(after: Dossier):
    found = changes(issue(after), number=7)
    return [
        (row.number, row.kind, row.part, row.field, text(row.was), text(row.now))
        for table in found.tables
        for row in table.rows
    ]


NUMBER, TITLE = BEFORE.activities[0].number, BEFORE.activities[0].title


def test_a_changed_field_has_what_it_was_and_what_it_is_now():
    assert rows(with_activity(title="Heel anders")) == [
        (NUMBER, "gewijzigd", "Heel anders", "titel", f"[{TITLE}]", "[Heel anders]")
    ]


def test_only_the_changed_word_is_marked():
    before = with_activity(description="Wij bewaren de tijden. Klaar.")
    after = with_activity(description="Wij wissen de tijden. Klaar.")
    found = changes(Edition(dossier=after, made_at=MADE_AT, previous=before, number=3), number=7)
    ((row,),) = (table.rows for table in found.tables)
    assert (text(row.was), text(row.now)) == ("Wij [bewaren] de tijden. Klaar.", "Wij [wissen] de tijden. Klaar.")


def test_facts_of_the_register_alone_are_in_it():
    after = with_activity(dpia_reason="nagekeken")
    old = BEFORE.activities[0].dpia_reason
    assert [row[1:] for row in rows(after)] == [("gewijzigd", TITLE, "motivering DPIA", f"[{old}]", "[nagekeken]")]
    assert public_part(after) == public_part(BEFORE)


def test_a_row_that_came_and_one_that_went():
    new = DataRow(sequence=99, name="Foto", optional=True)
    came = with_activity(data=(*BEFORE.activities[0].data, new))
    assert rows(came) == [
        (
            NUMBER,
            "toegevoegd",
            f"{TITLE}: Gegevens Foto",
            "",
            "stond er niet",
            "in eigen woorden: [Foto]; optioneel: [ja]",
        )
    ]
    went = Edition(dossier=BEFORE, made_at=MADE_AT, previous=came, number=3)
    ((row,),) = (table.rows for table in changes(went, number=7).tables)
    assert (row.kind, text(row.was), text(row.now)) == (
        "vervallen",
        "in eigen woorden: [Foto]; optioneel: [ja]",
        "staat er niet meer",
    )


def test_members_of_a_set_are_told_apart():
    first = BEFORE.activities[0]
    after = with_activity(services=())
    (row,) = [row for row in rows(after) if row[3] == "diensten"]
    assert row[4].count("[") == len(first.services) > 0


def test_a_fact_of_the_whole_provider_has_no_number():
    after = msgspec.structs.replace(BEFORE, provider=msgspec.structs.replace(BEFORE.provider, kvk="12345678"))
    ((number, *_, field, _, now),) = rows(after)
    assert (number, field, now) == ("algemeen", "KvK-nummer", "[12345678]")


def test_no_version_before_means_no_annex():
    view = article30(edition(BEFORE, number=1))
    assert view.changes is None
    assert "Wijzigingen sinds" not in register_page(edition(BEFORE, number=1))
    assert view.figures[-1][0] == "Bewaartermijnen"


def test_no_change_is_said():
    view = article30(issue(BEFORE))
    intro = "Er is niets veranderd."
    assert (view.changes.intro, view.changes.count, view.changes.tables) == (intro, 0, ())


def test_the_annex_is_the_last_one_and_the_summary_counts_it():
    view = article30(issue(with_activity(title="Anders", dpia_reason="nagekeken")))
    assert (view.changes.number, view.changes.title) == (len(view.annexes) + 1, "Wijzigingen sinds versie 2")
    assert view.figures[-1] == ("Wijzigingen sinds versie 2", 1)
    assert "1 gewijzigd" in view.changes.intro


def test_a_draft_names_the_version_before_without_a_number():
    view = article30(Edition(dossier=with_activity(title="Anders"), made_at=MADE_AT, previous=BEFORE))
    assert view.changes.title == "Wijzigingen sinds de vorige versie"


def test_the_part_of_one_role_has_no_list_of_changes():
    assert article30(issue(with_activity(title="Anders")), "verantwoordelijke").changes is None


def test_screen_marks_changes_without_colour():
    html = register_page(issue(with_activity(title="Heel <b>anders</b>")))
    assert f"<del>{TITLE}</del>" in html
    assert "<ins>Heel &lt;b&gt;anders&lt;/b&gt;</ins>" in html


@pytest.fixture(scope="module")
def reader() -> Reader:
    made = issue(with_activity(title="Heel anders"))
    return Reader(register_pdf(made, register_json(made)))


def test_pdf_has_the_annex_with_a_bookmark_and_a_link(reader):
    annex = f"Bijlage {len(article30(edition(BEFORE)).annexes) + 1}. Wijzigingen sinds versie 2"
    assert (1, annex) in reader.outline()
    assert "wijzigingen" in reader.destinations()
    whole = " ".join(reader.text(number) for number in range(len(reader.pdf.pages)))
    # In the summary, in the contents and as the head of the annex.
    assert whole.count("Wijzigingen sinds versie 2") == 3
    assert "Is nu" in whole


def test_a_long_list_of_changes_is_printed_whole():
    first = BEFORE.activities[0]
    added = tuple(DataRow(sequence=100 + n, name=f"Nieuw{n}", explanation="Woord. " * 400) for n in range(3))
    made = issue(with_activity(data=(*first.data, *added)))
    reader = Reader(register_pdf(made, register_json(made)))
    whole = " ".join(reader.text(number) for number in range(len(reader.pdf.pages)))
    start = whole.index("Wijzigingen sinds versie 2", whole.index("Vaststelling"))
    assert whole[start:].count("Woord.") == 3 * 400
