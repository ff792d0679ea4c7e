"""What was done, how well, and what comes, drawn. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.ids import StudyDay
from drill.sessions.labels import date_label, plural
from drill.tui.charts import AXIS, bars, column_chart, heat_map
from drill.tui.runs import EMPTY, Line, Run, beside, clip_line, indented, left

if TYPE_CHECKING:
    from drill.sessions.steps import Statistics

MARGIN = 3
GAP = 4
HEIGHT = 4
"""Rows of the columns of a chart."""
TWO_ACROSS = 60
"""Cells from which two charts stand side by side."""
WIDE = 110
RATINGS = ("again", "hard", "good", "easy")
STATES = {
    "new": "",
    "learning": "hard",
    "reviewing": "good",
    "relearning": "again",
    "suspended": "muted",
}
"""The states with their styles, in the order of a card's life."""
SPANS = (30, 90, 365, 36_600)
"""Spans of study days one can look at; the last one is everything."""
YEAR = 364
LONG_MINUTES = 90
"""From here on hours say more."""
LABEL = 17
LEFT = 62
WIDE_LEFT = 66


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures of a span, and the last year for the heat map."""

    span: Statistics
    year: Statistics
    today: StudyDay


def span_label(days: int) -> str:
    """`30 days`, `everything`."""
    return "everything" if days == SPANS[-1] else plural(days, "day")


def span_names(present: int) -> Line:
    """All spans, the present one marked."""
    runs: list[Run] = []
    for index, days in enumerate(SPANS):
        if runs:
            runs.append(Run(" · ", "faint"))
        style = "title" if days == present else "muted"
        runs.append(Run(span_label(days), style, f"screen.show_span({index})"))
    return tuple(runs)


def progress_lines(progress: Progress, width: int) -> list[Line]:
    """The whole page.

    Args:
        progress: the figures.
        width: of the page, in cells.
    """
    room = max(20, width - 2 * MARGIN)
    is_wide = width >= WIDE
    lines = [EMPTY, *_figures(progress.span, room), EMPTY]
    lines += _heat(progress, room, is_wide=is_wide)
    lines.append(EMPTY)
    lines += _charts(progress, room, is_wide=is_wide)
    return [clip_line(line, width) for line in indented(lines, MARGIN)]


# --- figures ------------------------------------------------------------------------


def _figures(span: Statistics, room: int) -> list[Line]:
    a_day = span.reviews / max(1, span.days)
    hours = _hours_label(span.minutes)
    first = [
        _pair("reviews", f"{span.reviews:,}", f"{a_day:.1f} a day"),
        _pair("practice", f"{span.practice:,}", "not scheduled"),
        _pair("time", hours, f"{_pace(span)} an answer"),
    ]
    longest = f"longest {span.longest_streak_days:,}"
    second = [
        _pair("passed", _share(span.passed_share), "of what was due"),
        _pair("recall now", _share(span.mean_retrievability), "of known cards"),
        _pair("in a row", plural(span.streak_days, "day"), longest),
    ]
    if room < TWO_ACROSS:
        return [*first, *second]
    return beside(first, second, room // 2 + 1, room)


def _hours_label(minutes: float) -> str:
    is_long = minutes >= LONG_MINUTES
    return f"{minutes / 60:.1f} h" if is_long else f"{minutes:.0f} min"


def _pair(label: str, figure: str, words: str) -> Line:
    return (
        Run(left(label, 11), "muted"),
        Run(left(figure, 8) + " ", "strong"),
        Run(words, "muted"),
    )


def _pace(span: Statistics) -> str:
    answers = span.reviews + span.practice
    return f"{span.minutes * 60 / answers:.0f} s" if answers else "–"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


# --- blocks -------------------------------------------------------------------------


def _heat(progress: Progress, room: int, *, is_wide: bool) -> list[Line]:
    weeks = max(4, min(52, ((room if is_wide else LEFT - 8) - 4) // 2))
    heat = heat_map(progress.year.by_day, progress.today, weeks)
    if is_wide or room < LEFT + 10:
        return heat
    share = _rating_shares(progress.span)
    return beside(heat, share, LEFT - 4, room)


def _rating_shares(span: Statistics) -> list[Line]:
    """The ratings in few cells: name and share."""
    total = sum(span.ratings)
    lines: list[Line] = [(Run("ratings", "muted"),), EMPTY]
    for name, number in zip(RATINGS, span.ratings, strict=True):
        share = f"{number / total * 100:.0f} %" if total else "–"
        lines.append((Run(left(name, 8), name), Run(f"{share:>6}")))
    return lines


def _charts(progress: Progress, room: int, *, is_wide: bool) -> list[Line]:
    span = progress.span
    across = 3 if is_wide else 2 if room >= TWO_ACROSS else 1
    width = (room - GAP * (across - 1)) // across
    blocks = [
        _reviews(progress, width),
        _minutes(progress, width),
        _hours(span, width),
        _forecast(progress, width),
        _states(span, width),
        _ratings(span, width),
    ]
    lines: list[Line] = []
    for start in range(0, len(blocks), across):
        row: list[Line] = []
        for place, block in enumerate(blocks[start : start + across]):
            column = place * (width + GAP)
            row = beside(row, block, column, room) if place else block
        lines += [*row, EMPTY]
    return lines[:-1]


def _reviews(progress: Progress, width: int) -> list[Line]:
    values = _known_part(progress.span.by_day)
    return column_chart(
        "reviews a day", values, width, HEIGHT, ends=_from_to(progress, len(values))
    )


def _from_to(progress: Progress, days: int) -> tuple[str, str]:
    return date_label(StudyDay(progress.today - days + 1)), "today"


def _known_part(values: tuple[int, ...]) -> tuple[int, ...]:
    """Of everything: from the first day on that has a review, at least a month."""
    start = next((index for index, value in enumerate(values) if value), 0)
    return values[min(start, max(0, len(values) - SPANS[0])) :]


def _minutes(progress: Progress, width: int) -> list[Line]:
    span = progress.span
    values = span.minutes_by_day[-len(_known_part(span.by_day)) :]
    ends = _from_to(progress, len(values))
    return column_chart(
        "minutes a day", values, width, HEIGHT, style="heat-4", ends=ends
    )


def _forecast(progress: Progress, width: int) -> list[Line]:
    values = progress.span.forecast
    last = date_label(StudyDay(progress.today + len(values)))
    title = f"due in {plural(len(values), 'day')}: {plural(sum(values), 'card')}"
    return column_chart(
        title, values, width, HEIGHT, style="good", ends=("tomorrow", last)
    )


def _hours(span: Statistics, width: int) -> list[Line]:
    cells = max(1, (width - AXIS) // 24)
    below = "".join(f"{hour:<{cells * 6}}" for hour in (0, 6, 12, 18)).rstrip()
    return column_chart("answers by hour", span.by_hour, width, HEIGHT, below=below)


def _ratings(span: Statistics, width: int) -> list[Line]:
    rows = [(name, n, name) for name, n in zip(RATINGS, span.ratings, strict=True)]
    return [(Run("ratings", "muted"),), *bars(rows, width)]


def _states(span: Statistics, width: int) -> list[Line]:
    rows = [(name, span.states.get(name, 0), style) for name, style in STATES.items()]
    known = plural(
        sum(number for name, number, _ in rows if name != "suspended"), "card"
    )
    return [(Run(f"cards by state: {known}", "muted"),), *bars(rows, width)]
