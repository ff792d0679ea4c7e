"""What was typed beside what is right, as stretches that a screen can colour.

The stretches that are the same or missing make up the right answer, letter for letter.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from drill.quiz.marks import Change, Stretch
from drill.quiz.spelling import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST: Final = 40
"""Letters, or else words, that are compared one by one."""
ALIKE: Final = 0.75
"""Share of equal letters below which single letters say nothing."""

_WORDS = re.compile(r"\s*\S+")


def difference(typed: str, right: str) -> tuple[Stretch, ...]:
    """The stretches that lead from one text to the other.

    Letters are compared where the texts are short and alike, words where they are
    longer, and texts that have nothing in common stand beside one another.
    """
    typed = " ".join(typed.split())
    if max(len(typed), len(right)) <= MOST:
        is_case = typed.casefold() == right.casefold()
        form = str if is_case else str.casefold
        found = _compared(list(typed), list(right), form)
        same = sum(len(each.text) for each in found if each.change is Change.SAME)
        if is_case or same >= ALIKE * max(len(typed), len(right)):
            return found
    ours, theirs = _WORDS.findall(right), _WORDS.findall(typed)
    if max(len(ours), len(theirs)) <= MOST:
        return _compared(theirs, ours, normal)
    return _joined([(typed, Change.EXTRA), (right, Change.MISSING)])


def _compared(
    typed: Sequence[str], right: Sequence[str], form: Callable[[str], str]
) -> tuple[Stretch, ...]:
    """The difference of two sequences of pieces whose forms are compared."""
    ours, theirs = list(map(form, right)), list(map(form, typed))
    longest = _common(theirs, ours)
    found: list[tuple[str, Change]] = []
    row = place = 0
    while row < len(theirs) or place < len(ours):
        if row < len(theirs) and place < len(ours) and theirs[row] == ours[place]:
            found.append((right[place], Change.SAME))
            row, place = row + 1, place + 1
        elif place == len(ours) or (
            row < len(theirs) and longest[row + 1][place] >= longest[row][place + 1]
        ):
            found.append((typed[row], Change.EXTRA))
            row += 1
        else:
            found.append((right[place], Change.MISSING))
            place += 1
    return _joined(found)


def _common(one: Sequence[str], other: Sequence[str]) -> list[list[int]]:
    """Lengths of the longest common subsequences of all ends of two sequences."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row in range(len(one) - 1, -1, -1):
        below, now = table[row + 1], table[row]
        for place in range(len(other) - 1, -1, -1):
            if one[row] == other[place]:
                now[place] = below[place + 1] + 1
            else:
                now[place] = max(below[place], now[place + 1])
    return table


def _joined(pieces: list[tuple[str, Change]]) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(text, change)
        for change, group in groupby(pieces, lambda piece: piece[1])
        if (text := "".join(piece[0] for piece in group))
    )
