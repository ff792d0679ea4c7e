"""An interview drill: sections, questions, a pane for the answer, the rubric."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.reactive import var
from textual.widgets import TextArea

from drill.content.questions import Ticked
from drill.sessions.interview_steps import InterviewPhase, InterviewStep
from drill.sessions.sitting_steps import QuizPhase
from drill.tui.bindings import bindings_of
from drill.tui.interview_keys import allows, go_on_words
from drill.tui.interview_lines import (
    away_lines,
    beside_rubric,
    break_lines,
    intro_lines,
    pane_text,
    prompt_lines,
    rubric_question,
    top_of_interview,
)
from drill.tui.key_lines import SECONDARY, key_line, primary_line
from drill.tui.ports_of_interviews import InterviewSession
from drill.tui.question_keys import ENTRY_ACTIONS
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.questioning import QuestionScreen
from drill.tui.widgets import Lines, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from drill.content.questions import Response
    from drill.ids import EventId
    from drill.sessions.sitting_steps import QuizStep
    from drill.tui.background import Failed
    from drill.tui.ports import Workspace
    from drill.tui.ports_of_interviews import QuestionRun
    from drill.tui.question_entry import Entry
    from drill.tui.question_lines import QuestionPicture

TICK_S = 0.25
LOOK_S = 1.0
"""Between two looks of the session at its clock."""
SIDE_BY_SIDE = 100
"""Cells from which the pane stands beside the prompt."""
CLOCKED = (InterviewPhase.QUESTIONS, InterviewPhase.PROMPT, InterviewPhase.BREAK)


class InterviewScreen(QuestionScreen[InterviewSession, InterviewStep]):
    """Plays a sitting to its end, then shows the report."""

    KEYS = "interview"
    KEY_ROWS = 3
    BINDINGS: ClassVar = bindings_of("interview")

    step: var[InterviewStep | None] = var(None, init=False)

    def __init__(self, name: str = "", *, sitting: EventId | None = None) -> None:
        """Begin a sitting, or go on with one.

        Args:
            name: the format of a new one.
            sitting: one that was left half way.
        """
        super().__init__()
        self._format = name
        self._sitting = sitting
        self._note = ""
        self._pane_of: tuple[int, int] | None = None
        """The section and the phase whose text the pane holds."""
        self._looked_at = 0.0

    def make_session(self, workspace: Workspace) -> InterviewSession:
        """The sitting, on disk already."""
        if self._sitting is not None:
            return workspace.resume_interview(self._sitting)
        return workspace.open_interview(self._format)

    def compose(self) -> ComposeResult:
        """The usual areas, and a pane beside or below the page."""
        yield Lines(id="top")
        with Container(id="desk"):
            yield Page()
            yield TextArea(id="pane", compact=True, highlight_cursor_line=False)
        yield Lines(id="keys")

    @property
    def pane(self) -> TextArea:
        """Where an answer is written."""
        return self.query_one("#pane", TextArea)

    def lay_out(self, width: int, height: int) -> int:
        """Room for the pane while a prompt is answered."""
        is_answering = self._in(InterviewPhase.PROMPT)
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

    def on_mount(self) -> None:
        """Show the first section, and watch the clock."""
        self.submit(lambda session: session.start())
        self.set_interval(TICK_S, self._tick)

    def show(self, step: InterviewStep) -> None:
        """Take over the step that came."""
        self.step = step

    # --- what is shown ----------------------------------------------------------

    def watch_step(self, before: InterviewStep | None, step: InterviewStep) -> None:
        """Paint the step that came; at the end, the report."""
        self._looked_at = self.drill.clock.boottime()
        if step.phase is InterviewPhase.LEFT:
            self.dismiss()
            return
        if step.phase is InterviewPhase.FINISHED:
            self._show_report()
            return
        self._take_up(step)
        is_other = before is None or before.phase is not step.phase
        if is_other:
            self._fit(self.size)
        self._fill_pane(step)
        self.repaint_top()
        is_new = is_other or (before is not None and before.at != step.at)
        is_asked = step.quiz is not None and not step.quiz.complaint
        self.repaint_page(0 if is_new or is_asked else None)
        self.repaint_keys()

    def _take_up(self, step: InterviewStep) -> None:
        """Ask a question of the section, or let the criteria be ticked."""
        quiz, rubric = step.quiz, step.rubric
        if quiz is not None and quiz.phase is QuizPhase.ASKED:
            of = (step.at, quiz.place)
            self.take_up(quiz.question, of=of, complaint=quiz.complaint)
        elif rubric is not None:
            self.take_up(rubric_question(rubric), of=step.at, is_open=True)
        else:
            self.take_up(None)

    def _fill_pane(self, step: InterviewStep) -> None:
        """Give the pane the text of another phase; the one at hand stays as it is."""
        if step.prompt is None:
            self._pane_of = None
            return
        place = (step.at, step.prompt.at)
        if self._pane_of == place:
            return
        self._pane_of = place
        pane, text = self.pane, pane_text(step.prompt.phases[step.prompt.at])
        pane.load_text(text)
        pane.move_cursor(pane.document.end if step.prompt.at else (0, 0))
        pane.focus()

    def _show_report(self) -> None:
        """Let the report stand where the sitting stood; behind a dialog it waits."""
        from drill.tui.screens.interview_report import InterviewReportScreen

        step = self.step
        if step is not None and step.report is not None and self.is_current:
            self.drill.switch_screen(InterviewReportScreen(step.report))

    def on_screen_resume(self) -> None:
        """A dialog is gone: the sitting may have ended behind it."""
        super().on_screen_resume()
        if self._in(InterviewPhase.FINISHED):
            self._show_report()
        elif self._in(InterviewPhase.PROMPT):
            self.pane.focus()

    def top_line(self) -> tuple[Line, Line]:
        """Which section it is; the clocks."""
        if self.step is None:
            return (Run(" interview", "muted"),), (Run("opening …", "muted"),)
        return top_of_interview(self.step, self._elapsed_s())

    def asked_picture(self, entry: Entry, width: int) -> QuestionPicture:
        """The question that waits; below a rubric, a good answer and one's own."""
        found = super().asked_picture(entry, width)
        rubric = self.step.rubric if self.step is not None else None
        if rubric is None:
            return found
        below = beside_rubric(rubric, width, syntax=self.drill.syntax)
        return replace(found, lines=(*found.lines, *below))

    def page_lines(self, width: int) -> list[Line]:
        """What the moment is about."""
        step, syntax = self.step, self.drill.syntax
        if step is None:
            return []
        if self.entry is not None:
            return list(self.asked_picture(self.entry, width).lines)
        if step.prompt is not None:
            room = width // 2 - 1 if width >= SIDE_BY_SIDE else width
            return prompt_lines(step.prompt, self._elapsed_s(), room, syntax=syntax)
        if step.phase is InterviewPhase.BREAK:
            return break_lines(step, self._elapsed_s())
        if step.quiz is not None:
            return away_lines(step.quiz.absence_s / 60, width)
        return intro_lines(step, width)

    def key_rows(self, width: int) -> list[Line]:
        """What the moment asks for, what was done, everything else."""
        hidden, typing = self.hidden_keys(), self._in(InterviewPhase.PROMPT)
        if self.entry is not None and not self.can_retry:
            return self.asked_rows(width, hidden, self._message())
        help_id = self.TYPING_HELP if typing else self.HELP
        if self.rows_of_keys(self.size.height) == 1:
            return [
                key_line(
                    "interview", width, self.keymap, hidden=hidden, help_id=help_id,
                    is_typing=typing,
                )
            ]  # fmt: skip
        labels = {"interview.go-on": go_on_words(self.step)}
        first = primary_line(
            "interview", width, self.keymap, hidden=hidden, labels=labels
        )
        rest = key_line(
            "interview", width, self.keymap, hidden=hidden, ranks=SECONDARY,
            help_id=help_id, is_typing=typing,
        )  # fmt: skip
        return [first, self._message(), rest]

    def _message(self) -> Line:
        step = self.step
        if step is None or not step.message or step.message == self.complaint:
            return EMPTY
        return (Run("   " + step.message, "muted"),)

    # --- time -------------------------------------------------------------------

    def _elapsed_s(self) -> float:
        """Since the step was made, while its clock runs."""
        if self.step is None or not self.step.is_running:
            return 0.0
        return max(0.0, self.drill.clock.boottime() - self.step.taken_at)

    def _tick(self) -> None:
        """Count down, and let the session look at its clock once a second."""
        step = self.step
        if step is None or step.phase not in CLOCKED or self.is_busy or self.can_retry:
            return
        if not self.is_current:
            return  # behind a dialog; time goes on, and is looked at afterwards
        if self.drill.clock.boottime() - self._looked_at >= LOOK_S:
            text = self._text()
            self.submit(lambda session: session.tick(text))

    def _text(self) -> str | None:
        """What stands in the pane; None where there is none."""
        return self.pane.text if self._pane_of is not None else None

    # --- what is allowed --------------------------------------------------------

    def _in(self, *phases: InterviewPhase) -> bool:
        return self.step is not None and self.step.phase in phases

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the moment allows; while a call runs, every key waits its turn."""
        if action in ENTRY_ACTIONS or action == "hint":
            return super().check_action(action, parameters)
        if action == "retry":
            return self.can_retry
        return self.is_busy or self.step is None or allows(self.step, action)

    def hidden_keys(self) -> set[str]:
        """What the moment forbids."""
        return super().hidden_keys() | self.hidden_question_keys()

    # --- commands -----------------------------------------------------------------

    def answer(self, response: Response, hints: int) -> None:
        """Hand in the answer to a question, or the judgement of one's own."""
        if self._in(InterviewPhase.JUDGING):
            met = response.places if isinstance(response, Ticked) else ()
            note, self._note = self._note, ""
            self.submit(lambda session: session.judge(met, note))
        else:
            self._ask_run(lambda run: run.answer(response, hints))

    def _ask_run(self, intent: Callable[[QuestionRun], QuizStep]) -> None:
        self.submit(lambda session: session.quiz(intent))

    def action_go_on(self) -> None:
        """Begin the section; end the break; go on after a sleep."""
        if self.waits("go_on") or self.guard.is_repeat:
            return
        if self._in(InterviewPhase.INTRO):
            self.submit(lambda session: session.begin())
        elif self._in(InterviewPhase.BREAK):
            self.submit(lambda session: session.end_break())
        else:
            self._ask_run(lambda run: run.resume())

    def action_void(self) -> None:
        """Take the question out after a sleep."""
        if not self.waits("void"):
            self._ask_run(lambda run: run.void())

    def action_undo(self) -> None:
        """Take the latest answer back."""
        if not self.waits("undo"):
            self._ask_run(lambda run: run.undo())

    def action_skip(self) -> None:
        """Ask once, then pass over the section."""
        from drill.tui.screens.dialogs import Confirm

        def skip(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if is_wanted and self._in(InterviewPhase.INTRO):
                self.submit(lambda session: session.skip())

        if not self.waits("skip"):
            words = "It does not count in the score."
            self.drill.push_screen(Confirm("Pass over this section?", words), skip)

    def action_finish(self) -> None:
        """Ask once, then judge the answer."""
        from drill.tui.screens.dialogs import Confirm

        def finish(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if is_wanted and self._in(InterviewPhase.PROMPT):
                text = self.pane.text
                self.submit(lambda session: session.finish(text))

        if not self.waits("finish"):
            words = "The rubric comes next; the answer cannot be changed then."
            self.drill.push_screen(Confirm("Is the answer done?", words), finish)

    def action_turn(self, steps: int) -> None:
        """Go to another phase; what was written stays with its own."""
        if not self.waits("turn", steps):
            text = self.pane.text
            self.submit(lambda session: session.turn(steps, text))

    def action_prompt_hint(self) -> None:
        """Show one more hint."""
        if not self.waits("prompt_hint"):
            text = self.pane.text
            self.submit(lambda session: session.hint(text))

    def action_note(self) -> None:
        """Write a note to oneself."""
        from drill.tui.screens.dialogs import TextPrompt

        def keep(text: str | None) -> None:
            if text is not None:
                self._note = text

        if not self.waits("note"):
            self.drill.push_screen(TextPrompt("Note to yourself", self._note), keep)

    def action_leave(self) -> None:
        """Ask once while a clock runs, then leave; everything is kept."""
        from drill.tui.screens.dialogs import Confirm

        if self.step is None or not self._in(*CLOCKED):
            self._leave_if(is_wanted=True)
            return
        words = "Everything is kept, and you can go on later."
        self.drill.push_screen(Confirm("Leave the sitting?", words), self._leave_if)

    def _leave_if(self, is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
        if not is_wanted:
            return
        if self.step is None:
            self.dismiss()
        elif not self._in(InterviewPhase.FINISHED):
            text = self._text()
            self.submit(lambda session: session.leave(text))

    def _refuse(self, intent: object, failure: Failed) -> None:
        """A sitting that cannot begin leaves the screen; the application says why."""
        super()._refuse(intent, failure)  # type: ignore[arg-type]
        if self.step is None and not self.can_retry:
            self.dismiss()
