"""Order of the page, its head, and the sections beside situations, terms, parties and rights."""

import re
from datetime import date

import msgspec
import pytest

from providers.choices import AddressKind, Answer, Channel, ContactUse
from providers.models import Provider
from register.choices import Basis, CookieKind, DecisionException, LinkRole, Role
from register.choices import Section as Place
from register.dossier import Dossier, Edition, live_dossier
from register.dossier import types as t
from register.dossier.issues import Around, Issue
from register.statement import statement
from register.statement.contacts import mail_link, phone_link, web_link
from register.statement.page import Details, Lines, Link, Row, Rows, Statement
from tests.register.statement_help import MADE, PROVIDER, activity, filled, html, make, page, section, text, texts


def mail(use: ContactUse, value: str = "privacy@proef.nl", **fields) -> t.ContactPoint:
    return t.ContactPoint(**{"key": use.value, "use": use, "channel": Channel.EMAIL, "value": value, **fields})


def lines(dossier: Dossier, name: str) -> list[str]:
    """What a section says, closed parts under their heading."""
    return texts(section(page(dossier), name).blocks)


def contact(dossier: Dossier) -> dict[str, list[str]]:
    """The labels of contact with what stands there."""
    blocks = [block for item in page(dossier).sections if item.id == "versies" for block in item.blocks]
    rows = [row for block in blocks if isinstance(block, Rows) for row in block.rows]
    return {row.label: texts(row.lines) for row in rows}


# The whole.


def test_sections_stand_in_the_order_of_the_questions():
    assert [item.id for item in page(filled()).sections] == [
        "wat", "delen", "rechten", "besluiten", "veilig", "cookies", "versies",
    ]  # fmt: skip


def test_terms_and_holes_have_their_place_when_there_are_any():
    terms = tuple(t.RetentionTerm(key=key, sequence=0, name=key, criterion="zolang u klant bent") for key in "abcd")
    made = [item.id for item in page(make(activity(), terms=terms)).sections]
    assert made == ["wat", "bewaren", "rechten", "open", "versies"]


def test_without_facts_only_rights_and_what_is_missing_remain():
    assert [item.id for item in page(make()).sections] == ["rechten", "open"]


def test_no_heading_stands_without_anything_below_it():
    for dossier in (make(), make(activity()), filled()):
        for item in page(dossier).sections:
            assert item.blocks
            assert [block for block in item.blocks if not texts(block)] == []


def test_contents_name_the_sections_in_their_order():
    made = html(filled())
    found = re.findall(r'<li><a href="#(\w+)">', made[made.index('class="toc"') : made.index('class="body"')])
    assert found == [item.id for item in page(filled()).sections] == re.findall(r'<h2 id="(?!kort)(\w+)">', made)


# The head.


def test_a_draft_says_that_it_is_one():
    made = page(make())
    assert made.title == "Proef en uw gegevens"
    assert made.kicker == "Privacyverklaring"
    assert made.lead == "Wat Proef met persoonsgegevens doet, waarom, hoe lang, en wie ze ziet."
    assert made.draft == "Deze verklaring is nog niet gepubliceerd en kan nog veranderen."
    assert [texts(pair) for pair in made.meta] == [["Versie", "Concept"], ["Stand van", "1 november 2026"]]


def test_the_lead_names_the_one_company_behind_the_brand():
    entities = tuple(t.LegalEntity(key=key, name=f"{key} B.V.") for key in ("Leek", "Security"))
    leads = [page(make(entities=known)).lead for known in (entities[:1], entities)]
    assert [lead.split(" met ")[0] for lead in leads] == ["Wat Leek B.V.", "Wat Proef"]


ISSUES = tuple(
    Issue(number=number, valid_from=date(2026, 12, number), note=f"reden {number}", previous=number - 1 or None)
    for number in (3, 2, 1)
)


