"""Settings: every one with its explanation, changed where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.reactive import var
from textual.widgets import Input

from drill.tui.bindings import bindings_of
from drill.tui.key_lines import key_line
from drill.tui.refusals import Refused, refusable
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen
from drill.tui.settings_lines import (
    THEME,
    VALUE_AT,
    can_step,
    setting_detail,
    settings_picture,
    shown_rows,
    stepped,
    value_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from drill.sessions.upkeep_steps import SettingRow
    from drill.tui.list_lines import ListPicture
    from drill.tui.ports import Workspace

SYNTAX = "appearance.syntax"
EDITOR = "files.editor"
ORIGIN = "settings: "
"""How a refusal begins; here it goes without saying."""
ACTIONS = frozenset(("edit", "step", "reset", "keys", "move", "page", "leave", "pick"))
"""What waits while a value is typed."""


class SettingsScreen(ListScreen[None]):
    """All settings of the file, each changed in place."""

    KEYS = "settings"
    DETAIL_ROWS = 6
    BINDINGS: ClassVar = [*bindings_of("settings"), *bindings_of("value")]

    rows: var[tuple[SettingRow, ...]] = var((), init=False)

    def __init__(self) -> None:
        super().__init__()
        self._error = ""

    def compose(self) -> ComposeResult:
        """The list, with a line to type in that stands over a value."""
        yield from super().compose()
        yield Input(id="value", compact=True)

    # --- what is shown ----------------------------------------------------------

    def top_line(self) -> tuple[Line, Line]:
        """Where what is changed is kept."""
        changed = sum(row.is_set for row in self.rows)
        return (Run(" settings", "muted"),), (Run(f"{changed} in the file", "muted"),)

    def row_count(self) -> int:
        """All settings."""
        return len(self.rows)

    def picture(self, width: int) -> ListPicture:
        """The settings by group."""
        typing = self.is_typing
        return settings_picture(self.rows, self.cursor, width, is_typing=typing)

    def detail_lines(self, width: int) -> list[Line]:
        """What the setting at the mark is."""
        row = self._row
        if row is None:
            return []
        return setting_detail(row, width, self.DETAIL_ROWS - 1, self._error)

    def key_rows(self, width: int) -> list[Line]:
        """Other keys while a value is typed."""
        hidden = self.hidden_keys()
        screen = "value" if self.is_typing else "settings"
        help_id = "general.help-typing" if self.is_typing else self.HELP
        return [key_line(screen, width, self.keymap, hidden=hidden, help_id=help_id)]

    def watch_rows(self) -> None:
        """Paint what came."""
        self.show_cursor()

    def watch_cursor(self) -> None:
        """What was refused at another setting is of no interest here."""
        self._error = ""
        super().watch_cursor()

    @property
    def _row(self) -> SettingRow | None:
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def is_typing(self) -> bool:
        """Whether a value is being typed."""
        return isinstance(self.focused, Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are no commands while one types; numbers and choices step."""
        if action == "give_up":
            return self.is_typing
        if action in ACTIONS and self.is_typing:
            return False
        row = self._row
        if action == "step":
            return row is not None and can_step(row)
        if action == "reset":
            return row is not None and row.is_set
        return super().check_action(action, parameters)

    # --- changing ---------------------------------------------------------------

    def on_mount(self) -> None:
        """Ask for the settings."""
        self.ask(self.drill.asking(lambda workspace: workspace.settings()), self._take)

    def _take(self, rows: tuple[SettingRow, ...] | Refused) -> None:
        if isinstance(rows, Refused):
            self._error = rows.words.removeprefix(ORIGIN)
            self.repaint_detail()
            return
        self._error = ""
        self.action_give_up()
        self.rows = tuple(shown_rows(rows, list(self.drill.available_themes)))
        self._apply()
        self.show_cursor()

    def _apply(self) -> None:
        """What the application itself goes by."""
        for row in self.rows:
            if row.path == THEME and row.value in self.drill.available_themes:
                self.drill.theme = row.value
            elif row.path == SYNTAX:
                self.drill.syntax = row.value == "yes"
            elif row.path == EDITOR:
                self.drill.editor = row.value

    def _change(self, call: Callable[[Workspace], None]) -> None:
        def changed(workspace: Workspace) -> tuple[SettingRow, ...]:
            call(workspace)
            return workspace.settings()

        self.ask(self.drill.asking(refusable(changed)), self._take)

    def _set(self, path: str, text: str) -> None:
        self._change(lambda workspace: workspace.change_setting(path, text))

    def action_step(self, step: int) -> None:
        """The next value, or the one before."""
        row = self._row
        if row is not None and can_step(row):
            self._set(row.path, stepped(row, step))

    def action_reset(self) -> None:
        """Back to the default."""
        row = self._row
        if row is not None:
            path = row.path
            self._change(lambda workspace: workspace.reset_setting(path))

    def action_edit(self) -> None:
        """The next choice; or a line over the value to type another one."""
        row = self._row
        if row is None:
            return
        if row.choices:
            self.action_step(1)
            return
        width = self.page.area.width
        line = self.picture(width).places[self.cursor] - self.page.offset_lines
        entry = self.query_one("#value", Input)
        entry.styles.offset = (VALUE_AT, self.page.region.y + line)
        entry.styles.width = min(value_width(width) + 16, width - VALUE_AT - 1)
        entry.display = True
        entry.value = row.value
        entry.focus()
        self.call_later(self.repaint_page)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the value, if it is allowed."""
        event.stop()
        row = self._row
        if row is not None:
            self._set(row.path, event.value)

    def action_give_up(self) -> None:
        """Leave the value as it was."""
        self.set_focus(None)
        self.query_one("#value", Input).display = False
        self._error = ""
        self.repaint_page()
        self.call_after_refresh(self.repaint_keys)

    def on_descendant_focus(self) -> None:
        """The keys have changed hands."""
        self.repaint_keys()

    def action_keys(self) -> None:
        """Change the keys."""
        from drill.tui.screens.keys import KeysScreen

        self.drill.push_screen(KeysScreen())
