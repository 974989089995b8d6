"""Section 2: rows, columns that disappear, role tags, and lists in which nothing is said twice."""

import pytest

from providers.choices import Answer, RecipientKind
from register.choices import Basis, DataKind, LinkRole, Role, SpecialKind, Status
from register.dossier import types as t
from register.statement.page import Gap, Prose, Table, Tag
from tests.register.statement_help import activity, html, make, page, section, text, texts

GROUPS = tuple(t.SubjectGroup(key=key, sequence=0, name=key) for key in ("gebruikers", "bellers"))


def tables(made) -> list[Table]:
    return [block for block in section(made, "wat").blocks if isinstance(block, Table)]


def purpose(key: str, *articles: Basis, **fields) -> t.PurposeRow:
    bases = tuple(t.LegalBasis(article=article) for article in articles)
    return t.PurposeRow(**{"key": key, "sequence": 0, "name": f"Doel {key}", "bases": bases, **fields})


def data(name: str, **fields) -> t.DataRow:
    return t.DataRow(**{"sequence": 0, "name": name, **fields})


def service(key: str) -> t.Service:
    return t.Service(key=key, sequence=0, name=f"Dienst {key}")


def test_a_table_per_set_of_services_in_the_order_of_the_activities():
    dossier = make(
        activity(1, services=("b",)), activity(2, services=("a", "b")), activity(3), activity(4, services=("b",)),
        services=(service("a"), service("b")),
    )  # fmt: skip
    assert [(table.heading, [row.mark for row in table.rows]) for table in tables(page(dossier))] == [
        ("Dienst b", ["PR-01", "PR-04"]),
        ("Dienst a en Dienst b", ["PR-02"]),
        ("Algemeen", ["PR-03"]),
    ]


def test_groups_of_services_share_a_table_and_tables_keep_the_order_of_the_register():
    group = t.ServiceGroup(key="bellen", sequence=1, name="Bellen", services=("a", "b"))
    dossier = make(
        activity(1, services=("c",)), activity(2, services=("a",)), activity(3, services=("b",)),
        services=(service("a"), service("b"), service("c")), service_groups=(group,),
    )  # fmt: skip
    found = tables(page(dossier))
    assert [(table.heading, len(table.rows)) for table in found] == [("Dienst c", 1), ("Bellen", 2)]


def test_ended_activities_are_only_for_the_register():
    made = html(make(activity(1, title="Loopt nog"), activity(2, title="Voorbij", status=Status.ENDED)))
    assert "Loopt nog" in made
    assert "Voorbij" not in made


def test_an_activity_without_data_says_so():
    row = tables(page(make(activity())))[0].rows[0]
    assert row.title == "Werk 1"
    assert Gap("Nog niet vastgelegd") in row.cells[0].lists[0].members[0]


def test_purposes_without_data_of_their_own_share_one_row():
    item = activity(purposes=(purpose("a"), purpose("b")), data=(data("Naam"), data("Adres")))
    rows = tables(page(make(item)))[0].rows
    assert [row.title for row in rows] == ["Werk 1"]
    assert text(rows).count("Naam") == 1
    assert "Doel a." in texts(rows)
    assert "Doel b." in texts(rows)


def test_data_that_name_their_purposes_get_a_row_for_them():
    item = activity(
        purposes=(purpose("a"), purpose("b"), purpose("c")),
        data=(data("Voor alles"), data("Voor b", purposes=("b",)), data("Ook b", purposes=("b",))),
    )
    rows = tables(page(make(item)))[0].rows
    assert [(row.title, texts(row.cells[0].lists)) for row in rows] == [
        ("Werk 1", ["Voor alles"]),
        ("Doel b", ["Voor b", "Ook b"]),
    ]
    assert "Deze gegevens zijn voor alle doelen van deze verwerking." in texts(rows[0])


