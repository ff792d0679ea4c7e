"""The report of an interview drill, drawn. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.drawing import meter, sparkline
from drill.tui.quiz_lines import clock_text
from drill.tui.runs import EMPTY, Line, Run, clip_line, indented, left, right
from drill.tui.text import one_line, text_lines
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
MOST_SLOW = 5
SPARKS = 16
"""Earlier sittings that the small history goes back."""


def report_lines(
    report: InterviewReport, width: int, *, syntax: bool = True
) -> list[Line]:
    """The whole report.

    Args:
        report: what it is about.
        width: of the page, in cells.
        syntax: whether to colour code.
    """
    room = max(20, min(width - 2 * MARGIN, 110))
    lines: list[Line] = [EMPTY, _score(report), EMPTY]
    for section in report.sections:
        lines += _section(section, len(report.sections))
    lines += [EMPTY]
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
    lines += _said("score", [report.how], room)
    for section in report.sections:
        lines += _words(section, room, syntax=syntax)
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


def _section(section: SectionResult, count: int) -> list[Line]:
    """A row for each phase of a prompt, or one for the section."""
    if section.phases and section.share is not None:
        rows = [_phase(each, "  " if count > 1 else "") for each in section.phases]
        head = _row(
            section.title, section.share, section.points, 100.0, _times(section)
        )
        return [*([head] if count > 1 else []), *rows]
    if section.share is None:
        words = one_line(section.lack) or "not counted"
        name = Run(left(one_line(section.title), NAME))
        return [(name, Run(f" {words}", "muted"))] if section.weight else []
    return [
        _row(section.title, section.share, section.points, section.of, _times(section))
    ]


def _phase(phase: PhaseResult, indent: str) -> Line:
    share = phase.points / phase.of if phase.of else 0.0
    times = f"{clock_text(phase.spent_s)} of {clock_text(phase.seconds)}"
    line = _row(indent + phase.title, share, phase.points, phase.of, times)
    return (*line, Run("   over", "warning")) if phase.is_over else line


def _row(title: str, share: float, points: float, of: float, times: str) -> Line:
    filled, rest = meter(share, BAR)
    return (
        Run(left(_named(title), NAME) + " "),
        Run(filled, "heat-3"),
        Run(rest, "faint"),
        Run(right(f"{points:.0f} of {of:.0f}" if of else "not judged", 12)),
        Run(right(times, 18), "muted"),
    )


def _named(title: str) -> str:
    indent = len(title) - len(title.lstrip(" "))
    return " " * indent + one_line(title.strip())


def _times(section: SectionResult) -> str:
    return f"{clock_text(section.spent_s)} of {clock_text(section.seconds)}"


def _said(label: str, texts: Sequence[str], room: int) -> list[Line]:
    """Some texts behind a word, one below the other."""
    lines: list[Line] = []
    for text in texts:
        for line in wrap([Run(text)], room - 9):
            head = Run(left("" if lines else label, 9), "muted")
            lines.append((head, *line))
    return [*lines, EMPTY] if lines else []


def _words(section: SectionResult, room: int, *, syntax: bool) -> list[Line]:
    """What was asked, written and noted in a prompt."""
    lines: list[Line] = []
    if section.prompt:
        lines += [(Run(one_line(section.prompt), "heading"),), EMPTY]
        lines += _said("met", [one_line(each) for each in section.met], room)
    lines += _said("note", [one_line(section.note)] if section.note else [], room)
    if section.answer:
        lines += [*text_lines(section.answer, room, syntax=syntax), EMPTY]
    return lines
