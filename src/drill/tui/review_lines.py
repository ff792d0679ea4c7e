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
    from collections.abc import Callable
    from typing import TypeAlias

    from drill.sessions.question_steps import MarkedStep
    from drill.sessions.steps import Face, Outcome, ReviewStep

    Pictures: TypeAlias = Callable[[str, int], list[Line]]

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


def no_pictures(text: str, room: int) -> list[Line]:  # noqa: ARG001 - as all others
    """Below a text: nothing."""
    return []


def card_picture(
    step: ReviewStep,
    width: int,
    hints: int = 0,
    *,
    syntax: bool = True,
    pictures: Pictures = no_pictures,
) -> CardPicture:
    """The lines of a card, front or back.

    Args:
        step: in phase FRONT or BACK.
        width: of the page, in cells.
        hints: how many hints are shown, from 0.
        syntax: whether to colour code.
        pictures: what is drawn below a text for the pictures that it mentions.
    """
    face = step.face
    if face is None:
        return CardPicture((), 0)
    room = text_width(width)
    if step.phase is Phase.BACK and face.is_cloze:
        lines = [*text_lines(face.back, room, syntax=syntax)]
        lines += pictures(face.back, room)
        answer_at = 1
    else:
        lines = [*text_lines(face.front, room, syntax=syntax)]
        lines += pictures(face.front, room)
        lines += _hints(face, hints, room)
        answer_at = len(lines) + 2 if step.phase is Phase.BACK else 0
        if answer_at:
            lines += [EMPTY, (Run("─" * room, "faint"),), EMPTY]
            lines += text_lines(face.back, room, syntax=syntax)
            lines += pictures(face.back, room)
    if step.phase is Phase.BACK:
        lines += _notes(step, face, room, pictures)
    return CardPicture((EMPTY, *indented(lines, MARGIN)), answer_at)


def _hints(face: Face, count: int, room: int) -> list[Line]:
    lines: list[Line] = []
    for index, hint in enumerate(face.hints[:count]):
        lines += [EMPTY] if index == 0 else []
        lines += labelled("hint", text_lines(hint, room - NOTE_LABEL), "hard")
    return lines


def _notes(step: ReviewStep, face: Face, room: int, pictures: Pictures) -> list[Line]:
    """Why, where from, and what the learner wrote; each with its word before it."""
    lines: list[Line] = []
    inner = room - NOTE_LABEL
    if face.why:
        why = [*text_lines(face.why, inner), *pictures(face.why, inner)]
        lines += [EMPTY, *labelled("why", why, "muted")]
    if sources := source_lines(face.source, room):
        lines += [EMPTY] if not face.why else []
        lines += sources
    return lines + own_words(step, room)


def source_lines(source: tuple[str, ...], room: int) -> list[Line]:
    """Where the answer can be checked."""
    inner = room - NOTE_LABEL
    lines = [line for each in source for line in plain_lines(each, inner)]
    return labelled("from", lines, "muted")


def own_words(step: ReviewStep, room: int) -> list[Line]:
    """What the learner wrote on the card."""
    lines: list[Line] = []
    inner = room - NOTE_LABEL
    for label, text, style in (
        ("note", step.remark, "accent"),
        ("wrong", step.report, "warning"),
    ):
        if text:
            words = plain_lines(text, inner, "")
            lines += [EMPTY, *labelled(label, words, style)]
    return lines


def plain_lines(text: str, width: int, style: str = "muted") -> list[Line]:
    """Text that is no Markdown, wrapped, in one style."""
    return wrap([Run(one_line(text), style)], width)


def labelled(
    label: str, lines: list[Line] | tuple[Line, ...], style: str
) -> list[Line]:
    """Lines with a word before the first of them, in a column of its own."""
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
    if step.question is not None and step.question.is_generated:
        remarks.append(("generated", "muted"))
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
    outcomes: tuple[Outcome, ...],
    keys: tuple[str, ...],
    width: int,
    marked: MarkedStep | None = None,
) -> list[Line]:
    """The four ratings with their keys, and below each what pressing it does.

    Args:
        outcomes: of the ratings, in their order.
        keys: one a rating.
        width: in cells.
        marked: of a question: which ratings there are; the others leave a gap.
    """
    size = max(NARROWEST_BUTTON, min(BUTTON, (width - MARGIN) // 4))
    names: list[Run] = [Run(" " * MARGIN)]
    spans: list[Run] = [Run(" " * MARGIN)]
    for outcome, key in zip(outcomes, keys, strict=True):
        if marked is not None and outcome.rating not in marked.allowed:
            names.append(Run(" " * size))
            spans.append(Run(" " * size))
            continue
        name = RATINGS[outcome.rating - 1]
        action = f"screen.rate({int(outcome.rating)})"
        indent = cells(key) + 1
        names += [
            Run(f"{key} ", f"{name}-key", action),
            Run(left(name + _sign(outcome, marked), size - indent), name, action),
        ]
        label = left(outcome.label, size - indent - 1)
        spans.append(Run(" " * indent + label + " ", "muted", action))
    return [clip_line(tuple(names), width), clip_line(tuple(spans), width)]


def _sign(outcome: Outcome, marked: MarkedStep | None) -> str:
    """At the rating that enter takes: its key."""
    is_proposed = marked is not None and outcome.rating is marked.proposed
    return " ⏎" if is_proposed else ""


def short_buttons(
    outcomes: tuple[Outcome, ...],
    keys: tuple[str, ...],
    width: int,
    marked: MarkedStep | None = None,
) -> Line:
    """The four ratings in one row, for a terminal with few rows."""
    full = _in_one_row(outcomes, keys, marked, with_labels=True)
    if width_of(full) <= width:
        return full
    return clip_line(_in_one_row(outcomes, keys, marked, with_labels=False), width)


def _in_one_row(
    outcomes: tuple[Outcome, ...],
    keys: tuple[str, ...],
    marked: MarkedStep | None,
    *,
    with_labels: bool,
) -> Line:
    runs: list[Run] = [Run(" ")]
    for outcome, key in zip(outcomes, keys, strict=True):
        if marked is not None and outcome.rating not in marked.allowed:
            continue
        name = RATINGS[outcome.rating - 1]
        action = f"screen.rate({int(outcome.rating)})"
        label = f" {outcome.label}" if with_labels else ""
        runs += [
            Run(f"{key} {name}{_sign(outcome, marked)}", f"{name}-key", action),
            Run(f"{label}  ", "muted", action),
        ]
    return tuple(runs)
