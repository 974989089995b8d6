"""Repairing is never punished: filling in one field raises neither the number of fouten nor that of findings.

Tried on the five and the demo provider, one field at a time and several after each other. Left out are
the answers in `STARTS_A_DUTY`: they say that something happens, and from then on the law asks more of it.
"""

import enum
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.choices import Answer, SystemOwner
from register.choices import Basis, DataKind, DataOrigin, Role, Severity, SpecialException
from register.choices import TransferMechanism as Transfer
from register.dossier import Dossier, live_dossier
from register.dossier import types as node
from register.dossier.types.base import Node, rows_below
from register.findings import BY_CODE, RULES, Case
from register.findings.checking import run
from tests.register.filled import REFERENCES

from .conftest import DAY

TEXT = "Zoals afgesproken met de leverancier."
LATER = date(2027, 1, 1)
_YES = (Answer.YES,)
# None stands for every answer.
STARTS_A_DUTY: dict[tuple[type, str], tuple[Any, ...] | None] = {
    # There is a DPO, a public service, care, or telephony.
    (node.Provider, "dpo_designated"): _YES,
    (node.Provider, "public_telecom"): _YES,
    (node.Service, "care"): _YES,
    (node.Service, "voice"): _YES,
    (node.Activity, "services"): None,
    (node.DataRow, "group"): None,
    (node.DataRow, "other_groups"): None,
    # Data are special, leave the EEA, or are used to decide about people.
    (node.Activity, "health_data"): _YES,
    (node.Activity, "transfer"): _YES,
    (node.Activity, "decisions"): _YES,
    (node.Activity, "profiling"): _YES,
    (node.Report, "profiles"): _YES,
    (node.AutomatedDecisions, "takes_decisions"): _YES,
    (node.DataCategory, "special_kind"): None,
    (node.DataRow, "exception"): (SpecialException.CARE, SpecialException.CONSENT),
    (node.Disclosure, "transfer"): _YES,
    (node.Disclosure, "mechanism"): (Transfer.COMPELLING,),
    # People give data themselves (art. 13), or somebody else does who is not named yet (art. 14).
    (node.DataRow, "origin"): ((DataOrigin.DATA_SUBJECT,), (DataOrigin.THIRD_PARTY,)),
    # Somebody else takes part.
    (node.Disclosure, "engaged_by"): None,
    (node.System, "host"): None,
    (node.System, "owner"): (SystemOwner.THIRD_PARTY,),
    (node.Activity, "on_behalf_of"): None,
    # A request costs money, takes longer, or is not for everybody; a cookie comes without consent.
    (node.RequestHandling, "fee"): _YES,
    (node.RequestHandling, "extension"): _YES,
    (node.RequestHandling, "id_copy"): _YES,
    (node.RequestHandling, "restricted"): _YES,
    (node.Cookie, "consent"): (Answer.NO,),
    # A contract that people are no party to, or that is not there.
    (node.Activity, "subject_is_party"): (Answer.NO,),
    (node.Disclosure, "agreement"): (Answer.NO,),
    # Less than was said: it held for every service, or for everything.
    (node.Disclosure, "services"): None,
    (node.GeneralBasis, "scope"): None,
}
# Rules of their own tell how terms are recorded; the words of the page are no facts.
_LEFT_OUT = (node.RetentionTerm, node.TermException, node.PageText, node.FirstLayerAnswer, node.Highlight)
_FACTS_ONLY = tuple(rule for rule in RULES if not rule.code.startswith("KW-"))
_OF_OTHERS = {"category": "data_categories", "purpose": "purposes"}


class Fill(NamedTuple):
    """An empty field of a row, by the way to that row, and an answer for it."""

    path: tuple[tuple[str, int | None], ...]
    row: Node
    field: str
    value: Any

    @property
    def kind(self) -> tuple[type, str, str]:
        """What fills of other rows share."""
        return type(self.row), self.field, str(self.value)


def count(dossier: Dossier) -> tuple[int, int]:
    """Fouten, and all findings."""
    case = Case(dossier=dossier, today=DAY)
    found = [item for rule in _FACTS_ONLY for item in run(rule, case)]
    silenced = {(code, item.object) for item in found for code in BY_CODE[item.code].silences}
    kept = [item for item in found if (item.code, item.object) not in silenced]
    return sum(item.severity == Severity.ERROR for item in kept), len(kept)


def fills(dossier: Dossier) -> list[Fill]:
    """Every empty field of the facts with each answer that makes sense."""
    return [
        Fill(path, row, name, value)
        for path, row in rows(dossier)
        if not isinstance(row, _LEFT_OUT)
        for name in row.__struct_fields__
        if getattr(row, name) in (None, ())
        for value in answers(dossier, row, name)
        if value not in (STARTS_A_DUTY.get((type(row), name), ()) or ())
        and STARTS_A_DUTY.get((type(row), name), ()) is not None
    ]


def rows(owner: Node, path: tuple[tuple[str, int | None], ...] = ()) -> Iterator[tuple[Any, Node]]:
    """Each row with the way to it."""
    yield path, owner
    for name in owner.__struct_fields__:
        value = getattr(owner, name)
        if isinstance(value, Node):
            yield from rows(value, (*path, (name, None)))
        elif name in rows_below(type(owner)):
            for place, row in enumerate(value):
                yield from rows(row, (*path, (name, place)))