def version(number: int = 3, **around) -> Statement:
    edition = Edition(dossier=make(), made_at=MADE, number=number, valid_from=date(2026, 12, number))
    this = next(issue for issue in ISSUES if issue.number == number)
    return statement(edition, Around(**{"provider": "proef", "this": this, "current": 3, "latest": ISSUES, **around}))


def test_version_and_dates_of_a_publication():
    made = version(latest=ISSUES[:1])
    assert made.draft == ""
    assert [texts(pair) for pair in made.meta] == [["Geldig vanaf", "3 december 2026"], ["Versie", "3"]]
    assert made.notes == made.recent_change == ()


def test_several_versions_lead_to_what_changed():
    assert version().meta[-1] == Row("Andere versies", ((Link("Bekijk wat er veranderde", "/proef/versies/"),),))
    end = {item.id: item for item in version().sections}["versies"]
    rows = {row.label: texts(row.lines) for block in end.blocks if isinstance(block, Rows) for row in block.rows}
    assert rows == {
        "Versie 3": [
            "3 december 2026 tot heden",
            "Reden 3.",
            "Vergelijk versie 3 met versie 2",
            "/proef/verschil/2-3/",
        ],
        "Versie 2": [
            "2 december 2026 tot heden",
            "Reden 2.",
            "Vergelijk versie 2 met versie 1",
            "/proef/verschil/1-2/",
        ],
        "Versie 1": ["1 december 2026 tot heden", "Reden 1."],
    }


def test_an_old_version_leads_to_the_current_one_and_a_recent_change_is_told():
    assert [texts(line) for line in version(2).notes] == [
        ["Dit is versie 2, geldig op 2 december 2026.", " ", "Naar de huidige versie", "/proef/"]
    ]
    assert texts(version(is_recent=True).recent_change) == [
        "Gewijzigd op 3 december 2026: Reden 3.", " ", "Bekijk het verschil", "/proef/verschil/2-3/",
    ]  # fmt: skip


def test_highlights_stand_below_the_answers():
    rows = (t.Highlight(sequence=1, text="wij verkopen niets"), t.Highlight(sequence=2, text="Bellen mag altijd."))
    assert page(make(highlights=rows)).highlights == ("Wij verkopen niets.", "Bellen mag altijd.")
    assert "<p><b>Goed om te weten.</b> Wij verkopen niets.</p><p>Bellen mag altijd.</p>" in html(make(highlights=rows))


# Contact.


def test_no_contact_is_no_list_of_contact():
    assert contact(make()) == {}
    assert "<dl" not in html(make()).partition('id="versies"')[2].partition("</section>")[0]


def test_one_number_with_several_uses_is_one_line():
    dossier = make(contact_points=(mail(ContactUse.PRIVACY), mail(ContactUse.COMPLAINT)))
    assert contact(dossier) == {
        "E-mail": ["privacy@proef.nl", "mailto:privacy@proef.nl", " – vragen over privacy en klachten"]
    }


def test_who_answers_stands_behind_the_number():
    dossier = make(contact_points=(mail(ContactUse.GENERAL, person="Jansen"),))
    assert contact(dossier)["E-mail"] == ["privacy@proef.nl", "mailto:privacy@proef.nl", " (Jansen)"]


def test_one_address_of_two_kinds_is_one_line_with_what_may_be_sent_there():
    rows = tuple(
        t.Address(key=kind.value, kind=kind, street="Plein 1", city="Stad")
        for kind in (AddressKind.SEAT, AddressKind.POST)
    )
    letter = t.ContactPoint(key="brief", use=ContactUse.REQUEST, channel=Channel.POST, address=AddressKind.POST.value)
    assert contact(make(addresses=rows)) == {"Vestigingsadres en postadres": ["Plein 1, Stad"]}
    assert contact(make(addresses=rows, contact_points=(letter,))) == {
        "Vestigingsadres": ["Plein 1, Stad"],
        "Postadres": ["Plein 1, Stad", " – verzoeken over rechten"],
    }


