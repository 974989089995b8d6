"""Long fields in rows that fit on a page."""

import math
import re

import msgspec
from hypothesis import given
from hypothesis import strategies as some

from register.article30.types import LINE_SIGNS, ROW_LINES, Block, Field
from register.choices import Role
from register.dossier import Dossier
from tests.register.filled import edition, filled_dossier
from tests.register.pdf_pages import register_html

ITEMS = some.lists(some.text("ab ", min_size=1, max_size=200).map(lambda text: f"x{text}x"), min_size=1, max_size=60)
BLOCKS = some.lists(some.builds(lambda items, head: Block(tuple(items), head), ITEMS, some.sampled_from(["", "Klant"])))


def height(text):
    return sum(math.ceil(len(line) / LINE_SIGNS) or 1 for line in text.split("\n"))


@given(BLOCKS)
def test_rows_hold_all_lines_in_order(blocks):
    field = Field("Persoonsgegevens", tuple(blocks))
    assert "\n".join(field.pieces) == field.text


@given(BLOCKS)
def test_rows_fit_and_do_not_end_with_a_head(blocks):
    field = Field("Persoonsgegevens", tuple(blocks))
    # A line of the longest text more than the average, and the head that moved along.
    assert all(height(piece) <= ROW_LINES + 3 for piece in field.pieces)
    assert not any(piece.split("\n")[-1].endswith("Klant:") for piece in field.pieces)


def test_fifteen_lines_are_two_rows_of_about_the_same_height():
    field = Field("Persoonsgegevens", (Block(tuple(f"Gegeven {n}" for n in range(15))),))
    assert [piece.count("\n") + 1 for piece in field.pieces] == [8, 7]


def test_a_field_without_lines_is_one_empty_row():
    assert Field("Persoonsgegevens").pieces == ("",)


def test_a_row_that_goes_on_says_its_article_again():
    content = msgspec.to_builtins(filled_dossier(Role.CONTROLLER))
    activity = content["activities"][0]
    activity["data"] = [
        {**activity["data"][0], "sequence": n, "name": f"Gegeven {n}", "condition": f"geval {n}"} for n in range(30)
    ]
    html = register_html(edition(msgspec.convert(content, Dossier)))
    heads = re.findall(r">Persoonsgegevens( \(vervolg\))?<span class=\"article\">(.*?)</span>", html)
    assert heads == [("" if place == 0 else " (vervolg)", "art. 30 lid 1, onder c, AVG") for place in range(len(heads))]
    assert len(heads) > 2