def test_a_purpose_that_no_data_name_is_still_there():
    item = activity(purposes=(purpose("a"), purpose("b")), data=(data("Voor b", purposes=("b",)),))
    rows = tables(page(make(item)))[0].rows
    assert [row.title for row in rows] == ["Doel b", "Doel a"]
    assert Gap("Nog niet vastgelegd") in rows[1].cells[0].lists[0].members[0]


def test_data_stand_per_group_when_there_are_several():
    item = activity(data=(data("Naam", group="gebruikers"), data("Nummer", group="bellers")))
    lists = tables(page(make(item, subject_groups=GROUPS)))[0].rows[0].cells[0].lists
    assert [texts(one) for one in lists] == [["Gebruikers:", "Naam"], ["Bellers:", "Nummer"]]


def test_data_of_several_groups_name_them_all():
    rows = (data("Naam", group="gebruikers", other_groups=("bellers",)), data("Nummer", group="bellers"))
    lists = tables(page(make(activity(data=rows), subject_groups=GROUPS)))[0].rows[0].cells[0].lists
    assert [texts(one) for one in lists] == [["Gebruikers en bellers:", "Naam"], ["Bellers:", "Nummer"]]


def people(*keys: str) -> tuple[t.DataRow, ...]:
    return tuple(t.DataRow(sequence=0, group=key) for key in keys)


def test_lists_that_the_text_does_not_tie_together_stand_there_once_and_are_no_holes():
    made = page(make(activity(data=(*people("gebruikers", "bellers"), data("Naam"))), subject_groups=GROUPS))
    (only,) = tables(made)[0].rows[0].cells[0].lists
    assert texts(only) == ["Van wie: gebruikers en bellers. Wat van wie is, is niet vermeld:", "Naam"]


def test_such_lists_stay_one_when_data_name_their_purposes():
    item = activity(purposes=(purpose("a"), purpose("b")), data=(*people("bellers"), data("Naam", purposes=("a",))))
    rows = tables(page(make(item, subject_groups=GROUPS)))[0].rows
    assert [texts(row.cells[0].lists) for row in rows] == [
        ["Van wie: bellers. Wat van wie is, is niet vermeld:", "Naam"],
        ["Nog niet vastgelegd"],
    ]


def test_people_without_any_data_are_a_hole():
    lists = tables(page(make(activity(data=people("bellers")), subject_groups=GROUPS)))[0].rows[0].cells[0].lists
    assert texts(lists) == ["Nog niet vastgelegd welke gegevens"]


def test_people_stand_at_the_row_when_a_table_is_not_about_the_same_people():
    one = activity(1, data=(data("Naam", group="bellers"),))
    table = tables(page(make(one, activity(2, data=(data("Factuur"),)), subject_groups=GROUPS)))[0]
    assert [texts(row.cells[0].lists) for row in table.rows] == [
        ["Bellers:", "Naam"], ["Van wie is niet vermeld:", "Factuur"],
    ]  # fmt: skip
    assert "Over bellers" not in texts(table.lines)


def test_what_is_our_reading_is_said_to_be_one():
    rows = (data("Naam", reading="staat in de alinea erboven"), data("Nummer"))
    made = page(make(activity(data=rows)))
    assert texts(tables(made)[0].rows[0].cells[0].lists) == [
        "Naam (zo staat het niet letterlijk in onze tekst)",
        "Nummer",
    ]
    assert "alinea" not in text(made.sections)


def test_a_copy_on_which_the_number_is_unreadable_is_not_listed_as_one_with_a_number():
    word = t.DataCategory(key="kopie", name="Kopie van een paspoort", kind=DataKind.NATIONAL_NUMBER)
    copy = t.DataRow(sequence=1, category="kopie", masked=Answer.YES)
    made = text(section(page(make(activity(data=(copy,)), data_categories=(word,))), "wat").blocks)
    assert "Op de kopie horen foto, BSN en de strook met nummers onleesbaar te zijn." in made
    assert "nationaal nummer" not in made.lower()


