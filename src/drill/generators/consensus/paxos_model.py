"""Single-decree Paxos, step by step, and proposers and acceptors that get it wrong.

Proposal numbers are whole numbers from 1; number n belongs to proposer Pn, whose own
value is the nth letter from X. Messages that are no step are lost.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = {1: "X", 2: "Y", 3: "Z", 4: "W"}
"""The value that the proposer of each number would like."""


@dataclass(frozen=True, slots=True)
class Step:
    """A proposer's request, and the acceptors that it reaches."""

    kind: str
    """`prepare` or `accept`."""
    number: int
    reaches: tuple[int, ...]
    """Acceptors, from 0."""


@dataclass(frozen=True, slots=True)
class Acceptor:
    """What an acceptor keeps."""

    promised: int = 0
    accepted: int = 0
    """The number of what it has accepted last; 0 before."""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the parties do; the defaults are Paxos."""

    adopts: str = "highest"
    """Of the values that promises report a proposer takes that of the highest number;
    or, wrong, that of the `lowest`, the one that `most` report, or its `own`."""
    keeps_promise: bool = True
    """Whether acceptors refuse what is below their promise."""


PAXOS = Rules()


@dataclass(slots=True)
class Run:
    """What has happened after some steps."""

    acceptors: list[Acceptor]
    promises: dict[int, list[Acceptor]] = field(default_factory=dict)
    """The promises each number was given, with what they report."""
    values: dict[int, str] = field(default_factory=dict)
    """The value that each number was proposed with."""
    votes: dict[int, set[int]] = field(default_factory=dict)
    """The acceptors that have ever accepted each number."""

    @property
    def chosen(self) -> set[str]:
        """The values that a majority has accepted under one number."""
        majority = len(self.acceptors) // 2 + 1
        return {
            self.values[number]
            for number, given in self.votes.items()
            if len(given) >= majority
        }


def run(steps: Sequence[Step], acceptors: int, rules: Rules = PAXOS) -> Run:
    """What happens in some steps.

    An `accept` whose proposer has no majority of promises is not sent.

    Source: Lamport, Paxos Made Simple, 2001, section 2.2.
    """
    state = Run([Acceptor()] * acceptors)
    for step in steps:
        if step.kind == "prepare":
            _prepare(state, step)
        else:
            _accept(state, step, rules)
    return state


def _prepare(state: Run, step: Step) -> None:
    for place in step.reaches:
        now = state.acceptors[place]
        if step.number > now.promised:
            state.promises.setdefault(step.number, []).append(now)
            state.acceptors[place] = replace(now, promised=step.number)


def _accept(state: Run, step: Step, rules: Rules) -> None:
    number, promises = step.number, state.promises.get(step.number, [])
    if len(promises) <= len(state.acceptors) // 2:
        return
    value = state.values.setdefault(number, proposed(promises, number, rules))
    for place in step.reaches:
        now = state.acceptors[place]
        if number >= now.promised or not rules.keeps_promise:
            promised = max(number, now.promised)
            state.acceptors[place] = Acceptor(promised, number, value)
            state.votes.setdefault(number, set()).add(place)


def proposed(promises: Sequence[Acceptor], number: int, rules: Rules = PAXOS) -> str:
    """The value that a proposer asks to accept, given the promises it has.

    Source: Lamport, Paxos Made Simple, 2001, section 2.2, phase 2 (a).
    """
    reported = [each for each in promises if each.accepted]
    if not reported or rules.adopts == "own":
        return OWN[number]
    if rules.adopts == "most":
        counts = Counter(each.value for each in reported)
        return max(sorted(counts), key=counts.__getitem__)
    choose = max if rules.adopts == "highest" else min
    return choose(reported, key=lambda each: each.accepted).value
