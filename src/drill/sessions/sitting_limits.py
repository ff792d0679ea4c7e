"""How much time is left for the question at hand, and for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.sitting_clock import QuestionClock

if TYPE_CHECKING:
    from drill.clock import Clock
    from drill.sessions.sitting_moves import Progress
    from drill.sessions.sitting_plans import QuestionPlan

NO_LIMIT = float("inf")


class Limits:
    """The limits of a plan, and what was spent of them."""

    def __init__(self, plan: QuestionPlan, clock: Clock) -> None:
        self._plan = plan
        self.clock = QuestionClock(clock)
        """Of the question at hand."""
        self._aside: dict[int, float] = {}
        """Seconds on open questions that are not at hand now, by place."""

    def set_aside(self, place: int, spent_s: float) -> None:
        """Remember what was spent on a question that is still open."""
        self._aside[place] = spent_s

    def spent_on(self, place: int) -> float:
        """What was spent on a question before it comes up, in seconds."""
        return self._aside.get(place, 0.0)

    def take_up(self, place: int) -> None:
        """Let the time of a question run, from where it was."""
        self.clock.start(self._aside.pop(place, 0.0))

    def total_left_s(self, progress: Progress, spent_s: float = 0.0) -> float:
        """Seconds until the end of the whole time.

        Args:
            progress: what was decided.
            spent_s: on the question at hand.
        """
        if self._plan.total_s is None:
            return NO_LIMIT
        aside = (
            seconds
            for place, seconds in self._aside.items()
            if place not in progress.decided
        )
        return self._plan.total_s - progress.used_s - sum(aside) - spent_s

    def left_s(self, progress: Progress) -> float:
        """Seconds until time is out for the question at hand."""
        spent_s, each_s = self.clock.spent_s, self._plan.each_s
        own = NO_LIMIT if each_s is None else each_s - spent_s
        return min(own, self.total_left_s(progress, spent_s))

    def charged(self, spent_s: float, absence_s: float) -> float:
        """What counts on a question after an absence: its share of time at most."""
        share_s = self._plan.share_s()
        if share_s is None:
            return spent_s
        return max(spent_s, min(share_s, spent_s + absence_s))
