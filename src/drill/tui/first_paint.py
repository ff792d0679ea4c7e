"""The first frame: what home showed last, painted before Textual is imported.

The standard library alone. Keys typed behind the frame stay in the terminal's own
queue, unechoed, and Textual reads them when it is there; so none is lost.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drill.tui.home_lines import home_frame
from drill.tui.styles import Depth, escape_sequence
from drill.tui.text_safety import printable
from drill.tui.themes import palette_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.sessions.steps import HomeStep
    from drill.tui.runs import Line
    from drill.tui.themes import Palette

ENTER = "\x1b[?1049h\x1b[?25l"
"""The alternate screen, without a cursor."""
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"
LOCAL_FLAGS = 3
INPUT_FLAGS = 0
SMALLEST = (20, 6)
"""Columns and rows below which there is nothing worth painting."""


def paint(
    step: HomeStep,
    size: tuple[int, int],
    *,
    palette: Palette,
    depth: Depth,
    keymap: Mapping[str, str] | None = None,
) -> str:
    """The first screen as what the terminal is sent.

    Args:
        step: what home showed last.
        size: columns and rows.
        palette: the colours.
        depth: how many of them the terminal shows.
        keymap: the learner's own keys.
    """
    columns, rows = size
    styles: dict[str, str] = {}
    parts = [escape_sequence("", palette, depth), "\x1b[2J\x1b[H"]
    for row, line in enumerate(home_frame(step, columns, rows, keymap or {})):
        parts += [f"\x1b[{row + 1}H", *_sequences(line, palette, depth, styles)]
    return "".join(parts)


def _sequences(
    line: Line, palette: Palette, depth: Depth, styles: dict[str, str]
) -> list[str]:
    parts: list[str] = []
    for run in line:
        if run.style not in styles:
            styles[run.style] = escape_sequence(run.style, palette, depth)
        parts += [styles[run.style], printable(run.text)]
    return parts


@dataclass(slots=True)
class Painted:
    """A terminal that shows the first frame, and how to give it back."""

    attributes: Any
    """Its settings as they were, for `termios.tcsetattr`."""
    is_taken_over: bool = field(default=False)
    """Whether the application has the screen now and gives it back by itself."""

    def restore(self) -> None:
        """Give the terminal back as it was; to be called however the run ends."""
        import termios

        if not self.is_taken_over:
            sys.stdout.write(LEAVE)
            sys.stdout.flush()
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self.attributes)


def begin(
    step: HomeStep, *, theme: str, keymap: Mapping[str, str] | None = None
) -> Painted | None:
    """Paint the first frame, if the terminal is one that can show it.

    Args:
        step: what home showed last and what is still true.
        theme: the name of the theme; another than ours paints in the default one.
        keymap: the learner's own keys.

    Returns:
        What gives the terminal back; None when nothing was painted.
    """
    if not is_terminal():
        return None
    size = os.get_terminal_size(sys.stdout.fileno())
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        return None
    palette = palette_named(theme)
    frame = paint(
        step, (size.columns, size.lines), palette=palette, depth=depth_of(os.environ),
        keymap=keymap,
    )  # fmt: skip
    before = _quieten()
    if before is None:
        return None
    sys.stdout.write(ENTER + frame)
    sys.stdout.flush()
    return Painted(before)


def is_terminal() -> bool:
    """Whether both ends are a terminal that understands escape sequences."""
    if sys.stdin is None or sys.stdout is None:
        return False
    if os.environ.get("TERM", "dumb") == "dumb":
        return False
    return sys.stdin.isatty() and sys.stdout.isatty()


def depth_of(environment: Mapping[str, str]) -> Depth:
    """How many colours the terminal of an environment shows."""
    if "NO_COLOR" in environment:
        return Depth.NONE
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return Depth.TRUE
    return Depth.INDEXED if "256color" in environment.get("TERM", "") else Depth.NONE


def _quieten() -> Any | None:
    """Stop echo, line editing and the translation of Enter, as Textual will do.

    Interrupts still work: until the application runs, ctrl+c ends the start.
    """
    try:
        import termios
    except ImportError:  # pragma: no cover - Windows has none
        return None
    try:
        before = termios.tcgetattr(sys.stdin.fileno())
        quiet = termios.tcgetattr(sys.stdin.fileno())
        quiet[LOCAL_FLAGS] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        quiet[INPUT_FLAGS] &= ~(
            termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        )
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, quiet)
    except termios.error:
        return None
    return before
