"""The least that Textual can do: one Static, which each key changes.

python bench/plain_app.py
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class PlainApp(App[None]):
    """Shows how many keys were pressed; q leaves."""

    ENABLE_COMMAND_PALETTE = False
    pressed = 0

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Static("frame 0 .", markup=False)

    def on_key(self, event) -> None:  # noqa: ANN001 - an event of Textual's
        """Show the next frame."""
        if event.key == "q":
            self.exit()
        self.pressed += 1
        self.query_one(Static).update(f"frame {self.pressed} .")


if __name__ == "__main__":
    PlainApp().run()
