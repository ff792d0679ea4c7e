"""New cards among reviews, and cards that are easily confused near each other."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from drill.ids import NoteId
    from drill.srs.order import Candidate

T = TypeVar("T")

CONTRAST_GAP = 1
"""Cards between two that are easily confused: enough to have to tell them apart, not
enough to forget the first."""


def mixed(reviews: Sequence[T], new: Sequence[T]) -> list[T]:
    """Both in one list, each in its own order, the new ones evenly among the others.

    Before review number i stand the new cards whose share of the way is passed; the
    list starts and ends with reviews where there are enough of them.
    """
    result: list[T] = []
    placed = 0
    for index, review in enumerate(reviews):
        # The k-th of n new cards (from 1) stands after k / (n + 1) of the reviews.
        while placed < len(new) and (placed + 1) * len(reviews) <= index * (
            len(new) + 1
        ):
            result.append(new[placed])
            placed += 1
        result.append(review)
    return [*result, *new[placed:]]


def contrasted(
    cards: Sequence[Candidate],
    contrasts: Mapping[NoteId, Collection[NoteId]],
    gap: int = CONTRAST_GAP,
) -> list[Candidate]:
    """The same cards, with those that are easily confused brought near each other.

    When a card comes up, the first later card of each note that contrasts with its own
    is pulled forward to stand `gap` cards behind it; all others keep their order.
    """
    by_note: dict[NoteId, deque[Candidate]] = {}
    for candidate in cards:
        by_note.setdefault(candidate.note, deque()).append(candidate)
    pulled: deque[tuple[int, Candidate]] = deque()
    taken: set[str] = set()
    result: list[Candidate] = []

    def place(candidate: Candidate) -> None:
        result.append(candidate)
        taken.add(candidate.card)
        for note in sorted(contrasts.get(candidate.note, ())):
            others = by_note.get(note, deque())
            while others and others[0].card in taken:
                others.popleft()
            if others:
                taken.add(others[0].card)
                pulled.append((len(result) + gap, others.popleft()))

    for candidate in cards:
        while pulled and pulled[0][0] <= len(result):
            place(pulled.popleft()[1])
        if candidate.card not in taken:
            place(candidate)
    while pulled:
        place(pulled.popleft()[1])
    return result
