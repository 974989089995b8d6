"""Letters b, c and f: why, whose and which data, and until when."""

from typing import Any

from retention.words import lacks_start

from ..dossier.types import Activity, DataRow, Keys, PurposeRow
from ..wording import capital, counted, enumerated, joined, plain, small, term_words, with_brackets
from .lookup import SHARED, Lookup
from .types import Block, Field, State, block


def purposes(activity: Activity, lookup: Lookup) -> Field:
    """Why the data are processed."""
    label, general = "Doeleinden", lookup.dossier.general_purposes
    if general and not activity.purposes:
        line = f"{counted(len(general), 'doel', 'doelen')} voor de hele aanbieder ({SHARED})"
        return Field(label, block([line]), State.PARTIAL, "welk doel hier geldt")
    return _listed(label, tuple(_purpose(row, lookup) for row in activity.purposes))


def _purpose(row: PurposeRow, lookup: Lookup) -> str:
    opt_out = f"afmelden: {row.opt_out}" if row.opt_out else ""
    about = with_brackets(row.name, _kind_of_purpose(row, lookup), row.condition, opt_out)
    return joined((about, row.explanation), ": ") + lookup.mark(row)


def _kind_of_purpose(row: PurposeRow, lookup: Lookup) -> str:
    word = lookup.name("purposes", row.purpose)
    return "" if word.casefold() == row.name.casefold() else small(word)


def subjects(activity: Activity, lookup: Lookup) -> Field:
    """Whose data they are."""
    keys = dict.fromkeys(key for row in activity.data for key in row.groups)
    return _listed("Betrokkenen", tuple(_subject(key, lookup) for key in keys))


def _subject(key: str, lookup: Lookup) -> str:
    group = lookup.find("subject_groups", key)
    if group is None:
        return key
    category = lookup.find("data_subject_categories", group.category)
    word = category.name if category and category.name.casefold() != group.name.casefold() else ""
    vulnerable = "kwetsbare groep" if category and category.vulnerable else ""
    return joined((with_brackets(group.name, word, vulnerable, group.condition), group.description), ": ")


def data(activity: Activity, lookup: Lookup) -> Field:
    """Which data, per group of people; what shares its term, origin and condition is one line."""
    rows = [row for row in activity.data if row.category or row.name]
    grouped: dict[Any, list[DataRow]] = {}
    for row in rows:
        details = (_data_details(row, activity), row.explanation)
        grouped.setdefault((row.groups, row.term, row.origin, row.origin_detail, details), []).append(row)
    heads: dict[str, list[str]] = {}
    for (groups, *_), same in grouped.items():
        heads.setdefault(_head(groups, activity, lookup), []).append(_data_line(same, activity, lookup))
    blocks = tuple(Block(tuple(lines), head) for head, lines in heads.items())
    if not rows or _is_untied(activity) or all(row.groups for row in rows):
        return Field("Persoonsgegevens", blocks, State.RECORDED if rows else State.MISSING)
    lost = enumerated(data_name(row, lookup) for row in rows if not row.groups)
    reason = f"van wie dit is: {lost}" if any(row.groups for row in rows) else "van wie deze gegevens zijn"
    return Field("Persoonsgegevens", blocks, State.PARTIAL, reason)


def _head(groups: Keys, activity: Activity, lookup: Lookup) -> str:
    """Whose data they are, said where that differs; people and data may be two lists that nothing ties together."""
    if groups or not _is_untied(activity):
        whose = capital(lookup.names("subject_groups", groups)) or "Van wie staat er niet bij"
        return whose if len({row.groups for row in activity.data}) > 1 else ""
    known = "is niet vastgelegd" if lookup.dossier.is_own else "zegt de bron niet"
    return f"Van deze betrokkenen samen; welke gegevens van wie zijn {known}"


def _is_untied(activity: Activity) -> bool:
    return any(row.groups and not (row.category or row.name) for row in activity.data)


def data_name(row: DataRow, lookup: Lookup) -> str:
    """What the data are called, else whose they are."""
    return lookup.data_name(row) or lookup.names("subject_groups", row.groups)


def _data_details(row: DataRow, activity: Activity) -> tuple[str, ...]:
    names = {purpose.key: purpose.name for purpose in activity.purposes}
    goal = enumerated(names.get(key, key) for key in row.purposes)
    details = ("optioneel" if row.optional else "", row.condition or "", f"voor: {goal}" if goal else "")
    return tuple(filter(None, details))


