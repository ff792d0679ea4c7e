"""Breaks styled runs into lines of a width, by words and by wide characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drill.tui.runs import Line, Run, cells, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDE = (
    "\u1100-\u11ff\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
"""Scripts that break between any two characters."""
CLOSING = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\u300d\u300f"
    "\u3011\u3009\u300b\u201d\u2019\u30fb\u30fc\u3005\u3041\u3043\u3045"
    "\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9"
    "\u30c3\u30e3\u30e5\u30e7"
)
"""Never the first of a line: they stay with what stands before them."""
UNIT = re.compile(
    r"(?:%|‰|°C|[nµm]?s|min|h|d|[kKMGTPE]i?B(?:/s)?|B|[kMGT]?bit(?:/s)?|[kMG]?Hz|[kMG]?W"
    r"|[nµmck]?m|m?V|[kp]?J|k?g|×)(?![\w])"
)
"""What belongs to the number before it: no line begins with it."""
PIECE = re.compile(f"\n| +|[{WIDE}][{CLOSING}]*|[^ \n{WIDE}]+")
IS_WIDE = re.compile(f"[{WIDE}]")


def wrap(runs: Iterable[Run], width: int) -> list[Line]:
    """Lines of at most `width` cells; a newline in a run starts a new line.

    Words are kept whole where they fit on a line of their own. Every character but
    the space at a break is kept.
    """
    folder = _Folder(max(1, width))
    for word, space in _words(runs):
        folder.add(word, space)
    return folder.lines()


class _Folder:
    """Lines while they are being filled."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[Line] = []
        self._line: list[Run] = []
        self._used = 0

    def add(self, word: list[Run], space: Run) -> None:
        """Put a word on the present line, with the space before it, or on the next."""
        if space.text == "\n":
            self._break()
        taken = sum(cells(run.text) for run in word)
        gap = 0 if space.text == "\n" or not self._used else len(space.text)
        if self._used and self._used + gap + taken > self._width:
            self._break()
            gap = 0
        if gap:
            self._line.append(space)
            self._used += gap
        for run in word:
            self._put(run)

    def lines(self) -> list[Line]:
        """All lines, the unfinished one too."""
        self._break()
        return self._lines

    def _put(self, run: Run) -> None:
        text = run.text
        while self._used + cells(text) > self._width:
            head, text = cut(text, self._width - self._used)
            if not head and not self._used:
                head, text = text[:1], text[1:]
            if head:
                self._line.append(run._replace(text=head))
            self._break()
        if text:
            self._line.append(run._replace(text=text))
            self._used += cells(text)

    def _break(self) -> None:
        self._lines.append(_merged(self._line))
        self._line = []
        self._used = 0


def _words(runs: Iterable[Run]) -> Iterator[tuple[list[Run], Run]]:
    """Words with the white space before each; a word may go over several runs."""
    word: list[Run] = []
    space = Run("")
    for run in runs:
        pieces = PIECE.findall(run.text)
        for place, piece in enumerate(pieces):
            if piece == " " and _is_unit_next(word, pieces[place + 1 : place + 2]):
                word.append(run._replace(text=piece))
                continue
            if piece == "\n" or piece[0] == " ":
                if word or piece == "\n" == space.text:
                    yield word, space
                    space = Run("")
                word = []
                space = Run(piece, run.style) if space.text != "\n" else space
                continue
            if word and _may_part(word[-1].text[-1], piece[0]):
                yield word, space
                word, space = [], Run("")
            word.append(run._replace(text=piece))
    if word or space.text == "\n":
        yield word, space


def _is_unit_next(word: list[Run], following: list[str]) -> bool:
    """Whether a number stands before a space, and its unit behind it."""
    is_number = bool(word) and word[-1].text[-1:].isdigit()
    return is_number and bool(following) and UNIT.match(following[0]) is not None


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters without a space."""
    is_wide = IS_WIDE.match(before) or IS_WIDE.match(after)
    return bool(is_wide) and after not in CLOSING


def _merged(line: list[Run]) -> Line:
    merged: list[Run] = []
    for run in line:
        if merged and merged[-1][1:] == run[1:]:
            merged[-1] = merged[-1]._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)
