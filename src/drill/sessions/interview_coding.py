"""The part of an interview drill in which code is written.

The code is written on a screen of its own, in a `KataSession` on the sitting's terms:
a clean file, hints that are told of, no rating. Here are the clock and the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import OutOfTurn
from drill.sessions.interview_moves import WROTE
from drill.sessions.interview_steps import InterviewPhase
from drill.sessions.interview_turns import TIME_IS_UP, SittingTurns, slept_words

if TYPE_CHECKING:
    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.interview_code import CodeRun
    from drill.sessions.interview_steps import InterviewStep
    from drill.sessions.kata import KataSession


class CodeTurns(SittingTurns):
    """Hands out the kata at hand, and takes in what came of it."""

    def __init__(self, collection: Collection, sitting: EventId) -> None:
        super().__init__(collection, sitting)
        self._code: CodeRun | None = None

    def kata(self, language: str = "python") -> KataSession:
        """The kata of the section at hand, to be worked on.

        Its clock runs whoever shows it. Runs count until the time is up; then, or when
        it is done, `tick` or `finish_code` goes on.

        Args:
            language: what it is written in.

        Raises:
            OutOfTurn: no code is being written.
            LanguageNotFound: it cannot be written in that language.
            NotWritable: the work file cannot be made.
        """
        return self._coding("write code").session(language)

    def finish_code(self) -> InterviewStep:
        """Hand the code in before the time is up.

        Raises:
            OutOfTurn: no code is being written.
        """
        return self._code_ended(self._coding("finish"))

    def _write_code(self) -> bool:
        """Begin the kata of the section at hand; False when it is gone."""
        self._code = self._desk.code_run(self._section)
        if self._code is None:
            return False
        self._code.go_on()
        self._phase = InterviewPhase.KATA
        return True

    def _coding(self, intent: str) -> CodeRun:
        self._expect(intent, InterviewPhase.KATA)
        if self._code is None:  # pragma: no cover - that phase has one
            raise OutOfTurn(intent, "no code")
        self._slept_s += self._code.slept_s()
        return self._code

    def _code_ticked(self, run: CodeRun) -> InterviewStep:
        slept, self._slept_s = self._slept_s, 0.0
        if run.left_s <= 0:
            return self._code_ended(run, TIME_IS_UP)
        if slept or run.is_to_be_saved:
            self._desk.tell(run.section, WROTE, **run.told())
        return self._step(slept_words(slept))

    def _code_ended(self, run: CodeRun, message: str = "") -> InterviewStep:
        run.halt()
        self._desk.end_code(run)
        return self._next_section(message)

    def _halt_code(self) -> None:
        """Let the clock stand, and write the time down."""
        run = self._coding("leave")
        run.halt()
        self._desk.tell(run.section, WROTE, **run.told())
