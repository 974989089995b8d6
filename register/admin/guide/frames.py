"""Blank frames of activities: words from which an officer ticks; a frame itself is never recorded."""

from functools import cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).parent / "data" / "frames.yaml"


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A title, with keys of the shared vocabulary that may fit."""

    title: str
    groups: tuple[str, ...]
    data: tuple[str, ...]
    purposes: tuple[str, ...]


@cache
def frames() -> tuple[Frame, ...]:
    """All of them, in the order in which they are offered."""
    return msgspec.yaml.decode(_FILE.read_bytes(), type=tuple[Frame, ...])


@cache
def frame_of(title: str) -> Frame:
    """What may fit an activity with this title; nothing for one that has a title of its own."""
    return next((frame for frame in frames() if frame.title == title), Frame(title, (), (), ()))
