"""The cards of an interview's scope, with no more than a plan looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.srs.foresight import Foresight


class Prospect(NamedTuple):
    """One card. A tuple, because there are thousands; study days are plain numbers."""

    card: int
    """Any number that names it."""
    note: int
    """Cards of one note are siblings."""
    is_open: bool
    """Whether it may come up: neither suspended nor buried today."""
    has_interval: bool
    """Whether it is reviewing: not new, and not in its steps."""
    stability: float = 0.0
    """Days; 0 of a new card."""
    difficulty: float = 0.0
    """1 to 10; 0 of a new card."""
    due: int = 0
    last_day: int = 0
    """The study day of the last review."""
    last_answer_day: int = 0
    """The same, practice included; 0: never."""
    introduced: int = 0
    """The study day of its first review; 0: none."""


class Group(NamedTuple):
    """Cards that are scheduled by one preset."""

    foresight: Foresight
    cards: Sequence[Prospect]
