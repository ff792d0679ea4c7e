"""The report of a quiz: the score, what was slow, what to review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.tui.bindings import bindings_of
from drill.tui.quiz_report_lines import percent, report_lines
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.text import one_line

if TYPE_CHECKING:
    from drill.sessions.sitting_steps import QuizResult


class QuizReportScreen(DrillScreen[None]):
    """What a quiz came to."""

    KEYS = "quiz-report"
    BINDINGS: ClassVar = bindings_of("quiz-report")

    def __init__(self, result: QuizResult) -> None:
        super().__init__()
        self.result = result

    def top_line(self) -> tuple[Line, Line]:
        """Which quiz, and when."""
        row = self.result.row
        start = (Run(f" {one_line(row.title)} · report", "muted"),)
        return start, (Run(row.date_label, "muted"),)

    def page_lines(self, width: int) -> list[Line]:
        """The report."""
        return report_lines(self.result, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Reviewing needs something that was missed."""
        if action == "review":
            return self.result.review is not None
        return super().check_action(action, parameters)

    def action_review(self) -> None:
        """Review what was missed."""
        from drill.tui.screens.review import ReviewScreen

        if self.result.review is not None:
            self.drill.push_screen(ReviewScreen(self.result.review))

    def action_again(self) -> None:
        """Set up another quiz."""
        from drill.tui.screens.quiz_setup import QuizSetupScreen

        self.drill.switch_screen(QuizSetupScreen())

    def action_list(self) -> None:
        """Earlier quizzes."""
        from drill.tui.screens.quizzes import QuizzesScreen

        self.drill.push_screen(QuizzesScreen())

    def help_pairs(self) -> list[tuple[str, str]]:
        """How the score came about."""
        row = self.result.row
        counted = "what was asked" if row.given_up else "all but what was taken out"
        return [(percent(row.score), f"credit over {counted}")]
