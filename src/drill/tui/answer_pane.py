"""The pane in which a long answer is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual import events

FREE = frozenset(["select_word", "select_line"])
"""What the editor would do with keys that scroll the prompt."""


class AnswerPane(TextArea):
    """An editor that gives some keys away, and loses none while its text changes."""

    def __init__(self) -> None:
        super().__init__(id="pane", compact=True, highlight_cursor_line=False)
        self._kept: list[str] | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to the screen that it needs itself."""
        return action not in FREE and super().check_action(action, parameters)

    def wait(self) -> None:
        """Another text is on its way: what is typed until then is for that."""
        self._kept = []

    def fill(self, text: str, place: tuple[int, int]) -> None:
        """Take over another text.

        Args:
            text: all of it.
            place: row and column of the caret.
        """
        self.load_text(text)
        self.move_cursor(place)
        self.go_on()

    def go_on(self) -> None:
        """Take over what was typed while another text was on its way."""
        kept, self._kept = self._kept or [], None
        if kept:
            self.insert("".join(kept))

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed while another text is on its way."""
        typed = "\n" if event.key == "enter" else event.character or ""
        if self._kept is not None and typed and (event.is_printable or typed == "\n"):
            self._kept.append(typed)
            event.stop()
            event.prevent_default()
