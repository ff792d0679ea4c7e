"""How many cards there are of each sort, by topic and by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BigInteger, bindparam, case, cast, func, or_, select

from drill.ids import DeckId, TopicId
from drill.store.library import LISTED
from drill.store.quick import Quick
from drill.store.schedule_rows import LEARNING, NEW, RELEARNING, REVIEWING
from drill.store.schema import cards, decks, topics
from drill.store.selecting import NOT_BURIED, limited_to

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import BindParameter, Select

    from drill.ids import StudyDay
    from drill.store.link import Link


class TopicCounts(NamedTuple):
    """The cards of one topic; suspended ones only in `cards` and `known`.

    A tuple, because home makes one for each of some hundred topics: half the price.
    """

    topic: TopicId
    deck: DeckId
    cards: int
    new: int
    """New cards that may come up."""
    known: int
    """Cards that have left learning."""
    due: int = 0
    """Reviewing cards that are due on this very study day."""
    backlog: int = 0
    """Reviewing cards that were due on an earlier one."""
    learning: int = 0
    """Learning and relearning cards due up to the end of the study day."""


@dataclass(frozen=True, slots=True)
class DueCounts:
    """What is due on a study day, without limits."""

    review: int
    backlog: int
    learning: int
    oldest: StudyDay | None
    """The earliest due day of the backlog."""


@dataclass(frozen=True, slots=True)
class Fading:
    """Cards of one deck that were last seen about as long ago for their stability."""

    deck: DeckId
    """Empty of cards whose note is gone."""
    ratio: float
    """Elapsed days over stability, the middle of a step of `FADING_STEP`."""
    cards: int


FADING_STEP = 1 / 64
"""Narrow enough for retrievability to differ by less than 0.002 within it."""

_day: BindParameter[Any] = bindparam("day")


def _how_many(*conditions: Any) -> Any:
    return func.count(case((_all(conditions), 1)))


def _all(conditions: tuple[Any, ...]) -> Any:
    first, *rest = conditions
    for condition in rest:
        first &= condition
    return first


def _in_lanes(*lanes: int) -> Any:
    """One of some lanes, as `Quick` can have it: without a list of values."""
    return or_(*(cards.c.lane == lane for lane in lanes))


_IS_REVIEW = cards.c.lane == REVIEWING
_IS_STEP = _in_lanes(LEARNING, RELEARNING)
# Not the bare column: grouping by it would tempt the planner into reading the whole
# index on topics instead of what is due.
_topic = cards.c.topic + 0
_REVIEWS = Quick(
    select(_topic, func.count(), _how_many(cards.c.due < _day))
    .where(_IS_REVIEW, cards.c.due <= _day, NOT_BURIED)
    .group_by(_topic)
)
_STEPS = Quick(
    select(_topic, func.count())
    .where(_IS_STEP, cards.c.due <= _day, NOT_BURIED)
    .group_by(_topic)
)
_BURIED_NEW = Quick(
    select(_topic, func.count())
    .where(cards.c.buried_until > _day, cards.c.lane == NEW)
    .group_by(_topic)
)
_TOPICS = Quick(
    select(
        topics.c.key,
        topics.c.topic_id,
        decks.c.deck_id,
        topics.c.cards,
        topics.c.fresh,
        topics.c.known,
    )
    .join(decks, decks.c.key == topics.c.deck)
    .where(LISTED)
    .order_by(decks.c.deck_id, topics.c.ordinal, topics.c.topic_id)
)
_DUE = select(
    _how_many(_IS_REVIEW, cards.c.due == _day),
    _how_many(_IS_REVIEW, cards.c.due < _day),
    _how_many(_IS_STEP),
    func.min(case((_IS_REVIEW, cards.c.due))),
).where(
    _in_lanes(LEARNING, REVIEWING, RELEARNING),
    cards.c.due <= _day,
    NOT_BURIED,
)
_FORECAST = (
    select(cards.c.due, func.count())
    .where(_IS_REVIEW, cards.c.due > _day, cards.c.due <= bindparam("last"))
    .group_by(cards.c.due)
)
_RATIO = case(
    (cards.c.last_day > _day, 0.0), else_=(_day - cards.c.last_day) / cards.c.stability
)
_STEP = cast(_RATIO / FADING_STEP, BigInteger)
_FADING = (
    select(func.coalesce(decks.c.deck_id, ""), _STEP, func.count())
    .select_from(
        cards.outerjoin(topics, topics.c.key == cards.c.topic).outerjoin(
            decks, decks.c.key == topics.c.deck
        )
    )
    .where(cards.c.stability.is_not(None), cards.c.present)
    .group_by(topics.c.deck, _STEP)
)
_STATES = select(cards.c.lane, func.count()).group_by(cards.c.lane)


class Tallies:
    """Counts; their cost follows what is due, not how much there is."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def counts(self, day: StudyDay) -> list[TopicCounts]:
        """The counts of every topic, in the order of the decks."""
        of_day, link = {"day": day}, self._link
        reviews = {row[0]: row for row in link.quick_rows(_REVIEWS, of_day)}
        steps = dict(link.quick_rows(_STEPS, of_day))
        buried = dict(link.quick_rows(_BURIED_NEW, of_day))
        found = []
        for key, topic, deck, total, fresh, known in link.quick_rows(_TOPICS, {}):
            _, due, backlog = reviews.get(key, (key, 0, 0))
            new, learning = fresh - buried.get(key, 0), steps.get(key, 0)
            found.append(
                TopicCounts(
                    TopicId(topic), DeckId(deck), total, new, known,
                    due - backlog, backlog, learning,
                )
            )  # fmt: skip
        return found

    def count_due(
        self, day: StudyDay, decks: Collection[str] | None = None
    ) -> DueCounts:
        """What is due on a study day in some decks and topics; None for all."""
        values: dict[str, Any] = {"day": day}
        statement: Select[Any] = limited_to(self._link, _DUE, decks, values)
        row = self._link.first(statement, values) or (0, 0, 0, None)
        review, backlog, learning, oldest = row
        return DueCounts(review, backlog, learning, oldest if backlog else None)

    def forecast(
        self, day: StudyDay, days: int, decks: Collection[str] | None = None
    ) -> tuple[int, ...]:
        """How many reviewing cards come due on each of the next days.

        Args:
            day: the present study day; the first number is the day after.
        """
        values: dict[str, Any] = {"day": day, "last": day + days}
        statement = limited_to(self._link, _FORECAST, decks, values)
        due = {row[0]: row[1] for row in self._link.rows(statement, values)}
        return tuple(due.get(day + after, 0) for after in range(1, days + 1))

    def fading(self, day: StudyDay) -> list[Fading]:
        """The cards that have a memory, by deck and by how far they have faded.

        One pass over the table: retrievability follows from the ratio alone, and
        steps are few where cards are many.
        """
        rows = self._link.rows(_FADING, {"day": day})
        return [
            Fading(DeckId(deck), (step + 0.5) * FADING_STEP if step else 0.0, count)
            for deck, step, count in rows
        ]

    def states(self) -> dict[str, int]:
        """Cards by state, and those suspended under `suspended`."""
        names = ("suspended", "new", "learning", "reviewing", "relearning")
        lanes = {row[0]: row[1] for row in self._link.rows(_STATES)}
        return {name: lanes.get(lane, 0) for lane, name in enumerate(names, start=-1)}
