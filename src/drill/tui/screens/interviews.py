"""Interview drills: the formats to sit, sittings half way, and earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.sessions.interview_steps import FormatRow, InterviewsStep
from drill.tui.bindings import bindings_of
from drill.tui.interviews_lines import (
    detail_lines,
    interviews_picture,
    problem_lines,
    rows_of,
)
from drill.tui.list_lines import ListPicture
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from drill.sessions.interview_steps import InterviewReport
    from drill.tui.interviews_lines import Row


class InterviewsScreen(ListScreen[None]):
    """What can be sat, gone on with, or looked at."""

    KEYS = "interviews"
    DETAIL_ROWS = 6
    BINDINGS: ClassVar = bindings_of("interviews")

    step: var[InterviewsStep | None] = var(None, init=False)

    def top_line(self) -> tuple[Line, Line]:
        """Where one is."""
        end = () if self.step is not None else (Run("reading formats …", "muted"),)
        return (Run(" interview drills", "muted"),), end

    def row_count(self) -> int:
        """Formats and sittings."""
        return len(self._rows())

    def picture(self, width: int) -> ListPicture:
        """The list, below what is wrong with format files."""
        if self.step is None:
            return ListPicture((), ())
        head = problem_lines(self.step, width)
        found = interviews_picture(self.step, self.cursor, width)
        places = [len(head) + place for place in found.places]
        return ListPicture([*head, *found.lines], places)

    def detail_lines(self, width: int) -> list[Line]:
        """What the row at the mark is about."""
        return [] if self.step is None else detail_lines(self.step, self.cursor, width)

    def watch_step(self) -> None:
        """Paint what came."""
        self.show_cursor()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is half way here can be ended."""
        rows = self._rows()
        if action == "open":
            return bool(rows)
        if action == "abandon":
            row = rows[self.clamped(self.cursor)] if rows else None
            return row is not None and not isinstance(row, FormatRow) and row.is_open
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Ask for the list."""
        self._refresh()

    def on_screen_resume(self) -> None:
        """Back from a sitting: the list has changed."""
        super().on_screen_resume()
        if self.step is not None:
            self._refresh()

    def _refresh(self) -> None:
        self.ask(
            self.drill.asking(lambda workspace: workspace.interviews()), self._take
        )

    def _take(self, step: InterviewsStep) -> None:
        is_first = self.step is None
        self.step = step
        if is_first and not step.open:
            self.cursor = 0

    def _rows(self) -> list[Row]:
        return [] if self.step is None else rows_of(self.step)

    # --- commands -----------------------------------------------------------------

    def action_pick(self, row: int) -> None:
        """A click: the mark goes there; a click at the mark opens it."""
        if row == self.cursor:
            self.action_open()
        else:
            super().action_pick(row)

    def action_open(self) -> None:
        """Sit a format, go on with a sitting, or show a report."""
        from drill.tui.screens.interview import InterviewScreen

        rows = self._rows()
        if not rows:
            return
        row = rows[self.clamped(self.cursor)]
        if isinstance(row, FormatRow):
            self.drill.push_screen(InterviewScreen(row.id))
        elif row.is_open:
            self.drill.push_screen(InterviewScreen(sitting=row.sitting))
        else:
            sitting = row.sitting
            call = self.drill.asking(
                lambda workspace: workspace.interview_report(sitting)
            )
            self.ask(call, self._show)

    def _show(self, report: InterviewReport) -> None:
        from drill.tui.screens.interview_report import InterviewReportScreen

        self.drill.push_screen(InterviewReportScreen(report))

    def action_abandon(self) -> None:
        """Ask once, then end a sitting that was left half way."""
        from drill.tui.screens.dialogs import Confirm

        row = self._rows()[self.clamped(self.cursor)]
        if isinstance(row, FormatRow) or not row.is_open:
            return
        sitting = row.sitting

        def end(is_wanted: bool | None) -> None:  # noqa: FBT001 - a result
            if is_wanted:
                call = self.drill.asking(
                    lambda workspace: workspace.give_up_interview(sitting)
                )
                self.ask(call, lambda _: self._refresh())

        words = "What was finished counts; the rest does not."
        self.drill.push_screen(Confirm("End this sitting?", words), end)
