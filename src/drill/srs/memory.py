"""What a rating does to the memory of a card: FSRS-6.

The only module that imports `fsrs`, and all it takes from that package is
stability and difficulty: its learning steps are off, its fuzz is off, its days are
the study days between two answers, as noons in UTC. The curve, intervals, steps
and due days are ours. Every argument is checked here, because the package
answers nonsense with nonsense.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import floor, isfinite
from typing import TYPE_CHECKING

from fsrs import Card, Scheduler, State
from fsrs import Rating as FsrsRating

from drill.errors import ScheduleError
from drill.srs.bounds import (
    MAX_ELAPSED_DAYS,
    MAX_STABILITY,
    MIN_STABILITY,
    check_difficulty,
    check_interval,
    check_parameters,
    check_retention,
    check_stability,
)
from drill.srs.schedule import Memory

if TYPE_CHECKING:
    from drill.ids import Rating

ALGORITHM = "fsrs-6/6.3.2"
"""What computed a memory: model and release of the package, kept with each review."""

_NOON = datetime(2000, 1, 1, 12, tzinfo=UTC)
_ONE_DAY = timedelta(days=1)
_RATINGS = dict(enumerate(FsrsRating, start=1))


def first(rating: Rating, parameters: tuple[float, ...]) -> Memory:
    """The memory that the first answer to a new card leaves.

    Raises:
        ScheduleError: the rating or the parameters are none of FSRS.
    """
    return _reviewed(Card(card_id=1, due=_NOON), rating, 0, parameters)


# An answer asks for the same memory three times: for its button, when the button is
# checked, and in the fold. The package takes 40 µs for it, finding it again 1.
@lru_cache(maxsize=64)
def after(
    memory: Memory, rating: Rating, elapsed_days: int, parameters: tuple[float, ...]
) -> Memory:
    """The memory that one more answer leaves.

    `elapsed_days` are whole study days since the last counted answer, 0 to a million;
    0 takes the formula for answers of the same day.

    Raises:
        ScheduleError: a value that FSRS does not know.
    """
    if not 0 <= elapsed_days <= MAX_ELAPSED_DAYS:
        raise ScheduleError("elapsed_days", elapsed_days, f"0 to {MAX_ELAPSED_DAYS}")
    check_stability(memory.stability)
    check_difficulty(memory.difficulty)
    card = Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_NOON,
        last_review=_NOON,
    )
    return _reviewed(card, rating, elapsed_days, parameters)


def retrievability(
    memory: Memory, elapsed_days: float, parameters: tuple[float, ...]
) -> float:
    """The predicted chance of recalling a card now.

    `elapsed_days` are the days since the last review, >= 0; fractions are allowed.

    Returns:
        A probability in (0, 1]; 0.9 when `elapsed_days` equals the stability.

    Raises:
        ScheduleError: a value that FSRS does not know.

    Source: FSRS-6 forgetting curve, decay `w20`.
    """
    if not (isfinite(elapsed_days) and elapsed_days >= 0):
        raise ScheduleError("elapsed_days", elapsed_days, "a number of days >= 0")
    check_stability(memory.stability)
    decay, factor = _curve(parameters)
    return float((1 + factor * elapsed_days / memory.stability) ** -decay)


def exact_interval_days(
    stability: float, desired_retention: float, parameters: tuple[float, ...]
) -> float:
    """Days until retrievability falls to the desired retention; a fraction.

    Source: the FSRS-6 forgetting curve, solved for time.
    """
    check_stability(stability)
    check_retention(desired_retention)
    decay, factor = _curve(parameters)
    return float(stability / factor * (desired_retention ** (-1 / decay) - 1))


def interval_days(
    stability: float,
    desired_retention: float,
    parameters: tuple[float, ...],
    maximum_days: int = 36_500,
) -> int:
    """The interval in whole days, from 1 to the maximum, without fuzz.

    Raises:
        ScheduleError: a value that FSRS does not know.
    """
    check_interval(maximum_days)
    exact = exact_interval_days(stability, desired_retention, parameters)
    return min(max(1, floor(exact + 0.5)), maximum_days)


def _reviewed(
    card: Card, rating: Rating, elapsed_days: int, parameters: tuple[float, ...]
) -> Memory:
    known = _RATINGS.get(rating)
    if known is None:
        raise ScheduleError("rating", rating, "1 to 4")
    reviewed, _ = _scheduler(parameters).review_card(
        card, known, _NOON + elapsed_days * _ONE_DAY
    )
    stability, difficulty = reviewed.stability, reviewed.difficulty
    if stability is None or difficulty is None:  # pragma: no cover - typing only
        raise ScheduleError("memory", reviewed, "a memory")
    # fsrs-rs bounds stability on both sides, py-fsrs only from below.
    return Memory(min(max(stability, MIN_STABILITY), MAX_STABILITY), difficulty)


@lru_cache(maxsize=64)
def _scheduler(parameters: tuple[float, ...]) -> Scheduler:
    check_parameters(parameters)
    return Scheduler(
        parameters=parameters,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )


@lru_cache(maxsize=64)
def _curve(parameters: tuple[float, ...]) -> tuple[float, float]:
    """Decay and factor of the forgetting curve."""
    check_parameters(parameters)
    decay = parameters[20]
    return decay, 0.9 ** (-1 / decay) - 1
