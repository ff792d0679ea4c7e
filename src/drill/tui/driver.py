"""A driver that takes the screen over from the first paint without a flicker.

Textual would clear the alternate screen once more, and would take the quiet terminal
of the first paint for its normal state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver

    from drill.tui.first_paint import Painted

ALTERNATE_SCREEN = "\x1b[?1049h"


def continuing(base: type[Driver], painted: Painted) -> type[Driver]:
    """A driver class like `base` that goes on with a painted screen.

    Args:
        base: the driver of this platform.
        painted: the first frame; told when the application has the screen.
    """

    class ContinuingDriver(base):  # type: ignore[misc, valid-type]
        """Skips entering the alternate screen the first time."""

        def write(self, data: str) -> None:
            """Send to the terminal, but for the first switch of screens."""
            if data == ALTERNATE_SCREEN and not painted.is_taken_over:
                painted.is_taken_over = True
                return
            super().write(data)

        def start_application_mode(self) -> Any:
            """Start, and remember how the terminal was before the first frame."""
            result = super().start_application_mode()
            if hasattr(self, "attrs_before"):
                self.attrs_before = painted.attributes
            return result

    return ContinuingDriver
