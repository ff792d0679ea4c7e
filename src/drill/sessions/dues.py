"""What is due, for a shell prompt or a status bar.

On the path of `drill due`, so it stays clear of pydantic's models, of YAML and of
everything that paints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions import today
from drill.sessions.queued import due_at_of
from drill.sessions.steps import DueStep

if TYPE_CHECKING:
    from drill.sessions.collection import Collection


def due(collection: Collection) -> DueStep:
    """The same figures that home shows, and no others.

    Raises:
        StoreError: the record cannot be read.
    """
    day = collection.today
    with collection.store.read() as unit:
        counts, steps = today.to_do(collection, unit)
        return DueStep(
            day=day,
            counts=counts,
            minutes=today.minutes(unit, day, counts),
            streak_days=unit.days.streak(day, unit.holidays),
            next_learning_at=min(filter(None, map(due_at_of, steps)), default=None),
        )
