"""The report of a quiz, drawn. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.sessions.sitting_steps import Fate
from drill.tui.drawing import meter, sparkline
from drill.tui.quiz_lines import clock_text, span_words
from drill.tui.runs import EMPTY, Line, Run, clip_line, indented, left, right
from drill.tui.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.sitting_steps import (
        KindTime,
        QuestionResult,
        QuizResult,
        QuizRow,
        TopicResult,
    )

MARGIN = 3
NAME = 34
BAR = 16
MOST_SLOW = 5
SPARKS = 24
"""Quizzes that the small history goes back."""
SIGNS = {
    Fate.RIGHT: ("✓", "success"),
    Fate.PARTLY: ("≈", "warning"),
    Fate.WRONG: ("✗", "error"),
    Fate.NO_ANSWER: ("○", "muted"),
    Fate.TIMED_OUT: ("⧖", "warning"),
    Fate.VOIDED: ("–", "muted"),
    Fate.NOT_REACHED: ("·", "muted"),
}
"""The sign of each fate and its style; its word stands beside it."""
UNTIMED = (Fate.VOIDED, Fate.NOT_REACHED)


def report_lines(result: QuizResult, width: int) -> list[Line]:
    """The whole report.

    Args:
        result: what it is about.
        width: of the page, in cells.
    """
    room = max(20, width - 2 * MARGIN)
    lines: list[Line] = [EMPTY, _score(result), _fates(result), EMPTY]
    lines += _block("By topic", [_topic(each) for each in result.topics])
    lines += _block("Time", [_kind(each) for each in result.kinds])
    slow = [_slow(each) for each in result.slow[:MOST_SLOW]]
    lines += _block("Slowest", slow)
    lines += _block("Questions", [_question(each, room) for each in result.questions])
    return [clip_line(line, width) for line in indented(lines, MARGIN)]


def percent(share: float | None) -> str:
    """`75 %`; a dash where nothing counts."""
    return "–" if share is None else f"{100 * share:.0f} %"


def trend(rows: Sequence[QuizRow]) -> str:
    """Scores of quizzes as a line of columns, oldest first."""
    scores = [row.score for row in rows if row.score is not None][-SPARKS:]
    return sparkline([*(round(100 * score) for score in scores), 100])[:-1]


def _score(result: QuizResult) -> Line:
    row = result.row
    asked = row.number - result.of(Fate.VOIDED) if not row.given_up else row.counted
    runs = [
        Run(percent(row.score), "title"),
        Run(f"   {result.credit:.3g} of {asked}", "heading"),
    ]
    before = [each for each in result.earlier if each.sitting != row.sitting]
    scored = [each for each in before if each.score is not None]
    if scored:
        runs.append(Run(f"   last time {percent(scored[-1].score)}   ", "muted"))
        runs.append(Run(trend(result.earlier), "heat-3"))
    return tuple(runs)


def _fates(result: QuizResult) -> Line:
    counts = [(fate, result.of(fate)) for fate in Fate]
    words = [f"{count} {fate.value}" for fate, count in counts if count]
    end = f" · {one_line(result.reason)}" if result.reason else ""
    time = span_words(result.row.spent_s)
    return (Run(f"{', '.join(words)} · {time}{end}", "muted"),)


def _block(title: str, lines: Sequence[Line]) -> list[Line]:
    return [(Run(title, "heading"),), *lines, EMPTY] if lines else []


def _topic(topic: TopicResult) -> Line:
    filled, rest = meter(topic.score, BAR)
    figures = f"{topic.credit:.3g} of {topic.counted}"
    return (
        Run(left(one_line(topic.title) or "–", NAME), ""),
        Run(" "),
        Run(filled, "heat-3"),
        Run(rest, "faint"),
        Run(right(percent(topic.score), 6)),
        Run(right(figures, 11), "muted"),
        Run(right(span_words(topic.mean_s), 8), "muted"),
    )


def _kind(kind: KindTime) -> Line:
    words = f"usually {span_words(kind.expected_s)}"
    if kind.usual_s is not None:
        words += f", yours {span_words(kind.usual_s)}"
    return (
        Run(left(kind.kind, 12)),
        Run(right(str(kind.counted), 4), "muted"),
        Run(right(span_words(kind.median_s), 9)),
        Run(f"   {words}", "muted"),
    )


def _slow(question: QuestionResult) -> Line:
    should_s = max(question.expected_s, question.usual_s or 0.0)
    return (
        Run(right(f"{question.place}", 3), "muted"),
        Run(right(clock_text(question.spent_s), 8)),
        Run(right(f"instead of {clock_text(should_s)}", 19), "muted"),
        Run(f"   {one_line(question.title)}"),
    )


def _question(question: QuestionResult, room: int) -> Line:
    glyph, style = SIGNS[question.fate]
    worth = question.fate.value
    if question.fate is Fate.PARTLY:
        worth = f"partly, {100 * question.credit:.0f} %"
    time = "" if question.fate in UNTIMED else clock_text(question.spent_s)
    hints = f" · {plural(question.hints, 'hint')}" if question.hints else ""
    words = max(10, room - 3 - 3 - 14 - 7 - 3)
    return (
        Run(right(f"{question.place}", 3), "muted"),
        Run(f"  {glyph} ", style),
        Run(left(worth, 13), style),
        Run(right(time, 6), "muted"),
        Run("   " + left(one_line(question.title) + hints, words).rstrip()),
    )
