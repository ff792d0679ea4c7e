"""State-based CRDTs: counters, a register and sets, and merges that get them wrong.

Operations and merges come in one order that everybody agrees on only for the sake of
the story; a replica knows what it did itself and what it has merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a replica does."""

    replica: str
    does: str
    """`inc`, `dec`, `write`, `add`, `remove`, or `merge` with the state of another."""
    what: str = ""
    """An element, a value, or the replica that is merged."""
    amount: int = 0
    """Of a counter; of a write its timestamp."""


S = TypeVar("S")


class Type(Protocol, Generic[S]):
    """A state-based data type."""

    def empty(self) -> S:
        """The state before anything has happened."""

    def after(self, state: S, step: Step, number: int) -> S:
        """The state of a replica after a step of its own; `number` is a fresh tag."""

    def merged(self, own: S, other: S) -> S:
        """The state of a replica that has received another one's."""


def run(kind: Type[S], steps: Sequence[Step], replicas: Sequence[str]) -> dict[str, S]:
    """The states of all replicas after some steps."""
    states = {name: kind.empty() for name in replicas}
    for number, step in enumerate(steps, 1):
        own = states[step.replica]
        states[step.replica] = (
            kind.merged(own, states[step.what])
            if step.does == "merge"
            else kind.after(own, step, number)
        )
    return states


# --- counters ---------------------------------------------------------------------

Counts = dict[str, int]
"""By replica; those of a PN-Counter's decrements have a minus before the name."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A G-Counter, or with decrements a PN-Counter.

    Source: Shapiro et al., INRIA RR-7506, 2011, section 3.1.
    """

    combine: Callable[[int, int], int] = max
    """How a merge combines two counts of one replica; another than `max` is wrong."""

    def empty(self) -> Counts:
        """No counts."""
        return {}

    def after(self, state: Counts, step: Step, _number: int) -> Counts:
        """One's own count raised."""
        key = step.replica if step.does == "inc" else f"-{step.replica}"
        return state | {key: state.get(key, 0) + step.amount}

    def merged(self, own: Counts, other: Counts) -> Counts:
        """The larger of each two counts."""
        keys = sorted({*own, *other})
        return {key: self.combine(own.get(key, 0), other.get(key, 0)) for key in keys}


def value(counts: Mapping[str, int]) -> int:
    """What a counter reads."""
    return sum(-n if key.startswith("-") else n for key, n in counts.items())


@dataclass(frozen=True, slots=True)
class Total:
    """A counter that keeps one number for everybody (wrong)."""

    combine: Callable[[int, int], int] = max
    """How a merge makes one number of two."""

    def empty(self) -> int:
        """Nothing counted."""
        return 0

    def after(self, state: int, step: Step, _number: int) -> int:
        """The number changed."""
        return state + (step.amount if step.does == "inc" else -step.amount)

    def merged(self, own: int, other: int) -> int:
        """One number of two."""
        return self.combine(own, other)


# --- a register -------------------------------------------------------------------

Written = tuple[int, str, str]
"""Timestamp, replica and value of a write."""


@dataclass(frozen=True, slots=True)
class Register:
    """A last-writer-wins register; equal timestamps go to the larger replica name.

    Source: Shapiro et al., INRIA RR-7506, 2011, section 3.2.
    """

    rule: str = "latest"
    """Which of two writes wins: `latest`, or `own`, `other`, `earliest` (wrong)."""

    def empty(self) -> Written:
        """Nothing written."""
        return (0, "", "")

    def after(self, _state: Written, step: Step, _number: int) -> Written:
        """What the replica itself has written."""
        return (step.amount, step.replica, step.what)

    def merged(self, own: Written, other: Written) -> Written:
        """The write that wins."""
        if not other[0] or not own[0]:
            return max(own, other)
        rules = {"own": own, "other": other, "earliest": min(own, other)}
        return rules.get(self.rule, max(own, other))


# --- sets -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Elements:
    """Adds that a replica knows, and those of them that it knows to be removed."""

    added: frozenset[tuple[str, int]] = frozenset()
    """Elements with the tag of each add."""
    removed: frozenset[tuple[str, int]] = frozenset()

    @property
    def present(self) -> list[str]:
        """The elements that a read gives, sorted."""
        return sorted({element for element, _ in self.added - self.removed})


@dataclass(frozen=True, slots=True)
class ObservedRemoveSet:
    """An OR-Set: a remove takes away the adds that its replica has seen.

    Source: Shapiro et al., INRIA RR-7506, 2011, section 3.3.
    """

    has_tags: bool = True
    """Whether adds of one element are told apart; without tags it is a 2P-Set."""
    keeps_removed: bool = True
    """Whether a merge takes over what was removed (without it is wrong)."""

    def empty(self) -> Elements:
        """No elements."""
        return Elements()

    def after(self, state: Elements, step: Step, number: int) -> Elements:
        """An element more, or its known adds removed."""
        if step.does == "add":
            tag = number if self.has_tags else 0
            return Elements(state.added | {(step.what, tag)}, state.removed)
        seen = {add for add in state.added if add[0] == step.what}
        return Elements(state.added, state.removed | seen)

    def merged(self, own: Elements, other: Elements) -> Elements:
        """All adds and all removes."""
        if not self.keeps_removed:
            return Elements(own.added | other.added - other.removed, own.removed)
        return Elements(own.added | other.added, own.removed | other.removed)


class LastWriterSet:
    """A set where the latest add or remove of an element wins, by the clock (wrong)."""

    def empty(self) -> dict[str, tuple[int, bool]]:
        """No elements."""
        return {}

    def after(
        self, state: dict[str, tuple[int, bool]], step: Step, number: int
    ) -> dict[str, tuple[int, bool]]:
        """The element as this step leaves it."""
        return state | {step.what: (number, step.does == "add")}

    def merged(
        self, own: dict[str, tuple[int, bool]], other: dict[str, tuple[int, bool]]
    ) -> dict[str, tuple[int, bool]]:
        """The later step of each element."""
        both = sorted({*own, *other})
        never = (0, False)
        return {e: max(own.get(e, never), other.get(e, never)) for e in both}
