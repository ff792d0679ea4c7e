"""The part of an interview drill in which a prompt is answered: the pane, its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.reactive import var

from drill.sessions.interview_steps import InterviewPhase, InterviewStep
from drill.tui.answer_pane import AnswerPane
from drill.tui.interview_lines import pane_place, pane_text, written
from drill.tui.ports_of_interviews import InterviewSession
from drill.tui.screens.questioning import QuestionScreen
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from drill.sessions.interview_steps import PromptStep
    from drill.tui.background import Failed

SIDE_BY_SIDE = 100
"""Cells from which the pane stands beside the prompt."""


class PromptingScreen(QuestionScreen[InterviewSession, InterviewStep]):
    """Has a pane below or beside its page while a prompt is answered."""

    step: var[InterviewStep | None] = var(None, init=False)

    def __init__(self) -> None:
        super().__init__()
        self.pane = AnswerPane()
        """Where an answer is written."""
        self._pane_of: tuple[int, int] | None = None
        """The section and the phase whose text the pane holds."""

    def compose(self) -> ComposeResult:
        """The usual areas, and a pane beside or below the page."""
        yield Lines(id="top")
        with Container(id="desk"):
            yield Page()
            yield self.pane
        yield Lines(id="keys")

    def is_in(self, *phases: InterviewPhase) -> bool:
        """Whether the sitting stands in one of some phases."""
        return self.step is not None and self.step.phase in phases

    def lay_out(self, width: int, height: int) -> int:
        """Room for the pane while a prompt is answered."""
        is_answering = self.is_in(InterviewPhase.PROMPT)
        desk, pane = self.query_one("#desk"), self.pane
        pane.display = is_answering
        # Hidden it would still take the keys: focus comes back to it after a dialog.
        pane.disabled = not is_answering
        self.page.styles.width = width
        if not is_answering:
            return 0
        if width >= SIDE_BY_SIDE:
            desk.styles.layout = "horizontal"
            self.page.styles.width = width // 2
            pane.styles.width, pane.styles.height = width - width // 2, "100%"
            return 0
        desk.styles.layout = "vertical"
        rows = max(3, (height - 6) // 2)
        pane.styles.width, pane.styles.height = width, rows
        return rows

    def fill_pane(self, step: InterviewStep) -> None:
        """Give the pane the text of another phase; the one at hand stays as it is."""
        if step.prompt is None:
            self._pane_of = None
            return
        place = (step.at, step.prompt.at)
        if self._pane_of == place:
            self.pane.go_on()
            return
        self._pane_of = place
        phase = step.prompt.phases[step.prompt.at]
        self.pane.fill(pane_text(phase), pane_place(phase))
        self.pane.focus()

    def offset_of(
        self, before: InterviewStep | None, step: InterviewStep
    ) -> int | None:
        """Where the page of a prompt stands now; None: where it stood.

        What the interviewer says is on top, a new hint at the end.
        """
        old, new = before.prompt if before is not None else None, step.prompt
        if old is None or new is None:
            return None
        if old.at != new.at or len(old.follow_ups) < len(new.follow_ups):
            return 0
        return END if len(old.hints) < len(new.hints) else None

    def text(self) -> str | None:
        """What the learner wrote in the pane; None where there is none."""
        prompt = self._prompt()
        if prompt is None or self._pane_of is None:
            return None
        return written(prompt.phases[self._pane_of[1]], self.pane.text)

    def _prompt(self) -> PromptStep | None:
        return self.step.prompt if self.step is not None else None

    def on_unmount(self) -> None:
        """The application ends: what stands in the pane is written down."""
        text, background = self.text(), self.drill.background
        if text is not None and background.is_open:
            call = partial(self._call, lambda session: session.write(text))
            background.write(self.drill.asking(call))

    # --- commands -----------------------------------------------------------------

    def action_finish(self) -> None:
        """Ask once, then judge the answer."""
        from drill.tui.screens.dialogs import Confirm

        def finish(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if is_wanted and self.is_in(InterviewPhase.PROMPT):
                text = self.text() or ""
                self.submit(lambda session: session.finish(text))

        if not self.waits("finish"):
            words = "The rubric comes next; the answer cannot be changed then."
            self.drill.push_screen(Confirm("Is the answer done?", words), finish)

    def action_turn(self, steps: int) -> None:
        """Go to another phase; what was written stays with its own."""
        if not self.waits("turn", steps):
            text = self.text() or ""
            self.pane.wait()
            self.submit(lambda session: session.turn(steps, text))

    def action_prompt_hint(self) -> None:
        """Show one more hint."""
        if not self.waits("prompt_hint"):
            text = self.text() or ""
            self.submit(lambda session: session.hint(text))

    def _refuse(self, intent: object, failure: Failed) -> None:
        """What was typed meanwhile stays in the pane that stays."""
        super()._refuse(intent, failure)  # type: ignore[arg-type]
        self.pane.go_on()


END = 1_000_000
"""A line that no page has: the window then stands at its end."""
