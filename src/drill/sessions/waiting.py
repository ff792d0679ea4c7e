"""The cards of a selection in the order in which they will come.

Reads what could be shown from the store and leaves limits, order, siblings and
prerequisites to the rules of `drill.srs`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from drill.ids import DeckId, NoteId, note_of
from drill.sessions.collection import NO_DECK, deck_of_topic
from drill.sessions.selection import Kind
from drill.sessions.steps import Counts
from drill.srs.memory import retrievability
from drill.srs.needs import Progress, unmet_needs
from drill.srs.order import Candidate, ReviewOrder
from drill.srs.queue import Limit, NewCards, Rules, Waiting, arranged
from drill.srs.schedule import Learning, New, Relearning, Reviewing

if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from drill.ids import CardId, StudyDay, TopicId
    from drill.sessions.collection import Collection
    from drill.sessions.selection import Selection
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit

AT_ONCE = 64
"""New cards looked at in one go while their prerequisites are checked."""
FARTHEST = 5_000
"""New cards looked at in all: a session of more is no session of one day."""
SPARE = 200
"""Reviews read beyond the limit, because siblings of others are passed over."""


class Class(Enum):
    """Why a card is in the queue."""

    REVIEW = "review"
    LEARNING = "learning"
    NEW = "new"
    BACKLOG = "backlog"


@dataclass(frozen=True, slots=True)
class Queued:
    """One card of a queue."""

    card: CardId
    note: NoteId
    why: Class


@dataclass(frozen=True, slots=True)
class Queue:
    """What a session will show, first card first; learning steps apart."""

    cards: tuple[Queued, ...]
    held_back: int = 0
    """New cards that wait for a prerequisite, as far as was looked."""
    is_new_limited: bool = False
    """Whether more new cards were there than the limit lets in."""

    def counts(self) -> Counts:
        """How many of each class."""
        return counts_of(self.cards)


def counts_of(cards: Iterable[Queued]) -> Counts:
    """How many cards of each class."""
    found = Counter(each.why for each in cards)
    return Counts(
        review=found[Class.REVIEW],
        learning=found[Class.LEARNING],
        new=found[Class.NEW],
        backlog=found[Class.BACKLOG],
    )


class QueueBuilder:
    """Builds the queue of one selection at one moment."""

    def __init__(
        self, collection: Collection, unit: ReadUnit, selection: Selection
    ) -> None:
        self._collection = collection
        self._unit = unit
        self._selection = selection
        self._day = collection.today
        self._held_back = 0
        self._note_progress: dict[str, Progress | None] = {}

    @property
    def _scope(self) -> tuple[str, ...]:
        return self._selection.scope or self._collection.chosen

    def build(self) -> Queue:
        """The queue without learning steps that end at an instant."""
        match self._selection.kind:
            case Kind.TODAY:
                return self._today()
            case Kind.MORE_NEW:
                return self._more_new()
            case _:
                return self._practice()

    def steps(self, until: datetime) -> list[StoredCard]:
        """Cards whose learning step ends at an instant up to another, earliest first."""
        found = self._unit.cards.learning(until, self._day, decks=self._scope)
        return [card for card in found if due_at_of(card) is not None]

    # --- today -------------------------------------------------------------------

    def _today(self) -> Queue:
        reviews, new = self._limits()
        most = max(0, reviews.a_day - reviews.done)
        due = self._due(most + SPARE) if most else []
        room = max(0, new.a_day - new.done)
        fresh = list(self._allowed_new(room + 1)) if room else []
        waiting = Waiting(
            day_steps=self._candidates(self._day_steps()),
            reviews=self._candidates(due),
            new=self._candidates(fresh),
        )
        cards = arranged(waiting, self._rules(reviews, new, [*due, *fresh]))
        is_limited = len(fresh) > room
        return Queue(self._queued(cards, [*due, *fresh]), self._held_back, is_limited)

    def _queued(
        self, cards: Iterable[Candidate], stored: Iterable[StoredCard]
    ) -> tuple[Queued, ...]:
        """Cards that are not among the stored ones are learning steps."""
        classes = {card.card: self._class(card) for card in stored}
        return tuple(
            Queued(each.card, each.note, classes.get(each.card, Class.LEARNING))
            for each in cards
        )

    def _class(self, card: StoredCard) -> Class:
        state = card.schedule.state
        if isinstance(state, New):
            return Class.NEW
        return Class.BACKLOG if state.due < self._day else Class.REVIEW

    def _due(self, limit: int) -> list[StoredCard]:
        order = self._collection.settings.study.review_order
        return self._unit.cards.due_reviews(
            self._day, order=order, limit=limit, decks=self._scope
        )

    def _day_steps(self) -> list[StoredCard]:
        found = self._unit.cards.learning(
            self._collection.now, self._day, decks=self._scope
        )
        return [card for card in found if due_at_of(card) is None]

    def _rules(self, reviews: Limit, new: Limit, cards: Iterable[StoredCard]) -> Rules:
        study = self._collection.settings.study
        return Rules(
            reviews=reviews,
            new=new,
            order=ReviewOrder(study.review_order),
            seed=str(self._day),
            new_cards=NewCards(study.new_cards),
            bury_siblings=study.bury_siblings,
            contrasts=self._contrasts({card.note for card in cards}),
        )

    def _contrasts(self, notes: Some[NoteId]) -> dict[NoteId, Some[NoteId]]:
        found = self._unit.notes.many(notes)
        return {id_: note.contrast for id_, note in found.items() if note.contrast}

    # --- limits ----------------------------------------------------------------------

    def _limits(self) -> tuple[Limit, Limit]:
        """How many reviews and new cards the study day takes."""
        study = self._collection.settings.study
        done = self._unit.days.by_deck(self._day)
        reviews = {DeckId(deck): each.due for deck, each in done.items()}
        new = {DeckId(deck): each.introduced for deck, each in done.items()}
        return (
            self._limit(study.reviews_a_day, reviews, "reviews_a_day"),
            self._limit(study.new_a_day, new, "new_a_day"),
        )

    def _limit(self, a_day: int, done: dict[DeckId, int], name: str) -> Limit:
        return Limit(a_day, sum(done.values()), self._caps(name), done)

    def _caps(self, name: str) -> dict[DeckId, int]:
        decks = self._collection.settings.decks
        caps = {deck: getattr(choice, name) for deck, choice in decks.items()}
        return {DeckId(deck): cap for deck, cap in caps.items() if cap is not None}

    # --- new cards -------------------------------------------------------------------

    def _allowed_new(self, most: int) -> Iterator[StoredCard]:
        """New cards whose needs are met, one a note, in order; caps are not applied."""
        found = 0
        caps = self._caps("new_a_day")
        for start in range(0, FARTHEST, AT_ONCE):
            batch = self._unit.cards.new(
                self._day, decks=self._scope, offset=start, limit=AT_ONCE
            )
            for card in self._ungated(batch):
                yield card
                # Cards beyond a deck's own cap do not use up the room of the others.
                found += deck_of_topic(card.topic) not in caps
                if found >= most + SPARE:
                    return
            if len(batch) < AT_ONCE:
                return

    def _ungated(self, cards: list[StoredCard]) -> Iterator[StoredCard]:
        notes = self._unit.notes.many({card.note for card in cards})
        for card in cards:
            note = notes[card.note]
            wanted = (*note.needs, *self._topic_needs.get(note.topic, ()))
            progress = self._progress(wanted)
            if unmet_needs(wanted, progress, self._collection.chosen):
                self._held_back += 1
            else:
                yield card

    @cached_property
    def _topic_needs(self) -> dict[TopicId, tuple[str, ...]]:
        return {each.topic: each.needs for each in self._unit.library.topics()}

    @cached_property
    def _topic_progress(self) -> dict[str, Progress]:
        return {
            each.topic: Progress(each.deck, each.cards, each.known)
            for each in self._unit.cards.counts(self._day)
        }

    def _progress(self, needs: Iterable[str]) -> dict[str, Progress]:
        found = {need: self._progress_of(need) for need in needs}
        return {need: each for need, each in found.items() if each is not None}

    def _progress_of(self, need: str) -> Progress | None:
        """How far a needed topic or note is; None when nothing is known of it."""
        if need in self._topic_progress:
            return self._topic_progress[need]
        if need not in self._note_progress:
            cards = self._unit.cards.of_notes([NoteId(need)])
            asked = [card for card in cards if card.askable]
            known = sum(is_known(card) for card in asked)
            deck = DeckId(need.partition("/")[0])
            progress = Progress(deck, len(asked), known) if asked else None
            self._note_progress[need] = progress
        return self._note_progress[need]

    # --- custom study ------------------------------------------------------------------

    def _more_new(self) -> Queue:
        most = self._selection.new
        fresh = list(self._allowed_new(most))
        nothing, free = Limit(0), Limit(most)
        waiting = Waiting(new=self._candidates(fresh))
        cards = arranged(waiting, self._rules(nothing, free, fresh))
        return Queue(self._queued(cards, fresh), self._held_back)

    def _practice(self) -> Queue:
        cards = self._practice_cards()
        return Queue(tuple(Queued(c, note_of(c), Class.REVIEW) for c in cards))

    def _practice_cards(self) -> list[CardId]:
        unit, chosen = self._unit, self._selection
        match chosen.kind:
            case Kind.AHEAD:
                found = unit.cards.ahead(self._day, chosen.days, decks=self._scope)
            case Kind.FORGOTTEN:
                found = unit.cards.forgotten(self._day, chosen.days, self._scope)
            case _:
                return self._found()
        return [card.card for card in found]

    def _found(self) -> list[CardId]:
        """The cards of a search that may be asked."""
        return self._unit.search.cards(
            self._selection.text,
            self._day,
            askable=True,
            parameters=self._collection.preset_of(NO_DECK).parameters,
        )

    # --- values ------------------------------------------------------------------------

    def _candidates(self, cards: Iterable[StoredCard]) -> list[Candidate]:
        return [self._candidate(card) for card in cards]

    def _candidate(self, card: StoredCard) -> Candidate:
        deck = deck_of_topic(card.topic)
        state = card.schedule.state
        if not isinstance(state, Reviewing):
            return Candidate(card.card, card.note, deck)
        return Candidate(
            card.card,
            card.note,
            deck,
            due=state.due,
            retrievability=self._retrievability(state, deck),
            difficulty=state.memory.difficulty,
        )

    def _retrievability(self, state: Reviewing, deck: str) -> float:
        elapsed = max(0, self._day - state.last_day)
        parameters = self._collection.preset_of(deck).parameters
        return retrievability(state.memory, elapsed, parameters)


def due_at_of(card: StoredCard) -> datetime | None:
    """The instant at which a card's learning step ends; None of any other card."""
    state = card.schedule.state
    return state.due_at if isinstance(state, Learning | Relearning) else None


def is_due_on(card: StoredCard, day: StudyDay) -> bool:
    """Whether a card comes up on a study day, or should have before."""
    state = card.schedule.state
    return not isinstance(state, New) and state.due <= day


def is_known(card: StoredCard) -> bool:
    """Whether a card has left learning."""
    return isinstance(card.schedule.state, Reviewing | Relearning)
