"""Keys: press a new one for any command; what clashes is named and not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.tui.bindings import bindings_of
from drill.tui.commands import keys_of
from drill.tui.keys_lines import ROWS, keys_detail, keys_picture, with_keys
from drill.tui.runs import Line, Run
from drill.tui.screens.listing import ListScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.commands import Command
    from drill.tui.list_lines import ListPicture


class KeysScreen(ListScreen[None]):
    """Every command with its keys."""

    KEYS = "keys"
    DETAIL_ROWS = 4
    BINDINGS: ClassVar = bindings_of("keys")

    def __init__(self) -> None:
        super().__init__()
        self._error = ""

    def top_line(self) -> tuple[Line, Line]:
        """How many are the learner's own."""
        own = len(self.keymap)
        return (Run(" settings › keys", "muted"),), (
            Run(f"{own} of your own", "muted"),
        )

    def row_count(self) -> int:
        """All commands."""
        return len(ROWS)

    def picture(self, width: int) -> ListPicture:
        """The commands by screen."""
        return keys_picture(self.cursor, width, self.keymap)

    def detail_lines(self, width: int) -> list[Line]:
        """What the command does."""
        return keys_detail(self._command, width, self.DETAIL_ROWS - 1, self._error)

    def watch_cursor(self) -> None:
        """What was refused for another command is of no interest here."""
        self._error = ""
        super().watch_cursor()

    @property
    def _command(self) -> Command:
        return ROWS[self.clamped(self.cursor)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only own keys go back to the default."""
        if action == "reset":
            return self._command.id in self.keymap
        return super().check_action(action, parameters)

    # --- changing ---------------------------------------------------------------

    def action_change(self) -> None:
        """One new key instead of all there are."""
        self._ask_key("The new key for", lambda key: key)

    def action_add(self) -> None:
        """One more key."""
        present = keys_of(self._command, self.keymap)
        self._ask_key("One more key for", lambda key: ",".join([*present, key]))

    def action_reset(self) -> None:
        """Back to the default keys."""
        self._keep(self._command, "")

    def _ask_key(self, words: str, keys: Callable[[str], str]) -> None:
        from drill.tui.screens.asking import AskKey

        command = self._command

        def pressed(key: str | None) -> None:
            if key is not None:
                self._keep(command, keys(key))

        self.drill.push_screen(
            AskKey(f"{words} “{command.label}”", command.help), pressed
        )

    def _keep(self, command: Command, keys: str) -> None:
        accepted, self._error = with_keys(self.keymap, command.id, keys)
        if self._error:
            self.repaint_detail()
            return
        kept = accepted.get(command.id, "")
        self.ask(
            self.drill.asking(
                lambda workspace: workspace.change_keys(command.id, kept)
            ),
            lambda _: self._use(accepted),
        )

    def _use(self, keymap: dict[str, str]) -> None:
        self.drill.use_keys(keymap)
        self.show_cursor()
