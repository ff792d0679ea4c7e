"""What a question looks like while it is being answered.

Pure functions from a question and its entry to lines. What it looks like after
marking is in `drill.tui.question_marks`; both begin with the same lines, so that
nothing jumps when the mark comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.quiz.wording import plain_number
from drill.tui.line_entry import field_line
from drill.tui.question_entry import (
    OrderEntry,
    RubricEntry,
    SeveralEntry,
    TextEntry,
)
from drill.tui.review_lines import MARGIN, NOTE_LABEL, labelled, plain_lines, text_width
from drill.tui.runs import EMPTY, Line, Run, cells, clip, indented, left
from drill.tui.text import one_line, text_lines
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.sessions.question_steps import QuestionStep
    from drill.tui.question_entry import Entry

MARK = "▸"
HELD = "↕"
TICKED = "■ "
UNTICKED = "□ "
NUMBER_FIELD = 24
"""Cells for a number; more scroll."""
NARROWEST_FIELD = 4
DIFFERENT = 2
WITH_WEIGHTS = 30
"""Cells from which criteria have their weights beside them."""
ASKED = "answer"


@dataclass(frozen=True, slots=True)
class QuestionPicture:
    """The page of a question."""

    lines: tuple[Line, ...]
    focus: int = 0
    """The line that has to be in the window: of the mark or of the caret."""
    answer_at: int = 0
    """The line at which the entries begin."""


def asked_picture(
    entry: Entry,
    width: int,
    *,
    hints: int = 0,
    complaint: str = "",
    syntax: bool = True,
) -> QuestionPicture:
    """The page of a question that waits for its answer.

    Args:
        entry: what was entered so far, with its question.
        width: of the page, in cells.
        hints: how many are shown, >= 0.
        complaint: why the entry cannot be marked, shown beside it.
        syntax: whether to colour code.
    """
    question, room = entry.question, text_width(width)
    head = head_lines(question, room, syntax=syntax)
    body, focus = _body(entry, room, syntax=syntax)
    tail = _said(question, room - NOTE_LABEL, hints, complaint)
    lines = [EMPTY, *head, EMPTY, *body, *indented(tail, MARGIN)]
    begin = len(head) + 2
    return QuestionPicture(tuple(lines), begin + focus, begin)


def _said(question: QuestionStep, room: int, hints: int, complaint: str) -> list[Line]:
    """The complaint in the line that else parts the entries from the hints."""
    lines: list[Line] = []
    if complaint:
        lines += labelled("", plain_lines(f"! {complaint}", room, "warning"), "")
    elif hints:
        lines.append(EMPTY)
    for hint in question.hints[:hints]:
        lines += labelled("hint", text_lines(hint, room), "hard")
    return lines


def head_lines(question: QuestionStep, room: int, *, syntax: bool) -> list[Line]:
    """What is asked, and how it is to be answered where that is not plain."""
    lines: list[Line] = []
    if question.title:
        lines += wrap([Run(one_line(question.title), "heading")], room)
    if question.title and question.text:
        lines.append(EMPTY)
    lines += text_lines(question.text, room, syntax=syntax)
    return indented(lines, MARGIN)


# --- entries ------------------------------------------------------------------------


def _body(entry: Entry, room: int, *, syntax: bool) -> tuple[list[Line], int]:
    """The lines below the question, and which of them has to be seen."""
    match entry:
        case TextEntry():
            return [_field(entry, room)], 0
        case RubricEntry(is_open=False):
            return _closed(entry.question, room), 0
        case RubricEntry():
            return _open(entry, room, syntax=syntax)
        case _:
            rows = [
                entry_row(row, text, room, sign=_sign(entry, row), syntax=syntax)
                for row, text in enumerate(_texts(entry))
            ]
            return stacked(rows, entry.row or 0)


def _texts(entry: Entry) -> Sequence[str]:
    texts = entry.question.entries
    if isinstance(entry, OrderEntry):
        return [texts[each] for each in entry.rows]
    return texts


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands before an entry."""

    mark: str = ""
    """At the mark: its glyph."""
    box: str = ""
    """Where several can be ticked."""
    box_style: str = "muted"


def _sign(entry: Entry, row: int) -> Sign:
    mark = MARK if row == entry.row else ""
    match entry:
        case SeveralEntry(ticked=ticked) | RubricEntry(ticked=ticked):
            is_ticked = row in ticked
            box = TICKED if is_ticked else UNTICKED
            return Sign(mark, box, "accent" if is_ticked else "muted")
        case OrderEntry(is_held=True) if mark:
            return Sign(HELD)
        case _:
            return Sign(mark)


