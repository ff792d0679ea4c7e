"""Locks, the wait-for graph, and two ways to prevent its cycles.

Locks are shared (S) or exclusive (X) and kept to the end. A request that conflicts with
locks of others waits for all of those; any other is granted at once, even if somebody
waits already. Who waits asks for nothing more.
Sources: Gray and Reuter, Transaction Processing, chapter 7; Rosenkrantz, Stearns and
Lewis, System Level Concurrency Control, ACM TODS 3(2), 1978.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[str, str]
"""Who waits, and for whom."""


@dataclass(frozen=True, slots=True)
class Request:
    """One transaction asks for one lock."""

    who: str
    mode: str
    """S or X."""
    item: str

    def text(self) -> str:
        """As it is written in a log."""
        return f"{self.who} {self.mode}({self.item})"


@dataclass(slots=True)
class Locks:
    """What is held, and who waits for what."""

    held: list[Request] = field(default_factory=list)
    waiting: list[Request] = field(default_factory=list)

    def against(self, request: Request, *, minds_modes: bool = True) -> list[str]:
        """Who holds a lock that conflicts with a request, sorted."""
        return sorted(
            {
                each.who
                for each in self.held
                if each.who != request.who
                and each.item == request.item
                and ("X" in (each.mode, request.mode) or not minds_modes)
            }
        )

    def edges(self) -> list[Edge]:
        """The wait-for graph."""
        return [
            (request.who, holder)
            for request in self.waiting
            for holder in self.against(request)
        ]


def after(requests: Iterable[Request]) -> Locks:
    """The locks after some requests, nobody having let go of any."""
    locks = Locks()
    for request in requests:
        if any(each.who == request.who for each in locks.waiting):
            continue
        kept = locks.waiting if locks.against(request) else locks.held
        kept.append(request)
    return locks


def reached(edges: Sequence[Edge], start: str) -> set[str]:
    """Whom a transaction waits for, directly or through others."""
    found: set[str] = set()
    fresh = [start]
    while fresh:
        ahead = {other for one, other in edges if one in fresh}
        fresh = sorted(ahead - found)
        found |= ahead
    return found


def on_cycles(edges: Sequence[Edge]) -> list[str]:
    """The transactions that wait for themselves, sorted."""
    return sorted({one for one, _ in edges if one in reached(edges, one)})


def first_deadlock(requests: Sequence[Request]) -> int | None:
    """The number, from 1, of the request that closes the first cycle."""
    for count in range(1, len(requests) + 1):
        if on_cycles(after(requests[:count]).edges()):
            return count
    return None


def breakers(edges: Sequence[Edge]) -> list[str]:
    """The transactions each of which breaks all cycles if it alone is rolled back."""
    return [
        who
        for who in on_cycles(edges)
        if not on_cycles([edge for edge in edges if who not in edge])
    ]


# --- prevention -------------------------------------------------------------------


class Policy(StrEnum):
    """Who gives way when a request conflicts."""

    WAIT_DIE = "wait-die"
    WOUND_WAIT = "wound-wait"


def loser(policy: Policy, asks: int, holds: int) -> str | None:
    """Who is rolled back: the one that `asks` or that `holds`; None: the asker waits.

    Args:
        policy: of the two.
        asks: the timestamp of the one that asks; the smaller, the older.
        holds: of the one that has the lock.
    """
    is_older = asks < holds
    if policy is Policy.WAIT_DIE:
        return None if is_older else "asks"
    return "holds" if is_older else None


def rolled_back(
    requests: Sequence[Request], stamps: Mapping[str, int], policy: Policy
) -> list[str]:
    """Who is rolled back, in the order in which it happens; all locks are exclusive.

    Locks of somebody who is rolled back go to the one whose request did it, or to
    whoever waits for them; nobody begins again.
    """
    locks = Locks()
    gone: list[str] = []
    for request in requests:
        if request.who in gone or any(
            each.who == request.who for each in locks.waiting
        ):
            continue
        for holder in locks.against(request):
            verdict = loser(policy, stamps[request.who], stamps[holder])
            if verdict is not None:
                victim = request.who if verdict == "asks" else holder
                gone.append(victim)
                _release(locks, victim)
        if request.who in gone:
            continue
        kept = locks.waiting if locks.against(request) else locks.held
        kept.append(request)
    return gone


def _release(locks: Locks, who: str) -> None:
    locks.held = [each for each in locks.held if each.who != who]
    waiting = [each for each in locks.waiting if each.who != who]
    locks.waiting = []
    for request in waiting:
        kept = locks.waiting if locks.against(request) else locks.held
        kept.append(request)
