"""Katas: those half way, those due, all others by deck."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var

from drill.sessions.kata_steps import KatasStep  # noqa: TC001 - read by `var`
from drill.tui.bindings import bindings_of
from drill.tui.katas_lines import kata_detail, katas_picture
from drill.tui.list_lines import ListPicture
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from drill.sessions.kata_steps import AttemptRow, KataRow


class KatasScreen(ListScreen[None]):
    """What can be worked on."""

    KEYS = "katas"
    DETAIL_ROWS = 3
    BINDINGS: ClassVar = bindings_of("katas")

    step: var[KatasStep | None] = var(None, init=False)

    def top_line(self) -> tuple[Line, Line]:
        """Where one is, and how many there are."""
        words = "reading katas …" if self.step is None else f"{len(self._rows())} katas"
        return (Run(" katas", "muted"),), (Run(words, "muted"),)

    def row_count(self) -> int:
        """Katas."""
        return len(self._rows())

    def picture(self, width: int) -> ListPicture:
        """The list."""
        if self.step is None:
            return ListPicture((), ())
        return katas_picture(self.step, self.cursor, width)

    def detail_lines(self, width: int) -> list[Line]:
        """What is known of the kata at the mark."""
        row = self._row()
        return [] if row is None else kata_detail(row, width)

    def watch_step(self) -> None:
        """Paint what came."""
        self.show_cursor()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening needs a kata, looking back a run."""
        row = self._row()
        if action == "open":
            return row is not None
        if action == "attempts":
            return row is not None and row.attempts > 0
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Ask for the list."""
        self._refresh()

    def on_screen_resume(self) -> None:
        """Back from a kata: the list has changed."""
        super().on_screen_resume()
        if self.step is not None:
            self._refresh()

    def _refresh(self) -> None:
        self.ask(self.drill.asking(lambda workspace: workspace.katas()), self._take)

    def _take(self, step: KatasStep) -> None:
        self.step = step

    def _rows(self) -> tuple[KataRow, ...]:
        return () if self.step is None else self.step.rows

    def _row(self) -> KataRow | None:
        rows = self._rows()
        return rows[self.clamped(self.cursor)] if rows else None

    # --- commands ---------------------------------------------------------

    def action_pick(self, row: int) -> None:
        """A click: the mark goes there; a click at the mark opens it."""
        if row == self.cursor:
            self.action_open()
        else:
            super().action_pick(row)

    def action_open(self) -> None:
        """Work on the kata at the mark."""
        from drill.tui.screens.kata import KataScreen

        if (row := self._row()) is not None:
            self.drill.push_screen(KataScreen(row.card))

    def action_attempts(self) -> None:
        """Look at earlier runs."""
        from drill.tui.screens.kata_attempts import AttemptsScreen

        row = self._row()
        if row is None:
            return
        card = row.card

        def show(rows: tuple[AttemptRow, ...]) -> None:
            self.drill.push_screen(AttemptsScreen(rows))

        call = self.drill.asking(lambda workspace: workspace.kata_attempts(card))
        self.ask(call, show)
