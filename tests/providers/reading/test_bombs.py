"""A file that would take the machine down is refused, and says why; the process that reads it stays small."""

import pytest

from providers.reading.reader import read
from providers.reading.tables import FormatError
from tests.providers.reading.bombs import BOMBS


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_with_its_reason(name):
    kind, make, reason = BOMBS[name]
    with pytest.raises(FormatError) as refused:
        read(kind, make())
    assert reason in str(refused.value)
