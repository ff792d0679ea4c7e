"""What a question looks like once it is marked. Pure functions to lines.

A verdict is a glyph and a word before it is a colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.quiz.marks import SLACK, Change, Verdict
from drill.tui.question_lines import (
    ASKED,
    MARK,
    TICKED,
    UNTICKED,
    QuestionPicture,
    Sign,
    criterion_rows,
    entry_row,
    head_lines,
    outline_lines,
    stacked,
)
from drill.tui.review_lines import (
    MARGIN,
    NOTE_LABEL,
    labelled,
    plain_lines,
    source_lines,
    text_width,
)
from drill.tui.runs import EMPTY, Line, Run, fill, indented, width_of
from drill.tui.text import one_line, text_lines
from drill.tui.text_inline import inline
from drill.tui.text_safety import printable
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drill.quiz.marks import Stretch
    from drill.sessions.question_steps import MarkedEntry, MarkedStep, QuestionStep

GLYPHS = {
    Verdict.RIGHT: ("✓", "success"),
    Verdict.PARTLY: ("≈", "warning"),
    Verdict.WRONG: ("✗", "error"),
    Verdict.NO_ANSWER: ("○", "muted"),
}
"""The sign of each verdict and its style."""
RIGHT = Run("✓ ", "success")
WRONG = Run("✗ ", "error")
NEITHER = Run("  ")
WIDEST_CHOICE = 28
"""Cells up to which the reasons stand beside the choices."""
NARROWEST_REASON = 30
SPOT = len("✗ you put it at 99") + 2
"""Cells of the place where an item was put, and of the gap before it."""


def marked_picture(
    question: QuestionStep,
    marked: MarkedStep,
    width: int,
    *,
    own: Sequence[Line] = (),
    syntax: bool = True,
) -> QuestionPicture:
    """The page of a question with its mark.

    Args:
        question: what was asked.
        marked: the answer, marked.
        width: of the page, in cells.
        own: what the learner wrote on the card.
        syntax: whether to colour code.
    """
    room = text_width(width)
    head = head_lines(question, room, syntax=syntax)
    body = _body(question, marked, room, syntax=syntax)
    tail: list[Line] = [EMPTY, *wrap(verdict_runs(marked), room)]
    tail += [*_because(marked, room, syntax=syntax), *own]
    lines = [EMPTY, *head, EMPTY, *body, *indented(tail, MARGIN)]
    begin = len(head) + 2
    return QuestionPicture(tuple(lines), begin, begin)


def verdict_runs(marked: MarkedStep) -> list[Run]:
    """The verdict with what it is worth, and the rating where that says more."""
    glyph, style = GLYPHS[marked.verdict]
    worth = marked.verdict.value
    if marked.verdict is Verdict.PARTLY:
        worth += f", {int(100 * marked.credit + SLACK)} %"
    runs = [Run(f"{glyph} {worth}", style)]
    if marked.remark:
        runs.append(Run(f" · {one_line(marked.remark)}", "muted"))
    if marked.proposed is not None and marked.because not in worth:
        name = marked.proposed.name.lower()
        runs += [Run(" · proposed: ", "muted"), Run(name, name)]
        runs.append(Run(f", because {one_line(marked.because)}", "muted"))
    return runs


def _because(marked: MarkedStep, room: int, *, syntax: bool) -> list[Line]:
    """The explanation, which is what is being learned, and where it is from."""
    lines: list[Line] = []
    if marked.why:
        lines += [EMPTY, *text_lines(marked.why, room, syntax=syntax)]
    if sources := source_lines(marked.source, room):
        lines += [EMPTY] if not marked.why else []
        lines += sources
    return lines


def _body(
    question: QuestionStep, marked: MarkedStep, room: int, *, syntax: bool
) -> list[Line]:
    match question.kind:
        case "choice":
            return _choices(question, marked.entries, room, syntax=syntax)
        case "order":
            return _items(marked.entries, room, syntax=syntax)
        case "prompt":
            return _criteria(question, marked.entries, room, syntax=syntax)
        case _:
            return indented(_text(marked, room), MARGIN)


# --- choices ------------------------------------------------------------------------


def _choices(
    question: QuestionStep,
    entries: Sequence[MarkedEntry],
    room: int,
    *,
    syntax: bool,
) -> list[Line]:
    rows = [
        entry_row(
            row,
            each.text,
            room,
            sign=_sign(each, is_ticked=question.several),
            syntax=syntax,
        )
        for row, each in enumerate(entries)
    ]
    is_missed = question.several and any(each.is_given for each in entries)
    reasons = [_reason(each, is_missed=is_missed) for each in entries]
    widest = max((width_of(line) for row in rows for line in row), default=0)
    beside = MARGIN + room - widest - 2
    is_flat = all(len(row) == 1 for row in rows)
    if is_flat and widest <= MARGIN + WIDEST_CHOICE and beside >= NARROWEST_REASON:
        found = [
            _beside(row[0], reason, widest, beside)
            for row, reason in zip(rows, reasons, strict=True)
        ]
    else:
        found = [
            [*row, *_below(reason, room, taken=width_of(row[0][:3]))]
            for row, reason in zip(rows, reasons, strict=True)
        ]
    return stacked(found, 0)[0]


def _sign(entry: MarkedEntry, *, is_ticked: bool) -> Sign:
    mark = MARK if entry.is_given else ""
    if not is_ticked:
        return Sign(mark)
    return Sign(mark, TICKED if entry.is_given else UNTICKED)


def _reason(entry: MarkedEntry, *, is_missed: bool) -> list[Run]:
    """A glyph, whose choice it was, and why it is right or wrong.

    Args:
        entry: a choice.
        is_missed: whether a right one that was not chosen is one too few.
    """
    why = one_line(entry.why)
    if entry.is_right:
        missed = "right, missed" if is_missed else "right"
        word = "yours, right" if entry.is_given else missed
        return [RIGHT, Run(word, "success"), *_said(why)]
    if entry.is_given:
        return [WRONG, Run("yours", "error"), *_said(why)]
    return [NEITHER, *inline(why, "muted")]


def _said(why: str) -> list[Run]:
    return [Run(": "), *inline(why)] if why else []


def _beside(row: Line, reason: list[Run], column: int, room: int) -> list[Line]:
    words = _hanging(reason, room)
    start = fill(row, column + 2)
    margin = Run(" " * (column + 2))
    return [((margin,) if index else start) + line for index, line in enumerate(words)]


def _below(reason: list[Run], room: int, *, taken: int) -> list[Line]:
    if len(reason) == 1:
        return []
    return indented(_hanging(reason, room - taken + MARGIN), taken)


def _hanging(reason: list[Run], room: int) -> list[Line]:
    """The glyph in a column of its own, the words wrapped beside it."""
    glyph, words = reason[0], reason[1:]
    lines = wrap(words, max(1, room - 2)) or [EMPTY]
    return [
        ((Run("  "),) if index else (glyph,)) + line for index, line in enumerate(lines)
    ]


# --- order --------------------------------------------------------------------------


def _items(entries: Sequence[MarkedEntry], room: int, *, syntax: bool) -> list[Line]:
    """The items in the right order, each with where it was put."""
    put = sorted(enumerate(entries, 1), key=lambda pair: pair[1].place)
    is_any_given = any(each.is_given for each in entries)
    is_wide = is_any_given and room >= 2 * SPOT
    texts = [
        entry_row(row, each.text, room - SPOT * is_wide, sign=Sign(), syntax=syntax)
        for row, (_, each) in enumerate(put)
    ]
    column = max((width_of(line) for lines in texts for line in lines), default=0) + 2
    spots = [_spot(each, at) if is_any_given else [] for at, each in put]
    rows = [
        [(*fill(lines[0], column), *spot), *lines[1:]]
        if is_wide
        else [
            *lines,
            *(_below(spot, room, taken=width_of(lines[0][:3])) if spot else []),
        ]
        for lines, spot in zip(texts, spots, strict=True)
    ]
    head = [*indented([(Run("the right order", "muted"),)], MARGIN)]
    is_right = all(each.is_right and each.is_given for each in entries)
    return [*([] if is_right else head), *stacked(rows, 0)[0]]


def _spot(entry: MarkedEntry, at: int) -> list[Run]:
    """Where an item was put.

    Args:
        entry: the item.
        at: the place that it was given, from 1.
    """
    if not entry.is_given:
        return [NEITHER, Run("not put", "muted")]
    if entry.is_right:
        return [RIGHT, Run("right", "success")]
    return [WRONG, Run(f"you put it at {at}")]


# --- prompts ------------------------------------------------------------------------


def _criteria(
    question: QuestionStep,
    entries: Sequence[MarkedEntry],
    room: int,
    *,
    syntax: bool,
) -> list[Line]:
    signs = [
        Sign("", "✓ ", "success") if each.is_given else Sign("", "○ ", "muted")
        for each in entries
    ]
    lines = outline_lines(question, room, syntax=syntax)
    return lines + stacked(criterion_rows(question, room, signs), 0)[0]


# --- numbers and words --------------------------------------------------------------


def _text(marked: MarkedStep, room: int) -> list[Line]:
    """What was typed, how it was read, what is right, and where the two differ."""
    inner = room - NOTE_LABEL
    given = one_line(marked.given)
    is_right = marked.verdict is Verdict.RIGHT
    lines = labelled(ASKED, _given(marked, given, inner), "muted")
    if marked.understood:
        words = plain_lines(marked.understood, inner)
        lines += labelled("read", words, "muted")
    if not is_right or one_line(marked.answer) != given:
        lines += labelled("right", text_lines(marked.answer, inner), "success")
    if _is_telling(marked) and not is_right:
        words = wrap(difference_runs(marked.difference), inner)
        lines += labelled("diff", words, "muted")
        lines += labelled("", plain_lines(LEGEND, inner), "")
    return lines


LEGEND = "[−too much] [+missing]"


def _is_telling(marked: MarkedStep) -> bool:
    """Whether what was typed has anything in common with the answer."""
    return any(each.change is Change.SAME for each in marked.difference)


def _given(marked: MarkedStep, given: str, room: int) -> list[Line]:
    if not given:
        return [(Run("nothing", "muted"),)]
    glyph, style = GLYPHS[marked.verdict]
    runs = [Run(f"{glyph} ", style), Run(given, "strong")]
    if marked.mistake:
        runs += [Run("   "), *inline(one_line(marked.mistake))]
    return wrap(runs, room)


def difference_runs(stretches: Sequence[Stretch]) -> list[Run]:
    """Both texts in one: `quor[−o][+u]m`."""
    runs: list[Run] = []
    for stretch in stretches:
        text = printable(stretch.text)
        if stretch.change is Change.SAME:
            runs.append(Run(text))
        elif stretch.change is Change.EXTRA:
            runs += _marked("−", text, "extra")
        else:
            runs += _marked("+", text, "missing")
    return runs


def _marked(sign: str, text: str, style: str) -> list[Run]:
    start, end = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    shown = "␣" * start + text[start:end] + "␣" * (len(text) - max(start, end))
    return [Run(f"[{sign}", "muted"), Run(shown, style), Run("]", "muted")]
