"""Addresses become links; nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.templatetags.addresses import linked


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Mail privacy@voorbeeld.nl.", 'Mail <a href="mailto:privacy@voorbeeld.nl">privacy@voorbeeld.nl</a>.'),
        ("Zie www.voorbeeld.nl, of bel.", 'Zie <a href="https://www.voorbeeld.nl">www.voorbeeld.nl</a>, of bel.'),
        (
            "(https://voorbeeld.nl/nl/klacht?a=1) hier",
            '(<a href="https://voorbeeld.nl/nl/klacht?a=1">https://voorbeeld.nl/nl/klacht?a=1</a>) hier',
        ),
        ("a@b.nl & c@d.nl", '<a href="mailto:a@b.nl">a@b.nl</a> &amp; <a href="mailto:c@d.nl">c@d.nl</a>'),
        ("@ en www. en :// alleen", "@ en www. en :// alleen"),
        ("javascript://alert(1)", "javascript://alert(1)"),
        ('www.x.nl/"><b>', '<a href="https://www.x.nl">www.x.nl</a>/&quot;&gt;&lt;b&gt;'),
    ],
)
def test_what_becomes_a_link(text, html):
    assert linked(text) == html


def test_a_text_without_address_stays_the_same_object():
    text = "Wie belt komt goed terecht."
    assert linked(text) is text


@given(st.text(alphabet=st.sampled_from("ab.@/:<>\"'&w -"), max_size=60))
def test_typed_signs_never_become_markup(text):
    html = str(linked("@" + text))
    without = html.replace("</a>", "")
    while '<a href="' in without:
        before, _, rest = without.partition('<a href="')
        without = before + rest.partition('">')[2]
    assert "<" not in without
    assert ">" not in without
