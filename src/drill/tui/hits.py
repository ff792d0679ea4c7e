"""What a search has found so far, page by page, and what is selected of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drill.ids import CardId
    from drill.sessions.steps import BrowsePage, BrowseRow

PAGE_ROWS = 200
SORTS = {
    "due": ("due", "soonest first", "latest first"),
    "retrievability": ("chance of recall", "lowest first", "highest first"),
    "stability": ("stability", "shortest first", "longest first"),
    "difficulty": ("difficulty", "easiest first", "hardest first"),
    "lapses": ("lapses", "fewest first", "most first"),
    "front": ("front", "A to Z", "Z to A"),
    "deck": ("deck", "first to last", "last to first"),
    "created": ("age", "oldest first", "newest first"),
}
"""What a list can be sorted by, and what its two directions are called."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and in which order."""

    text: str = ""
    sort: str = "due"
    descending: bool = False

    def sorted_by(self, step: int) -> Wanted:
        """By the next sort, or by the one before."""
        names = list(SORTS)
        place = (names.index(self.sort) + step) % len(names)
        return replace(self, sort=names[place])

    def reversed(self) -> Wanted:
        """The other way round."""
        return replace(self, descending=not self.descending)

    @property
    def order(self) -> str:
        """`by due, soonest first`."""
        name, up, down = SORTS[self.sort]
        return f"by {name}, {down if self.descending else up}"


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows that are known of a search, by their places."""

    wanted: Wanted = Wanted()
    total: int = 0
    rows: Mapping[int, BrowseRow] = field(default_factory=dict)
    is_known: bool = False
    """Whether any answer has come yet."""
    error: str = ""
    """Why the latest search cannot be read; the rows are those of the one before."""
    hint: str = ""

    def taking(self, page: BrowsePage, *, anew: bool = False) -> Hits:
        """With a page that came; one of another search begins anew.

        Args:
            page: some rows, or why there are none.
            anew: whether the rows that are known may have changed.
        """
        if page.error:
            return replace(self, error=page.error, hint=page.error_hint, is_known=True)
        wanted = Wanted(page.text, page.sort, page.descending)
        is_same = wanted == self.wanted and page.total == self.total
        rows = dict(self.rows) if is_same and not anew else {}
        rows.update(enumerate(page.rows, page.offset))
        return Hits(wanted, page.total, rows, is_known=True)

    def row(self, place: int) -> BrowseRow | None:
        """The row at a place, if it has come yet."""
        return self.rows.get(place)

    def missing(self, first: int, count: int) -> int | None:
        """Where the page begins that the first unknown row of a window lies on."""
        for place in range(first, min(first + count, self.total)):
            if place not in self.rows:
                return place // PAGE_ROWS * PAGE_ROWS
        return None


@dataclass(frozen=True, slots=True)
class Selected:
    """Cards that are chosen to be acted on, in the order in which they were."""

    cards: Mapping[CardId, None] = field(default_factory=dict)
    anchor: int | None = None
    """The place of the row that was selected last."""

    def __len__(self) -> int:
        return len(self.cards)

    def __contains__(self, card: CardId) -> bool:
        return card in self.cards

    def toggled(self, card: CardId, place: int) -> Selected:
        """With one more card, or without it."""
        cards = dict(self.cards)
        if card in cards:
            del cards[card]
        else:
            cards[card] = None
        return Selected(cards, place)

    def joined(self, cards: Iterable[CardId], place: int | None = None) -> Selected:
        """With more cards."""
        return Selected({**self.cards, **dict.fromkeys(cards)}, place)
