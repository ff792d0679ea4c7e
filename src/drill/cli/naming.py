"""Decks and topics that are named on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.missing_decks import deck_not_found
from drill.sessions.snapshot import load_home

if TYPE_CHECKING:
    from drill.cli.context import Context


def check_names(names: list[str], context: Context) -> None:
    """Refuse names of nothing; the record is opened only if the snapshot lacks one.

    Raises:
        DeckNotFound: nothing is called so.
    """
    found = load_home(context.locations.snapshot)
    if found and set(names) <= {row.id for row in found[1].decks}:
        return
    known = _known(context) if names else []
    for name in names:
        if name not in known:
            raise deck_not_found(name, known)


def _known(context: Context) -> list[str]:
    from drill.cli.opening import reading

    with reading(context) as collection, collection.store.read() as unit:
        decks = unit.library.decks()
    topics = [str(topic.topic) for deck in decks for topic in deck.topics]
    return [*(str(deck.deck) for deck in decks), *topics]