def test_delicate_is_no_word_of_the_page():
    word = t.DataCategory(key="code", name="Wachtwoord", kind=DataKind.SENSITIVE)
    made = page(make(activity(data=(t.DataRow(sequence=1, category="code"),)), data_categories=(word,)))
    assert "gevoelig" not in text(section(made, "wat").blocks).lower()


GENERAL = {
    "general_purposes": (t.GeneralPurpose(key="a", sequence=1, name="diensten leveren", opt_out="via de site"),),
    "general_bases": (t.GeneralBasis(article=Basis.CONTRACT, scope="klanten", explanation="Nodig om te leveren"),),
}


def test_what_holds_for_everything_is_said_once_and_is_no_hole_anywhere():
    item = activity(1, data=(data("Naam"),))
    made = page(make(item, activity(2, purposes=(purpose("b", Basis.CONSENT),)), **GENERAL))
    said = text(section(made, "wat").blocks)
    for words in ("Diensten leveren.", "Afmelden: via de site.", "Overeenkomst (klanten).", "Nodig om te leveren."):
        assert said.count(words) == 1
    rows = tables(made)[0].rows
    assert "Welk van de doelen onder “In het algemeen” hierbij hoort, staat er niet." in texts(rows[0])
    assert [texts(row.cells[1])[1:] for row in rows] == [["Zie “In het algemeen”"], ["Toestemming"]]
    assert "Doel nog niet vastgelegd" not in said


def test_a_column_that_only_leads_to_what_is_general_is_left_out():
    made = page(make(activity(1), activity(2), **GENERAL))
    assert "Grondslag" not in tables(made)[0].columns
    assert "overal" not in text(section(made, "wat").blocks[0])


def test_without_anything_general_a_missing_purpose_is_a_hole():
    assert Gap("Doel nog niet vastgelegd") in tables(page(make(activity())))[0].rows[0].lines[0]


def test_a_shared_condition_stands_above_the_list_once():
    rows = (data("Naam", condition="alleen bij Medido; soms"), data("Nummer", condition="alleen bij Medido"))
    lists = tables(page(make(activity(data=rows))))[0].rows[0].cells[0].lists
    assert texts(lists) == ["Alleen bij Medido:", "Naam (soms)", "Nummer"]


def test_neighbours_share_an_explanation():
    rows = (
        data("Gesprek"),
        data("Begin", explanation="Hoort bij het gesprek"),
        data("Duur", explanation="Hoort bij het gesprek"),
    )
    lists = tables(page(make(activity(data=rows))))[0].rows[0].cells[0].lists
    assert texts(lists) == ["Gesprek", "Hoort bij het gesprek:", "Begin", "Duur"]


def test_a_condition_of_the_activity_is_not_said_again():
    item = activity(condition="Alleen bij storing", data=(data("Naam", condition="alleen bij storing"),))
    assert text(tables(page(make(item)))[0]).lower().count("alleen bij storing") == 1


def test_optional_and_sensitive_data_say_so():
    words = (
        t.DataCategory(key="zorg", name="Zorggegevens", kind=DataKind.SPECIAL, special_kind=SpecialKind.HEALTH),
        t.DataCategory(key="naam", name="Naam", kind=DataKind.ORDINARY),
    )
    rows = (data("Foto", optional=True), t.DataRow(sequence=1, category="zorg"), t.DataRow(sequence=2, category="naam"))
    made = page(make(activity(data=rows), data_categories=words))
    assert texts(tables(made)[0].rows[0].cells[0].lists) == [
        "Foto (optioneel)", "Zorggegevens (gevoelig: gezondheid)", "Naam",
    ]  # fmt: skip


def test_a_value_that_holds_for_every_row_is_said_once():
    items = [activity(number, purposes=(purpose("a", Basis.CONTRACT),), data=(data("Naam"),)) for number in (1, 2)]
    made = page(make(*items))
    assert tables(made)[0].columns == ("Waarom", "Welke gegevens")
    intro = text(section(made, "wat").blocks[0])
    assert "De grondslag is overal:  overeenkomst" in intro
    assert "De bewaartermijnen zijn nog nergens vastgelegd." in intro
    assert "De ontvangers zijn nog nergens vastgelegd." in intro
    assert "De (sub)verwerkers zijn nog nergens vastgelegd." in intro


