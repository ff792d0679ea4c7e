"""Settings that name a deck follow it when it goes by another id."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from drill.content.indexing import FileRead
    from drill.ids import DeckId
    from drill.sessions.collection import Collection


def follow(
    collection: Collection, reads: Iterable[FileRead], present: Iterable[DeckId]
) -> None:
    """Let the settings name the decks of newly read files by their present ids.

    Args:
        collection: the learner's.
        reads: what was read; the heads of decks say what they were called before.
        present: every deck that is there; a former id that is still the id of one
            stays with it.

    Raises:
        NotWritable: the settings file cannot be written.
    """
    here = set(present)
    changes: dict[tuple[str, ...], Any] = {}
    for formerly, deck in _renames(reads):
        if formerly not in here:
            changes |= _exceptions(collection, formerly, deck)
            changes |= _chosen(collection, changes, formerly, deck)
    if changes:
        collection.change(changes)


def _renames(reads: Iterable[FileRead]) -> list[tuple[str, str]]:
    from drill.content.library import DeckFile

    heads = [read.file for read in reads if isinstance(read.file, DeckFile)]
    return [(former, head.deck) for head in heads for former in head.formerly]


def _chosen(
    collection: Collection,
    changes: dict[tuple[str, ...], Any],
    formerly: str,
    deck: str,
) -> dict[tuple[str, ...], Any]:
    name = ("study", "decks")
    chosen = changes.get(name, [str(each) for each in collection.chosen])
    if formerly not in chosen:
        return {}
    renamed = (deck if each == formerly else each for each in chosen)
    return {name: list(dict.fromkeys(renamed))}


def _exceptions(
    collection: Collection, formerly: str, deck: str
) -> dict[tuple[str, ...], Any]:
    """What holds for the deck alone; what its present id has already stands above."""
    table = collection.settings.model_dump(exclude_unset=True).get("decks", {})
    changes: dict[tuple[str, ...], Any] = {}
    for name, value in table.get(formerly, {}).items():
        changes["decks", formerly, name] = None
        if name not in table.get(deck, {}):
            changes["decks", deck, name] = value
    return changes
