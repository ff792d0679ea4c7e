"""A weakness of a note, before it has a file and a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drill.content.notes import Note


@dataclass(frozen=True, slots=True)
class Finding:
    """A weakness, or a defect, of a note."""

    code: str
    """One of `problems.CODES`."""
    place: tuple[str | int, ...]
    """Keys and indexes that lead to it within the note."""
    message: str
    hint: str = ""
    line: int = 0
    """Within the text at the place, counted from 0."""


Judge: TypeAlias = "Callable[[Note], Iterable[Finding]]"
"""What the rules above this layer find in a note: those that mark or make questions."""


def no_judge(note: Note) -> Iterable[Finding]:
    """Finds nothing."""
    del note
    return ()