def answers(dossier: Dossier, row: Node, name: str) -> list[Any]:
    """What may stand in a field: two rows that it can refer to, every choice of a list, a day, or a sentence."""
    if name == "bases":
        # Consent that can be withdrawn suits every purpose.
        return [(node.LegalBasis(article=Basis.CONSENT, withdrawal=TEXT),)]
    if name == "purposes" or (name == "purpose" and not isinstance(row, node.GeneralPurpose)):
        return []
    inner = kinds(type(row))[name]
    table = REFERENCES.get(name) or _OF_OTHERS.get(name)
    if table == "data_categories" and not isinstance(row, node.DataRow):
        table = "data_subject_categories"
    if table:
        choices: list[Any] = [item.key for item in getattr(dossier, table) if is_ordinary(item, dossier)][:2]
    else:
        choices = next((list(kind) for kind in inner if isinstance(kind, enum.EnumMeta)), [])
    if choices:
        return [(choice,) if Ellipsis in inner else choice for choice in choices]
    if date in inner:
        return [LATER] if name == "agreement_ends" else [] if name == "ended_on" else [DAY]
    return [TEXT] if str in inner and not table and Ellipsis not in inner else []


def is_ordinary(item: Node, dossier: Dossier) -> bool:
    """Not a word for data of which the law asks more, nor a term that says nothing or that nothing has yet."""
    if isinstance(item, node.RetentionTerm):
        return item.says_something and any(row.term == item.key for owner in dossier.activities for row in owner.data)
    return not isinstance(item, node.DataCategory) or item.kind == DataKind.ORDINARY


@cache
def kinds(kind: type) -> dict[str, list[Any]]:
    """Every type inside the annotation of each field."""
    return {name: list(_inside(hint)) for name, hint in get_type_hints(kind).items()}


def _inside(hint: Any) -> Iterator[Any]:
    yield hint
    for inner in get_args(hint):
        yield from _inside(inner)


def put(owner: Any, fill: Fill) -> Any:
    """The same with this field filled in."""
    return _put(owner, fill.path, fill.field, fill.value)


def _put(owner: Any, path: Any, name: str, value: Any) -> Any:
    if not path:
        return msgspec.structs.replace(owner, **{name: value})
    (below, place), *rest = path
    inside = getattr(owner, below)
    if place is None:
        return msgspec.structs.replace(owner, **{below: _put(inside, rest, name, value)})
    new = (*inside[:place], _put(inside[place], rest, name, value), *inside[place + 1 :])
    return msgspec.structs.replace(owner, **{below: new})


def is_more(after: tuple[int, int], before: tuple[int, int]) -> bool:
    """Whether somebody sees more fouten or more findings."""
    return after[0] > before[0] or after[1] > before[1]


@pytest.fixture
def by_slug(_checked, demo, db) -> dict[str, Dossier]:
    """The five and the demo provider."""
    return {slug: item.dossier for slug, item in _checked.items()} | {"demo": live_dossier(demo.pk)}


@pytest.mark.parametrize("slug", ["demo", "teamtelefoon", "vcare", "vtel", "voips", "telecom-service"])
def test_no_field_that_is_filled_in_raises_a_number(by_slug, slug):
    dossier, chance = by_slug[slug], random.Random(slug)  # noqa: S311
    of_a_kind: dict[Any, list[Fill]] = {}
    for fill in fills(dossier):
        of_a_kind.setdefault(fill.kind, []).append(fill)
    before, tried = count(dossier), [chance.choice(found) for found in of_a_kind.values()]
    assert len(tried) > 100
    assert [fill.kind for fill in tried if is_more(count(put(dossier, fill)), before)] == []


# What the fixture gives is only read.
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_whatever_the_order_of_repairs(by_slug, chance):
    dossier = by_slug[chance.choice(sorted(by_slug))]
    before = count(dossier)
    for _ in range(4):
        fill = chance.choice(fills(dossier))
        dossier = put(dossier, fill)
        after = count(dossier)
        assert not is_more(after, before), fill.kind
        before = after


@pytest.mark.parametrize("slug", ["vtel", "voips"])
def test_what_an_officer_repairs_first(by_slug, slug):
    """A role, a legal basis for one of the purposes, a term for one of the data: each helps, or changes no number."""
    dossier = by_slug[slug]
    repairs = {"role": Role.CONTROLLER, "bases": (node.LegalBasis(article=Basis.CONTRACT),), "term": term_of(dossier)}
    done = []
    for field, value in repairs.items():
        if fill := next((item for item in fills(dossier) if item.field == field), None):
            after = put(dossier, fill._replace(value=value))
            assert not is_more(count(after), count(dossier)), fill.kind
            dossier, done = after, [*done, field]
    assert done[-2:] == ["bases", "term"]


def term_of(dossier: Dossier) -> str:
    """A term of this provider that is in use."""
    return next(row.term for item in dossier.activities for row in item.data if row.term)
