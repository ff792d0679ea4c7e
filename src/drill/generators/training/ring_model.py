"""All-reduce along a ring, step by step, and what it and others cost."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Ring:
    """Workers in a ring, each with as many chunks as there are workers.

    In step s (from 1) of the reduce-scatter, worker i sends chunk i − s + 1 to worker
    i + 1, which adds it; in step s of the all-gather, worker i sends chunk i − s + 2.
    """

    held: list[list[int]]
    """The chunks of each worker, whole numbers for sums."""

    @property
    def count(self) -> int:
        """How many workers, and chunks, there are."""
        return len(self.held)

    def reduce_scatter(self, steps: int) -> None:
        """Take the first steps of the first half."""
        for step in range(1, steps + 1):
            sent = [self._chunk(worker, step) for worker in range(self.count)]
            self._move(sent, adds=True)

    def all_gather(self, steps: int) -> None:
        """Take the first steps of the second half."""
        for step in range(1, steps + 1):
            sent = [self._chunk(worker, step - 1) for worker in range(self.count)]
            self._move(sent, adds=False)

    def _chunk(self, worker: int, step: int) -> tuple[int, int]:
        """The index and the value that a worker sends."""
        index = (worker - step + 1) % self.count
        return index, self.held[worker][index]

    def _move(self, sent: Sequence[tuple[int, int]], *, adds: bool) -> None:
        for worker, (index, value) in enumerate(sent):
            target = self.held[(worker + 1) % self.count]
            target[index] = target[index] + value if adds else value


def complete_chunk(worker: int, count: int) -> int:
    """The chunk of which a worker has the sum after the reduce-scatter."""
    return (worker + 1) % count


def ring_steps(count: int) -> int:
    """Steps of the whole all-reduce, each a chunk from every worker to the next."""
    return 2 * (count - 1)


def ring_volume(count: int, size: float) -> float:
    """What each worker sends, in the unit of the size.

    Source: Patarasuk and Yuan 2009, section 3: no algorithm sends less.
    """
    return 2 * (count - 1) / count * size


def ring_time(count: int, size: float, rate: float, latency: float) -> float:
    """Seconds, with a latency for each step: 2 (n − 1) (latency + size / n / rate)."""
    return ring_steps(count) * (latency + size / count / rate)


def tree_time(count: int, size: float, rate: float, latency: float) -> float:
    """Seconds of a reduction to one and a broadcast, along a binary tree.

    Each level sends all of the data, without pipelining.
    """
    return 2 * ceil(log2(count)) * (latency + size / rate)


def star_time(count: int, size: float, rate: float) -> float:
    """Seconds when one worker takes in the data of all others, then sends it back."""
    return 2 * (count - 1) * size / rate
