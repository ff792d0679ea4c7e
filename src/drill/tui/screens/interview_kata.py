"""The kata of an interview drill: the screen of a kata, with the sitting's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.tui.screens.kata import KataScreen

if TYPE_CHECKING:
    from drill.ids import CardId
    from drill.tui.ports import Workspace
    from drill.tui.ports_of_interviews import InterviewSession
    from drill.tui.ports_of_katas import KataSession


class InterviewKataScreen(KataScreen):
    """Shows one kata until it is done, or the time of its section is up."""

    def __init__(
        self, sitting: InterviewSession, card: CardId, language: str = "python"
    ) -> None:
        """Take up the kata of a section.

        Args:
            sitting: whose section it is.
            card: of the kata.
            language: what it is written in.
        """
        super().__init__(card, language)
        self._sitting = sitting

    def make_session(self, workspace: Workspace) -> KataSession:
        """The kata on the terms of the sitting."""
        del workspace  # the sitting has it
        return self._sitting.kata(self.language)

    def in_language(self, language: str) -> KataScreen:
        """The same kata in another language."""
        return InterviewKataScreen(self._sitting, self.card, language)

    def _tick(self) -> None:
        """Go back to the sitting when the time is up and no run is going on."""
        super()._tick()
        step = self.step
        if step is None or step.left_s is None or not self.is_current:
            return
        elapsed_s = self.drill.clock.boottime() - self._taken_at
        if step.left_s <= elapsed_s and self.progress is None and not self.is_busy:
            self.dismiss()
