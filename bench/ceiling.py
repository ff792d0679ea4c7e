"""How much of an interview's cards can be recalled at most, in so many minutes.

A bound from above for any way of studying, one that knows the learner's memory too.
The minutes of a day get a price, and each card is then studied as pays best by itself,
by dynamic programming backwards from the day: at what it gains there, all minutes at
their price come on top. Whatever the prices, nobody does better (Lagrangian relaxation
of a restless bandit); the lowest of some is taken. Stability and difficulty stand on a
grid, which is good for a tenth of a point.
"""

from __future__ import annotations

from functools import cached_property
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from learners import FIRST_CHANCES, LEARNING_S, PASSING_CHANCES, REVIEW_S

from drill.ids import Rating
from drill.srs import memory
from drill.srs.schedule import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learners import Learner

LOWEST, HIGHEST = log(0.02), log(500.0)
"""Of the logarithms of stability that are told apart."""
STABILITIES, DIFFICULTIES = 24, 5
FAR = (0.0004, 0.0008, 0.0015, 0.0025, 0.004, 0.006, 0.009)
"""Prices of a second long before the day, in recalled cards."""
NEAR = (1.0, 3.0)
"""By how much of that the last day costs more."""
FADES = 0.7
"""The power of the days left with which that fades."""


class Review(NamedTuple):
    """What a review leads to: seconds, and nodes of the grid with their chances."""

    seconds: float
    nodes: tuple[tuple[int, float], ...]


class Solved(NamedTuple):
    """What cards are worth at some prices, by the days that are left."""

    prices: list[float]
    worth: list[list[float]]
    """Right after a review, at each node of the grid."""
    first: list[float]
    """Of beginning with a new card."""


class Ceiling:
    """The bound for one learner, for interviews that are at most so far away."""

    def __init__(self, parameters: tuple[float, ...], known: float, days: int) -> None:
        """Take a learner.

        Args:
            parameters: of the true memory.
            known: the chance that an unseen card is answered.
            days: to the farthest interview.
        """
        self._parameters, self._known, self._days = parameters, known, days
        self._nodes = [_memory(node) for node in range(STABILITIES * DIFFICULTIES)]

    def share(
        self, person: Learner, today: int, days: int, minutes: float, most: float
    ) -> float:
        """The share of a learner's cards that can be recalled on the day at most.

        Args:
            person: on the day that the interview is set.
            today: that study day.
            days: from it to the interview.
            minutes: in all.
            most: minutes of one day; an even share of all where that is more.
        """
        most = max(most, minutes / days)
        seen = [
            (card.true, today - card.last_day)
            for card in person.cards
            if card.true is not None
        ]
        ways = [self._ways(known, elapsed, days) for known, elapsed in seen]
        unseen = len(person.cards) - len(seen)
        return min(
            _paid(each.prices, days, minutes, most)
            + sum(_best(way, each) for way in ways)
            + unseen * max(self._known, *each.first[1 : days + 1])
            for each in self._solved
        ) / len(person.cards)

    def _ways(
        self, known: Memory, elapsed: int, days: int
    ) -> tuple[float, list[Review]]:
        """Recall without a review, and the reviews that are possible, by days left."""
        last = memory.retrievability(known, elapsed + days, self._parameters)
        reviews = [
            self._review(known, elapsed + days - left) for left in range(1, days + 1)
        ]
        return last, reviews

    @cached_property
    def _solved(self) -> list[Solved]:
        reviews = [
            [self._review(node, elapsed) for node in self._nodes]
            for elapsed in range(1, self._days)
        ]
        first = self._first()
        return [self._at(far, near, reviews, first) for far in FAR for near in NEAR]

    def _at(
        self, far: float, near: float, reviews: list[list[Review]], first: Review
    ) -> Solved:
        days = range(1, self._days + 1)
        prices = [0.0, *(far * (1 + near * left**-FADES) for left in days)]
        worth = [self._left_alone(left) for left in range(self._days + 1)]
        for left in days:
            then, price = worth[left], prices[left]
            for elapsed in range(1, self._days - left + 1):
                _improve(worth[left + elapsed], reviews[elapsed - 1], then, price)
        begun = [
            _value(first, worth[left], prices[left]) for left in range(self._days + 1)
        ]
        return Solved(prices, worth, begun)

    def _left_alone(self, days: int) -> list[float]:
        return [
            memory.retrievability(node, days, self._parameters) for node in self._nodes
        ]

    def _review(self, known: Memory, elapsed: int) -> Review:
        recall = memory.retrievability(known, elapsed, self._parameters)
        chances = (1 - recall, *(recall * each for each in PASSING_CHANCES))
        after = [
            memory.after(known, each, elapsed, self._parameters) for each in Rating
        ]
        return _mixed(chances, REVIEW_S, after)

    def _first(self) -> Review:
        shares = [each / sum(FIRST_CHANCES) for each in FIRST_CHANCES]
        after = [memory.first(each, self._parameters) for each in Rating]
        return _mixed(shares, LEARNING_S, after)


def _improve(
    worth: list[float], reviews: list[Review], then: list[float], price: float
) -> None:
    """Take the value of a review wherever it is more than that of none before."""
    for node, review in enumerate(reviews):
        value = _value(review, then, price)
        worth[node] = max(worth[node], value)


def _value(review: Review, then: list[float], price: float) -> float:
    value = -price * review.seconds
    for node, chance in review.nodes:
        value += chance * then[node]
    return value


def _best(way: tuple[float, list[Review]], at: Solved) -> float:
    last, reviews = way
    some = (
        _value(review, at.worth[left], at.prices[left])
        for left, review in enumerate(reviews, start=1)
    )
    return max(last, *some)


def _paid(prices: list[float], days: int, minutes: float, most: float) -> float:
    """What all minutes cost at most: those of the last days, which cost the most."""
    left, paid = 60 * minutes, 0.0
    for price in prices[1 : days + 1]:
        spent = min(left, 60 * most)
        paid += price * spent
        left -= spent
    return paid


def _mixed(
    chances: Sequence[float], seconds: Sequence[float], after: Sequence[Memory]
) -> Review:
    found: dict[int, float] = {}
    for chance, known in zip(chances, after, strict=True):
        for node, share in _around(known):
            found[node] = found.get(node, 0.0) + chance * share
    spent = sum(a * b for a, b in zip(chances, seconds, strict=True))
    return Review(spent, tuple(found.items()))


def _memory(node: int) -> Memory:
    at, difficulty = divmod(node, DIFFICULTIES)
    stability = exp(LOWEST + (HIGHEST - LOWEST) * at / (STABILITIES - 1))
    return Memory(stability, 1 + 9 * difficulty / (DIFFICULTIES - 1))


def _around(known: Memory) -> list[tuple[int, float]]:
    """The four nodes around a memory, with their shares of it."""
    along = (log(known.stability) - LOWEST) / (HIGHEST - LOWEST) * (STABILITIES - 1)
    across = (known.difficulty - 1) / 9 * (DIFFICULTIES - 1)
    row, down = _between(along, STABILITIES)
    column, right = _between(across, DIFFICULTIES)
    node = row * DIFFICULTIES + column
    return [
        (node, (1 - down) * (1 - right)),
        (node + 1, (1 - down) * right),
        (node + DIFFICULTIES, down * (1 - right)),
        (node + DIFFICULTIES + 1, down * right),
    ]


def _between(at: float, size: int) -> tuple[int, float]:
    """The whole number below, and the share of the next one, within a grid."""
    at = min(max(at, 0.0), size - 1.0)
    below = min(int(at), size - 2)
    return below, at - below