def _data_line(rows: list[DataRow], activity: Activity, lookup: Lookup) -> str:
    """Data that share everything but their name; what several have in common stands before them or behind the last."""
    kinds: dict[str, list[DataRow]] = {}
    for row in rows:
        kinds.setdefault(_kind_of_data(row, lookup), []).append(row)
    parts = [_of_kind(kind, same, lookup) for kind, same in kinds.items()]
    return joined((with_brackets(enumerated(parts), *_data_details(rows[0], activity)), rows[0].explanation), ": ")


def _of_kind(kind: str, rows: list[DataRow], lookup: Lookup) -> str:
    marks = [*map(lookup.mark, rows), ""]
    names = [
        data_name(row, lookup) + (mark if mark != after else "")
        for row, mark, after in zip(rows, marks, marks[1:], strict=False)
    ]
    if kind and len(rows) > 1:
        return f"{kind}: {enumerated(names)}"
    return with_brackets(data_name(rows[0], lookup), kind) + marks[0] if kind else enumerated(names)


def _kind_of_data(row: DataRow, lookup: Lookup) -> str:
    """The shared word for these data where it is another, and what makes them more than ordinary."""
    category, name = lookup.category(row), data_name(row, lookup)
    if category is None:
        return ""
    kind = small(plain(category.kind)) if category.kind.name != "ORDINARY" else ""
    return joined((category.name if category.name.casefold() != name.casefold() else "", kind))


def retention(activity: Activity, lookup: Lookup) -> Field:
    """Until when, one line per term with the data it is for; complete with a start, and with words to check."""
    label, rows = "Bewaartermijnen", [row for row in activity.data if row.term or row.category or row.name]
    blocks = block(_term_lines(activity, lookup))
    terms = [lookup.find("terms", row.term) for row in rows]
    found = [term for term in terms if term and term.says_something]
    bare = [row for row, term in zip(rows, terms, strict=True) if (row.category or row.name) and term not in found]
    gap = enumerated(data_name(row, lookup) for row in bare)
    starts = enumerated(term.name for term in found if lacks_start(term))
    start = f"het begin van de termijn bij {starts}" if starts else ""
    if (gap or not found) and activity.retention_reason:
        state = State.PARTIAL if starts else State.RECORDED if found else State.NOT_APPLICABLE
        reason = Block((f"Waarom geen termijn{f' voor {gap}' if found else ''}: {activity.retention_reason}",))
        return Field(label, (*blocks, reason), state, start)
    # A formula says that somebody thought of it, not until when.
    is_said = found or any(term and not term.is_empty for term in terms)
    some = gap and len(bare) < len(rows)
    which = f"een termijn voor {gap}" if some else "een termijn die na te gaan is" if is_said else ""
    missing = joined((which if gap or not found else "", start))
    state = State.MISSING if not is_said else State.PARTIAL if missing else State.RECORDED
    return Field(label, (*blocks, *block([activity.retention_reason], "Toelichting")), state, missing)


def _term_lines(activity: Activity, lookup: Lookup) -> list[str]:
    used: dict[str, dict[str, list[str]]] = {}
    for row in activity.data:
        if row.term:
            groups = used.setdefault(row.term, {}).setdefault(data_name(row, lookup), [])
            groups += [lookup.name("subject_groups", key) for key in row.groups]
    if len(used) == 1 and all(row.term for row in activity.data):
        return [f"Alle gegevens: {_term(next(iter(used)), lookup)}"]
    several = len({key for row in activity.data for key in row.groups}) > 1
    return [
        f"{enumerated(with_brackets(name, enumerated(groups) if several else '') for name, groups in names.items())}: "
        f"{_term(key, lookup)}"
        for key, names in used.items()
    ]


def _term(key: str, lookup: Lookup) -> str:
    term = lookup.find("terms", key)
    if term is None:
        return key
    law = lookup.find("grounds", term.ground)
    ground = joined((law.law if law else term.ground, term.ground_stated))
    details = (term.condition, f"grond: {ground}" if ground else "")
    return with_brackets(term_words(term), *details) + lookup.mark(term)


def _listed(label: str, lines: tuple[str, ...]) -> Field:
    return Field(label, block(lines), State.RECORDED if lines else State.MISSING)
