"""A Reno sender, one step a round trip (RFC 5681), and senders that get it wrong.

Windows are whole segments. In slow start the window doubles up to `ssthresh`; above
it grows by one a round trip. A loss is noticed at the end of the round trip in which
it happened, and the flight is the window of that round trip.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Signal(StrEnum):
    """How a loss shows."""

    DUPLICATE_ACKS = "duplicate_acks"
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Round:
    """The sender in one round trip."""

    cwnd: int
    """Segments, at its beginning."""
    ssthresh: int
    """Segments, likewise."""

    @property
    def is_slow_start(self) -> bool:
        """Whether the window still doubles."""
        return self.cwnd < self.ssthresh


@dataclass(frozen=True, slots=True)
class Rules:
    """What a sender does; the defaults are Reno's."""

    floor: int = 2
    """`ssthresh` is never below so many segments (RFC 5681, equation 4)."""
    after_duplicates: str = "ssthresh"
    """The window after fast recovery: `ssthresh`, `one` (Tahoe), or `half` of it."""
    halves: str = "cwnd"
    """What `ssthresh` becomes half of: `cwnd`, or `ssthresh` (wrong)."""
    overshoots: bool = False
    """Whether the last doubling passes `ssthresh` (wrong)."""
    grows_by: int = 1
    """Segments a round trip above `ssthresh`."""
    after_timeout: str = "one"
    """The window after a timeout: `one`, or `ssthresh` (wrong)."""


RENO = Rules()


def trace(
    initial_window: int,
    ssthresh: int,
    round_trips: int,
    losses: Mapping[int, Signal],
    rules: Rules = RENO,
) -> list[Round]:
    """The sender in each round trip, the first one first.

    Args:
        initial_window: segments, >= 1.
        ssthresh: segments, >= 2.
        round_trips: how many.
        losses: round trips, from 1, at whose end a loss is noticed.
        rules: what the sender does.

    Source: RFC 5681, sections 3.1 and 3.2.
    """
    rounds = [Round(initial_window, ssthresh)]
    for number in range(1, round_trips):
        rounds.append(_next(rounds[-1], losses.get(number), rules))
    return rounds


def _next(now: Round, signal: Signal | None, rules: Rules) -> Round:
    if signal is None:
        return Round(_grown(now, rules), now.ssthresh)
    base = now.cwnd if rules.halves == "cwnd" else now.ssthresh
    threshold = max(base // 2, rules.floor)
    if signal is Signal.TIMEOUT:
        return Round(threshold if rules.after_timeout == "ssthresh" else 1, threshold)
    window = {"ssthresh": threshold, "one": 1, "half": max(1, threshold // 2)}
    return Round(window[rules.after_duplicates], threshold)


def _grown(now: Round, rules: Rules) -> int:
    if not now.is_slow_start:
        return now.cwnd + rules.grows_by
    doubled = now.cwnd * 2
    return doubled if rules.overshoots else min(doubled, now.ssthresh)
