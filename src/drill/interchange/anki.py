"""Anki's packages and collections, as foreign notes: one after the other.

Notes, cards and reviews are three streams in the order of notes, so that a collection
of any size is read in little memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from drill.ids import NoteId, Rating
from drill.interchange.anki_collection import (
    CLOZE,
    SEPARATOR,
    AnkiCollection,
    CardRow,
    ReviewRow,
    decoded,
    note_of_row,
)
from drill.interchange.anki_container import AnkiFiles
from drill.interchange.anki_export import OURS, TYPE
from drill.interchange.anki_notes import USUAL_FACTORS, Note, part_of_template
from drill.interchange.anki_sides import made_of_sides, places_of
from drill.interchange.package import (
    LIMITS,
    ForeignCard,
    ForeignNote,
    ForeignReview,
    ForeignSchedule,
    NoteType,
    Package,
    Report,
    stamp_of,
    stamp_of_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drill.interchange.anki_collection import AnkiType, NoteRow
    from drill.interchange.package import DeckPath, Limits, Made

Rows: TypeAlias = "Sequence[tuple[Any, ...]]"
"""As they were read: most are only compared with what is known of them."""

CARD_NOTE, CARD_DECK, CARD_HOME = map(
    CardRow._fields.index, ("note", "deck", "original_deck")
)
REVIEW_NOTE: Final = ReviewRow._fields.index("note")
DAY_S: Final = 86_400
MOST_DAYS: Final = 36_500
"""That a card may be overdue."""
LEARNING, REVIEW, RELEARNING = 1, 2, 3
LEARNING_REVIEWS: Final = frozenset({0, 2})
"""Answers to cards that were being learned, for the first time or once more."""
SUSPENDED: Final = -1
NEXT_DAYS: Final = 3
"""The queue of cards whose next step is on another day, which `due` counts."""
BUTTONS: Final = frozenset(int(rating) for rating in Rating)
VERSION: Final = 4
"""Raised when notes are converted otherwise, so that they are converted again."""


def read(path: Path, *, limits: Limits = LIMITS) -> Package:
    """A package (.apkg, .colpkg) or a collection (.anki2, .anki21) of Anki's.

    Raises:
        BrokenSource: it is damaged, or not of Anki.
        OverLimit: it holds more than a deck of a person's would.
    """
    files = AnkiFiles(path, limits)
    try:
        collection = AnkiCollection(path, files.connect(), limits)
    except BaseException:
        files.close()
        raise
    report = Report()
    reading = _Reading(collection, report)
    return Package(
        format="anki",
        title=path.stem,
        total=collection.count,
        notes=reading.notes,
        report=report,
        types=tuple(
            NoteType(str(each.id), each.contents) for each in collection.types.values()
        ),
        media=files.media,
        close=files.close,
    )


class _Found(NamedTuple):
    """A note with what belongs to it, as it was read."""

    row: tuple[Any, ...]
    type: AnkiType
    cards: Rows
    history: Rows


@dataclass(slots=True)
class _Reading:
    """The notes of one collection."""

    collection: AnkiCollection
    report: Report
    _types: dict[int, str] = field(default_factory=dict)
    """Stamps of the kinds of note."""
    _decks: dict[int, DeckPath] = field(default_factory=dict)
    """What people call the decks, by their ids."""
    _places: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    """Which fields a kind of note shows, where it shows two alone."""

    def notes(self) -> Iterator[ForeignNote]:
        """Each with its cards and their history, as far as they are there."""
        cards = _Grouped(self.collection.cards(), CARD_NOTE)
        reviews = _Grouped(self.collection.reviews(), REVIEW_NOTE)
        seen: dict[str, int] = {}
        types, report = self.collection.types, self.report
        for row in self.collection.notes():
            id_ = row[0]
            mine, history = cards.of(id_), reviews.of(id_)
            type_ = types.get(row[2])
            if type_ is None:
                report.add("I203", "its kind is not there", f"note {id_}")
                continue
            guid = decoded(row[1]) or f"id-{id_}"
            seen[guid] = count = seen.get(guid, 0) + 1
            if guid.startswith(OURS) and type_.name.startswith(TYPE):
                name, is_ours = guid.removeprefix(OURS), True
            else:
                suffix = f"~{count}" if count > 1 else ""
                name, is_ours = f"anki:{guid}{suffix}", False
            found = _Found(row, type_, mine, history)
            yield self._note(found, NoteId(name), is_ours=is_ours)

    def _note(self, found: _Found, identity: NoteId, *, is_ours: bool) -> ForeignNote:
        row, type_, cards, history = found
        deck = self._deck(cards[0]) if cards else ()
        # Who changed it when is not what it says.
        stamp = stamp_of_rows(
            VERSION, self._stamp(type_), deck, row[4], row[5], cards, history
        )
        make = partial(self._made, found, deck)
        return ForeignNote(identity, deck, stamp, make, f"note {row[0]}", is_ours)

    def _made(self, found: _Found, deck: DeckPath) -> Made | None:
        row, type_ = note_of_row(found.row), found.type
        if any(self._deck(card) != deck for card in found.cards[1:]):
            message = "its cards lie in several decks"
            self.report.add("I207", message, f"note {row.id}")
        cards = [CardRow._make(card) for card in found.cards]
        if not found.history and len(cards) == 1:
            quick = self._two_sided(row, type_, cards[0])
            if quick is not None:
                return quick
        answers = [ReviewRow._make(each) for each in found.history]
        told = [
            self._card(card, answers, type_)
            for card in cards
            if answers or not _is_untouched(card)
        ]
        return Note(row, type_, cards, self.report).made(told)

    def _two_sided(self, row: NoteRow, type_: AnkiType, card: CardRow) -> Made | None:
        """A note with a field on either side of a new card; None of any other."""
        if type_.id not in self._places:
            self._places[type_.id] = places_of(type_)
        places = self._places[type_.id]
        if places is None or card.ordinal or not _is_untouched(card):
            return None
        return made_of_sides(row, type_, places)

    def _stamp(self, type_: AnkiType) -> str:
        if type_.id not in self._types:
            self._types[type_.id] = stamp_of(type_)
        return self._types[type_.id]

    def _deck(self, card: tuple[Any, ...]) -> DeckPath:
        """The home of a card: a filtered deck only borrows it."""
        id_ = card[CARD_HOME] or card[CARD_DECK]
        found = self._decks.get(id_)
        if found is None:
            name = self.collection.decks.get(id_, "")
            parts = (part.strip() for part in name.split(SEPARATOR))
            found = self._decks[id_] = tuple(part for part in parts if part)
        return found

    def _card(
        self, card: CardRow, history: list[ReviewRow], type_: AnkiType
    ) -> ForeignCard:
        part = _part(card.ordinal, type_)
        reviews = tuple(
            ForeignReview(each.id, self._rating(each), max(0, each.duration_ms))
            for each in history
            if each.card == card.id and each.button in BUTTONS
        )
        return ForeignCard(
            part=part,
            schedule=self._schedule(card, reviews),
            reviews=reviews,
            suspended=card.queue == SUSPENDED,
            flag=card.flags & 7,
            position=card.due if card.type == 0 and 0 <= card.due < 1 << 31 else None,
        )

    def _rating(self, review: ReviewRow) -> Rating:
        """Of three buttons the second said Good, and the third Easy."""
        was_learning = review.kind in LEARNING_REVIEWS and review.button in {2, 3}
        moved = was_learning and self.collection.has_three_buttons
        return Rating(review.button + moved)

    def _schedule(
        self, card: CardRow, reviews: tuple[ForeignReview, ...]
    ) -> ForeignSchedule | None:
        if card.type not in {REVIEW, RELEARNING} or card.interval <= 0:
            return None
        if card.type == RELEARNING and len(reviews) >= max(1, card.repetitions):
            return None  # all its answers are there, and tell its step as well
        due = card.original_due if card.original_deck else card.due
        if card.type == RELEARNING or not -MOST_DAYS <= due < 1 << 20:
            due_s = self._learning_due_s(card, reviews)
        else:
            due_s = self.collection.first_noon_s + due * DAY_S
        told = _data(card.data)
        stability, difficulty = told.get("s"), told.get("d")
        return ForeignSchedule(
            interval_days=min(card.interval, 36_500),
            due_ms=due_s * 1000,
            last_ms=reviews[-1].at_ms if reviews else None,
            stability=_number(stability),
            difficulty=_number(difficulty),
            sm2_factor=card.factor / 1000 if card.factor > 0 else None,
            repetitions=max(0, card.repetitions),
            lapses=max(0, card.lapses),
        )

    def _learning_due_s(self, card: CardRow, reviews: tuple[ForeignReview, ...]) -> int:
        """Of a card that is being learned again: the instant of its next step."""
        if card.due > 1 << 20:
            return card.due
        if card.queue == NEXT_DAYS:
            return self.collection.first_noon_s + card.due * DAY_S
        last_s = reviews[-1].at_ms // 1000 if reviews else self.collection.created_s
        return last_s + card.interval * DAY_S


def _is_untouched(card: CardRow) -> bool:
    """Whether nothing is known of a card but that it is there."""
    has_factor = card.factor not in USUAL_FACTORS
    return not (card.type or card.queue or card.flags & 7 or has_factor)


def _part(ordinal: int, type_: AnkiType) -> str:
    """The name of the card that a template or a gap makes."""
    if type_.kind == CLOZE:
        return f"c{ordinal + 1}"
    if type_.name.startswith(TYPE):  # drill's own: the template is called like it
        names = {each.ordinal: each.name for each in type_.templates}
        return names.get(ordinal, part_of_template(ordinal))
    return part_of_template(ordinal)


class _Grouped:
    """A stream of rows ordered by the id of a note, handed out note by note."""

    def __init__(self, stream: Iterator[tuple[Any, ...]], place: int) -> None:
        self._stream = stream
        self._place = place
        self._next = next(stream, None)

    def of(self, note: int) -> Rows:
        """What belongs to a note; they are asked for in ascending order."""
        row, place = self._next, self._place
        if row is None or row[place] > note:
            return ()
        found: list[tuple[Any, ...]] = []
        while row is not None and row[place] <= note:
            if row[place] == note:
                found.append(row)
            row = next(self._stream, None)
        self._next = row
        return found


def _data(text: bytes | None) -> dict[str, Any]:
    if not text or not text.startswith(b"{"):
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 < value < 1e6 else None  # noqa: PLR2004 - days
