"""A review in progress: one card after the other, every answer on disk at once.

Methods take intents and return the step that follows. A call that raises has
changed nothing; or it is on disk and only its step could not be read: made again,
it returns that. A session is synchronous and belongs to one thread at a time.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from drill.errors import OutOfTurn, RatingRefused
from drill.events import Buried, Flagged, Remarked, Reported, Suspended
from drill.ids import Rating, StudyDay
from drill.quiz.marking import complaint
from drill.sessions import undoing
from drill.sessions.answering import Given
from drill.sessions.asking import respond
from drill.sessions.presenter import Presenter
from drill.sessions.queued import is_hidden
from drill.sessions.steps import Phase
from drill.srs.bounds import check_flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drill.content.questions import Response
    from drill.events import CardBody
    from drill.ids import CardId
    from drill.sessions.answering import Answer
    from drill.sessions.at_hand import AtHand
    from drill.sessions.collection import Collection
    from drill.sessions.selection import Selection
    from drill.sessions.steps import Outcome, ReviewStep
    from drill.store.units import WriteUnit

P = ParamSpec("P")

CHANGED = "the card has changed meanwhile: this is what each rating does now"


def _writes_once(
    intent: Callable[Concatenate[ReviewSession, P], ReviewStep],
) -> Callable[Concatenate[ReviewSession, P], ReviewStep]:
    """Let an intent, called again, not write again what only could not be shown."""

    @wraps(intent)
    def call(
        session: ReviewSession, /, *args: P.args, **kwargs: P.kwargs
    ) -> ReviewStep:
        owed = session.owed
        return intent(session, *args, **kwargs) if owed is None else session.pay(owed)

    return call


class ReviewSession:
    """The cards of a selection, asked until none is left."""

    def __init__(self, collection: Collection, selection: Selection) -> None:
        self._collection = collection
        self._selection = selection
        self._presenter = Presenter(collection, selection)
        self.owed: Callable[[], ReviewStep] | None = None
        """Makes the step that follows a write, while it could not be made yet."""
        self._is_started = False

    def pay(self, step: Callable[[], ReviewStep]) -> ReviewStep:
        """The step that follows what is on disk; owed until it could be made."""
        self.owed = step
        found = step()
        self.owed = None
        return found

    # --- going on ---------------------------------------------------------------

    def start(self) -> ReviewStep:
        """The first step; later the present one again, after a wait or an edit."""
        if not self._is_started:
            self._presenter.rebuild()
            self._is_started = True
        return self.pay(self._presenter.again)

    def reveal(self) -> ReviewStep:
        """Show the back, and what each rating would do.

        A question is marked as not answered. A card that was changed elsewhere
        meanwhile comes with its front again.

        Raises:
            OutOfTurn: no front is shown.
        """
        hand = self._presenter.hand_in(Phase.FRONT, "reveal")
        return self.pay(self._presenter.turn) if not hand.asked else self.answer(None)

    def answer(self, response: Response, hints: int = 0) -> ReviewStep:
        """Mark the response to a question, and show its back.

        What cannot be marked at all, such as a number that is none, comes back as the
        same front with the reason.

        Args:
            response: the learner's; None: they do not know.
            hints: how many were shown.

        Raises:
            OutOfTurn: no question is shown, or it was answered.
        """
        hand = self._presenter.hand_in(Phase.FRONT, "answer")
        if hand.asked is None:
            raise OutOfTurn("answer", "a card that the learner rates")
        if reason := complaint(hand.asked.question, response):
            return self._presenter.step(reason)
        elapsed_s = max(0.0, self._collection.clock.monotonic() - hand.since)
        hand.marked = respond(hand.asked, response, hints=hints, elapsed_s=elapsed_s)
        return self.pay(self._presenter.turn)

    @_writes_once
    def rate(self, rating: Rating) -> ReviewStep:
        """Record a rating durably, and go on to the next card.

        When the button would no longer do what it says, because the card was answered
        elsewhere or the study day is over, nothing is recorded, and the back comes
        again with what each rating does now.

        Raises:
            OutOfTurn: no back is shown.
            RatingRefused: the mark of the question does not allow that rating.
            StoreError: nothing was recorded; the same back is still shown.
        """
        hand = self._presenter.hand_in(Phase.BACK, "rate")
        if not self._rated(hand, rating):
            return self.pay(lambda: self._presenter.again(CHANGED))
        return self._gone()

    @_writes_once
    def another(self) -> ReviewStep:
        """Rate a generated question as proposed, and ask another instance of it.

        That one is practice: nothing but the first answer counts.

        Raises:
            OutOfTurn: no generated question was marked.
            StoreError: nothing was recorded; the same back is still shown.
        """
        hand = self._presenter.hand_in(Phase.BACK, "another")
        if hand.marked is None or not hand.marked.asked.generator:
            raise OutOfTurn("another", "a card that is always the same")
        if not self._rated(hand, hand.marked.proposal.rating):
            return self.pay(lambda: self._presenter.again(CHANGED))
        return self.pay(lambda: self._once_more(hand.card.card))

    def _once_more(self, card: CardId) -> ReviewStep:
        reason = self._presenter.show(card, is_due=False, is_wanted=True, is_extra=True)
        return self._presenter.next(reason) if reason else self._presenter.step()

    def _rated(self, hand: AtHand, rating: Rating) -> bool:
        """Record a rating; False when it would no longer do what its button says."""
        marked = hand.marked
        if marked is not None and rating not in marked.proposal.allowed:
            raise RatingRefused(rating, marked.mark.verdict.value)
        elapsed = self._collection.clock.monotonic() - hand.since
        given = Given(
            rating,
            round(elapsed * 1_000),
            hand.revision,
            instance=marked.record() if marked else None,
            is_extra=hand.is_extra,
            is_planned=hand.is_planned,
        )
        with self._writing(f"{rating.name.lower()} on {hand.card.card}") as unit:
            answer = self._recorded(unit, given, hand.outcomes[rating - 1])
        if answer is None:
            return False
        self._presenter.logbook.answered(answer)
        if not hand.is_extra:
            self._take_up(answer)
        return True

    def _recorded(
        self, unit: WriteUnit, given: Given, promised: Outcome
    ) -> Answer | None:
        """The answer, unless something else would happen than the button says."""
        answering, card = self._presenter.answering, self._presenter.unchanged(unit)
        if card is None:
            return None
        outcomes = answering.outcomes(
            unit, card, is_extra=given.is_extra, is_planned=given.is_planned
        )
        foretold = outcomes[given.rating - 1]
        return answering.record(unit, card, given) if foretold == promised else None

    def _take_up(self, answer: Answer) -> None:
        """Bring what is to come in line with an answer."""
        upcoming = self._presenter.upcoming
        if self._presenter.answering.buries and answer.counted:
            upcoming.leave_out_note(answer.card.note)
        if not self._selection.is_practice:
            upcoming.put_back(answer.after)
        elif answer.rating is Rating.AGAIN:
            upcoming.repeat(answer.after)

    # --- undo -------------------------------------------------------------------

    @_writes_once
    def undo(self) -> ReviewStep:
        """Take back the latest operation of this device and show its card again.

        Raises:
            NothingToUndo: none is left.
        """
        changed, operation, first = undoing.undo(self._collection)
        answer = self._presenter.logbook.undone(operation)
        if answer is not None:
            card = answer.card.card
            return self.pay(lambda: self._back_to(card, changed.message))
        return self.pay(lambda: self._back_among(first, changed.message))

    @_writes_once
    def redo(self) -> ReviewStep:
        """Do again what was taken back last.

        Raises:
            NothingToRedo: nothing was taken back, or something new was done since.
        """
        changed, operation = undoing.redo(self._collection)
        self._presenter.logbook.redone(operation)
        return self.pay(lambda: self._back_among(None, changed.message))

    def _back_to(self, card: CardId, message: str) -> ReviewStep:
        """Read everything anew, and show a card's front, due or not."""
        self._rebuild()
        if self._presenter.show(card):
            return self._presenter.next(message)
        hand = self._presenter.hand_for("undo")  # it may go by another id since
        hand.is_due = self._presenter.upcoming.leave_out(hand.card.card)
        return self._presenter.step(message)

    def _back_among(self, card: CardId | None, message: str) -> ReviewStep:
        """Read everything anew; a card goes on if it is to come, or the present one."""
        presenter, hand = self._presenter, self._presenter.hand
        self._rebuild()
        for wanted in (card, hand.card.card if hand else None):
            is_due = wanted is not None and presenter.upcoming.leave_out(wanted)
            if wanted is not None and is_due and not presenter.show(wanted):
                return presenter.step(message)
        if hand is not None and not hand.is_due and presenter.stays(hand):
            return presenter.step(message)
        return presenter.next(message)

    def _rebuild(self) -> None:
        self._presenter.rebuild()
        self._is_started = True

    # --- other things one does with a card --------------------------------------

    @_writes_once
    def bury(self) -> ReviewStep:
        """Hide the note's cards until the next study day."""
        hand, today = self._presenter.hand_for("bury"), self._collection.today
        with self._doing(f"buried {hand.card.card}") as unit:
            kin = [hand.card, *unit.cards.siblings(hand.card.card)]
            buried = [card.card for card in kin if not is_hidden(card, today)]
            for card in buried:
                unit.record(Buried(card, StudyDay(today + 1)))
        for card in buried:
            self._presenter.upcoming.leave_out(card)
        return self._gone("buried until tomorrow")

    @_writes_once
    def suspend(self) -> ReviewStep:
        """Hide the card until told otherwise."""
        hand = self._presenter.hand_for("suspend")
        with self._doing(f"suspended {hand.card.card}") as unit:
            unit.record(Suspended(hand.card.card))
        return self._gone("suspended")

    @_writes_once
    def flag(self, flag: int) -> ReviewStep:
        """Put a flag 1 to 7 on the card; 0 takes it off.

        Raises:
            ScheduleError: there is no such flag.
        """
        hand = self._presenter.hand_for("flag")
        check_flag(flag)
        return self._say(f"flag {flag} on", hand, Flagged(hand.card.card, flag))

    @_writes_once
    def remark(self, text: str) -> ReviewStep:
        """Keep a note to oneself; empty text removes it."""
        hand = self._presenter.hand_for("remark")
        return self._say("note on", hand, Remarked(hand.card.card, text.strip()))

    @_writes_once
    def report(self, text: str) -> ReviewStep:
        """Say that the card is wrong; empty text withdraws that."""
        hand = self._presenter.hand_for("report")
        return self._say("report of", hand, Reported(hand.card.card, text.strip()))

    @_writes_once
    def show(self, card: CardId) -> ReviewStep:
        """Jump to another card; the present one comes back after it."""
        presenter, before = self._presenter, self._presenter.hand
        if reason := presenter.show(card, is_due=False, is_wanted=True):
            return presenter.step(reason)
        hand = presenter.hand_for("show")
        hand.is_due = presenter.upcoming.leave_out(hand.card.card)
        if before is not None and before.is_due:
            if before.card.card == hand.card.card:
                hand.is_due = True
            else:
                presenter.upcoming.put_first(before.place)
        return presenter.step()

    def _say(self, what: str, hand: AtHand, body: CardBody) -> ReviewStep:
        """Record what the learner says of the card, which stays where it is."""
        label = f"{what} {hand.card.card}"
        with self._doing(label) as unit:
            unit.record(body)
        return self.pay(lambda: self._presenter.again(label))

    def _gone(self, message: str = "") -> ReviewStep:
        """Go on from a card that was dealt with."""
        self._presenter.hand = None
        return self.pay(lambda: self._presenter.next(message))

    # --- writing ----------------------------------------------------------------

    @contextmanager
    def _writing(self, label: str) -> Iterator[WriteUnit]:
        with self._collection.store.write(label) as unit:
            yield unit
        self._presenter.wrote(unit)

    @contextmanager
    def _doing(self, label: str) -> Iterator[WriteUnit]:
        """Write what is no answer."""
        with self._writing(label) as unit:
            yield unit
        self._presenter.logbook.did()
