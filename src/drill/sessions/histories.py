"""The history of a card as lines to read: its events folded one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill import events as journal
from drill.sessions.labels import date_label
from drill.sessions.steps import ReviewRecord
from drill.srs.counting import is_counted
from drill.srs.fold import advance
from drill.srs.preset import Preset
from drill.srs.schedule import New, Reviewing, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from drill.events import Event
    from drill.ids import PresetId, StudyDay
    from drill.srs.schedule import State
    from drill.store.journal import HistoryEntry

_DEFAULT = Preset()
_SECONDS_A_DAY = 86_400


def history_of(
    entries: Iterable[HistoryEntry], presets: Mapping[PresetId, Preset]
) -> tuple[ReviewRecord, ...]:
    """What happened to a card and where it stood after that, latest first.

    What was taken back is shown as such, and had no effect.
    """
    schedule = Schedule()
    records = []
    for event, is_retracted in entries:
        what = _what(schedule, event, presets)
        if not is_retracted:
            schedule = advance(schedule, event, presets)
        records.append(_record(schedule, event, what, is_retracted=is_retracted))
    return tuple(reversed(records))


def _record(
    schedule: Schedule, event: Event, what: str, *, is_retracted: bool
) -> ReviewRecord:
    body, memory = event.body, schedule.memory
    answer = body if isinstance(body, journal.Reviewed | journal.Practised) else None
    return ReviewRecord(
        at=event.at,
        day=event.day,
        rating=answer.rating if answer else None,
        what=what,
        interval_days=_interval_days(schedule.state, event.at, event.day),
        stability=memory.stability if memory else 0.0,
        difficulty=memory.difficulty if memory else 0.0,
        duration_ms=answer.duration_ms if answer else 0,
        retracted=is_retracted,
    )


def _interval_days(state: State, at: datetime, day: StudyDay) -> float:
    """The interval of a card as it stands, or what is left of its learning step."""
    if isinstance(state, New):
        return 0.0
    if isinstance(state, Reviewing):
        return float(state.interval_days)
    if state.due_at is None:
        return float(max(0, state.due - day))
    return max(0.0, (state.due_at - at).total_seconds() / _SECONDS_A_DAY)


def _what(  # noqa: PLR0911 - one line a kind of event
    schedule: Schedule, event: Event, presets: Mapping[PresetId, Preset]
) -> str:
    match event.body:
        case journal.Reviewed(preset=preset) | journal.Practised(preset=preset):
            counts = is_counted(schedule, event, presets.get(preset, _DEFAULT))
            return "review" if counts else "practice"
        case journal.Buried(until=until) if until > event.day:
            return f"buried until {date_label(until)}"
        case journal.Buried():
            return "unburied"
        case journal.Suspended(suspended=suspended):
            return "suspended" if suspended else "no longer suspended"
        case journal.Flagged(flag=flag):
            return f"flag {flag}" if flag else "flag taken off"
        case journal.Reset():
            return "reset"
        case journal.DueSet(due=due):
            return f"set due {date_label(due)}"
        case journal.Spread(due=due):
            return f"moved to {date_label(due)}"
        case body:
            return _WORDS.get(body.kind, body.kind)


_WORDS = {
    journal.Repositioned.kind: "moved among the new cards",
    journal.Revised.kind: "the meaning changed",
    journal.Renamed.kind: "renamed",
    journal.StateImported.kind: "imported",
    journal.Remarked.kind: "note to yourself",
    journal.Reported.kind: "said to be wrong",
}
