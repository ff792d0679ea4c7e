"""What is shown when the collection cannot be opened: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drill.tui.bindings import bindings_of
from drill.tui.runs import EMPTY, Line, Run, indented
from drill.tui.screens.base import DrillScreen
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.tui.background import Failed


class TroubleScreen(DrillScreen[bool]):
    """One clear message; True when the learner wants another try."""

    KEYS = "trouble"
    BINDINGS: ClassVar = bindings_of("trouble")

    def __init__(self, failure: Failed) -> None:
        super().__init__()
        self._failure = failure

    def top_line(self) -> tuple[Line, Line]:
        """Nothing but the name."""
        return (Run(" drill", "title"),), ()

    def page_lines(self, width: int) -> list[Line]:
        """The message and the hint."""
        room = max(8, width - 6)
        lines: list[Line] = [EMPTY, (Run("The collection cannot be opened.", "error"),)]
        lines += [EMPTY, *wrap([Run(one_line(self._failure.message))], room)]
        if self._failure.hint:
            lines += [EMPTY, *wrap([Run(one_line(self._failure.hint), "muted")], room)]
        return indented(lines, 3)

    def action_retry(self) -> None:
        """Try again."""
        self.dismiss(True)  # noqa: FBT003 - the screen's result
