"""Where cards stand, as another program is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drill.events import milliseconds
from drill.ids import StudyDay, TopicId, deck_of
from drill.interchange.outgoing import NEW, Standing
from drill.store.schedule_rows import LEARNING
from drill.store.schedule_rows import NEW as NEW_STATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.clock import Calendar
    from drill.ids import DeckId
    from drill.srs.preset import Preset
    from drill.store.outgoing import CardRow

NOON_AFTER_MS: Final = 8 * 3_600_000
"""From the beginning of a study day to about its noon."""


@dataclass(slots=True)
class Standings:
    """Makes them of rows, and remembers the days that many share."""

    calendar: Calendar
    preset_of: Callable[[DeckId], Preset]
    _noons_ms: dict[int, int] = field(default_factory=dict)

    def of(self, row: CardRow, topic: str) -> Standing:
        """Where a card of a topic stands."""
        _, _, _, state, stability, difficulty, step, due, due_us, days = row[:10]
        repetitions, lapses, is_suspended, flag = row[10:14]
        if state == NEW_STATE:
            if not (repetitions or is_suspended or flag):
                return NEW
            return NEW._replace(
                repetitions=repetitions,
                lapses=lapses,
                suspended=bool(is_suspended),
                flag=flag,
            )
        assert stability and difficulty  # noqa: PT018, S101 - such a card has all
        assert due is not None  # noqa: S101
        return Standing(
            days,
            self._noon_ms(due),
            round(stability, 4),
            round(difficulty, 4),
            repetitions,
            lapses,
            bool(is_suspended),
            flag,
            0 if step is None else self._steps_left(topic, state, step),
            0 if due_us is None else due_us // 1_000,
        )

    def _steps_left(self, topic: str, state: int, step: int) -> int:
        preset = self.preset_of(deck_of(TopicId(topic)))
        is_first = state == LEARNING
        steps = preset.learning_steps_s if is_first else preset.relearning_steps_s
        return max(1, len(steps) - step)

    def _noon_ms(self, day: int) -> int:
        if day not in self._noons_ms:
            start = self.calendar.start(StudyDay(day))
            self._noons_ms[day] = milliseconds(start) + NOON_AFTER_MS
        return self._noons_ms[day]
