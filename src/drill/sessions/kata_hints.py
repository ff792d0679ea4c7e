"""The hints of a kata by degrees: those of the stage at hand, then the kata's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drill.content.kata import Kata
    from drill.sessions.kata_work import WorkNotes


def all_hints(note: Kata) -> tuple[str, ...]:
    """All of them: the stages' by their order, then the kata's own."""
    return (*(hint for stage in note.stages for hint in stage.hints), *note.hints)


def hints_shown(note: Kata, notes: WorkNotes) -> tuple[str, ...]:
    """Those that were shown, the latest last."""
    hints = all_hints(note)
    return tuple(hints[each] for each in notes.shown if each < len(hints))


def hints_left(note: Kata, notes: WorkNotes) -> list[int]:
    """Places of those that may still be shown, the next one first.

    Those of stages that are passed help no more, and those of later ones come with
    their stage.
    """
    found, place = list[int](), 0
    for index, stage in enumerate(note.stages):
        if index == notes.stage:
            found += range(place, place + len(stage.hints))
        place += len(stage.hints)
    found += range(place, place + len(note.hints))
    return [each for each in found if each not in notes.shown]
