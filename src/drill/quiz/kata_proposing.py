"""Which rating follows from a kata that was worked on, and which may be chosen.

The table is published in `docs/marking.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from drill.ids import Rating
from drill.quiz.proposing import Proposal

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL_MINUTES: Final = 20
"""Of a kata that does not say."""
SLOW: Final = 2
"""Times the usual time, from which a pass is hard."""
FEW_ATTEMPTS: Final = 3
"""Runs up to which a pass is good; further ones say that it was searched for."""
NEARLY: Final = 0.5
"""Credit from which somebody who gave up may still say hard."""


@dataclass(frozen=True, slots=True)
class Work:
    """What came of a kata since it was taken up afresh."""

    credit: float
    """0 to 1, of the best run; 1 is every case and a growth in bounds."""
    is_passed: bool
    """Whether every case passed."""
    attempts: int
    """Runs that were judged, the last one included."""
    hints: int
    """How many were shown."""
    spent_s: float
    """Seconds of work."""


def usual_s(minutes: int | None, passes_s: Sequence[float]) -> float:
    """Seconds that a kata usually takes this learner, > 0.

    Args:
        minutes: what the kata says; None: nothing.
        passes_s: seconds of work of the learner's own earlier passes.
    """
    if passes_s:
        return max(1.0, median(passes_s))
    return 60.0 * (minutes or USUAL_MINUTES)


def propose_kata(work: Work, usual: float) -> Proposal:
    """The rating that the work on a kata proposes.

    A kata that was not passed is again; half of its credit allows hard. Of one that was
    passed each hint takes a step off good, as in questions; slow work, a search by
    many runs, or a growth that is too steep make it hard.

    Args:
        work: what came of it.
        usual: seconds that it usually takes this learner, > 0.
    """
    if not work.is_passed:
        is_near = work.credit >= NEARLY
        worst = Rating.HARD if is_near else Rating.AGAIN
        return Proposal(Rating.AGAIN, _up_to(worst), "not passed")
    lacks = list(_lacks(work, usual))
    worth = max(Rating.AGAIN, Rating.GOOD - work.hints)
    is_weak = bool(lacks) and not work.hints
    rating = Rating(min(worth, Rating.HARD) if lacks else worth)
    best = Rating.HARD if work.hints else Rating.GOOD if is_weak else Rating.EASY
    return Proposal(rating, _up_to(best), ", ".join(["passed", *lacks]))


def _up_to(best: Rating) -> tuple[Rating, ...]:
    return tuple(each for each in Rating if each <= best)


def _lacks(work: Work, usual: float) -> Sequence[str]:
    """What keeps a pass from being a good one, in words."""
    found = []
    if work.hints:
        found.append(f"with {work.hints} hint{'' if work.hints == 1 else 's'}")
    if work.spent_s > SLOW * usual:
        found.append("but slow")
    if work.attempts > FEW_ATTEMPTS:
        found.append(f"after {work.attempts} runs")
    if work.credit < 1:
        found.append("but its time grows too steeply")
    return found
