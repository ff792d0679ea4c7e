"""A card's schedule as columns of its row, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from drill.events import microseconds
from drill.srs.schedule import (
    Learning,
    Memory,
    New,
    Relearning,
    Reviewing,
    Schedule,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NEW, LEARNING, REVIEWING, RELEARNING = range(4)
"""Column `state`, and `lane` of cards that may come up."""

SUSPENDED_LANE = -1
HIDDEN_LANE = -2

STATE_COLUMNS = (
    "state",
    "stability",
    "difficulty",
    "step",
    "due",
    "due_us",
    "last_day",
    "interval_days",
)

SCHEDULE_COLUMNS = (
    *STATE_COLUMNS,
    "repetitions",
    "lapses",
    "introduced",
    "last_answer_day",
    "position",
    "suspended",
    "buried_until",
    "buried_by",
    "flag",
    "leech",
    "revision",
    "revised",
    "remark",
    "report",
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(microseconds_: int) -> datetime:
    """The aware instant so many microseconds after 1970 in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds_)


def values_of(schedule: Schedule) -> tuple[Any, ...]:
    """The values of `SCHEDULE_COLUMNS`."""
    return (
        *_state_values(schedule.state),
        schedule.repetitions,
        schedule.lapses,
        schedule.introduced,
        schedule.last_answer_day,
        schedule.position,
        schedule.suspended,
        schedule.buried_until,
        schedule.buried_by,
        schedule.flag,
        schedule.leech,
        schedule.revision,
        schedule.revised,
        schedule.remark,
        schedule.report,
    )


def schedule_of(values: Sequence[Any]) -> Schedule:
    """The schedule that the values of `SCHEDULE_COLUMNS` stand for."""
    rest = values[len(STATE_COLUMNS) :]
    return Schedule(
        _state_of(*values[: len(STATE_COLUMNS)]),
        repetitions=rest[0],
        lapses=rest[1],
        introduced=rest[2],
        last_answer_day=rest[3],
        position=rest[4],
        suspended=bool(rest[5]),
        buried_until=rest[6],
        buried_by=rest[7],
        flag=rest[8],
        leech=bool(rest[9]),
        revision=rest[10],
        revised=bool(rest[11]),
        remark=rest[12],
        report=rest[13],
    )


def state_number(state: State) -> int:
    """What column `state` holds."""
    match state:
        case New():
            return NEW
        case Learning():
            return LEARNING
        case Reviewing():
            return REVIEWING
        case Relearning():
            return RELEARNING


def lane_of(schedule: Schedule, *, is_askable: bool) -> int:
    """What column `lane` holds.

    Args:
        is_askable: whether the card is present and of a kind that is asked.
    """
    if not is_askable:
        return HIDDEN_LANE
    if schedule.suspended:
        return SUSPENDED_LANE
    return state_number(schedule.state)


def _state_values(state: State) -> tuple[Any, ...]:
    match state:
        case New():
            return (NEW, None, None, None, None, None, None, None)
        case Reviewing(memory, interval_days, due, last_day):
            numbers = (memory.stability, memory.difficulty)
            return (REVIEWING, *numbers, None, due, None, last_day, interval_days)
        case Learning(memory, step, due, due_at, last_day):
            numbers = (memory.stability, memory.difficulty)
            return (LEARNING, *numbers, step, due, _us(due_at), last_day, None)
        case Relearning(memory, step, due, due_at, last_day, interval_days):
            numbers = (memory.stability, memory.difficulty)
            waits = (step, due, _us(due_at), last_day, interval_days)
            return (RELEARNING, *numbers, *waits)


def _state_of(  # noqa: PLR0913, PLR0917 - the columns, in their order
    number: int,
    stability: float,
    difficulty: float,
    step: int,
    due: Any,
    due_us: int | None,
    last_day: Any,
    interval_days: int,
) -> State:
    if number == NEW:
        return New()
    memory = Memory(stability, difficulty)
    if number == REVIEWING:
        return Reviewing(memory, interval_days, due, last_day)
    due_at = None if due_us is None else instant(due_us)
    if number == LEARNING:
        return Learning(memory, step, due, due_at, last_day)
    return Relearning(memory, step, due, due_at, last_day, interval_days)


def _us(due_at: datetime | None) -> int | None:
    return None if due_at is None else microseconds(due_at)