def test_numbers_of_the_company():
    provider = msgspec.structs.replace(
        PROVIDER, group_name="Proef Groep", kvk="12345678", kvk_place="Stad", vat_number="NL1", iban="NL2",
        website="www.proef.nl",
    )  # fmt: skip
    assert contact(make(provider=provider, trade_names=(t.TradeName(name="Proef"), t.TradeName(name="Test")))) == {
        "Onderdeel van": ["Proef Groep"], "Ook bekend als": ["Test"],
        "Website": ["www.proef.nl", "https://www.proef.nl"], "KvK-nummer": ["12345678 (Stad)"],
        "Btw-nummer": ["NL1"], "IBAN": ["NL2"],
    }  # fmt: skip


def test_a_website_among_the_ways_is_not_said_again():
    site = t.ContactPoint(key="site", use=ContactUse.SALES, channel=Channel.WEBSITE, value="www.proef.nl")
    provider = msgspec.structs.replace(PROVIDER, website="www.proef.nl")
    assert contact(make(provider=provider, contact_points=(site,))) == {
        "Website": ["www.proef.nl", "https://www.proef.nl", " – verkoop"]
    }


@pytest.mark.parametrize(
    ("fields", "points", "said"),
    [
        ({}, (), None),
        ({"dpo_designated": Answer.NO}, (), ["Er is geen functionaris aangewezen."]),
        ({"dpo_designated": Answer.NOT_APPLICABLE}, (), ["Een functionaris is hier niet nodig."]),
        ({"dpo_designated": Answer.YES}, (), ["Er is een functionaris."]),
        ({"dpo_designated": Answer.YES, "dpo_name": "Jansen"}, (), ["Jansen"]),
        ({"dpo_designated": Answer.YES}, (mail(ContactUse.DPO),), None),
    ],
)
def test_the_officer_by_name_or_whether_there_is_one(fields, points, said):
    dossier = make(provider=msgspec.structs.replace(PROVIDER, **fields), contact_points=points)
    assert contact(dossier).get("Functionaris voor gegevensbescherming (FG)") == said


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (phone_link("085 888 4445"), Link("085 888 4445", "tel:+31858884445")),
        (phone_link("088 – 4 800 900"), Link("088 – 4 800 900", "tel:+31884800900")),
        (phone_link("+32 (0)2 123 45 67"), Link("+32 (0)2 123 45 67", "tel:+3221234567")),
        (phone_link("op werkdagen"), "op werkdagen"),
        (web_link("www.proef.nl/privacy"), Link("www.proef.nl/privacy", "https://www.proef.nl/privacy")),
        (web_link("javascript:alert(1)"), "javascript:alert(1)"),
        (web_link("ons Cookiestatement"), "ons Cookiestatement"),
        (mail_link("a&b@proef.nl"), Link("a&b@proef.nl", "mailto:a%26b@proef.nl")),
        (mail_link("via de site"), "via de site"),
    ],
)
def test_links_only_where_there_is_an_address(made, expected):
    assert made == expected


# Several companies.

COMPANIES = tuple(t.LegalEntity(key=key, name=f"{key.capitalize()} B.V.", kvk="123") for key in ("leek", "security"))


def test_with_several_companies_an_address_says_whose_it_is():
    dossier = make(
        entities=COMPANIES,
        addresses=(t.Address(key="a", entity="leek", street="Plein 1", city="Leek"),),
        trade_names=(t.TradeName(name="Alarm", entity="security"),),
        contact_points=(mail(ContactUse.GENERAL, entity="security"),),
    )
    assert contact(dossier) == {
        "Bedrijf": ["Leek B.V.", " (KvK 123)", "Security B.V.", " (KvK 123)"],
        "Ook bekend als": ["Alarm", " (Security B.V.)"],
        "Adres": ["Plein 1, Leek", " (Leek B.V.)"],
        "E-mail": ["privacy@proef.nl", "mailto:privacy@proef.nl", " (Security B.V.)"],
    }


