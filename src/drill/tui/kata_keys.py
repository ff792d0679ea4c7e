"""Which commands each moment of a kata allows, and their words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.ids import Rating
from drill.sessions.kata_steps import KataPhase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.kata_steps import KataStep

VIEWS = ("statement", "code", "result")
"""What is shown one at a time, where not all have room."""
WORKING = frozenset(["run", "own", "editor", "run_case", "hint", "give_up", "language"])
"""Commands of somebody who works on the kata."""
ALONE = frozenset(["run", "own", "editor", "run_case", "language", "reset", "give_up"])
"""Commands that wait until a run is over."""


def allows(
    step: KataStep, action: str, parameters: Sequence[object] = (), *, is_running: bool
) -> bool:
    """Whether a command can be asked for now.

    Args:
        step: what is shown.
        action: of the command.
        parameters: of that action.
        is_running: whether a run is going on.
    """
    is_working = step.phase is KataPhase.WORKING
    if (action in WORKING and not is_working) or (action in ALONE and is_running):
        return False
    has_failed = step.result is not None and step.result.failed is not None
    needs = {
        "rate_proposed": not is_working,
        "cancel": is_running,
        "run_case": has_failed,
        "hint": step.hints_left > 0,
        "reset": step.phase in {KataPhase.WORKING, KataPhase.RATED},
        "language": len(step.languages) > 1,
    }
    if action == "rate":
        return Rating(int(str(parameters[0]))) in step.allowed
    return needs.get(action, True)


def hint_words(step: KataStep | None) -> str:
    """What the next hint is, and what it costs."""
    if step is None:
        return "hint"
    number, total = len(step.hints) + 1, len(step.hints) + step.hints_left
    cost = "hard at best" if step.left_s is None else "the report tells"
    return f"hint {number} of {total} ({cost})"
