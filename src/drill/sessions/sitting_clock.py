"""The clock of the question at hand.

It runs on the time since the machine was started, which goes on while the program is
stopped (ctrl+z) and cannot be set back or forward. A sleep of the machine that is
longer than `SLEEP_S` halts it: what becomes of that time is the learner's choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.clock import Clock

SLEEP_S = 60.0
"""A longer absence is told of; a shorter one counts like any other time."""


class QuestionClock:
    """Seconds spent on one question; stands until it is started."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._spent_s = 0.0
        self._since: float | None = None
        self._asleep = 0.0

    @property
    def is_running(self) -> bool:
        """Whether time goes by."""
        return self._since is not None

    @property
    def spent_s(self) -> float:
        """Seconds that count so far."""
        if self._since is None:
            return self._spent_s
        return self._spent_s + max(0.0, self._clock.boottime() - self._since)

    def start(self, spent_s: float = 0.0) -> None:
        """Let time go by from now on.

        Args:
            spent_s: what counts already.
        """
        self._spent_s = spent_s
        self._since, self._asleep = self._clock.boottime(), self._clock.asleep()

    def stop(self) -> float:
        """Let it stand; seconds that count so far."""
        self._spent_s, self._since = self.spent_s, None
        return self._spent_s

    def clear(self) -> None:
        """Forget the question."""
        self._spent_s, self._since = 0.0, None

    def slept_s(self) -> float:
        """Seconds that the machine slept since this was last asked, if many.

        The clock then stands, and this sleep does not count.

        Returns:
            0 while it stands anyway, or when there was no long sleep.
        """
        if self._since is None:
            return 0.0
        asleep = self._clock.asleep()
        slept, self._asleep = asleep - self._asleep, asleep
        if slept <= SLEEP_S:
            return 0.0
        self._spent_s, self._since = max(0.0, self.spent_s - slept), None
        return slept
