"""A review in progress: one card after the other, every answer on disk at once.

Methods take intents and return the step that follows. A call that raises has
changed nothing and may be made again. A session is synchronous and belongs to one
thread at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.errors import OutOfTurn
from drill.events import Buried, Flagged, Remarked, Reported, Suspended
from drill.ids import Rating, StudyDay
from drill.sessions import undoing
from drill.sessions.answering import Answer, Answering
from drill.sessions.shown import contrasts_of, face_of, title_of
from drill.sessions.steps import Phase, ReviewStep
from drill.sessions.summary import summary
from drill.sessions.upcoming import Upcoming

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.events import CardBody
    from drill.ids import CardId, OperationId
    from drill.sessions.collection import Collection
    from drill.sessions.selection import Selection
    from drill.sessions.steps import Face, Outcome, Summary
    from drill.store.card_rows import StoredCard


@dataclass(slots=True)
class _Shown:
    """The card at hand."""

    card: StoredCard
    face: Face
    contrasts: tuple[CardId, ...]
    counts: bool
    since: float
    """When its front came up, on the clock that is never set back."""
    outcomes: tuple[Outcome, ...] = ()
    """Empty until the back is shown."""


class ReviewSession:
    """The cards of a selection, asked until none is left."""

    def __init__(self, collection: Collection, selection: Selection) -> None:
        self._collection = collection
        self._selection = selection
        self._answering = Answering(collection, selection)
        self._upcoming = Upcoming(collection, selection)
        self._shown: _Shown | None = None
        self._answers: list[Answer] = []
        self._taken_back: dict[OperationId, Answer] = {}
        self._touched: dict[OperationId, CardId] = {}
        """Cards of this session's other operations, to come back to on undo."""
        self._serial = 0
        self._started = False

    # --- going on -----------------------------------------------------------------

    def start(self) -> ReviewStep:
        """The first step; later the present one again, after a wait or an edit."""
        if not self._started:
            self._upcoming.rebuild()
            self._started = True
            return self._next()
        if self._shown is None:
            return self._next()
        return self._again_from_store()

    def reveal(self) -> ReviewStep:
        """Show the back, and what each rating would do.

        Raises:
            OutOfTurn: no front is shown.
        """
        shown = self._card_in(Phase.FRONT, "reveal")
        with self._collection.store.read() as unit:
            shown.outcomes = self._answering.outcomes(unit, shown.card)
        return self._step()

    def rate(self, rating: Rating) -> ReviewStep:
        """Record a rating durably, and go on to the next card.

        Raises:
            OutOfTurn: no back is shown.
            StoreError: nothing was recorded; the same back is still shown.
        """
        shown = self._card_in(Phase.BACK, "rate")
        elapsed = self._collection.clock.monotonic() - shown.since
        label = f"{rating.name.lower()} on {shown.card.card}"
        with self._collection.store.write(label) as unit:
            answer = self._answering.record(
                unit, shown.card, rating, round(elapsed * 1_000)
            )
        self._answers.append(answer)
        self._taken_back.clear()
        self._shown = None
        self._take_up(answer)
        return self._next()

    def _take_up(self, answer: Answer) -> None:
        """Bring what is to come in line with an answer."""
        if self._collection.settings.study.bury_siblings and answer.counted:
            self._upcoming.leave_out_note(answer.card.note)
        if not self._selection.is_practice:
            self._upcoming.put_back(answer.after)
        elif answer.rating is Rating.AGAIN:
            self._upcoming.repeat(answer.after)

    # --- undo -----------------------------------------------------------------------

    def undo(self) -> ReviewStep:
        """Take back the latest operation of this device and show its card again.

        Raises:
            NothingToUndo: none is left.
        """
        changed, operation = undoing.undo(self._collection)
        answer = self._without(operation)
        card = answer.card.card if answer else self._touched.get(operation)
        return self._back_to(card, changed.message)

    def redo(self) -> ReviewStep:
        """Do again what was taken back last.

        Raises:
            NothingToRedo: nothing was taken back, or something new was done since.
        """
        changed, operation = undoing.redo(self._collection)
        answer = self._taken_back.pop(operation, None)
        if answer is not None:
            self._answers.append(answer)
        self._shown = None
        self._upcoming.rebuild()
        return self._next(changed.message)

    def _without(self, operation: OperationId) -> Answer | None:
        found = next((a for a in self._answers if a.operation == operation), None)
        if found is not None:
            self._answers.remove(found)
            self._taken_back[operation] = found
        return found

    def _back_to(self, card: CardId | None, message: str) -> ReviewStep:
        """Read everything anew, and show a card's front; None: the present card's."""
        present = self._shown.card.card if self._shown else None
        self._upcoming.rebuild()
        wanted = card or present
        if wanted is None or not self._show(wanted):
            return self._next(message)
        self._upcoming.leave_out(wanted)
        return self._step(message)

    # --- other things one does with a card --------------------------------------------

    def bury(self) -> ReviewStep:
        """Hide the note's cards until the next study day."""
        shown = self._card("bury")
        until = StudyDay(self._collection.today + 1)
        with self._collection.store.read() as unit:
            kin = [shown.card, *unit.cards.siblings(shown.card.card)]
        bodies = [Buried(card.card, until) for card in kin]
        self._do(f"buried {shown.card.card}", shown, bodies)
        for card in kin:
            self._upcoming.leave_out(card.card)
        return self._gone("buried until tomorrow")

    def suspend(self) -> ReviewStep:
        """Hide the card until told otherwise."""
        shown = self._card("suspend")
        card = shown.card.card
        self._do(f"suspended {card}", shown, [Suspended(card)])
        return self._gone("suspended")

    def flag(self, flag: int) -> ReviewStep:
        """Put a flag 1 to 7 on the card; 0 takes it off."""
        shown = self._card("flag")
        label = f"flag {flag} on {shown.card.card}"
        return self._said(label, shown, Flagged(shown.card.card, flag))

    def remark(self, text: str) -> ReviewStep:
        """Keep a note to oneself; empty text removes it."""
        shown = self._card("remark")
        label = f"note on {shown.card.card}"
        return self._said(label, shown, Remarked(shown.card.card, text.strip()))

    def report(self, text: str) -> ReviewStep:
        """Say that the card is wrong; empty text withdraws that."""
        shown = self._card("report")
        label = f"report of {shown.card.card}"
        return self._said(label, shown, Reported(shown.card.card, text.strip()))

    def show(self, card: CardId) -> ReviewStep:
        """Jump to another card; the present one comes back after it.

        Raises:
            CardNotFound: there is no such card.
        """
        present = self._shown.card if self._shown else None
        if not self._show(card):
            return self._step("that card is gone")
        self._upcoming.leave_out(card)
        if present is not None and present.card != card:
            self._upcoming.put_first(present)
        return self._step()

    def _said(self, label: str, shown: _Shown, body: CardBody) -> ReviewStep:
        """Record what the learner says of the card, which stays where it is."""
        self._do(label, shown, [body])
        with self._collection.store.read() as unit:
            shown.card = unit.cards.get(shown.card.card)
        return self._step(label)

    def _do(self, label: str, shown: _Shown, bodies: Iterable[CardBody]) -> None:
        with self._collection.store.write(label) as unit:
            for body in bodies:
                unit.record(body)
            operation = unit.operation
        if operation is not None:
            self._touched[operation] = shown.card.card
        self._taken_back.clear()

    def _gone(self, message: str) -> ReviewStep:
        self._shown = None
        return self._next(message)

    # --- steps ----------------------------------------------------------------------

    def _next(self, message: str = "") -> ReviewStep:
        """The next card's front, a wait, or the end."""
        if self._is_stale():
            self._upcoming.rebuild()
        while (card := self._upcoming.take(self._collection.now)) is not None:
            if self._show(card):
                return self._step(message)
        self._shown = None
        return self._step(message)

    def _is_stale(self) -> bool:
        """Whether the day turned over, or another process wrote meanwhile."""
        turned = self._upcoming.day != self._collection.today
        return self._collection.store.has_foreign_changes() or turned

    def _show(self, card: CardId) -> bool:
        """Take up a card with its front; False when it is there no more."""
        with self._collection.store.read() as unit:
            stored = unit.cards.get(card)
            if not (stored.present and stored.askable):
                return False
            note = unit.notes.get(stored.note)
            self._shown = _Shown(
                stored,
                face_of(note.document, stored.part),
                contrasts_of(unit, note),
                self._answering.counts(unit, stored),
                self._collection.clock.monotonic(),
            )
        return True

    def _again_from_store(self) -> ReviewStep:
        """The present card as it is now; its time goes on."""
        shown = self._card("go on")
        was_back, since = bool(shown.outcomes), shown.since
        if not self._show(shown.card.card):
            return self._next("that card is gone")
        self._card("go on").since = since
        return self.reveal() if was_back else self._step()

    def _step(self, message: str = "") -> ReviewStep:
        self._serial += 1
        if self._shown is None:
            return self._empty_step(message)
        return self._card_step(self._shown, message)

    def _card_step(self, shown: _Shown, message: str) -> ReviewStep:
        schedule, counts = shown.card.schedule, self._upcoming.counts()
        with self._collection.store.read() as unit:
            can_undo, can_redo = undoing.can_undo(unit), undoing.can_redo(unit)
        return ReviewStep(
            phase=Phase.BACK if shown.outcomes else Phase.FRONT,
            serial=self._serial,
            title=title_of(shown.card.topic),
            card=shown.card.card,
            note=shown.card.note,
            state=type(schedule.state).__name__.lower(),
            face=shown.face,
            outcomes=shown.outcomes,
            left=counts.total + 1,
            counts=counts,
            flag=schedule.flag,
            remark=schedule.remark,
            report=schedule.report,
            leech=schedule.leech,
            contrasts=shown.contrasts,
            counts_for_schedule=shown.counts,
            revised=schedule.revised,
            can_undo=can_undo,
            can_redo=can_redo,
            message=message,
        )

    def _empty_step(self, message: str) -> ReviewStep:
        """Waiting for a learning step, or finished."""
        with self._collection.store.read() as unit:
            can_undo, can_redo = undoing.can_undo(unit), undoing.can_redo(unit)
        next_at = self._upcoming.next_at()
        counts = self._upcoming.counts()
        finished = next_at is None
        return ReviewStep(
            phase=Phase.FINISHED if finished else Phase.WAITING,
            serial=self._serial,
            title=self._selection.title,
            left=counts.total,
            counts=counts,
            can_undo=can_undo,
            can_redo=can_redo,
            message=message,
            waiting_until=next_at,
            summary=self._summary() if finished else None,
        )

    def _summary(self) -> Summary:
        queue = self._upcoming.queue
        return summary(self._collection, self._selection, self._answers, queue)

    # --- turns ------------------------------------------------------------------------

    @property
    def _phase(self) -> Phase:
        if self._shown is not None:
            return Phase.BACK if self._shown.outcomes else Phase.FRONT
        waits = self._upcoming.next_at() is not None
        return Phase.WAITING if waits else Phase.FINISHED

    def _card_in(self, phase: Phase, intent: str) -> _Shown:
        shown = self._card(intent)
        if self._phase is not phase:
            raise OutOfTurn(intent, self._phase.value)
        return shown

    def _card(self, intent: str) -> _Shown:
        if self._shown is None:
            raise OutOfTurn(intent, self._phase.value)
        return self._shown
