"""Simulated learners: a memory of their own, ratings, and the time that answers take.

What a learner remembers follows FSRS-6 with parameters that the scheduler does not
know; the scheduler sees ratings alone and works with the published ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, exp, log, pi, sqrt
from statistics import fmean
from typing import TYPE_CHECKING

from drill.chance import Chance
from drill.ids import Rating
from drill.srs import memory
from drill.srs.bounds import PARAMETER_BOUNDS
from drill.srs.foresight import foresight
from drill.srs.plan import ANSWERS_OF_LAPSE, ANSWERS_OF_NEW
from drill.srs.preset import DEFAULT_PARAMETERS
from drill.srs.prospect import Group, Prospect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.srs.schedule import Memory

# The default simulation of fsrs-rs: chances of the ratings, and seconds for each.
FIRST_CHANCES = (0.24, 0.094, 0.495, 0.171)
PASSING_CHANCES = (0.224, 0.631, 0.145)
LEARNING_S = (33.79, 24.3, 13.68, 6.5)
REVIEW_S = (23.0, 11.68, 7.33, 5.6)

RETENTION = 0.9
MOST_KNOWN = 0.2
"""Unseen cards are known by chance with 0 to so much, by learner."""


@dataclass(slots=True)
class Learned:
    """One card of a learner."""

    number: int
    answers: int = 0
    introduced: int = 0
    last_day: int = 0
    due: int = 0
    believed: Memory | None = None
    """What the scheduler takes the memory for."""
    true: Memory | None = None


@dataclass(slots=True)
class Learner:
    """One learner with the cards of one interview."""

    seed: int
    cards: list[Learned]
    parameters: tuple[float, ...]
    known: float
    """The chance that an unseen card is answered."""
    seconds: float = 0.0
    """Spent in all."""
    counted: int = 0
    """Answers in all, as a plan counts them: new and forgotten cards several times."""

    def answer(self, card: Learned, day: int) -> float:
        """Answer a card on a day; the seconds that it took."""
        chance = Chance("answer", self.seed, card.number, card.answers, day)
        if card.true is None or card.believed is None:
            rating = _drawn(chance, FIRST_CHANCES, Rating.AGAIN)
            seconds = LEARNING_S[rating - 1]
            card.believed = memory.first(rating, DEFAULT_PARAMETERS)
            card.true = memory.first(rating, self.parameters)
            card.introduced = day
        else:
            elapsed = day - card.last_day
            recall = memory.retrievability(card.true, elapsed, self.parameters)
            rating = Rating.AGAIN
            if chance.fraction() < recall:
                rating = _drawn(chance, PASSING_CHANCES, Rating.HARD)
            seconds = REVIEW_S[rating - 1]
            card.believed = memory.after(
                card.believed, rating, elapsed, DEFAULT_PARAMETERS
            )
            card.true = memory.after(card.true, rating, elapsed, self.parameters)
        self.counted += _weight(card, rating)
        card.answers += 1
        card.last_day = day
        stability = card.believed.stability
        card.due = day + memory.interval_days(stability, RETENTION, DEFAULT_PARAMETERS)
        self.seconds += seconds
        return seconds

    def chances(self, day: int) -> list[float]:
        """The true chance that each card is recalled on a day."""
        return [
            self.known
            if card.true is None
            else memory.retrievability(card.true, day - card.last_day, self.parameters)
            for card in self.cards
        ]

    def recall(self, day: int) -> float:
        """The share that is recalled on a day, on average."""
        return fmean(self.chances(day))

    def drawn_recall(self, day: int, what: str) -> float:
        """The share that is recalled on that one day, as chance has it."""
        chance = Chance("the day", what, self.seed)
        return fmean(chance.fraction() < each for each in self.chances(day))

    def group(self) -> Group:
        """The cards as a plan sees them."""
        return Group(foresight(DEFAULT_PARAMETERS), [_prospect(c) for c in self.cards])


def learner(seed: int, cards: int, spread: float = 1.0) -> Learner:
    """A learner who has seen nothing.

    Args:
        seed: all follows from it.
        cards: how many there are to learn.
        spread: how far the parameters stand from the published ones; 1: initial
            stabilities by a factor of e^0.5 together and e^0.3 each, growth, lapses
            and decay by e^0.2 to e^0.3 (one standard deviation).
    """
    chance = Chance("learner", seed)
    values = list(DEFAULT_PARAMETERS)
    together = 0.5 * spread * _normal(chance)
    for index in range(4):
        values[index] *= exp(together + 0.3 * spread * _normal(chance))
    for index in range(1, 4):  # a better rating never remembers less
        values[index] = max(values[index - 1], values[index])
    values[8] += 0.3 * spread * _normal(chance)
    for index in (9, 10, 11, 13, 14):
        values[index] *= exp(0.2 * spread * _normal(chance))
    values[20] *= exp(0.25 * spread * _normal(chance))
    bounded = tuple(
        min(max(value, low), high)
        for value, (low, high) in zip(values, PARAMETER_BOUNDS, strict=True)
    )
    known = MOST_KNOWN * chance.fraction()
    return Learner(seed, [Learned(number) for number in range(cards)], bounded, known)


def _prospect(card: Learned) -> Prospect:
    known = card.believed
    return Prospect(
        card.number,
        card.number,
        is_open=True,
        has_interval=known is not None,
        stability=known.stability if known else 0.0,
        difficulty=known.difficulty if known else 0.0,
        due=card.due,
        last_day=card.last_day,
        last_answer_day=card.last_day,
        introduced=card.introduced,
    )


def _weight(card: Learned, rating: Rating) -> int:
    if not card.answers:
        return ANSWERS_OF_NEW
    return ANSWERS_OF_LAPSE if rating is Rating.AGAIN else 1


def _drawn(chance: Chance, shares: Sequence[float], first: Rating) -> Rating:
    """One of the ratings from `first` on, with these shares."""
    left = chance.fraction() * sum(shares)
    for above, share in enumerate(shares):
        left -= share
        if left < 0:
            return Rating(first + above)
    return Rating.EASY


def _normal(chance: Chance) -> float:
    """A number of the standard normal distribution (Box and Muller)."""
    radius = sqrt(-2 * log(1 - chance.fraction()))
    return radius * cos(2 * pi * chance.fraction())
