"""Every public fact is on the page, and nothing else decides what is there."""

import enum
import html as escaping
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from providers.models import Provider
from register.dossier import Dossier, for_customers, live_dossier
from register.dossier.canonical import public_fields
from tests.register.filled import REFERENCES
from tests.register.statement_help import filled, html, page

DOSSIER = filled()

# Keys are left out everywhere: names inside the Dossier that no customer reads.
NOT_ON_THE_PAGE = {
    "Provider.slug": "the address of the page itself",
    "SecurityMeasure.explanation": "only when the provider has no explanation of its own",
    "PageText.tagline": "stands on the index, see test_public_pages",
    "SharingPolicy.supplier_contact": "the same contact is recorded for this use",
    "Report.services": "the services of the activity go without saying, others do not, see test_cards",
    "DataRow.purposes": "with one purpose it is for that one anyway; more are in test_cards",
    "Door.heading": "the heading of a page of its own, see test_situations",
    "DataCategory.telling": "changes the order of a longer list, see test_answers",
    "Provider.dpo_designated": "the name and contact of the officer already say so",
    "RetentionTerm.start_not_applicable": "a term without a start has none to print, whether it has one or not",
    "RequestHandling.id_copy_masked": "the parts already say so",
    **dict.fromkeys(
        ("DataCategory.name_en", "SecurityMeasure.name_en", "ProcessingOperation.name_en", "StatutoryGround.name_en"),
        "stands on the English page, see test_marking",
    ),
}
# Without these there is no row.
REQUIRED = {
    "ActivitySystem.system", "Disclosure.recipient", "ActivitySecurity.measure", "ActivityOperation.operation",
    "Door.group",
}  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    """A single value in a Dossier: how to reach it, whose field it is."""

    steps: tuple[str | int, ...]
    owner: str
    name: str
    value: Any
    public: bool

    @property
    def label(self) -> str:
        return f"{self.owner}.{self.name}"


def leaves(value: Any, steps: tuple[str | int, ...] = (), public: bool = True) -> Iterator[Leaf]:
    """Every single value of a Dossier."""
    for name in value.__struct_fields__:
        item, seen = getattr(value, name), public and name in public_fields(type(value))
        path = (*steps, name)
        if isinstance(item, msgspec.Struct):
            yield from leaves(item, path, seen)
        elif isinstance(item, tuple) and item and isinstance(item[0], msgspec.Struct):
            for number, row in enumerate(item):
                yield from leaves(row, (*path, number), seen)
        else:
            yield Leaf(path, type(value).__name__, name, item, seen)


def replaced(value: Any, steps: tuple[str | int, ...], new: Any) -> Any:
    """The same Dossier with one other value."""
    if not steps:
        return new
    first, *rest = steps
    if isinstance(first, int):
        return (*value[:first], replaced(value[first], tuple(rest), new), *value[first + 1 :])
    return msgspec.structs.replace(value, **{first: replaced(getattr(value, first), tuple(rest), new)})


def others(leaf: Leaf) -> list[Any]:
    """Values that say something else."""
    if leaf.steps[0] == "activities" and leaf.label == "Remark.section":
        return []  # what is said of an activity stands with the activity
    if isinstance(leaf.value, enum.Enum):
        return [item for item in type(leaf.value) if item != leaf.value]
    if isinstance(leaf.value, bool):
        return [not leaf.value]
    if isinstance(leaf.value, int):
        return [leaf.value + 1]
    if leaf.name in (*REFERENCES, "category", "purposes", "purpose", "activity", "country"):
        return [] if leaf.label in REQUIRED or not leaf.value else [() if isinstance(leaf.value, tuple) else None]
    return [f"{leaf.value} anders"] if isinstance(leaf.value, str) else []


ALL = list(leaves(DOSSIER))
PUBLIC = [leaf for leaf in ALL if leaf.public and leaf.name != "key"]


