"""The choices of the first run as values and as lines. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drill.sessions.labels import plural
from drill.tui.runs import EMPTY, MARK, Line, Run, clip_line, left, right
from drill.tui.text import one_line
from drill.tui.text_wrap import wrap

if TYPE_CHECKING:
    from drill.sessions.note_steps import DeckChoice, WelcomeStep

MOST_NEW = 999
NEW_STEP = 5
HOURS = 24
MEASURE = 84
NUMBER_AT = 24


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen so far, and where the mark is."""

    offered: tuple[DeckChoice, ...]
    chosen: frozenset[str]
    new_a_day: int
    rollover_hour: int
    cursor: int = 0
    """0 to the number of decks - 1: a deck; then new cards a day; then the hour."""

    @property
    def is_at_deck(self) -> bool:
        """Whether the mark stands at a deck."""
        return self.cursor < len(self.offered)

    @property
    def decks(self) -> tuple[str, ...]:
        """Ids of the chosen decks, in the order in which they are offered."""
        return tuple(deck.id for deck in self.offered if deck.id in self.chosen)

    def moved(self, rows: int) -> Choices:
        """With the mark some rows further down."""
        last = len(self.offered) + 1
        return replace(self, cursor=min(max(0, self.cursor + rows), last))

    def toggled(self) -> Choices:
        """With the deck at the mark chosen, or not."""
        deck = self.offered[self.cursor].id
        return replace(self, chosen=self.chosen ^ {deck})

    def changed(self, step: int) -> Choices:
        """With the number at the mark higher or lower by a step."""
        if self.cursor == len(self.offered):
            number = _stepped(self.new_a_day, step)
            return replace(self, new_a_day=min(MOST_NEW, max(0, number)))
        return replace(self, rollover_hour=(self.rollover_hour + step) % HOURS)


def _stepped(number: int, step: int) -> int:
    """By one up to ten, then by fives: few people want 23 new cards a day."""
    size = 1 if number + min(step, 0) < 2 * NEW_STEP else NEW_STEP
    return number + step * size


def choices_of(step: WelcomeStep) -> Choices:
    """The choices to start from; without any deck chosen the first one is."""
    chosen = frozenset(deck.id for deck in step.decks if deck.chosen)
    if not chosen and step.decks:
        chosen = frozenset([step.decks[0].id])
    return Choices(step.decks, chosen, step.new_a_day, step.rollover_hour)


@dataclass(frozen=True, slots=True)
class WelcomePicture:
    """The lines of the page."""

    lines: tuple[Line, ...]
    marked_at: int
    """The line with the mark."""


def welcome_lines(choices: Choices, width: int) -> WelcomePicture:
    """The page of the welcome."""
    lines: list[Line] = [
        EMPTY,
        (Run("   What do you want to remember?", "heading"),),
        EMPTY,
    ]
    places: list[int] = []
    for index, deck in enumerate(choices.offered):
        places.append(len(lines))
        lines += _deck(deck, index, choices, min(width, MEASURE))
    if not choices.offered:
        lines.append((Run("   There is no deck yet.", "muted"),))
    lines.append(EMPTY)
    numbers = (
        ("New cards a day", f"{choices.new_a_day}", _price(choices.new_a_day)),
        (
            "A day begins at",
            f"{choices.rollover_hour:02}:00",
            "so that a late evening still counts",
        ),
    )
    for index, (label, figure, words) in enumerate(numbers):
        places.append(len(lines))
        row = len(choices.offered) + index
        lines.append(_number(label, figure, words, row, choices.cursor == row))
    return WelcomePicture(
        tuple(clip_line(line, width) for line in lines), places[choices.cursor]
    )


def _deck(deck: DeckChoice, index: int, choices: Choices, width: int) -> list[Line]:
    is_marked = index == choices.cursor
    is_chosen = deck.id in choices.chosen
    action = f"screen.pick({index})"
    size = f"{plural(deck.topics, 'topic')}, {plural(deck.cards, 'card')}"
    head: Line = (
        Run(f" {MARK} " if is_marked else "   ", "mark"),
        Run("● " if is_chosen else "○ ", "good" if is_chosen else "muted", action),
        Run(
            left(one_line(deck.title), max(8, width - 34)),
            "cursor" if is_marked else "" if is_chosen else "muted",
            action,
        ),
        Run(right(size, 26), "muted", action),
    )
    if not is_marked or not deck.description:
        return [head]
    words = wrap([Run(one_line(deck.description), "muted")], max(8, width - 8))
    return [head, *[(Run("     "), *line) for line in words]]


def _number(label: str, figure: str, words: str, row: int, is_marked: bool) -> Line:  # noqa: FBT001 - private
    style = "cursor" if is_marked else ""
    arrows = ("\u2039 ", " \u203a") if is_marked else ("  ", "  ")
    return (
        Run(f" {MARK} " if is_marked else "   ", "mark"),
        Run(
            left(label, NUMBER_AT - 4),
            "" if is_marked else "muted",
            f"screen.pick({row})",
        ),
        Run(arrows[0], "key", "screen.change(-1)"),
        Run(right(figure, 5), style, f"screen.pick({row})"),
        Run(arrows[1], "key", "screen.change(1)"),
        Run("   " + words, "muted"),
    )


def _price(new_a_day: int) -> str:
    """What new cards cost, by the rule of thumb of seven reviews in a month each."""
    return f"about {new_a_day * 7} reviews a day once it has settled"
