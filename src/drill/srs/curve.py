"""The forgetting curve of a card, as points to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import ScheduleError
from drill.srs.memory import retrievability

if TYPE_CHECKING:
    from drill.srs.schedule import Memory


def forgetting_curve(
    memory: Memory, parameters: tuple[float, ...], days: int
) -> tuple[float, ...]:
    """Retrievability on each day from the last review on, for so many days.

    The first point is the day of the review itself: 1.

    Raises:
        ScheduleError: fewer days than one, or a number that FSRS does not know.
    """
    if days < 1:
        raise ScheduleError("days", days, "at least 1")
    return tuple(retrievability(memory, day, parameters) for day in range(days))
