"""What a review shows when no card is left: a countdown, or what was done. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.drawing import meter
from drill.tui.review_lines import MARGIN, RATINGS, plain_lines, text_width
from drill.tui.runs import EMPTY, Line, Run, indented, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.steps import Summary

METER = 30


def waiting_lines(seconds: float, left: int) -> list[Line]:
    """The countdown to the next learning card."""
    whole = max(0, int(seconds))
    return indented(
        [
            EMPTY,
            (Run("Everything else is done.", "heading"),),
            EMPTY,
            (Run("next learning card in ", "muted"), Run(clock_label(whole), "accent")),
            (Run(f"{plural(left, 'card')} to come today", "muted"),),
            EMPTY,
            (
                Run(
                    "Wait here, or leave: it will be there when you come back.", "muted"
                ),
            ),
        ],
        MARGIN,
    )


def clock_label(seconds: int) -> str:
    """`7:04`, or `1:07:04` from an hour on."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def summary_lines(summary: Summary, width: int) -> list[Line]:
    """What a finished session says."""
    lines: list[Line] = [EMPTY, _headline(summary), EMPTY]
    if summary.answered:
        lines += _ratings(summary)
        lines += [EMPTY]
        if summary.passed_share is not None:
            share = f"{summary.passed_share * 100:.0f} %"
            lines.append(_pair("passed", share, "of the reviews that were due"))
        if summary.new:
            lines.append(_pair("new", f"{summary.new:,}", "seen for the first time"))
    if summary.leeches:
        names = ", ".join(map(one_line, summary.leeches))
        words = f"leech: {names}; rewrite it or suspend it"
        lines += [EMPTY, *wrap([Run(words, "again")], text_width(width))]
    lines += [EMPTY, *_tomorrow(summary)]
    if summary.reason:
        lines += [EMPTY, *plain_lines(summary.reason, text_width(width))]
    for offer in summary.katas:
        first, *_ = summary.katas
        sign = "k " if offer is first else "  "
        title = Run(one_line(offer.title), "strong")
        end = Run(f"  a kata that is due, {offer.minutes} min", "muted")
        lines += [EMPTY] if offer is first else []
        lines.append((Run(sign, "key"), title, end))
    return indented(lines, MARGIN)


def _headline(summary: Summary) -> Line:
    if not summary.answered:
        return (Run("Nothing to review.", "heading"),)
    return (
        Run("✓ Done: ", "success"),
        Run(plural(summary.answered, "answer"), "strong"),
        Run(f" in {_minutes(summary.minutes)}", "muted"),
    )


def _minutes(minutes: float) -> str:
    return f"{minutes * 60:.0f} s" if minutes < 1 else f"{minutes:.0f} min"


def _ratings(summary: Summary) -> list[Line]:
    top = max(summary.ratings)
    return [
        (
            Run(name.ljust(8), name),
            Run(right(f"{count:,}", 5), "" if count else "muted"),
            Run("  " + meter(count / top, METER)[0], name),
        )
        for name, count in zip(RATINGS, summary.ratings, strict=True)
    ]


def _pair(label: str, figure: str, words: str) -> Line:
    return (
        Run(label.ljust(8), "muted"),
        Run(right(figure, 5)),
        Run("  " + words, "muted"),
    )


def _tomorrow(summary: Summary) -> list[Line]:
    counts = summary.tomorrow
    if not counts.total:
        return [(Run("Tomorrow nothing is due.", "muted"),)]
    parts = [
        (counts.review + counts.backlog + counts.planned, "review"),
        (counts.learning, "learning"),
        (counts.new, "new"),
    ]
    words = ", ".join(f"{number:,} {name}" for number, name in parts if number)
    figure = Run(f"{counts.total:,}", "strong")
    return [(Run("Tomorrow ", "muted"), figure, Run(f": {words}", "muted"))]
