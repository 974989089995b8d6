"""A new provider in seven steps: what each saves, where somebody is, and who may not."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.facts.keys import made_prefix
from providers.models import ContactPoint, LegalEntity, Provider, Recipient, Service
from register.admin.guide.frames import FRAMES, frame_of
from register.admin.guide.steps import MOST, STEPS
from register.choices import Basis
from register.models import (
    ActivitySecurity,
    DataCategory,
    DataRow,
    DataSubjectCategory,
    Disclosure,
    LegalBasis,
    ProcessingActivity,
    Purpose,
    PurposeRow,
    SubjectGroup,
)
from retention.models import RetentionTerm
from tests.forms import filled

NAMES = [step.slug for step in STEPS]
NEW = "/admin/nieuw/"


def address(name, slug="nieuw"):
    return reverse("guide_step", args=[slug, name])


@pytest.fixture
def provider(vocabulary):
    """A provider of which the name is known and nothing else."""
    return Provider.objects.create(slug="nieuw", prefix="NW", name="Nieuw")


def activity(provider, number=1, title="Voicemail", **values):
    return ProcessingActivity.objects.create(provider=provider, number=f"NW-{number:02d}", title=title, **values)


def send(person, name, **typed):
    """Send a step as its page shows it, with these fields; underscores of a prefix are written as in the page."""
    return person.post(address(name), filled(person.get(address(name))) | typed)


def wrong(response):
    """What the page says is wrong; nothing was saved."""
    assert response.status_code == 200
    return [text for _, text in response.context["errors"]]


def saved(response, leads_to):
    assert response.status_code == 302, wrong(response)
    assert response["Location"] == address(leads_to)


def test_a_frame_has_words_of_the_shared_vocabulary_and_a_title_of_its_own(vocabulary):
    titles = [frame.title for frame in FRAMES]
    assert len(titles) == len(set(titles))
    for name, model in (("groups", DataSubjectCategory), ("data", DataCategory), ("purposes", Purpose)):
        named = [key for frame in FRAMES for key in getattr(frame, name)]
        assert set(named) <= set(model.objects.values_list("key", flat=True))
        assert [frame.title for frame in FRAMES if len(set(getattr(frame, name))) != len(getattr(frame, name))] == []


def test_a_name_makes_a_provider_with_address_and_prefix(officer, vocabulary):
    data = filled(officer.get(NEW)) | {
        "aanbieder-name": "Bel Maat",
        "legalentity-name": "Bel Maat B.V.",
        "contactpoint-privacy-email-value": "privacy@belmaat.example",
    }
    response = officer.post(NEW, data)
    assert (response.status_code, response["Location"]) == (302, address("diensten", "bel-maat"))
    made = Provider.objects.get(slug="bel-maat")
    assert (made.prefix, made.name, made.voice) == ("BM", "Bel Maat", "")
    assert [row.name for row in LegalEntity.objects.filter(provider=made)] == ["Bel Maat B.V."]
    assert [(row.key, row.value) for row in ContactPoint.objects.filter(provider=made)] == [
        ("privacy-email", "privacy@belmaat.example")
    ]


@pytest.mark.parametrize(
    ("name", "taken", "prefix"),
    [
        ("Team Telefoon", (), "TT"),
        ("Team Telefoon", ("TT",), "TE"),
        ("Belmaat", (), "BE"),
        ("Éclair 24", (), "EC"),
        ("b", (), "AA"),
        ("漢字", ("AA",), "AB"),
    ],
)
def test_a_prefix_comes_from_the_name(name, taken, prefix):
    assert made_prefix(name, set(taken)) == prefix


def test_a_name_that_is_an_address_of_the_site_is_refused_and_nothing_is_kept(officer, vocabulary):
    response = officer.post(NEW, filled(officer.get(NEW)) | {"aanbieder-name": "Admin", "legalentity-name": "X B.V."})
    assert wrong(response) == ["Adres op de site: “admin” is een adres van het register zelf. Kies een andere naam."]
    assert not Provider.objects.exists()
    assert not LegalEntity.objects.exists()


def test_services_are_typed_one_on_a_line(officer, provider):
    response = send(officer, "diensten", **{"nieuw-service-lines": "Bellen; Via internet.\r\n\r\nBellen thuis"})
    saved(response, "verwerkingen")
    rows = Service.objects.filter(provider=provider).values_list("key", "name", "description", "sequence")
    assert list(rows) == [("bellen", "Bellen", "Via internet.", 10), ("bellen-thuis", "Bellen thuis", "", 20)]


def test_what_cannot_be_read_is_said_by_line_and_nothing_is_saved(officer, provider):
    Recipient.objects.create(provider=provider, key="x", name="Drukkerij")
    lines = "Goed; Nederland\nFout; Atlantis\ndrukkerij\na;b;c;d\n<b>vet</b>; NL"
    found = wrong(send(officer, "ontvangers", **{"nieuw-recipient-lines": lines}))
    assert [text.partition(": ")[2][:52] for text in found] == [
        "Regel 2: “Atlantis” is geen landcode van ISO 3166. G",
        "Regel 3: Er is al een ontvanger “drukkerij”.",
        "Regel 4: Dat zijn te veel puntkomma’s; er passen 3 d",
        "Regel 5: Bevat HTML-opmaak (<b>). Gebruik gewone tek",
    ]
    assert Recipient.objects.count() == 1


def test_recipients_have_a_country_by_name_and_a_kind(officer, provider):
    activity(provider)
    send(officer, "ontvangers", **{"nieuw-recipient-lines": "Cloud Inc; Verenigde Staten; Bedrijf met naam\nPost"})
    rows = Recipient.objects.values_list("name", "country", "kind")
    assert list(rows) == [("Cloud Inc", "US", "bedrijf"), ("Post", "", "")]


def test_frames_record_only_what_was_ticked(officer, provider):
    service = Service.objects.create(provider=provider, key="bellen", name="Bellen")
    titles = [frame.title for frame in FRAMES]
    first, second = titles.index("Voicemail"), titles.index("Facturen en betalingen")
    ticks = {
        f"kader-{first}-chosen": "on",
        f"kader-{second}-chosen": "on",
        f"kader-{second}-purposes": ["boekhouding"],
        f"kader-{second}-services": [str(service.pk)],
        "nieuw-processingactivity-lines": "Rondleidingen; Bezoek ontvangen; Veiligheid",
    }
    # Roles are still to be chosen, so the page comes again.
    saved(send(officer, "verwerkingen", **ticks), "verwerkingen")
    rows = ProcessingActivity.objects.filter(provider=provider)
    assert [(row.number, row.title, row.role, list(row.services.all())) for row in rows] == [
        ("NW-01", "Voicemail", "", []),
        ("NW-02", "Facturen en betalingen", "", [service]),
        ("NW-03", "Rondleidingen", "", []),
    ]
    purposes = PurposeRow.objects.values_list("activity__number", "name", "purpose__key", "key")
    assert list(purposes) == [
        ("NW-02", "Boekhouding", "boekhouding", "boekhouding"),
        ("NW-03", "Bezoek ontvangen", None, "bezoek-ontvangen"),
        ("NW-03", "Veiligheid", None, "veiligheid"),
    ]
    kinds = (LegalBasis, DataRow, SubjectGroup, RetentionTerm, Recipient, Disclosure)
    assert [model.objects.count() for model in kinds] == [0] * len(kinds)
    offered = officer.get(address("verwerkingen")).content.decode()
    assert f'name="kader-{first}-chosen"' not in offered


def test_ticks_of_an_activity_that_was_not_chosen_are_refused(officer, provider):
    found = wrong(send(officer, "verwerkingen", **{"kader-0-purposes": ["overbrengen"]}))
    assert found == ["Kruis ook de verwerking zelf aan, of haal de andere vinkjes weg."]
    assert not ProcessingActivity.objects.exists()


@pytest.mark.parametrize(
    ("article", "column"),
    [
        (Basis.CONTRACT, "explanation"),
        (Basis.LEGITIMATE_INTERESTS, "interest"),
        (Basis.LEGAL_OBLIGATION, "statute"),
        (Basis.CONSENT, "withdrawal"),
    ],
)
def test_the_words_beside_a_basis_go_where_they_belong(officer, provider, article, column):
    row = activity(provider)
    purpose = PurposeRow.objects.create(activity=row, key="doel", name="Bellen")
    typed = {f"grondslag-{purpose.pk}-article": article.value, f"grondslag-{purpose.pk}-beside": "Zo is het."}
    saved(send(officer, "verwerkingen", **typed, **{f"rol-{row.pk}-role": "controller"}), "gegevens")
    basis = LegalBasis.objects.get()
    told = {name: getattr(basis, name) for name in ("explanation", "interest", "statute", "withdrawal")}
    assert (basis.article, {name for name, words in told.items() if words}) == (article, {column})
    # Nothing was typed the second time, so nothing is recorded either.
    records = LegalBasis.history.count()
    saved(send(officer, "verwerkingen"), "gegevens")
    assert LegalBasis.history.count() == records


def test_words_beside_no_basis_are_refused(officer, provider):
    purpose = PurposeRow.objects.create(activity=activity(provider), key="doel", name="Bellen")
    found = wrong(send(officer, "verwerkingen", **{f"grondslag-{purpose.pk}-beside": "Wij willen dit."}))
    assert found == ["NW-01: Bellen, Grondslag: Dit veld is verplicht."]


def test_a_purpose_with_two_bases_is_left_to_its_own_page(officer, provider):
    purpose = PurposeRow.objects.create(activity=activity(provider), key="doel", name="Bellen")
    for article in "bf":
        LegalBasis.objects.create(purpose=purpose, article=article)
    assert f"grondslag-{purpose.pk}" not in officer.get(address("verwerkingen")).content.decode()


def test_only_who_works_for_another_is_asked_for_whom(officer, provider):
    own, other = activity(provider, role="controller"), activity(provider, 2, "Opnemen", role="processor")
    html = officer.get(address("verwerkingen")).content.decode()
    assert f"verwerker-{own.pk}-" not in html
    typed = {f"verwerker-{other.pk}-on_behalf_of": "de klant", f"verwerker-{other.pk}-agreement": "ja"}
    send(officer, "verwerkingen", **typed)
    other.refresh_from_db()
    assert (other.on_behalf_of, other.agreement) == ("de klant", "ja")


def test_data_of_several_people_are_rows_with_all_of_them(officer, provider):
    row = activity(provider)
    ticks = {"groups": ["beller", "gebruiker"], "data": ["voicemail"], "more_data": ["locatie"], "origin": ["systeem"]}
    saved(send(officer, "gegevens", **{f"gegevens-{row.pk}-{name}": keys for name, keys in ticks.items()}), "termijnen")
    found = [
        (str(item), str(item.group), list(map(str, item.other_groups.all())), item.origin, item.term)
        for item in row.datarow_set.all()
    ]
    assert found == [
        ("Ingesproken voicemail", "Bellers", ["Gebruikers van een dienst"], "systeem", None),
        ("Locatiegegevens", "Bellers", ["Gebruikers van een dienst"], "systeem", None),
    ]
    assert SubjectGroup.objects.filter(provider=provider).count() == 2
    # The same ticks once more add nothing.
    send(officer, "gegevens", **{f"gegevens-{row.pk}-{name}": keys for name, keys in ticks.items()})
    assert (row.datarow_set.count(), SubjectGroup.objects.count()) == (2, 2)


@pytest.mark.parametrize(("name", "keys"), [("data", ["voicemail"]), ("groups", ["beller"])])
def test_data_of_nobody_and_people_without_data_are_refused(officer, provider, name, keys):
    row = activity(provider)
    assert len(wrong(send(officer, "gegevens", **{f"gegevens-{row.pk}-{name}": keys}))) == 1
    assert not DataRow.objects.exists()


def data_row(row, key, **values):
    return DataRow.objects.create(activity=row, category=DataCategory.objects.get(key=key), name=key, **values)


def test_terms_are_typed_as_people_say_them(officer, provider):
    data_row(activity(provider), "naam")
    lines = "Gesprekken: ten hoogste 6 maanden na het gesprek\ntot het account is verwijderd"
    saved(send(officer, "termijnen", **{"nieuw-retentionterm-lines": lines}), "termijnen")
    columns = ("name", "kind", "amount", "unit", "is_maximum", "start_event", "end_event")
    assert list(RetentionTerm.objects.values_list(*columns)) == [
        ("Gesprekken", "termijn", 6, "maand", True, "na het gesprek", ""),
        ("tot het account is verwijderd", "gebeurtenis", None, "", False, "", "het account is verwijderd"),
    ]


def test_one_term_for_all_leaves_what_was_chosen_by_row(officer, provider):
    row = activity(provider)
    long, short = (RetentionTerm.objects.create(provider=provider, key=key, name=key) for key in ("lang", "kort"))
    first, second, third = data_row(row, "naam"), data_row(row, "adres"), data_row(row, "vragen", term=short)
    typed = {f"alle-{row.pk}-term": str(long.pk), f"termijn-{second.pk}-term": str(short.pk)}
    saved(send(officer, "termijnen", **typed), "ontvangers")
    assert [DataRow.objects.get(pk=item.pk).term for item in (first, second, third)] == [long, short, short]


def test_a_term_of_another_provider_is_no_choice(officer, demo, provider):
    row = data_row(activity(provider), "naam")
    RetentionTerm.objects.create(provider=provider, key="t", name="t")
    strange = RetentionTerm.objects.filter(provider=demo).first()
    for number in (strange.pk, "x", "9" * 40):
        assert len(wrong(send(officer, "termijnen", **{f"termijn-{row.pk}-term": str(number)}))) == 1
    row.refresh_from_db()
    assert row.term is None


def test_recipients_are_chosen_by_activity(officer, provider):
    row = activity(provider)
    us = Recipient.objects.create(provider=provider, key="us", name="Cloud Inc", country="US")
    saved(send(officer, "ontvangers", **{f"met-{row.pk}-r{us.pk}": "verwerker"}), "verklaring")
    made = Disclosure.objects.get()
    assert (made.activity, made.recipient, made.role, made.transfer) == (row, us, "verwerker", "")
    typed = {f"doorgifte-{made.pk}-mechanism": "46-2-c", f"ontvanger-{us.pk}-agreement": "ja"}
    saved(send(officer, "ontvangers", **typed), "verklaring")
    made.refresh_from_db()
    us.refresh_from_db()
    assert (made.mechanism, us.agreement) == ("46-2-c", "ja")


def test_nobody_beside_somebody_is_refused(officer, provider):
    row = activity(provider)
    us = Recipient.objects.create(provider=provider, key="us", name="Cloud Inc")
    typed = {f"met-{row.pk}-r{us.pk}": "verwerker", f"met-{row.pk}-no_processors": "on"}
    assert "Cloud Inc" in wrong(send(officer, "ontvangers", **typed))[0]
    row.refresh_from_db()
    assert (row.no_processors, Disclosure.objects.count()) == (False, 0)


def test_a_row_that_the_page_did_not_show_is_left_alone(officer, provider):
    row = activity(provider)
    typed = filled(officer.get(address("ontvangers")))
    row.role = "controller"
    row.save()
    typed["gezien"] = filled(officer.get(address("verwerkingen")))["gezien"]
    typed.pop(f"met-{row.pk}-rij", None)
    saved(officer.post(address("verwerkingen"), typed), "verwerkingen")
    row.refresh_from_db()
    assert row.role == "controller"


def test_measures_and_requests_stand_in_the_last_step(officer, provider):
    measures = {str(word.pk) for word in ActivitySecurity._meta.get_field("measure").related_model.objects.all()[:2]}
    typed = {"beveiliging-measures": sorted(measures), "contactpoint-verzoek-email-value": "verzoek@nieuw.example"}
    saved(send(officer, "verklaring", **typed), "verklaring")
    rows = ActivitySecurity.objects.filter(activity=None)
    assert {str(row.measure_id) for row in rows} == measures
    told = f"Al vastgelegd: {', '.join(str(row.measure) for row in rows)}."
    assert told in unescape(officer.get(address("verklaring")).content.decode())
    assert str(ContactPoint.objects.get()) == "Verzoeken over rechten: verzoek@nieuw.example"


def test_who_comes_second_is_told_and_saves_nothing(officer, provider):
    typed = filled(officer.get(address("diensten"))) | {"nieuw-service-lines": "Bellen"}
    provider.website = "www.nieuw.example"
    provider.save()
    response = officer.post(address("diensten"), typed)
    assert wrong(response) == [
        "Iemand heeft intussen iets van deze aanbieder gewijzigd. Kijk na wat hier staat en sla dan nogmaals op."
    ]
    assert not Service.objects.exists()
    saved(officer.post(address("diensten"), filled(response)), "verwerkingen")


def test_one_goes_on_where_something_is_left(officer, provider):
    def goes_to():
        return officer.get(reverse("guide", args=["nieuw"]))["Location"]

    assert goes_to() == address("wie")
    LegalEntity.objects.create(provider=provider, key="nw", name="Nieuw B.V.")
    ContactPoint.objects.create(provider=provider, key="m", use="privacy", channel="email", value="a@nieuw.example")
    assert goes_to() == address("diensten")
    Service.objects.create(provider=provider, key="bellen", name="Bellen")
    assert goes_to() == address("verwerkingen")
    row = activity(provider, role="processor")
    assert goes_to() == address("gegevens")
    data_row(row, "naam")
    # Nobody asks a processor for a term.
    assert goes_to() == address("ontvangers")
    row.no_recipients = True
    row.save()
    assert goes_to() == address("verklaring")
    assert f'href="{reverse("guide", args=["nieuw"])}"' in officer.get("/admin/mijn/nieuw/").content.decode()


def test_each_step_shows_the_page_as_it_grows(officer, provider):
    Service.objects.create(provider=provider, key="bellen", name="Bellen")
    for name in NAMES:
        html = officer.get(address(name)).content.decode()
        assert "De pagina tot nu toe" in html
        assert reverse("register_concept", args=["nieuw"]) in html


def test_who_may_not_save_the_rows_of_a_step_does_not_see_it(auditor, visitor, officer, provider):
    for person in (auditor, visitor):
        assert {person.get(page).status_code for page in (NEW, *map(address, NAMES))} == {302}
    for step in STEPS:
        for model in step.saves:
            for deed in ("add", "change"):
                name = f"{deed}_{model._meta.model_name}"
                right = Permission.objects.get(codename=name, content_type__app_label=model._meta.app_label)
                group = officer.user.groups.get()
                group.permissions.remove(right)
                assert officer.get(address(step.slug)).status_code == 403, name
                assert officer.post(address(step.slug), {}).status_code == 403, name
                group.permissions.add(right)


def test_a_step_and_a_provider_that_do_not_exist_are_not_found(officer, provider):
    pages = (address("anders"), address("wie", "geen"), reverse("guide", args=["geen"]))
    assert [officer.get(page).status_code for page in pages] == [404] * 3


@pytest.mark.parametrize("name", NAMES)
def test_many_rows_ask_the_queries_of_one(officer, provider, name):
    def add(number):
        row = activity(provider, number, f"Titel {number}", role="controller")
        PurposeRow.objects.create(activity=row, key="d", name="Doel")
        Service.objects.create(provider=provider, key=f"s{number}", name=f"Dienst {number}")
        term = RetentionTerm.objects.create(provider=provider, key=f"t{number}", name=f"Termijn {number}")
        data_row(row, "naam", term=term)
        data_row(row, "adres")
        us = Recipient.objects.create(provider=provider, key=f"r{number}", name=f"R {number}", country="US")
        Disclosure.objects.create(provider=provider, activity=row, recipient=us, role="verwerker")

    def asked():
        officer.get(address(name))
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(address(name)).status_code == 200
        return len(queries)

    add(1)
    before = asked()
    for number in range(2, MOST + 4):
        add(number)
    assert asked() == before


def test_of_many_activities_the_open_ones_come_first(officer, provider):
    for number in range(1, MOST + 2):
        activity(provider, number, f"Titel {number}", role="" if number == MOST + 1 else "controller")
    html = officer.get(address("verwerkingen")).content.decode()
    last = ProcessingActivity.objects.get(title=f"Titel {MOST + 1}")
    assert re.findall(r'name="rol-(\d+)-role"', html)[0] == str(last.pk)
    assert f"Hier staan {MOST} verwerkingen tegelijk" in html


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("diensten", {"nieuw-service-lines": "x\n" * 51}),
        ("diensten", {"nieuw-service-lines": "x" * 20_001}),
        ("diensten", {"nieuw-service-lines": "<script>alert(1)</script>"}),
        ("diensten", {"nieuw-service-lines": "a" * 301}),
        ("verwerkingen", {"nieuw-processingactivity-lines": "Titel; " + "<i>doel</i>"}),
        ("verwerkingen", {"kader-0-chosen": "on", "kader-0-purposes": ["onzin"]}),
        ("termijnen", {"nieuw-retentionterm-lines": "Klant: 99999 maanden"}),
        ("termijnen", {"nieuw-retentionterm-lines": "Klant: 0 dagen\nx: 3 maanden bla"}),
        ("verklaring", {"beveiliging-measures": ["9" * 30]}),
    ],
)
def test_rubbish_is_refused_in_words(officer, provider, name, typed):
    response = send(officer, name, **typed)
    assert wrong(response)
    assert "<script>alert" not in response.content.decode()
    kinds = (Service, ProcessingActivity, RetentionTerm, ActivitySecurity)
    assert [model.objects.count() for model in kinds] == [0] * len(kinds)


def test_an_activity_with_a_title_of_its_own_has_no_words_that_fit():
    frame = frame_of("Iets anders")
    assert (frame.groups, frame.data, frame.purposes) == ((), (), ())
