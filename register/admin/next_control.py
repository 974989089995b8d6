"""When the next control is, in words for lists and panels."""

from dataclasses import dataclass
from datetime import date

from ..drafts.reviews import SOON, Control


@dataclass(frozen=True)
class Due:
    """The next control, seen from a day."""

    control: Control
    today: date

    @property
    def days_late(self) -> int:
        """Days since it was due; negative while there is time."""
        return self.control.days_late(self.today)

    @property
    def is_late(self) -> bool:
        """True from the day on which it is due."""
        return self.days_late >= 0

    @property
    def is_soon(self) -> bool:
        """True in the last thirty days before that."""
        return -SOON <= self.days_late < 0

    @property
    def text(self) -> str:
        """How late it is or how soon it comes; empty while there is plenty of time."""
        days = abs(self.days_late)
        counted = f"{days} dag" if days == 1 else f"{days} dagen"
        if self.is_late:
            return f"{counted} te laat" if days else "vandaag"
        return f"over {counted}" if self.is_soon else ""
