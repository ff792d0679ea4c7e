"""What a collection of Anki says of its days and its buttons."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES: Final = ("creationOffset", "schedVer")
NEW_SCHEDULER: Final = 2
DAY_S: Final = 86_400
MOST_MINUTES: Final = 24 * 60
NOON_AFTER_S: Final = 8 * 3_600
"""Study days begin at four o'clock, unless one has set that otherwise."""
_WHOLE: Final = re.compile(r"-?\d{1,6}")


@dataclass(frozen=True, slots=True)
class AnkiSettings:
    """Of one collection."""

    west_min: int | None = None
    """The zone it was made in, in minutes west of UTC; None of older ones."""
    scheduler: int = 1
    """The version of its scheduler."""

    def first_noon_s(self, created_s: int) -> int:
        """Noon of the first study day where it was made, in seconds since 1970.

        Days are counted by their dates there, so that between two noons there may be a
        change to summer time and back.

        Args:
            created_s: when that day began, in seconds since 1970.
        """
        if self.west_min is None or abs(self.west_min) > MOST_MINUTES:
            return created_s + NOON_AFTER_S
        west_s = self.west_min * 60
        return (created_s - west_s) // DAY_S * DAY_S + DAY_S // 2 + west_s

    @property
    def has_three_buttons(self) -> bool:
        """Whether cards being learned were answered with three buttons, not four.

        So they were with the first scheduler; the offset came after it.
        """
        return self.west_min is None and self.scheduler < NEW_SCHEDULER


def settings_of_text(text: object) -> AnkiSettings:
    """The settings in a column of JSON; what cannot be read there says nothing."""
    try:
        kept = json.loads(str(text or "{}"))
    except (ValueError, RecursionError):
        return AnkiSettings()
    if not isinstance(kept, dict):
        return AnkiSettings()
    return settings_of_rows((name, kept.get(name)) for name in NAMES)


def settings_of_rows(rows: Iterable[tuple[object, object]]) -> AnkiSettings:
    """The settings in rows of a name and a number, which may be written as text."""
    found = {
        str(name): int(text)
        for name, value in rows
        if _WHOLE.fullmatch(text := _text(value))
    }
    return AnkiSettings(found.get("creationOffset"), found.get("schedVer", 1))


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