def precise_lines(dossier: Dossier) -> Lines:
    """What is closed at the very end."""
    *_, last = section(page(dossier), "versies").blocks
    assert isinstance(last, Details)
    return last.blocks[0].lines


def precise(dossier: Dossier) -> list[str]:
    return ["".join(part if isinstance(part, str) else part.text for part in line) for line in precise_lines(dossier)]


def test_which_company_does_what_is_said_by_number():
    items = (activity(1, entities=("leek",)), activity(2, entities=("leek", "security")))
    assert precise(make(*items, entities=COMPANIES))[:2] == [
        "Wat Leek B.V. doet: PR-01 en PR-02.", "Wat Security B.V. doet: PR-02.",
    ]  # fmt: skip
    assert precise(make(*items, entities=COMPANIES[:1]))[0].startswith("Nummers in het register")


# What only who checks it wants to know.


def test_articles_numbers_and_claims_stand_at_the_end_and_nowhere_else():
    basis = t.LegalBasis(article=Basis.CONSENT, explanation="U zette een vinkje", withdrawal="Via de site")
    purpose = t.PurposeRow(key="a", sequence=0, name="Nieuwsbrief", bases=(basis,))
    claim = t.RoleClaim(key="a", role=Role.CONTROLLER, scope="gebruikers")
    dossier = make(activity(1, purposes=(purpose,)), activity(2), role_claims=(claim,))
    assert precise(dossier) == [
        "Wij zijn volgens onze tekst verwerkingsverantwoordelijke voor gebruikers.",
        "PR-01: Artikel 6 lid 1, onder a, AVG. U zette een vinkje. Intrekken: via de site.",
        "Nummers in het register, op volgorde: PR-01 en PR-02.",
    ]
    said = text(tuple(item for item in page(dossier).sections if item.id not in ("versies", "wat")))
    assert re.findall(r"PR-\d\d|[Aa]rtikel|\bart\.", said) == []


def test_numbers_that_follow_each_other_are_named_by_the_first_and_the_last_with_links_to_both():
    *_, line = precise_lines(make(*(activity(number) for number in range(1, 5))))
    links = [(part.text, part.href) for part in line if isinstance(part, Link)]
    assert links == [("PR-01", "#PR-01"), ("PR-04", "#PR-04")]


def test_bases_that_differ_per_purpose_name_the_purpose():
    rows = tuple(
        t.PurposeRow(key=name, sequence=0, name=name, bases=(t.LegalBasis(article=basis),))
        for name, basis in (("Support", Basis.CONTRACT), ("Reclame van Proef B.V.", Basis.CONSENT))
    )
    assert precise(make(activity(purposes=rows)))[0] == (
        "Support: artikel 6 lid 1, onder b, AVG. Reclame van Proef B.V.: artikel 6 lid 1, onder a, AVG."
    )


def test_who_the_page_is_for_and_who_is_meant_by_a_group():
    group = t.SubjectGroup(key="a", sequence=0, name="bellers", description="Wie ons belt")
    dossier = make(subject_groups=(group,), page_text=t.PageText(audience="Voor klanten"))
    assert precise(dossier) == [
        "Voor klanten.", "Bellers: Wie ons belt.", "Ook genoemd: Bellers.",
    ]  # fmt: skip


def test_a_service_is_named_with_its_numbers_unless_its_activity_says_its_name():
    services = (
        t.Service(key="a", sequence=0, name="Bellen", description="Een centrale"),
        t.Service(key="b", sequence=0, name="Werk 2"),
    )
    items = (activity(1, services=("a",)), activity(2, services=("b",)))
    assert precise(make(*items, services=services))[0] == "Bellen (PR-01): Een centrale."
    assert "Werk 2" not in "".join(precise(make(*items, services=services))[:1])


def test_services_of_the_same_activities_stand_together():
    services = tuple(t.Service(key=key, sequence=0, name=f"Dienst {key}") for key in "abc")
    items = (activity(1, services=("a", "b")), activity(2, services=("c",)))
    assert precise(make(*items, services=services))[:2] == ["Dienst a en Dienst b (PR-01).", "Dienst c (PR-02)."]


