"""Prerequisites: what must be learned before a new card comes up.

They gate new cards only, never reviews.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from drill.ids import DeckId


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a needed topic or note is."""

    deck: DeckId
    cards: int
    known: int
    """Cards that have left learning: reviewing or relearning."""

    @property
    def is_enough(self) -> bool:
        """Whether four fifths have left learning; in whole numbers, so exactly."""
        return self.known * 5 >= self.cards * 4


def unmet_needs(
    needs: Iterable[str],
    progress: Mapping[str, Progress],
    chosen: Container[DeckId],
) -> tuple[str, ...]:
    """The needs that still hold a new card back, in the given order.

    `needs` are ids of topics or notes. One that nothing is known of, that has no
    cards, or that lies in a deck which the learner did not choose holds nothing back.
    """
    return tuple(
        need
        for need in needs
        if (found := progress.get(need)) is not None
        and found.deck in chosen
        and not found.is_enough
    )
