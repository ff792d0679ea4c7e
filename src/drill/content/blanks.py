"""Gaps that ask for nothing: given away by their text, or by grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drill.content.cloze import Gap, gaps, numbers, parse_cloze, solved
from drill.content.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.content.cloze import Piece

FEWEST_WORDS = 3
"""Words that must be left around what is asked."""

_GRAMMAR = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "it", "its", "they"),
        *("is", "are", "was", "were", "be", "been", "has", "have", "had", "do"),
        *("does", "did", "of", "to", "in", "on", "at", "by", "for", "from", "with"),
        *("as", "into", "and", "but", "so", "than", "then", "which", "who", "whose"),
    )
)
"""Words that a reader fills in without knowing anything."""


def cloze_findings(text: str) -> Iterator[tuple[str, str, int]]:
    """Code, message and offset of what is weak in a text with gaps."""
    pieces = parse_cloze(text)
    everything = gaps(pieces)
    for number in numbers(pieces):
        asked = [gap for gap in everything if gap.number == number]
        rest = _words(_without(pieces, number))
        if len(rest.split()) < FEWEST_WORDS:
            message = f"gap {number} hides nearly all of the text"
            yield "T015", message, asked[0].start
        for gap in asked:
            yield from _gap_findings(gap, rest)


def _gap_findings(gap: Gap, rest: str) -> Iterator[tuple[str, str, int]]:
    answer = plain(solved(gap.pieces))
    said = _words(answer)
    if said in _GRAMMAR:
        yield "T005", f"“{answer}” is what grammar gives", gap.start
    elif len(said) > 1 and f" {said} " in f" {rest} ":
        message = f"the answer “{answer}” stands elsewhere in the text"
        yield "T004", message, gap.start
    elif len(said) > 1 and _gives_away(_words(gap.hint), said):
        yield "T004", f"the answer “{answer}” stands in its own hint", gap.start


def _gives_away(hint: str, said: str) -> bool:
    """Whether a hint says the answer; `before or after` leaves both open."""
    return f" {said} " in f" {hint} " and " or " not in hint


def _without(pieces: tuple[Piece, ...], number: int) -> str:
    """The text as the front of a number shows it, without hints."""
    shown = ""
    for piece in pieces:
        if isinstance(piece, str):
            shown += piece
        elif piece.number == number:
            shown += " … "
        else:
            shown += _without(piece.pieces, number)
    return shown


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w+#^/=.%-]*\w[+#%]*", plain(text).lower()))
