"""Where the learner's own decks lie: the files that drill may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.content.library import scan, without_claims
from drill.sessions.rereading import deck_roots

if TYPE_CHECKING:
    from pathlib import Path

    from drill.ids import DeckId
    from drill.sessions.collection import Collection


def own_decks(collection: Collection) -> dict[DeckId, Path]:
    """The folders of the learner's own decks."""
    stamps, _ = without_claims(scan(deck_roots(collection)))
    return {stamp.deck: stamp.folder for stamp in stamps if not stamp.is_shipped}


def topic_file(folder: Path, topic: str) -> Path | None:
    """The file of a topic in a deck's folder, None while there is none."""
    from drill.content.indexing import holder_of  # reads YAML's neighbours: 250 ms

    path = holder_of(folder / topic, topic)  # a name that no file of a deck has
    return path if path.is_file() else None


def is_own(collection: Collection, path: Path) -> bool:
    """Whether a deck file is the learner's own, and not one that came with drill."""
    shipped = collection.locations.shipped
    return shipped is None or not path.is_relative_to(shipped.absolute())
