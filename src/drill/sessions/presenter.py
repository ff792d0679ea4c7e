"""Which card of a review is at hand, and the step that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import InvalidNote, OutOfTurn, StoreError
from drill.sessions.answering import Answering
from drill.sessions.at_hand import AtHand, at_hand, step_of
from drill.sessions.logbook import Logbook
from drill.sessions.queued import is_hidden
from drill.sessions.steps import Phase, ReviewStep
from drill.sessions.summary import summary
from drill.sessions.undoing import Abilities, abilities
from drill.sessions.upcoming import Upcoming

if TYPE_CHECKING:
    from drill.ids import CardId
    from drill.sessions.collection import Collection
    from drill.sessions.queued import Queued
    from drill.sessions.selection import Selection
    from drill.store.card_rows import StoredCard
    from drill.store.units import ReadUnit, WriteUnit

GONE = "that card is gone"
NOT_DUE = "that card is not to come any more"


class Presenter:
    """Takes up one card after the other; writes nothing."""

    def __init__(self, collection: Collection, selection: Selection) -> None:
        self._collection = collection
        self._selection = selection
        self.answering = Answering(collection, selection)
        self.upcoming = Upcoming(collection, selection)
        self.logbook = Logbook()
        self.hand: AtHand | None = None
        """None while waiting, and at the end."""
        self._can = Abilities()
        """Asking takes as long as showing a card: only when others have written."""
        self._serial = 0

    # --- turns ------------------------------------------------------------------

    def hand_in(self, phase: Phase, intent: str) -> AtHand:
        """The card at hand.

        Raises:
            OutOfTurn: another side of it is shown, or none is at hand.
        """
        hand = self.hand_for(intent)
        if hand.phase is not phase:
            raise OutOfTurn(intent, hand.phase.value)
        return hand

    def hand_for(self, intent: str) -> AtHand:
        """The card at hand, whatever side is shown.

        Raises:
            OutOfTurn: none is.
        """
        if self.hand is None:
            waits = self.upcoming.next_at() is not None
            phase = Phase.WAITING if waits else Phase.FINISHED
            raise OutOfTurn(intent, phase.value)
        return self.hand

    # --- going on ---------------------------------------------------------------

    def next(self, message: str = "") -> ReviewStep:
        """The next card's front, a wait, or the end."""
        if self.upcoming.is_stale:
            self.rebuild()
        self.hand = None
        trouble = self._take_next()
        if self.hand is None:
            # What was done since may have let others in: new cards whose needs are met
            # now, siblings of a card that was suspended.
            self.rebuild()
            trouble = self._take_next()
        return self.step(message or trouble)

    def _take_next(self) -> str:
        """Take up the next card that can be shown; why others could not be."""
        trouble = ""
        while (queued := self.upcoming.take(self._collection.now)) is not None:
            reason = self._shown_from_queue(queued)
            if not reason:
                return trouble
            if reason != GONE:
                trouble = reason
        return trouble

    def again(self, message: str = "") -> ReviewStep:
        """The present card as it is now; its time goes on."""
        before = self.hand
        if before is None:
            return self.next(message)
        card, is_due = before.card.card, before.is_due
        if self.upcoming.is_stale:
            self.rebuild()
            is_due = self.upcoming.leave_out(card)
            if before.is_due and not is_due:
                return self.next(NOT_DUE)
        place = before.place
        if reason := self.show(card, place, is_due=is_due, is_wanted=not is_due):
            return self.next(reason)
        hand = self.hand_for("go on")
        self._keep(before, hand)
        is_turned = bool(before.outcomes) and (not hand.asked or bool(hand.marked))
        return self.turn(message) if is_turned else self.step(message)

    def _keep(self, before: AtHand, hand: AtHand) -> None:
        """Let the same card go on as it was: its time, its question, its response."""
        hand.since, hand.shown_at = before.since, before.shown_at
        hand.is_extra = before.is_extra
        if hand.content_hash == before.content_hash:
            hand.asked, hand.marked = before.asked, before.marked

    def turn(self, message: str = "") -> ReviewStep:
        """The back of the card at hand, or its front again if it has changed."""
        hand = self.hand_for("reveal")
        with self._collection.store.read() as unit:
            card = self.unchanged(unit, in_every_word=True)
            if card is not None:
                self._look_for_others(unit)
                hand.outcomes = self.answering.outcomes(
                    unit, card, is_extra=hand.is_extra, is_planned=hand.is_planned
                )
        if card is None:
            return self.again(message)
        was_due = hand.is_due and hand.counts
        hand.counts = self.answering.counts(
            card, is_extra=hand.is_extra, is_planned=hand.is_planned
        )
        if was_due and not hand.counts:  # the clock was set back
            self.rebuild()
            return self.next(NOT_DUE)
        return self.step(message)

    def unchanged(
        self, unit: ReadUnit, *, in_every_word: bool = False
    ) -> StoredCard | None:
        """The card at hand if the record has it as it is shown.

        Args:
            unit: the record.
            in_every_word: whether a typo that was mended is a change, too.
        """
        hand = self.hand_for("go on")
        card = unit.cards.find(hand.card.card)
        if card is None or card.schedule != hand.card.schedule:
            return None
        if hand.is_due and is_hidden(card, self._collection.today):
            return None
        note = unit.notes.get(card.note)
        if in_every_word:
            return card if note.content_hash == hand.content_hash else None
        return card if note.revision == hand.revision else None

    def stays(self, hand: AtHand) -> bool:
        """Take up again a card that was jumped to, unless it was answered meanwhile."""
        card = hand.card.card
        with self._collection.store.read() as unit:
            found = unit.cards.find(card)
        if found is None or found.schedule.state != hand.card.schedule.state:
            return False
        return not self.show(card, hand.place, is_due=False, is_wanted=True)

    def rebuild(self) -> None:
        """Read everything that is to come anew."""
        self.upcoming.rebuild(self.logbook.answers)
        with self._collection.store.read() as unit:
            self._can = abilities(unit)

    def wrote(self, unit: WriteUnit) -> None:
        """Tell that the session has written, and knows what follows from it."""
        self.upcoming.wrote()
        if unit.operation is not None:
            self._can = Abilities(can_undo=True, can_redo=False)

    def _look_for_others(self, unit: ReadUnit) -> None:
        if self.upcoming.is_stale:
            self._can = abilities(unit)

    def _shown_from_queue(self, queued: Queued) -> str:
        try:
            return self.show(queued.card, queued)
        except StoreError:
            self.upcoming.put_first(queued)  # it is asked for again
            raise

    def show(
        self,
        card: CardId,
        place: Queued | None = None,
        *,
        is_due: bool = True,
        is_wanted: bool = False,
        is_extra: bool = False,
    ) -> str:
        """Take up a card with its front.

        Args:
            card: which.
            place: as what it stood in the queue; None: found out.
            is_due: whether it comes by itself.
            is_wanted: whether the learner asked for it, though it be suspended.
            is_extra: whether it is asked once more right after its answer.

        Returns:
            Why it cannot be shown; empty when it is.
        """
        day, clock = self._collection.today, self._collection.clock
        with self._collection.store.read() as unit:
            stored = unit.cards.find(card)
            if stored is None or not (stored.present and stored.askable):
                return GONE
            if is_hidden(stored, day) and not is_wanted:
                return GONE
            place = place or self.upcoming.place_of(stored)
            counts = self.answering.counts(
                stored, is_extra=is_extra, is_planned=place.is_planned
            )
            self._look_for_others(unit)
            try:
                self.hand = at_hand(
                    unit,
                    stored,
                    place,
                    clock,
                    is_due=is_due,
                    counts=counts,
                    turn=self._serial,
                )
            except InvalidNote as error:
                return f"{card} cannot be shown: {error}"
        self.hand.is_extra = is_extra
        return ""

    # --- steps ------------------------------------------------------------------

    def step(self, message: str = "") -> ReviewStep:
        """The picture of this moment.

        Args:
            message: what the last intent did.
        """
        self._serial += 1
        if self.hand is None:
            return self._empty_step(message)
        counts = self.upcoming.counts(self.hand.place)
        return step_of(self.hand, self._serial, counts, self._can, message)

    def _empty_step(self, message: str) -> ReviewStep:
        """Waiting for a learning step, or finished."""
        with self._collection.store.read() as unit:
            self._can = abilities(unit)
        next_at, counts = self.upcoming.next_at(), self.upcoming.counts()
        finished = next_at is None
        return ReviewStep(
            phase=Phase.FINISHED if finished else Phase.WAITING,
            serial=self._serial,
            title=self._selection.title,
            left=counts.total,
            counts=counts,
            can_undo=self._can.can_undo,
            can_redo=self._can.can_redo,
            message=message,
            waiting_until=next_at,
            summary=summary(
                self._collection,
                self._selection,
                self.logbook.answers,
                self.upcoming.queue,
            )
            if finished
            else None,
        )
