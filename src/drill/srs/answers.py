"""What an answer does to a schedule: a review, or practice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.ids import Rating
from drill.srs.counting import is_counted, is_first_of_day
from drill.srs.outcomes import Context, outcome
from drill.srs.schedule import New, Reviewing

if TYPE_CHECKING:
    from drill.events import Event, Practised, Reviewed
    from drill.ids import StudyDay
    from drill.srs.preset import Preset
    from drill.srs.schedule import Schedule, State


def answered(
    schedule: Schedule, event: Event, body: Reviewed | Practised, preset: Preset
) -> Schedule:
    """The schedule after an answer.

    Raises:
        ScheduleError: the preset holds a number out of bounds.
    """
    if is_counted(schedule, event, preset):
        return _reviewed(schedule, event, body, preset)
    return _practised(schedule, event, body)


def is_leech_lapse(lapses: int, leech_lapses: int) -> bool:
    """Whether this lapse is one at which a leech is told of.

    The first is number `leech_lapses`, then one at every half of that, rounded up:
    8, 12, 16, … 0 turns leeches off.
    """
    if leech_lapses < 1 or lapses < leech_lapses:
        return False
    return (lapses - leech_lapses) % ((leech_lapses + 1) // 2) == 0


def due_by(state: State, day: StudyDay) -> State:
    """The state with a due day no later than this one; new cards have none."""
    if isinstance(state, New) or state.due <= day:
        return state
    if isinstance(state, Reviewing):
        return replace(state, due=day)
    return replace(state, due=day, due_at=None)


def _reviewed(
    schedule: Schedule, event: Event, body: Reviewed | Practised, preset: Preset
) -> Schedule:
    context = Context(
        preset, event.day, event.at, body.day_left_s, body.card, body.holidays
    )
    state = outcome(schedule, context, body.rating)
    lapsed = body.rating == Rating.AGAIN and isinstance(schedule.state, Reviewing)
    lapses = schedule.lapses + lapsed
    leech = lapsed and is_leech_lapse(lapses, preset.leech_lapses)
    is_new = isinstance(schedule.state, New)
    return replace(
        schedule,
        state=state,
        repetitions=schedule.repetitions + 1,
        lapses=lapses,
        introduced=event.day if is_new else schedule.introduced,
        leech=schedule.leech or leech,
        suspended=schedule.suspended or (leech and preset.leech_suspends),
        last_answer_day=event.day,
        revision=_revision(schedule, body),
        revised=_is_still_revised(schedule, body),
    )


def _practised(
    schedule: Schedule, event: Event, body: Reviewed | Practised
) -> Schedule:
    """Practice leaves the schedule, but a wrong first answer makes a card due."""
    state = schedule.state
    is_first = is_first_of_day(schedule, event.day)
    if body.rating == Rating.AGAIN and is_first:
        state = due_by(state, event.day)
    return replace(
        schedule,
        state=state,
        last_answer_day=event.day,
        revision=_revision(schedule, body),
        revised=_is_still_revised(schedule, body),
    )


def _revision(schedule: Schedule, body: Reviewed | Practised) -> int:
    """The latest revision the card is known to have; an old machine may lag."""
    return max(body.revision, schedule.revision or 0)


def _is_still_revised(schedule: Schedule, body: Reviewed | Practised) -> bool:
    """An answer to an earlier wording does not check the new meaning."""
    return schedule.revised and body.revision < (schedule.revision or 0)
