"""Earlier quizzes, and those that were left half way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drill.events import SittingClosed, SittingOpened
from drill.sessions.labels import date_label
from drill.sessions.sitting_moves import number, progress_of
from drill.sessions.sitting_plans import plan_of
from drill.sessions.sitting_steps import QuizRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drill.events import Event
    from drill.store.units import ReadUnit

QUIZ: Final = "quiz"
"""The format of a sitting that is a quiz by itself."""
GIVEN_UP: Final = "given up"
"""Why a quiz ended that the learner did not want to go on with."""


def quiz_rows(unit: ReadUnit) -> list[QuizRow]:
    """Every quiz, latest first."""
    ends = unit.sittings.closed()
    return [
        row_of(unit, event, ends.get(event.id))
        for event in reversed(unit.sittings.opened())
        if isinstance(event.body, SittingOpened) and event.body.format == QUIZ
    ]


def half_way(unit: ReadUnit) -> QuizRow | None:
    """The latest quiz that was left half way on this device, if there is one."""
    return next((row for row in quiz_rows(unit) if row.can_resume), None)


def row_of(unit: ReadUnit, opened: Event, end: Event | None) -> QuizRow:
    """One line of the list of quizzes."""
    body = opened.body
    if not isinstance(body, SittingOpened):  # pragma: no cover - callers have looked
        raise TypeError(body)
    plan = plan_of(body.plan)
    figures = _figures(unit, opened, end)
    score = figures.get("score")
    return QuizRow(
        sitting=opened.id,
        title=body.title,
        at=opened.at,
        day=opened.day,
        date_label=date_label(opened.day),
        number=len(plan.questions) if plan is not None else 0,
        counted=int(number(figures.get("counted"))),
        score=None if score is None else min(1.0, number(score)),
        spent_s=number(figures.get("spent_s")),
        is_open=end is None,
        given_up=figures.get("reason") == GIVEN_UP,
        can_resume=end is None
        and plan is not None
        and opened.device == unit.shared.device,
    )


def _figures(unit: ReadUnit, opened: Event, end: Event | None) -> Mapping[str, Any]:
    if end is not None and isinstance(end.body, SittingClosed):
        return end.body.contents
    progress = progress_of(unit.sittings.moves(opened.id))
    return {"counted": progress.counted, "spent_s": progress.all_s}