def test_numbers_in_a_row_are_said_by_the_first_and_the_last():
    services = tuple(t.Service(key=key, sequence=0, name=key.upper() * 3) for key in "abc")
    uses = ("a", "ab", "a", "bc", "b", "bc")
    items = (activity(number, services=tuple(keys)) for number, keys in enumerate(uses, 1))
    assert precise(make(*items, services=services))[:3] == [
        "AAA (PR-01 tot en met PR-03).", "BBB (PR-02 en PR-04 tot en met PR-06).", "CCC (PR-04 en PR-06).",
    ]  # fmt: skip


def test_whether_a_helper_is_processor_or_sub_processor_stands_at_the_end_where_the_text_leaves_that_open():
    either = t.Disclosure(sequence=1, recipient="a", role=LinkRole.EITHER_PROCESSOR)
    parties = (t.Recipient(key="a", name="CloudVoice"), t.Recipient(key="b", name="Postbedrijven"))
    assert precise(make(disclosures=(either,), recipients=parties))[0] == "(Sub)verwerker: wie in onze opdracht werkt."
    both = (either, t.Disclosure(sequence=2, recipient="b", role=LinkRole.PROCESSOR))
    assert precise(make(disclosures=both, recipients=parties))[0] == "(Sub)verwerker: CloudVoice."


def test_claims_about_roles_stand_in_one_sentence():
    claims = ((Role.CONTROLLER, "gebruikers"), (Role.PROCESSOR, None), (Role.CONTROLLER, "bellers"))
    rows = tuple(t.RoleClaim(key=str(number), role=role, scope=scope) for number, (role, scope) in enumerate(claims))
    assert precise(make(role_claims=rows))[0] == (
        "Wij zijn volgens onze tekst verwerkingsverantwoordelijke voor gebruikers en voor bellers; "
        "verwerker in het algemeen."
    )


def test_what_is_recorded_and_used_nowhere_is_still_named():
    system = t.System(key="a", name="Cloud", place="in een kelder")
    assert precise(make(systems=(system,)))[0] == "Andere systemen: Cloud (in een kelder)."


# Remarks, denial, typed text.


@pytest.mark.parametrize(
    ("place", "where", "heading"),
    [
        (Place.SECURITY, "veilig", []),
        (Place.COOKIES, "cookies", []),
        (Place.DECISIONS, "besluiten", []),
        (Place.RETENTION, "bewaren", []),
        (Place.SHARING, "delen", ["Wat wij verder zeggen over delen"]),
        (Place.WHAT, "wat", ["Wat verder overal geldt"]),
    ],
)
def test_remarks_stand_in_their_own_section(place, where, heading):
    row = t.Remark(key="a", section=place, sequence=0, text="wij letten op", condition="soms")
    assert lines(make(remarks=(row,)), where) == [*heading, "Wij letten op.", " Soms."]


def test_a_remark_on_versions_is_read_and_one_on_who_is_closed():
    end = ["Voor wie het precies wil weten: wetsartikelen, nummers en rollen"]
    rows = [t.Remark(key="a", section=place, sequence=0, text="wij letten op") for place in (Place.VERSIONS, Place.WHO)]
    assert [lines(make(remarks=(row,)), "versies") for row in rows] == [
        ["Wij letten op."], [*end, "Wij letten op."],
    ]  # fmt: skip


def test_what_does_not_happen_is_said_to_be_so():
    row = t.Remark(key="a", section=Place.SECURITY, sequence=0, text="Wij luisteren niet mee.", denial=True)
    assert lines(make(remarks=(row,)), "veilig") == ["Dit gebeurt niet: wij luisteren niet mee."]


TYPED = "Wij doen dit:\n\n- eerst een stap\n- dan nog een\n\nEn dat\nis alles"


