"""What a quiz shall be, before it begins: the choices as a value. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from drill.quiz.composing import Mix
from drill.sessions.labels import plural
from drill.sessions.sitting_wishes import KINDS, QuizWishes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NUMBERS: Final = (5, 10, 15, 20, 30, 40, 50, 75, 100)
MINUTES: Final = (3, 5, 10, 15, 20, 30, 45, 60, 90, 120)
SECONDS: Final = (15, 30, 45, 60, 90, 120, 180, 300)
DAYS: Final = (1, 3, 7, 14, 30, 60, 90)
USUAL_S: Final = 60.0
"""Seconds a question, where each has its own limit."""
MIX_WORDS: Final = {
    Mix.WEAK: "weak topics first",
    Mix.DUE: "what is due first",
    Mix.NEW: "new questions alone",
    Mix.MISTAKES: "mistakes of the last days",
    Mix.ANY: "all alike",
}
DIFFICULTY_WORDS: Final = {
    None: "as it comes",
    1: "1, the rule by itself",
    2: "2, as in an interview",
    3: "3, with corner cases",
}


class Row(Enum):
    """What can be chosen, in the order of the rows."""

    SCOPE = "of"
    NUMBER = "number"
    CLOCK = "clock"
    TIME = "time"
    MIX = "first"
    DAYS = "days back"
    DIFFICULTY = "difficulty"
    KIND = "kinds"
    MARKS = "marks"
    PAUSES = "pauses"


class ClockKind(Enum):
    """How time is limited."""

    TOTAL = "for all questions together"
    EACH = "for each question"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices, and where the mark is."""

    wishes: QuizWishes = QuizWishes()  # noqa: RUF009 - it is frozen
    minutes: float = 10
    """For all questions, when that limit holds."""
    each_s: float = USUAL_S
    """For each, likewise."""
    cursor: int = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that mean something for these choices."""
        gone = set()
        if self.clock is ClockKind.NONE:
            gone.add(Row.TIME)
        if self.wishes.mix is not Mix.MISTAKES:
            gone.add(Row.DAYS)
        return tuple(row for row in Row if row not in gone)

    @property
    def row(self) -> Row:
        """The row at the mark."""
        return self.rows[min(self.cursor, len(self.rows) - 1)]

    @property
    def clock(self) -> ClockKind:
        """How time is limited."""
        if self.wishes.minutes is not None:
            return ClockKind.TOTAL
        return ClockKind.NONE if self.wishes.each_s is None else ClockKind.EACH

    def wishing(self, **changes: Any) -> Setup:
        """With other wishes."""
        return replace(self, wishes=replace(self.wishes, **changes))

    def clocked(self, clock: ClockKind) -> Setup:
        """With another kind of limit."""
        return self.wishing(
            minutes=self.minutes if clock is ClockKind.TOTAL else None,
            each_s=self.each_s if clock is ClockKind.EACH else None,
        )

    def stepped(self, step: int, scopes: Sequence[str] = ()) -> Setup:
        """With the value before or after, at the mark.

        Args:
            step: 1 or -1.
            scopes: ids of the decks that can be stepped through.
        """
        if self.row is Row.SCOPE:
            ring = [(), *((deck,) for deck in scopes)]
            ring += [self.wishes.scope] if self.wishes.scope not in ring else []
            return self.wishing(scope=around(ring, self.wishes.scope, step))
        return STEPS[self.row](self, step)

    def value(self, row: Row) -> str:
        """What stands at a row."""
        return WORDS[row](self)


def started_with(wishes: QuizWishes) -> Setup:
    """The choices that lead to some wishes."""
    minutes = wishes.minutes or float(wishes.number)
    return Setup(wishes, minutes, wishes.each_s or USUAL_S)


def along(values: Sequence[Any], present: float, step: int) -> Any:
    """The next value up or down; the present one at the end of them."""
    if step > 0:
        return next((each for each in values if each > present), present)
    return next((each for each in reversed(values) if each < present), present)


def around(values: Sequence[Any], present: object, step: int) -> Any:
    """The next value in a ring."""
    return values[(values.index(present) + step) % len(values)]


def _number(setup: Setup, step: int) -> Setup:
    """More questions, and as much more time for all of them."""
    number = along(NUMBERS, setup.wishes.number, step)
    minutes = setup.minutes / setup.wishes.number * number
    return replace(setup.wishing(number=number), minutes=minutes).clocked(setup.clock)


def _time(setup: Setup, step: int) -> Setup:
    if setup.clock is ClockKind.TOTAL:
        after = replace(setup, minutes=along(MINUTES, setup.minutes, step))
    else:
        after = replace(setup, each_s=along(SECONDS, setup.each_s, step))
    return after.clocked(setup.clock)


STEPS: Final[dict[Row, Callable[[Setup, int], Setup]]] = {
    Row.NUMBER: _number,
    Row.CLOCK: lambda setup, step: setup.clocked(
        around(tuple(ClockKind), setup.clock, step)
    ),
    Row.TIME: _time,
    Row.MIX: lambda setup, step: setup.wishing(
        mix=around(tuple(Mix), setup.wishes.mix, step)
    ),
    Row.DAYS: lambda setup, step: setup.wishing(
        mistakes_days=along(DAYS, setup.wishes.mistakes_days, step)
    ),
    Row.DIFFICULTY: lambda setup, step: setup.wishing(
        difficulty=around(tuple(DIFFICULTY_WORDS), setup.wishes.difficulty, step)
    ),
    Row.KIND: lambda setup, step: setup.wishing(
        kinds=around(((), *((kind,) for kind in KINDS)), setup.wishes.kinds, step)
    ),
    Row.MARKS: lambda setup, _: setup.wishing(
        marks_at_once=not setup.wishes.marks_at_once
    ),
    Row.PAUSES: lambda setup, _: setup.wishing(may_pause=not setup.wishes.may_pause),
}


def _time_words(setup: Setup) -> str:
    if setup.clock is ClockKind.TOTAL:
        a_question = 60 * setup.minutes / setup.wishes.number
        return f"{setup.minutes:g} min, {a_question:.0f} s a question"
    return f"{setup.each_s:g} s"


WORDS: Final[dict[Row, Callable[[Setup], str]]] = {
    Row.SCOPE: lambda setup: (
        ", ".join(setup.wishes.scope) or "the decks that are studied"
    ),
    Row.NUMBER: lambda setup: plural(setup.wishes.number, "question"),
    Row.CLOCK: lambda setup: setup.clock.value,
    Row.TIME: _time_words,
    Row.MIX: lambda setup: MIX_WORDS[setup.wishes.mix],
    Row.DAYS: lambda setup: plural(setup.wishes.mistakes_days, "day"),
    Row.DIFFICULTY: lambda setup: DIFFICULTY_WORDS[setup.wishes.difficulty],
    Row.KIND: lambda setup: ", ".join(setup.wishes.kinds) or "all that drill marks",
    Row.MARKS: lambda setup: (
        "after each answer" if setup.wishes.marks_at_once else "at the end"
    ),
    Row.PAUSES: lambda setup: "allowed" if setup.wishes.may_pause else "none",
}
