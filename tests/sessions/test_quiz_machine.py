"""Whatever happens to a quiz in whatever order, it agrees with a simple model.

`DRILL_TEST_EXAMPLES=2000 pytest tests/sessions/test_quiz_machine.py` looks longer and
elsewhere each time.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import Phase as Part
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from drill.errors import NothingToUndo
from drill.events import Practised
from drill.sessions.sitting_quiz import resume_quiz
from drill.sessions.sitting_steps import Fate, QuizPhase, QuizStep
from tests.sessions import questions as asked
from tests.sessions.desk import Desk
from tests.sessions.quizzes import FIVE, events, quiz, right, wrong
from tests.sessions.sitting import other_window

EXAMPLES = int(os.environ.get("DRILL_TEST_EXAMPLES", "0"))
CLOSE = pytest.approx
LATE = 1e-6


@dataclass
class Model:
    """Fates and times by place, in the order in which they were decided."""

    each_s: float | None
    total_s: float | None
    fates: dict[int, Fate] = field(default_factory=dict)
    spent: dict[int, float] = field(default_factory=dict)
    """On every question, decided or not, by the rules of decision 9."""
    first: int | None = None
    """A question that comes before the others: its answer was taken back."""
    wall_s: float = 0.0
    """Since the latest word of the question at hand was written."""
    absence_s: float = 0.0

    @property
    def place(self) -> int:
        if self.first is not None:
            return self.first
        return next(place for place in range(5) if place not in self.fates)

    @property
    def used(self) -> float:
        voided = {place for place, fate in self.fates.items() if fate is Fate.VOIDED}
        return sum(self.spent[place] for place in self.spent.keys() - voided)

    @property
    def left(self) -> float:
        each = float("inf") if self.each_s is None else self.each_s
        total = float("inf") if self.total_s is None else self.total_s
        return min(each - self.spent.get(self.place, 0.0), total - self.used)

    @property
    def share(self) -> float | None:
        if self.each_s is not None:
            return self.each_s
        return None if self.total_s is None else self.total_s / 5

    @property
    def is_over(self) -> bool:
        is_up = self.total_s is not None and self.used >= self.total_s - LATE
        return len(self.fates) == 5 or (is_up and self.first is None)

    def spend(self, seconds: float) -> None:
        self.spent[self.place] = self.spent.get(self.place, 0.0) + seconds

    def decide(self, fate: Fate) -> None:
        place = self.place
        self.spent.setdefault(place, 0.0)
        if fate is Fate.TIMED_OUT:
            self.spent[place] += self.left  # what was over the limit does not count
        self.fates[place] = fate
        self.first = None

    def take_back(self) -> int | None:
        if not self.fates or list(self.fates.values())[-1] is Fate.TIMED_OUT:
            return None
        self.first, _ = self.fates.popitem()
        return self.first

    def come_back(self) -> None:
        if self.share is not None:
            spent = self.spent.get(self.place, 0.0)
            after = max(spent, min(self.share, spent + self.absence_s))
            self.spent[self.place] = after


class QuizMachine(RuleBasedStateMachine):
    """A learner in a quiz, a machine that sleeps and dies, and another window."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="drill-quiz-"))
        self.desk = Desk(self.folder)
        asked.write_questions(self.desk)

    def teardown(self) -> None:
        self.desk.close()
        shutil.rmtree(self.folder)

    @initialize(
        each_s=st.sampled_from([None, 40.0]),
        total_s=st.sampled_from([None, 150.0, 600.0]),
        marks_at_once=st.booleans(),
        may_pause=st.booleans(),
    )
    def begin(
        self,
        *,
        each_s: float | None,
        total_s: float | None,
        marks_at_once: bool,
        may_pause: bool,
    ) -> None:
        self.model = Model(each_s, total_s)
        self.at_once, self.may_pause = marks_at_once, may_pause
        self.session, self.step = quiz(
            self.desk,
            each_s=each_s,
            total_s=total_s,
            marks_at_once=marks_at_once,
            may_pause=may_pause,
        )

    # --- helpers ------------------------------------------------------------------

    def is_in(self, *phases: QuizPhase) -> bool:
        return self.step.phase in phases

    def took(self, step: QuizStep, expected: QuizPhase | None = None) -> None:
        """Take a step as the present one, in the phase that the model expects."""
        self.step = step
        if expected is None:
            expected = QuizPhase.FINISHED if self.model.is_over else QuizPhase.ASKED
        assert step.phase is expected

    def decided(self, step: QuizStep, fate: Fate) -> None:
        self.model.decide(fate)
        self.model.wall_s = 0.0
        self.took(step, QuizPhase.MARKED if self.at_once else None)

    def is_out(self) -> bool:
        return self.model.left <= LATE

    # --- what the learner does ----------------------------------------------------

    @precondition(lambda self: self.is_in(QuizPhase.ASKED))
    @rule(is_right=st.booleans())
    def answer(self, *, is_right: bool) -> None:
        response = right(self.step) if is_right else wrong(self.step)
        fate = Fate.RIGHT if is_right else Fate.WRONG
        fate = Fate.TIMED_OUT if self.is_out() else fate
        self.decided(self.session.answer(response), fate)

    @precondition(lambda self: self.is_in(QuizPhase.MARKED))
    @rule()
    def go_on(self) -> None:
        self.model.wall_s = 0.0
        self.took(self.session.next())

    @precondition(lambda self: self.is_in(*QuizPhase) and self.may_pause)
    @precondition(lambda self: self.is_in(QuizPhase.ASKED) and not self.is_out())
    @rule()
    def pause(self) -> None:
        self.took(self.session.pause(), QuizPhase.PAUSED)

    @precondition(lambda self: self.is_in(QuizPhase.PAUSED))
    @rule()
    def resume(self) -> None:
        self.model.wall_s = 0.0
        self.took(self.session.resume(), QuizPhase.ASKED)

    @precondition(lambda self: self.is_in(QuizPhase.ASLEEP))
    @rule()
    def go_on_although_it_slept(self) -> None:
        self.model.come_back()
        self.model.wall_s = 0.0
        self.took(self.session.resume(), QuizPhase.ASKED)

    @precondition(lambda self: self.is_in(QuizPhase.ASLEEP))
    @rule()
    def void(self) -> None:
        self.model.decide(Fate.VOIDED)
        self.model.wall_s = 0.0
        self.took(self.session.void())

    @precondition(lambda self: self.is_in(QuizPhase.ASKED, QuizPhase.MARKED))
    @rule()
    def undo(self) -> None:
        place = self.model.take_back()
        if place is None:
            with pytest.raises(NothingToUndo):
                self.session.undo()
            return
        self.model.wall_s = 0.0
        self.took(self.session.undo(), QuizPhase.ASKED)

    # --- time, and what goes wrong ------------------------------------------------

    @rule(seconds=st.sampled_from([0.5, 7.0, 25.0, 90.0]))
    def pass_time(self, seconds: float) -> None:
        self.desk.pass_time(seconds=seconds)
        self.model.wall_s += seconds
        if self.is_in(QuizPhase.ASKED):
            self.model.spend(seconds)

    @precondition(lambda self: not self.is_in(QuizPhase.FINISHED))
    @rule()
    def tick(self) -> None:
        is_out = self.is_in(QuizPhase.ASKED) and self.is_out()
        step = self.session.tick()
        if is_out:
            self.decided(step, Fate.TIMED_OUT)
        else:
            self.took(step, self.step.phase)

    @rule(seconds=st.sampled_from([30.0, 61.0, 3_600.0]))
    def sleep(self, seconds: float) -> None:
        self.desk.clock.sleep(timedelta(seconds=seconds))
        self.model.wall_s += seconds
        if not self.is_in(QuizPhase.ASKED):
            self.session.tick()
        elif seconds <= 60:
            self.model.spend(seconds)
            self.tick()
        elif self.model.share is None:
            self.took(self.session.tick(), QuizPhase.ASKED)
        else:
            self.model.absence_s = seconds
            self.took(self.session.tick(), QuizPhase.ASLEEP)

    @rule(hours=st.sampled_from([-30.0, 30.0]))
    def set_the_wall_clock(self, hours: float) -> None:
        self.desk.clock.set(self.desk.clock.now() + timedelta(hours=hours))
        self.model.wall_s += hours * 3_600

    @precondition(lambda self: not self.is_in(QuizPhase.FINISHED))
    @rule(is_left=st.booleans())
    def end_the_program(self, *, is_left: bool) -> None:
        """Leave the quiz, or be killed; then start again."""
        was = self.step.phase
        if is_left:
            self.session.leave()
            self.model.wall_s = 0.0
        self.desk.reopen()
        before = self.model.spent.get(self.model.place, 0.0) if self.has_hand else 0.0
        self.session = resume_quiz(self.desk.collection, self.step.sitting)
        step = self.session.start()
        if was is QuizPhase.MARKED:
            self.took(step)
        elif was is QuizPhase.PAUSED or (is_left and self.may_pause):
            self.took(step, QuizPhase.PAUSED)
        else:
            self.came_back(step, before, is_left=is_left)

    @property
    def has_hand(self) -> bool:
        return not self.is_in(QuizPhase.MARKED)

    def came_back(self, step: QuizStep, before: float, *, is_left: bool) -> None:
        """What was spent since the latest word is known by the wall clock alone."""
        if not is_left:
            # The rest of what was spent on it is forgotten with the program.
            self.model.spent[self.model.place] = self.told
        away = max(0.0, self.model.wall_s)
        self.model.absence_s = away
        if away > 60 and self.model.share is not None:
            self.took(step, QuizPhase.ASLEEP)
        else:
            self.model.come_back()
            self.model.wall_s = 0.0
            self.took(step, QuizPhase.ASKED)

    @property
    def told(self) -> float:
        """What the journal says was spent on the question at hand."""
        with self.desk.collection.store.read() as unit:
            moves = [event.body for event in unit.sittings.moves(self.step.sitting)]
        own = [m for m in moves if m.contents.get("place") == self.model.place]  # type: ignore[union-attr]
        return float(own[-1].contents["spent_s"])  # type: ignore[union-attr]

    @precondition(lambda self: self.is_in(QuizPhase.ASKED) and not self.is_out())
    @rule()
    def answer_in_another_window(self) -> None:
        """It is dealt with there, and this window finds that out by answering."""
        response = right(self.step)
        with other_window(self.desk) as other:
            theirs = resume_quiz(other, self.step.sitting)
            shown = theirs.start()
            if shown.phase is not QuizPhase.ASKED or shown.left_s == 0:
                theirs.leave()
                return
            theirs.answer(None)
            spent = theirs.progress.decided[self.model.place].spent_s
        self.model.spent[self.model.place] = spent
        self.model.decide(Fate.NO_ANSWER)
        self.model.wall_s = 0.0
        self.took(self.session.answer(response))

    # --- what holds ---------------------------------------------------------------

    @invariant()
    def the_quiz_agrees_with_the_model(self) -> None:
        model, step = self.model, self.step
        counted = [fate for fate in model.fates.values() if fate is not Fate.VOIDED]
        assert step.counted == len(counted)
        assert step.credit == counted.count(Fate.RIGHT)
        if self.is_in(QuizPhase.ASKED, QuizPhase.PAUSED, QuizPhase.ASLEEP):
            assert step.place == model.place + 1
            assert (step.question is not None) is self.is_in(QuizPhase.ASKED)
        if self.is_in(QuizPhase.PAUSED):
            self.check_time()

    def check_time(self) -> None:
        model, step = self.model, self.session.tick()
        assert step.spent_s == CLOSE(model.spent.get(model.place, 0.0), abs=0.01)
        if model.total_s is not None:
            left = max(0.0, model.total_s - model.used)
            assert step.total_left_s == CLOSE(left, abs=0.01)

    @invariant()
    def every_answer_is_on_its_card_once(self) -> None:
        for place, card in enumerate(FIVE):
            fate = self.model.fates.get(place)
            expected = 0 if fate in {None, Fate.VOIDED} else 1
            bodies = [event.body for event in events(self.desk, card)]
            assert len(bodies) == expected
            assert all(isinstance(body, Practised) for body in bodies)

    @invariant()
    def the_report_agrees_when_it_is_over(self) -> None:
        result = self.step.result
        assert (result is not None) is self.is_in(QuizPhase.FINISHED)
        if result is None:
            return
        for question in result.questions:
            fate = self.model.fates.get(question.place - 1, Fate.NOT_REACHED)
            assert question.fate is fate
        assert result.row.spent_s == CLOSE(self.model.used, abs=0.05)


TestQuiz = QuizMachine.TestCase
TestQuiz.settings = settings(
    max_examples=EXAMPLES or 15,
    stateful_step_count=25,
    derandomize=not EXAMPLES,
    phases=[Part.generate],  # shrinking takes minutes, and steps read well
    report_multiple_bugs=False,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
