"""A quiz: one question after the other, against the clock in the top line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.sessions.sitting_clock import SLEEP_S
from drill.sessions.sitting_steps import QuizPhase, QuizStep
from drill.sessions.sitting_wishes import QuizWishes
from drill.tui.bindings import bindings_of
from drill.tui.key_lines import SECONDARY, key_line, primary_line
from drill.tui.ports_of_sittings import QuizSession
from drill.tui.question_keys import ENTRY_ACTIONS
from drill.tui.question_marks import marked_picture
from drill.tui.quiz_lines import asleep_lines, paused_lines, top_of_quiz
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.questioning import QuestionScreen

if TYPE_CHECKING:
    from drill.content.questions import Response
    from drill.ids import EventId
    from drill.tui.background import Failed
    from drill.tui.ports import Workspace
    from drill.tui.question_entry import Entry

TICK_S = 0.25
"""Between two looks at the clock; it costs nothing while the second is the same."""
GOING = (QuizPhase.ASKED, QuizPhase.MARKED, QuizPhase.PAUSED, QuizPhase.ASLEEP)
ALLOWED = {
    "next": (QuizPhase.MARKED, QuizPhase.PAUSED, QuizPhase.ASLEEP),
    "void": (QuizPhase.ASLEEP,),
    "pause": (QuizPhase.ASKED,),
    "undo": (QuizPhase.ASKED, QuizPhase.MARKED),
    "abandon": GOING,
}
"""In which phases a command means something."""
WORDS = {QuizPhase.PAUSED: "go on", QuizPhase.ASLEEP: "go on with it"}
"""What enter does there."""


class QuizScreen(QuestionScreen[QuizSession, QuizStep]):
    """Plays a quiz to its end, then shows the report."""

    KEYS = "quiz"
    KEY_ROWS = 3
    BINDINGS: ClassVar = bindings_of("quiz")

    step: var[QuizStep | None] = var(None, init=False)

    def __init__(
        self, wishes: QuizWishes | None = None, *, sitting: EventId | None = None
    ) -> None:
        """Begin a quiz, or go on with one.

        Args:
            wishes: of a new one.
            sitting: one that was left half way.
        """
        super().__init__()
        self._wishes = wishes or QuizWishes()
        self._sitting = sitting
        self._draft: tuple[int, Entry, int] | None = None
        """What was entered before a pause or a sleep, with its place and hints."""
        self._second = 0
        self._slept = 0.0

    def make_session(self, workspace: Workspace) -> QuizSession:
        """The quiz, on disk already."""
        if self._sitting is not None:
            return workspace.resume_quiz(self._sitting)
        return workspace.open_quiz(self._wishes)

    def on_mount(self) -> None:
        """Ask the first question, and watch the clock."""
        self._slept = self.drill.clock.asleep()
        self.submit(lambda session: session.start())
        self.set_interval(TICK_S, self._tick)

    def show(self, step: QuizStep) -> None:
        """Take over the step that came."""
        self.step = step

    # --- what is shown ----------------------------------------------------------

    def watch_step(self, step: QuizStep) -> None:
        """Paint the step that came; at the end, the report."""
        self._slept = self.drill.clock.asleep()
        self._ask(step)
        if step.phase is QuizPhase.LEFT:
            self.dismiss()
        elif step.phase is QuizPhase.FINISHED:
            self._show_report()
        else:
            self.repaint_top()
            self.repaint_page(0 if not step.complaint else None)
            self.repaint_keys()

    def _ask(self, step: QuizStep) -> None:
        """Take the question up; after a pause or a sleep with what was entered."""
        if self.entry is not None and step.phase in WORDS:
            self._draft = (step.place, self.entry, self.hints)
        is_asked = step.phase is QuizPhase.ASKED
        self.take_up(
            step.question if is_asked else None, of=step.place, complaint=step.complaint
        )
        if is_asked and self._draft is not None:
            place, entry, hints = self._draft
            if place == step.place and entry.question == step.question:
                self.entry, self.hints = entry, hints
            self._draft = None

    def _show_report(self) -> None:
        """Let the report stand where the quiz stood; behind a dialog it waits."""
        from drill.tui.screens.quiz_report import QuizReportScreen

        step = self.step
        if step is not None and step.result is not None and self.is_active:
            if step.message:
                self.drill.notify_plainly(step.message)
            self.drill.switch_screen(QuizReportScreen(step.result))

    def on_screen_resume(self) -> None:
        """A dialog is gone: the quiz may have ended behind it."""
        super().on_screen_resume()
        if self.step is not None and self.step.phase is QuizPhase.FINISHED:
            self._show_report()

    def top_line(self) -> tuple[Line, Line]:
        """Which question it is; the clock."""
        if self.step is None:
            return (Run(" quiz", "muted"),), (Run("opening …", "muted"),)
        return top_of_quiz(self.step, self._elapsed_s())

    def page_lines(self, width: int) -> list[Line]:
        """The question, its mark, or why neither is shown."""
        step, syntax = self.step, self.drill.syntax
        if step is None:
            return []
        if self.entry is not None:
            return list(self.asked_picture(self.entry, width).lines)
        if step.question is not None and step.marked is not None:
            marked = replace(step.marked, proposed=None)
            found = marked_picture(step.question, marked, width, syntax=syntax)
            return list(found.lines)
        if step.phase is QuizPhase.ASLEEP:
            return asleep_lines(step, width)
        return paused_lines(step, width)

    def key_rows(self, width: int) -> list[Line]:
        """What the moment asks for, what was done, everything else."""
        hidden = self.hidden_keys()
        if self.entry is not None and not self.can_retry:
            return self.asked_rows(width, hidden, self._message())
        if self.rows_of_keys(self.size.height) == 1:
            return [key_line("quiz", width, self.keymap, hidden=hidden)]
        words = WORDS.get(self.step.phase, "") if self.step is not None else ""
        labels = {"quiz.next": words} if words else {}
        first = primary_line("quiz", width, self.keymap, hidden=hidden, labels=labels)
        rest = key_line("quiz", width, self.keymap, hidden=hidden, ranks=SECONDARY)
        return [first, self._message(), rest]

    def _message(self) -> Line:
        if self.step is None or self.step.message in {"", self.step.complaint}:
            return EMPTY
        return (Run("   " + self.step.message, "muted"),)

    # --- time -------------------------------------------------------------------

    def _elapsed_s(self) -> float:
        """Since the step was made, while its clock runs."""
        if self.step is None or not self.step.is_running:
            return 0.0
        return max(0.0, self.drill.clock.boottime() - self.step.taken_at)

    def _tick(self) -> None:
        """Count down; what time brings is the session's to say."""
        step = self.step
        if step is None or not step.is_running or self.is_busy or self.can_retry:
            return
        elapsed, left_s = self._elapsed_s(), step.left_s
        has_slept = self.drill.clock.asleep() - self._slept > SLEEP_S
        if has_slept or (left_s is not None and elapsed >= left_s):
            self.submit(lambda session: session.tick())
        elif int(elapsed / TICK_S) != self._second:
            self._second = int(elapsed / TICK_S)
            self.repaint_top()

    # --- what is allowed --------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the moment allows; while a call runs, every key waits its turn."""
        if action in ENTRY_ACTIONS or action == "hint":
            return super().check_action(action, parameters)
        if action == "retry":
            return self.can_retry
        step = self.step
        if self.is_busy or step is None or action not in ALLOWED:
            return True
        if step.phase not in ALLOWED[action]:
            return False
        may = {"pause": step.may_pause, "undo": step.can_undo}
        return may.get(action, True)

    def hidden_keys(self) -> set[str]:
        """What the moment forbids."""
        return super().hidden_keys() | self.hidden_question_keys()

    # --- commands -----------------------------------------------------------------

    def answer(self, response: Response, hints: int) -> None:
        """Have an answer marked, or kept for the end."""
        self.submit(lambda session: session.answer(response, hints))

    def action_next(self) -> None:
        """On from a mark, a pause or a sleep; first show what lies below."""
        if self.waits("next") or self.guard.is_repeat or self.step is None:
            return
        if self.step.phase is not QuizPhase.MARKED:
            self.submit(lambda session: session.resume())
        elif self.page.hidden_below:
            self.action_scroll(1)
        else:
            self.submit(lambda session: session.next())

    def action_void(self) -> None:
        """Take the question out after a sleep."""
        if not self.waits("void"):
            self.submit(lambda session: session.void())

    def action_pause(self) -> None:
        """Stop the clock and hide the question."""
        if not self.waits("pause"):
            self.submit(lambda session: session.pause())

    def action_undo(self) -> None:
        """Take the latest answer back."""
        if not self.waits("undo"):
            self.submit(lambda session: session.undo())

    def action_leave(self) -> None:
        """Ask once, then leave; what was answered stays."""
        from drill.tui.screens.dialogs import Confirm

        if self.step is None:
            self.dismiss()
            return
        may_pause = self.step.may_pause or self.step.left_s is None
        clock = (
            "The clock stands" if may_pause else "The clock of this question goes on"
        )
        self.drill.push_screen(
            Confirm("Leave the quiz?", f"What was answered stays. {clock}."),
            self._leave_if,
        )

    def _leave_if(self, is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
        if is_wanted and self.step is not None and self.step.phase in GOING:
            self.submit(lambda session: session.leave())

    def action_abandon(self) -> None:
        """Ask once, then end the quiz here."""
        from drill.tui.screens.dialogs import Confirm

        if not self.waits("abandon"):
            question = "End the quiz here?"
            words = "The score is of what was asked so far."
            self.drill.push_screen(Confirm(question, words), self._end_if)

    def _end_if(self, is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
        if is_wanted and self.step is not None and self.step.phase in GOING:
            self.submit(lambda session: session.give_up())

    def _refuse(self, intent: object, failure: Failed) -> None:
        """A quiz that cannot begin leaves the screen; the application says why."""
        super()._refuse(intent, failure)  # type: ignore[arg-type]
        if self.step is None and not self.can_retry:
            self.dismiss()
