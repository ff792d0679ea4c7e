"""The report of an interview drill, drawn. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.drawing import meter, sparkline
from drill.tui.interview_lines import own_lines
from drill.tui.quiz_lines import clock_text
from drill.tui.runs import EMPTY, Line, Run, clip_line, indented, left, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.interview_steps import (
        InterviewReport,
        PhaseResult,
        SectionResult,
    )

MARGIN = 3
NAME = 20
BAR = 14
POINTS = 12
TIMES = 18
MOST_SLOW = 5
SPARKS = 16
"""Earlier sittings that the small history goes back."""


def report_lines(report: InterviewReport, width: int) -> list[Line]:
    """The whole report.

    Args:
        report: what it is about.
        width: of the page, in cells.
    """
    room = max(8, min(width - 2 * MARGIN, 110))
    lines: list[Line] = [EMPTY, _score(report)]
    lines += [*wrap([Run(one_line(report.how), "muted")], room), EMPTY]
    rows = [
        row
        for section in report.sections
        for row in _section(section, len(report.sections), room)
    ]
    lines += [_head(room), *rows, EMPTY] if rows else []
    lines += _said("missed", [one_line(each) for each in report.missed], room)
    slow = [
        f"{one_line(each.title)}: {clock_text(each.spent_s)},"
        f" usual are {clock_text(each.expected_s)}"
        for each in report.slow[:MOST_SLOW]
    ]
    lines += _said("slow", slow, room)
    topics = [
        f"{one_line(each.title)} {100 * each.share:.0f} %" for each in report.topics
    ]
    lines += _said("topics", topics, room)
    review = [
        f"{one_line(each.title)} ({plural(len(each.cards), 'card')})"
        for each in report.review
    ]
    lines += _said("review", review, room)
    for section in report.sections:
        lines += _words(section, room)
    return [clip_line(line, width) for line in indented(lines, MARGIN)]


def _score(report: InterviewReport) -> Line:
    if report.points is None:
        return (Run("no score", "muted"),)
    style = "success" if report.points >= 2.5 else "warning"  # noqa: PLR2004 - lean hire
    runs = [
        Run(f"{report.points:.1f} of 4", "strong"),
        Run("   "),
        Run(report.decision, style),
    ]
    earlier = [each.share for each in report.earlier if each.share is not None]
    if earlier:
        runs += [Run(f"   last time {4 * earlier[-1]:.1f}", "muted"), Run("   ")]
        shares = [*earlier[-SPARKS:], report.points / 4]
        runs.append(Run(sparkline([round(100 * share) for share in shares]), "heat-3"))
    return tuple(runs)


def _head(room: int) -> Line:
    """What the columns of the sections are."""
    bar, times = _columns(room)
    runs = [Run(" " * (NAME + 1 + bar)), Run(right("points", POINTS), "muted")]
    return (*runs, Run(right("time of planned", times), "muted")) if times else (*runs,)


def _columns(room: int) -> tuple[int, int]:
    """Cells of the bar and of the times; the bar goes first where there are few."""
    rest = room - NAME - 1 - POINTS
    if rest >= BAR + TIMES:
        return BAR, TIMES
    return (0, TIMES) if rest >= TIMES else (0, 0)


def _section(section: SectionResult, count: int, room: int) -> list[Line]:
    """A row for each phase of a prompt, or one for the section."""
    if section.phases and section.share is not None:
        rows = [
            _phase(each, "  " if count > 1 else "", room) for each in section.phases
        ]
        return [*([_whole(section, room)] if count > 1 else []), *rows]
    if section.share is None:
        return _lack(section, room) if section.weight else []
    return [_whole(section, room)]


def _lack(section: SectionResult, room: int) -> list[Line]:
    """A section that does not count, and why."""
    words = one_line(section.lack) or "not counted"
    name = left(one_line(section.title), NAME)
    said = wrap([Run(words, "muted")], max(8, room - NAME - 1))
    return [
        (Run(name if place == 0 else " " * NAME), Run(" "), *line)
        for place, line in enumerate(said)
    ]


def _whole(section: SectionResult, room: int) -> Line:
    times = f"{clock_text(section.spent_s)} of {clock_text(section.seconds)}"
    share = section.share or 0.0
    return _row(section.title, share, (section.points, section.of), times, room)


def _phase(phase: PhaseResult, indent: str, room: int) -> Line:
    share = phase.points / phase.of if phase.of else 0.0
    times = f"{clock_text(phase.spent_s)} of {clock_text(phase.seconds)}"
    line = _row(indent + phase.title, share, (phase.points, phase.of), times, room)
    return (*line, Run(" over", "warning")) if phase.is_over else line


def _row(
    title: str, share: float, points: tuple[float, float], times: str, room: int
) -> Line:
    bar, wide = _columns(room)
    filled, rest = meter(share, bar) if bar else ("", "")
    return (
        Run(left(_named(title), NAME) + " "),
        Run(filled, "heat-3"),
        Run(rest, "faint"),
        Run(
            right(
                f"{points[0]:.0f} of {points[1]:.0f}" if points[1] else "not judged",
                POINTS,
            )
        ),
        Run(right(times, wide) if wide else "", "muted"),
    )


def _named(title: str) -> str:
    indent = len(title) - len(title.lstrip(" "))
    return " " * indent + one_line(title.strip())


def _said(label: str, texts: Sequence[str], room: int) -> list[Line]:
    """Some texts behind a word, one below the other."""
    lines: list[Line] = []
    for text in texts:
        for line in wrap([Run(text)], max(8, room - 9)):
            head = Run(left("" if lines else label, 9), "muted")
            lines.append((head, *line))
    return [*lines, EMPTY] if lines else []


def _words(section: SectionResult, room: int) -> list[Line]:
    """What was asked, written and noted in a prompt."""
    lines: list[Line] = []
    if section.prompt:
        lines += [*wrap([Run(one_line(section.prompt), "heading")], room), EMPTY]
        lines += _said("met", [one_line(each) for each in section.met], room)
    if section.kata:
        runs, hints = plural(section.runs, "run"), plural(section.hints, "hint")
        said = f"{section.kata}: {section.verdict or 'not run'}, {runs}, {hints}"
        lines += _said("kata", [one_line(said)], room)
    lines += _said("note", [one_line(section.note)] if section.note else [], room)
    if section.answer:
        lines += [*own_lines(section.answer, room), EMPTY]
    return lines
