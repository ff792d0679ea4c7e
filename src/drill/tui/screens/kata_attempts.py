"""Earlier runs of a kata, with their code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.tui.bindings import bindings_of
from drill.tui.katas_lines import attempts_picture, code_lines
from drill.tui.runs import Line, Run, indented
from drill.tui.screens.listing import ListScreen
from drill.tui.widgets import Lines

if TYPE_CHECKING:
    from drill.sessions.kata_steps import AttemptRow
    from drill.tui.list_lines import ListPicture

LEAST = 4
"""Rows that the list keeps."""


class AttemptsScreen(ListScreen[None]):
    """A list of runs above the code of the one at the mark."""

    KEYS = "attempts"
    DETAIL_ROWS = 40
    BINDINGS: ClassVar = bindings_of("attempts")

    def __init__(self, rows: tuple[AttemptRow, ...]) -> None:
        super().__init__()
        self.rows = rows

    def lay_out(self, width: int, height: int) -> int:  # noqa: ARG002 - by the base
        """The code takes what the list leaves."""
        wanted = min(len(self.rows) + 1, max(LEAST, height // 3))
        rows = max(0, height - 5 - wanted)
        self.query_one("#detail", Lines).styles.height = rows
        return rows

    def top_line(self) -> tuple[Line, Line]:
        """Where one is."""
        return (Run(" earlier runs", "muted"),), (Run(f"{len(self.rows)}", "muted"),)

    def row_count(self) -> int:
        """Runs."""
        return len(self.rows)

    def picture(self, width: int) -> ListPicture:
        """The list."""
        return attempts_picture(self.rows, self.cursor, width)

    def detail_lines(self, width: int) -> list[Line]:
        """The code of the run at the mark."""
        if not self.rows:
            return []
        row = self.rows[self.clamped(self.cursor)]
        return indented(code_lines(row, width - 4, syntax=self.drill.syntax), 2)
