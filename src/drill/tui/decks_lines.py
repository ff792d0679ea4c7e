"""The decks that can be studied, as a list. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.list_lines import ListPicture, marked, plain_list
from drill.tui.readings import Reading
from drill.tui.runs import EMPTY, Line, Run, left, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from drill.sessions.note_steps import DeckChoice

MARGIN = 3
MEASURE = 98
ORIGIN = 9
DECK_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def decks_picture(decks: Sequence[DeckChoice], cursor: int, width: int) -> ListPicture:
    """Every deck with its size; those that are studied are filled."""
    room = max(8, min(width, MEASURE) - 5 - ORIGIN - 12 - 12 - 1)
    head = [
        EMPTY,
        (
            Run("     " + left("Decks", room), "heading"),
            Run(left("", ORIGIN) + right("topics", 12) + right("cards", 12), "muted"),
        ),
    ]
    rows = [
        _row(deck, index, room, is_marked=index == cursor)
        for index, deck in enumerate(decks)
    ]
    if not rows:
        head.append((Run("   There is no deck yet; n makes one.", "muted"),))
    return plain_list(rows, width, head)


def _row(deck: DeckChoice, index: int, room: int, *, is_marked: bool) -> Line:
    action = f"screen.pick({index})"
    plain = "" if deck.chosen else "muted"
    sign = "● " if deck.chosen else "○ "
    numbers = right(f"{deck.topics:,}", 12) + right(f"{deck.cards:,}", 12)
    return (
        marked(is_marked),
        Run(sign, "good" if deck.chosen else "muted", action),
        Run(left(one_line(deck.title), room), "cursor" if is_marked else plain, action),
        Run(left("" if deck.shipped else "your own", ORIGIN), "muted", action),
        Run(numbers, "muted", action),
    )


def deck_detail(deck: DeckChoice, width: int, rows: int) -> list[Line]:
    """What a deck is about."""
    room = max(8, min(width - 2 * MARGIN, 92))
    words = deck.description or "Without a description."
    lines = wrap([Run(one_line(words))], room)[: rows - 1]
    lines += [EMPTY] * (rows - 1 - len(lines))
    stands = "studied" if deck.chosen else "not studied; it keeps all it holds"
    lines.append((Run(f"{deck.id} · {stands}", "muted"),))
    return [(Run(" " * MARGIN), *line) if line else line for line in lines]


def studied_label(decks: Sequence[DeckChoice]) -> str:
    """`2 of 5 decks studied, 706 cards`."""
    chosen = [deck for deck in decks if deck.chosen]
    cards = plural(sum(deck.cards for deck in chosen), "card")
    return f"{len(chosen)} of {plural(len(decks), 'deck')} studied, {cards}"


def deck_id_of(title: str) -> str:
    """The id that a title gives: its words, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def say_deck(text: str, taken: Collection[str]) -> Reading:
    """Which deck a title would make.

    Args:
        text: as it was typed.
        taken: ids that there are already.
    """
    name = deck_id_of(text)
    if not DECK_ID.fullmatch(name):
        return Reading("a title with at least one letter or digit", is_good=False)
    if name in taken:
        return Reading(f"there is a deck {name} already", is_good=False)
    return Reading(f"makes the deck {name} with a topic for notes, studied at once")
