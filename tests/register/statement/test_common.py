"""The box above the cards: what holds for everything, said once, with what it does not hold for."""

import pytest

from providers.choices import Answer, RecipientKind
from register.choices import Basis, LinkRole, Section
from register.dossier import Dossier
from register.dossier import types as t
from register.statement.page import Details, Rows, Situation
from tests.register.statement_help import activity, html, make, page, section, text, texts


def box(dossier: Dossier) -> dict[str, list[str]]:
    """Each label of the box with its texts; empty when there is no box."""
    blocks = section(page(dossier), "wat").blocks
    return {row.label: texts(row.lines) for block in blocks if isinstance(block, Rows) for row in block.rows}


def based(number: int, *articles: Basis, **fields) -> t.Activity:
    bases = tuple(t.LegalBasis(article=article, **fields) for article in articles)
    return activity(number, purposes=(t.PurposeRow(key="a", sequence=0, name=f"Doel {number}", bases=bases),))


CONTRACT, CONSENT, INTERESTS = Basis.CONTRACT, Basis.CONSENT, Basis.LEGITIMATE_INTERESTS
NEEDED = "Het is nodig voor een overeenkomst."


def test_nothing_that_holds_for_everything_is_no_box():
    assert box(make(activity())) == {}
    assert "Dit geldt voor alles hieronder" not in html(make(activity()))


def test_the_box_stands_above_the_cards_under_a_heading_of_its_own():
    general = t.GeneralPurpose(key="a", sequence=0, name="Leveren")
    first, *others = section(page(make(activity(), general_purposes=(general,))), "wat").blocks
    assert isinstance(first, Rows)
    assert (first.heading, first.is_common) == ("Dit geldt voor alles hieronder", True)
    assert [type(block) for block in others] == [Situation]


# Why it is allowed.


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([based(1, CONTRACT)], None),
        ([based(1, CONTRACT), based(2, CONTRACT)], NEEDED),
        ([based(1, CONTRACT), based(2, CONSENT)], None),
        ([based(1, CONTRACT), based(2, CONTRACT), based(3, CONSENT)], f"{NEEDED} Dat geldt niet voor werk 3."),
        (
            [*(based(number, CONTRACT) for number in (1, 2, 3)), based(4, CONSENT), based(5, CONSENT)],
            f"{NEEDED} Dat geldt niet voor werk 4 en werk 5.",
        ),
        (
            [*(based(number, CONTRACT) for number in range(1, 5)), *(based(number, CONSENT) for number in (5, 6, 7))],
            None,
        ),
        ([based(number, CONTRACT, CONSENT) for number in (1, 2)], f"{NEEDED} U hebt daarvoor toestemming gegeven."),
        (
            [based(number, INTERESTS, interest="Wij willen weten wat werkt") for number in (1, 2)],
            "Wij hebben daar een belang bij: wij willen weten wat werkt.",
        ),
        ([activity(1), activity(2)], None),
    ],
)
def test_a_basis_of_all_but_two_is_said_in_the_box_and_otherwise_in_the_cards(items, said):
    made = make(*items)
    assert box(made).get("Waarom mag dat") == ([said] if said else None)
    own = text(tuple(block for block in section(page(made), "wat").blocks if isinstance(block, Situation)))
    assert own.count(NEEDED) == (0 if said else sum(CONTRACT in of(item) for item in items))


def of(item: t.Activity) -> list[Basis]:
    return [basis.article for row in item.purposes for basis in row.bases]


def test_interests_that_differ_are_not_the_same_basis():
    items = [based(number, INTERESTS, interest=f"Belang {number}") for number in (1, 2)]
    assert box(make(*items)) == {}


def test_a_basis_of_everything_is_said_once_where_activities_have_none():
    general = (t.GeneralBasis(article=CONTRACT, scope="klanten", explanation="Nodig om te leveren"),)
    made = make(activity(1), activity(2), general_bases=general)
    assert box(made) == {"Waarom mag dat": [NEEDED]}
    assert text(section(page(made), "wat")).count(NEEDED) == 1
    assert "Artikel 6 lid 1, onder b, AVG. Nodig om te leveren. Dit geldt voor klanten." in texts(
        section(page(made), "versies")
    )


# What for, and how to get out of it.


