"""Histories of transactions: their anomalies, and the isolation that allows them.

A history is written as in Berenson et al.: `r1[x] w2[x] c2 r1[x] c1`; `r1[P]` reads all
rows that meet a predicate, `w2[y in P]` inserts a row that meets it.
Source: Berenson et al., A Critique of ANSI SQL Isolation Levels, SIGMOD 1995.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Action:
    """One step of a transaction."""

    kind: str
    """r, w, c (commit) or a (abort)."""
    who: int
    item: str = ""
    predicate: str = ""
    """What it reads all rows of, or what the row that it inserts meets."""

    def text(self) -> str:
        """As it is written in a history."""
        if not self.item and not self.predicate:
            return f"{self.kind}{self.who}"
        inside = f"{self.item} in {self.predicate}" if self.item else self.predicate
        return f"{self.kind}{self.who}[{inside if self.predicate else self.item}]"


class Anomaly(StrEnum):
    """What may go wrong, by its usual name."""

    DIRTY_WRITE = "Dirty write"
    DIRTY_READ = "Dirty read"
    FUZZY_READ = "Non-repeatable read"
    PHANTOM = "Phantom"
    LOST_UPDATE = "Lost update"
    READ_SKEW = "Read skew"
    WRITE_SKEW = "Write skew"


class Level(StrEnum):
    """The four levels of SQL, the weakest first."""

    READ_UNCOMMITTED = "READ UNCOMMITTED"
    READ_COMMITTED = "READ COMMITTED"
    REPEATABLE_READ = "REPEATABLE READ"
    SERIALIZABLE = "SERIALIZABLE"


def parse(text: str) -> list[Action]:
    """Read a history; spaces part its actions."""
    found = re.findall(r"([rwca])(\d)(?:\[(?:(\w+) in )?(\w+)\])?", text)
    return [
        Action(kind, int(who), item, last)
        if item or (last.isupper() and last)
        else Action(kind, int(who), last)
        for kind, who, item, last in found
    ]


# --- anomalies --------------------------------------------------------------------


def anomalies(history: Sequence[Action]) -> set[Anomaly]:
    """All anomalies between any two transactions of a history."""
    whos = sorted({action.who for action in history})
    found: set[Anomaly] = set()
    for one, other in permutations(whos, 2):
        found |= {kind for kind in Anomaly if _shows(history, kind, one, other)}
    return found


def _shows(history: Sequence[Action], kind: Anomaly, one: int, other: int) -> bool:
    """Whether some items make one of the patterns of an anomaly.

    A pattern that needs one item only is tried with `?` for the other.
    """
    items = sorted({action.item for action in history if action.item})
    predicates = sorted({action.predicate for action in history if action.predicate})
    aborted = any(each.kind == "a" and each.who in (one, other) for each in history)
    if kind is Anomaly.WRITE_SKEW and aborted:
        return False
    for x in predicates if kind is Anomaly.PHANTOM else items:
        for y in (*items, "?"):
            if x != y and any(
                _matches(history, pattern, {"1": one, "2": other}, {"x": x, "y": y})
                for pattern in PATTERNS[kind]
            ):
                return True
    return False


PATTERNS: dict[Anomaly, tuple[str, ...]] = {
    Anomaly.DIRTY_WRITE: ("w1[x] w2[x] -e1",),
    Anomaly.DIRTY_READ: ("w1[x] r2[x] -e1",),
    Anomaly.FUZZY_READ: ("r1[x] w2[x] c2 r1[x]",),
    Anomaly.PHANTOM: ("r1[x] i2[x] c2 r1[x]",),
    Anomaly.LOST_UPDATE: ("r1[x] w2[x] w1[x] c1",),
    Anomaly.READ_SKEW: ("r1[x] w2[x] w2[y] c2 r1[y]", "r1[x] w2[y] w2[x] c2 r1[y]"),
    Anomaly.WRITE_SKEW: ("r1[x] r2[y] w1[y] w2[x]", "r1[x] r2[y] w2[x] w1[y]"),
}
"""Actions that follow one another, with others between; -e1: T1 is not over by then.

Write skew also needs both to commit.
"""


def _matches(
    history: Sequence[Action], pattern: str, whos: dict[str, int], items: dict[str, str]
) -> bool:
    steps = pattern.split()
    wanted = [step for step in steps if step != "-e1"]
    for place, action in enumerate(history):
        if _is(action, wanted[0], whos, items):
            wanted.pop(0)
        if not wanted:
            return "-e1" not in steps or place < _end(history, whos["1"])
    return False


def _end(history: Sequence[Action], who: int) -> int:
    """Where a transaction commits or aborts."""
    return next(
        (n for n, each in enumerate(history) if each.who == who and each.kind in "ca"),
        len(history),
    )


def _is(action: Action, step: str, whos: dict[str, int], items: dict[str, str]) -> bool:
    kind, who = step[0], whos[step[1]]
    if action.who != who:
        return False
    if kind == "c":
        return action.kind == "c"
    name = items[step[3]]
    if kind == "i":
        return action.kind == "w" and action.predicate == name
    if action.kind != kind:
        return False
    return action.item == name or (not action.item and action.predicate == name)


# --- serialization ----------------------------------------------------------------


def conflict(one: Action, other: Action) -> bool:
    """Whether two actions of different transactions may not change places."""
    if one.who == other.who or "w" not in (one.kind, other.kind):
        return False
    if one.item and one.item == other.item:
        return True
    return bool(one.predicate) and one.predicate == other.predicate


def edges(history: Sequence[Action]) -> list[tuple[int, int]]:
    """The serialization graph: who must come before whom, in their order."""
    found = [
        (one.who, other.who)
        for one, other in combinations(history, 2)
        if conflict(one, other)
    ]
    return list(dict.fromkeys(found))


def orders(history: Sequence[Action]) -> list[tuple[int, ...]]:
    """The serial orders that are conflict-equivalent to a history."""
    whos = sorted({action.who for action in history})
    arrows = edges(history)
    return [
        order
        for order in permutations(whos)
        if all(order.index(one) < order.index(other) for one, other in arrows)
    ]


# --- locks ------------------------------------------------------------------------


def blocked(history: Sequence[Action], level: Level) -> Action | None:
    """The first action that the locks of a level delay; None: the history can happen.

    Write locks are kept to the end at every level. Reads take none at READ UNCOMMITTED,
    short ones at READ COMMITTED; at REPEATABLE READ those of rows are kept to the end
    and those of predicates are short; at SERIALIZABLE all are kept.
    Source: Berenson et al., table 2.
    """
    kept: list[Action] = []
    for action in history:
        if action.kind in "ca":
            kept = [each for each in kept if each.who != action.who]
            continue
        asks = action.kind == "w" or level is not Level.READ_UNCOMMITTED
        if asks and any(conflict(each, action) for each in kept):
            return action
        if action.kind == "w" or _is_long(action, level):
            kept.append(action)
    return None


def _is_long(read: Action, level: Level) -> bool:
    if level is Level.REPEATABLE_READ:
        return bool(read.item)
    return level is Level.SERIALIZABLE


def strongest(history: Sequence[Action]) -> Level | None:
    """The strongest level under which a history can happen; None: under none."""
    able = [level for level in Level if blocked(history, level) is None]
    return able[-1] if able else None
