"""Which question of a sitting is at hand, and the step that shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drill.errors import OutOfTurn
from drill.sessions.selection import Kind
from drill.sessions.shown import title_of
from drill.sessions.sitting_clock import SLEEP_S
from drill.sessions.sitting_hand import Hand, take_up
from drill.sessions.sitting_limits import NO_LIMIT, Limits
from drill.sessions.sitting_moves import ASKED, LEFT, PAUSED, Progress
from drill.sessions.sitting_recording import SittingRecorder
from drill.sessions.sitting_steps import QuizPhase, QuizStep

if TYPE_CHECKING:
    from drill.ids import EventId
    from drill.sessions.asking import Marked
    from drill.sessions.collection import Collection
    from drill.sessions.sitting_plans import QuestionPlan


class Turns:
    """Takes up one question of a plan after the other; decides nothing on them."""

    def __init__(  # noqa: PLR0913 - what it is, and where it belongs
        self,
        collection: Collection,
        sitting: EventId,
        plan: QuestionPlan,
        *,
        title: str = "",
        section: str = "",
        context: Kind = Kind.QUIZ,
    ) -> None:
        """Ask in a sitting that was opened.

        Args:
            collection: the learner's.
            sitting: the event that opened it.
            plan: the questions, as they were recorded with it.
            title: what every step is headed with.
            section: of a sitting that has several; unique in it.
            context: what the cards' answers are recorded as.
        """
        self._collection = collection
        self._sitting = sitting
        self._plan = plan
        self._title = title
        self._recorder = SittingRecorder(collection, sitting, section, context)
        self._limits = Limits(plan, collection.clock)
        self._clock = self._limits.clock
        self.progress = Progress()
        """As the journal has it."""
        self.phase: QuizPhase | None = None
        """None until it is started."""
        self.owes_step = False
        """Whether something is on disk and the step that follows was not made yet."""
        self._hand: Hand | None = None
        self._marked: Marked | None = None
        self._absence_s = 0.0
        self._message = ""
        self._serial = 0

    # --- going on -----------------------------------------------------------------

    def _come_back(self) -> QuizStep:
        """Take up the question at hand after the program had stopped.

        Nothing counts for the time away after a pause. Else it counts as a sleep of the
        machine does: on the question at hand alone.
        """
        progress, number = self.progress, len(self._plan.questions)
        for place, spent_s in progress.spent.items():
            self._limits.set_aside(place, spent_s)
        if progress.at_hand is None or progress.at_hand >= number:
            return self.go_on()
        is_paused = progress.last == PAUSED
        if progress.last == LEFT and self._plan.may_pause:
            is_paused = True
        hand = self._taken_up(progress.at_hand)
        if hand is None:
            return self.go_on()
        self._hand = hand
        self._limits.take_up(hand.place)
        self._clock.stop()
        if is_paused:
            self.phase = QuizPhase.PAUSED
            return self.step()
        absence_s = self._away_s(progress)
        if absence_s > SLEEP_S and self._plan.share_s() is not None:
            return self._absent(absence_s)
        return self._resumed(hand, self._limits.charged(progress.spent_s, absence_s))

    def _away_s(self, progress: Progress) -> float:
        """Seconds since the latest move by the wall clock; none if it was set back."""
        if progress.at is None:  # pragma: no cover - a question is at hand by a move
            return 0.0
        return max(0.0, (self._collection.now - progress.at).total_seconds())

    def _resumed(self, hand: Hand, spent_s: float) -> QuizStep:
        """Let the clock of the question at hand run on."""
        self.progress = self._recorder.tell(ASKED, hand.place, spent_s=spent_s)
        self._limits.set_aside(hand.place, spent_s)
        return self.go_on()

    def go_on(self, message: str = "") -> QuizStep:
        """Take up the next question, or finish; owed until it could be done."""
        self.owes_step, self._message = True, message or self._message
        self._clock.clear()
        self._hand, self._marked = None, None
        while (place := self._next_place()) is not None:
            hand = self._taken_up(place)
            if hand is None:
                continue
            if self.progress.at_hand != place:
                spent_s = self._limits.spent_on(place)
                self.progress = self._recorder.tell(ASKED, place, spent_s=spent_s)
            if self.progress.at_hand != place:  # decided elsewhere just now
                continue
            return self._asked(hand)
        return self._finished()

    def _taken_up(self, place: int) -> Hand | None:
        """A question of the plan; one that cannot be asked is taken out of it."""
        with self._collection.store.read() as unit:
            found = take_up(unit, place, self._plan.questions[place])
        if isinstance(found, Hand):
            return found
        self._message = f"question {place + 1} cannot be asked: {found}"
        self.progress = self._recorder.void(place, found)
        return None

    def _next_place(self) -> int | None:
        """The question to ask now; one that was shown gets its turn to time out."""
        if self._recorder.has_ended:
            return None
        place = self.progress.next_place(len(self._plan.questions))
        is_up = self._limits.total_left_s(self.progress) <= 0
        return None if is_up and place != self.progress.at_hand else place

    def _asked(self, hand: Hand) -> QuizStep:
        self._hand, self.phase = hand, QuizPhase.ASKED
        self._limits.take_up(hand.place)
        self.owes_step, message = False, self._message
        self._message = ""
        return self.step(message)

    def _finished(self, message: str = "") -> QuizStep:
        self.phase, self._hand, self._marked = QuizPhase.FINISHED, None, None
        self._clock.clear()
        self.owes_step, message = False, message or self._message
        self._message = ""
        return self.step(message)

    def _absent(self, absence_s: float) -> QuizStep:
        self.phase, self._absence_s = QuizPhase.ASLEEP, absence_s
        return self.step()

    # --- turns and steps ------------------------------------------------------------

    def _expect(self, intent: str, *phases: QuizPhase) -> None:
        if self.phase not in phases:
            present = self.phase.value if self.phase is not None else "not started"
            raise OutOfTurn(intent, present)

    def _expect_hand(self, intent: str, *phases: QuizPhase) -> Hand:
        self._expect(intent, *phases)
        if self._hand is None:  # pragma: no cover - these phases have one
            raise OutOfTurn(intent, "no question")
        return self._hand

    def step(self, message: str = "") -> QuizStep:
        """The picture of this moment.

        Raises:
            OutOfTurn: the run has not begun.
        """
        if self.phase is None:
            raise OutOfTurn("show", "not started")
        self._serial += 1
        step = QuizStep(
            phase=self.phase,
            serial=self._serial,
            sitting=self._sitting,
            title=self._title,
            place=len(self._plan.questions),
            number=len(self._plan.questions),
            credit=self.progress.credit,
            counted=self.progress.counted,
            marks_at_once=self._plan.marks_at_once,
            may_pause=self._plan.may_pause,
            can_undo=self._can_undo(),
            message=message,
        )
        return self._with_time(self._with_hand(step))

    def _with_hand(self, step: QuizStep) -> QuizStep:
        hand = self._hand
        if hand is None:
            return step
        is_marked = self.phase is QuizPhase.MARKED
        is_seen = is_marked or self.phase is QuizPhase.ASKED
        return replace(
            step,
            place=hand.place + 1,
            card=hand.card.card,
            topic=title_of(hand.card.topic),
            question=hand.picture if is_seen else None,
            marked=self._marked.step() if self._marked and is_marked else None,
        )

    def _with_time(self, step: QuizStep) -> QuizStep:
        spent_s, each_s = self._clock.spent_s, self._plan.each_s
        is_open = self.phase is not QuizPhase.MARKED
        total = self._limits.total_left_s(self.progress, spent_s if is_open else 0.0)
        absence_s = self._absence_s if self.phase is QuizPhase.ASLEEP else 0.0
        return replace(
            step,
            absence_s=absence_s,
            absence_costs_s=self._limits.charged(spent_s, absence_s) - spent_s,
            is_running=self._clock.is_running,
            spent_s=spent_s,
            question_left_s=None if each_s is None else max(0.0, each_s - spent_s),
            total_left_s=None if total == NO_LIMIT else max(0.0, total),
            taken_at=self._collection.clock.boottime(),
        )

    def _can_undo(self) -> bool:
        may = self.phase in {QuizPhase.ASKED, QuizPhase.MARKED}
        return may and self.progress.latest_answer() is not None
