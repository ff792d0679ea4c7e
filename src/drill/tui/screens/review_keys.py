"""Which commands of a review each moment allows. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from drill.sessions.steps import Phase
from drill.tui.commands import of_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.sessions.steps import ReviewStep

    Need: TypeAlias = Callable[["ReviewStep | None", int], bool]


def _has_card(step: ReviewStep | None, hints: int) -> bool:
    return step is not None and step.phase in {Phase.FRONT, Phase.BACK}


def _reveals(step: ReviewStep | None, hints: int) -> bool:
    return step is not None and step.phase in {Phase.FRONT, Phase.FINISHED}


def _is_back(step: ReviewStep | None, hints: int) -> bool:
    return step is not None and step.phase is Phase.BACK


def _has_hint(step: ReviewStep | None, hints: int) -> bool:
    if step is None or step.phase is not Phase.FRONT or step.face is None:
        return False
    return hints < len(step.face.hints)


def _has_contrast(step: ReviewStep | None, hints: int) -> bool:
    return _has_card(step, hints) and step is not None and bool(step.contrasts)


def _can_undo(step: ReviewStep | None, hints: int) -> bool:
    return step is not None and step.can_undo


def _can_redo(step: ReviewStep | None, hints: int) -> bool:
    return step is not None and step.can_redo


def _never(step: ReviewStep | None, hints: int) -> bool:
    return False


NEEDS: dict[str, Need] = {
    "reveal": _reveals,
    "rate": _is_back,
    "retry": _never,
    "hint": _has_hint,
    "undo": _can_undo,
    "redo": _can_redo,
    "edit": _has_card,
    "bury": _has_card,
    "suspend": _has_card,
    "flag": _has_card,
    "remark": _has_card,
    "report": _has_card,
    "info": _has_card,
    "contrast": _has_contrast,
}
"""What an action needs of the step; actions that are not named need nothing."""


def hidden_in(step: ReviewStep | None, hints: int, *, can_retry: bool) -> set[str]:
    """Ids of the commands that the step forbids."""
    hidden = {
        command.id
        for command in of_screen("review")
        if (need := NEEDS.get(command.action.partition("(")[0])) is not None
        and not need(step, hints)
    }
    if can_retry:
        return {*hidden, *(f"review.{name}" for name in RATINGS)} - {"review.retry"}
    return hidden | {"review.retry"}


RATINGS = ("again", "hard", "good", "easy")
