"""The blocks of the first screen: today, the next days, the last weeks.

Pure functions from a `HomeStep` to lines; the standard library alone, because the
first paint uses them before Textual is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.clock import date_of
from drill.ids import StudyDay
from drill.sessions.labels import MONTHS, WEEKDAYS, plural
from drill.tui.drawing import HEAT, columns, heat_level, meter, sparkline
from drill.tui.runs import EMPTY, MARK, Line, Run, left, right
from drill.tui.text_safety import one_line

if TYPE_CHECKING:
    from drill.sessions.steps import HomeStep, Ready

WEEKS = 26
LABEL = 12
"""Cells of the first column of a block."""
CHART_ROWS = 6
READY_ROWS = 3
"""Decks or topics of an interview that home has room for."""
READY_TITLE = 20
READY_METER = 8


def top_of_home(step: HomeStep) -> tuple[Line, Line]:
    """The quiet line: the name, the day and the streak."""
    words = [step.date_label]
    if step.on_holiday:
        words.append(f"holiday {step.on_holiday}")
    elif step.streak_days:
        words.append(f"{plural(step.streak_days, 'day')} in a row")
    return (Run(" drill", "title"),), (Run(" · ".join(words), "muted"),)


def today(step: HomeStep, *, is_marked: bool) -> list[Line]:
    """What is to do, by class."""
    counts = step.counts
    mark = Run(MARK if is_marked else " ", "mark")
    head = Run(left("Today", LABEL), "heading", "screen.pick(-1)")
    if not counts.total:
        return [(mark, head, *_nothing(step))]
    words = f"{counts.total:,} to do, about {step.minutes} min"
    late = f", up to {plural(step.backlog_days, 'day')} late"
    return [
        (mark, head, Run(words, "strong", "screen.pick(-1)")),
        _count("  review", counts.review),
        _count("  learning", counts.learning),
        _count("  new", counts.new),
        *([_count("  planned", counts.planned)] if counts.planned else []),
        _count("+ backlog", counts.backlog, late if counts.backlog else ""),
    ]


def _count(label: str, number: int, words: str = "") -> Line:
    style = "" if number else "muted"
    return (
        Run(" " + left(label, LABEL - 1), "muted"),
        Run(right(f"{number:,}", 4), style),
        Run(words, "muted"),
    )


def _nothing(step: HomeStep) -> Line:
    if step.next_learning_at is not None:
        at = step.next_learning_at.astimezone()
        return (Run(f"nothing now; a learning card is back at {at:%H:%M}", "success"),)
    if step.done_today:
        return (Run("✓ all done", "success"),)
    return (Run("nothing is due", "success"),)


def figures(step: HomeStep, *, with_forecast: bool) -> list[Line]:
    """Retention, what was done, and the next days in one line."""
    lines: list[Line] = []
    if with_forecast:
        spark = Run(sparkline(step.forecast), "heat-3")
        lines.append((*_label("Next 14 days"), spark, *_most(step)))
    lines.append((*_label("Retention"), *_retention(step)))
    lines.append((*_label("Done today"), *_done(step)))
    return lines


def ready(step: HomeStep) -> list[Line]:
    """How ready one will be for the nearest interview; nothing without one."""
    if not step.ready_for:
        return []
    action = "screen.open('goals')"
    head: Line = (Run(f"Ready for {step.ready_for}", "heading", action),)
    lines = [head, *(_ready(row) for row in step.readiness[:READY_ROWS])]
    more = len(step.readiness) - READY_ROWS
    if more > 0:
        lines.append(
            (Run(f"and {more:,} more that are better known", "muted", action),)
        )
    return lines


def _ready(row: Ready) -> Line:
    filled, rest = meter(row.percent / 100, READY_METER)
    return (
        Run(left(one_line(row.title), READY_TITLE) + " "),
        Run(filled, "heat-3"),
        Run(rest, "faint"),
        Run(right(f"{row.percent} ±{row.band:2}", 8)),
    )


def _label(text: str) -> Line:
    return (Run(left(text, LABEL + 2), "muted"),)


def _most(step: HomeStep) -> Line:
    return (Run(f"  max {max(step.forecast, default=0):,}", "muted"),)


def _retention(step: HomeStep) -> Line:
    if step.retention is None:
        return (Run("needs 20 due reviews", "muted"),)
    return (Run(f"{step.retention * 100:.0f} %"), Run(" in 30 days", "muted"))


def _done(step: HomeStep) -> Line:
    if not step.done_today:
        return (Run("nothing yet", "muted"),)
    minutes = f"{step.done_minutes} min" if step.done_minutes else "under 1 min"
    return (Run(f"{step.done_today:,}"), Run(f" in {minutes}", "muted"))


def forecast(step: HomeStep) -> list[Line]:
    """The next 14 study days as columns, with the days below."""
    rows = columns(step.forecast, CHART_ROWS)
    first = date_of(StudyDay(step.day + 1)).weekday()
    days = "".join(
        WEEKDAYS[(first + index) % 7][0] for index in range(len(step.forecast))
    )
    return [
        (Run("Next 14 days", "muted"),),
        *[(Run(row, "heat-3"),) for row in rows],
        (Run(days, "muted"),),
        (Run(f"max {max(step.forecast, default=0):,}", "muted"),),
    ]


def heat_map(step: HomeStep) -> list[Line]:
    """The reviews of 26 weeks: a column a week, Monday on top, today last."""
    top = max(step.heat, default=0)
    first = step.day - len(step.heat) + 1
    last_week = (step.day + 3) // 7
    rows: list[Line] = [(Run("    " + _months(last_week), "muted"),)]
    for weekday in range(7):
        label = WEEKDAYS[weekday] if weekday % 2 == 0 else ""
        runs = [Run(left(label, 4), "muted")]
        for week in range(last_week - WEEKS + 1, last_week + 1):
            day = week * 7 - 3 + weekday
            runs.append(_warmth(step.heat, day - first, top))
        rows.append(tuple(runs))
    total = f"{plural(sum(step.heat), 'review')}, {top:,} on the busiest day"
    rows.append((Run(f"    {total}", "muted"),))
    return rows


def _warmth(heat: tuple[int, ...], index: int, top: int) -> Run:
    if not 0 <= index < len(heat):
        return Run("  ")
    level = heat_level(heat[index], top)
    return Run(HEAT[level] + " ", f"heat-{level}")


def _months(last_week: int) -> str:
    """The names of months above the weeks in which they begin."""
    text = ""
    for index, week in enumerate(range(last_week - WEEKS + 1, last_week + 1)):
        monday = date_of(StudyDay(week * 7 - 3))
        if monday.day <= 7 and len(text) <= index * 2:  # noqa: PLR2004 - first week
            text = text.ljust(index * 2) + MONTHS[monday.month - 1]
    return text


def notices(step: HomeStep) -> list[Line]:
    """What the learner should know before anything else."""
    lines: list[Line] = []
    if step.notice:
        lines.append((Run(" ! ", "warning"), Run(one_line(step.notice), "warning")))
    if step.problems:
        found = plural(step.problems, "error")
        words = f" ! {found} in deck files; `drill check` lists them"
        lines.append((Run(words, "warning"),))
    return [*lines, EMPTY] if lines else []
