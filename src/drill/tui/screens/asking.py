"""A line of text that says at once what it will do, and a key that is to be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from drill.tui.screens.dialogs import BOX

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from drill.tui.readings import Reader, Reading


class Ask(ModalScreen[str | None]):
    """A line of text; None when the learner thinks better of it."""

    DEFAULT_CSS = (
        "Ask {"
        + BOX
        + """
    & Input {
        border: none; height: 1; padding: 0; margin-top: 1;
        background: $background;
        &:focus { border: none; }
    }
    & .about { color: $muted; }
    & .reading { color: $success; min-height: 1; margin-top: 1; }
    & .reading.-refused { color: $warning; }
    }"""
    )
    BINDINGS: ClassVar = [Binding("escape", "cancel", "leave")]

    def __init__(
        self, title: str, reader: Reader, *, text: str = "", about: str = ""
    ) -> None:
        """Ask for a text.

        Args:
            title: what for, shown as it is.
            reader: how a text is understood, asked at every key; one that is not good
                is not taken.
            text: what stands there already.
            about: what may be typed.
        """
        super().__init__()
        self._title = title
        self._reader = reader
        self._text = text
        self._about = about

    def compose(self) -> ComposeResult:
        """The title, the line, what it will do, the keys."""
        with Vertical():
            yield Static(self._title, markup=False, classes="title")
            if self._about:
                yield Static(self._about, markup=False, classes="about")
            yield Input(self._text, compact=True)
            yield Static(markup=False, classes="reading")
            yield Static("⏎ go on   esc leave", markup=False, classes="keys")

    def on_mount(self) -> None:
        """Say how the first text is understood."""
        self._say(self._text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the text is understood."""
        self._say(event.value)

    def _say(self, text: str) -> Reading:
        reading = self._reader(text.strip())
        shown = self.query_one(".reading", Static)
        mark = "✗ " if not reading.is_good and text.strip() else ""
        shown.update(mark + reading.words)
        shown.set_class(not reading.is_good, "-refused")
        return reading

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text, if it can be understood."""
        if self._say(event.value).is_good:
            self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """Close without a text."""
        self.dismiss(None)


class AskKey(ModalScreen[str | None]):
    """The key that is pressed next; None for escape."""

    DEFAULT_CSS = "AskKey {" + BOX + "}"

    def __init__(self, title: str, about: str = "") -> None:
        """Wait for a key.

        Args:
            title: what for, shown as it is.
            about: what else is worth knowing.
        """
        super().__init__()
        self._title = title
        self._about = about

    def compose(self) -> ComposeResult:
        """The title and the one way out."""
        with Vertical():
            yield Static(self._title, markup=False, classes="title")
            if self._about:
                yield Static(self._about, markup=False)
            yield Static("press a key   esc leave", markup=False, classes="keys")

    def on_key(self, event: events.Key) -> None:
        """Close with the key, whatever it does elsewhere."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
