"""The report of an interview drill as a Markdown file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.sessions.interview_steps import (
        InterviewReport,
        SectionResult,
    )

EARLIER = 8
"""Sittings before this one that are listed."""


def as_markdown(report: InterviewReport) -> str:
    """The whole report."""
    return "\n".join(_lines(report)) + "\n"


def minutes_label(seconds: float) -> str:
    """Minutes and seconds: `3:10`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _lines(report: InterviewReport) -> Iterator[str]:
    row = report.row
    yield f"# {row.title}"
    yield ""
    yield f"{row.date_label}, sitting {row.number}, {minutes_label(row.spent_s)} min"
    yield ""
    if report.points is None:
        yield "No score."
    else:
        yield f"**{report.points:.1f} of 4, {report.decision}**"
    yield ""
    yield report.how
    yield ""
    yield from _earlier(report)
    for section in report.sections:
        yield from _section(section)
    yield from _listed(
        "Slowest answers", [_slow(report, place) for place in range(len(report.slow))]
    )
    yield from _listed(
        "By topic",
        [
            f"{each.title or 'no topic'}: {100 * each.share:.0f} %"
            f" of {plural(each.asked, 'question')}"
            for each in report.topics
        ],
    )
    yield from _listed(
        "To review",
        [f"{each.title}: {plural(len(each.cards), 'card')}" for each in report.review],
    )


def _slow(report: InterviewReport, place: int) -> str:
    each = report.slow[place]
    spent, usual = minutes_label(each.spent_s), minutes_label(each.expected_s)
    return f"{each.title}: {spent}, usual are {usual}"


def _earlier(report: InterviewReport) -> Iterator[str]:
    told = [
        f"{each.date_label}: {4 * each.share:.1f}"
        for each in report.earlier[-EARLIER:]
        if each.share is not None
    ]
    yield from _listed("Earlier sittings", told)


def _section(section: SectionResult) -> Iterator[str]:
    head = f"## {section.title}"
    if section.share is not None:
        head += f": {section.points:.0f} of {section.of:.0f}"
    yield head
    yield ""
    if section.round:
        yield section.round
        yield ""
    spent, planned = minutes_label(section.spent_s), minutes_label(section.seconds)
    yield f"{spent} of {planned} min"
    yield ""
    if section.lack:
        yield section.lack
        yield ""
    if section.phases:
        yield "| phase | points | time |"
        yield "|---|---:|---:|"
        for phase in section.phases:
            time = f"{minutes_label(phase.spent_s)} of {minutes_label(phase.seconds)}"
            over = " over" if phase.is_over else ""
            points = f"{phase.points:.0f} of {phase.of:.0f}"
            yield f"| {phase.title} | {points} | {time}{over} |"
        yield ""
    if section.prompt:
        yield f"Prompt: {section.prompt}"
        yield ""
    if section.kata:
        runs, hints = plural(section.runs, "run"), plural(section.hints, "hint")
        told = f"{section.verdict or 'not run'}, {runs}, {hints}"
        yield f"Kata: {section.kata}, {told}"
        yield ""
    yield from _listed("Met", list(section.met), level=3)
    yield from _listed("Missed", list(section.missed), level=3)
    if section.note:
        yield "### Note"
        yield ""
        yield section.note
        yield ""
    if section.answer:
        yield section.answer
        yield ""


def _listed(title: str, lines: list[str], level: int = 2) -> Iterator[str]:
    if lines:
        yield f"{'#' * level} {title}"
        yield ""
        yield from (f"- {line}" for line in lines)
        yield ""
