"""The roll-ups: how much was done on each study day, by hour and by deck.

What an answer adds follows from the schedule before it, so it can be taken away
again exactly when the answer is retracted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, update

from drill.events import Practised, Reviewed, microseconds
from drill.ids import Rating
from drill.srs.counting import is_counted
from drill.srs.preset import Preset
from drill.srs.schedule import New, Reviewing
from drill.store.quick import Quick
from drill.store.schema import days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.events import Event
    from drill.ids import PresetId
    from drill.srs.schedule import Schedule
    from drill.store.link import Link

COUNTERS = (
    "reviews",
    "practice",
    "again",
    "hard",
    "good",
    "easy",
    "introduced",
    "due",
    "passed",
    "duration_ms",
)
"""Columns of `days`. `again` to `easy` are ratings of reviews; `due` counts reviews of
cards that had an interval, `passed` those of them that were not Again."""

HOUR_US = 3_600_000_000

Counts = tuple[int, ...]
Place = tuple[int, int, int]
"""Study day, hours since 1970 in UTC, key of the deck (0: none)."""

_DEFAULT = Preset()

_ADD = Quick(
    update(days)
    .where(
        days.c.day == bindparam("at_day"),
        days.c.hour == bindparam("at_hour"),
        days.c.deck == bindparam("of_deck"),
    )
    .values({name: days.c[name] + bindparam(f"more_{name}") for name in COUNTERS})
)
_START = Quick(insert(days))


class Tally:
    """Changes to the roll-ups, collected and then saved."""

    def __init__(self) -> None:
        self._changes: dict[Place, list[int]] = {}

    def add(self, place: Place, counts: Counts, sign: int = 1) -> None:
        """Count something in (`sign` 1) or take it out again (-1)."""
        sums = self._changes.setdefault(place, [0] * len(COUNTERS))
        for index, count in enumerate(counts):
            sums[index] += sign * count

    def count(
        self,
        deck: int,
        before: Schedule,
        event: Event,
        presets: Mapping[PresetId, Preset],
        sign: int = 1,
    ) -> None:
        """Count what an event of a card adds; most events add nothing."""
        counts = contribution(before, event, presets)
        if counts is not None:
            hour = microseconds(event.at) // HOUR_US
            self.add((event.day, hour, deck), counts, sign)

    def changes(self) -> dict[Place, Counts]:
        """What was collected, without what cancelled out."""
        return {
            place: tuple(sums) for place, sums in self._changes.items() if any(sums)
        }

    def save(self, link: Link) -> None:
        """Write the changes and forget them."""
        for (day, hour, deck), counts in self.changes().items():
            more = {f"more_{n}": c for n, c in zip(COUNTERS, counts, strict=True)}
            where = {"at_day": day, "at_hour": hour, "of_deck": deck}
            if not link.quick_run(_ADD, {**where, **more}):
                row = dict(zip(COUNTERS, counts, strict=True))
                link.quick_run(_START, {"day": day, "hour": hour, "deck": deck, **row})
        self._changes.clear()


def contribution(
    before: Schedule, event: Event, presets: Mapping[PresetId, Preset]
) -> Counts | None:
    """What an answer adds to the roll-ups, in the order of `COUNTERS`.

    Args:
        before: the card's schedule before the event.

    Returns:
        None for events that are no answers.
    """
    body = event.body
    if not isinstance(body, Reviewed | Practised):
        return None
    if not is_counted(before, event, presets.get(body.preset, _DEFAULT)):
        return (0, 1, 0, 0, 0, 0, 0, 0, 0, body.duration_ms)
    ratings = [int(body.rating == rating) for rating in Rating]
    is_due = int(isinstance(before.state, Reviewing))
    passed = int(is_due and body.rating > Rating.AGAIN)
    introduced = int(isinstance(before.state, New))
    return (1, 0, *ratings, introduced, is_due, passed, body.duration_ms)
