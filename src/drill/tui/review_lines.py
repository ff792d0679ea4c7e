"""What a review shows: the card, its four outcomes, the end of a session.

Pure functions from a `ReviewStep` to lines; no clock, no widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.sessions.steps import Phase
from drill.tui.runs import EMPTY, Line, Run, cells, clip_line, indented, left, width_of
from drill.tui.text import one_line, text_lines
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.steps import Face, Outcome, ReviewStep

MARGIN = 3
MEASURE = 92
"""Lines of prose longer than this are hard to read; wider screens keep the rest."""
NOTE_LABEL = 7
RATINGS = ("again", "hard", "good", "easy")
NARROWEST_BUTTON = 9
BUTTON = 17


@dataclass(frozen=True, slots=True)
class CardPicture:
    """The page of a card."""

    lines: tuple[Line, ...]
    answer_at: int
    """The line at which the answer begins; 0 while it is hidden."""


def text_width(width: int) -> int:
    """Cells that the text of a card may take on a page of a width."""
    return max(8, min(width - 2 * MARGIN, MEASURE))


def card_picture(
    step: ReviewStep, width: int, hints: int = 0, *, syntax: bool = True
) -> CardPicture:
    """The lines of a card, front or back.

    Args:
        step: in phase FRONT or BACK.
        width: of the page, in cells.
        hints: how many hints are shown, from 0.
        syntax: whether to colour code.
    """
    face = step.face
    if face is None:
        return CardPicture((), 0)
    room = text_width(width)
    if step.phase is Phase.BACK and face.is_cloze:
        lines = [*text_lines(face.back, room, syntax=syntax)]
        answer_at = 1
    else:
        lines = [*text_lines(face.front, room, syntax=syntax)]
        lines += _hints(face, hints, room)
        answer_at = len(lines) + 2 if step.phase is Phase.BACK else 0
        if answer_at:
            lines += [EMPTY, (Run("─" * room, "faint"),), EMPTY]
            lines += text_lines(face.back, room, syntax=syntax)
    if step.phase is Phase.BACK:
        lines += _notes(step, face, room)
    return CardPicture((EMPTY, *indented(lines, MARGIN)), answer_at)


def _hints(face: Face, count: int, room: int) -> list[Line]:
    lines: list[Line] = []
    for index, hint in enumerate(face.hints[:count]):
        lines += [EMPTY] if index == 0 else []
        lines += _labelled("hint", text_lines(hint, room - NOTE_LABEL), "hard")
    return lines


def _notes(step: ReviewStep, face: Face, room: int) -> list[Line]:
    """Why, where from, and what the learner wrote; each with its word before it."""
    lines: list[Line] = []
    inner = room - NOTE_LABEL
    if face.why:
        lines += [EMPTY, *_labelled("why", text_lines(face.why, inner), "muted")]
    sources = [line for source in face.source for line in plain_lines(source, inner)]
    if sources:
        lines += [EMPTY] if not face.why else []
        lines += _labelled("from", sources, "muted")
    if step.remark:
        lines += [
            EMPTY,
            *_labelled("note", plain_lines(step.remark, inner, ""), "accent"),
        ]
    if step.report:
        words = plain_lines(step.report, inner, "")
        lines += [EMPTY, *_labelled("wrong", words, "warning")]
    return lines


def plain_lines(text: str, width: int, style: str = "muted") -> list[Line]:
    """Text that is no Markdown, wrapped, in one style."""
    return wrap([Run(one_line(text), style)], width)


def _labelled(
    label: str, lines: list[Line] | tuple[Line, ...], style: str
) -> list[Line]:
    first = Run(label.ljust(NOTE_LABEL), style)
    margin = Run(" " * NOTE_LABEL)
    return [(margin if index else first, *line) for index, line in enumerate(lines)]


# --- the quiet line -----------------------------------------------------------------


def top_of_review(step: ReviewStep, elapsed_s: float | None) -> tuple[Line, Line]:
    """Where the card is from and what is special about it; what is left; the time."""
    start: list[Run] = [Run(" " + one_line(step.title), "muted")]
    for words, style in _remarks(step):
        start += [Run(" · ", "faint"), Run(words, style)]
    if step.phase is Phase.FINISHED:
        return tuple(start), ()
    end = f"{step.left:,} left"
    if elapsed_s is not None:
        seconds = int(elapsed_s)
        end += f" · {seconds // 60}:{seconds % 60:02}"
    return tuple(start), (Run(end, "muted"),)


def _remarks(step: ReviewStep) -> list[tuple[str, str]]:
    remarks: list[tuple[str, str]] = []
    if step.state in {"new", "relearning"}:
        remarks.append((step.state, "accent" if step.state == "new" else "again"))
    if step.revised:
        remarks.append(("revised", "accent"))
    if step.flag:
        remarks.append((f"⚑ flag {step.flag}", "hard"))
    if step.leech:
        remarks.append(("leech", "again"))
    if not step.counts_for_schedule:
        remarks.append(("practice", "accent"))
    return remarks


# --- the rows of keys --------------------------------------------------------------


def buttons(
    outcomes: tuple[Outcome, ...], keys: tuple[str, ...], width: int
) -> list[Line]:
    """The four ratings with their keys, and below each what pressing it does."""
    size = max(NARROWEST_BUTTON, min(BUTTON, (width - MARGIN) // 4))
    names: list[Run] = [Run(" " * MARGIN)]
    spans: list[Run] = [Run(" " * MARGIN)]
    for outcome, key in zip(outcomes, keys, strict=True):
        name = RATINGS[outcome.rating - 1]
        action = f"screen.rate({int(outcome.rating)})"
        indent = cells(key) + 1
        names += [
            Run(f"{key} ", f"{name}-key", action),
            Run(left(name, size - indent), name, action),
        ]
        label = left(outcome.label, size - indent - 1)
        spans.append(Run(" " * indent + label + " ", "muted", action))
    return [clip_line(tuple(names), width), clip_line(tuple(spans), width)]


def short_buttons(
    outcomes: tuple[Outcome, ...], keys: tuple[str, ...], width: int
) -> Line:
    """The four ratings in one row, for a terminal with few rows."""
    full = _in_one_row(outcomes, keys, with_labels=True)
    if width_of(full) <= width:
        return full
    return clip_line(_in_one_row(outcomes, keys, with_labels=False), width)


def _in_one_row(
    outcomes: tuple[Outcome, ...], keys: tuple[str, ...], *, with_labels: bool
) -> Line:
    runs: list[Run] = [Run(" ")]
    for outcome, key in zip(outcomes, keys, strict=True):
        name = RATINGS[outcome.rating - 1]
        action = f"screen.rate({int(outcome.rating)})"
        label = f" {outcome.label}" if with_labels else ""
        runs += [
            Run(f"{key} {name}", f"{name}-key", action),
            Run(f"{label}  ", "muted", action),
        ]
    return tuple(runs)
