"""What the caches should hold, computed from the journal alone."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from drill.srs.fold import advance
from drill.srs.schedule import Schedule
from drill.store import history, sqlite
from drill.store.card_rows import FOLDED, SAVE_WHOLE, folded_card, saved_values
from drill.store.counters import COUNTED, recount
from drill.store.folding import is_forgotten
from drill.store.holidays import refresh_holidays
from drill.store.journal_rows import entries_at
from drill.store.schema import cards, days, journal, operations, topics, undo_slots
from drill.store.shared import KnownPresets
from drill.store.tallying import Counts, Place, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.store.card_rows import FoldedCard
    from drill.store.link import Link
    from drill.store.shared import Shared

_POSITIONS = (
    select(journal.c.position, journal.c.card)
    .where(journal.c.card.is_not(None))
    .order_by(journal.c.position)
)
_RETRACTED = select(operations.c.key).where(operations.c.retracted)
_DAYS = select(days)
_TARGETS = (
    select(operations.c.key, operations.c.target)
    .join(journal, journal.c.position == operations.c.key)
    .where(operations.c.target.is_not(None))
    # A merge may bring what was taken back after what took it back.
    .order_by(journal.c.hybrid_us.desc(), journal.c.sequence.desc())
)
_MARKED = select(operations.c.key).where(operations.c.retracted)
_COUNTERS = select(
    topics.c.key,
    topics.c.cards,
    topics.c.fresh,
    topics.c.known,
    *COUNTED.values(),
)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """One card's row as it stands and as the journal has it."""

    stored: FoldedCard
    computed: FoldedCard

    @property
    def is_equal(self) -> bool:
        """Whether the row is what it should be, but for the stamp of undo."""
        return saved_values(self.stored) == saved_values(self.computed) and (
            self.stored.lane == saved_values(self.computed)["lane"]
        )


class Rebuilding:
    """Folds the whole journal once; then `tally` holds the roll-ups."""

    def __init__(self, link: Link, shared: Shared) -> None:
        self._link = link
        self._shared = shared
        self._presets = KnownPresets(link, shared)
        self.tally = Tally()

    def cards(self) -> Iterator[Rebuilt]:
        """Every card with what its row should be."""
        positions: dict[int, array[int]] = {}
        for position, card in self._link.stream(_POSITIONS):
            positions.setdefault(card, array("q")).append(position)
        retracted = {row[0] for row in self._link.stream(_RETRACTED)}
        for row in self._link.rows(FOLDED.order_by(cards.c.key)):
            stored = folded_card(row)
            mine = list(positions.pop(stored.key, ()))
            yield Rebuilt(stored, self._computed(stored, mine, retracted))
        self.unclaimed = sum(len(rest) for rest in positions.values())

    unclaimed = 0
    """Events of cards that have no row, once all cards were looked at."""

    def _computed(
        self, stored: FoldedCard, positions: list[int], retracted: set[int]
    ) -> FoldedCard:
        schedule, order, forgotten_day = Schedule(), None, None
        for entry in entries_at(self._link, self._shared, positions):
            if entry.operation in retracted:
                continue
            event = entry.event
            self.tally.count(stored.deck, schedule, event, self._presets)
            schedule = advance(schedule, event, self._presets)
            device = self._shared.device_key(self._link, event.device)
            order = (event.hybrid_us, device, event.sequence)
            forgotten_day = event.day if is_forgotten(event) else forgotten_day
        return replace(
            stored,
            schedule=schedule,
            order=order,
            history=history.pack(positions),
            forgotten_day=forgotten_day,
        )


def stored_days(link: Link) -> dict[Place, Counts]:
    """The roll-ups as they stand, without rows of zeros."""
    return {
        (row[0], row[1], row[2]): tuple(row[3:])
        for row in link.rows(_DAYS)
        if any(row[3:])
    }


def expected_marks(link: Link) -> set[int]:
    """Operations that should count as taken back.

    A retraction counts unless it was taken back itself, so the latest are decided
    first.
    """
    retracted: set[int] = set()
    for key, target in link.rows(_TARGETS):
        if key not in retracted:
            retracted.add(target)
    return retracted


def stored_marks(link: Link) -> set[int]:
    """Operations that are marked as taken back."""
    return {row[0] for row in link.rows(_MARKED)}


def wrong_counters(link: Link) -> list[int]:
    """Keys of topics whose counters are not what counting gives."""
    return [row[0] for row in link.rows(_COUNTERS) if row[1:4] != row[4:7]]


def rebuild(link: Link, shared: Shared) -> int:
    """Make every cache what the journal says; how many cards' rows were wrong."""
    marks = sorted(expected_marks(link))
    link.run(update(operations).values(retracted=False))
    for key in marks:
        link.run(
            update(operations).where(operations.c.key == key).values(retracted=True)
        )
    rebuilding, mended = Rebuilding(link, shared), 0
    for each in list(rebuilding.cards()):
        if not each.is_equal:
            mended += 1
            link.quick_run(SAVE_WHOLE, saved_values(each.computed))
    link.run(delete(days))
    rebuilding.tally.save(link)
    link.run(delete(undo_slots))
    recount(link, [row[0] for row in link.rows(select(topics.c.key))])
    refresh_holidays(link, shared)
    link.special(sqlite.rebuild_words)
    return mended


def count_of(link: Link) -> int:
    """How many events the journal has."""
    return int(link.scalar(select(func.count()).select_from(journal)))
