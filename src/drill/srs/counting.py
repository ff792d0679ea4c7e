"""Which answers are reviews, and which are practice.

A quiz or a cram must not feed the scheduler freely. The rule lives here and is
applied by the fold, so that it holds the same after merging two journals.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from drill.events import Practised, Reviewed
from drill.srs.schedule import New, Reviewing

if TYPE_CHECKING:
    from datetime import datetime

    from drill.events import Event
    from drill.ids import StudyDay
    from drill.srs.preset import Preset
    from drill.srs.schedule import Schedule


def is_due(
    schedule: Schedule, day: StudyDay, at: datetime, learn_ahead_s: int = 0
) -> bool:
    """Whether a card that was rated before comes up now; a new card never is.

    `at` is an aware instant of the study day `day`; a learning step may be answered
    `learn_ahead_s` seconds early.
    """
    state = schedule.state
    if isinstance(state, New):
        return False
    if isinstance(state, Reviewing) or state.due_at is None:
        return state.due <= day
    # The instant decides alone: a traveller's study day may differ by one from that of
    # the step. Subtracting instants cannot overflow; adding the delay to one could.
    return state.due_at - at <= timedelta(seconds=learn_ahead_s)


def is_first_of_day(schedule: Schedule, day: StudyDay) -> bool:
    """Whether the card has not been answered yet on this study day."""
    return schedule.last_answer_day != day


def is_counted(schedule: Schedule, event: Event, preset: Preset) -> bool:
    """Whether an answer is a review: one that the schedule follows from.

    In a review a new card counts always and any other card when it is due, learning
    steps up to `learn_ahead_s` early. Outside it only the first answer of the
    study day counts, when the card is due. A first answer that an interview plan
    asked for counts either way. `schedule` is the card's before the answer; an event
    that is no answer never counts.
    """
    body = event.body
    if not isinstance(body, Reviewed | Practised):
        return False
    is_first = is_first_of_day(schedule, event.day)
    if body.planned and is_first:
        return True
    if isinstance(body, Reviewed):
        if isinstance(schedule.state, New):
            return True
        return is_due(schedule, event.day, event.at, preset.learn_ahead_s)
    return is_first and is_due(schedule, event.day, event.at)