def test_purposes_of_everything_are_one_list_with_what_is_said_of_them():
    rows = (
        t.GeneralPurpose(key="a", sequence=0, name="Diensten leveren", explanation="Daar draait het om"),
        t.GeneralPurpose(key="b", sequence=0, name="Nieuws sturen", condition="Op verzoek", opt_out="Via de site"),
    )
    assert box(make(activity(), general_purposes=rows)) == {
        "Waarom": [
            "Wij gebruiken gegevens voor: diensten leveren en nieuws sturen (op verzoek).", " Daar draait het om.",
            " Afmelden voor nieuws sturen: via de site.",
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"new_purpose_consent": Answer.YES, "new_purpose_explanation": "Intrekken kan altijd"},
            [
                "Willen wij gegevens gebruiken voor een ander doel? Dan vragen wij eerst uw toestemming.",
                " Intrekken kan altijd.",
            ],
        ),
        ({"new_purpose_consent": Answer.NO}, ["Voor een ander doel vragen wij geen toestemming."]),
        ({"new_purpose_consent": Answer.NOT_APPLICABLE}, None),
    ],
)
def test_another_purpose_asks_for_consent_or_does_not(fields, said):
    assert box(make(activity(), requests=t.RequestHandling(**fields))).get("Ander doel") == said


def test_what_is_said_of_everything_is_closed_below_the_box():
    remark = t.Remark(key="a", section=Section.WHAT, sequence=0, text="Wij vragen niet meer dan nodig is")
    (block,) = section(page(make(remarks=(remark,))), "wat").blocks
    assert isinstance(block, Details)
    assert texts(block) == ["Wat verder overal geldt", "Wij vragen niet meer dan nodig is."]


# With whom.

PARTIES = (
    t.Recipient(key="cloud", name="CloudVoice", kind=RecipientKind.COMPANY),
    t.Recipient(key="post", name="Postbedrijven", kind=RecipientKind.CATEGORY),
)
SERVICES = tuple(t.Service(key=key, sequence=1, name=f"Dienst {key.upper()}") for key in ("a", "b"))


def link(role: LinkRole, recipient: str = "post", **fields) -> t.Disclosure:
    return t.Disclosure(**{"sequence": 1, "recipient": recipient, "role": role, **fields})


def receivers(*links: t.Disclosure, **parts) -> list[str] | None:
    return box(make(activity(), disclosures=links, recipients=PARTIES, services=SERVICES, **parts)).get("Met wie")


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([link(LinkRole.RECIPIENT)], ["Postbedrijven."]),
        ([link(LinkRole.RECIPIENT, purpose="om te bezorgen", condition="op verzoek")],
         ["Postbedrijven (om te bezorgen; op verzoek)."]),
        ([link(LinkRole.RECIPIENT), link(LinkRole.RECIPIENT, "cloud")], ["Postbedrijven en CloudVoice."]),
        ([link(LinkRole.PROCESSOR), link(LinkRole.RECIPIENT, "cloud")],
         ["CloudVoice.", "In onze opdracht: postbedrijven."]),
        ([link(LinkRole.SUBPROCESSOR, engaged_by="cloud")],
         ["In onze opdracht, als subverwerker: postbedrijven (via CloudVoice)."]),
        ([link(LinkRole.EITHER_PROCESSOR)], ["In onze opdracht: postbedrijven."]),
        ([link(LinkRole.SOURCE)], ["Helpt de dienst leveren: postbedrijven."]),
        ([link(LinkRole.CONTROLLER)], ["Opdrachtgever: postbedrijven."]),
        ([link(LinkRole.JOINT)], ["Samen verantwoordelijk: postbedrijven."]),
        ([link(LinkRole.ORIGIN)], None),
    ],
)  # fmt: skip
def test_who_receives_data_of_everything_stands_in_the_box_by_what_it_is(links, said):
    assert receivers(*links) == said


def test_a_link_holds_for_the_services_it_names():
    rows = (
        link(LinkRole.RECIPIENT, services=("a",)),
        link(LinkRole.RECIPIENT, "cloud", services=("a", "b")),
        link(LinkRole.PROCESSOR),
    )
    assert receivers(*rows) == [
        "Postbedrijven bij Dienst A.", "CloudVoice bij Dienst A en Dienst B.", "In onze opdracht: postbedrijven.",
    ]  # fmt: skip


def test_what_the_box_says_of_receivers_no_card_repeats():
    items = (activity(1, services=("a",)), activity(2, services=("b",)))
    made = make(*items, disclosures=(link(LinkRole.RECIPIENT),), recipients=PARTIES, services=SERVICES)
    assert text(section(page(made), "wat")).count("Postbedrijven") == 1
