"""All that is known of one card: figures, the forgetting curve, the history. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import date_label, interval_label
from drill.tui.drawing import area
from drill.tui.runs import EMPTY, Line, Run, beside, clip_line, indented, left, right
from drill.tui.text import one_line

if TYPE_CHECKING:
    from drill.sessions.steps import CardInfo, ReviewRecord

MARGIN = 3
LABEL = 15
CURVE_ROWS = 6
CURVE_WIDTH = 48
WIDE_CURVE = 76
SECOND_COLUMN = 40
NARROWEST_CURVE = 10
WIDE = 110
RATINGS = ("", "again", "hard", "good", "easy")


def info_lines(info: CardInfo, width: int) -> list[Line]:
    """The page of the card info."""
    room = max(8, width - 2 * MARGIN)
    lines: list[Line] = [EMPTY, *_figures(info, room), EMPTY]
    if info.curve:
        lines += [*_curve(info, room), EMPTY]
    lines += _history(info)
    return [clip_line(line, width) for line in indented(lines, MARGIN)]


def _figures(info: CardInfo, room: int) -> list[Line]:
    first = [
        _pair("state", info.state),
        _pair("due", info.due_label),
        _pair("interval", _interval(info)),
        _pair("reviews", f"{info.repetitions:,}"),
        _pair("lapses", f"{info.lapses:,}" + (", a leech" if info.leech else "")),
    ]
    second = [
        _pair("stability", _days(info.stability)),
        _pair("difficulty", _of_ten(info.difficulty)),
        _pair("retrievability", _share(info.retrievability)),
        _pair("wanted", _share(info.desired_retention)),
        _pair("preset", info.preset),
    ]
    lines = (
        beside(first, second, SECOND_COLUMN, room)
        if room >= 2 * SECOND_COLUMN - 8
        else [*first, *second]
    )
    return [*lines, *_particulars(info)]


def _particulars(info: CardInfo) -> list[Line]:
    marks = [
        name
        for name, is_set in (
            ("suspended", info.suspended),
            ("buried until the next study day", info.buried),
            (f"⚑ flag {info.flag}", bool(info.flag)),
        )
        if is_set
    ]
    rows = (
        ("marks", ", ".join(marks)),
        ("tags", ", ".join(info.tags)),
        ("note", info.remark),
        ("wrong", info.report),
        ("card", info.card),
        ("from", info.origin),
    )
    return [_pair(label, one_line(text)) for label, text in rows if text]


def _pair(label: str, text: str) -> Line:
    return (Run(left(label, LABEL), "muted"), Run(one_line(text) or "–"))


def _interval(info: CardInfo) -> str:
    return "–" if info.interval_days is None else interval_label(info.interval_days)


def _days(days: float | None) -> str:
    if days is None:
        return "–"
    return f"{days:.1f} days" if days < 100 else f"{days:,.0f} days"  # noqa: PLR2004 - a decimal says nothing from there on


def _of_ten(difficulty: float | None) -> str:
    return "–" if difficulty is None else f"{difficulty:.1f} of 10"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _curve(info: CardInfo, room: int) -> list[Line]:
    """Retrievability over the days since the last review, today marked."""
    width = min(WIDE_CURVE if room >= WIDE - 2 * MARGIN else CURVE_WIDTH, room - 8)
    if width < NARROWEST_CURVE:
        return []
    floor = max(0, int(min(info.curve) * 10 - 0.5)) / 10
    days = len(info.curve) - 1
    place = min(width - 1, round(info.curve_today / max(1, days) * (width - 1)))
    lines = [
        (*_axis(index, floor), *_curve_row(row, place))
        for index, row in enumerate(area(info.curve, width, CURVE_ROWS, floor))
    ]
    base = "└" + "─" * place + "┴" + "─" * (width - place - 1)
    lines.append((Run(" " * 6, ""), Run(base, "faint")))
    lines.append((Run(" " * 7 + _axis_words(info, place, width, days), "muted"),))
    return lines


def _axis(index: int, floor: float) -> Line:
    if index == 0:
        return (Run(" 100 %", "muted"), Run("┤", "faint"))
    if index == CURVE_ROWS - 1:
        return (Run(right(f"{floor * 100:.0f} %", 6), "muted"), Run("┤", "faint"))
    return (Run(" " * 6), Run("│", "faint"))


def _curve_row(row: str, place: int) -> Line:
    here = row[place]
    return (
        Run(row[:place], "heat-2"),
        Run("│" if here == " " else here, "accent"),
        Run(row[place + 1 :], "heat-1"),
    )


def _axis_words(info: CardInfo, place: int, width: int, days: int) -> str:
    """`last review`, `today` below its mark, and the last day, where they fit."""
    today = f"today {_share(info.retrievability)}"
    end = f"{days} days"
    start = max(0, min(place - len("today") // 2, width - len(today)))
    text = " " * start + today
    if start > len("reviewed") + 1:
        text = "reviewed".ljust(start) + today
    if len(text) + 2 + len(end) <= width:
        text = text.ljust(width - len(end)) + end
    return text


def _history(info: CardInfo) -> list[Line]:
    if not info.history:
        return [(Run("Never answered.", "muted"),)]
    head = (
        left("day", 13) + left("rating", 12) + right("interval", 11)
        + right("stability", 12) + right("difficulty", 12) + right("time", 8)
    )  # fmt: skip
    return [(Run(head, "muted"),), *[_record(record) for record in info.history]]


def _record(record: ReviewRecord) -> Line:
    rating = RATINGS[record.rating or 0]
    words = rating or record.what
    if rating and record.what == "practice":
        words = f"{rating}, practice"
    days = max(0, round(record.interval_days))
    seconds = f"{record.duration_ms / 1000:.0f} s" if record.rating else ""
    style = "strike" if record.retracted else ""
    return (
        Run(left(date_label(record.day), 13), style),
        Run(left(words, 12), "strike" if record.retracted else rating or "muted"),
        Run(right(interval_label(days) if days else "–", 11), style),
        Run(right(_days(record.stability or None), 12), style),
        Run(right(f"{record.difficulty:.1f}" if record.stability else "–", 12), style),
        Run(right(seconds, 8), "muted"),
        Run("  undone" if record.retracted else "", "muted"),
    )
