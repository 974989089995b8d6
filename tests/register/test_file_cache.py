"""The cache in files: what was kept comes back, and nothing in it can run."""

import pickle
import time
from pathlib import Path

import pytest

from register.file_cache import FileCache


class Harmful:
    """Leaves a file behind when somebody unpickles it."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.fixture
def cache(tmp_path):
    return FileCache(str(tmp_path / "cache"), {})


@pytest.mark.parametrize("value", [b"\x00\xff", "één", 1, 1.5, [1.5, "a"], {"a": None}, True])
def test_what_was_kept_comes_back(cache, value):
    cache.set("a", value)
    assert cache.get("a") == value
    assert "a" in cache


def test_it_lasts_as_long_as_was_asked(cache, monkeypatch):
    for name, timeout in {"short": 1, "long": 100, "ever": None, "touched": 1}.items():
        cache.set(name, b"a", timeout)
    assert [cache.touch("touched", 100), cache.touch("never")] == [True, False]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 50)
    assert [name for name in ("short", "long", "ever", "touched") if cache.get(name)] == ["long", "ever", "touched"]


@pytest.mark.parametrize("head", [b"", b"\xff" * 8, (b"\x00" * 6) + b"\xf0\x7f"], ids=["alone", "NaN", "endless"])
def test_a_program_that_somebody_put_there_does_not_run(cache, tmp_path, head):
    cache.set("a", b"a")
    (stored,) = (tmp_path / "cache").iterdir()
    stored.write_bytes(head + pickle.dumps(Harmful(tmp_path / "ran")))
    assert cache.get("a", "nothing") == "nothing"
    assert "a" not in cache or cache.get("a") is None
    assert not (tmp_path / "ran").exists()
