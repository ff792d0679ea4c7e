r"""Texts with gaps: `{{c1::answer}}` and `{{c1::answer::hint}}`.

Gaps may lie in one another. Inside of code that lies within a gap neither `::` nor
braces have a meaning, so that `` {{c1::`std::vector`}} `` hides what it says;
braces that pair up (`\frac{a}{b}`) belong to the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from drill.content.markdown import Code, code_at, code_parts

LARGEST_NUMBER: Final = 500
DEEPEST: Final = 8
"""Gaps that may lie in one another."""

_OPENING = re.compile(r"\{\{[cC](\d*)::")
_MARKS = re.compile(r"\{\{[cC]\d*::|\}\}|::|[{}]")
_NEAR_MISS = re.compile(r"\{\{\s*[cC]\d+\s*:?|(?<!\{)\{[cC]\d+::")


class ClozeError(Exception):
    """A text whose gaps cannot be read."""

    def __init__(self, code: str, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.offset = offset
        """Where in the text, counted from 0."""
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap of a text."""

    number: int
    pieces: tuple[Piece, ...]
    """The answer."""
    hint: str
    code: Code | None
    """The stretch of code that the gap lies in, if any."""
    start: int
    end: int


Piece: TypeAlias = str | Gap


@lru_cache(maxsize=512)
def parse_cloze(text: str) -> tuple[Piece, ...]:
    """The text's pieces: plain stretches and gaps.

    Raises:
        ClozeError: at the first gap that is not spelled well, or without any.
    """
    pieces, _ = _Reader(text).pieces(0, 0, None)
    if not any(isinstance(piece, Gap) for piece in pieces):
        near = _NEAR_MISS.search(text)
        hint = "A gap is spelled {{c1::answer}} or {{c1::answer::hint}}."
        message = "no gap in the text"
        raise ClozeError(
            "N002" if near else "N001",
            f"{near[0]!r} opens no gap" if near else message,
            near.start() if near else 0,
            hint,
        )
    return pieces


def numbers(pieces: tuple[Piece, ...]) -> list[int]:
    """The numbers of all gaps, each once, ascending."""
    return sorted({gap.number for gap in gaps(pieces)})


def gaps(pieces: tuple[Piece, ...]) -> list[Gap]:
    """All gaps in the order of the text, inner ones after the outer one."""
    found: list[Gap] = []
    for piece in pieces:
        if isinstance(piece, Gap):
            found += [piece, *gaps(piece.pieces)]
    return found


def solved(pieces: tuple[Piece, ...]) -> str:
    """The text with every answer in its place."""
    return "".join(
        solved(piece.pieces) if isinstance(piece, Gap) else piece for piece in pieces
    )


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.code = code_parts(text)

    def pieces(
        self, start: int, depth: int, around: tuple[int, Code | None] | None
    ) -> tuple[tuple[Piece, ...], int]:
        """Pieces up to the end of the text, or of the gap that lies around them.

        Args:
            start: offset to begin at.
            depth: how many gaps lie around.
            around: where the gap around opened, and the code it lies in.
        """
        found: list[Piece] = []
        position = plain = start
        braces = 0
        while mark := _MARKS.search(self.text, position):
            position = mark.end()
            if around and code_at(self.code, mark.start()) != around[1]:
                continue
            if opening := _OPENING.fullmatch(mark[0]):
                found.append(self.text[plain : mark.start()])
                gap = self.gap(mark.start(), position, opening[1], depth)
                found.append(gap)
                position = plain = gap.end
            elif around and mark[0] == "{":
                braces += 1
            elif around and mark[0] in {"}", "}}"} and braces:
                braces -= 1
                position = mark.start() + 1
            elif around and mark[0] in {"}}", "::"}:
                found.append(self.text[plain : mark.start()])
                return _joined(found), mark.start()
        if around:
            message = "the gap that begins here is not closed"
            hint = "Close it with }}, outside of code if it began outside."
            raise ClozeError("N002", message, around[0], hint)
        found.append(self.text[plain:])
        return _joined(found), len(self.text)

    def gap(self, start: int, inner: int, digits: str, depth: int) -> Gap:
        """The gap whose `{{c1::` lies from `start` to `inner`."""
        number = self.number(start, digits)
        if depth >= DEEPEST:
            raise ClozeError("N002", "gaps lie too deep in one another", start)
        code = code_at(self.code, start)
        pieces, end = self.pieces(inner, depth + 1, (start, code))
        if not solved(pieces).strip():
            raise ClozeError("N003", f"gap {number} has no answer", start)
        hint = ""
        if self.text.startswith("::", end):
            said, end = self.hint(end + 2, start, code)
            hint = said.strip()
        return Gap(number, pieces, hint, code, start, end + 2)

    def hint(self, start: int, opened: int, code: Code | None) -> tuple[str, int]:
        """The hint that begins at an offset, and where it ends."""
        for mark in re.compile(r"\}\}").finditer(self.text, start):
            if code_at(self.code, mark.start()) == code:
                return self.text[start : mark.start()], mark.start()
        raise ClozeError("N002", "the gap that begins here is not closed", opened)

    def number(self, start: int, digits: str) -> int:
        """The number of a gap, from its digits."""
        if digits and digits[0] != "0" and len(digits) <= len(str(LARGEST_NUMBER)):
            number = int(digits)
            if number <= LARGEST_NUMBER:
                return number
        message = f"a gap is numbered from 1 to {LARGEST_NUMBER}"
        raise ClozeError("N002", message, start, "As in {{c1::answer}}.")


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece != "")
