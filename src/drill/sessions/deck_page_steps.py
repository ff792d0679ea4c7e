"""What a deck's page shows: frozen pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MASTERED_DAYS = 21
"""The interval from which on a card counts as mastered; Anki calls it mature."""


@dataclass(frozen=True, slots=True)
class TopicOnPage:
    """One topic of a deck."""

    id: str
    title: str
    notes: int
    kinds: Mapping[str, int]
    """Notes by sort: `cards`, `questions`, `generated`, `katas`, `prompts`."""
    cards: int
    """That its notes yield; one with gaps yields several."""
    seen: int
    """Answered at least once."""
    mastered: int
    """With an interval of at least `MASTERED_DAYS`."""
    first: tuple[str, ...]
    """What comes before it, as titles of topics."""


@dataclass(frozen=True, slots=True)
class DeckPage:
    """A deck, opened."""

    id: str
    title: str
    description: str
    licence: str
    shipped: bool
    chosen: bool
    """Whether it is studied."""
    topics: tuple[TopicOnPage, ...]
    works: tuple[tuple[str, int], ...]
    """Books, papers and pages that notes name as their source, with how many notes
    do; those that most name first."""

    @property
    def cards(self) -> int:
        """Of all topics."""
        return sum(topic.cards for topic in self.topics)

    @property
    def seen(self) -> int:
        """Of all topics."""
        return sum(topic.seen for topic in self.topics)

    @property
    def mastered(self) -> int:
        """Of all topics."""
        return sum(topic.mastered for topic in self.topics)

    def count(self, sort: str) -> int:
        """Notes of a sort, of all topics."""
        return sum(topic.kinds.get(sort, 0) for topic in self.topics)
