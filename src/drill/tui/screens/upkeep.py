"""Upkeep: backups, the doctor, reported cards, and what undo takes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.reactive import var

from drill.ids import note_of
from drill.locations import path_of
from drill.tui.bindings import bindings_of
from drill.tui.list_lines import ListPicture
from drill.tui.readings import Reading
from drill.tui.runs import EMPTY, Line, Run
from drill.tui.screens.holidays import ask_change
from drill.tui.screens.listing import ListScreen
from drill.tui.upkeep_lines import (
    SHEETS,
    Sheet,
    backups_picture,
    findings_picture,
    operations_picture,
    reported_picture,
    sheet_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.ports import Workspace

LATEST = 200
"""Operations that are listed."""
EXPORT_NAME = "drill-reported.md"
READ: dict[Sheet, Callable[[Workspace], tuple[Any, ...]]] = {
    Sheet.BACKUPS: lambda workspace: workspace.backups(),
    Sheet.DOCTOR: lambda workspace: workspace.findings(),
    Sheet.REPORTED: lambda workspace: workspace.reported(),
    Sheet.OPERATIONS: lambda workspace: workspace.operations(LATEST),
}
NEEDS = {
    "backup": Sheet.BACKUPS,
    "check": Sheet.DOCTOR,
    "export": Sheet.REPORTED,
    "edit": Sheet.REPORTED,
    "undo": Sheet.OPERATIONS,
    "redo": Sheet.OPERATIONS,
}
"""The page that an action belongs to."""


class UpkeepScreen(ListScreen[None]):
    """Four lists, one at a time."""

    KEYS = "upkeep"
    BINDINGS: ClassVar = bindings_of("upkeep")

    sheet: var[Sheet] = var(Sheet.BACKUPS, init=False)
    rows: var[tuple[Any, ...] | None] = var(None, init=False)
    """Of the present page; None while they are read."""

    def top_line(self) -> tuple[Line, Line]:
        """The pages."""
        return (Run(" upkeep ", "muted"), *sheet_names(self.sheet)), ()

    def row_count(self) -> int:
        """The doctor's findings are read, not acted on."""
        return 0 if self.sheet is Sheet.DOCTOR else len(self.rows or ())

    def picture(self, width: int) -> ListPicture:
        """The present page."""
        rows = self.rows
        if rows is None:
            return ListPicture([EMPTY, (Run("   looking …", "muted"),)], ())
        match self.sheet:
            case Sheet.BACKUPS:
                return backups_picture(rows, self.cursor, width)
            case Sheet.DOCTOR:
                return findings_picture(rows, width)
            case Sheet.REPORTED:
                return reported_picture(rows, self.cursor, width)
            case Sheet.OPERATIONS:
                return operations_picture(rows, self.cursor, width)

    def watch_rows(self) -> None:
        """Paint what came."""
        self.show_cursor()

    def watch_sheet(self) -> None:
        """Read the page that is shown now."""
        self.set_reactive(UpkeepScreen.cursor, 0)
        self.rows = None
        self.refresh_rows()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the page."""
        if NEEDS.get(action, self.sheet) is not self.sheet:
            return False
        if action in {"export", "edit"}:
            return bool(self.rows)
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Read the first page."""
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Read the present page anew."""
        sheet = self.sheet

        def take(rows: tuple[Any, ...]) -> None:
            if sheet is self.sheet:
                self.rows = rows

        self.ask(self.drill.asking(READ[sheet]), take)

    # --- commands -----------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """Another page."""
        self.sheet = SHEETS[(SHEETS.index(self.sheet) + step) % len(SHEETS)]

    def action_show_sheet(self, name: str) -> None:
        """A click on a page's name."""
        self.sheet = Sheet(name)

    def action_move(self, rows: int) -> None:
        """Move the mark; the doctor's page scrolls instead."""
        if self.row_count():
            super().action_move(rows)
        else:
            self.page.move(rows)

    def action_backup(self) -> None:
        """Take a backup now."""
        self.ask(
            self.drill.asking(lambda workspace: workspace.backup()),
            lambda _: self.refresh_rows(),
        )

    def action_check(self) -> None:
        """Let the doctor look once more."""
        self.rows = None
        self.refresh_rows()

    def action_undo(self) -> None:
        """Take back the latest operation."""
        ask_change(
            self, lambda workspace: workspace.undo(), lambda _: self.refresh_rows()
        )

    def action_redo(self) -> None:
        """Do again what was taken back."""
        ask_change(
            self, lambda workspace: workspace.redo(), lambda _: self.refresh_rows()
        )

    def action_edit(self) -> None:
        """Edit the note of the card at the mark."""
        from drill.tui.editing import edit_note

        if self.rows:
            edit_note(self, note_of(self.rows[self.cursor].card), self.refresh_rows)

    def action_export(self) -> None:
        """Ask for a file, and write the cards to it."""
        from drill.tui.screens.asking import Ask

        def write(text: str | None) -> None:
            if text is not None:
                path = _path_of(text)
                call = partial(_export, path)
                ask_change(self, call, lambda _: None)

        self.drill.push_screen(
            Ask(
                "Write the reported cards to which file?",
                _say_path,
                text=str(Path.home() / EXPORT_NAME),
                about="Markdown, for a letter to the author",
            ),
            write,
        )


def _export(path: Path, workspace: Workspace) -> Any:
    return workspace.export_reported(path)


def _path_of(text: str) -> Path:
    return path_of(text)


def _say_path(text: str) -> Reading:
    if not text:
        return Reading("a file", is_good=False)
    path = _path_of(text)
    if path.is_dir():
        return Reading("that is a folder", is_good=False)
    if not path.parent.is_dir():
        return Reading(f"there is no folder {path.parent}", is_good=False)
    return Reading("replaces what is in it" if path.exists() else "makes a new file")
