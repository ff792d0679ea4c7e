"""The notes that an export asks for, with what is known of them, one after the other.

They are read some hundred at a time, so that a collection of any size goes out in
little memory. Notes of Anki's that were not changed here go back as they came: of
those neither the text is parsed nor any Markdown made.
"""

from __future__ import annotations

import json
from array import array
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from drill.content.notes import parse_note
from drill.errors import ExportCancelled, InvalidNote
from drill.ids import DeckId, NoteId, Rating, TopicId, deck_of
from drill.interchange.outgoing import (
    KeptNote,
    OutgoingCard,
    OutgoingNote,
)
from drill.interchange.package import ForeignReview
from drill.sessions.exporting_back import back_to_anki, is_same
from drill.sessions.exporting_faces import shown_faces, why_of
from drill.sessions.exporting_standing import Standings
from drill.store import history
from drill.store.outgoing import batched

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from drill.clock import Calendar
    from drill.content.notes import Note
    from drill.interchange.package import DeckPath
    from drill.sessions.exporting_back import Back
    from drill.srs.preset import Preset
    from drill.store.outgoing import AnswerRow, CardRow, NoteRow
    from drill.store.units import ReadUnit

    OnProgress = Callable[[int, int], None]


@dataclass(slots=True)
class Gathering:
    """The notes of one export, while a snapshot of the record is open."""

    unit: ReadUnit
    keys: array[int]
    calendar: Calendar
    preset_of: Callable[[DeckId], Preset]
    on_progress: OnProgress
    cancelled: threading.Event | None
    _decks: dict[str, DeckPath] = field(default_factory=dict)
    """Titles of decks, by topic."""
    _titles: dict[DeckId, str] = field(default_factory=dict)
    _positions: array[int] = field(default_factory=lambda: array("q"))
    """Of the events of cards that went out, where answers are looked up."""
    _is_whole: bool = False
    """Whether all answers of the record are read instead."""
    _standings: Standings = field(init=False)

    def __post_init__(self) -> None:
        self._standings = Standings(self.calendar, self.preset_of)

    # --- ways out ---------------------------------------------------------------------

    def for_anki(
        self, types: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[KeptNote | OutgoingNote]:
        """Notes whose answers `answers` gives, those of Anki's as they came.

        Args:
            types: kinds of note of Anki's that were kept, by their ids.
        """
        outgoing = self.unit.outgoing
        self._is_whole = outgoing.is_quicker_read_whole(len(self.keys))
        for rows, cards in self._parts():
            kept = outgoing.kept(rows)
            for row in rows:
                mine = cards.get(row[0], ())
                back = back_to_anki(row, kept.get(row[0]), mine, types)
                if back is None:
                    yield from self._note(row, mine, {}, None)
                else:
                    yield self._kept(row, mine, back)
            if not self._is_whole:
                self._positions.extend(_places(cards))

    def answers(self) -> Iterator[list[AnswerRow]]:
        """Answers to the cards that went out before, maybe among others."""
        outgoing = self.unit.outgoing
        parts = (
            outgoing.answers()
            if self._is_whole
            else outgoing.answers_at(sorted(self._positions))
        )
        for rows in parts:
            self._check()
            yield rows

    def plain(self) -> Iterator[OutgoingNote]:
        """Notes without their answers, for people."""
        for rows, cards in self._parts():
            for row in rows:
                yield from self._note(row, cards.get(row[0], ()), {}, None)

    def whole(self) -> Iterator[OutgoingNote]:
        """Notes with all that is known of them."""
        for rows, cards in self._parts():
            answers = self._answers_to(cards)
            extras = self.unit.outgoing.extras(rows)
            for row in rows:
                _, extra = extras.get(row[0], ("", None))
                extra = extra if is_same(row) else None
                yield from self._note(row, cards.get(row[0], ()), answers, extra)

    # --- steps ------------------------------------------------------------------------

    def _parts(self) -> Iterator[tuple[list[NoteRow], dict[int, list[CardRow]]]]:
        done, total = 0, len(self.keys)
        for some in batched(self.keys):
            self._check()
            yield self.unit.outgoing.notes(some), self.unit.outgoing.cards(some)
            done += len(some)
            self.on_progress(done, total)

    def _check(self) -> None:
        if self.cancelled is not None and self.cancelled.is_set():
            raise ExportCancelled

    def _kept(self, row: NoteRow, cards: Sequence[CardRow], back: Back) -> KeptNote:
        """A note of Anki's on its way back."""
        return KeptNote(
            row[1],
            back.guid,
            back.type,
            back.fields,
            self._deck(row[2]),
            row[5],
            back.media,
            back.factors,
            [(card[2], card[1], self._standings.of(card, row[2])) for card in cards],
            back.after_s,
        )

    def _note(
        self,
        row: NoteRow,
        cards: Sequence[CardRow],
        answers: Mapping[int, Sequence[ForeignReview]],
        extra: Mapping[str, Any] | None,
    ) -> Iterator[OutgoingNote]:
        """A note as it is here; none of a newer program."""
        document = json.loads(row[6])
        with suppress(InvalidNote):
            made = parse_note(document)
            yield OutgoingNote(
                note=NoteId(row[1]),
                topic=TopicId(row[2]),
                deck=self._deck(row[2]),
                document=document,
                cards=tuple(self._cards(made, row[2], cards, answers)),
                why=why_of(made),
                tags=row[5].split(),
                extra=extra,
            )

    def _cards(
        self,
        made: Note,
        topic: str,
        rows: Sequence[CardRow],
        answers: Mapping[int, Sequence[ForeignReview]],
    ) -> Iterator[OutgoingCard]:
        known = {row[2]: row for row in rows}
        for face in shown_faces(made):
            row = known[face.part]
            yield OutgoingCard(
                face.part,
                face.front,
                face.back,
                face.is_cloze,
                self._standings.of(row, topic),
                answers.get(row[1], ()),
                row[1],
            )

    def _deck(self, topic: str) -> DeckPath:
        """The titles of the deck of a topic and of those above it."""
        if topic not in self._decks:
            self._titles = self._titles or _titles(self.unit)
            deck = deck_of(TopicId(topic))
            self._decks[topic] = tuple(self._titles.get(deck, deck).split(" › "))
        return self._decks[topic]

    def _answers_to(
        self, cards: Mapping[int, Sequence[CardRow]]
    ) -> dict[int, list[ForeignReview]]:
        """Answers that count, by the keys of cards, oldest first."""
        found: dict[int, list[ForeignReview]] = {}
        parts = self.unit.outgoing.answers_at(_places(cards))
        for card, at_ms, rating, duration_ms in chain.from_iterable(parts):
            review = ForeignReview(at_ms, Rating(rating), duration_ms)
            found.setdefault(card, []).append(review)
        for mine in found.values():
            mine.sort(key=attrgetter("at_ms"))  # an import may have brought older ones
        return found


def _titles(unit: ReadUnit) -> dict[DeckId, str]:
    return {deck.deck: deck.title for deck in unit.library.decks()}


def _places(cards: Mapping[int, Sequence[CardRow]]) -> Iterator[int]:
    """Where in the journal the events of cards stand."""
    packed = (card[-2] for mine in cards.values() for card in mine if card[-2])
    return chain.from_iterable(map(history.unpack, packed))
