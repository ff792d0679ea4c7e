"""What is said of a deck or topic that is not there."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from drill.errors import DeckNotFound

if TYPE_CHECKING:
    from collections.abc import Iterable


def deck_not_found(name: str, known: Iterable[str]) -> DeckNotFound:
    """The error for a name that is none of those known; it proposes the nearest."""
    near = get_close_matches(name, list(known), n=1)
    return DeckNotFound(name, near[0] if near else None)
