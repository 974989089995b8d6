"""Six answers on the page of a statement: the proposal beside each, own words instead of it, and the way back."""

import re
from html import unescape

import pytest
from django.urls import reverse

from providers.admin.forms import TWICE
from providers.models import Provider
from register.choices import FirstLayer
from register.models import FirstLayerAnswer, Highlight
from tests.forms import add_row, filled, problems

ROW = "firstlayeranswer_set"


@pytest.fixture
def page(demo) -> str:
    return reverse("admin:register_statementpage_change", args=[demo.pk])


def place_of(data: dict, question: str) -> str:
    """The prefix of the row of this question."""
    return next(
        name.removesuffix("-question")
        for name, values in data.items()
        if name.startswith(ROW) and name.endswith("-question") and values == [question]
    )


def shown(response) -> list[tuple[str, str]]:
    """Question and proposal of each row, as they stand on the page."""
    html = response.content.decode()
    found = re.findall(
        r"<b>([^<]*)</b>\s*</h3>.*?-proposal\">([^<]*)</div>", html[html.index(f'id="{ROW}-group"') :], re.S
    )
    return [(unescape(question), unescape(text)) for question, text in found]


def written() -> list[tuple[str, str]]:
    return list(FirstLayerAnswer.objects.values_list("question", "text"))


def test_each_question_stands_beside_its_proposal(officer, page):
    rows = shown(officer.get(page))
    assert [question for question, _ in rows] == list(FirstLayer.labels)
    assert rows[0][1] == "Demo B.V. Mail privacy@demo.example. Wij zijn verantwoordelijk bij Bellen."
    assert all(text for _, text in rows)


def test_an_untouched_page_writes_no_answers(officer, page):
    assert officer.post(page, filled(officer.get(page))).status_code == 302
    assert written() == []


def test_own_words_replace_the_proposal_and_a_cleared_field_brings_it_back(officer, page):
    data = filled(officer.get(page))
    data[f"{place_of(data, 'hoelang')}-text"] = "Zes maanden."
    data[f"{place_of(data, 'wie')}-text"] = "Wij."
    assert officer.post(page, data).status_code == 302
    assert sorted(written()) == [("hoelang", "Zes maanden."), ("wie", "Wij.")]
    again = officer.get(page)
    assert [question for question, _ in shown(again)] == list(FirstLayer.labels)
    states = re.findall(r"Voorstel uit de gegevens, ([^<]*?)\s*</label>", again.content.decode())
    replaced, shown_now = "nu vervangen door uw eigen antwoord", "staat nu op de pagina"
    assert states == [replaced, shown_now, shown_now, replaced, shown_now, shown_now]

    data = filled(again)
    data[f"{place_of(data, 'hoelang')}-text"] = "  "
    assert officer.post(page, data).status_code == 302
    assert written() == [("wie", "Wij.")]
    assert FirstLayerAnswer.history.filter(question="hoelang", history_type="-").count() == 1

    data = filled(officer.get(page))
    data[f"{place_of(data, 'wie')}-DELETE"] = "on"
    assert officer.post(page, data).status_code == 302
    assert written() == []


def test_the_proposal_follows_the_facts_and_not_the_own_words(officer, page):
    provider = Provider.objects.get()
    FirstLayerAnswer.objects.create(provider=provider, question="wie", text="Wij.")
    before = dict(shown(officer.get(page)))
    entity = provider.legalentity_set.get()
    entity.name = "Anders B.V."
    entity.save()
    after = dict(shown(officer.get(page)))
    said = "Anders B.V. Mail privacy@demo.example. Wij zijn verantwoordelijk bij Bellen."
    assert after["Wie gebruikt uw gegevens?"] == said
    assert {**after, "Wie gebruikt uw gegevens?": ""} == {**before, "Wie gebruikt uw gegevens?": ""}


@pytest.mark.parametrize(
    ("text", "found"), [("woord " * 26, "26 woorden in 1 zin"), ("Een. Twee. Drie.", "3 woorden in 3 zinnen")]
)
def test_an_answer_that_is_too_long_is_refused_and_kept_in_the_form(officer, page, text, found):
    data = filled(officer.get(page))
    place = place_of(data, "waarom")
    data[f"{place}-text"] = text
    answer = officer.post(page, data)
    assert problems(answer) == {f"{place}-text": [f"Schrijf ten hoogste 25 woorden en 2 zinnen; nu {found}."]}
    assert filled(answer)[f"{place}-text"][0].strip() == text.strip()
    assert written() == []


def test_a_stored_answer_is_not_lost_when_its_new_text_is_refused(officer, page):
    FirstLayerAnswer.objects.create(provider=Provider.objects.get(), question="wie", text="Wij.")
    data = filled(officer.get(page))
    data[f"{place_of(data, 'wie')}-text"] = "woord " * 26
    assert officer.post(page, data).status_code == 200
    assert written() == [("wie", "Wij.")]


def test_a_question_that_does_not_exist_or_comes_twice_is_refused(officer, page):
    data = filled(officer.get(page))
    place = place_of(data, "wat")
    data |= {f"{place}-question": "<b>", f"{place}-text": "Iets."}
    assert list(problems(officer.post(page, data))) == [f"{place}-question"]
    data |= {f"{place}-question": "wie", f"{place_of(data, 'wie')}-text": "Wij."}
    assert TWICE in str(problems(officer.post(page, data)))
    assert written() == []


def test_the_later_of_two_officers_is_refused(officer, page):
    data = filled(officer.get(page))
    first = data | {f"{place_of(data, 'wie')}-text": "Wij."}
    assert officer.post(page, first).status_code == 302
    second = data | {f"{place_of(data, 'waarom')}-text": "Daarom."}
    assert officer.post(page, second).status_code == 200
    assert written() == [("wie", "Wij.")]


def test_at_most_three_highlights(officer, page):
    data = filled(officer.get(page))
    for number in range(4):
        add_row(data, "highlight_set", sequence=number, text=f"Zin {number}.")
    answer = officer.post(page, data)
    assert "Schrijf ten hoogste 3 zinnen onder “Goed om te weten”." in answer.content.decode()
    assert Highlight.objects.count() == 0
    data["highlight_set-3-text"] = data["highlight_set-3-sequence"] = ""
    data["highlight_set-TOTAL_FORMS"] = ["3"]
    assert officer.post(page, data).status_code == 302
    assert Highlight.objects.count() == 3


def test_a_highlight_can_be_exchanged_when_there_are_three(officer, five):
    provider = Provider.objects.get(slug="voips")
    for number in (10, 20, 30):
        Highlight.objects.create(provider=provider, sequence=number, text=f"Zin {number}.")
    page = reverse("admin:register_statementpage_change", args=[provider.pk])
    data = filled(officer.get(page))
    data["highlight_set-0-DELETE"] = "on"
    add_row(data, "highlight_set", sequence=90, text="Nieuw.")
    response = officer.post(page, data)
    assert response.status_code == 302, problems(response)
    assert [row.sequence for row in Highlight.objects.filter(provider=provider)] == [20, 30, 90]


def test_proposals_cost_as_many_queries_whatever_was_written(officer, page, django_assert_max_num_queries):
    officer.get(page)
    with django_assert_max_num_queries(200) as none:
        officer.get(page)
    for question in FirstLayer.values:
        FirstLayerAnswer.objects.create(provider=Provider.objects.get(), question=question, text="Zo.")
    # What the rules find after an edit is made once, and kept.
    officer.get(page)
    with django_assert_max_num_queries(200) as all_six:
        officer.get(page)
    assert len(all_six) == len(none)
