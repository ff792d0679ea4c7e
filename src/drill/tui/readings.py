"""How a line that one types was understood, told while it is typed. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was understood."""

    words: str
    """What it will do, or why it cannot be."""
    is_good: bool = True


Reader: TypeAlias = Callable[[str], Reading]


def whole_number(text: str, least: int, most: int, words: str) -> Reading:
    """A whole number between two others.

    Args:
        text: as it was typed.
        least: the smallest that is allowed.
        most: the largest one.
        words: what it is good for: `flag {}`.
    """
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return Reading(words.format(int(text)))
    return Reading(f"a number from {least:,} to {most:,}", is_good=False)
