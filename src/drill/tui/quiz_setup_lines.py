"""The choices before a quiz, as lines. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.list_lines import ListPicture, marked
from drill.tui.quiz_setup import Row, Setup
from drill.tui.runs import EMPTY, Line, Run, clip_line, left
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.sitting_pool import Composed
    from drill.sessions.sitting_steps import QuizRow

LABEL = 14
VALUE = 40
MARGIN = 3


def setup_picture(setup: Setup, half_way: QuizRow | None, width: int) -> ListPicture:
    """The choices, and what was left half way."""
    lines: list[Line] = [EMPTY]
    if half_way is not None:
        lines += [clip_line(_half_way(half_way), width), EMPTY]
    places = []
    for index, row in enumerate(setup.rows):
        places.append(len(lines))
        lines.append(clip_line(_row(setup, row, index), width))
    return ListPicture(lines, places)


def _half_way(row: QuizRow) -> Line:
    words = f"{row.counted} of {row.number} answered, {row.date_label}"
    return (
        Run("   "),
        Run("! ", "warning"),
        Run("A quiz was left half way: "),
        Run(f"{words}. ", "muted"),
        Run("r", "key", "screen.resume"),
        Run(" goes on with it.", "muted", "screen.resume"),
    )


def _row(setup: Setup, row: Row, index: int) -> Line:
    is_marked = row is setup.row
    action = f"screen.pick({index})"
    value = left(one_line(setup.value(row)), VALUE).rstrip()
    arrows = ("\u2039 ", " \u203a") if is_marked else ("  ", "  ")
    return (
        marked(is_marked),
        Run(left(row.value, LABEL), "cursor" if is_marked else "muted", action),
        Run(arrows[0], "key", "screen.step(-1)"),
        Run(value, "cursor" if is_marked else "", action),
        Run(arrows[1], "key", "screen.step(1)"),
    )


ABOUT = {
    Row.SCOPE: "Decks and topics that questions are taken from; / names them.",
    Row.NUMBER: "No two of them give each other away.",
    Row.CLOCK: "It goes on while drill is stopped, and stands while a mark is shown.",
    Row.TIME: "A question that is not answered in time has no credit.",
    Row.MIX: "Questions are spread over all topics; this decides which come first.",
    Row.DAYS: "Questions that were answered wrong within these study days.",
    Row.DIFFICULTY: "Generated questions are made so; of others, what was about as"
    " difficult for you comes first.",
    Row.KIND: "How one answers.",
    Row.MARKS: "When you see what was right.",
    Row.PAUSES: "A pause stops the clock and hides the question.",
}


def setup_detail(
    setup: Setup, offer: Composed | None, refused: str, width: int
) -> list[Line]:
    """What the row at the mark means, and what the quiz would be of."""
    room = max(8, min(width - 2 * MARGIN, 92))
    words = [Run(ABOUT[setup.row], "muted")]
    if refused:
        found = [Run("✗ ", "error"), Run(one_line(refused))]
    elif offer is None:
        found = [Run("…", "muted")]
    else:
        found = _offer(offer)
    lines = [*wrap(found, room), *wrap(words, room)]
    return [(Run(" " * MARGIN), *line) for line in lines]


def _offer(offer: Composed) -> list[Run]:
    number = plural(len(offer.questions), "question")
    found = [Run("✓ ", "success"), Run(f"{number} of {plural(offer.topics, 'topic')}")]
    if offer.shortfall:
        found.append(Run(f" · {offer.shortfall}", "warning"))
    return found
