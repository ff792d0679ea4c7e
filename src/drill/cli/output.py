"""The one way of text to standard output and standard error.

What comes from decks is data: it is made visible before it is written, so no card
can move the cursor, change colours or hide a word. Colour is ours alone, and only on
a terminal that did not ask for none.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TextIO

from drill.errors import NobodyToAsk, OutputFailed
from drill.tui.text_safety import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

GAP = "  "
"""Between two columns."""


class Style(Enum):
    """How a piece of text looks: the numbers of its escape sequence."""

    HEADING = "1"
    QUIET = "2"
    ERROR = "31"
    WARNING = "33"
    GOOD = "32"


@dataclass(frozen=True, slots=True)
class Styled:
    """A piece of text in a style."""

    text: str
    style: Style


class Output:
    """Standard output for data, standard error for talk."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def data(self, *pieces: str | Styled) -> None:
        """Write a line of data."""
        _write(sys.stdout, "".join(self._painted(each) for each in pieces))

    def json(self, value: Any) -> None:
        """Write data as JSON, in ASCII: no terminal acts on it."""
        import json  # 4 ms that text does not need

        _write(sys.stdout, json.dumps(value, indent=2))

    def flush(self) -> None:
        """Hand all data on.

        Raises:
            OutputFailed: standard output takes nothing.
        """
        with _named():
            sys.stdout.flush()

    def say(self, *pieces: str | Styled) -> None:
        """Write a line of talk."""
        sys.stdout.flush()
        _write(sys.stderr, "".join(self._painted(each, sys.stderr) for each in pieces))

    def table(self, rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Write rows in columns.

        Args:
            rows: cells of text, each row with as many.
            right: numbers of the columns that are aligned on the right.
        """
        shown = [[visible(cell) for cell in row] for row in rows]
        widths = [max(map(columns, column)) for column in zip(*shown, strict=True)]
        for row in shown:
            cells = [
                _padded(cell, width, is_right=number in right)
                for number, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            _write(sys.stdout, GAP.join(cells).rstrip())

    def can_ask(self) -> bool:
        """Whether a person sits at the terminal."""
        return is_terminal(sys.stdin)

    def agreed(self, question: str, way_out: str = "--yes") -> bool:
        """Whether a person at the terminal says yes.

        Raises:
            NobodyToAsk: nobody can be asked.
        """
        if not self.can_ask():
            raise NobodyToAsk(question, way_out)
        sys.stderr.write(f"{visible(question)} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in {"y", "yes"}

    def _painted(self, piece: str | Styled, stream: TextIO | None = None) -> str:
        if isinstance(piece, str):
            return visible(piece)
        if not has_colour(stream or sys.stdout, self._environment):
            return visible(piece.text)
        return f"\x1b[{piece.style.value}m{visible(piece.text)}\x1b[0m"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there, and a terminal."""
    return stream is not None and stream.isatty()


def has_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal that wants colour (https://no-color.org)."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()


def columns(text: str) -> int:
    """How wide a text is on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        (2 if east_asian_width(each) in "WF" else 1)
        for each in text
        if not combining(each)
    )


def _padded(cell: str, width: int, *, is_right: bool) -> str:
    space = " " * (width - columns(cell))
    return f"{space}{cell}" if is_right else f"{cell}{space}"


def _write(stream: TextIO, line: str) -> None:
    with _named():
        stream.write(f"{line}\n")


@contextmanager
def _named() -> Iterator[None]:
    """Tell a stream that takes nothing from a defect of drill."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(error.strerror or str(error)) from error