@pytest.mark.parametrize(
    ("parts", "start", "end"),
    [
        ({"remarks": (t.Remark(key="a", section=Place.SECURITY, sequence=0, text=TYPED),)}, "<p>", "</p>"),
        ({"cookie_policy": t.CookiePolicy(explanation=TYPED)}, "<p>", "</p>"),
        ({"breach": t.BreachProcedure(investigation=TYPED)}, "<p>", "</p>"),
        ({"sharing": t.SharingPolicy(own_agreement=TYPED)}, "<p>", "</p>"),
        ({"requests": t.RequestHandling(new_purpose_explanation=TYPED)}, "<div>", "</div>"),
    ],
)
def test_typed_paragraphs_and_lists_stay_what_they_are(parts, start, end):
    listed = '<ul class="dots"><li>Eerst een stap.</li><li>Dan nog een.</li></ul>'
    assert f"{start}Wij doen dit.{end}{listed}{start}En dat is alles.{end}" in html(make(activity(), **parts))


# Changes.


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"announces": Answer.YES}, ["Wij kondigen wijzigingen aan."]),
        (
            {
                "announces": Answer.YES,
                "announced_to": "Klanten",
                "announced_how": "per mail",
                "condition": "zo mogelijk",
            },
            ["Wij kondigen wijzigingen aan.", " Aankondigen van wijzigingen: Klanten, per mail en zo mogelijk."],
        ),
        ({"advises_to_check": Answer.YES}, ["Lees de verklaring daarom geregeld."]),
        (
            {"may_change": Answer.YES, "unilateral": Answer.YES},
            ["Wij kunnen deze verklaring wijzigen.", " Dat doen wij eenzijdig, zonder overleg."],
        ),
    ],
)
def test_changes_are_promised_no_harder_than_recorded(fields, said):
    assert lines(make(changes=t.ChangePolicy(**fields)), "versies") == said


# Security and leaks.


def measure(key: str, **fields) -> t.ActivitySecurity:
    return t.ActivitySecurity(sequence=0, measure=key, **fields)


def test_two_measures_are_read_and_the_others_closed():
    words = tuple(t.SecurityMeasure(key=key, name=key.capitalize(), kind="a") for key in ("alfa", "beta", "gamma"))
    dossier = make(
        activity(security=(measure("gamma", condition="Bij bellen"),)),
        security=(measure("alfa", explanation="Overal"), measure("beta"), measure("gamma")), measures=words,
    )  # fmt: skip
    assert lines(dossier, "veilig") == [
        "Alfa.", " ", "Overal.", "Beta.", "Andere maatregelen", "Gamma.", "Werk 1:", "Gamma.", " ", "Bij bellen.",
    ]  # fmt: skip


def test_the_explanation_of_a_shared_measure_counts_where_the_provider_has_none():
    word = t.SecurityMeasure(key="a", name="Https", kind="a", explanation="Niemand leest mee")
    rows = [measure("a", explanation=text) for text in (None, "Altijd")]
    assert [lines(make(security=(row,), measures=(word,)), "veilig")[-1] for row in rows] == [
        "Niemand leest mee.", "Altijd.",
    ]  # fmt: skip


def test_who_sees_a_hole_in_the_security_can_say_so():
    assert lines(make(contact_points=(mail(ContactUse.SECURITY),)), "veilig") == [
        "Denkt u dat gegevens niet veilig zijn of ziet u misbruik? Meld het via ", "privacy@proef.nl",
        "mailto:privacy@proef.nl", ".",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"recorded": Answer.YES}, "Wij leggen elk datalek vast."),
        ({"recorded_where": "een lijst"}, "Wij leggen elk datalek vast in: een lijst."),
        ({"recorded": Answer.NO}, "Wij houden geen lijst van datalekken bij."),
        ({"recorded": Answer.NOT_APPLICABLE, "remedy": "Wij dichten het"}, "Wij dichten het."),
        (
            {"reported": Answer.YES, "reported_condition": "Als dat moet"},
            "Wij melden een datalek aan de Autoriteit Persoonsgegevens, als dat moet.",
        ),
        ({"reported": Answer.NO}, "Wij melden een datalek niet aan de Autoriteit Persoonsgegevens."),
        (
            {"informed": "Getroffen klanten", "informed_when": "zo snel mogelijk"},
            "Bericht krijgen: Getroffen klanten, zo snel mogelijk.",
        ),
    ],
)
def test_of_leaks_is_said_what_is_recorded(fields, said):
    assert lines(make(breach=t.BreachProcedure(**fields)), "veilig") == ["Wat wij doen bij een datalek", said]


