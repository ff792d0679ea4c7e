"""What a quiz shows beside its questions: its clock, a pause, a sleep. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.runs import EMPTY, Line, Run, indented, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.sitting_steps import QuizStep

MARGIN = 3
CLOCK = 5
"""Cells of a clock below an hour, so that nothing beside it moves."""
HURRY_S = 10.0
"""With less time left the clock says so."""
MINUTE_S, HOUR_S = 60, 3_600


def clock_text(seconds: float) -> str:
    """Time that is left: `0:07`, `12:30`, `1:02:30`; a second that has begun counts."""
    whole = max(0, int(-(-seconds // 1)))
    hours, rest = divmod(whole, HOUR_S)
    minutes, seconds_ = divmod(rest, MINUTE_S)
    if hours:
        return f"{hours}:{minutes:02}:{seconds_:02}"
    return f"{minutes}:{seconds_:02}"


def top_of_quiz(step: QuizStep, elapsed_s: float) -> tuple[Line, Line]:
    """Which question it is and where it is from; the score so far; the clock.

    Args:
        step: what is shown.
        elapsed_s: since the step was made, while its clock runs.
    """
    start = [Run(f" {one_line(step.title)}", "muted")]
    start += [
        Run(" · ", "faint"),
        Run(f"{step.place} of {step.number}"),
    ]
    if step.topic:
        start += [Run(" · ", "faint"), Run(one_line(step.topic), "muted")]
    if step.question is not None and step.question.is_generated:
        start += [Run(" · ", "faint"), Run("generated", "muted")]
    return tuple(start), (*_score(step), *_clock(step, elapsed_s))


def _score(step: QuizStep) -> Line:
    if not step.marks_at_once:
        return ()
    return (Run(f"{step.credit:.3g} of {step.counted}   ", "muted"),)


def _clock(step: QuizStep, elapsed_s: float) -> Line:
    """The nearer limit first; without any, the time that was taken."""
    own, total = step.question_left_s, step.total_left_s
    if own is None and total is None:
        return (Run(clock_text(step.spent_s + elapsed_s), "muted"),)
    runs: list[Run] = []
    nearest = min(each for each in (own, total) if each is not None) - elapsed_s
    is_close = nearest <= HURRY_S and step.is_running
    runs.append(Run("! " if is_close else "  ", "warning"))
    shown = total if own is None else own
    words = (
        "" if own is None or total is None else f" of {clock_text(total - elapsed_s)}"
    )
    style = "warning" if is_close else "heading"
    runs.append(Run(right(clock_text((shown or 0.0) - elapsed_s), CLOCK), style))
    stands = "  " if step.is_running else " ‖"
    runs.append(Run(f"{words} left{stands}", "muted"))
    return tuple(runs)


def paused_lines(step: QuizStep, width: int) -> list[Line]:
    """A pause: the question is hidden, and time stands."""
    words = f"The clock stands. {step.counted} of {step.number} are dealt with."
    lines: list[Line] = [EMPTY, (Run("‖ Paused", "heading"),), EMPTY]
    lines += wrap([Run(words, "muted")], _room(width))
    return indented(lines, MARGIN)


def asleep_lines(step: QuizStep, width: int) -> list[Line]:
    """After a sleep: what happened, and what can be done about it."""
    head = f"! Nothing ran for {span_words(step.absence_s)}."
    lines: list[Line] = [EMPTY, (Run(head, "heading"),), EMPTY]
    for words in (
        "The machine slept, or drill was not running. The clock stands now.",
        "Take the question out, and neither it nor its time counts.",
        f"Or go on with it: of that time {span_words(step.absence_costs_s)} count.",
    ):
        lines += [*wrap([Run(words, "muted")], _room(width)), EMPTY]
    return indented(lines, MARGIN)


def span_words(seconds: float) -> str:
    """`45 s`, `12 min`, `8 h 3 min`, `3 days`."""
    whole = round(seconds)
    if whole < MINUTE_S:
        return f"{whole} s"
    minutes = round(whole / MINUTE_S)
    if minutes < MINUTE_S:
        return f"{minutes} min"
    hours, rest = divmod(minutes, MINUTE_S)
    if hours < 48:  # noqa: PLR2004 - two days
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return plural(round(hours / 24), "day")


def _room(width: int) -> int:
    return max(8, min(width - 2 * MARGIN, 92))
