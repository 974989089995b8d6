"""Values of YAML are those that somebody typed, or the line says why not."""

import pytest

from providers.reading.fixtures import read_yaml
from providers.reading.tables import FormatError


def test_values_that_are_what_they_look_like():
    text = b"- {a: 12, b: -3, c: true, d: no, e: 2026-05-25, f: tekst, g: '0123', h: 1e3, i: ~, j: [x, [y]]}"
    assert read_yaml(text) == [
        {"a": 12, "b": -3, "c": True, "d": False, "e": "2026-05-25", "f": "tekst", "g": "0123", "h": "1e3"}
        | {"i": None, "j": ["x", ["y"]]}
    ]


@pytest.mark.parametrize(
    "value",
    [
        *("1.0e+3", ".inf", ".nan", "0123", "0x1F", "0b11", "12_000", "1:30", "1:30:00", "+5"),
        *("-1234567890123456789", "!!float 1", "!!int '0x10'", "!!binary aGFsbG8=", "="),
        *("2026-05-25 14:30:00", "2026-05-25T14:30:00Z", "!!timestamp 2026-05-25T00:00:00"),
    ],
)
def test_value_that_would_become_another_is_refused_with_its_line(value):
    with pytest.raises(FormatError) as refused:
        read_yaml(f"- model: x\n  fields:\n    a: {value}\n".encode())
    assert "line 3, column 8" in str(refused.value)


@pytest.mark.parametrize("value", ["1e3", "-0o7", "20_26-05-25", "2026-5-2", "2026-05-25 14:30"])
def test_value_that_yaml_takes_for_text_is_text(value):
    assert read_yaml(f"- {{a: {value}}}".encode()) == [{"a": value}]


@pytest.mark.parametrize("value", ["1.5", "0.10", "1234567890123456789"])
def test_number_that_no_field_of_numbers_holds_is_left_as_it_was_typed(value):
    assert read_yaml(f"- {{a: {value}}}".encode()) == [{"a": value}]


@pytest.mark.parametrize("data", [b"- {a: \xff}", b"- {a: \x00}", b'- {a: "\\ud800"}'])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(FormatError, match="geen leesbare YAML"):
        read_yaml(data)
