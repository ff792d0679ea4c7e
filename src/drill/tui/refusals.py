"""A refusal that the screen itself explains, where the text was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from drill.errors import (
    ConfigError,
    ContentError,
    FormatNotFound,
    GoalNotFound,
    InvalidGoal,
    InvalidNote,
    InvalidSearch,
    NothingToAsk,
    ScheduleError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from drill.tui.ports import Workspace

T = TypeVar("T")
REFUSALS = (
    ConfigError, ContentError, FormatNotFound, GoalNotFound, InvalidGoal,
    InvalidSearch, NothingToAsk, ScheduleError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be kept, and why."""

    reasons: tuple[str, ...]
    hint: str = ""

    @property
    def words(self) -> str:
        """All of it in one line."""
        reasons = "; ".join(self.reasons)
        return f"{reasons.rstrip('.')}. {self.hint}" if self.hint else reasons


def refusable(call: Callable[[Workspace], T]) -> Callable[[Workspace], T | Refused]:
    """A call whose refusal of what was typed comes back as a value.

    Other failures stay errors, and the application says them.
    """

    def careful(workspace: Workspace) -> T | Refused:
        try:
            return call(workspace)
        except InvalidNote as error:
            return Refused(error.reasons, error.hint)
        except REFUSALS as error:
            return Refused((error.message,), error.hint)

    return careful
