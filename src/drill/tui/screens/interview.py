"""An interview drill: sections, questions, a pane for the answer, the rubric."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from drill.content.questions import Ticked
from drill.sessions.interview_steps import InterviewPhase
from drill.sessions.sitting_steps import QuizPhase
from drill.tui.bindings import bindings_of
from drill.tui.interview_keys import allows, go_on_words, is_away
from drill.tui.interview_lines import (
    beside_rubric,
    break_lines,
    code_lines,
    intro_lines,
    judged_words,
    prompt_lines,
    rubric_question,
    ticked,
    top_of_interview,
)
from drill.tui.key_lines import SECONDARY, key_line, primary_line
from drill.tui.question_entry import RubricEntry
from drill.tui.question_keys import ENTRY_ACTIONS
from drill.tui.quiz_lines import asleep_lines
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.coding import CodingScreen
from drill.tui.screens.prompting import SIDE_BY_SIDE
from drill.tui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drill.content.questions import Response
    from drill.ids import EventId
    from drill.sessions.interview_steps import InterviewStep
    from drill.sessions.sitting_steps import QuizStep
    from drill.tui.background import Failed
    from drill.tui.ports import Workspace
    from drill.tui.ports_of_interviews import InterviewSession, QuestionRun
    from drill.tui.question_entry import Entry
    from drill.tui.question_lines import QuestionPicture
    from drill.tui.screens.intents import Press

TICK_S = 0.25
SETTLE_S = 1.5
"""After time was up, keys are still those of the answer."""
SAID_S = 10.0
"""How long a message stands while a clock runs."""
LOOK_S = 1.0
"""Between two looks of the session at its clock."""
CLOCKED = (
    InterviewPhase.QUESTIONS,
    InterviewPhase.PROMPT,
    InterviewPhase.KATA,
    InterviewPhase.BREAK,
)


class InterviewScreen(CodingScreen):
    """Plays a sitting to its end, then shows the report."""

    KEYS = "interview"
    KEY_ROWS = 3
    BINDINGS: ClassVar = bindings_of("interview")

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
        self._draft: tuple[object, Entry, int] | None = None
        """What was entered before a sleep, with its question and hints."""
        self._looked_at = 0.0
        self._said = ("", 0.0)
        """The latest message, and when it came."""
        self._judged_from = 0.0
        """When keys mean the rubric: whoever was writing when time was up did not."""

    def make_session(self, workspace: Workspace) -> InterviewSession:
        """The sitting, on disk already."""
        if self._sitting is not None:
            return workspace.resume_interview(self._sitting)
        return workspace.open_interview(self._format)

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
        now = self.drill.clock.boottime()
        self._looked_at = now
        is_other = before is None or before.phase is not step.phase
        if step.message or is_other:
            self._said = (step.message, now)
        if step.phase is InterviewPhase.LEFT:
            self.dismiss()
            return
        if step.phase is InterviewPhase.FINISHED:
            self._show_report()
            return
        if before is not None and before.prompt and step.rubric and step.message:
            self._judged_from = self.drill.clock.monotonic() + SETTLE_S
        self._take_up(step)
        if is_other:
            self._fit(self.size)
        self.fill_pane(step)
        self.repaint_top()
        is_new = is_other or (before is not None and before.at != step.at)
        is_asked = step.quiz is not None and not step.quiz.complaint
        self.repaint_page(0 if is_new or is_asked else self.offset_of(before, step))
        self.repaint_keys()
        if is_other and step.phase is InterviewPhase.KATA:
            self.write_code()

    def _take_up(self, step: InterviewStep) -> None:
        """Ask a question of the section, or let the criteria be ticked."""
        quiz, rubric = step.quiz, step.rubric
        if quiz is not None and quiz.phase is QuizPhase.ASKED:
            of = (step.at, quiz.place)
            self.take_up(quiz.question, of=of, complaint=quiz.complaint)
            self._take_draft(of)
        elif rubric is not None:
            is_new = self.entry is None
            self.take_up(rubric_question(rubric), of=step.at, is_open=True)
            if is_new and isinstance(self.entry, RubricEntry):
                self.entry = replace(self.entry, ticked=ticked(rubric))
                self._note = rubric.note
        else:
            if is_away(step) and self.entry is not None:
                self._draft = (self._of, self.entry, self.hints)
            self.take_up(None)

    def _take_draft(self, of: object) -> None:
        """After a sleep: what was entered before it."""
        draft, self._draft = self._draft, None
        if draft is not None and self.entry is not None and draft[0] == of:
            _, self.entry, self.hints = draft

    def _show_report(self) -> None:
        """Let the report stand where the sitting stood; behind a dialog it waits."""
        from drill.tui.screens.interview_report import InterviewReportScreen

        step = self.step
        if step is not None and step.report is not None and self.is_current:
            self.drill.switch_screen(InterviewReportScreen(step.report))

    def on_screen_resume(self) -> None:
        """A dialog is gone: the sitting may have ended behind it."""
        super().on_screen_resume()
        if self.is_in(InterviewPhase.FINISHED):
            self._show_report()
        elif self.is_in(InterviewPhase.PROMPT):
            self.pane.focus()
        else:
            self.look_at_code()

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
        is_short = self.rows_of_keys(self.size.height) == 1  # no row for a message
        note = self._note if is_short else ""
        below = beside_rubric(rubric, note, width, syntax=self.drill.syntax)
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
        if step.code is not None:
            return code_lines(step.code, width)
        if step.phase is InterviewPhase.BREAK:
            return break_lines(step, self._elapsed_s(), width)
        quiz = step.quiz
        return asleep_lines(quiz, width) if quiz else intro_lines(step, width)

    def key_rows(self, width: int) -> list[Line]:
        """What the moment asks for, what was done, everything else."""
        hidden, typing = self.hidden_keys(), self.is_in(InterviewPhase.PROMPT)
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
        if self._note and self.is_in(InterviewPhase.JUDGING):
            return (Run("   note  ", "muted"), Run(one_line(self._note)))
        words, at = self._said
        is_old = self.drill.clock.boottime() - at > SAID_S and self.is_in(*CLOCKED)
        if is_old or words in {"", self.complaint}:
            return EMPTY
        return (Run("   " + words, "muted"),)

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
            text = self.text()
            self.submit(lambda session: session.tick(text))
        else:
            self.repaint_top()

    # --- what is allowed --------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the moment allows; while a call runs, every key waits its turn."""
        if action == "give_up" and self.is_in(InterviewPhase.JUDGING):
            return False  # what one did not know is not ticked
        if action in ENTRY_ACTIONS or action == "hint":
            return super().check_action(action, parameters)
        if action == "retry":
            return self.can_retry
        if self.is_busy or self.step is None:
            return True
        return allows(self.step, action, parameters)

    def hidden_keys(self) -> set[str]:
        """What the moment forbids; scrolling where all is seen."""
        found = super().hidden_keys() | self.hidden_question_keys()
        is_whole = not (self.page.hidden_below or self.page.offset_lines)
        return found | ({"interview.scroll"} if is_whole else set())

    def takes(self, press: Press) -> bool:
        """Keys that were meant for the pane judge nothing."""
        return press.at < self._judged_from or super().takes(press)

    # --- commands -----------------------------------------------------------------

    def answer(self, response: Response, hints: int) -> None:
        """Hand in the answer to a question, or the judgement of one's own."""
        if not self.is_in(InterviewPhase.JUDGING):
            self._ask_run(lambda run: run.answer(response, hints))
        elif isinstance(response, Ticked):
            self._judge(response.places)

    def _judge(self, met: Sequence[int]) -> None:
        """Ask once, then hand the judgement in."""
        from drill.tui.screens.dialogs import Confirm

        def judge(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if is_wanted and self.is_in(InterviewPhase.JUDGING):
                note = self._note
                self.submit(lambda session: session.judge(met, note))

        rubric = self.step.rubric if self.step is not None else None
        if rubric is not None:
            words = f"{judged_words(rubric, met)} It cannot be changed then."
            self.drill.push_screen(Confirm("Hand in this judgement?", words), judge)

    def _drafting(self) -> Callable[[InterviewSession], InterviewStep] | None:
        """What keeps the judgement in the making; None where there is none."""
        response = self.entry.response() if self.entry is not None else None
        if not self.is_in(InterviewPhase.JUDGING) or not isinstance(response, Ticked):
            return None
        met, note = response.places, self._note
        return lambda session: session.draft(met, note)

    def _ask_run(self, intent: Callable[[QuestionRun], QuizStep]) -> None:
        self.submit(lambda session: session.quiz(intent))

    def action_go_on(self) -> None:
        """Begin the section; end the break; go on after a sleep."""
        if self.waits("go_on") or self.guard.is_repeat:
            return
        if self.is_in(InterviewPhase.INTRO):
            self.submit(lambda session: session.begin())
        elif self.is_in(InterviewPhase.BREAK):
            self.submit(lambda session: session.end_break())
        elif self.is_in(InterviewPhase.KATA):
            self.go_on_coding()
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
            if is_wanted and self.is_in(InterviewPhase.INTRO):
                self.submit(lambda session: session.skip())

        if not self.waits("skip"):
            words = "It does not count in the score."
            self.drill.push_screen(Confirm("Pass over this section?", words), skip)

    def action_note(self) -> None:
        """Write a note to oneself."""
        from drill.tui.screens.dialogs import TextPrompt

        def keep(text: str | None) -> None:
            if text is not None:
                self._note = text
                if drafting := self._drafting():
                    self.submit(drafting)

        if not self.waits("note"):
            self.drill.push_screen(TextPrompt("Note to yourself", self._note), keep)

    def action_leave(self) -> None:
        """Ask once while a clock runs, then leave; everything is kept."""
        from drill.tui.screens.dialogs import Confirm

        if self.step is None or not self.is_in(*CLOCKED):
            self._leave_if(is_wanted=True)
            return
        words = "Everything is kept, and you can go on later."
        self.drill.push_screen(Confirm("Leave the sitting?", words), self._leave_if)

    def _leave_if(self, is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
        if not is_wanted:
            return
        if self.step is None:
            self.dismiss()
        elif not self.is_in(InterviewPhase.FINISHED):
            text, drafting = self.text(), self._drafting()

            def leave(session: InterviewSession) -> InterviewStep:
                if drafting is not None:
                    drafting(session)
                return session.leave(text)

            self.submit(leave)

    def _refuse(self, intent: object, failure: Failed) -> None:
        """A sitting that cannot begin leaves the screen; the application says why."""
        super()._refuse(intent, failure)
        if self.step is None and not self.can_retry:
            self.dismiss()
