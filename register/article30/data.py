"""Letters b, c and f: why, whose and which data, and until when."""

from retention.words import lacks_start

from ..dossier.types import Activity, DataRow, Keys, PurposeRow, RetentionTerm
from ..wording import capital, joined, plain, small, term_words, with_brackets
from .lookup import ELSEWHERE, Lookup
from .types import Block, Field, State, block


def purposes(activity: Activity, lookup: Lookup) -> Field:
    """Why the data are processed."""
    label = "Doeleinden"
    general = lookup.dossier.general_purposes
    if general and not activity.purposes:
        one = len(general) == 1
        which = "of dat doel hier geldt" if one else "welke van die doelen hier gelden"
        line = (
            f"{'Het doel' if one else f'Een of meer van de {len(general)} doelen'} voor de hele aanbieder {ELSEWHERE}"
        )
        return Field(label, block([line]), State.PARTIAL, which)
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
    """Which data, per group of people; what holds for a whole group is said once."""
    grouped: dict[Keys, list[DataRow]] = {}
    for row in activity.data:
        if row.category or row.name:
            grouped.setdefault(row.groups, []).append(row)
    heads = len({row.groups for row in activity.data}) > 1
    blocks = tuple(_data_block(groups, rows, activity, lookup, heads) for groups, rows in grouped.items())
    return Field("Persoonsgegevens", blocks, State.RECORDED if blocks else State.MISSING)


def _data_block(groups: Keys, rows: list[DataRow], activity: Activity, lookup: Lookup, heads: bool) -> Block:
    name = capital(lookup.names("subject_groups", groups)) or _of_whom(activity, lookup)
    details = [_data_details(row, activity, lookup) for row in rows]
    shared = [detail for detail in details[0] if len(rows) > 1 and all(detail in other for other in details)]
    lines = tuple(
        _data_line(row, [detail for detail in own if detail not in shared], lookup)
        for row, own in zip(rows, details, strict=True)
    )
    if shared:
        return Block(lines, with_brackets(name if heads or groups else "Alle gegevens", *shared))
    return Block(lines, name if heads else "")


def _of_whom(activity: Activity, lookup: Lookup) -> str:
    """Said above data without a group: people and data may be two lists that nothing ties together."""
    if not any(row.groups and not (row.category or row.name) for row in activity.data):
        return "Van wie: niet vastgelegd"
    known = "is niet vastgelegd" if lookup.dossier.is_own else "zegt de bron niet"
    return f"Van deze betrokkenen samen; welke gegevens van wie zijn {known}"


def data_name(row: DataRow, lookup: Lookup) -> str:
    """What the data are called, else whose they are."""
    return lookup.data_name(row) or lookup.names("subject_groups", row.groups)


def _data_details(row: DataRow, activity: Activity, lookup: Lookup) -> list[str]:
    names = {purpose.key: purpose.name for purpose in activity.purposes}
    goal = joined((names.get(key, key) for key in row.purposes), ", ")
    return list(filter(None, ("optioneel" if row.optional else "", row.condition, f"voor: {goal}" if goal else "")))


def _data_line(row: DataRow, details: list[str], lookup: Lookup) -> str:
    name = data_name(row, lookup)
    category = lookup.category(row)
    word = category.name if category and category.name.casefold() != name.casefold() else ""
    kind = small(plain(category.kind)) if category and category.kind.name != "ORDINARY" else ""
    return joined((with_brackets(name, word, kind, *details), row.explanation), ": ") + lookup.mark(row)


def retention(activity: Activity, lookup: Lookup) -> Field:
    """Until when, one line per term with the data it is for; a term without a start is not complete."""
    label = "Bewaartermijnen"
    blocks = block(_term_lines(activity, lookup))
    terms = {row.term: term for row in activity.data if (term := _real_term(row, lookup))}
    found = list(terms.values())
    bare = [row for row in activity.data if row.term not in terms and (row.category or row.name)]
    gap = joined(dict.fromkeys(data_name(row, lookup) for row in bare), ", ")
    if (gap or not found) and activity.retention_reason:
        state = State.RECORDED if found else State.NOT_APPLICABLE
        reason = Block((f"Waarom geen termijn{f' voor {gap}' if found else ''}: {activity.retention_reason}",))
        return Field(label, (*blocks, reason), state)
    missing = joined((f"voor {gap}" if gap else "", _starts(found)))
    if found and not gap:
        state = State.PARTIAL if missing else State.RECORDED
        return Field(label, (*blocks, *block([activity.retention_reason], "Toelichting")), state, missing)
    return Field(label, blocks, State.PARTIAL if found else State.MISSING, missing)


def _real_term(row: DataRow, lookup: Lookup) -> RetentionTerm | None:
    term = lookup.find("terms", row.term)
    return term if term and term.says_something else None


def _starts(terms: list[RetentionTerm]) -> str:
    """Of which terms nobody recorded the start, which art. 30 asks with them."""
    names = dict.fromkeys(term.name for term in terms if lacks_start(term))
    return f"het begin van de termijn bij {joined(names, ', ')}" if names else ""


def _term_lines(activity: Activity, lookup: Lookup) -> list[str]:
    used: dict[str, dict[str, list[str]]] = {}
    for row in activity.data:
        if row.term:
            groups = used.setdefault(row.term, {}).setdefault(data_name(row, lookup), [])
            groups += [lookup.name("subject_groups", key) for key in row.groups]
    several = len({key for row in activity.data for key in row.groups}) > 1
    return [
        f"{joined(_with_groups(names) if several else names, ', ')}: {_term(key, lookup)}"
        for key, names in used.items()
    ]


def _with_groups(names: dict[str, list[str]]) -> list[str]:
    return [with_brackets(name, joined(dict.fromkeys(groups), ", ")) for name, groups in names.items()]


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
