"""The report of an interview drill, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.locations import path_of
from drill.tui.bindings import bindings_of
from drill.tui.interview_report_lines import report_lines
from drill.tui.readings import Reading
from drill.tui.runs import Line, Run
from drill.tui.screens.base import DrillScreen
from drill.tui.screens.holidays import ask_change
from drill.tui.text import one_line

if TYPE_CHECKING:
    from drill.sessions.interview_steps import InterviewReport


class InterviewReportScreen(DrillScreen[None]):
    """What an interview drill came to."""

    KEYS = "interview-report"
    BINDINGS: ClassVar = bindings_of("interview-report")

    def __init__(self, report: InterviewReport) -> None:
        super().__init__()
        self.report = report

    def top_line(self) -> tuple[Line, Line]:
        """Which format, when, and which sitting of it."""
        row = self.report.row
        end = f"{row.date_label} · sitting {row.number}"
        return (Run(f" {one_line(row.title)} · report", "muted"),), (Run(end, "muted"),)

    def page_lines(self, width: int) -> list[Line]:
        """The report."""
        return report_lines(self.report, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Reviewing needs something to review."""
        if action == "review":
            return self.report.selection is not None
        return super().check_action(action, parameters)

    def help_pairs(self) -> list[tuple[str, str]]:
        """How the score came about."""
        return [
            ("score", one_line(self.report.how)),
            ("scale", "1 no hire, 2 lean no hire, 3 lean hire, 4 hire"),
        ]

    # --- commands -----------------------------------------------------------------

    def action_review(self) -> None:
        """Review what was missed."""
        from drill.tui.screens.review import ReviewScreen

        if self.report.selection is not None:
            self.drill.push_screen(ReviewScreen(self.report.selection))

    def action_export(self) -> None:
        """Ask for a file, and write the report to it."""
        from drill.tui.screens.asking import Ask

        row = self.report.row
        name = f"{row.format}-{row.number}.md"

        def write(text: str | None) -> None:
            if text is not None:
                path = path_of(text.strip())
                ask_change(
                    self,
                    lambda workspace: workspace.export_interview(row.sitting, path),
                    lambda _: None,
                )

        ask = Ask("Write the report to which file?", _read_path, text=f"~/{name}")
        self.drill.push_screen(ask, write)


def _read_path(text: str) -> Reading:
    if not text.strip():
        return Reading("a file is needed", is_good=False)
    return Reading(f"writes {path_of(text.strip())}")
