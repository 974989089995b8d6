"""A file that would take the machine down is refused, and says why; the process that reads it stays small."""

import pytest

from providers.reading.reader import read
from providers.reading.tables import FormatError
from tests.providers.reading.bombs import BOMBS
from tests.spreadsheets import zipped


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_with_its_reason(name):
    kind, make, reason = BOMBS[name]
    with pytest.raises(FormatError) as refused:
        read(kind, make())
    assert reason in str(refused.value)


@pytest.mark.parametrize("name", [name for name, (kind, *_) in BOMBS.items() if kind in ("xlsx", "ods", "csv")])
def test_bomb_is_refused_too_where_all_sheets_are_read(name):
    kind, make, _ = BOMBS[name]
    data = zipped(**{"Blad.csv": make().decode("latin-1")}) if kind == "csv" else make()
    with pytest.raises(FormatError):
        read(f"{kind}-book", data)
