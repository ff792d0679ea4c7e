"""In which order due reviews come when not all of them can be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drill.chance import Chance
from drill.ids import CardId, DeckId, NoteId, StudyDay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


_ANY_DAY = StudyDay(0)


class ReviewOrder(StrEnum):
    """The choices; each is total, so that equal cards keep one order everywhere."""

    RETRIEVABILITY = "retrievability"
    """Best known first: it costs least time for each card that is remembered, because
    a card that is nearly forgotten is learned again later at the same price."""
    DUE = "due"
    """Longest waiting first."""
    DIFFICULTY = "difficulty"
    """Easiest first."""
    RANDOM = "random"
    """By chance, the same for one seed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be shown, with what its place follows from.

    New cards have no numbers; the defaults stand.
    """

    card: CardId
    note: NoteId
    """Cards of one note are siblings, whatever deck they are in."""
    deck: DeckId
    due: StudyDay = _ANY_DAY
    retrievability: float = 1.0
    """At the day of the queue, 0 to 1."""
    difficulty: float = 1.0
    """1 to 10."""


def ordered(
    reviews: Iterable[Candidate],
    order: ReviewOrder = ReviewOrder.RETRIEVABILITY,
    *,
    seed: str = "",
) -> list[Candidate]:
    """Due reviews in the chosen order.

    `seed` decides a random order: the same seed gives the same place to each card,
    whichever others are there.
    """
    key = _key(order, seed)
    return sorted(reviews, key=lambda each: (key(each), each.card))


def _key(order: ReviewOrder, seed: str) -> Callable[[Candidate], float]:
    keys: dict[ReviewOrder, Callable[[Candidate], float]] = {
        ReviewOrder.RETRIEVABILITY: lambda each: -each.retrievability,
        ReviewOrder.DUE: lambda each: each.due,
        ReviewOrder.DIFFICULTY: lambda each: each.difficulty,
        ReviewOrder.RANDOM: lambda each: Chance(seed, each.card).fraction(),
    }
    return keys[order]
