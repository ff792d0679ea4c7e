"""Rows that are added many at a time: tuples in the order of their table's columns.

Columns that a row leaves out have the defaults of the table. A mapping for each row
would cost as much as SQLite's own work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, insert, select

from drill.store import sqlite
from drill.store.history import pack
from drill.store.quick import Quick
from drill.store.schedule_rows import HIDDEN_LANE, NEW, SCHEDULE_COLUMNS
from drill.store.schema import cards, journal, notes, tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Table

    from drill.ids import CardId
    from drill.store.link import Link
    from drill.store.wording import PartWording

LAST_NOTE: Final = select(func.max(notes.c.key))
LAST_CARD: Final = select(func.max(cards.c.key))


def adding(table: Table, *columns: str) -> Quick:
    """Inserts values of these columns, which stand in the order of the table's."""
    return Quick(insert(table).values({name: bindparam(name) for name in columns}))


ADD_EVENTS: Final = Quick(insert(journal))
ADD_TAGS: Final = Quick(insert(tags))
_NEW_CARD: Final = (
    *("key", "card_id", "note", "topic", "part", "ordinal", "present", "askable"),
    *("created_us", "front", "lane", "history"),
)
ADD_NEW_CARDS: Final = adding(cards, *_NEW_CARD)
ADD_KNOWN_CARDS: Final = adding(
    cards,
    *_NEW_CARD[:-1],
    *(*SCHEDULE_COLUMNS, "forgotten_day"),
    *("last_hybrid_us", "last_device", "last_sequence", "stamp", "history"),
)
"""Of cards to which something has happened."""
_NO_HISTORY: Final = pack([])

MOST_LATER = 2_000
"""Notes whose words and tags wait for others."""

NewCard = tuple[int, str, int, int, str, int, int, int, int, str, int, bytes]


def new_card(  # noqa: PLR0913, PLR0917 - the columns of the row
    key: int,
    card: CardId,
    note: int,
    topic: int,
    ordinal: int,
    part: PartWording,
    created_us: int,
) -> NewCard:
    """The row of a card to which nothing has happened, for `ADD_NEW_CARDS`.

    Args:
        key: of the row.
        card: its id.
        note: key of its note's row.
        topic: key of its topic's row.
        ordinal: its place in the topic.
        part: what it asks.
        created_us: when its row was made, in microseconds since 1970.
    """
    return (
        key,
        card,
        note,
        topic,
        part.part,
        ordinal,
        1,  # the driver takes longer over True
        int(part.askable),
        created_us,
        part.front,
        NEW if part.askable else HIDDEN_LANE,
        _NO_HISTORY,
    )


def tag_rows(note: int, names: Iterable[str]) -> list[tuple[str, int]]:
    """The rows of a note's tags for `ADD_TAGS`, each once, however it is spelled.

    Args:
        note: key of its row.
        names: its tags.
    """
    return [(name, note) for name in sorted({name.casefold() for name in names})]


class Later:
    """Words and tags of new notes, until there are many of them.

    The index of words is brought to the disk whenever a statement of several rows
    begins, and tags in the order of their table take a fifth of the time.
    """

    def __init__(self) -> None:
        self.words: list[tuple[int, str, str]] = []
        self.tags: list[tuple[str, int]] = []

    @property
    def are_many(self) -> bool:
        """Whether they should be written now."""
        return len(self.words) >= MOST_LATER

    def add(self, note: int, text: str, tags: str) -> None:
        """Keep those of a note.

        Args:
            note: key of its row.
            text: its words.
            tags: parted by spaces.
        """
        self.words.append((note, text, tags))
        if tags:
            self.tags += tag_rows(note, tags.split())

    def write(self, link: Link) -> None:
        """Write them."""
        link.special(sqlite.index_words, self.words)
        link.add_rows(ADD_TAGS, sorted(self.tags))
        self.words.clear()
        self.tags.clear()
