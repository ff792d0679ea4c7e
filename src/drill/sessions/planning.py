"""What interviews ask for today: an overlay of choices over the queue of a day.

Reads the goals and the cards in their scope, and leaves the choosing to the rules of
`drill.srs.plan`. The nearest date chooses first. Nothing is written here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from drill.events import GoalSet
from drill.ids import StudyDay
from drill.sessions.pace import PACE_DAYS, pace_ms
from drill.srs.foresight import foresight
from drill.srs.holidays import is_holiday
from drill.srs.plan import Period, Plan, plan
from drill.srs.prospect import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Collection as Some

    from drill.ids import TopicId
    from drill.sessions.collection import Collection
    from drill.srs.holidays import Holidays
    from drill.store.card_rows import StoredCard
    from drill.store.prospects import TopicProspects
    from drill.store.units import ReadUnit

T = TypeVar("T")


class Goal(NamedTuple):
    """An interview that is still to come."""

    name: str
    """The id of its events."""
    title: str
    day: StudyDay
    scope: tuple[str, ...]
    """DeckIds and TopicIds."""
    minutes: int

    @classmethod
    def of(cls, body: GoalSet) -> Self:
        """The goal that an event sets."""
        return cls(body.goal, body.title, body.day, body.scope, body.minutes)

    def covers(self, name: str) -> bool:
        """Whether a deck, topic or note lies in its scope."""
        deck, _, rest = name.partition("/")
        topic = f"{deck}/{rest.partition('/')[0]}"
        return deck in self.scope or topic in self.scope


class Asked(NamedTuple):
    """What one interview asks for on a day."""

    goal: Goal
    reviews: tuple[StoredCard, ...]
    """Due or not, most gain first."""
    new: int
    topics: tuple[TopicId, ...]
    """Where the new cards are."""
    yielding: tuple[StoredCard, ...]


def standing_goals(unit: ReadUnit, day: StudyDay) -> list[Goal]:
    """The interviews of a study day and later ones, the nearest first."""
    return [goal for goal in all_goals(unit) if goal.day >= day]


def all_goals(unit: ReadUnit) -> list[Goal]:
    """Every interview that was not taken away, by its day, those that are over too."""
    if not unit.journal.has_goals():
        return []
    return [
        Goal.of(body)
        for event in unit.sittings.goals()
        if isinstance(body := event.body, GoalSet)
    ]


QUICKEST_MS = 2_000
"""No plan reckons with answers quicker than that: some are pressed through."""


class Planning:
    """The interviews of one moment, and what they ask for."""

    def __init__(
        self,
        collection: Collection,
        unit: ReadUnit,
        day: StudyDay,
        moment: tuple[int, int] | None = None,
    ) -> None:
        """Plan from one snapshot.

        Args:
            collection: the learner's.
            unit: what is read.
            day: the study day that is planned.
            moment: of the record, read before the unit began; what was planned at it
                already is not planned again. None within a write, which has none.
        """
        self._collection = collection
        self._unit = unit
        self._day = day
        self._moment = None if moment is None else (*moment, day)
        self._read: dict[Goal, list[TopicProspects]] = {}

    def remembered(self, what: tuple[object, ...], compute: Callable[[], T]) -> T:
        """What was computed of this day at this moment, or computes it now."""
        return self._collection.remembered.of(self._moment, what, compute)

    @cached_property
    def goals(self) -> list[Goal]:
        """The interviews to come; without one, nothing else is read."""
        return standing_goals(self._unit, self._day)

    def topics(self, goal: Goal) -> list[TopicProspects]:
        """The cards in a goal's scope, topic by topic."""
        if goal not in self._read:
            self._read[goal] = self._unit.prospects.of(goal.scope, self._day)
        return self._read[goal]

    def groups(self, topics: Sequence[TopicProspects]) -> list[Group]:
        """The same for the rules."""
        preset_of = self._collection.preset_of
        return [
            Group(foresight(preset_of(each.deck).parameters), each.cards)
            for each in topics
        ]

    def asked(self, scope: Some[str]) -> list[Asked]:
        """What the interviews ask for within some decks and topics.

        On a holiday they ask for nothing.
        """
        holidays = self._unit.holidays if self.goals else ()
        if not self.goals or is_holiday(self._day, holidays):
            return []
        key = ("asked", tuple(scope))
        return self.remembered(key, lambda: self._asked(scope, holidays))

    def _asked(self, scope: Some[str], holidays: Holidays) -> list[Asked]:
        answer_ms = self._answer_ms()
        taken: set[int] = set()
        found = []
        for goal in self.goals:
            topics = [each for each in self.topics(goal) if _is_in(each, scope)]
            period = self._period(goal, holidays, answer_ms)
            planned = plan(self.groups(_without(topics, taken)), period)
            taken.update(planned.reviews)
            found.append(self._stored(goal, topics, planned))
        return found

    def _answer_ms(self) -> float:
        """The pace up to yesterday: a plan must not change while it is carried out."""
        first, last = StudyDay(self._day - PACE_DAYS), StudyDay(self._day - 1)
        return max(QUICKEST_MS, pace_ms(self._unit.days.done(first, last)))

    def _period(self, goal: Goal, holidays: Holidays, answer_ms: float) -> Period:
        coming = range(self._day + 1, goal.day)
        return Period(
            today=self._day,
            day=goal.day,
            answers=goal.minutes * 60_000 / answer_ms,
            days_off=sum(is_holiday(day, holidays) for day in coming),
            bury_siblings=self._collection.settings.study.bury_siblings,
        )

    def _stored(
        self, goal: Goal, topics: Sequence[TopicProspects], planned: Plan
    ) -> Asked:
        keys = [*planned.reviews, *planned.yielding]
        cards = self._unit.prospects.cards(keys) if keys else {}
        return Asked(
            goal,
            tuple(cards[key] for key in planned.reviews),
            planned.new,
            tuple(each.topic for each in topics),
            tuple(cards[key] for key in sorted(planned.yielding)),
        )


def _is_in(topic: TopicProspects, scope: Some[str]) -> bool:
    return topic.deck in scope or topic.topic in scope


def _without(topics: Sequence[TopicProspects], taken: set[int]) -> list[TopicProspects]:
    """The same topics, the cards that a nearer interview took closed."""
    if not taken:
        return list(topics)
    return [
        each._replace(
            cards=[
                card._replace(is_open=False) if card.card in taken else card
                for card in each.cards
            ]
        )
        for each in topics
    ]