def test_a_value_that_differs_keeps_its_column():
    one = activity(1, purposes=(purpose("a", Basis.CONTRACT),))
    other = activity(2, purposes=(purpose("a"),))
    rows = tables(page(make(one, other)))[0].rows
    assert [texts(row.cells[1]) for row in rows] == [
        ["Grondslag", "Overeenkomst"],
        ["Grondslag", "Nog niet vastgelegd"],
    ]


def test_an_explanation_that_belongs_to_every_use_of_a_basis_is_said_once():
    basis = t.LegalBasis(article=Basis.CONTRACT, explanation="Zonder gegevens geen dienst")
    items = [activity(number, purposes=(purpose("a", bases=(basis,)),)) for number in (1, 2)]
    items.append(activity(3, purposes=(purpose("a"),)))
    assert html(make(*items)).count("Zonder gegevens geen dienst") == 1


def test_recipients_and_processors_are_two_questions():
    recipient = t.Recipient(key="drukker", name="drukkerij", kind=RecipientKind.CATEGORY)
    link = t.Disclosure(sequence=0, recipient="drukker", role=LinkRole.SUBPROCESSOR)
    made = page(
        make(
            activity(1, disclosures=(link,)),
            activity(2, no_recipients=True),
            activity(3, no_processors=True),
            recipients=(recipient,),
        )
    )
    assert [texts(row.cells[-1])[1:] for row in tables(made)[0].rows] == [
        ["Ontvangers nog niet vastgelegd", "Subverwerker:", " ", "Drukkerij"],
        ["Met niemand", "(Sub)verwerkers nog niet vastgelegd"],
        ["Ontvangers nog niet vastgelegd", "Geen (sub)verwerkers"],
    ]


@pytest.mark.parametrize(
    ("role", "tag"),
    [
        (Role.CONTROLLER, Tag("Wij zijn verantwoordelijk", Role.CONTROLLER)),
        (Role.PROCESSOR, Tag("Uw organisatie is verantwoordelijk", Role.PROCESSOR)),
        (Role.JOINT, Tag("Samen verantwoordelijk", Role.JOINT)),
        (None, Tag("Rol nog niet vastgelegd")),
    ],
)
def test_a_role_is_a_tag_on_the_table(role, tag):
    assert tables(page(make(activity(role=role))))[0].tags == (tag,)


def test_joint_controllers_are_named():
    link = t.Disclosure(sequence=0, recipient="partner", role=LinkRole.JOINT)
    dossier = make(
        activity(role=Role.JOINT, disclosures=(link,)), recipients=(t.Recipient(key="partner", name="Ander B.V."),)
    )
    assert tables(page(dossier))[0].tags == (Tag("Samen verantwoordelijk met Ander B.V.", Role.JOINT),)


def test_different_roles_in_a_table_are_tags_on_its_rows():
    table = tables(page(make(activity(1, role=Role.CONTROLLER), activity(2))))[0]
    assert table.tags == ()
    assert [row.lines[0] for row in table.rows] == [
        (Tag("Wij zijn verantwoordelijk", Role.CONTROLLER),),
        (Tag("Rol nog niet vastgelegd"),),
    ]


def test_a_processor_sends_the_reader_to_the_own_organisation():
    made = page(make(activity(1, role=Role.PROCESSOR), activity(2, role=Role.CONTROLLER)))
    assert "De wet: wij moeten die organisatie daarbij helpen." in text(section(made, "wat").blocks)
    assert "De wet: wij moeten die organisatie helpen met het antwoord." in text(section(made, "rechten").blocks)


def test_nothing_at_all_is_said_in_words_and_without_a_table():
    made = page(make())
    assert tables(made) == []
    assert section(made, "wat").blocks[0] == Prose(((Gap("Nog niet vastgelegd"), " welke gegevens wij vastleggen."),))
