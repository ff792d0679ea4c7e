"""The part of an interview drill in which code is written: on a screen of its own."""

from __future__ import annotations

from drill.sessions.interview_steps import InterviewPhase
from drill.tui.screens.prompting import PromptingScreen


class CodingScreen(PromptingScreen):
    """Opens the kata of a section, and takes in what came of it."""

    def write_code(self) -> None:
        """Open the kata; the clock goes on."""
        from drill.tui.screens.interview_kata import InterviewKataScreen

        code = self.step.code if self.step is not None else None
        if code is not None and self._session is not None and self.is_current:
            self.drill.push_screen(InterviewKataScreen(self._session, code.card))

    def go_on_coding(self) -> None:
        """Back to the code; where nothing is left to do, hand it in."""
        code = self.step.code if self.step is not None else None
        if code is not None and code.is_over:
            self.submit(lambda session: session.finish_code())
        else:
            self.write_code()

    def look_at_code(self) -> None:
        """Show what its runs came to, once its screen is gone."""
        if self.is_in(InterviewPhase.KATA) and not self.is_busy:
            self.submit(lambda session: session.tick())

    def action_finish(self) -> None:
        """Ask once, then judge the answer; of code: hand it in."""
        from drill.tui.screens.dialogs import Confirm

        def finish(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if is_wanted and self.is_in(InterviewPhase.KATA):
                self.submit(lambda session: session.finish_code())

        if not self.is_in(InterviewPhase.KATA):
            super().action_finish()
        elif not self.waits("finish"):
            words = "The best run counts; nothing can be changed then."
            self.drill.push_screen(Confirm("Hand the code in?", words), finish)
