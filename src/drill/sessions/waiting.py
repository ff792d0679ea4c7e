"""The cards of a selection in the order in which they will come.

Reads what could be shown from the store and leaves limits, order, siblings and
prerequisites to the rules of `drill.srs`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from drill.ids import StudyDay
from drill.sessions.collection import deck_of_topic
from drill.sessions.limits import new_limit, review_limit, shares
from drill.sessions.overlay import Overlay, raised
from drill.sessions.planning import Planning
from drill.sessions.prerequisites import Prerequisites
from drill.sessions.queued import Class, Queue, Queued, class_of, due_at_of, is_hidden
from drill.sessions.selection import Kind
from drill.srs.memory import retrievability
from drill.srs.order import Candidate, ReviewOrder
from drill.srs.outcomes import elapsed_days
from drill.srs.queue import Limit, NewCards, Rules, Waiting, arranged, without_siblings
from drill.srs.schedule import Reviewing

if TYPE_CHECKING:
    from collections.abc import Collection as Some
    from collections.abc import Iterable, Iterator, Mapping

    from drill.ids import CardId, NoteId
    from drill.sessions.collection import Collection
    from drill.sessions.planning import Asked, Goal
    from drill.sessions.selection import Selection
    from drill.store.card_rows import StoredCard
    from drill.store.notes import Kin
    from drill.store.units import ReadUnit

AT_ONCE = 24
"""New cards looked at first while their prerequisites are checked, then twice as
many each time."""
_NONE: Mapping[CardId, StoredCard] = MappingProxyType({})
FARTHEST = 5_000
"""Cards looked at in all: a session of more is no session of one day."""
SPARE = 32
"""Reviews read beyond the limit, because siblings of others are passed over."""


class QueueBuilder:
    """Builds the queue of one selection at one moment."""

    def __init__(
        self,
        collection: Collection,
        unit: ReadUnit,
        selection: Selection,
        day: StudyDay | None = None,
        moment: tuple[int, int] | None = None,
    ) -> None:
        """Build from one snapshot.

        Args:
            collection: the learner's.
            unit: what is read.
            selection: what was chosen.
            day: the study day that the queue is of, the present one when left out.
            moment: of the record, read before the unit began, if plans may be taken
                that were made at it.
        """
        self._collection = collection
        self._unit = unit
        self._selection = selection
        self._day = collection.today if day is None else day
        self._moment = moment
        self._study = collection.settings.study
        self._held_back = 0
        self._kin: dict[NoteId, Kin] = {}

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

    @cached_property
    def timed_steps(self) -> list[StoredCard]:
        """Cards whose learning step ends at an instant of the day, earliest first."""
        return [card for card in self._steps if due_at_of(card) is not None]

    @cached_property
    def _steps(self) -> list[StoredCard]:
        end = self._collection.calendar.start(StudyDay(self._day + 1))
        return self._unit.cards.learning(end, self._day, decks=self._scope)

    # --- today ------------------------------------------------------------------

    def _today(self) -> Queue:
        settings = self._collection.settings
        reviews = review_limit(settings, self._unit, self._day)
        new = new_limit(settings, self._unit, self._day)
        steps = [card for card in self._steps if due_at_of(card) is None]
        overlay = Overlay(self.planning.asked(self._scope))
        due = overlay.with_reviews(self._due(reviews))
        seen = {card.note for card in [*self._steps, *due]}
        wanted = self._wanted(overlay.asked, seen)
        new = raised(new, list(wanted.values()))
        fresh = self._fresh(new, seen, wanted)
        waiting = Waiting(
            day_steps=self._candidates(steps),
            reviews=self._candidates(due),
            new=self._candidates(fresh),
        )
        rules = self._rules(reviews, new, [*due, *fresh])
        rules = replace(rules, wanted=overlay.planned, yielding=overlay.yielding)
        cards = arranged(waiting, rules)
        queued = self._queued(cards, [*steps, *due, *fresh], overlay.planned)
        hidden = {card.note for card in self._steps}
        reviewed = {each.note for each in queued if each.why is not Class.NEW}
        return Queue(
            queued,
            self._held_back,
            is_new_limited=self._is_more(fresh, queued, hidden | reviewed),
            is_review_limited=self._is_more(due, queued, hidden),
            planned=overlay.planned,
        )

    def _is_more(
        self, read: list[StoredCard], taken: Iterable[Queued], hidden: set[NoteId]
    ) -> bool:
        """Whether a card was left out although no sibling hides it."""
        cards = {each.card for each in self._visible(read, hidden)}
        return not cards <= {each.card for each in taken}

    def _queued(
        self,
        cards: Iterable[Candidate],
        stored: Iterable[StoredCard],
        planned: Some[CardId] = (),
    ) -> tuple[Queued, ...]:
        classes = {card.card: class_of(card, self._day, planned) for card in stored}
        return tuple(Queued(c.card, c.note, classes[c.card]) for c in cards)

    def _rules(self, reviews: Limit, new: Limit, cards: Iterable[StoredCard]) -> Rules:
        return Rules(
            reviews=reviews,
            new=new,
            order=ReviewOrder(self._study.review_order),
            seed=str(self._day),
            new_cards=NewCards(self._study.new_cards),
            bury_siblings=self._study.bury_siblings,
            answered={card.note for card in self.timed_steps},
            contrasts=self._contrasts(cards),
        )

    def _contrasts(self, cards: Iterable[StoredCard]) -> dict[NoteId, Some[NoteId]]:
        found = self._kin_of(cards)
        return {note: kin.contrast for note, kin in found.items() if kin.contrast}

    def _kin_of(self, cards: Iterable[StoredCard]) -> dict[NoteId, Kin]:
        wanted = {card.note for card in cards}
        self._kin.update(self._unit.notes.kin(wanted - self._kin.keys()))
        return {note: self._kin[note] for note in wanted}

    # --- reviews ----------------------------------------------------------------

    def _due(self, limit: Limit) -> list[StoredCard]:
        """Due reviews: enough to fill the limit, and more if there are more."""
        return [
            card
            for scope, most in shares(self._scope, limit)
            for card in self._due_in(scope, most)
        ]

    def _due_in(self, scope: tuple[str, ...], most: int) -> list[StoredCard]:
        """Due reviews of more notes than are wanted, or all there are."""
        limit = most + SPARE
        while True:
            found = self._unit.cards.due_reviews(
                self._day, order=self._study.review_order, limit=limit, decks=scope
            )
            short = self._short(found)
            if len(found) < limit or len({card.note for card in short}) > most:
                return short
            limit *= 2

    def _short(self, cards: list[StoredCard]) -> list[StoredCard]:
        """Those that take no longer than the learner allows in a day's review."""
        kin, most = self._kin_of(cards), self._study.prompt_minutes
        return [card for card in cards if kin[card.note].minutes <= most]

    # --- new cards --------------------------------------------------------------

    def _fresh(
        self,
        limit: Limit,
        hidden: set[NoteId],
        wanted: Mapping[CardId, StoredCard] = _NONE,
    ) -> list[StoredCard]:
        """New cards whose needs are met: enough to fill the limit, and one more.

        Args:
            limit: how many may come.
            hidden: notes whose new cards wait.
            wanted: the cards that come first, by id.
        """
        found = list(wanted.values())
        wider = replace(limit, a_day=max(limit.a_day, limit.done) + 1)
        most = wider.a_day - wider.done
        for batch in self._batches(max(AT_ONCE, len(found) + 1)):
            others = [card for card in batch if card.card not in wanted]
            found += self._ungated(others)
            if len(wider.take(self._visible(found, hidden))) >= most:
                break
        return found

    def _visible(self, cards: list[StoredCard], hidden: set[NoteId]) -> list[Candidate]:
        found = self._candidates(cards)
        return without_siblings(found, hidden) if self._study.bury_siblings else found

    def _batches(self, at_once: int) -> Iterator[list[StoredCard]]:
        """New cards of topics whose needs are met, in their order."""
        scope: Some[str] = self._scope
        if closed := self._prerequisites.closed(scope):
            self._held_back += sum(counts.new for counts in closed)
            scope = self._prerequisites.open(scope, closed)
        yield from self._new_in(scope, at_once)

    def _new_in(self, scope: Some[str], limit: int) -> Iterator[list[StoredCard]]:
        """New cards of some decks and topics in their order, more and more at once."""
        offset = 0
        while offset < FARTHEST:
            batch = self._unit.cards.new(
                self._day, decks=scope, offset=offset, limit=limit
            )
            yield batch
            if len(batch) < limit:
                return
            offset, limit = offset + limit, limit * 2

    def _ungated(self, cards: list[StoredCard]) -> list[StoredCard]:
        """Those whose own notes need nothing more."""
        short, kin = self._short(cards), self._kin_of(cards)
        met = [c for c in short if self._prerequisites.are_met(kin[c.note].needs)]
        self._held_back += len(short) - len(met)
        return met

    # --- what interviews ask for --------------------------------------------------

    @cached_property
    def planning(self) -> Planning:
        """The interviews that are to come."""
        return Planning(self._collection, self._unit, self._day, self._moment)

    def _wanted(
        self, asked: Iterable[Asked], hidden: set[NoteId]
    ) -> dict[CardId, StoredCard]:
        """The new cards that interviews ask for, by id, in their order."""
        found: dict[CardId, StoredCard] = {}
        for each in asked:
            if each.new:
                found |= _by_id(self._begun(each, hidden))
        return found

    def _begun(self, asked: Asked, hidden: set[NoteId]) -> list[StoredCard]:
        """As many new cards of one interview as it asks for, if there are."""
        found: list[StoredCard] = []
        for batch in self._new_in(asked.topics, max(AT_ONCE, 2 * asked.new)):
            found += [c for c in self._short(batch) if self._is_met_in(asked.goal, c)]
            if len(self._visible(found, hidden)) >= asked.new:
                break
        first = self._visible(found, hidden)[: asked.new]
        chosen = {each.card for each in first}
        return [card for card in found if card.card in chosen]

    def _is_met_in(self, goal: Goal, card: StoredCard) -> bool:
        """Whether what a new card needs within the goal is known."""
        own = self._kin_of([card])[card.note].needs
        needs = [*own, *self._prerequisites.needs_of(card.topic)]
        return self._prerequisites.are_met(filter(goal.covers, needs))

    @cached_property
    def _prerequisites(self) -> Prerequisites:
        return Prerequisites(self._unit, self._day, self._collection.chosen)

    # --- custom study -----------------------------------------------------------

    def _more_new(self) -> Queue:
        limit = Limit(self._selection.new)
        fresh = self._fresh(limit, set())
        waiting = Waiting(new=self._candidates(fresh))
        cards = arranged(waiting, self._rules(Limit(0), limit, fresh))
        return Queue(self._queued(cards, fresh), self._held_back)

    def _practice(self) -> Queue:
        cards = self._practice_cards()
        return Queue(self._queued(self._candidates(cards), cards))

    def _practice_cards(self) -> list[StoredCard]:
        unit, chosen = self._unit, self._selection
        match chosen.kind:
            case Kind.AHEAD:
                return unit.cards.ahead(self._day, chosen.days, decks=self._scope)
            case Kind.FORGOTTEN:
                return unit.cards.forgotten(self._day, chosen.days, self._scope)
            case _:
                return self._searched()

    def _searched(self) -> list[StoredCard]:
        """Cards of a search, or those chosen out of one, in their order."""
        cards = list(self._selection.cards)
        if not cards:
            text = self._selection.text
            cards = self._unit.search.cards(text, day=self._day, askable=True)
        known = self._unit.cards.many(cards[:FARTHEST])
        found = [known[card] for card in dict.fromkeys(cards) if card in known]
        return [card for card in found if not is_hidden(card, self._day)]

    # --- values -----------------------------------------------------------------

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
        elapsed = elapsed_days(state, self._day)
        parameters = self._collection.preset_of(deck).parameters
        return retrievability(state.memory, elapsed, parameters)


def _by_id(cards: Iterable[StoredCard]) -> dict[CardId, StoredCard]:
    return {card.card: card for card in cards}
