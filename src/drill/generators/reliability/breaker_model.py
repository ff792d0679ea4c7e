"""A circuit breaker that counts failures in a row, and breakers that get it wrong.

Closed, it lets all calls pass; so many failures in a row open it. Open, it refuses
calls at once. Some seconds after it opened it is half open: calls pass as probes, of
which so many good ones in a row close it and a bad one opens it anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class State(StrEnum):
    """Of a breaker, as the next call finds it."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody calls, one call after the other, and answers come at once."""

    at: int
    """Seconds, rising."""
    succeeds: bool
    """What the backend answers, if the call reaches it."""


@dataclass(frozen=True, slots=True)
class Breaker:
    """The settings; the defaults of the others are the rule."""

    threshold: int
    """Failures that open it."""
    open_for: int
    """Seconds until it is half open."""
    probes: int = 1
    """Good probes in a row that close it."""
    forgets: bool = True
    """Whether a success sets the count of failures to 0."""
    refusals_prolong: bool = False
    """Whether a refused call starts the open time anew (wrong)."""
    probe_is_final: bool = True
    """Whether one failed probe opens it anew, without counting up again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a call."""

    found: State
    """The state in which the call found the breaker."""
    passes: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What a breaker keeps between calls."""

    failures: int = 0
    """In a row."""
    opened: int | None = None
    """When it opened last; None while it is closed."""
    good: int = 0
    """Good probes in a row."""


def trace(breaker: Breaker, calls: Sequence[Call]) -> list[Decision]:
    """What becomes of each call.

    Source: Nygard, Release It!, 2nd edition, section 5.2; Fowler, CircuitBreaker, 2014.
    """
    now = Memory()
    found: list[Decision] = []
    for call in calls:
        state = _state(breaker, now, call.at)
        passes = state is not State.OPEN
        found.append(Decision(state, passes))
        if passes and call.succeeds:
            now = _after_success(breaker, now, state)
        elif passes:
            now = _after_failure(breaker, now, state, call.at)
        elif breaker.refusals_prolong:
            now = replace(now, opened=call.at)
    return found


def _after_success(breaker: Breaker, now: Memory, state: State) -> Memory:
    if state is State.HALF_OPEN and now.good + 1 < breaker.probes:
        return replace(now, good=now.good + 1)
    return Memory(failures=0 if breaker.forgets else now.failures)


def _after_failure(breaker: Breaker, now: Memory, state: State, at: int) -> Memory:
    probed = state is State.HALF_OPEN
    failures = 1 if probed and not breaker.probe_is_final else now.failures + 1
    trips = (probed and breaker.probe_is_final) or failures >= breaker.threshold
    return Memory(failures, at if trips else None)


def _state(breaker: Breaker, memory: Memory, now: int) -> State:
    if memory.opened is None:
        return State.CLOSED
    is_open = now - memory.opened < breaker.open_for
    return State.OPEN if is_open else State.HALF_OPEN
