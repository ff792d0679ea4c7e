"""Events of processes that send one another messages, and the clocks that stamp them.

An event is named by a letter, process by process, so that names say nothing of time.
Wrong clocks make one error each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from drill.generators.wording import fenced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drill.chance import Chance

Vector: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a process does."""

    name: str
    process: int
    sends: str = ""
    """The message that it sends."""
    receives: str = ""
    """The message that it receives."""

    def __str__(self) -> str:
        if self.sends:
            return f"{self.name} !{self.sends}"
        return f"{self.name} ?{self.receives}" if self.receives else self.name


@dataclass(frozen=True, slots=True)
class Rules:
    """What a clock does; the defaults are Lamport's, and Fidge's and Mattern's."""

    merges: bool = True
    """Whether a receiver takes over what the message knows."""
    overwrites: bool = False
    """Whether it then forgets what it knew itself (wrong)."""
    ticks_on_receive: bool = True
    ticks_locally: bool = True
    """Whether events without a message count."""
    adds: bool = False
    """Whether a receiver adds the message's figures to its own (wrong)."""


RIGHT = Rules()


def lamport(events: Sequence[Event], rules: Rules = RIGHT) -> dict[str, int]:
    """The Lamport stamp of each event, clocks starting at 0.

    Args:
        events: in some order that they may have happened in.
        rules: what a clock does.

    Source: Lamport, CACM 21(7), 1978, rules IR1 and IR2.
    """
    now: dict[int, int] = {}
    sent: dict[str, int] = {}
    stamps = {}
    for event in events:
        own, message = now.get(event.process, 0), sent.get(event.receives, 0)
        merged = _merged(own, message, rules) if event.receives else own
        stamp = merged + (1 if _ticks(event, rules) else 0)
        now[event.process] = stamps[event.name] = stamp
        if event.sends:
            sent[event.sends] = stamp
    return stamps


def vectors(
    events: Sequence[Event], processes: int, rules: Rules = RIGHT
) -> dict[str, Vector]:
    """The vector of each event, clocks starting at zeros.

    Source: Mattern, Virtual Time and Global States of Distributed Systems, 1989;
    Fidge, 1988.
    """
    now = dict.fromkeys(range(processes), (0,) * processes)
    sent: dict[str, Vector] = {}
    stamps = {}
    for event in events:
        known = list(now[event.process])
        if event.receives:
            pairs = zip(known, sent[event.receives], strict=True)
            known = [_merged(own, message, rules) for own, message in pairs]
        known[event.process] += 1 if _ticks(event, rules) else 0
        now[event.process] = stamps[event.name] = tuple(known)
        if event.sends:
            sent[event.sends] = tuple(known)
    return stamps


def _merged(own: int, message: int, rules: Rules) -> int:
    if rules.adds:
        return own + message
    if rules.overwrites:
        return message
    return max(own, message) if rules.merges else own


def _ticks(event: Event, rules: Rules) -> bool:
    if event.receives:
        return rules.ticks_on_receive
    return rules.ticks_locally or bool(event.sends)


def is_before(one: Vector, other: Vector) -> bool:
    """Whether the event of one vector happened before that of the other."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def is_concurrent(one: Vector, other: Vector) -> bool:
    """Whether neither of two events happened before the other."""
    return one != other and not is_before(one, other) and not is_before(other, one)


# --- drawing ----------------------------------------------------------------------


def draw(chance: Chance, processes: int, count: int) -> list[Event]:
    """Some events in an order that they may have happened in.

    Every message arrives; about two events in three send or receive one.
    """
    waiting: list[tuple[int, str]] = []
    events: list[Event] = []
    for place in range(count):
        process = _next_process(chance, events, processes)
        arriving = [each for each in waiting if each[0] == process]
        if arriving and chance.whole(1, 4) > 1:
            waiting.remove(message := chance.pick(arriving))
            event = Event("", process, receives=message[1])
        elif place < count - 2 and chance.whole(1, 5) > 1:
            to = (process + chance.whole(1, processes - 1)) % processes
            waiting.append((to, f"to {to} {place}"))
            event = Event("", process, sends=waiting[-1][1])
        else:
            event = Event("", process)
        events.append(event)
    lost = {message for _, message in waiting}
    kept = [replace(each, sends="") if each.sends in lost else each for each in events]
    return _named(kept, processes)


def _next_process(chance: Chance, events: Sequence[Event], processes: int) -> int:
    """The less busy one of two: rows become about equally long."""
    drawn = [chance.whole(0, processes - 1) for _ in range(2)]
    busy = [each.process for each in events]
    return min(drawn, key=busy.count)


def _named(events: Sequence[Event], processes: int) -> list[Event]:
    """Letters for events and numbers for messages, process by process."""
    letters = iter("abcdefghijklmnopqrstuvwxyz")
    order = [e for process in range(processes) for e in events if e.process == process]
    named = {id(event): next(letters) for event in order}
    sent = [event.sends for event in order if event.sends]
    messages = {message: f"m{place}" for place, message in enumerate(sent, 1)}
    return [_renamed(event, named[id(event)], messages) for event in events]


def _renamed(event: Event, name: str, messages: Mapping[str, str]) -> Event:
    sends, receives = messages.get(event.sends, ""), messages.get(event.receives, "")
    return Event(name, event.process, sends, receives)


def diagram(events: Sequence[Event], processes: int) -> str:
    """The events of each process in a row of a fenced block."""
    rows = [
        "   ".join(str(event).ljust(5) for event in events if event.process == process)
        for process in range(processes)
    ]
    lines = [f"P{place}:  {row}".rstrip() for place, row in enumerate(rows, 1)]
    return fenced(lines)


LEGEND = (
    "Each row has the events of a process in order; `!m1` sends message m1, `?m1`"
    " receives it."
)


def parents(events: Sequence[Event]) -> dict[str, list[str]]:
    """The events directly before each one: the last of its process, and a sending."""
    last: dict[int, str] = {}
    sent = {event.sends: event.name for event in events if event.sends}
    found = {}
    for event in events:
        before = [last.get(event.process, ""), sent.get(event.receives, "")]
        found[event.name] = [name for name in before if name]
        last[event.process] = event.name
    return found
