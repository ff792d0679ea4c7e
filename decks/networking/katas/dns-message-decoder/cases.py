"""Cases for the decoder: messages with compressed names, some of them broken."""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LARGE = 1000
"""A case of this many records or more has one long chain of pointers."""
CHAIN = 3000
LABELS = [
    b"a",
    b"B",
    b"www",
    b"mail",
    b"x.y",
    b"\\",
    b" ",
    b"\xff\x00",
    b"~!",
    b"z" * 63,
]
TYPES = [1, 2, 5, 12, 15, 16, 28]


class Builder:
    """A message that is being written."""

    def __init__(self, rng: Random, *, compresses: bool) -> None:
        self.rng = rng
        self.compresses = compresses
        self.data = bytearray(12)
        self.places: list[int] = []
        """Where labels of names begin."""

    def number(self, value: int, size: int = 2) -> None:
        """Append a number."""
        self.data += value.to_bytes(size, "big")

    def name(self) -> None:
        """Append a name; it may go on elsewhere."""
        start = len(self.data)
        fresh = []
        for _ in range(below(self.rng, 4)):
            label = draw(self.rng, LABELS)
            fresh.append(len(self.data))
            self.data.append(len(label))
            self.data += label
        if self.compresses and self.places and self.rng.random() < 0.7:
            fresh.append(len(self.data))
            self.number(0xC000 | self.target(start))
        else:
            self.data.append(0)
        self.places += fresh

    def target(self, start: int) -> int:
        """Where a pointer leads: nearly always to where it may."""
        if self.rng.random() < 0.03:
            return draw(self.rng, [0, 11, 12, start - 1, start, start + 2, 0x3FFF])
        return draw(self.rng, self.places)

    def question(self) -> None:
        """Append a question."""
        self.name()
        self.number(draw(self.rng, [1, 2, 255]))
        self.number(draw(self.rng, [1, 1, 3, 255]))

    def record(self) -> None:
        """Append a record."""
        self.name()
        kind = draw(self.rng, TYPES)
        self.number(kind)
        self.number(1 if self.rng.random() < 0.9 else 3)
        self.number(draw(self.rng, [0, 1, 300, 2**31 - 1, 2**31, 2**32 - 1]), 4)
        place = len(self.data)
        self.number(0)
        if kind == 1:
            self.data += bytes(below(self.rng, 256) for _ in range(4))
        elif kind in (2, 5, 12):
            self.name()
        elif kind == 15:
            self.number(below(self.rng, 100))
            self.name()
        else:
            self.data += bytes(below(self.rng, 256) for _ in range(below(self.rng, 9)))
        size = len(self.data) - place - 2
        if self.rng.random() < 0.02:
            size += draw(self.rng, [-1, 1])
        self.data[place : place + 2] = max(size, 0).to_bytes(2, "big")

    def message(self, flags: int, counts: Sequence[int]) -> dict[str, Any]:
        """The arguments, once the header is filled in."""
        numbers = [below(self.rng, 1 << 16), flags, *counts]
        self.data[:12] = b"".join(number.to_bytes(2, "big") for number in numbers)
        return {"message": self.data.hex()}


def case(rng: Random, size: int, stage: str = "records") -> dict[str, Any]:
    """A message of about `size` questions and records, the same for the same `rng`."""
    if size >= LARGE:
        return large(rng, size)
    builder = Builder(rng, compresses=stage != "questions")
    counts = [size, 0, 0, 0]
    if stage == "records":
        counts = [below(rng, 2), 0, 0, 0]
        for _ in range(size):
            counts[1 + below(rng, 3)] += 1
    for _ in range(counts[0]):
        builder.question()
    for _ in range(sum(counts[1:])):
        builder.record()
    if rng.random() < 0.04:
        del builder.data[-1]
    if rng.random() < 0.04:
        builder.data.append(0)
    if rng.random() < 0.15 and stage != "questions":  # it might make a pointer
        builder.data[12 + below(rng, len(builder.data) - 12)] = below(rng, 256)
    return builder.message(below(rng, 1 << 16), counts)


def below(rng: Random, bound: int) -> int:
    """A whole number below `bound`. Only `rng.random()` is the same on every Python."""
    return int(rng.random() * bound)


def draw(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[below(rng, len(values))]


def large(rng: Random, size: int) -> dict[str, Any]:
    """A record full of pointers, each to the one before; all names lead to the last."""
    builder = Builder(rng, compresses=False)
    builder.data.append(0)  # the first record belongs to the root
    for value, width in ((16, 2), (1, 2), (0, 4), (3 + 2 * CHAIN, 2)):
        builder.number(value, width)
    place = len(builder.data)
    builder.data += b"\x01a\x00"
    for _ in range(CHAIN):
        here = len(builder.data)
        builder.number(0xC000 | place)
        place = here
    for _ in range(size):
        builder.number(0xC000 | place)
        for value, width in ((1, 2), (1, 2), (below(rng, 9), 4), (4, 2), (1, 4)):
            builder.number(value, width)
    return builder.message(0x8000, [0, 1 + size, 0, 0])
