"""Counts of cards by topic, kept on write because counting them all takes 30 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, case, cast, func, select, update

from drill.store.quick import Quick
from drill.store.schedule_rows import HIDDEN_LANE, NEW, REVIEWING
from drill.store.schema import cards, topics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drill.store.link import Link

_CHANGE = Quick(
    update(topics)
    .where(topics.c.key == bindparam("row"))
    .values(
        cards=topics.c.cards + bindparam("more_cards"),
        fresh=topics.c.fresh + bindparam("more_fresh"),
        known=topics.c.known + bindparam("more_known"),
    )
)

_IS_COUNTED = cards.c.lane > HIDDEN_LANE


def _share(condition: Any) -> Any:
    return cast(func.coalesce(func.sum(case((condition, 1), else_=0)), 0), Integer)


def _sum(condition: Any) -> Any:
    mine = cards.c.topic == topics.c.key
    return select(_share(condition)).where(mine).scalar_subquery()


COUNTED = {
    "cards": _sum(_IS_COUNTED),
    "fresh": _sum(cards.c.lane == NEW),
    "known": _sum(_IS_COUNTED & (cards.c.state >= REVIEWING)),
}
"""What the counters of a topic should be."""

_RECOUNT = (
    update(topics)
    .where(topics.c.key.in_(bindparam("keys", expanding=True)))
    .values(**COUNTED)
)


def change_counters(
    link: Link, topic: int, was: tuple[int, int], now: tuple[int, int]
) -> None:
    """Correct a topic's counters after one of its cards changed.

    Args:
        was: lane and state before.
        now: lane and state after.
    """
    old, new = _places(*was), _places(*now)
    if old != new:
        names = ("more_cards", "more_fresh", "more_known")
        more = {n: b - a for n, a, b in zip(names, old, new, strict=True)}
        link.quick_run(_CHANGE, {"row": topic, **more})


def recount(link: Link, keys: Iterable[int]) -> None:
    """Count some topics' cards afresh."""
    link.run(_RECOUNT, {"keys": sorted(keys)})


def _places(lane: int, state: int) -> tuple[int, int, int]:
    counted = lane > HIDDEN_LANE
    return (counted, lane == NEW, counted and state >= REVIEWING)
