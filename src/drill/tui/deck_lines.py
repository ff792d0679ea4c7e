"""A deck as a page: what it is about, its topics, its sources. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.sessions.deck_page_words import (
    TOPIC_HEADINGS,
    about,
    topic_cells,
    totals,
)
from drill.tui.runs import EMPTY, Line, Run, fill, indented, left, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.deck_page_steps import DeckPage, TopicOnPage

MARGIN = 3
MEASURE = 98
WIDTHS = (6, 10, 6, 8, 9)
"""Of the columns of figures, in cells."""
SMALLEST = 60
SOME_WORKS = 20


def deck_lines(page: DeckPage, width: int) -> list[Line]:
    """The whole page, `width` cells wide."""
    room = max(SMALLEST, min(width, MEASURE) - 2 * MARGIN)
    lines: list[Line] = [EMPTY, (Run(f"   {one_line(page.title)}", "heading"),)]
    if page.description:
        lines += indented(wrap([Run(one_line(page.description))], room), MARGIN)
    lines.append(EMPTY)
    for words in (totals(page), about(page)):
        lines += indented(wrap([Run(one_line(words), "muted")], room), MARGIN)
    name = room - sum(WIDTHS)
    head = Run(f"   {left(TOPIC_HEADINGS[0], name)}", "muted")
    lines += [EMPTY, (head, _figures(TOPIC_HEADINGS))]
    for topic in page.topics:
        lines += _topic(topic, name, room)
    lines += _works(page, room)
    return [*lines, EMPTY]


def _figures(cells: tuple[str, ...]) -> Run:
    return Run("".join(map(right, cells[1:], WIDTHS)), "muted")


def _topic(topic: TopicOnPage, name: int, room: int) -> list[Line]:
    cells = topic_cells(topic)
    titles = wrap([Run(one_line(cells[0]))], name - 1)
    head: Line = (Run("   "), *fill(titles[0], name), _figures(cells))
    lines = [head, *indented(titles[1:], MARGIN)]
    if topic.first:
        words = f"first: {'; '.join(topic.first)}"
        wrapped = wrap([Run(one_line(words), "muted")], room - 2)
        lines += indented(wrapped, MARGIN + 2)
    return lines


def _works(page: DeckPage, room: int) -> list[Line]:
    if not page.works:
        return []
    lines: list[Line] = [EMPTY, (Run("   Sources", "heading"),)]
    for work, count in page.works[:SOME_WORKS]:
        wrapped = wrap([Run(one_line(work))], room - 6)
        lines.append((Run(f"   {count:>4,}  ", "muted"), *wrapped[0]))
        lines += indented(wrapped[1:], MARGIN + 6)
    rest = len(page.works) - SOME_WORKS
    if rest > 0:
        words = f"   … and {rest:,} more: `drill decks show {page.id}` prints them all"
        lines.append((Run(words, "muted"),))
    return lines
