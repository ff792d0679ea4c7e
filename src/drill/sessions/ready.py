"""How ready one will be for an interview, by deck and topic."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from drill.sessions.goal_steps import ReadyRow
from drill.sessions.home_steps import Ready
from drill.srs.readiness import Expected, banded, expected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.sessions.planning import Goal, Planning


def ready_rows(planning: Planning, goal: Goal) -> tuple[ReadyRow, ...]:
    """Readiness by deck and topic, and of all of them together as the first row."""
    return planning.remembered(("ready", goal), lambda: _ready_rows(planning, goal))


def _ready_rows(planning: Planning, goal: Goal) -> tuple[ReadyRow, ...]:
    topics = planning.topics(goal)
    parts = [expected(group, goal.day) for group in planning.groups(topics)]
    both = list(zip(topics, parts, strict=True))
    rows = [_row("", goal.title, 0, parts)]
    for deck, some in groupby(both, key=lambda each: each[0].deck):
        known = list(some)
        title = known[0][0].deck_title
        rows.append(_row(deck, title, 0, [part for _, part in known]))
        rows += [_row(each.topic, each.title, 1, [part]) for each, part in known]
    return tuple(rows)


def home_rows(planning: Planning, goal: Goal) -> tuple[Ready, ...]:
    """The same for home: the decks, or the topics of the only one, weakest first."""
    rows = ready_rows(planning, goal)[1:]
    decks = [row for row in rows if not row.depth]
    shown = decks if len(decks) > 1 else [row for row in rows if row.depth]
    weakest = sorted((row for row in shown if row.cards), key=lambda row: row.mean)
    return tuple(
        Ready(row.title, round(100 * row.mean), round(100 * row.band))
        for row in weakest
    )


def _row(id_: str, title: str, depth: int, parts: Iterable[Expected]) -> ReadyRow:
    found = banded(parts)
    return ReadyRow(
        id_, title, depth, found.mean, found.band, found.cards, found.unseen
    )
