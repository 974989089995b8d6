"""One activity with all its rows, as the cells of its lines say."""

from collections.abc import Iterator
from typing import Any

from ..choices import LinkRole
from ..models import (
    ActivityOperation,
    ActivitySecurity,
    ActivitySystem,
    DataCategory,
    DataRow,
    DataSubjectCategory,
    Disclosure,
    LegalBasis,
    ProcessingActivity,
    ProcessingOperation,
    PurposeRow,
    SecurityMeasure,
)
from .fields import OF_BASES
from .reading import Found, Part
from .rows import Codes, Named, put
from .shared import Shared, is_outside
from .words import meanings, squash

_EACH = "De tabel noemt groepen en gegevens elk in een eigen cel; wie welke gegevens heeft, staat er niet bij."
_PROCESSING = (LinkRole.PROCESSOR, LinkRole.SUBPROCESSOR, LinkRole.EITHER_PROCESSOR)


class ActivityRows:
    """One activity with all its rows."""

    def __init__(self, row: ProcessingActivity, found: Found, shared: Shared, codes: Codes) -> None:
        self._row, self._found, self._shared, self._codes = row, found, shared, codes
        self._notes = [f"{part.heading}: {' / '.join(part.said.words.splitlines())}" for part in found.of("note")]

    def write(self) -> list[str]:
        """Save everything; gives in words what is new or changed. Raises WrongCellError."""
        return list(self._written())

    def _written(self) -> Iterator[str]:
        # Before the rows below it, which need one to belong to; notes come after them.
        yield from self._activity()
        for rows in (self._purposes, self._data, self._systems, self._parties, self._words):
            yield from rows()
        yield from self._note()

    def _activity(self) -> Iterator[str]:
        for part in self._found.of("service"):
            self._shared.services.put(part.said.values["name"], {}, [part.cell])
        services = [self._shared.services[part.said.values["name"]] for part in self._found.of("service")]
        cells = [part.cell for part in self._found.parts if part.said.kind in ("activity", "service", "transfer")]
        values = {"title": self._found.title, **self._found.values("activity"), **self._transfer()}
        cells = cells or [self._found.cells[0][0]]
        if values.get("reference") == self._row.number:
            del values["reference"]
        places = {column: part.cell for part in self._found.parts for column in part.said.values}
        places["title"] = places.get("title") or places.get("name") or cells[0]
        cells = list(dict.fromkeys(cells))
        yield from put(self._row, values, cells, self._codes, places=places, services=services)

    def _transfer(self) -> dict[str, str]:
        said = [part.said.values for part in self._found.of("transfer")]
        reasons = list(dict.fromkeys(values["transfer_reason"] for values in said if "transfer_reason" in values))
        answers = ["ja" for values in said if is_outside(values.get("countries", []))]
        answers += [values["transfer"] for values in said if "transfer" in values]
        given = {"transfer": answers[0]} if answers else {}
        return given | ({"transfer_reason": "; ".join(reasons)} if reasons else {})

    def _purposes(self) -> Iterator[str]:
        purposes = Named(PurposeRow, {"activity": self._row}, self._codes)
        names = dict.fromkeys(part.said.values["name"] for part in self._found.of("purpose"))
        for place, name in enumerate(names, start=1):
            cells = [part.cell for part in self._found.of("purpose") if part.said.values["name"] == name]
            yield from purposes.put(name, {}, cells, new={"sequence": place * 10})
            yield from self._bases(purposes[name])
        if not names:
            self._leave([*self._found.of("basis"), *self._found.of("of_bases")])

    def _bases(self, purpose: PurposeRow) -> Iterator[str]:
        articles = set()
        for part in self._found.of("basis"):
            article = part.said.values["article"]
            if article not in articles:
                articles.add(article)
                yield from self._basis(purpose, part, article)
        for part in self._found.of("of_bases"):
            if not any(articles & set(OF_BASES[column]) for column in part.said.values):
                self._leave([part])

    def _basis(self, purpose: PurposeRow, part: Part, article: str) -> Iterator[str]:
        extra = {
            column: value
            for other in self._found.of("of_bases")
            for column, value in other.said.values.items()
            if article in OF_BASES[column]
        }
        row = LegalBasis.objects.filter(purpose=purpose, article=article).first() or LegalBasis(purpose=purpose)
        yield from put(row, part.said.values | extra, [part.cell], self._codes)

    def _data(self) -> Iterator[str]:
        place = 0
        for line in sorted({part.line for part in self._found.parts}):
            parts = [part for part in self._found.parts if part.line == line]
            groups = [part for part in parts if part.said.kind == "group"]
            data = [part for part in parts if part.said.kind == "data"]
            shared = self._of_all(parts, has_rows=bool(data or groups))
            for part in data or groups:
                place += 10
                yield from self._datum(part, [] if part in groups else groups, dict(shared), place)

    def _of_all(self, parts: list[Part], *, has_rows: bool) -> dict[str, Any]:
        """What holds for all data of a line: the term, and where they come from."""
        found: dict[str, Any] = {}
        for part in (part for part in parts if part.said.kind in ("term", "origin")):
            if not has_rows:
                self._leave([part])
            elif part.said.kind == "term":
                found["term"] = self._shared.term(part)
            else:
                found |= part.said.values
        return found

    def _datum(self, part: Part, groups: list[Part], values: dict[str, Any], place: int) -> Iterator[str]:
        said = part.said.values
        cells = [part.cell, *(group.cell for group in groups)]
        if part.said.kind == "group":
            people, said = [self._shared.group(said["name"], said["category"], part.cell)], {}
        elif said["under"]:
            known = self._shared.words[DataSubjectCategory]
            word = meanings("group").get(squash(said["under"]))
            people = [self._shared.group(said["under"], word if word in known else None, part.cell)]
        else:
            people = [self._shared.group(**group.said.values, cell=group.cell) for group in groups]
        others = people[1:]
        category = self._shared.words[DataCategory].get(said.get("category"))
        identity = {name: said.get(name, "") for name in ("name", "condition")}
        identity |= {"activity": self._row, "group": people[0] if people else None}
        same = DataRow.objects.filter(**identity, **({} if identity["name"] else {"category": None})).first()
        row = same or DataRow(**identity, category=category, sequence=place)
        reading = said.get("reading") or (_EACH if others else "")
        values |= {"reading": reading} if reading else {}
        yield from put(row, values, cells, self._codes, other_groups=others)

    def _systems(self) -> Iterator[str]:
        for place, part in enumerate(self._found.of("system"), start=1):
            self._shared.systems.put(part.said.values["name"], {}, [part.cell])
            identity = {"activity": self._row, "system": self._shared.systems[part.said.values["name"]]}
            row = ActivitySystem.objects.filter(**identity).first() or ActivitySystem(**identity, sequence=place * 10)
            yield from put(row, {}, [part.cell], self._codes)

    def _parties(self) -> Iterator[str]:
        parties = self._once("party", "name", "role")
        agreements = self._found.of("agreement")
        working = [part for part in parties if part.said.values["role"] in _PROCESSING]
        alone = (working or parties) if len(working or parties) == 1 else []
        mechanism = self._found.values("transfer").get("mechanism") if len(parties) == 1 else ""
        for place, part in enumerate(parties, start=1):
            role = part.said.values["role"]
            identity = {"provider": self._shared.provider, "activity": self._row, "role": role}
            identity["recipient"] = self._shared.party(part)
            stored = Disclosure.objects.filter(**identity, condition="").first()
            row = stored or Disclosure(**identity, sequence=place * 10)
            agreed = agreements[0].said.values if agreements and part in alone else {}
            known = part.said.values.get("mechanism") or mechanism
            values = {**agreed, **({"mechanism": known} if known else {})}
            yield from put(row, values, [part.cell, *(one.cell for one in agreements if agreed)], self._codes)
        if not alone:
            self._leave(agreements)

    def _once(self, kind: str, *names: str) -> list[Part]:
        """The parts of a kind without those that an earlier line has too."""
        found = {tuple(squash(part.said.values[name]) for name in names): part for part in self._found.of(kind)[::-1]}
        return list(found.values())[::-1]

    def _words(self) -> Iterator[str]:
        of_provider = {"provider": self._shared.provider, "activity": self._row}
        for kind, model, words in (
            ("measure", ActivitySecurity, SecurityMeasure),
            ("operation", ActivityOperation, ProcessingOperation),
        ):
            for place, part in enumerate(self._found.of(kind), start=1):
                said = dict(part.said.values)
                identity = {**of_provider, kind: self._shared.words[words][said.pop(kind)]}
                stored = model._default_manager.filter(**identity).first()
                row: Any = stored or model(**identity, sequence=place * 10)
                yield from put(row, said if kind == "measure" else {}, [part.cell], self._codes)

    def _leave(self, parts: list[Part]) -> None:
        """What has no row to stand on becomes a note, in the words of its cell."""
        self._notes += [f"{part.heading}: {' / '.join(part.cell.text.splitlines())}" for part in parts]

    def _note(self) -> Iterator[str]:
        """Notes under headings of the file are replaced, and everything else in the note stays."""
        headings = tuple({f"{heading}: " for _, heading in self._found.cells})
        kept = [line for line in self._row.note.splitlines() if not line.startswith(headings)]
        lines = [*kept, *dict.fromkeys(self._notes)]
        if set(lines) != set(self._row.note.splitlines()):
            note = "\n".join(lines)
            sources = [part.cell for part in self._found.of("note")] or [self._found.cells[0][0]]
            changed = put(self._row, {"note": note}, sources, {})
            yield from (["interne notitie"] if changed else [])
