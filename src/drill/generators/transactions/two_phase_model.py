"""Two-phase commit: what can be decided without the coordinator, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class State(StrEnum):
    """What a participant's log says."""

    WORKING = "no vote yet"
    READY = "voted yes"
    ABORTED = "aborted"
    COMMITTED = "committed"


def decision(votes: Iterable[bool | None]) -> bool:
    """Whether a coordinator commits; a vote that does not come in time is None.

    Source: Bernstein, Hadzilacos and Goodman, 1987, section 7.4.
    """
    return all(vote is True for vote in votes)


def termination(states: Iterable[State], *, asks_others: bool = True) -> State:
    """What becomes of participants that have voted yes while the coordinator is gone.

    Args:
        states: of all participants that are up.
        asks_others: whether they ask one another, as cooperative termination has it.

    Returns:
        `COMMITTED`, `ABORTED`, or `READY` when they are blocked.

    Source: Bernstein, Hadzilacos and Goodman, 1987, section 7.4.
    """
    known = set(states)
    if not asks_others:
        return State.READY
    if State.COMMITTED in known:
        return State.COMMITTED
    if State.ABORTED in known or State.WORKING in known:
        return State.ABORTED
    return State.READY


# --- cost -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cost:
    """What a protocol takes for one transaction, with its coordinator's share."""

    messages: int
    forced: int
    """Log records that are on disk before the protocol goes on."""


def cost(protocol: str, updating: int, reading: int, *, refusing: int = 0) -> Cost:
    """What it takes to finish a transaction without a failure.

    Args:
        protocol: `basic`, or `presumed abort` or `presumed commit`, where whoever has
            only read answers so and is done with the first phase.
        updating: participants that vote yes.
        reading: participants that have only read; under `basic` they vote yes.
        refusing: participants that vote no.

    Source: Mohan, Lindsay and Obermarck, TODS 11(4), 1986, sections 2 and 3.
    """
    asked = updating + reading + refusing
    ready = updating + (reading if protocol == "basic" else 0)
    if refusing:
        return _aborting(protocol, asked, ready, refusing)
    if not ready:
        return Cost(2 * asked, 1 if protocol == "presumed commit" else 0)
    if protocol == "presumed commit":
        return Cost(2 * asked + ready, 2 + ready)
    return Cost(2 * asked + 2 * ready, 1 + 2 * ready)


def _aborting(protocol: str, asked: int, ready: int, refusing: int) -> Cost:
    if protocol == "presumed abort":
        return Cost(2 * asked + ready, ready)
    return Cost(2 * asked + 2 * ready, 1 + 2 * ready + refusing)
