"""`drill goal`: interview dates, and how ready one will be."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from drill.cli.opening import changing, reading
from drill.clock import date_of, day_of
from drill.errors import InvalidGoal
from drill.ids import StudyDay

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from drill.cli.context import Context
    from drill.sessions.goal_steps import GoalRow, GoalsStep, ReadyRow

HEADINGS = ("interview", "recalled", "±", "cards", "unseen", "about")
FIGURES = (1, 2, 3, 4)
"""Columns that are aligned on the right."""


def run(arguments: Namespace, context: Context) -> int:
    """Set or remove an interview, or list them; returns the exit status."""
    if arguments.action == "set":
        return _set(arguments, context)
    if arguments.action == "remove":
        with changing(context) as workspace:
            context.output.data(workspace.remove_goal(arguments.title).message)
        return 0
    with reading(context) as collection:
        from drill.sessions.goals import goals

        step = goals(collection)
    if arguments.json:
        context.output.json(table_of(step))
    elif not step.goals:
        context.output.say("No interview date is set: `drill goal set DATE DECK`.")
    else:
        lines = [cells for goal in step.goals for cells in rows(goal)]
        context.output.table([HEADINGS, *lines], right=FIGURES)
        context.output.say(
            "Cards recalled on the day if nothing more is reviewed, in percent; unseen"
            f" ones count as {step.prior:.0%}. Within ± for four learners out of five."
        )
    return 0


def day_named(text: str, today: StudyDay) -> StudyDay:
    """The study day that is typed as `2026-12-14`, or as `+24` from today.

    Raises:
        InvalidGoal: it is neither.
    """
    days = text.removeprefix("+")
    if text.startswith("+") and days.isascii() and days.isdigit() and len(days) < 6:  # noqa: PLR2004 - of five digits
        return StudyDay(today + int(days))
    try:
        return day_of(date.fromisoformat(text))
    except ValueError:
        hint = "Write it as 2026-12-14, or as +24 for so many days from today."
        raise InvalidGoal(text, "is no date", hint) from None


def table_of(step: GoalsStep) -> list[dict[str, object]]:
    """The interviews for programs."""
    return [
        {
            "title": goal.title,
            "date": date_of(goal.day).isoformat(),
            "days_left": goal.days_left,
            "scope": list(goal.scope),
            "minutes_a_day": goal.minutes,
            "reviews_today": goal.reviews_today,
            "new_today": goal.new_today,
            "prior": step.prior,
            "all": asdict(goal.whole),
            "readiness": [asdict(row) for row in goal.rows],
        }
        for goal in step.goals
    ]


def rows(goal: GoalRow) -> Iterable[tuple[str, ...]]:
    """An interview with its decks and topics below it."""
    left = f"in {goal.days_left} days" if goal.days_left >= 0 else "over"
    about = f"{date_of(goal.day).isoformat()}, {left}, {goal.minutes} min a day"
    yield (goal.title, *_figures(goal.whole), about)
    for row in goal.rows:
        name = "  " * (1 + row.depth) + row.id.rpartition("/")[2]
        yield (name, *_figures(row), row.title)


def _figures(row: ReadyRow) -> tuple[str, ...]:
    mean, band = f"{row.mean:.0%}", f"{100 * row.band:.0f}"
    return (mean, band, f"{row.cards:,}", f"{row.unseen:,}")


def _set(arguments: Namespace, context: Context) -> int:
    from drill.sessions.goals import TITLE, set_goal

    with changing(context) as workspace:
        collection = workspace.collection
        changed = set_goal(
            collection,
            day_named(arguments.date, collection.today),
            arguments.scope,
            title=arguments.title or TITLE,
            minutes=arguments.minutes,
        )
    if arguments.json:
        with reading(context) as collection:
            from drill.sessions.goals import goals

            context.output.json(table_of(goals(collection)))
    else:
        context.output.data(changed.message)
    return 0
