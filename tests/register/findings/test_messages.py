"""Messages stay readable whatever people type: long names and long lists are cut."""

import pytest

from register.wording import counted, cut, quoted, some


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a"], "a"),
        (["a", "b", "a"], "a en b"),
        (["a", "b", "c", "d"], "a, b, c en d"),
        (["a", "b", "c", "d", "e"], "a, b, c en nog 2"),
        (["a, b", "c", "d"], "a, b; c en d"),
    ],
)
def test_the_first_words_and_how_many_more(words, expected):
    assert cut(words) == expected


def test_a_list_keeps_to_its_room_and_always_names_one():
    assert cut(["x" * 60, "y" * 60, "z"]) == f"{'x' * 60} en nog 2"
    assert cut(["x" * 500, "y"]) == f"{'x' * 500} en nog 1"


def test_names_are_quoted_and_a_long_one_ends_in_dots():
    assert some(["a", "b"]) == "“a” en “b”"
    assert quoted("a" * 120) == f"“{'a' * 120}”"
    assert quoted("a" * 121) == f"“{'a' * 119}…”"
    assert quoted("een twee drie", longest=5) == "“een…”"


def test_one_thing_and_more_things():
    assert [counted(number, "soort", "soorten") for number in (1, 2)] == ["1 soort", "2 soorten"]
