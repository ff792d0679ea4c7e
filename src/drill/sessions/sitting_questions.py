"""Questions against a clock: one after the other, every answer on disk at once.

A quiz is one such run; a section of an interview drill may be another. Methods take
intents and return the step that follows. A call that raises has changed nothing; or
it is on disk and only its step could not be made: made again, it returns that.

How time is counted is decided in `docs/decisions/0009-sittings.md`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from drill.errors import OutOfTurn
from drill.quiz.marking import complaint
from drill.sessions.asking import respond
from drill.sessions.sitting_moves import ASLEEP, LEFT, PAUSED
from drill.sessions.sitting_steps import QuizPhase, QuizStep
from drill.sessions.sitting_turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.content.questions import Response
    from drill.sessions.asking import Marked
    from drill.sessions.sitting_hand import Hand
    from drill.sessions.sitting_moves import Progress

P = ParamSpec("P")

ELSEWHERE = "that question was dealt with in another window"
TIME_OUT = "time is out for this question"
TIME_UP = "the time is up"


def _intent(
    intent: Callable[Concatenate[QuestionRun, P], QuizStep],
) -> Callable[Concatenate[QuestionRun, P], QuizStep]:
    """Make a step that is owed first: what led to it is on disk already."""

    @wraps(intent)
    def call(run: QuestionRun, /, *args: P.args, **kwargs: P.kwargs) -> QuizStep:
        return run.go_on() if run.owes_step else intent(run, *args, **kwargs)

    return call


class QuestionRun(Turns):
    """The questions of one plan, asked until all are dealt with or time is up."""

    # --- intents ----------------------------------------------------------------

    @_intent
    def start(self) -> QuizStep:
        """The first step; later the present one again.

        A run that was broken off goes on where it stood: see `_come_back`.
        """
        if self.phase is None or self.phase is QuizPhase.LEFT:
            self.progress = self._recorder.read()
            return self._come_back()
        return self.step()

    @_intent
    def answer(self, response: Response, hints: int = 0) -> QuizStep:
        """Mark a response, record it, and show its mark or the next question.

        What cannot be marked at all, such as a number that is none, comes back as the
        same question with the reason; its clock goes on.

        Args:
            response: the learner's; None: they do not know.
            hints: how many were shown.

        Raises:
            OutOfTurn: no question is waiting.
            StoreError: nothing was recorded; the question waits still.
        """
        hand = self._expect_hand("answer", QuizPhase.ASKED)
        if (told := self._looked()) is not None:
            return told
        if reason := complaint(hand.asked.question, response):
            return replace(self.step(reason), complaint=reason)
        return self._decided(hand, response, hints, is_out=False)

    @_intent
    def next(self) -> QuizStep:
        """Go on from a mark to the next question, or to the end.

        Raises:
            OutOfTurn: no mark is shown.
        """
        self._expect("go on", QuizPhase.MARKED)
        return self.go_on()

    @_intent
    def tick(self) -> QuizStep:
        """Look at the clock: time may be out, or the machine may have slept.

        Raises:
            StoreError: that time is out could not be recorded; it is tried again.
        """
        if self.phase is QuizPhase.ASKED and (told := self._looked()) is not None:
            return told
        return self.step()

    @_intent
    def pause(self) -> QuizStep:
        """Let the clock stand, and hide the question.

        Raises:
            OutOfTurn: no question is waiting, or this run has no pauses.
        """
        hand = self._expect_hand("pause", QuizPhase.ASKED)
        if not self._plan.may_pause:
            raise OutOfTurn("pause", "without pauses")
        if (told := self._looked()) is not None:
            return told
        return self._told(PAUSED, hand.place, QuizPhase.PAUSED)

    @_intent
    def resume(self) -> QuizStep:
        """Go on after a pause, or although the machine slept.

        Time asleep then counts, but no more than the question's share of the time.

        Raises:
            OutOfTurn: there is nothing to go on from.
        """
        hand = self._expect_hand("resume", QuizPhase.PAUSED, QuizPhase.ASLEEP)
        spent_s = self._clock.spent_s
        if self.phase is QuizPhase.ASLEEP:
            spent_s = self._limits.charged(spent_s, self._absence_s)
        return self._resumed(hand, spent_s)

    @_intent
    def void(self) -> QuizStep:
        """Take the question at hand out, with its time, after a sleep.

        Raises:
            OutOfTurn: the machine did not sleep.
        """
        hand = self._expect_hand("void", QuizPhase.ASLEEP)
        label = f"voided {hand.card.card}"
        self.progress = self._recorder.void(
            hand.place, ASLEEP, spent_s=self._clock.spent_s, label=label
        )
        return self.go_on("the question was taken out")

    @_intent
    def leave(self) -> QuizStep:
        """Break off; all answers stay, and `start` goes on later.

        Raises:
            OutOfTurn: it is over, was left or has not begun.
        """
        going = (QuizPhase.ASKED, QuizPhase.MARKED, QuizPhase.PAUSED, QuizPhase.ASLEEP)
        self._expect("leave", *going)
        is_open = self._hand is not None and self.phase is not QuizPhase.MARKED
        place = self._hand.place if self._hand is not None and is_open else None
        return self._told(LEFT, place, QuizPhase.LEFT)

    @_intent
    def undo(self) -> QuizStep:
        """Take the latest answer back; its question waits again, its time goes on.

        Raises:
            OutOfTurn: neither a question nor a mark is shown.
            NothingToUndo: there is no answer, or time was out on it.
        """
        self._expect("undo", QuizPhase.ASKED, QuizPhase.MARKED)
        is_open = self._hand is not None and self.phase is QuizPhase.ASKED
        place = self._hand.place if self._hand is not None else 0
        shown = (place, self._clock.spent_s) if is_open else None
        self.progress, latest = self._recorder.undo(shown)
        if is_open:
            self._limits.set_aside(place, self._clock.stop())
        self._limits.set_aside(latest.place, latest.spent_s)
        return self.go_on(f"taken back: question {latest.place + 1}")

    @_intent
    def stop(self) -> QuizStep:
        """End the run because the time of what it is part of is up.

        The question at hand counts as timed out.
        """
        if self.phase in {QuizPhase.ASKED, QuizPhase.PAUSED, QuizPhase.ASLEEP}:
            hand = self._expect_hand("stop", self.phase)
            self._decide(hand, None, 0, is_out=True)
        return self._finished(TIME_UP)

    # --- the clock ----------------------------------------------------------------

    def _looked(self) -> QuizStep | None:
        """Deal with what the clock says of the question at hand; None: nothing."""
        slept_s = self._clock.slept_s()
        if slept_s and self._plan.share_s() is None:
            self._clock.start(self._clock.spent_s)
        elif slept_s:
            return self._absent(slept_s)
        if self._limits.left_s(self.progress) > 0:
            return None
        hand = self._expect_hand("look", QuizPhase.ASKED)
        is_up = self._limits.total_left_s(self.progress, self._clock.spent_s) <= 0
        message = TIME_UP if is_up else TIME_OUT
        return self._decided(hand, None, 0, is_out=True, message=message)

    # --- writing ------------------------------------------------------------------

    def _decided(
        self,
        hand: Hand,
        response: Response,
        hints: int,
        *,
        is_out: bool,
        message: str = "",
    ) -> QuizStep:
        marked, is_mine = self._decide(hand, response, hints, is_out=is_out)
        if not is_mine:
            return self.go_on(ELSEWHERE)
        if not self._plan.marks_at_once:
            return self.go_on(message)
        self.phase, self._marked = QuizPhase.MARKED, marked
        self._clock.stop()
        return self.step(message)

    def _decide(
        self, hand: Hand, response: Response, hints: int, *, is_out: bool
    ) -> tuple[Marked, bool]:
        spent_s = self._clock.spent_s
        if is_out:
            spent_s = max(0.0, spent_s + min(0.0, self._limits.left_s(self.progress)))
        marked = respond(hand.asked, response, hints=hints, elapsed_s=spent_s)
        self.progress, is_mine = self._recorder.decide(
            hand, marked, is_out=is_out, following=self._following
        )
        return marked, is_mine

    def _following(self, progress: Progress) -> tuple[int, float] | None:
        """The question that comes up by a decision, if one does at once."""
        total_s = self._plan.total_s
        is_up = total_s is not None and progress.used_s >= total_s
        place = progress.next_place(len(self._plan.questions))
        if self._plan.marks_at_once or is_up or place is None:
            return None
        return place, self._limits.spent_on(place)

    def _told(self, move: str, place: int | None, phase: QuizPhase) -> QuizStep:
        spent_s = self._clock.spent_s
        self.progress = self._recorder.tell(move, place, spent_s=spent_s)
        self._clock.stop()
        self.phase = phase
        return self.step()
