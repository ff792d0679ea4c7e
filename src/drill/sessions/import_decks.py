"""Which deck of drill's a deck of a foreign file becomes."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from drill.events import DeckNamed
from drill.ids import DeckId, TopicId

if TYPE_CHECKING:
    from drill.interchange.package import DeckPath
    from drill.store.units import ReadUnit, WriteUnit

TOPIC: Final = "notes"
"""The topic that imported notes are shown under."""
BESIDE: Final = "-imported"
"""Behind the id of a deck that has files: imports do not mix with them."""
DEEPEST: Final = 30
"""Decks in decks; those below are left out."""
LONGEST: Final = 200
"""Characters of a title."""
_PLAIN: Final = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(?:[ _-][a-z0-9]+)*")
"""A name whose id says all of it."""
_OTHER: Final = re.compile(r"[^a-z0-9]+")


class ImportDecks:
    """Gives each deck of a file an id and a title, and remembers which are new."""

    def __init__(self, unit: ReadUnit, title: str, wish: str = "") -> None:
        """Look at the decks that are there.

        Args:
            unit: what is read.
            title: of the file, for notes without a deck.
            wish: a title for all that comes in, `::` between it and those above it;
                empty: as the file has it.
        """
        self._title = title
        parts = map(str.strip, wish.split("::"))
        self._wish = tuple(part for part in parts if part)
        self._there = {deck.deck: deck for deck in unit.library.decks()}
        self._filed = {
            DeckId(_deck_of_file(file.path.parts))
            for file in unit.library.files().values()
        } | {deck.deck for deck in self._there.values() if deck.shipped}
        self._known: dict[DeckPath, DeckId] = {}
        self.titles: dict[DeckId, str] = {}
        """Of every deck that a note went into."""

    def topic(self, path: DeckPath) -> TopicId:
        """The topic that a note of a deck is shown under."""
        if path not in self._known:
            self._known[path] = self._deck(path)
        return TopicId(f"{self._known[path]}/{TOPIC}")

    def name(self, unit: WriteUnit) -> None:
        """Record the titles of decks that have none yet."""
        for deck, title in self.titles.items():
            found = self._there.get(deck)
            if found is None or found.title == found.deck != title:
                unit.record(DeckNamed(deck, title))

    @property
    def new(self) -> list[DeckId]:
        """Decks that were not there."""
        return [deck for deck in self.titles if deck not in self._there]

    def _deck(self, path: DeckPath) -> DeckId:
        names = tuple(filter(None, map(_title, path[:DEEPEST]))) or (self._title,)
        if self._wish:
            names = (*self._wish, *names[1:])
        deck = "::".join(slug_of_deck(name) for name in names)
        if deck in self._filed:
            deck += BESIDE
        self.titles[DeckId(deck)] = " › ".join(names)
        return DeckId(deck)


def _title(name: str) -> str:
    """A name on one line, as far as a title may be long."""
    return " ".join(name.split())[:LONGEST]


def slug_of_deck(name: str) -> str:
    """A part of a deck's id: readable, and another one for every other name."""
    plain = unicodedata.normalize("NFKD", name).casefold().strip()
    slug = _OTHER.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")[:40]
    if _PLAIN.fullmatch(name.strip().casefold()):
        return slug
    mark = blake2b(name.strip().encode("utf-8", "replace"), digest_size=3).hexdigest()
    return f"{slug}-{mark}" if slug else f"deck-{mark}"


def _deck_of_file(parts: tuple[str, ...]) -> str:
    return parts[-2] if len(parts) > 1 else ""
