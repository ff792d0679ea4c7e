"""What the screens of interview drills ask of the sessions.

A part of `drill.tui.ports.Workspace`: every method is called on the writer thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from drill.content.questions import Response
    from drill.ids import EventId
    from drill.sessions.interview_steps import (
        InterviewReport,
        InterviewsStep,
        InterviewStep,
    )
    from drill.sessions.sitting_steps import QuizStep
    from drill.sessions.steps import Changed
    from drill.tui.ports_of_katas import KataSession


class QuestionRun(Protocol):
    """The questions of one section."""

    def answer(self, response: Response, hints: int) -> QuizStep:
        """Record a response; None: the learner does not know."""
        ...

    def resume(self) -> QuizStep:
        """Go on after a sleep."""
        ...

    def void(self) -> QuizStep:
        """Take the question at hand out, after a sleep."""
        ...

    def undo(self) -> QuizStep:
        """Take the latest answer back."""
        ...


class InterviewSession(Protocol):
    """An interview drill in progress; each intent returns the step that follows."""

    def start(self) -> InterviewStep:
        """The first step, or the present one again."""
        ...

    def begin(self) -> InterviewStep:
        """Begin the section at hand, or go on with it."""
        ...

    def skip(self) -> InterviewStep:
        """Pass over the section at hand."""
        ...

    def quiz(self, intent: Callable[[QuestionRun], QuizStep]) -> InterviewStep:
        """Hand an intent to the questions of the section."""
        ...

    def write(self, text: str) -> InterviewStep:
        """Keep what stands in the pane of the phase at hand."""
        ...

    def turn(self, steps: int, text: str) -> InterviewStep:
        """Go to another phase of the prompt."""
        ...

    def hint(self, text: str) -> InterviewStep:
        """Show one more hint."""
        ...

    def finish(self, text: str) -> InterviewStep:
        """End the answer; the rubric comes next."""
        ...

    def kata(self, language: str = "python") -> KataSession:
        """The kata of the section at hand, to be worked on."""
        ...

    def finish_code(self) -> InterviewStep:
        """Hand the code in before the time is up."""
        ...

    def judge(self, met: Sequence[int], note: str) -> InterviewStep:
        """Record which criteria were met."""
        ...

    def draft(self, met: Sequence[int], note: str) -> InterviewStep:
        """Keep a judgement in the making."""
        ...

    def end_break(self) -> InterviewStep:
        """Go on before the break is over."""
        ...

    def tick(self, text: str | None = None) -> InterviewStep:
        """Look at the clock."""
        ...

    def leave(self, text: str | None = None) -> InterviewStep:
        """Break off, to go on later."""
        ...

    def give_up(self) -> InterviewStep:
        """End the sitting here."""
        ...


class InterviewPort(Protocol):
    """Interview drills, as far as the screens need them."""

    def interviews(self) -> InterviewsStep:
        """The formats to choose from, and the sittings there were."""
        ...

    def open_interview(self, name: str) -> InterviewSession:
        """A new sitting of a format.

        Raises:
            FormatNotFound: there is no such format.
        """
        ...

    def resume_interview(self, sitting: EventId) -> InterviewSession:
        """A sitting that was left half way."""
        ...

    def give_up_interview(self, sitting: EventId) -> InterviewReport:
        """End a sitting that was left half way."""
        ...

    def interview_report(self, sitting: EventId) -> InterviewReport:
        """What a sitting came to."""
        ...

    def export_interview(self, sitting: EventId, path: Path) -> Changed:
        """Write a report to a file, as Markdown."""
        ...
