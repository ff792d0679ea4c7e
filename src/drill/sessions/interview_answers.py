"""The part of an interview drill in which a prompt is answered, then judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import OutOfTurn
from drill.sessions.interview_moves import DRAFTED, ENDED, WROTE
from drill.sessions.interview_prompt import PromptRun
from drill.sessions.interview_steps import InterviewPhase
from drill.sessions.interview_turns import TIME_IS_UP, SittingTurns, slept_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.interview_steps import InterviewStep


class PromptTurns(SittingTurns):
    """Hands intents to the prompt at hand."""

    def __init__(self, collection: Collection, sitting: EventId) -> None:
        super().__init__(collection, sitting)
        self._prompt: PromptRun | None = None

    def _ask_prompt(self) -> bool:
        """Begin the prompt of the section at hand; False when it is gone."""
        asked = self._desk.asked(self._section)
        if asked is None:
            return False
        clock = self._collection.clock
        self._prompt = PromptRun(self._section, asked, self._state, clock)
        self._prompt.go_on()
        self._phase = InterviewPhase.PROMPT
        return True

    def write(self, text: str) -> InterviewStep:
        """Take over the pane of the phase at hand, and write it down now.

        Raises:
            OutOfTurn: no prompt is being answered.
        """
        run = self._answering("write")
        run.write(text)
        self._save(run, WROTE)
        return self._step()

    def turn(self, steps: int, text: str) -> InterviewStep:
        """Go to a later or an earlier phase of the prompt.

        Args:
            steps: how many phases on; back when negative.
            text: what stands in the pane that is left.

        Raises:
            OutOfTurn: no prompt is being answered.
        """
        run = self._answering("turn")
        run.write(text)
        run.move(steps)
        self._save(run, WROTE)
        return self._step()

    def hint(self, text: str) -> InterviewStep:
        """Show one more hint of the prompt; the report tells how many were shown.

        Raises:
            OutOfTurn: no prompt is being answered.
        """
        run = self._answering("take a hint")
        run.write(text)
        if run.hint():
            self._save(run, WROTE)
        return self._step()

    def finish(self, text: str) -> InterviewStep:
        """End the answer before its time is up; the rubric comes next.

        Raises:
            OutOfTurn: no prompt is being answered.
        """
        run = self._answering("finish")
        run.write(text)
        return self._ended(run)

    def _ended(self, run: PromptRun, message: str = "") -> InterviewStep:
        run.halt()
        self._save(run, ENDED)
        return self._next_section(message)

    def judge(self, met: Sequence[int], note: str) -> InterviewStep:
        """Record which criteria the answer met, and a note to oneself.

        Args:
            met: indices of criteria, as the rubric's step lists them.
            note: empty for none.

        Raises:
            OutOfTurn: no rubric is shown.
        """
        self._expect("judge", InterviewPhase.JUDGING)
        self._desk.judge(self._section, met, note.strip())
        return self._next_section()

    def draft(self, met: Sequence[int], note: str) -> InterviewStep:
        """Keep a judgement in the making: it outlives leaving and a crash.

        Args:
            met: as `judge` takes them.
            note: so far.

        Raises:
            OutOfTurn: no rubric is shown.
        """
        self._expect("judge", InterviewPhase.JUDGING)
        self._desk.tell(self._section, DRAFTED, met=list(met), note=note)
        return self._step()

    def _answering(self, intent: str) -> PromptRun:
        self._expect(intent, InterviewPhase.PROMPT)
        if self._prompt is None:  # pragma: no cover - that phase has one
            raise OutOfTurn(intent, "no prompt")
        self._slept_s += self._prompt.slept_s()
        return self._prompt

    def _save(self, run: PromptRun, move: str) -> None:
        self._desk.tell(run.section, move, **run.told())

    def _ticked(self, run: PromptRun, text: str | None) -> InterviewStep:
        if text is not None:
            run.write(text)
        slept, self._slept_s = self._slept_s, 0.0
        if run.left_s <= 0:
            return self._ended(run, TIME_IS_UP)
        if slept or run.is_to_be_saved:
            self._save(run, WROTE)
        return self._step(slept_words(slept))
