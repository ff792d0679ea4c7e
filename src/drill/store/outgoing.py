"""Notes, cards and answers as an export reads them: bare rows, many at a time.

A value of a class for each row would cost more than all else that is done with it: a
note that goes out as it came in takes some 15 µs from here to the file.
"""

from __future__ import annotations

import json
from array import array
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from sqlalchemy import bindparam, func, or_, select

from drill.events import NotePut, Practised, Reviewed
from drill.store import history, sqlite
from drill.store.quick import Quick, QuickList
from drill.store.schema import cards, days, decks, journal, notes, operations, topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Column, ColumnElement

    from drill.ids import CardId, NoteId
    from drill.store.link import Link

NoteRow: TypeAlias = tuple[int, str, str, str, str, str, str, bytes]
"""Key, id, topic's id, base, content hash, tags parted by spaces, document as JSON,
history."""
CardRow: TypeAlias = tuple[
    *tuple[int, int, str, int, float | None, float | None, int | None],
    *tuple[int | None, int | None, int | None, int, int, bool, int, bytes, int],
]
"""Keys of note and card, part; state as in `schedule_rows`, stability, difficulty,
step; due day, due instant in microseconds, interval in days, repetitions, lapses,
whether it is suspended, flag, history, place in the topic."""
Kept: TypeAlias = tuple[str, str | None, Any, str | None, Any, Any, Any, Any]
"""What an import kept of a note for exports: the `base` of that import, and of `extra`
its format, type, guid, fields, media, factors and when it was modified."""
AnswerRow: TypeAlias = tuple[int, int, int, int]
"""Key of the card, milliseconds since 1970, rating, milliseconds that it took."""

AT_ONCE: Final = 200
"""Notes, or events, that are read together."""
_NONE: Final = -1
SCATTERED: Final = 4
"""Times that finding an event by its position costs what reading the next one does."""


def _among(column: Column[int]) -> ColumnElement[bool]:
    return column.in_(bindparam("keys", expanding=True))


_TOPICS = (
    select(topics.c.key, topics.c.topic_id, decks.c.deck_id)
    .join(decks, decks.c.key == topics.c.deck)
    .order_by(topics.c.topic_id)
)
_IN_ORDER = Quick(
    select(notes.c.key)
    .where(notes.c.topic == bindparam("topic"), notes.c.present)
    .order_by(notes.c.ordinal, notes.c.key)
)
_KEY = select(notes.c.key).where(notes.c.note_id == bindparam("note"))
_NOTES_OF = select(cards.c.note).where(
    cards.c.card_id.in_(bindparam("cards", expanding=True))
)
_NOTES = QuickList(
    select(
        notes.c.key,
        notes.c.note_id,
        topics.c.topic_id,
        *(
            notes.c[name]
            for name in ("base", "content_hash", "tags", "document", "history")
        ),
    )
    .join(topics, topics.c.key == notes.c.topic)
    .where(_among(notes.c.key)),
    "keys",
)
_CARDS = QuickList(
    select(
        *(
            cards.c[name]
            for name in (
                *("note", "key", "part", "state", "stability", "difficulty", "step"),
                *("due", "due_us", "interval_days", "repetitions", "lapses"),
                *("suspended", "flag", "history", "ordinal"),
            )
        )
    ).where(_among(cards.c.note), cards.c.present),
    "keys",
)
_KEPT = QuickList(
    select(
        journal.c.position,
        sqlite.entries(
            journal.c.contents,
            *("base", "extra.format", "extra.type", "extra.guid", "extra.fields"),
            *("extra.media", "extra.factors", "extra.modified"),
        ),
    ).where(
        _among(journal.c.position),
        journal.c.kind == NotePut.kind,
        journal.c.version == NotePut.version,
    ),
    "keys",
)
_EXTRA = QuickList(
    select(
        journal.c.position, sqlite.entries(journal.c.contents, "base", "extra")
    ).where(_among(journal.c.position), journal.c.kind == NotePut.kind),
    "keys",
)
_ANSWERS = select(
    journal.c.card,
    journal.c.at_us // 1_000,
    sqlite.entry(journal.c.contents, "rating"),
    func.coalesce(sqlite.entry(journal.c.contents, "duration_ms"), 0),
).where(
    journal.c.card.is_not(None),
    or_(journal.c.kind == Reviewed.kind, journal.c.kind == Practised.kind),
    journal.c.version == Reviewed.version,
)
_retracted = select(operations.c.key).where(operations.c.retracted)
_ALL_ANSWERS = Quick(_ANSWERS.where(journal.c.operation.not_in(_retracted)))
# Looked up one by one: collecting the retracted operations reads them all.
_SOME_ANSWERS = QuickList(
    _ANSWERS.where(
        _among(journal.c.position),
        ~_retracted.where(operations.c.key == journal.c.operation).exists(),
    ),
    "keys",
)
_ANSWERED = select(func.sum(days.c.reviews + days.c.practice))
_EXTENT = select(
    select(func.sum(topics.c.cards)).scalar_subquery(),
    select(func.max(journal.c.position)).scalar_subquery(),
)


