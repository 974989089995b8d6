"""Table, summary, overview, activity and annex say the same, whatever is recorded; and “ja” means what it says."""

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from register.article30 import State, article30
from register.choices import Severity
from register.dossier import Dossier
from register.findings import Case, check
from register.wording import capital
from tests.register.filled import edition
from tests.register.findings.test_register_agrees import DAY, DOSSIER, existing_entities_only

NUMBERS = ("VB-01", "VB-02", "VB-03")
RECIPIENT, PROCESSOR = ("ontvanger", "leverancier", "verantwoordelijke", "gezamenlijk"), ("verwerker", "subverwerker")
# Of the terms of the generated facts: those that can be checked, and those whose start is missing too.
TERMS, STARTLESS = ("jaar", "einde", "ander", "nooit"), ("jaar",)


def some(facts, rows):
    """A few activities, and what is said of everything."""
    activities = [{**row, "number": number} for number, row in zip(NUMBERS, rows, strict=False)]
    return existing_entities_only({**facts, "activities": activities})


def with_bases(row):
    return {**row, "purposes": [{**purpose, "bases": [{"article": "b"}]} for purpose in row["purposes"]]}


FACTS = st.tuples(
    DOSSIER,
    st.lists(DOSSIER.map(lambda facts: facts["activities"][0]), min_size=1, max_size=3),
    st.sampled_from((None, "ja", "nee", "nvt")),
    st.booleans(),
    st.lists(st.fixed_dictionaries({"article": st.just("b"), "scope": st.sampled_from((None, "klanten"))}), max_size=2),
    st.booleans(),
).map(
    lambda drawn: {
        **some(drawn[0], [with_bases(row) for row in drawn[1]] if drawn[5] else drawn[1]),
        "general_bases": drawn[4],
        "provider": {**drawn[0]["provider"], "representative": drawn[2]},
        "general_purposes": [{"key": "alles", "sequence": 1, "name": "Leveren"}] if drawn[3] else [],
    }
)


def expected(facts, activity):
    """Which elements are wholly recorded, read from the facts themselves."""
    provider, for_others = facts["provider"], activity["role"] in ("processor", "subverwerker")
    links = activity["disclosures"]
    found = {
        "naam": has_name(facts, activity),
        "contact": is_reachable(facts),
        "rol": activity["role"] is not None,
        "vertegenwoordiger": provider["representative"] in ("nee", "nvt"),
        "FG": provider["dpo_designated"] in ("nee", "nvt")
        or (provider["dpo_designated"] == "ja" and has_officer(facts)),
    }
    shared = {"doorgifte": has_transfer(facts, activity), "beveiliging": has_security(facts, activity)}
    if for_others:
        every = [row for row in (*links, *facts["disclosures"]) if row["role"] == "verantwoordelijke"]
        named = any(row["recipient"] in ("firma", "abroad") for row in every)
        is_done = bool(activity["operations"] or facts["operations"])
        principal = bool(activity["controller_list"]) or named
        return found | {"opdrachtgever": principal, "verwerking": is_done} | shared
    rows = [row for row in activity["data"] if row["name"] or row["category"]]
    groups = [row for row in activity["data"] if row["group"]]
    roles = {row["role"] for row in links}
    return found | {
        "doelen": bool(activity["purposes"]),
        "betrokkenen": bool(groups),
        "gegevens": bool(rows) and (all(row["group"] for row in rows) or any(row not in rows for row in groups)),
        "ontvangers": (activity["no_recipients"] or bool(roles & set(RECIPIENT)))
        and (activity["no_processors"] or bool(roles & set(PROCESSOR))),
        "doorgifte": shared["doorgifte"],
        "termijnen": has_terms(activity, rows),
        "beveiliging": shared["beveiliging"],
        "grondslag": has_basis(facts, activity),
    }


def has_basis(facts, activity):
    own = [purpose.get("bases") for purpose in activity["purposes"]]
    general = facts["general_bases"]
    return bool(own and all(own)) or (len(general) == 1 and not general[0]["scope"])


def has_name(facts, activity):
    chosen = activity["entities"]
    names = chosen or facts["entities"]
    is_joint = activity["role"] == "joint"
    if not names or (len(names) > 1 and not (is_joint and chosen)):
        return False
    other = any(row["role"] == "gezamenlijk" for row in (*activity["disclosures"], *facts["disclosures"]))
    return not is_joint or other or len(chosen) > 1


def is_reachable(facts):
    points = [row for row in facts["contact_points"] if row["use"] != "fg" and row["value"]]
    by_post = any(row.get("street") and row.get("city") for row in facts["addresses"])
    return by_post or any(row["channel"] in ("email", "post", "telefoon") for row in points)


