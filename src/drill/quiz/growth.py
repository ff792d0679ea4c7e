"""Growth classes: when `O(n log n)` and `n·lg n` are the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Growth:
    """A class of functions that grow alike."""

    text: str


def growth(text: str) -> Growth | None:
    """The class that a text names; None when it cannot be read."""
    del text
    return None


def compared(one: Growth, other: Growth) -> str:
    """How one class grows beside another, in a few words; may be empty."""
    del one, other
    return ""
