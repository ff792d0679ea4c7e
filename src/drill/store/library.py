"""Decks, topics and the files that were read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from drill.ids import DeckId, TopicId
from drill.store.schema import decks, files, topics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.store.link import Link


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A deck file as it was when it was read last."""

    path: Path
    stamp: tuple[int, int, int]
    """Size, time of change in nanoseconds, inode: `FileStamp.stamp`."""
    content_hash: str
    problems: tuple[Mapping[str, Any], ...]
    """The fields of its `content.problems.Problem`s, JSON-compatible."""


@dataclass(frozen=True, slots=True)
class StoredTopic:
    """A topic of a deck."""

    topic: TopicId
    deck: DeckId
    title: str
    needs: tuple[str, ...]
    """Ids of topics and notes that all its notes need."""
    cards: int


@dataclass(frozen=True, slots=True)
class StoredDeck:
    """A deck with its topics in order."""

    deck: DeckId
    title: str
    description: str
    licence: str
    shipped: bool
    topics: tuple[StoredTopic, ...]

    @property
    def cards(self) -> int:
        """Cards in all topics."""
        return sum(topic.cards for topic in self.topics)


_FILES = select(
    files.c.path,
    files.c.size,
    files.c.mtime_ns,
    files.c.inode,
    files.c.content_hash,
    files.c.problems,
).order_by(files.c.path)
_DECKS = select(
    decks.c.key,
    decks.c.deck_id,
    decks.c.title,
    decks.c.description,
    decks.c.licence,
    decks.c.shipped,
).order_by(decks.c.deck_id)
LISTED = or_(
    topics.c.cards > 0,
    select(files.c.path).where(files.c.topic == topics.c.key).exists(),
)
"""Topics that hold cards or have a file; others are only remembered."""

_TOPICS = (
    select(
        topics.c.deck,
        topics.c.topic_id,
        topics.c.title,
        topics.c.needs,
        topics.c.cards,
    )
    .where(LISTED)
    .order_by(topics.c.ordinal, topics.c.topic_id)
)
_DECK_FILE = select(files.c.path).where(
    files.c.deck == bindparam("deck"), files.c.role == "deck"
)


class Library:
    """What the decks hold, as far as it was read."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def files(self) -> dict[Path, KnownFile]:
        """Every file that was read and not dropped, by path."""
        found = [_file(row) for row in self._link.rows(_FILES)]
        return {file.path: file for file in found}

    def decks(self) -> list[StoredDeck]:
        """All decks that have a file or cards, by id."""
        by_deck: dict[int, list[StoredTopic]] = {}
        ids = {row[0]: DeckId(row[1]) for row in self._link.rows(_DECKS)}
        for key, topic, title, needs, cards in self._link.rows(_TOPICS):
            stored = StoredTopic(
                TopicId(topic), ids[key], title, tuple(json.loads(needs)), cards
            )
            by_deck.setdefault(key, []).append(stored)
        return [
            StoredDeck(deck, title, text, licence, bool(shipped), tuple(mine))
            for key, deck, title, text, licence, shipped in self._link.rows(_DECKS)
            if (mine := by_deck.get(key, [])) or self._has_file(key)
        ]

    def topics(self) -> list[StoredTopic]:
        """All topics in the order of the decks."""
        return [topic for deck in self.decks() for topic in deck.topics]

    def problems(self) -> list[Mapping[str, Any]]:
        """Defects of all files at their last reading, by path."""
        return [each for file in self.files().values() for each in file.problems]

    def _has_file(self, deck: int) -> bool:
        return self._link.first(_DECK_FILE, {"deck": deck}) is not None


def _file(row: Any) -> KnownFile:
    path, size, mtime_ns, inode, content_hash, problems = row
    return KnownFile(
        path=Path(path),
        stamp=(size, mtime_ns, int(inode)),
        content_hash=content_hash,
        problems=tuple(json.loads(problems)),
    )
