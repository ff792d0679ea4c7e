"""From the events of a card to its schedule.

Total: any sequence of events folds to a schedule, in any order of study days, and
an event that cannot apply to the card as it stands changes nothing. Retracted
operations are left out by whoever reads the journal, and events come in fold
order (`Event.order`).
"""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from drill import events as journal
from drill.ids import Rating
from drill.srs import memory
from drill.srs.answers import answered, due_by
from drill.srs.bounds import (
    MAX_DIFFICULTY,
    MAX_FLAG,
    MAX_STABILITY,
    MIN_DIFFICULTY,
    MIN_STABILITY,
)
from drill.srs.counting import is_counted
from drill.srs.preset import Preset
from drill.srs.schedule import Memory, New, Reviewing, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drill.ids import PresetId, StudyDay

__all__ = ["advance", "fold", "is_counted"]

_DEFAULT_PRESET = Preset()


def fold(
    events: Iterable[journal.Event], presets: Mapping[PresetId, Preset]
) -> Schedule:
    """The schedule that the events of one card add up to.

    Args:
        events: those of one card, under its former ids too, in fold order.
        presets: all that were recorded; the defaults stand in for one that was not.
    """
    schedule = Schedule()
    for event in events:
        schedule = advance(schedule, event, presets)
    return schedule


def advance(
    schedule: Schedule, event: journal.Event, presets: Mapping[PresetId, Preset]
) -> Schedule:
    """The schedule after one more event of the card."""
    body = event.body
    if isinstance(body, journal.Reviewed | journal.Practised):
        preset = presets.get(body.preset, _DEFAULT_PRESET)
        return answered(schedule, event, body, preset)
    change = _said(event)
    return replace(schedule, **change) if change else _moved(schedule, event, presets)


def _said(event: journal.Event) -> dict[str, Any]:
    """What the learner said of the card: the fields of its schedule that change."""
    change: dict[str, Any] = {}
    match event.body:
        case journal.Buried(until=until, by=by) if until > event.day:
            change = {"buried_until": until, "buried_by": by}
        case journal.Buried():
            change = {"buried_until": None, "buried_by": ""}
        case journal.Suspended(suspended=suspended):
            change = {"suspended": suspended}
        case journal.Flagged(flag=flag) if 0 <= flag <= MAX_FLAG:
            change = {"flag": flag}
        case journal.Repositioned(position=position):
            change = {"position": position}
        case journal.Remarked(text=text):
            change = {"remark": text}
        case journal.Reported(text=text):
            change = {"report": text}
    return change


def _moved(
    schedule: Schedule, event: journal.Event, presets: Mapping[PresetId, Preset]
) -> Schedule:
    """Events other than answers that move a card in time."""
    match event.body:
        case journal.Reset():
            return _reset(schedule)
        case journal.DueSet() as body:
            return _due_set(schedule, event.day, body, presets)
        case journal.Spread(due=due):
            return _spread(schedule, due)
        case journal.Revised(revision=revision):
            return _revised(schedule, event.day, revision)
        case journal.StateImported() as body:
            return _imported(schedule, body)
        case _:  # another id, another kind of thing, or a newer program's event
            return schedule


def _reset(schedule: Schedule) -> Schedule:
    """New again; what the learner said about the card stays."""
    return replace(
        schedule, state=New(), repetitions=0, lapses=0, introduced=None, leech=False,
        revised=False,
    )  # fmt: skip


def _due_set(
    schedule: Schedule,
    day: StudyDay,
    body: journal.DueSet,
    presets: Mapping[PresetId, Preset],
) -> Schedule:
    """A card with an interval keeps it; any other gets the one the learner chose."""
    state = schedule.state
    if isinstance(state, Reviewing):
        return replace(schedule, state=replace(state, due=body.due))
    interval = max(1, body.due - day)
    if not isinstance(state, New):
        graduated = Reviewing(state.memory, interval, body.due, state.last_day)
        return replace(schedule, state=graduated)
    if body.preset is None:
        return schedule
    preset = presets.get(body.preset, _DEFAULT_PRESET)
    known = memory.first(Rating.GOOD, preset.parameters)
    return replace(schedule, state=Reviewing(known, interval, body.due, day))


def _spread(schedule: Schedule, due: StudyDay) -> Schedule:
    """Only reviewing cards are spread; one that changed meanwhile stays."""
    if not isinstance(schedule.state, Reviewing):
        return schedule
    return replace(schedule, state=replace(schedule.state, due=due))


def _revised(schedule: Schedule, day: StudyDay, revision: int) -> Schedule:
    """A meaning that changed is checked today; twice told is told once."""
    if schedule.revision is not None and revision <= schedule.revision:
        return schedule
    return replace(
        schedule,
        state=due_by(schedule.state, day),
        revision=revision,
        revised=not isinstance(schedule.state, New),
    )


def _imported(schedule: Schedule, body: journal.StateImported) -> Schedule:
    """A schedule from elsewhere; numbers beyond the bounds of FSRS are bounded."""
    if not (isfinite(body.stability) and isfinite(body.difficulty)):
        return schedule
    known = Memory(
        min(max(body.stability, MIN_STABILITY), MAX_STABILITY),
        min(max(body.difficulty, MIN_DIFFICULTY), MAX_DIFFICULTY),
    )
    state = Reviewing(known, max(1, body.interval_days), body.due, body.last_day)
    return replace(
        schedule,
        state=state,
        repetitions=max(0, body.repetitions),
        lapses=max(0, body.lapses),
    )