def entry_row(
    row: int, text: str, room: int, *, sign: Sign, syntax: bool = True
) -> list[Line]:
    """A numbered entry, its lines in a column; a click picks it.

    Args:
        row: from 0.
        text: Markdown.
        room: cells of the text of the page, without its margin.
        sign: what stands before it.
        syntax: whether to colour code.
    """
    number = f"{row + 1}  "
    action = f"screen.pick({row + 1})"
    start = (
        Run(f" {sign.mark or ' '} ", "mark"),
        Run(number, "key" if sign.mark else "muted", action),
        Run(sign.box, sign.box_style, action),
    )
    taken = cells(number) + cells(sign.box)
    found = text_lines(text, room - taken, syntax=syntax) or (EMPTY,)
    if sign.mark and len(found) == 1:
        found = (tuple(_at_mark(run) for run in found[0]),)
    margin = Run(" " * (MARGIN + taken))
    return [
        ((margin,) if index else start)
        + tuple(run if run.action else run._replace(action=action) for run in line)
        for index, line in enumerate(found)
    ]


def _at_mark(run: Run) -> Run:
    return run if run.style else run._replace(style="strong")


def stacked(rows: Sequence[list[Line]], focus: int) -> tuple[list[Line], int]:
    """Rows below each other, and at which line one of them begins."""
    lines: list[Line] = []
    begin = 0
    for index, row in enumerate(rows):
        if index == focus:
            begin = len(lines)
        lines += row
    return lines, begin


def _field(entry: TextEntry, room: int) -> Line:
    unit = clip(one_line(entry.question.unit), max(0, room // 3))
    after = f"  {unit}" if unit else ""
    free = max(NARROWEST_FIELD, room - NOTE_LABEL - cells(after))
    is_number = entry.question.kind == "numeric"
    size = min(NUMBER_FIELD, free) if is_number else free
    label = Run(" " * MARGIN + left(ASKED, NOTE_LABEL), "muted")
    return (label, *field_line(entry.line, size), Run(after, "muted"))


def _closed(question: QuestionStep, room: int) -> list[Line]:
    words = "Answer aloud or on paper, and then look at what a good answer has."
    if question.minutes:
        words = f"You have {question.minutes} min. {words}"
    return indented(plain_lines(words, room), MARGIN)


def _open(entry: RubricEntry, room: int, *, syntax: bool) -> tuple[list[Line], int]:
    """The outline, then the criteria to tick."""
    question = entry.question
    lines = outline_lines(question, room, syntax=syntax)
    words = plain_lines("Tick what your answer had.", room)
    lines += [*indented(words, MARGIN), EMPTY]
    rows = criterion_rows(
        question, room, [_sign(entry, row) for row in range(len(question.entries))]
    )
    body, begin = stacked(rows, entry.mark)
    return lines + body, len(lines) + begin


def outline_lines(question: QuestionStep, room: int, *, syntax: bool) -> list[Line]:
    """What a good answer has, between two rules."""
    if not question.outline:
        return []
    rule: Line = (Run("─" * room, "faint"),)
    words = text_lines(question.outline, room, syntax=syntax)
    return indented([rule, EMPTY, *words, EMPTY, rule, EMPTY], MARGIN)


def criterion_rows(
    question: QuestionStep, room: int, signs: Sequence[Sign]
) -> list[list[Line]]:
    """The criteria; with their weights, flush right, where there is room for them.

    Args:
        question: a prompt.
        room: cells of the text of the page, without its margin.
        signs: what stands before each criterion.
    """
    shares = weight_labels(question.weights) if room >= WITH_WEIGHTS else []
    size = max(map(cells, shares), default=0)
    rows: list[list[Line]] = []
    for row, (text, sign) in enumerate(zip(question.entries, signs, strict=True)):
        share = shares[row] if shares else ""
        inner = room - (size + 2 if size else 0)
        lines = entry_row(row, text, inner, sign=sign)
        if share:
            lines[0] = _with_end(lines[0], share, MARGIN + room)
        rows.append(lines)
    return rows


def _with_end(line: Line, end: str, width: int) -> Line:
    space = width - sum(cells(run.text) for run in line) - cells(end)
    return (*line, Run(" " * max(1, space)), Run(end, "muted"))


def weight_labels(weights: Sequence[float]) -> list[str]:
    """The points of each criterion; none where all weigh the same."""
    if len(set(weights)) < DIFFERENT:
        return []
    return [
        f"{plain_number(weight)} {'point' if weight == 1 else 'points'}"
        for weight in weights
    ]
