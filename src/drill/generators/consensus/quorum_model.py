"""Quorums of replicas and of votes: where they meet, and what crashes they survive."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def overlap(replicas: int, read: int, write: int) -> int:
    """Replicas that every read quorum has in common with every write quorum."""
    return max(0, read + write - replicas)


def miss(replicas: int, read: int, write: int) -> Fraction:
    """Chance that a read of `read` random replicas meets none of a write's.

    The write has reached `write` replicas and no more.

    Source: Bailis et al., VLDB 2012, section 3.1, equation 1.
    """
    return Fraction(comb(replicas - write, read), comb(replicas, read))


def fewest_to_stop(votes: Sequence[int], quorum: int) -> int:
    """The smallest number of crashes that can leave no quorum of votes."""
    left, crashed = sum(votes), 0
    for each in sorted(votes, reverse=True):
        if left < quorum:
            break
        left, crashed = left - each, crashed + 1
    return crashed


def blocked(votes: Sequence[int], quorum: int, down: Fraction) -> Fraction:
    """Chance that the servers that are up have no quorum of votes.

    Each server is down with the chance `down`, whatever the others are.

    Source: Gifford, SOSP 1979, section 3, examples.
    """
    chance = Fraction(0)
    for state in product((False, True), repeat=len(votes)):
        given = sum(each for each, is_up in zip(votes, state, strict=True) if is_up)
        if given < quorum:
            chance += prod(1 - down if is_up else down for is_up in state)
    return chance