@pytest.fixture(scope="module")
def before():
    """The page of the Dossier in which nothing was changed."""
    return page(DOSSIER)


def test_the_filled_dossier_can_be_read_back():
    assert msgspec.json.decode(msgspec.json.encode(DOSSIER), type=Dossier) == DOSSIER
    assert len(PUBLIC) > 200


def test_every_public_text_is_in_the_html():
    seen = escaping.unescape(html(DOSSIER)).lower()
    missing = [
        leaf.label
        for leaf in PUBLIC
        if isinstance(leaf.value, str) and "Merk" in leaf.value and leaf.value.lower() not in seen
    ]
    assert [label for label in missing if label not in NOT_ON_THE_PAGE] == []


def marked(dossier: Dossier) -> tuple[Dossier, dict[str, str]]:
    """The same with a mark of its own in every public text, and whose text each mark is."""
    marks = {}
    for leaf in leaves(for_customers(dossier)):
        is_text = isinstance(leaf.value, str) and not isinstance(leaf.value, enum.Enum)
        is_reference = leaf.name in (*REFERENCES, "key", "category", "activity", "number", "group", "address")
        if leaf.public and is_text and not is_reference and leaf.label not in NOT_ON_THE_PAGE:
            mark = f"merk{len(marks):04}x"
            marks[mark] = leaf.label
            dossier = replaced(dossier, leaf.steps, f"{leaf.value} {mark}")
    return dossier, marks


@pytest.mark.django_db
def test_every_text_of_the_five_providers_is_on_their_page(five):
    lost = []
    for provider in Provider.objects.all():
        dossier, marks = marked(for_customers(live_dossier(provider.pk)))
        seen = html(dossier).lower()
        assert len(marks) > 100
        # The name that a provider gives its data goes before the shared word.
        kept = {mark: label for mark, label in marks.items() if label != "DataCategory.name"}
        lost += [(provider.slug, label) for mark, label in kept.items() if mark not in seen]
    assert lost == []


@pytest.mark.parametrize("leaf", PUBLIC, ids=lambda leaf: ".".join(map(str, leaf.steps)))
def test_another_public_value_is_another_page(before, leaf):
    if leaf.label in NOT_ON_THE_PAGE or not others(leaf):
        return
    assert any(page(replaced(DOSSIER, leaf.steps, value)) != before for value in others(leaf))


# Marketing moves the right to object to a place of its own (art. 21(4) AVG).
# Activities that ended or are internal are left out.
# Own people have no page, so no door.
MOVES_THE_PAGE = {
    *("Purpose.type", "Purpose.key", "PurposeRow.purpose", "Activity.status", "Activity.internal"),
    *("DataSubjectCategory.own_people", "SubjectGroup.category"),
}


def test_what_only_the_register_knows_changes_nothing(before):
    hidden = [leaf for leaf in ALL if not leaf.public and leaf.label not in MOVES_THE_PAGE]
    assert len(hidden) > 40
    for leaf in hidden:
        for value in others(leaf):
            assert page(replaced(DOSSIER, leaf.steps, value)) == before, leaf.label


def test_no_key_of_the_dossier_leaks_into_words():
    words = re.sub(r"<[^>]*>", " ", html(DOSSIER))
    found = {word for word in re.findall(r"\w+", words) if "_" in word}
    assert found == set()


@pytest.mark.parametrize("nasty", ["<script>{}</script>", "\"' onload=x {} & <b>", "{{{{ {} }}}}"])
def test_everything_typed_is_escaped(nasty):
    made = html(filled(nasty))
    assert "<script" not in made
    assert "<b>" not in made.replace("<b>Goed om te weten.</b>", "")
    assert not re.search(r"<[^>]*\sonload=", re.sub(r'"[^"]*"', '""', made))
    assert escaping.unescape(made).count(nasty.format("Merk").split("Merk")[0] + "Merk") > 50
