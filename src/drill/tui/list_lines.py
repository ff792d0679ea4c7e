"""What lists have in common: where their rows are, the mark, groups. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from drill.tui.runs import EMPTY, MARK, Line, Run, clip_line


@dataclass(frozen=True, slots=True)
class ListPicture:
    """The lines of a list."""

    lines: Sequence[Line]
    places: Sequence[int]
    """The line of each row that the mark can stand at."""


class LazyLines(Sequence[Line]):
    """Lines that are drawn when they are looked at: thousands cost a page of them."""

    def __init__(self, count: int, draw: Callable[[int], Line]) -> None:
        """Lines to be drawn.

        Args:
            count: how many there are.
            draw: the line at an index.
        """
        self._count = count
        self._draw = draw

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self._draw(row) for row in range(*index.indices(self._count))]
        return self._draw(range(self._count)[index])


def marked(is_marked: bool) -> Run:  # noqa: FBT001 - the one thing that it shows
    """The first cells of a row: the mark or nothing."""
    return Run(f" {MARK} " if is_marked else "   ", "mark")


def row_style(*, is_marked: bool, style: str = "") -> str:
    """The style of a row's text."""
    return "cursor" if is_marked else style


def grouped(groups: Sequence[tuple[str, Sequence[Line]]], width: int) -> ListPicture:
    """Rows below the headings of their groups.

    Args:
        groups: of each its heading and its rows.
        width: of the page, in cells.
    """
    lines: list[Line] = []
    places: list[int] = []
    for heading, rows in groups:
        lines += [EMPTY, (Run(f"   {heading}", "heading"),)]
        for row in rows:
            places.append(len(lines))
            lines.append(clip_line(row, width))
    return ListPicture(lines, places)


def plain_list(
    rows: Sequence[Line], width: int, head: Sequence[Line] = ()
) -> ListPicture:
    """Rows one below the other, under a few lines that the mark never stands at."""
    lines = [*head, *(clip_line(row, width) for row in rows)]
    return ListPicture(lines, range(len(head), len(lines)))
