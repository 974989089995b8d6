"""Blank frames of activities: words from which an officer ticks; a frame itself is never recorded."""

from pathlib import Path

import msgspec
import yaml

_FILE = Path(__file__).parent / "data" / "frames.yaml"


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A title, with keys of the shared vocabulary that may fit."""

    title: str
    groups: tuple[str, ...]
    data: tuple[str, ...]
    purposes: tuple[str, ...]


# In the order in which they are offered; read at import, because several threads may ask for them first.
FRAMES: tuple[Frame, ...] = msgspec.convert(yaml.safe_load(_FILE.read_text("utf-8")), tuple[Frame, ...])


def frame_of(title: str) -> Frame:
    """What may fit an activity with this title; nothing for one that has a title of its own."""
    return next((frame for frame in FRAMES if frame.title == title), Frame(title, (), (), ()))
