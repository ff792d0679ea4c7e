"""How many reviews and new cards a study day still takes, over all and by deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import DeckId
from drill.srs.queue import Limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.config.settings import Settings
    from drill.ids import StudyDay
    from drill.store.units import ReadUnit


def review_limit(settings: Settings, unit: ReadUnit, day: StudyDay) -> Limit:
    """Reviews of cards that have an interval."""
    done = unit.days.by_deck(day)
    had = {DeckId(deck): each.due for deck, each in done.items()}
    caps = {deck: each.reviews_a_day for deck, each in settings.decks.items()}
    return _limit(settings.study.reviews_a_day, had, caps)


def new_limit(settings: Settings, unit: ReadUnit, day: StudyDay) -> Limit:
    """New cards seen for the first time."""
    done = unit.days.by_deck(day)
    had = {DeckId(deck): each.introduced for deck, each in done.items()}
    caps = {deck: each.new_a_day for deck, each in settings.decks.items()}
    return _limit(settings.study.new_a_day, had, caps)


def _limit(a_day: int, had: dict[DeckId, int], caps: dict[str, int | None]) -> Limit:
    own = {DeckId(deck): cap for deck, cap in caps.items() if cap is not None}
    return Limit(a_day, sum(had.values()), own, had)


def shares(
    scope: tuple[str, ...], limit: Limit
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Parts of a scope of decks and topics, and how many cards each takes at most.

    A deck with a cap is a part of its own: its cards, read with the others and then
    left out, would leave no room for theirs.
    """
    left = max(0, limit.a_day - limit.done)
    parts: dict[DeckId | None, list[str]] = {}
    for each in scope:
        deck = DeckId(each.partition("/")[0])
        parts.setdefault(deck if deck in limit.caps else None, []).append(each)
    for capped, part in parts.items():
        if capped is None:
            yield tuple(part), left
        else:
            room = limit.caps[capped] - limit.done_by_deck.get(capped, 0)
            yield tuple(part), max(0, min(left, room))
