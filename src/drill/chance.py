"""Chance that anybody can repeat.

Only `Random.random()` of the standard library is promised to give the same
figures on every Python, so everything is derived from it, and seeds go through
blake2b because `hash()` differs from run to run.
"""

from __future__ import annotations

from hashlib import blake2b
from math import floor
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Chance:
    """A stream of choices that follows from its seed alone."""

    def __init__(self, *seed: str | int) -> None:
        text = "\x1f".join(str(part) for part in seed)
        digest = blake2b(text.encode(), digest_size=16).digest()
        self._random = Random(int.from_bytes(digest))  # noqa: S311 - guards no secret

    def fraction(self) -> float:
        """A number f with 0 <= f < 1."""
        return self._random.random()

    def whole(self, lowest: int, highest: int) -> int:
        """An integer from `lowest` to `highest`, both included."""
        return lowest + floor(self.fraction() * (highest - lowest + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of a sequence that is not empty."""
        return choices[self.whole(0, len(choices) - 1)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """A new list with the same things in another order (Fisher and Yates)."""
        deck = list(things)
        for last in range(len(deck) - 1, 0, -1):
            other = self.whole(0, last)
            deck[last], deck[other] = deck[other], deck[last]
        return deck
