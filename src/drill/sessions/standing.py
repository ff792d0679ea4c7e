"""Where a card stands on a study day, in numbers and in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import due_label, step_label
from drill.srs.memory import retrievability
from drill.srs.outcomes import elapsed_days
from drill.srs.schedule import Learning, New, Relearning, Reviewing

if TYPE_CHECKING:
    from datetime import datetime

    from drill.ids import StudyDay
    from drill.srs.preset import Preset
    from drill.srs.schedule import Schedule, State


def state_name(state: State) -> str:
    """`new`, `learning`, `reviewing` or `relearning`."""
    return type(state).__name__.lower()


def retrievability_now(
    schedule: Schedule, today: StudyDay, preset: Preset
) -> float | None:
    """The predicted chance of recalling a card today; None of a new one."""
    memory = schedule.memory
    if memory is None:
        return None
    elapsed = elapsed_days(schedule.state, today)
    return retrievability(memory, elapsed, preset.parameters)


def interval_days(state: State) -> int | None:
    """The present interval, None of a card that has none."""
    return state.interval_days if isinstance(state, Reviewing) else None


def due_words(state: State, today: StudyDay, now: datetime) -> str:
    """`in 14 days`, `3 days ago`, `in 8 min`, `now`; empty of a new card."""
    if isinstance(state, New):
        return ""
    if isinstance(state, Learning | Relearning) and state.due_at is not None:
        left = (state.due_at - now).total_seconds()
        return f"in {step_label(left)}" if left > 0 else "now"
    return due_label(state.due, today)
