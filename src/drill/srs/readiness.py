"""How much of some cards will be recalled on a day, and how sure that is."""

from __future__ import annotations

from functools import reduce
from math import sqrt
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.srs.prospect import Group

UNSEEN = 0.10
"""The chance that a card is answered which was never seen. Some things an engineer
knows without having learned them here; a low number errs on the safe side."""
UNSEEN_SPREAD = 0.08
"""Standard deviation of that chance from learner to learner."""
STABILITY_SPREAD = 0.35
"""Standard deviation of the logarithm of all of a learner's stabilities together: how
far the parameters stand from the learner, as far as ratings have not corrected it. In
simulations of learners whose first stabilities are off by 0.5 this is what is left
(0.28 to 0.38). It moves a recall of 0.85 by 0.03."""
EIGHTY_PERCENT = 1.2816
"""Standard deviations on either side of the mean that hold four fifths."""


class Readiness(NamedTuple):
    """Recall of some cards on a day, if none is reviewed until then."""

    mean: float
    """0 to 1, over all of them, unseen ones at `UNSEEN`."""
    band: float
    """On either side of the mean: 80 % of learners recall a share within it."""
    cards: int
    unseen: int


class Expected(NamedTuple):
    """What a mean and its band are made of; those of several groups add up."""

    recalled: float = 0.0
    """Cards seen, each with its chance of recall."""
    chance: float = 0.0
    """The variance of their number, if each is recalled or not by itself."""
    slope: float = 0.0
    """How fast it grows with the logarithm of all stabilities together."""
    seen: int = 0
    unseen: int = 0

    def plus(self, other: Expected) -> Expected:
        """Of both together."""
        return Expected(*map(add, self, other))


def readiness(groups: Iterable[Group], day: int) -> Readiness:
    """The recall to expect on a study day, from what each card's memory is now."""
    return banded(expected(group, day) for group in groups)


def expected(group: Group, day: int) -> Expected:
    """What a group of cards adds to the readiness on a study day."""
    recalled = chance = slope = 0.0
    unseen = 0
    foresight, cards = group
    for card in cards:
        if not card.stability:
            unseen += 1
            continue
        days = max(0, day - card.last_day)
        recall, rise = foresight.recall_and_slope(card.stability, days)
        recalled += recall
        chance += recall * (1 - recall)
        slope += rise
    return Expected(recalled, chance, slope, len(cards) - unseen, unseen)


def banded(parts: Iterable[Expected]) -> Readiness:
    """The mean of some groups, and its band.

    The band adds three variances of the share that is recalled, taken as independent.
    Each card is recalled or not: the sum of p (1 - p) over n². The learner's memory
    differs from the parameters in one direction for all cards: the mean slope of recall
    over the logarithm of stability, times `STABILITY_SPREAD`. And the prior: the share
    of unseen cards times `UNSEEN_SPREAD`.
    """
    recalled, chance, slope, seen, unseen = reduce(Expected.plus, parts, Expected())
    count = seen + unseen
    if not count:
        return Readiness(0.0, 0.0, 0, 0)
    chance += unseen * UNSEEN * (1 - UNSEEN)
    variance = chance + (slope * STABILITY_SPREAD) ** 2 + (unseen * UNSEEN_SPREAD) ** 2
    mean = (recalled + unseen * UNSEEN) / count
    return Readiness(mean, EIGHTY_PERCENT * sqrt(variance) / count, count, unseen)
