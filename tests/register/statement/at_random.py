"""Dossiers with anything in them that could be recorded, whole: what a row refers to is there."""

from collections.abc import Sequence
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from providers.choices import AddressForm, Answer, Channel, ContactUse, RecipientKind, Voice
from register.choices import Basis, DataKind, DataOrigin, LinkRole, Role, Status
from register.dossier import types as t
from retention.choices import IN_WORDS, TermKind, Unit

KEYS = ("a", "b", "c")
# What nobody may type into a fact is no mistake of a page; nor are doubled signs that somebody typed.
TYPED = st.one_of(
    st.text(st.characters(exclude_characters=":;.()", exclude_categories=["Cs", "Cn"]), min_size=1, max_size=40),
    st.lists(st.sampled_from(["B.V.", "Bel", "Wie?", "iets", "Nu!", "{0}", "a,", "AVG"]), min_size=1, max_size=9).map(
        " ".join
    ),
).filter(lambda text: any(sign.isalnum() for sign in text) and "none" not in text.lower())
MAYBE = st.none() | TYPED
ANSWER = st.none() | st.sampled_from(Answer)


def keys(known: Sequence[str]) -> SearchStrategy[tuple[str, ...]]:
    """Some of these keys, each once."""
    return st.lists(st.sampled_from(known), unique=True, max_size=2).map(tuple) if known else st.just(())


def key(known: Sequence[str]) -> SearchStrategy[str | None]:
    """One of these keys, or none."""
    return st.none() | st.sampled_from(known) if known else st.none()


def several(node: SearchStrategy[Any], most: int = 3) -> SearchStrategy[tuple[Any, ...]]:
    """A list of rows."""
    return st.lists(node, max_size=most).map(tuple)


BASIS = st.builds(t.LegalBasis, article=st.sampled_from(Basis), interest=MAYBE)
PURPOSE = st.builds(
    t.PurposeRow, key=st.sampled_from(KEYS), sequence=st.just(1), name=TYPED, condition=MAYBE, bases=several(BASIS, 2)
)
# A whole Dossier would shrink for minutes.
WHOLE = settings(max_examples=50, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def exception(words: SearchStrategy[str]) -> SearchStrategy[t.TermException]:
    """A case in which a term is another."""
    return st.builds(
        t.TermException,
        sequence=st.just(1),
        condition=words,
        amount=st.none() | st.integers(1, 50),
        unit=st.sampled_from(Unit),
        wording=words,
    )


@st.composite
def a_term(draw: DrawFn, name: str, words: SearchStrategy[str] = TYPED) -> t.RetentionTerm:
    """A term under this name that the database would take; `words` are what somebody types in it."""
    kind = draw(st.none() | st.sampled_from(TermKind))
    length, maybe = st.tuples(st.integers(1, 10**4), st.sampled_from(Unit)), st.none() | words
    none = st.just((None, None))
    has_length = kind in (TermKind.PERIOD, TermKind.RANGE)
    amount, unit = draw(length if has_length else none | length if kind in (None, TermKind.CONTROLLER) else none)
    least, least_unit = draw(none | length if kind == TermKind.RANGE else none)
    start = draw(maybe)
    return t.RetentionTerm(
        key=name,
        sequence=1,
        name=draw(words),
        kind=kind,
        amount=amount,
        unit=unit,
        minimum_amount=least,
        minimum_unit=least_unit,
        start_event=start,
        start_not_applicable=not start and draw(st.booleans()),
        end_event=draw(maybe),
        criterion=draw(words) if kind in IN_WORDS else None,
        chosen_by=draw(maybe),
        is_maximum=draw(st.booleans()),
        exceptions=draw(several(exception(words), 1)),
    )


@st.composite
def dossiers(draw: DrawFn) -> t.Dossier:
    """A Dossier of at most three activities, the titles of which are known: Werk 1, Werk 2 …"""
    tables = ("subject_groups", "data_categories", "terms", "recipients", "services")
    known = {table: draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=3)) for table in tables}
    link = st.builds(
        t.Disclosure,
        sequence=st.just(1),
        recipient=st.sampled_from(known["recipients"]) if known["recipients"] else st.nothing(),
        role=st.sampled_from(LinkRole),
        condition=MAYBE,
        purpose=MAYBE,
        services=keys(known["services"]),
        transfer=ANSWER,
    )
    links = several(link) if known["recipients"] else st.just(())
    data = st.builds(
        t.DataRow,
        sequence=st.just(1),
        group=key(known["subject_groups"]),
        category=key(known["data_categories"]),
        name=MAYBE,
        optional=st.booleans(),
        condition=MAYBE,
        explanation=MAYBE,
        origin=st.sampled_from([(), (DataOrigin.CUSTOMER,)]),
        term=key(known["terms"]),
    )
    activities = tuple(
        draw(
            st.builds(
                t.Activity,
                number=st.just(f"PR-{number:02}"),
                title=st.just(f"Werk {number}"),
                status=st.sampled_from(Status),
                role=st.none() | st.sampled_from(Role),
                condition=MAYBE,
                services=keys(known["services"]),
                no_recipients=st.booleans(),
                transfer=ANSWER,
                decisions=ANSWER,
                retention_reason=MAYBE,
                purposes=several(PURPOSE),
                data=several(data),
                disclosures=links,
            )
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    sharing = st.builds(
        t.SharingPolicy,
        sells_data=ANSWER,
        sells_condition=MAYBE,
        shares_data=ANSWER,
        consent_first=ANSWER,
        grounds=MAYBE,
    )
    contact = st.builds(
        t.ContactPoint,
        key=st.sampled_from(KEYS),
        use=st.sampled_from(ContactUse),
        channel=st.sampled_from(Channel),
        value=st.none() | st.sampled_from(["privacy@proef.nl", "085 888 4445", "op werkdagen."]),
    )
    return t.Dossier(
        provider=draw(
            st.builds(
                t.Provider,
                slug=st.just("proef"),
                prefix=st.just("PR"),
                name=TYPED,
                voice=st.none() | st.sampled_from(Voice),
                address_form=st.none() | st.sampled_from(AddressForm),
                dpo_designated=ANSWER,
                dpo_name=MAYBE,
            )
        ),
        activities=activities,
        subject_groups=tuple(
            draw(st.builds(t.SubjectGroup, key=st.just(name), sequence=st.just(1), name=TYPED, condition=MAYBE))
            for name in known["subject_groups"]
        ),
        data_categories=tuple(
            draw(st.builds(t.DataCategory, key=st.just(name), name=TYPED, kind=st.sampled_from(DataKind)))
            for name in known["data_categories"]
        ),
        terms=tuple(draw(a_term(name)) for name in known["terms"]),
        recipients=tuple(
            draw(st.builds(t.Recipient, key=st.just(name), name=TYPED, kind=st.sampled_from([*RecipientKind, None])))
            for name in known["recipients"]
        ),
        services=tuple(
            draw(st.builds(t.Service, key=st.just(name), sequence=st.just(1), name=TYPED)) for name in known["services"]
        ),
        disclosures=draw(links),
        general_purposes=draw(
            several(st.builds(t.GeneralPurpose, key=st.sampled_from(KEYS), sequence=st.just(1), name=TYPED), 1)
        ),
        general_bases=draw(several(st.builds(t.GeneralBasis, article=st.sampled_from(Basis)), 1)),
        sharing=draw(st.none() | sharing),
        decisions=draw(st.none() | st.builds(t.AutomatedDecisions, takes_decisions=ANSWER)),
        contact_points=draw(several(contact, 2)),
    )
