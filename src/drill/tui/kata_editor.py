"""The editor in which a kata is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual import events

LANGUAGES = {
    "python": "python",
    "rust": "rust",
    "go": "go",
    "javascript": "javascript",
}
"""Our name of a language to that of the syntax extra."""
FREE = frozenset(["select_word", "select_line", "select_all", "copy"])
"""What the editor would do with keys that are commands of the screen."""
INDENT = 4


class KataEditor(TextArea):
    """An editor of code: indents as Python is indented, gives some keys away."""

    def __init__(self) -> None:
        super().__init__(
            id="editor",
            soft_wrap=False,
            show_line_numbers=True,
            highlight_cursor_line=False,
            compact=True,
        )

    def speak(self, language: str, *, syntax: bool) -> None:
        """Colour a language where the syntax extra is there; plain text otherwise."""
        name = LANGUAGES.get(language)
        self.language = name if syntax and name in self.available_languages else None

    def fill(self, text: str) -> None:
        """Take over another text; the caret stays where it was, if it can."""
        place = self.cursor_location
        self.load_text(text)
        self.move_cursor(place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys to the screen that it needs itself."""
        is_free = action in FREE or action.startswith("cursor_page")
        return not is_free and super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Indent by tab, and keep the indentation on enter."""
        if self.read_only or event.key not in {"enter", "tab"}:
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self.insert(f"\n{self._next_indent()}")
        else:
            _, column = self.cursor_location
            self.insert(" " * (INDENT - column % INDENT))

    def _next_indent(self) -> str:
        """The indentation of the line after the caret's."""
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        indent = before[: len(before) - len(before.lstrip())]
        return indent + " " * INDENT if before.rstrip().endswith(":") else indent
