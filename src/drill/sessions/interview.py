"""An interview drill in progress: section after section, each against its own clock.

Methods take intents and return the step that follows. Everything is on disk when its
step is shown; what is being written in a pane is, some seconds later at most. A
sitting that was broken off goes on where it stood.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drill.errors import OutOfTurn
from drill.sessions.interview_answers import PromptTurns
from drill.sessions.interview_coding import CodeTurns
from drill.sessions.interview_moves import BEGUN, ENDED, SKIPPED, WROTE
from drill.sessions.interview_parts import parts_of, resumed
from drill.sessions.interview_plans import BREAK, KATA, PROMPT, QUESTIONS
from drill.sessions.interview_steps import InterviewPhase, InterviewStep
from drill.sessions.sitting_clock import QuestionClock
from drill.sessions.sitting_steps import QuizPhase

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.interview_plans import PlannedSection
    from drill.sessions.sitting_questions import QuestionRun
    from drill.sessions.sitting_steps import QuizStep


class InterviewSession(PromptTurns, CodeTurns):
    """One sitting of a format, from its first section to its report."""

    def __init__(self, collection: Collection, sitting: EventId) -> None:
        """Go on with a sitting that was opened.

        Raises:
            SittingNotFound: there is none of that id that this program can read.
        """
        super().__init__(collection, sitting)
        self._run: QuestionRun | None = None
        self._quiz: QuizStep | None = None
        self._break = QuestionClock(collection.clock)

    # --- going through the sections -------------------------------------------

    def start(self) -> InterviewStep:
        """The first step; later the present one again.

        A sitting that was broken off shows the section at hand before it goes on.
        """
        if self._phase is None or self._phase is InterviewPhase.LEFT:
            self._desk.read()
            return self._next_section()
        return self._step()

    def begin(self) -> InterviewStep:
        """Begin the section at hand, or go on with it: its clock runs from now on.

        Raises:
            OutOfTurn: no section is about to begin.
        """
        self._expect("begin", InterviewPhase.INTRO)
        section = self._section
        if section.kind == BREAK:
            self._desk.tell(section, BEGUN)
            self._break.start()
            self._phase = InterviewPhase.BREAK
            return self._step()
        if not section.can_be_sat:
            self._desk.tell(section, SKIPPED)
            return self._next_section()
        if not self._state.is_begun:
            self._desk.tell(section, BEGUN)
        return self._begun(section)

    def _begun(self, section: PlannedSection) -> InterviewStep:
        if section.kind == QUESTIONS:
            run = self._run = self._desk.question_run(section)
            self._phase = InterviewPhase.QUESTIONS
            return self._quizzed(resumed(run))
        has_begun = self._write_code() if section.kind == KATA else self._ask_prompt()
        if has_begun:
            return self._step()
        self._desk.tell(section, SKIPPED)
        return self._next_section(f"the {section.kind} of that section is gone")

    def skip(self) -> InterviewStep:
        """Pass over the section at hand: it does not count.

        Raises:
            OutOfTurn: it has begun.
        """
        self._expect("skip", InterviewPhase.INTRO)
        self._desk.tell(self._section, SKIPPED)
        return self._next_section()

    def _next_section(self, message: str = "") -> InterviewStep:
        """The next section that is not done: its introduction, or its rubric."""
        self._run = self._quiz = self._prompt = self._code = None
        for place, section in enumerate(self._desk.plan.sections):
            state = self._desk.state(section)
            if state.is_skipped or state.is_judged:
                continue
            if state.is_ended and section.kind != PROMPT:
                continue
            self._at = place
            self._phase = (
                InterviewPhase.JUDGING if state.is_ended else InterviewPhase.INTRO
            )
            return self._step(message)
        self._phase = InterviewPhase.FINISHED
        self._desk.close()
        return self._step(message)

    # --- questions ------------------------------------------------------------

    def quiz(self, intent: Callable[[QuestionRun], QuizStep]) -> InterviewStep:
        """Hand an intent to the questions of the section at hand.

        Raises:
            OutOfTurn: no questions are asked now.
        """
        self._expect("answer a question", InterviewPhase.QUESTIONS)
        return self._quizzed(intent(self._running))

    def _quizzed(self, step: QuizStep) -> InterviewStep:
        self._quiz = step
        if step.phase is QuizPhase.FINISHED:
            self._desk.tell(self._section, ENDED, spent_s=self._running.progress.used_s)
            return self._next_section(step.message)
        if step.phase is QuizPhase.LEFT:
            self._phase = InterviewPhase.LEFT
        return self._step(step.message)

    # --- breaks, time, leaving ------------------------------------------------

    def end_break(self) -> InterviewStep:
        """Go on before the break is over.

        Raises:
            OutOfTurn: there is no break.
        """
        self._expect("end a break", InterviewPhase.BREAK)
        self._desk.tell(self._section, ENDED, spent_s=self._break.stop())
        return self._next_section()

    def tick(self, text: str | None = None) -> InterviewStep:
        """Look at the clock: time may be up, or the machine may have slept.

        Args:
            text: what stands in the pane of a prompt's phase.
        """
        match self._phase:
            case InterviewPhase.QUESTIONS:
                return self._quizzed(self._running.tick())
            case InterviewPhase.PROMPT:
                return self._ticked(self._answering("tick"), text)
            case InterviewPhase.KATA:
                return self._code_ticked(self._coding("tick"))
            case InterviewPhase.BREAK if self._break_left_s() <= 0:
                return self.end_break()
            case _:
                return self._step()

    def leave(self, text: str | None = None) -> InterviewStep:
        """Break off; everything stays, and `start` goes on later.

        Args:
            text: what stands in the pane of a prompt's phase.

        Raises:
            OutOfTurn: it is over, or was left.
        """
        going = set(InterviewPhase) - {InterviewPhase.LEFT, InterviewPhase.FINISHED}
        self._expect("leave", *going)
        if self._phase is InterviewPhase.QUESTIONS:
            return self._quizzed(self._running.leave())
        if self._phase is InterviewPhase.PROMPT:
            run = self._answering("leave")
            if text is not None:
                run.write(text)
            run.halt()
            self._save(run, WROTE)
        if self._phase is InterviewPhase.KATA:
            self._halt_code()
        self._phase = InterviewPhase.LEFT
        return self._step()

    def end(self) -> InterviewStep:
        """End the sitting, if it is not over yet."""
        is_over = self._phase is InterviewPhase.FINISHED
        return self._step() if is_over else self.give_up()

    def give_up(self) -> InterviewStep:
        """End the sitting; what was not judged does not count.

        Raises:
            OutOfTurn: it is over.
        """
        going = set(InterviewPhase) - {InterviewPhase.FINISHED}
        self._expect("give up", *going)
        if self._run is not None and self._phase is InterviewPhase.QUESTIONS:
            self._quizzed(self._run.stop())
        self._run = self._quiz = self._prompt = self._code = None
        self._phase = InterviewPhase.FINISHED
        self._desk.close()
        return self._step()

    # --- steps ----------------------------------------------------------------

    @property
    def _running(self) -> QuestionRun:
        if self._run is None:  # pragma: no cover - that phase has one
            raise OutOfTurn("answer", "no questions")
        return self._run

    def _break_left_s(self) -> float:
        return self._section.seconds - self._break.spent_s

    def _step(self, message: str = "") -> InterviewStep:
        if self._phase is None:
            raise OutOfTurn("show", "not started")
        self._serial += 1
        step = InterviewStep(
            phase=self._phase,
            serial=self._serial,
            sitting=self._desk.sitting,
            title=self._desk.plan.title,
            at=self._at,
            sections=self._desk.rows(self._at),
            taken_at=self._collection.clock.boottime(),
            message=message,
        )
        left = self._section_left_s()
        ahead = self._desk.plan.sections[self._at + 1 :]
        return replace(
            step,
            section_left_s=max(0.0, left),
            whole_left_s=max(0.0, left) + sum(each.seconds for each in ahead),
            **parts_of(self._phase, self._desk, self._section, self._quiz),
            **self._written(),
        )

    def _written(self) -> dict[str, Any]:
        """What a prompt or a kata shows while it is written."""
        if self._prompt is not None and self._phase is InterviewPhase.PROMPT:
            return {"prompt": self._prompt.step(), "is_running": True}
        if self._code is not None and self._phase is InterviewPhase.KATA:
            return {"code": self._code.step(), "is_running": True}
        return {}

    def _section_left_s(self) -> float:
        match self._phase:
            case InterviewPhase.QUESTIONS if self._quiz is not None:
                total = self._quiz.total_left_s
                return self._section.seconds if total is None else total
            case InterviewPhase.PROMPT:
                return self._answering("show").left_s
            case InterviewPhase.KATA:
                return self._coding("show").left_s
            case InterviewPhase.BREAK:
                return self._break_left_s()
            case InterviewPhase.INTRO:
                return self._section.seconds - self._desk.spent_s(self._section)
            case _:
                return 0.0
