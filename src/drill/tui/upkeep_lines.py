"""Backups, the doctor, reported cards and the latest operations, as lists. Pure."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING

from drill.sessions.labels import MONTHS, WEEKDAYS, plural
from drill.tui.list_lines import ListPicture, marked, plain_list
from drill.tui.runs import EMPTY, Line, Run, clip_line, left, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drill.sessions.steps import ReportedCard
    from drill.sessions.upkeep_steps import BackupRow, Finding, OperationRow

SIGNS = {
    "error": ("✗", "error"),
    "repairable": ("✗", "warning"),
    "warning": ("!", "warning"),
    "info": ("·", "muted"),
}
WHEN = 20
CODE = 20


class Sheet(Enum):
    """One page of the upkeep."""

    BACKUPS = "backups"
    DOCTOR = "doctor"
    REPORTED = "reported"
    OPERATIONS = "undo"


SHEETS = tuple(Sheet)
TITLES = {
    Sheet.BACKUPS: "backups",
    Sheet.DOCTOR: "doctor",
    Sheet.REPORTED: "reported cards",
    Sheet.OPERATIONS: "what undo takes back",
}


def sheet_names(present: Sheet) -> Line:
    """The names of all pages, the present one marked."""
    runs: list[Run] = [Run(" ")]
    for sheet in SHEETS:
        if len(runs) > 1:
            runs.append(Run(" · ", "faint"))
        style = "title" if sheet is present else "muted"
        runs.append(Run(TITLES[sheet], style, f"screen.show_sheet({sheet.value!r})"))
    return tuple(runs)


def backups_picture(
    backups: Sequence[BackupRow], cursor: int, width: int
) -> ListPicture:
    """The backups, latest first."""
    head: list[Line] = [EMPTY]
    if not backups:
        head.append((Run("   There is no backup yet; b takes one."),))
    rows: list[Line] = [
        (
            marked(index == cursor),
            Run(left(moment(row.at), WHEN), _style(index, cursor), _pick(index)),
            Run(right(size_label(row.size), 10), "muted", _pick(index)),
            Run(f"   {one_line(row.name)}", "muted", _pick(index)),
        )
        for index, row in enumerate(backups)
    ]
    return plain_list(rows, width, head)


def findings_picture(findings: Sequence[Finding], width: int) -> ListPicture:
    """What the doctor says, what is wrong first."""
    order = list(SIGNS)
    lines: list[Line] = [EMPTY]
    room = max(8, width - CODE - 8)
    for finding in sorted(findings, key=lambda each: order.index(each.severity)):
        sign, style = SIGNS[finding.severity]
        words = wrap([Run(one_line(finding.text))], room)
        for index, line in enumerate(words):
            code = finding.code if not index else ""
            lines.append(
                (
                    Run(f"   {sign if not index else ' '} ", style),
                    Run(left(one_line(code), CODE), "muted"),
                    *line,
                )
            )
    wrong = sum(finding.is_problem for finding in findings)
    if wrong:
        hint = f"   {plural(wrong, 'finding')} to mend: `drill doctor --repair`"
        lines += [EMPTY, (Run(hint, "warning"),)]
    return ListPicture(lines, range(1))


def reported_picture(
    cards: Sequence[ReportedCard], cursor: int, width: int
) -> ListPicture:
    """The cards with what was written on them."""
    lines: list[Line] = [EMPTY]
    places: list[int] = []
    if not cards:
        lines.append((Run("   No card is said to be wrong, and none has a note."),))
    for index, card in enumerate(cards):
        places.append(len(lines))
        room = max(8, width - 4)
        lines.append(
            (
                marked(index == cursor),
                Run(left(one_line(card.front), room), _style(index, cursor),
                    _pick(index)),
            )
        )  # fmt: skip
        for label, text, style in (
            ("wrong", card.report, "warning"),
            ("note", card.remark, "accent"),
        ):
            if text:
                lines += _said(label, text, style, max(8, width - 14))
        origin = one_line(f"{card.card} · {_short(card.origin)}")
        lines.append(clip_line((Run(f"   {origin}", "muted"),), width))
        lines.append(EMPTY)
    return ListPicture(lines, places)


def _short(origin: str) -> str:
    """The end of a path that says which file it is: `networks/tcp.yaml:24`."""
    return "/".join(PurePath(origin).parts[-2:])


def _said(label: str, text: str, style: str, room: int) -> list[Line]:
    words = wrap([Run(one_line(text))], room)
    return [
        (Run(f"   {label if not index else '':<7}", style), *line)
        for index, line in enumerate(words)
    ]


def operations_picture(
    operations: Sequence[OperationRow], cursor: int, width: int
) -> ListPicture:
    """The latest operations; the next undo takes back the first that is not undone."""
    head: list[Line] = [EMPTY]
    if not operations:
        head.append((Run("   Nothing was done on this machine yet."),))
    following = next(
        (index for index, row in enumerate(operations) if not row.is_undone), None
    )
    rows: list[Line] = []
    for index, row in enumerate(operations):
        words = "  undone" if row.is_undone else "  u takes it back"
        says = words if row.is_undone or index == following else ""
        style = "strike" if row.is_undone else _style(index, cursor)
        rows.append(
            (
                marked(index == cursor),
                Run(left(moment(row.at), WHEN), "muted", _pick(index)),
                Run(left(one_line(row.label), max(8, width - WHEN - 24)), style,
                    _pick(index)),
                Run(says, "muted"),
            )
        )  # fmt: skip
    return plain_list(rows, width, head)


def moment(at: datetime) -> str:
    """An instant in the machine's zone: `Fri 20 Nov, 09:14`."""
    local = at.astimezone()
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
    return f"{day}, {local:%H:%M}"


def size_label(size: int) -> str:
    """Bytes in the unit that needs the fewest digits: `1.4 MB`."""
    kilo = 1_000
    if size < kilo * kilo:
        return f"{max(1, round(size / kilo)):,} kB"
    return f"{size / kilo / kilo:,.1f} MB"


def _style(index: int, cursor: int) -> str:
    return "cursor" if index == cursor else ""


def _pick(index: int) -> str:
    return f"screen.pick({index})"
