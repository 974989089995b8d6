import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.facts.sources import Passage, parse_source, passages_in, read_source

documents = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,10}", fullmatch=True)
passages = st.tuples(documents, st.integers(1, 9999), st.integers(0, 50), st.integers(0, 999)).map(
    lambda parts: Passage(parts[0], parts[1], parts[1] + parts[2], parts[3])
)


def test_reads_single_lines_and_ranges():
    assert parse_source("000 r53; 000 r56-57") == (Passage("000", 53, 53), Passage("000", 56, 57))


def test_reads_a_cell_of_a_row_and_a_column_of_rows():
    assert parse_source("004 r15 k2; 004 r3-5 k1") == (Passage("004", 15, 15, 2), Passage("004", 3, 5, 1))


def test_a_whole_line_comes_before_its_cells():
    found = parse_source("004 r15 k2; 004 r9-10; 004 r15; 004 r15 k10")
    assert [str(item) for item in sorted(found)] == ["004 r9-10", "004 r15", "004 r15 k2", "004 r15 k10"]


def test_a_document_is_the_same_in_other_capitals():
    assert parse_source("AV-2024 r5") == parse_source("av-2024 r5") == (Passage("av-2024", 5, 5),)


def test_empty_text_is_no_passage():
    assert parse_source("") == read_source("") == ()


@given(st.lists(passages, max_size=5))
def test_what_is_written_is_read_back(items):
    assert parse_source("; ".join(map(str, items))) == tuple(items)


@pytest.mark.parametrize(
    "text", ["000", "000 r0", "000 r9-3", "000 53", "r5", "000 r1, r2", "000 r1-", "000 r1 k0", "000 r1 k", "000 k2"]
)
def test_refuses_what_is_not_a_passage(text):
    with pytest.raises(ValueError, match=f"^“{text}”"):
        parse_source(text)


def test_free_words_stand_beside_passages():
    text = "Algemene voorwaarden, artikel 4; 000 r53; wet, art. 52 AWR"
    passage = Passage("000", 53, 53)
    assert read_source(text) == ("Algemene voorwaarden, artikel 4", passage, "wet, art. 52 AWR")
    assert passages_in(text) == (passage,)


@given(st.text())
def test_any_text_can_be_read(text):
    assert set(passages_in(text)) <= set(read_source(text))


def test_lines_include_both_ends():
    assert list(Passage("000", 56, 58).lines()) == [56, 57, 58]