# Cookies, logs, decisions, children.


def test_cookies_each_with_what_they_do():
    vendor = t.Recipient(key="g", name="Google")
    cookie = t.Cookie(
        key="a", sequence=0, name="_ga", kind=CookieKind.ANALYTICAL, purpose="Bezoek tellen", vendor="g",
        consent=Answer.NO, storage_time="Twee jaar", privacy_friendly=Answer.YES,
    )  # fmt: skip
    policy = t.CookiePolicy(uses_cookies=Answer.YES, opt_out="Via de site", more_information="www.proef.nl/cookies")
    assert lines(make(cookies=(cookie,), cookie_policy=policy, recipients=(vendor,)), "cookies") == [
        "Proef gebruikt cookies.", " Cookies weigeren: via de site.",
        "Meer leest u hier: ", "www.proef.nl/cookies", "https://www.proef.nl/cookies",
        "Welke cookies", "_ga.", " ", "Statistiek.", " Bezoek tellen.", " Van Google.", " Blijft staan: Twee jaar.",
        " Wij vragen vooraf geen toestemming.", " Zo ingesteld dat de gevolgen voor privacy klein zijn.",
    ]  # fmt: skip


def test_log_files_lead_to_the_activity():
    row = t.UsageLogging(logs_usage=Answer.YES, automatic=Answer.YES, activity="PR-01")
    assert lines(make(activity(), logging=row), "cookies") == [
        "Logbestanden", "Wij leggen vast hoe onze dienst wordt gebruikt.", " Dat gaat automatisch.",
        " Meer staat bij “Werk 1”.",
    ]  # fmt: skip


def test_decisions_by_computers_say_why_they_may_be_and_what_people_can_do():
    row = t.AutomatedDecisions(
        takes_decisions=Answer.YES, affected="Bestuurders", logic="Een score", exception=DecisionException.CONTRACT,
        human_intervention=Answer.YES, contest=Answer.NO,
    )  # fmt: skip
    assert lines(make(decisions=row), "besluiten") == [
        "Computers nemen besluiten die grote gevolgen voor u kunnen hebben.",
        "Het gaat over Bestuurders.", " Een score.", " Dat mag: nodig voor overeenkomst (artikel 22 AVG).",
        " U kunt een medewerker laten kijken.", " U kunt het besluit niet aanvechten.",
    ]  # fmt: skip


def test_children_of_everything_stand_at_the_end():
    general = t.Minors(
        intended=Answer.NO, age=16, parental_consent=Answer.YES, checks_age=Answer.NO, removal="Dan wissen wij ze"
    )
    assert precise(make(minors=(general,)))[0] == (
        "Dit is niet voor kinderen jonger dan 16 jaar bedoeld. Ouders of voogd moeten toestemming geven. "
        "Wij kunnen de leeftijd niet controleren. Dan wissen wij ze."
    )


# Whatever the provider.

BROKEN = re.compile(r"\bNone\b|\.\.|\.;|;\.|,\.|: *\.|\(\)|\( |{\w*}")


def test_no_line_of_a_filled_page_is_broken():
    assert [line for line in texts(page(filled()).sections) if BROKEN.search(line)] == []


@pytest.mark.django_db
def test_no_line_of_the_five_providers_is_broken(five):
    for provider in Provider.objects.all():
        made = page(live_dossier(provider.pk))
        assert [line for line in texts((made.answers, made.sections)) if BROKEN.search(line)] == []