class Outgoing:
    """What an export asks of the record."""

    def __init__(self, link: Link) -> None:
        self._link = link

    @contextmanager
    def in_passing(self) -> Iterator[None]:
        """Keep few pages in memory meanwhile: nothing is looked at twice."""
        self._link.special(sqlite.limit_cache, sqlite.PASSING_CACHE_KIB)
        try:
            yield
        finally:
            self._link.special(sqlite.limit_cache, sqlite.CACHE_KIB)

    def keys(self, names: Sequence[str] = ()) -> array[int]:
        """Keys of the notes that are there, by topic and place, eight bytes each.

        Args:
            names: ids of decks and topics; none for all.
        """
        found, wanted = array("q"), set(names)
        for key, *ids in self._link.rows(_TOPICS):
            if not wanted or not wanted.isdisjoint(ids):
                for rows in self._link.quick_parts(_IN_ORDER, {"topic": key}):
                    found.extend([note for (note,) in rows])
        return found

    def key(self, note: NoteId) -> int:
        """The key of a note that is there."""
        return int(self._link.scalar(_KEY, {"note": note}))

    def keys_of(self, found: Iterable[CardId]) -> set[int]:
        """Keys of the notes that some cards belong to."""
        return {key for (key,) in self._link.rows_of(_NOTES_OF, "cards", found)}

    def notes(self, keys: Sequence[int]) -> list[NoteRow]:
        """Notes by their keys, in the order of those."""
        rows = cast("list[NoteRow]", self._link.quick_rows_of(_NOTES, keys))
        found = {row[0]: row for row in rows}
        return [found[key] for key in keys]

    def cards(self, keys: Sequence[int]) -> dict[int, list[CardRow]]:
        """The cards of notes by their keys, in their order, by note."""
        rows = cast("list[CardRow]", self._link.quick_rows_of(_CARDS, keys))
        found: dict[int, list[CardRow]] = {}
        for row in rows:
            found.setdefault(row[0], []).append(row)
        for mine in found.values():
            if len(mine) > 1:
                mine.sort(key=_place)
        return found

    def kept(self, some: Sequence[NoteRow]) -> dict[int, Kept]:
        """What imports kept of notes that say or said what `base` tells, by key.

        So an import that was undone, or came later from another machine, changes
        nothing.
        """
        return self._of_imports(some, _KEPT)

    def extras(self, some: Sequence[NoteRow]) -> dict[int, tuple[str, Any]]:
        """`base`, and all that imports kept of notes, by key."""
        return self._of_imports(some, _EXTRA)

    def _of_imports(self, some: Sequence[NoteRow], which: QuickList) -> dict[int, Any]:
        places = [history.last_of(row[7]) if row[3] else _NONE for row in some]
        told = self._told(places, which)
        found = {}
        for row, place in zip(some, places, strict=True):
            kept = told.get(place)
            if kept is None or kept[0] != row[3] or kept[1] is None:
                kept = self._older(row, which) if row[3] else None
            if kept is not None:
                found[row[0]] = kept
        return found

    def _older(self, row: NoteRow, which: QuickList) -> Any:
        """What the latest import kept before the note was changed here."""
        told = self._told(history.unpack(row[7]), which)
        fitting = [
            place for place, kept in told.items() if kept[0] == row[3] and kept[1]
        ]
        return told[max(fitting)] if fitting else None

    def _told(self, positions: Iterable[int], which: QuickList) -> dict[int, Any]:
        return {
            position: _read(said)[0]
            for position, said in self._link.quick_rows_of(which, positions)
        }

    def is_quicker_read_whole(self, wanted: int) -> bool:
        """Whether all answers are read sooner than those of some notes are looked up.

        Args:
            wanted: how many notes; each is taken to have one card, and that as many
                answers as any other.
        """
        there, last = (each or 0 for each in self._link.rows(_EXTENT)[0])
        share = wanted / max(1, there)
        if share * SCATTERED <= 1:  # were all events answers, even
            return False
        answers = self._link.scalar(_ANSWERED) or 0
        return bool(answers * share * SCATTERED > last)

    def answers(self) -> Iterator[list[AnswerRow]]:
        """Every answer that counts, as they came in, some at a time."""
        parts = self._link.quick_parts(_ALL_ANSWERS, {})
        return cast("Iterator[list[AnswerRow]]", parts)

    def answers_at(self, positions: Iterable[int]) -> Iterator[list[AnswerRow]]:
        """The answers that count among events at some positions, some at a time."""
        for some in batched(positions):
            rows = self._link.quick_rows_of(_SOME_ANSWERS, some)
            yield cast("list[AnswerRow]", rows)


def _place(row: CardRow) -> tuple[int, int]:
    return row[-1], row[1]


_read = json.JSONDecoder().raw_decode


def batched(values: Iterable[int]) -> Iterator[list[int]]:
    """Some hundred values at a time."""
    rest = iter(values)
    while some := list(islice(rest, AT_ONCE)):
        yield some
