"""A card as a text of Markdown or Org has it, before it is a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.interchange.package import ForeignSchedule


@dataclass(frozen=True, slots=True)
class TextCard:
    """A note as a dialect of Markdown has it."""

    line: int
    """Where it begins, from 1."""
    front: str = ""
    back: str = ""
    both_ways: bool = False
    gaps: str = ""
    """A text with `{{c1::…}}`, in the place of front and back."""
    tags: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    """Below the deck of its file, or instead of it where a tag says so."""
    schedules: tuple[ForeignSchedule | None, ...] = ()
    """Of its cards, in order."""
    id: str = ""
    """Where the text gives it one."""
    raw: tuple[str, str] = ("", "")
    """Front and back letter by letter, where a program names its cards by them."""
