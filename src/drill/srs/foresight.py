"""What a review would be worth on a later day, for thousands of cards at once.

The formulas of FSRS-6 once more, because `drill.srs.memory` takes 40 µs for one
answer and a plan asks of every card in its scope. Nothing here is ever recorded: it
only chooses. The tests hold it to the figures of `memory`.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from math import pow as power
from typing import NamedTuple

from drill.srs.bounds import MAX_STABILITY, MIN_STABILITY, check_parameters

REMEMBERED = 20_000
"""Answers that are kept, for one preset."""


class Worth(NamedTuple):
    """What reviewing a card now changes on a later day."""

    now: float
    """The chance that it is recalled now."""
    gain: float
    """Recall on the later day, with the review less without it."""


class Foresight:
    """Recall to come, by the parameters of one preset."""

    def __init__(self, parameters: tuple[float, ...]) -> None:
        """Take out of the parameters what every card needs.

        Raises:
            ScheduleError: they are not those of FSRS-6.
        """
        check_parameters(parameters)
        w = parameters
        self.decay = w[20]
        self.factor = power(0.9, -1 / w[20]) - 1
        self._growth, self._w9, self._w10 = exp(w[8]), w[9], w[10]
        self._w11, self._w12, self._w13, self._w14 = w[11:15]
        self._shrinks = exp(w[17] * w[18])
        self._known: dict[tuple[float, float, int, int], Worth] = {}
        """Home asks the same of the same cards whenever one comes back to it."""

    def recall(self, stability: float, days: float) -> float:
        """The chance of recall so many days (>= 0) after the last review."""
        return power(1 + self.factor * days / stability, -self.decay)

    def recall_and_slope(self, stability: float, days: float) -> tuple[float, float]:
        """That chance, and how fast it grows with the logarithm of stability."""
        faded = self.factor * days / stability
        recall = power(1 + faded, -self.decay)
        return recall, self.decay * recall * faded / (1 + faded)

    def worth(
        self, stability: float, difficulty: float, elapsed: int, ahead: int
    ) -> Worth:
        """What reviewing a card now is worth on a later day.

        A pass is taken as Good: Hard and Easy stand about as far on either side.

        Args:
            stability: days, > 0.
            difficulty: 1 to 10.
            elapsed: study days since the last review, at least 1.
            ahead: study days from now to the later day, >= 0.
        """
        asked = (stability, difficulty, elapsed, ahead)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[asked] = self._worth(*asked)
        return found

    def _worth(
        self, stability: float, difficulty: float, elapsed: int, ahead: int
    ) -> Worth:
        now = self.recall(stability, elapsed)
        passed = self._passed(stability, difficulty, now)
        failed = self._failed(stability, difficulty, now)
        reviewed = now * self.recall(passed, ahead)
        reviewed += (1 - now) * self.recall(failed, ahead)
        return Worth(now, reviewed - self.recall(stability, elapsed + ahead))

    def _passed(self, stability: float, difficulty: float, now: float) -> float:
        spacing = exp((1 - now) * self._w10) - 1
        grown = self._growth * (11 - difficulty) * power(stability, -self._w9) * spacing
        return min(stability * (1 + grown), MAX_STABILITY)

    def _failed(self, stability: float, difficulty: float, now: float) -> float:
        left = self._w11 * power(difficulty, -self._w12) * exp((1 - now) * self._w14)
        left *= power(stability + 1, self._w13) - 1
        return max(min(left, stability / self._shrinks), MIN_STABILITY)


@lru_cache(maxsize=64)
def foresight(parameters: tuple[float, ...]) -> Foresight:
    """The foresight of a preset's parameters, made once.

    Raises:
        ScheduleError: they are not those of FSRS-6.
    """
    return Foresight(parameters)
