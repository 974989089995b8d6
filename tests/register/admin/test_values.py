"""Values of facts in an officer's own words: offered, checked where they are typed, and their facts kept."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from providers.models import ContactPoint, LegalEntity, Provider, Recipient, Service
from providers.spreadsheets.formats import Numbered
from providers.spreadsheets.resource import resource_for
from register.loading import LoadError, load
from register.models import FirstLayerAnswer, Highlight, PageText, Remark, SubjectGroup
from retention.models import RetentionTerm
from tests.forms import add_row, filled, problems

FACTS = {
    "termijn:kort": RetentionTerm,
    "ontvanger:meldkamers": Recipient,
    "contact:privacy": ContactPoint,
    "bedrijf:bv": LegalEntity,
    "groep:bellers": SubjectGroup,
    "dienst:bellen": Service,
}
NO_TERM = "“{termijn:weg}” is er niet. Wel kan hier: {termijn:kort}."
NO_KIND = (
    "“{iets:kort}” is geen waarde. Wel kan hier: {termijn:sleutel}, {ontvanger:sleutel}, {contact:sleutel}, "
    "{bedrijf:sleutel}, {groep:sleutel}, {dienst:sleutel}, {antwoordtermijn}."
)
LOOSE = "Een accolade hoort om een waarde, zoals {termijn:sleutel}. Haal haar weg of maak de waarde af."


@pytest.fixture
def page(demo) -> str:
    return reverse("admin:register_statementpage_change", args=[demo.pk])


@pytest.fixture
def other(demo) -> Provider:
    """Another provider, with a term of its own."""
    provider = Provider.objects.create(slug="ander", prefix="AN", name="Ander")
    RetentionTerm.objects.create(provider=provider, key="anders", name="Anders", kind="termijn", amount=1, unit="jaar")
    return provider


def offered(response) -> dict[str, str]:
    """What may be inserted, as it can be read without a script."""
    html = response.content.decode()
    found = re.findall(r'<li data-value="([^"]*)">\s*<code>\1</code>: <span>([^<]*)</span>', html)
    return {unescape(place): unescape(words) for place, words in found}


def write(client, page: str, text: str) -> list[str]:
    """Save a sentence under “Goed om te weten”; what is wrong with it."""
    data = filled(client.get(page))
    name = add_row(data, "highlight_set", text=text, sequence="10")
    answer = client.post(page, data)
    return [] if answer.status_code == 302 else problems(answer)[f"{name}-text"]


def test_the_values_of_this_provider_are_offered(officer, page, other):
    assert offered(officer.get(page)) == {
        "{termijn:kort}": "Termijn Kort: 31 dagen",
        "{ontvanger:meldkamers}": "Ontvanger Meldkamers: meldkamers",
        "{contact:privacy}": "Contact Vragen over privacy (E-mail): privacy@demo.example",
        "{bedrijf:bv}": "Bedrijf Demo B.V.: Demo B.V.",
        "{groep:bellers}": "Groep Bellers: bellers",
        "{dienst:bellen}": "Dienst Bellen: Bellen",
        "{dienst:internet}": "Dienst Internet: Internet",
    }


def test_each_text_that_may_name_facts_is_marked_and_its_help_says_so(officer, page):
    html = officer.get(page).content.decode()
    marked = set(re.findall(r'name="(?:[a-z]+_set|pagetext)-\w+-(\w+)"[^>]* data-values', html))
    assert marked == {"text", "condition", "tagline", "audience"}
    assert html.count("U kunt een waarde invoegen") >= 11
    assert '<script src="/static/register/admin-values.js" defer>' in html


def test_who_may_not_edit_the_texts_sees_no_list(officer, page):
    user = officer.user
    user.groups.clear()
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    answer = officer.get(page)
    assert answer.status_code == 200
    assert "Waarde invoegen" not in answer.content.decode()
    assert "admin-values.js" not in answer.content.decode()


def test_the_form_asks_as_many_queries_for_many_facts_as_for_one(officer, page, demo):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            officer.get(page)
        return len(asked)

    queries()
    few = queries()
    for number in range(30):
        RetentionTerm.objects.create(
            provider=demo, key=f"t{number}", name=f"T{number}", kind="termijn", amount=number + 1, unit="dag"
        )
        Recipient.objects.create(provider=demo, key=f"r{number}", name=f"R{number}")
    assert len(offered(officer.get(page))) > 60
    assert queries() == few


@pytest.mark.parametrize("place", [*FACTS, "antwoordtermijn"])
def test_a_fact_of_the_provider_is_accepted(officer, page, place):
    assert write(officer, page, f"Dit is {{{place}}}.") == []
    assert Highlight.objects.get().text == f"Dit is {{{place}}}."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Na {termijn:weg}.", NO_TERM),
        ("Na {termijn:anders}.", NO_TERM.replace("weg", "anders")),
        ("Na {iets:kort}.", NO_KIND),
        ("Na {antwoordtermijn:kort}.", NO_KIND.replace("iets", "antwoordtermijn")),
        ("Na {termijn}.", NO_KIND.replace("iets:kort", "termijn")),
        ("Na {termijn:kort.", LOOSE),
        ("Na {{termijn:kort}}.", LOOSE),
        ("Na }.", LOOSE),
    ],
)
def test_another_value_is_refused_beside_the_field(officer, page, other, text, problem):
    assert write(officer, page, text) == [problem]
    assert not Highlight.objects.exists()


def test_a_long_list_of_keys_is_cut(officer, page, demo):
    for number in range(10, 20):
        Service.objects.create(provider=demo, key=f"d{number}", name=f"D{number}")
    (problem,) = write(officer, page, "{dienst:weg}")
    assert problem.endswith(" en nog 4.")
    assert len(problem) < 250


def test_hostile_text_is_refused(officer, page):
    assert LOOSE in write(officer, page, "{" * 400)
    assert write(officer, page, "{termijn:<b>x</b>}")[-1] == NO_TERM.replace("weg", "<b>x</b>")
    data = filled(officer.get(page))
    add_row(data, "highlight_set", text="{termijn:<b>x</b>}", sequence="10")
    assert "<b>x" not in officer.post(page, data).content.decode()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (PageText, {"tagline": "{termijn:weg}"}),
        (PageText, {"audience": "{termijn:weg}"}),
        (FirstLayerAnswer, {"question": "wie", "text": "{termijn:weg}"}),
        (Highlight, {"sequence": 1, "text": "{termijn:weg}"}),
        (Remark, {"key": "m", "section": "wat", "text": "{termijn:weg}"}),
        (Remark, {"key": "m", "section": "wat", "text": "Zo.", "condition": "{termijn:weg}"}),
    ],
)
def test_a_fixture_is_refused_with_row_and_field(demo, tmp_path, model, values):
    path = tmp_path / "zin.yaml"
    fields = ", ".join(
        f'{name}: "{value}"' for name, value in {"provider": ["demo"], **values}.items() if name != "provider"
    )
    path.write_text(f"- {{model: {model._meta.label_lower}, fields: {{provider: [demo], {fields}}}}}\n")
    field = next(name for name, value in values.items() if value == "{termijn:weg}")
    with pytest.raises(LoadError) as caught:
        load([path])
    (problem,) = caught.value.problems
    assert problem.startswith("zin.yaml, rij 1")
    assert problem.endswith(f"{field}: {NO_TERM}")
    path.write_text(path.read_text().replace("termijn:weg", "termijn:kort"))
    assert load([path]).added == 1


def test_a_spreadsheet_is_refused_in_the_words_of_the_form(demo):
    resource = resource_for(Highlight, "provider", "sequence", "text")()
    rows = Numbered(["aanbieder", "volgorde", "zin"], [(2, ["demo", "1", "Na {termijn:weg}."])])
    (row,) = resource.import_data(rows).invalid_rows
    assert row.field_specific_errors == {"zin": [NO_TERM]}


def name_fact(provider: Provider, place: str) -> Highlight:
    return Highlight.objects.create(provider=provider, sequence=1, text=f"Wij noemen {{{place}}}.")


@pytest.mark.parametrize("place", FACTS)
def test_a_fact_that_a_sentence_names_is_not_deleted(demo, place):
    key = place.partition(":")[2]
    row = FACTS[place].objects.create(**free_fact(FACTS[place], demo))
    sentence = name_fact(demo, place.replace(key, "vrij"))
    with pytest.raises(ProtectedError) as caught:
        row.delete()
    assert caught.value.protected_objects == {sentence}
    assert "Wij noemen" in str(caught.value)
    with pytest.raises(ProtectedError):
        FACTS[place].objects.filter(pk=row.pk).delete()
    sentence.text = "Wij noemen niets."
    sentence.save()
    row.delete()
    assert not FACTS[place].objects.filter(key="vrij").exists()


def free_fact(model, provider: Provider) -> dict:
    values = {"provider": provider, "key": "vrij"}
    return values | ({"use": "algemeen", "channel": "email"} if model is ContactPoint else {"name": "Vrij"})


def test_the_page_that_deletes_names_the_sentence(officer, demo):
    term = RetentionTerm.objects.create(provider=demo, key="vrij", name="Vrij")
    name_fact(demo, "termijn:vrij")
    for address, data in (
        (reverse("admin:retention_retentionterm_delete", args=[term.pk]), {"post": "yes"}),
        (
            reverse("admin:retention_retentionterm_changelist"),
            {"action": "delete_selected", "_selected_action": term.pk},
        ),
    ):
        assert "Wij noemen {termijn:vrij}." in officer.post(address, data).content.decode()
    assert RetentionTerm.objects.filter(pk=term.pk).exists()


def test_a_row_of_a_form_that_deletes_names_the_sentence(officer, demo):
    point = ContactPoint.objects.create(provider=demo, key="vrij", use="algemeen", channel="email", value="a@b.nl")
    name_fact(demo, "contact:vrij")
    page = reverse("admin:providers_provider_change", args=[demo.pk])
    data = filled(officer.get(page))
    (row,) = (
        name.removesuffix("-id")
        for name, value in data.items()
        if name.startswith("contactpoint") and name.endswith("-id") and value == [str(point.pk)]
    )
    answer = officer.post(page, data | {f"{row}-DELETE": "on"})
    assert "Wij noemen {contact:vrij}." in unescape(answer.content.decode())
    assert ContactPoint.objects.filter(pk=point.pk).exists()


def test_a_key_of_another_provider_is_no_reason_to_keep_a_fact(demo, other):
    name_fact(demo, "termijn:anders")
    RetentionTerm.objects.get(provider=other).delete()


def test_the_preview_shows_the_words(officer, page):
    data = filled(officer.get(page))
    add_row(data, "highlight_set", text="Dat blijft {termijn:kort}.", sequence="10")
    html = officer.post(page, data | {"_preview": "1"}).content.decode()
    assert "Dat blijft 31 dagen." in html
    assert not Highlight.objects.exists()