def has_officer(facts):
    reached = any(row["use"] == "fg" and row["value"] for row in facts["contact_points"])
    return bool(facts["provider"]["dpo_name"]) and reached


def has_transfer(facts, activity):
    rows = (*activity["disclosures"], *facts["disclosures"])
    out = [row for row in rows if row["transfer"] == "ja"]
    known = [row for row in out if row["recipient"] in ("firma", "abroad")]
    answer, reason = activity["transfer"], activity["transfer_reason"]
    proofless = any(row["mechanism"] == "49-1-2" and not row["proof"] and row["transfer"] != "nee" for row in rows)
    if proofless or len(known) < len(out) or (answer == "ja" and not (known or reason)):
        return False
    return bool(reason) if answer == "nvt" else answer in ("ja", "nee") or bool(out)


def has_terms(activity, rows):
    told = [row for row in activity["data"] if row["term"] or row["name"] or row["category"]]
    if any(row["term"] in STARTLESS for row in told):
        return False
    whole = (
        bool(rows or told) and all(row["term"] in TERMS for row in rows) and any(row["term"] in TERMS for row in told)
    )
    return whole or bool(activity["retention_reason"])


def has_security(facts, activity):
    rows = (*activity["security"], *facts["security"])
    return bool(activity["security_reason"]) or any(row["measure"] != "passend" for row in rows)


def view_of(facts):
    dossier = msgspec.convert(facts, Dossier)
    found = check(Case(dossier=dossier, today=DAY))
    return article30(msgspec.structs.replace(edition(dossier), findings=found)), found


def table(view):
    """Number of each activity, with the state of each of its elements."""
    return {
        activity.number: {element.word: state for element, state in zip(part.elements, activity.states, strict=True)}
        for part in view.parts
        for activity in part.activities
    }


@given(FACTS)
def test_yes_stands_exactly_where_everything_that_is_asked_is_recorded(facts):
    states = table(view_of(facts)[0])
    for activity in facts["activities"]:
        whole = {word: not state.is_open for word, state in states[activity["number"]].items()}
        assert whole == expected(facts, activity)


@given(FACTS)
def test_a_whole_row_is_yes_when_each_of_its_elements_is(facts):
    for activity in view_of(facts)[0].activities:
        assert (activity.whole == State.RECORDED) == (not any(state.is_open for state in activity.states))


@given(FACTS)
def test_the_summary_counts_what_the_table_says(facts):
    view = view_of(facts)[0]
    rows = table(view).values()
    counted = {}
    for sentence in view.main_gaps:
        count, words = re.fullmatch(r"Bij (alle|\d): (.*)\.", sentence).groups()
        counted |= dict.fromkeys(words.split(", "), len(rows) if count == "alle" else int(count))
    words = {word for row in rows for word in row}
    gaps = {word: sum(word in row and row[word].is_gap for row in rows) for word in words}
    assert counted == {word: count for word, count in gaps.items() if count}


@given(FACTS)
def test_an_activity_names_each_gap_of_its_row_in_the_table(facts):
    view = view_of(facts)[0]
    states = table(view)
    for activity in view.activities:
        own = states[activity.number]
        first, *others = activity.duties
        who = [first, *(field for field in others if field.label == "Gezamenlijk verantwoordelijk met")]
        assert any(field.state.is_gap for field in who) == any(own[word].is_gap for word in ("naam", "contact", "rol"))
        for field in others:
            word = LABELS.get(field.label)
            assert word is None or own[word] == field.state
            # What is asked is never “niet vastgelegd”.
            assert field.state != State.UNKNOWN or word == "doorgifte"


LABELS = {
    "Opdrachtgever": "opdrachtgever",
    "Soorten verwerking": "verwerking",
    "Doeleinden": "doelen",
    "Betrokkenen": "betrokkenen",
    "Persoonsgegevens": "gegevens",
    "Ontvangers": "ontvangers",
    "Doorgifte buiten de EER": "doorgifte",
    "Bewaartermijnen": "termijnen",
    "Beveiliging": "beveiliging",
    "Grondslag": "grondslag",
}


@given(FACTS)
def test_overview_activity_and_annex_count_the_same_open_points(facts):
    view, found = view_of(facts)
    titles = {table.title for annex in view.annexes for table in annex.tables if table.title}
    for severity in Severity:
        count = sum(item.severity == severity for item in found)
        assert (f"{capital(severity.label)} ({count})" in titles) == bool(count)
    for activity in view.activities:
        own = [item for item in found if item.activity == activity.number]
        counts = [item for item in own if item.severity in (Severity.ERROR, Severity.WARNING)]
        assert activity.cells[-1] == str(len(counts))
        assert len(activity.points) == len(own)
