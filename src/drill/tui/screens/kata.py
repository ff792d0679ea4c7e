"""A kata, from its starter to its rating: what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.ids import Rating
from drill.tui.bindings import bindings_of
from drill.tui.kata_keys import VIEWS, allows
from drill.tui.screens.kata_running import KataRunning

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.kata_steps import AttemptRow, KataStep
    from drill.tui.ports_of_katas import KataSession


class KataScreen(KataRunning):
    """One kata."""

    BINDINGS: ClassVar = bindings_of("kata")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the moment allows."""
        if action == "retry":
            return self.can_retry
        if action == "view":
            return not self.is_wide
        if self.step is None:
            return action == "leave" or super().check_action(action, parameters)
        is_running = self.progress is not None
        return allows(self.step, action, parameters, is_running=is_running)

    # --- other commands ---------------------------------------------------------

    def action_view(self) -> None:
        """The next view."""
        place = VIEWS.index(self.view)
        self.turn(VIEWS[(place + 1) % len(VIEWS)])

    def action_scroll(self, pages: int) -> None:
        """Scroll what is read."""
        if (page := self.seen) is not None:
            page.move(pages * max(1, page.area.height - 2))

    def action_hint(self) -> None:
        """Show one more hint."""
        if not self.waits("hint"):
            self._keep_then(lambda session: session.hint())

    def _keep_then(self, intent: Callable[[KataSession], KataStep]) -> None:
        """Save what was typed, then do something."""
        text = self.unsaved()
        self.typed_at = None

        def call(session: KataSession) -> KataStep:
            if text is not None:
                self.saved(session, text)
            return intent(session)

        self.submit(call)

    def action_reset(self) -> None:
        """Ask once, then begin the file anew."""

        def reset(session: KataSession) -> KataStep:
            step = session.reset()
            self.stamp = session.stamp()
            return step

        def begin() -> None:
            self.typed_at = None
            self.submit(reset)

        words = "What stands in the editor goes; runs that were judged keep their code."
        self._confirm("Begin the file anew?", words, begin)

    def action_give_up(self) -> None:
        """Ask once, then show the solution."""
        words = "The solution is shown, and the kata counts as again."
        self._confirm(
            "Give up?", words, lambda: self._keep_then(lambda each: each.give_up())
        )

    def _confirm(self, question: str, words: str, then: Callable[[], None]) -> None:
        from drill.tui.screens.dialogs import Confirm

        def decide(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if is_wanted:
                then()

        self.drill.push_screen(Confirm(question, words), decide)

    def action_rate(self, number: int) -> None:
        """Rate the kata."""
        rating = Rating(number)
        if not self.waits("rate", number):
            self.submit(lambda session: session.rate(rating))

    def action_rate_proposed(self) -> None:
        """Rate it as proposed; leave once it is rated."""
        step = self.step
        if step is None or self.guard.is_repeat or self.waits("rate_proposed"):
            return
        if step.rating is not None:
            self.action_rate(int(step.rating))
        else:
            self.dismiss()

    def action_attempts(self) -> None:
        """Look at earlier runs."""
        session = self._session
        if session is not None:
            call = self.drill.asking(lambda _: session.attempts())
            self.ask(call, self._show_attempts)

    def _show_attempts(self, rows: tuple[AttemptRow, ...]) -> None:
        from drill.tui.screens.kata_attempts import AttemptsScreen

        self.drill.push_screen(AttemptsScreen(rows))

    def action_language(self) -> None:
        """Write it in the next language; each has a file of its own."""
        step = self.step
        if step is not None and len(step.languages) > 1:
            place = step.languages.index(step.language)
            wanted = step.languages[(place + 1) % len(step.languages)]
            self.drill.switch_screen(self.in_language(wanted))

    def in_language(self, language: str) -> KataScreen:
        """The same kata in another language."""
        return KataScreen(self.card, language)

    def action_editor(self) -> None:
        """Open the file in the learner's own editor, and run what it saved."""
        from drill.tui.editing import edit_path

        step = self.step
        if step is None:
            return

        def opened(_: KataStep) -> None:
            edit_path(self, step.path)

        text, session = self.editor.text, self._session
        if session is not None:
            self.typed_at = None
            self.ask(self.drill.asking(lambda _: self.saved(session, text)), opened)

    def action_leave(self) -> None:
        """Stop a run, or leave."""
        if self.progress is not None:
            self.action_cancel()
        else:
            self.dismiss()
