"""What people typed, before it reaches a page."""

from hypothesis import given
from hypothesis import strategies as st

from register.pdf.texts import BREAK, LONGEST_WORD, printable, spelled_out


def test_long_words_get_places_to_break():
    longest = max(printable(f"<p>{'a' * 100}</p>").removeprefix("<p>").removesuffix("</p>").split(BREAK), key=len)
    assert len(longest) == LONGEST_WORD


def test_a_no_break_space_is_no_place_to_break():
    assert BREAK in printable("<p>" + "a\xa0" * 40 + "</p>")


def test_entities_and_tags_stay_whole():
    html = '<p title="' + "x" * 50 + '">' + "&amp;" * 40 + "&#x27;</p>"
    broken = printable(html)
    assert broken.replace(BREAK, "") == html
    assert broken.count("&amp;") == 40
    assert 'title="' + "x" * 50 in broken


def test_ordinary_text_stays_as_it_is():
    html = "<td>Beveiligingsmaatregelen en privacy@voorbeeld.example</td>"
    assert printable(html) == html


def test_controls_overrides_and_surrogates_go():
    assert printable("a\x00b\x1bc\u202ed\u2066e\ud800f\u2028g\ufffeh") == "abcdef gh"


def test_signs_without_a_font_are_spelled_out():
    assert spelled_out("<p>hoi \U0001f600</p>", {0x1F600}) == "<p>hoi [U+1F600]</p>"


@given(st.text(max_size=400))
def test_nothing_gets_lost(text):
    html = text.replace("<", "&lt;").replace(">", "&gt;")
    clean = printable(html)
    assert printable(clean) == clean
    assert len(clean.replace(BREAK, "")) <= len(html)


def test_an_endless_word_may_be_broken_after_every_thirty_signs():
    # Without these places WeasyPrint takes minutes: it looks for a break from every sign on.
    pieces = printable("a" * 100_000).split(BREAK)
    assert max(map(len, pieces)) <= 30
    assert "".join(pieces) == "a" * 100_000
