"""Earlier quizzes: their scores as a chart, and a report for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.tui.bindings import bindings_of
from drill.tui.quizzes_lines import quizzes_picture
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from drill.sessions.sitting_steps import QuizResult, QuizRow
    from drill.tui.list_lines import ListPicture


class QuizzesScreen(ListScreen[None]):
    """Every quiz, latest first."""

    KEYS = "quizzes"
    BINDINGS: ClassVar = bindings_of("quizzes")

    rows: var[tuple[QuizRow, ...]] = var((), init=False)

    def __init__(self) -> None:
        super().__init__()
        self._is_asked = False

    def top_line(self) -> tuple[Line, Line]:
        """Where one is, and how many there are."""
        count = len(self.rows)
        words = "1 quiz" if count == 1 else f"{count:,} quizzes"
        return (Run(" quizzes", "muted"),), (Run(words, "muted"),)

    def row_count(self) -> int:
        """One a quiz."""
        return len(self.rows)

    def picture(self, width: int) -> ListPicture:
        """The list under its chart."""
        return quizzes_picture(self.rows, self.cursor, width)

    def watch_rows(self) -> None:
        """Paint what came."""
        self.show_cursor()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is half way here can be ended."""
        if action == "open":
            return bool(self.rows)
        if action == "abandon":
            return bool(self.rows) and self._row().can_resume
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Ask for the list."""
        self._refresh()

    def on_screen_resume(self) -> None:
        """Back from a quiz: the list has changed."""
        super().on_screen_resume()
        if self._is_asked:
            self._refresh()

    def _refresh(self) -> None:
        self._is_asked = True
        self.ask(self.drill.asking(lambda workspace: workspace.quizzes()), self._take)

    def _take(self, rows: tuple[QuizRow, ...]) -> None:
        self.rows = rows

    def _row(self) -> QuizRow:
        return self.rows[self.clamped(self.cursor)]

    # --- commands -----------------------------------------------------------------

    def action_pick(self, row: int) -> None:
        """A click: the mark goes there; a click at the mark opens it."""
        if row == self.cursor:
            self.action_open()
        else:
            super().action_pick(row)

    def action_open(self) -> None:
        """The report; what is half way here goes on."""
        from drill.tui.screens.quiz import QuizScreen

        row = self._row()
        if row.can_resume:
            self.drill.push_screen(QuizScreen(sitting=row.sitting))
            return
        call = self.drill.asking(lambda workspace: workspace.quiz_report(row.sitting))
        self.ask(call, self._show)

    def _show(self, result: QuizResult) -> None:
        from drill.tui.screens.quiz_report import QuizReportScreen

        self.drill.push_screen(QuizReportScreen(result))

    def action_abandon(self) -> None:
        """End a quiz that was left half way."""
        row = self._row()
        call = self.drill.asking(lambda workspace: workspace.give_up_quiz(row.sitting))
        self.ask(call, lambda _: self._refresh())
